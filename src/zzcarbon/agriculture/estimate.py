"""The public functions of the agriculture module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from zzcarbon.agriculture.methods import METHODS, choose_method
from zzcarbon.estimation.method import table_of_methods
from zzcarbon.factors.table import FactorTable
from zzcarbon.inventory.estimated import estimated
from zzcarbon.inventory.table import Inventory

__all__ = ["estimate", "methods"]


def estimate(
    frame: Any,
    *,
    region: str | None = None,
    year: int | None = None,
    factors: FactorTable | None = None,
    sets: Sequence[str] | None = None,
    purpose: str = "inventory",
    substances: Sequence[str] | None = None,
    fuel_map: pd.DataFrame | None = None,
) -> Inventory:
    """Estimate the emissions of livestock, crops and soils, and what land and capture take up.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``method``, ``amount``, ``unit`` and the columns of the method; pandas, Polars,
        PyArrow, DuckDB, Dask or Spark. See `methods`. Sinks without ``flow`` are removals or captures.
    region, year : str, int, optional
        Where the rows do not say them.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.
    sets : sequence of str, optional
        Sets of factors in the order they are asked; default ``zc.factors().sets()``. Editions of the IPCC
        are sets: ``["ipcc-2006-v4"]`` or ``["ipcc-2019r-v4"]``.
    purpose : str
        What the figures are for.
    substances : sequence of str, optional
        What to estimate; default what the methods declare. What has no factor is NE and a problem.
    fuel_map : pandas.DataFrame, optional
        Not used here; the same in all modules.

    Returns
    -------
    Inventory

    Raises
    ------
    DataError
        Columns are missing, ids repeat, or there are no rows.
    UnknownNameError
        A set, purpose, substance or region in the arguments is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"method": ["enteric fermentation"], "animal": ["奶牛"], "amount": [1000], "unit": ["头"]})
    >>> inventory = estimate(rows, region="CN-410100", year=2023, sets=["ipcc-2006-v4"])
    >>> print(inventory.total("CH4"))
    68.0 t CH4
    """
    return estimated(
        frame,
        choose_method,
        region=region,
        year=year,
        table=factors,
        sets=sets,
        purpose=purpose,
        substances=substances,
        fuel_map=fuel_map,
    )


def methods() -> pd.DataFrame:
    """Return the methods: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> "manure nitrogen flow" in set(methods()["method"])
    True
    """
    return table_of_methods(METHODS)
