"""Fuels and energy carriers: a tree, what each is made from, and the word each set has for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.names import NameIndex

__all__ = ["Fuel", "fuel", "fuel_map", "fuel_path", "fuel_subjects", "fuels"]

_MAP_COLUMNS = ("fuel", "set", "subject", "grade", "reason")


@dataclass(frozen=True, slots=True)
class Fuel:
    """One fuel or carrier.

    Attributes
    ----------
    key, zh, en : str
        Name of the library, and names in Chinese and English.
    parent : str
        The group it belongs to; a group is the sum of its members and never added to them.
    state : str
        solid, liquid, gas; or carrier for electricity and heat.
    origin : str
        fossil, biogenic or mixed carbon.
    derived_from : tuple of str
        Fuels it is made from: the carbon of coke came in as coal.
    """

    key: str
    zh: str
    en: str
    parent: str
    state: str
    origin: str
    derived_from: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def fuels() -> dict[str, Fuel]:
    """Return all fuels by key."""
    return {
        row["key"]: Fuel(
            row["key"],
            row["zh"],
            row["en"],
            row["parent"],
            row["state"],
            row["origin"],
            tuple(filter(None, row["derived_from"].split(";"))),
            tuple(filter(None, row["aliases"].split(";"))),
        )
        for row in data_rows("fuels.csv")
    }


@lru_cache(maxsize=4096)
def fuel(name: str) -> Fuel:
    """Return a fuel by any of its names.

    Raises
    ------
    UnknownNameError
        There is no such fuel; names that look like it are given.

    Examples
    --------
    >>> fuel("原煤").key, fuel("原煤").parent
    ('raw coal', 'coal')
    """
    return fuels()[_index().key(name)]


@lru_cache(maxsize=4096)
def fuel_path(name: str) -> tuple[str, ...]:
    """Return the fuel and the groups above it, nearest first.

    Examples
    --------
    >>> fuel_path("coke")
    ('coke', 'coal products', 'all fuels')
    """
    here = fuel(name)
    return (here.key, *(fuel_path(here.parent) if here.parent else ()))


@cache
def fuel_map() -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
    """Return by fuel and set the words that stand for the fuel, with grade and reason."""
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in data_rows("fuel_map.csv"):
        entry = (row["subject"], row["grade"], row["reason"])
        found.setdefault((row["fuel"], row["set"]), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def fuel_subjects(name: str, set_key: str, own: pd.DataFrame | None = None) -> tuple[tuple[str, str, str], ...]:
    """Return the words of a set that stand for a fuel, best first.

    Parameters
    ----------
    name : str
        The fuel.
    set_key : str
        The set.
    own : pandas.DataFrame, optional
        The caller's assumptions with columns ``fuel``, ``set``, ``subject`` and, if wanted, ``grade``
        and ``reason``: they go before the packaged ones.

    Returns
    -------
    tuple of (subject, grade, reason)

    Raises
    ------
    DataError
        The caller's table lacks a column.

    Examples
    --------
    >>> fuel_subjects("raw coal", "ipcc-2006-v2")[0][0]
    'Other Bituminous Coal'
    """
    key = fuel(name).key
    mine = _own(own, key, set_key) if own is not None else ()
    if mine:
        return mine
    for step in fuel_path(key):
        if found := fuel_map().get((step, set_key)):
            return found
    return ()


def _own(own: pd.DataFrame, key: str, set_key: str) -> tuple[tuple[str, str, str], ...]:
    missing = [name for name in _MAP_COLUMNS[:3] if name not in own]
    if missing:
        problems = [
            Problem("", "", name, "", "column missing in fuel_map", "Needed: fuel, set, subject.") for name in missing
        ]
        message = "the fuel map cannot be used"
        raise DataError(message, problems)
    rows = own.astype(object).where(own.notna(), "").reindex(columns=list(_MAP_COLUMNS), fill_value="").astype(str)
    rows = rows[(rows["fuel"].map(lambda text: fuel(text).key) == key) & (rows["set"] == set_key)]
    return tuple(
        (subject, grade or "C", reason or "assumption of the caller")
        for subject, grade, reason in zip(rows["subject"], rows["grade"], rows["reason"], strict=True)
    )


@cache
def _index() -> NameIndex:
    return NameIndex("fuel", ((f.key, (f.zh, f.en, *f.aliases)) for f in fuels().values()))
