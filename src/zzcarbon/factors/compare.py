"""Two editions of a factor side by side."""

from __future__ import annotations

import math

import pandas as pd

from zzcarbon.errors import UnitError, UnknownNameError
from zzcarbon.units import conversion_factor

__all__ = ["compare_sets", "earlier_edition"]

_KEY = ["activity", "subject", "scheme", "category", "substance", "region", "technology", "control", "condition"]
_YEARS = ["valid_from", "valid_to"]


def compare_sets(frame: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Lay the figures of two sets side by side.

    Parameters
    ----------
    frame : pandas.DataFrame
        Factors, as `FactorTable.frame` gives them.
    first, second : str
        Keys of the sets, the older one first.

    Returns
    -------
    pandas.DataFrame
        One row per key that either set has: the key, ``first`` and ``second`` [unit], ``unit``, ``ratio`` of
        second to first [1], and where both stand. A figure that one set lacks, or whose unit is of another kind,
        is NaN and has no ratio.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> table = zc.factors().frame
    >>> both = compare_sets(table[table["substance"] == "CO2"], "ipcc-2006-v3", "ipcc-2019-v3")
    >>> sinter = both[(both["activity"] == "iron and steel production") & (both["subject"] == "sinter")]
    >>> sinter[["first", "second"]].values.tolist()
    [[0.2, 0.21]]
    """
    years = [] if frame.loc[frame["set"].isin([first, second]), _YEARS].nunique().max() > 1 else _YEARS
    columns = [*_KEY, *years]
    sides = [frame[frame["set"] == key][[*columns, "value", "unit", "locator"]] for key in (first, second)]
    both = sides[0].merge(sides[1], on=columns, how="outer", suffixes=("_first", "_second"))
    both["unit"] = both["unit_first"].where(both["unit_first"].notna(), both["unit_second"])
    both["first"] = both["value_first"]
    scale = [_scale(old, new) for old, new in zip(both["unit_second"], both["unit"], strict=True)]
    both["second"] = both["value_second"] * pd.Series(scale, index=both.index, dtype="float64")
    both["ratio"] = both["second"] / both["first"]
    ordered = [*_KEY, "first", "second", "unit", "ratio", "locator_first", "locator_second"]
    return both[ordered].sort_values(_KEY, kind="stable").reset_index(drop=True)


def earlier_edition(frame: pd.DataFrame, sets: pd.DataFrame, key: str) -> str:
    """Return the set whose figures a newer one replaces: the latest before it with the same figures to compare.

    Parameters
    ----------
    frame : pandas.DataFrame
        Factors, with ``set`` and what identifies a row.
    sets : pandas.DataFrame
        Sets with ``key``, ``edition`` and ``source``.
    key : str
        The newer set.

    Raises
    ------
    UnknownNameError
        No set of the same family is older.
    """
    family = key.rpartition("-")[0] if key[-4:].isdigit() else key
    mine = frame.loc[frame["set"] == key, _KEY].drop_duplicates()
    later = str(sets.loc[sets["key"] == key, "edition"].iloc[0]), key
    older = [
        (str(edition), other)
        for other, edition in zip(sets["key"], sets["edition"], strict=True)
        if other.startswith(family) and (str(edition), other) < later
    ]
    shared = [
        (edition, other)
        for edition, other in older
        if len(mine.merge(frame.loc[frame["set"] == other, _KEY].drop_duplicates(), on=_KEY))
    ]
    if not shared:
        raise UnknownNameError("earlier edition of", key, sets["key"], "Name both sets: compare(first, second).")
    return str(max(shared)[1])


def _scale(unit: object, to: object) -> float:
    """Return what a figure in one unit is multiplied by to stand in another; NaN where it cannot."""
    if not isinstance(unit, str) or not isinstance(to, str):
        return math.nan
    if unit == to:
        return 1.0
    try:
        return conversion_factor(unit, to)
    except (UnitError, ValueError):
        return math.nan
