"""The public functions of the general module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.activity.read import to_pandas
from zzcarbon.document import message
from zzcarbon.estimation.method import table_of_methods
from zzcarbon.factors.catalogue import find_catalogue
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.general.lacking import USUALLY_FOUND, told_what_to_ask
from zzcarbon.general.methods import METHODS, choose_method
from zzcarbon.general.packaged import items_named, newer_editions, with_items
from zzcarbon.general.rows import checked_rows
from zzcarbon.gwp import has_gwp
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector
from zzcarbon.tables import Cells

__all__ = ["estimate", "find", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate any activity by any factor: purchases, freight, travel, waste, leases, investments.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with ``amount``, ``unit``, ``scope`` (or ``category_ghgp``), and ``factor``, the key of a packaged factor,
        or ``emission_factor`` with its unit and ``substance``. ``method`` chooses among `methods`; each has columns of
        its own.
    **said
        As in every sector.

    Returns
    -------
    Inventory
        CO2e is of the set that the factor's source states: ``AR5-CO2e``, ``unstated-CO2e`` ... A row without a factor
        is NE; its problem names packaged factors that fit, or where one is usually found. So is a row that its method
        cannot take: spend without currency or year, person km without means of transport, a factor that is not
        packaged ... Whoever asks for a greenhouse gas gets what the factors give, CO2e as well.

    Raises
    ------
    DataError
        Columns are missing, ids repeat, or there are no rows.

    Warns
    -----
    EditionWarning
        A factor is of another edition year than its activity; both figures are named.

    Notes
    -----
    E = AD x EF, and the forms of `methods`. Source: ghgp-scope3-guidance-2013.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"method": ["货运（基于距离）"], "transport_mode": ["rail"], "amount": [100.0],
    ...     "unit": ["t km"], "emission_factor": [0.02],
    ...     "emission_factor_unit": ["kg/(t km)"], "substance": ["CO2e (AR6)"],
    ...     "category_ghgp": [4]})
    >>> inventory = zc.general.estimate(rows, year=2025)
    >>> inventory.frame["emission"].tolist()
    [0.002]
    """
    rows = standard_columns(to_pandas(frame))
    rows.attrs = dict(getattr(frame, "attrs", {}))
    items, unknown = items_named(Cells(rows).text("factor"))
    checked, refused = checked_rows(rows, items)
    editions = newer_editions(checked, said.get("year"), items, str(rows.attrs.get("file", "")))
    asked: Said = {**said, "region": said.get("region") or "GLO"}
    if _greenhouse(said.get("substances")):
        asked["substances"] = None
    if len(items):
        asked["factors"] = with_items(said.get("factors") or packaged_factors(), items)
    wrong = (*unknown, *refused)
    inventory = estimate_inventory(checked, choose_method, asked, prepare=lambda given: (given, wrong))
    inventory = told_what_to_ask(inventory)
    return replace(inventory, across=(*inventory.across, *editions)) if editions else inventory


def _greenhouse(substances: Sequence[str] | str | None) -> bool:
    named = (substances,) if isinstance(substances, str) else substances or ()
    return any(has_gwp(name) for name in named)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, source, validated.

    Examples
    --------
    >>> methods()["method"][0]
    'activity by factor'
    """
    return table_of_methods(METHODS, text)


def find(text: str = "", *, editions: Sequence[str] = (), grade: str = "B", **fields: str) -> pd.DataFrame:
    """Return packaged factors in which every word stands, in Chinese or English; see `find_catalogue`.

    Where no list has one, the row asks for one and says in ``note`` where it is usually found.

    Examples
    --------
    >>> found = find("货运 rail", editions=["uk-desnz-2025"], substance="CO2e")
    >>> found[["key", "value", "unit"]].values.tolist()[0]
    ['uk-desnz-2025:27_315_3151_14', 0.02779, 'kg/(t km)']
    >>> find("硼砂")[["key", "activity"]].values.tolist()
    [['', '硼砂']]
    """
    found = find_catalogue(text, editions=editions, grade=grade, **fields)
    if found.empty and text.strip():
        found.loc[0] = dict.fromkeys(found.columns, "") | {
            "activity": text,
            "value": np.nan,
            "note": f"No packaged list has a factor under these words. {USUALLY_FOUND}",
        }
    asked = found["key"] == ""
    found.loc[asked, "note"] = [message(note) for note in found.loc[asked, "note"]]
    return found
