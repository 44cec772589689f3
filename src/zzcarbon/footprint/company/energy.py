"""Energy of scope 2 that an inventory holds, as it was bought or handed on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.errors import UnitError
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.tables.cells import numbers_of
from zzcarbon.units import conversion_factor

__all__ = ["traded_energy", "whole_sums"]

_HANDED_ON = ("sold electricity", "sold heat")
_OF_KEY = ("method", "region", "year", "fuel", "accounting")


def traded_energy(inventory: Inventory) -> pd.DataFrame:
    """Return the energy behind the rows of scope 2 by who, where, when and how it is accounted.

    Returns
    -------
    pandas.DataFrame
        ``entity site region year period accounting method fuel quantity``: quantity in MWh, below zero where energy is
        handed on, NaN where the row's unit is none of energy.
    """
    keys = inventory.table.keys
    marks = (keys["scope"].astype(str) == "2") & (keys["flow"] == "emission") & keys["year"].notna()
    rows = inventory.activity.where(keys=[int(at) for at in np.flatnonzero(marks)]) if marks.any() else None
    names = ["entity", "site", *_OF_KEY, "period"]
    if rows is None or not len(rows):
        return pd.DataFrame(columns=[*names, "quantity"])
    given = rows.activity.reset_index(drop=True)
    of_key = keys.reindex(columns=_OF_KEY).iloc[rows.codes].reset_index(drop=True)
    frame = given.reindex(columns=names)
    frame[list(_OF_KEY)] = of_key
    amount, _ = numbers_of(given["amount"])
    amount = np.where(amount > 0, amount, 0.0)  # a blank or negative amount was refused, and is told as such
    signs = np.where(frame["method"].isin(_HANDED_ON), -1.0, 1.0)
    frame["quantity"] = amount * signs * _in_mwh(given.get("unit", pd.Series("", given.index)))
    return whole_sums(frame, names).reset_index()


def _in_mwh(units: pd.Series) -> np.ndarray:
    """Return what one of each unit is in MWh, NaN for a unit that is none of energy."""
    found = {}
    for unit in units.unique():
        try:
            found[unit] = conversion_factor(str(unit), "MWh")
        except UnitError:
            found[unit] = np.nan
    return units.map(found).to_numpy(float)


def whole_sums(frame: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Return the quantity of each group, NaN where some of it is not known, in the order of the rows."""
    groups = frame["quantity"].groupby([frame[name] for name in keys], dropna=False, sort=False)
    return groups.sum().where(groups.count() == groups.size())
