"""Which rows a sum counts: by scope, flow, origin of the carbon and accounting.

Rows of scope 2 and 3 are indirect: another reports them as direct, so they are never added unless it is
asked for. Every other row, one without scope included, counts as direct. Of two accountings of one
purchase the market-based one stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable

__all__ = ["ALL", "INDIRECT", "biogenic", "by_location", "kept_in_totals", "read_scopes", "scope_of_keys"]

ALL = ("1", "2", "3")
"""The scopes of the GHG Protocol."""

INDIRECT = ("2", "3")
"""Scopes that are direct emissions of somebody else."""

Marks = npt.NDArray[np.bool_]


def read_scopes(scope: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the scopes that a sum counts; without a word the direct ones.

    Raises
    ------
    UnknownNameError
        A scope is not 1, 2, 3 or all.

    Examples
    --------
    >>> read_scopes(None), read_scopes("all"), read_scopes(("1", "2"))
    (('1',), ('1', '2', '3'), ('1', '2'))
    """
    if scope is None:
        return ("1",)
    if scope == "all":
        return ALL
    several = isinstance(scope, Sequence) and not isinstance(scope, str)
    named = tuple(str(word) for word in (scope if several else (scope,)))
    for word in named:
        if word not in ALL:
            raise UnknownNameError("scope", word, (*ALL, "all"), "Scopes are 1, 2, 3 and all.")
    return named


def scope_of_keys(table: CoefficientTable) -> npt.NDArray[np.str_]:
    """Return the scope of each key, shape (k,): 2, 3, or 1 for all that is direct."""
    scopes = table.keys["scope"].to_numpy(object)
    return np.array([scope if scope in INDIRECT else "1" for scope in scopes], dtype="<U1")


def kept_in_totals(table: CoefficientTable, scopes: Sequence[str] = ("1",)) -> Marks:
    """Mark the lines that a total sums: emissions of the scopes, without biogenic CO2; shape (lines,)."""
    lines = table.lines
    emitted = (table.keys["flow"] == "emission").to_numpy() & np.isin(scope_of_keys(table), list(scopes))
    kept: Marks = (emitted & by_location(table))[lines["key"].to_numpy()] & ~biogenic(table)
    return kept


def biogenic(table: CoefficientTable) -> Marks:
    """Mark the lines of biogenic CO2, shape (lines,)."""
    return ((table.lines["gas"] == "CO2") & (table.lines["origin"] == "biogenic")).to_numpy(bool)


def by_location(table: CoefficientTable) -> Marks:
    """Mark the keys that are not the market-based accounting of a purchase, shape (k,)."""
    if "accounting" not in table.keys:
        return np.ones(len(table.keys), bool)
    return (table.keys["accounting"] != "market").to_numpy(bool)
