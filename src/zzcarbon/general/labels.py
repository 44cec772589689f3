"""Scope and categories of rows of the general module, worked out once for each combination that occurs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.estimation.words import read_category_ghgp, read_scope
from zzcarbon.general.methods import CATEGORY
from zzcarbon.tables import Cells
from zzcarbon.tables.codes import encode, group_codes
from zzcarbon.tables.unread import Unread

__all__ = ["distinct", "labelled"]

Fault = tuple[str, str, str]
"""Column, problem, remedy."""

_COLUMNS = ("scope", "category_ghgp", "category_iso14064")


def labelled(method: NDArray[np.object_], cells: Cells) -> dict[str, NDArray[np.object_]]:
    """Return ``scope`` and ``category_ghgp`` of rows; what is missing or contradicts is reported.

    Parameters
    ----------
    method : array of str
        Method of each row.
    cells : Cells
        The rows.
    """
    codes, names = distinct(method, *(cells.text(column) for column in _COLUMNS))
    told = [_labels(*name) for name in names]
    faults: dict[Fault, list[int]] = {}
    for at, (_, _, found) in enumerate(told):
        for fault in found:
            faults.setdefault(fault, []).append(at)
    for (column, problem, remedy), places in faults.items():
        cells.report(np.isin(codes, places), column, problem, remedy)
    scopes, categories = (np.array([one[at] for one in told], dtype=object) for at in (0, 1))
    return {"scope": scopes[codes], "category_ghgp": categories[codes]}


def distinct(*columns: NDArray[np.object_]) -> tuple[NDArray[np.int32], list[tuple[str, ...]]]:
    """Return the combination of each row, and the texts of each combination."""
    return group_codes([encode(pd.Series(column, dtype=object)) for column in columns])


def _labels(method: str, scope: str, category: str, iso: str) -> tuple[str, str, tuple[Fault, ...]]:
    """Return scope and category; a category of scope 3, in the row or of its method, implies 3.

    What is no scope or category stays as it is: it is told where rows of every module are read.

    Examples
    --------
    >>> _labels("franchises", "", "", ""), _labels("average data", "1", "4", "")[2][0][1]
    (('3', '14', ()), 'categories are of scope 3')
    """
    implied = CATEGORY.get(method, "")
    read = read_scope(scope)
    found = scope if isinstance(read, Unread) else read or ("3" if category or implied else "")
    named = read_category_ghgp(category)
    of_scope = category if isinstance(named, Unread) else named or (implied if found == "3" else "")
    faults: list[Fault] = []
    if not found:
        faults.append(("scope", "the scope is missing", "Write 1, 2 or 3."))
    if found == "3" and not of_scope:
        faults.append(("category_ghgp", "a row of scope 3 names its category", "Write 1 to 15."))
    if category and found in {"1", "2"}:
        faults.append(("category_ghgp", "categories are of scope 3", "Leave it empty, or correct the scope."))
    if iso.removesuffix(".0") not in {"", *"123456"}:
        faults.append(("category_iso14064", "not a category", "Write 1 to 6."))
    return found, of_scope, tuple(faults)
