"""From the activity rows of a module to its inventory: what the modules have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from zzcarbon.activity.read import to_pandas
from zzcarbon.estimation.estimate import estimate_block
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.words import Defaults
from zzcarbon.factors.table import FactorTable, factors
from zzcarbon.inventory.doublecount import double_counting
from zzcarbon.inventory.table import Inventory
from zzcarbon.vocabulary.regions import region as region_named

__all__ = ["estimated"]


def estimated(
    frame: Any,
    choose_method: Chooser,
    *,
    region: str | None,
    year: int | None,
    table: FactorTable | None,
    sets: Sequence[str] | None,
    purpose: str,
    substances: Sequence[str] | None,
    fuel_map: pd.DataFrame | None,
) -> Inventory:
    """Return the inventory of activity rows by the methods of one module.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
    choose_method : Chooser
        Finds the method for a fuel and the word in column ``method``.
    region, year, table, sets, purpose, substances, fuel_map
        As in ``zc.energy.estimate``; ``table`` is its ``factors``.

    Raises
    ------
    DataError
        Columns are missing, ids repeat, or there are no rows.
    UnknownNameError
        A set, purpose, substance or region in the arguments is unknown.
    """
    used = factors() if table is None else table
    block = estimate_block(
        to_pandas(frame),
        choose_method=choose_method,
        table=used,
        sets=used.set_order(sets, purpose),
        purpose=purpose,
        substances=substances,
        fuel_map=fuel_map,
        defaults=Defaults(None if region is None else region_named(region).key, year),
    )
    return Inventory((block,), used.edition, (), double_counting((block,)))
