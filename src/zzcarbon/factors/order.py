"""The order in which sets are asked: the caller's, or by default the sets of a country before those of the world.

A set of one country answers only for rows in that country, so one order serves every region. A set whose figures
are before control stays at its rank: an uncontrolled factor never replaces a controlled one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from zzcarbon.errors import DataError, UnknownNameError, shown
from zzcarbon.vocabulary.regions import region_path, regions

__all__ = ["BY_RANK", "PURPOSES", "national_sets", "order_of_sets"]

PURPOSES = ("inventory", "enterprise", "offset baseline", "life cycle", "footprint")
"""What a figure may be for: purposes are never mixed."""

BY_RANK = "by rank"
"""Asks for the sets in the order of their ranks alone, as they were asked before a country's own came first."""

_NAMED = "named"
"""Marks a set that answers only where the caller names it."""
_BEFORE_CONTROL = r"before control|before removal|uncontrolled|before capture"


def order_of_sets(
    sets: pd.DataFrame, asked: Sequence[str] | str | None, purpose: str, national: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Return the keys of the sets to ask, in order.

    Parameters
    ----------
    sets : pandas.DataFrame
        Sets with ``key``, ``purpose`` and ``rank``, in the order of their ranks.
    asked : sequence of str, str or None
        The caller's order, used as it is. A key with a plus sign before it is asked after the default order, which
        then stands in front: ``["+fuel-densities-uk-2025"]``. `BY_RANK` takes the ranks alone; None the default.
    purpose : str
        One of `PURPOSES`.
    national : frozenset of str
        Sets of one country that come before those of the world, see `national_sets`.

    Raises
    ------
    DataError
        A set is named by something else than text.
    UnknownNameError
        A set or the purpose is unknown.

    Examples
    --------
    >>> sets = pd.DataFrame({"key": ["world", "cn"], "purpose": "inventory", "rank": ["1", "2"]})
    >>> order_of_sets(sets, None, "inventory", frozenset({"cn"})), order_of_sets(sets, BY_RANK, "inventory")
    (('cn', 'world'), ('world', 'cn'))
    """
    if purpose not in PURPOSES:
        raise UnknownNameError("purpose", purpose, PURPOSES, f"Purposes: {', '.join(PURPOSES)}.")
    by_rank = asked == BY_RANK
    keys = [] if asked is None or by_rank else _keys(asked)
    known = set(sets["key"])
    for key in keys:
        if key.removeprefix("+") not in known:
            raise UnknownNameError("set of factors", key, sets["key"], "See zc.factors().sets().")
    if keys and not any(key.startswith("+") for key in keys):
        return tuple(keys)
    default = _default(sets, purpose, frozenset() if by_rank else national)
    added = [key.removeprefix("+") for key in keys]
    return (*default, *(key for key in dict.fromkeys(added) if key not in default))


def _keys(asked: object) -> list[str]:
    """Return the keys that are asked for, one or several."""
    keys: list[str] = []
    for key in [asked] if isinstance(asked, str) or not isinstance(asked, Iterable) else asked:
        if not isinstance(key, str):
            raise DataError(f'sets are named by their keys, for example "cn-mee-grid-2023", not {shown(key)}')
        keys.append(key)
    return keys


def _default(sets: pd.DataFrame, purpose: str, national: frozenset[str]) -> tuple[str, ...]:
    """Return own sets, then those of a country, then those of the world, each by rank."""
    fits = [purpose in text.split(";") and _NAMED not in text.split(";") for text in sets["purpose"]]
    rows = [(key, rank) for key, rank, fit in zip(sets["key"], sets["rank"], fits, strict=True) if fit]
    return tuple(
        key for key, rank in sorted(rows, key=lambda row: 0 if row[1] == "0" else 1 if row[0] in national else 2)
    )


def national_sets(factors: pd.DataFrame, parameters: pd.DataFrame) -> frozenset[str]:
    """Return the sets whose rows all describe one country, are of grade A or B and none of them before control.

    Parameters
    ----------
    factors, parameters : pandas.DataFrame
        Rows that may be used, with ``set``, ``region``, ``basis`` and ``grade``.
    """
    columns = ["set", "region", "basis", "grade"]
    rows = pd.concat([factors[columns], parameters[columns]], ignore_index=True).drop_duplicates()
    countries = {key: _country(key) for key in rows["region"].unique()}
    rows["country"] = rows["region"].map(countries)
    bare = set(rows.loc[rows["basis"].str.contains(_BEFORE_CONTROL) | (rows["grade"] == "C"), "set"])
    found = rows.groupby("set")["country"].agg(lambda values: len(set(values)) == 1 and "" not in set(values))
    return frozenset(found.index[found]) - bare


def _country(key: str) -> str:
    """Return the country that a region lies in; an empty text for the world and for groups of countries."""
    return next((step for step in region_path(key) if step in regions() and regions()[step].kind == "country"), "")
