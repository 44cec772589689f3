"""What contradicts itself in an emergency list: a process stopped twice, a higher level that asks for less."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.tables import open_cells

__all__ = ["LEVELS", "conflicts", "level_key"]

LEVELS = ("blue", "yellow", "orange", "red")
"""Warning levels, the mildest first."""

_WORDS = {"蓝": "blue", "黄": "yellow", "橙": "orange", "红": "red"}
_COLUMNS = ("enterprise", "process", "level", "conflict", "measures")
_CLOSE = 1e-9


def level_key(text: str) -> str:
    """Return the key of a warning level in Chinese or English.

    Raises
    ------
    ValueError
        There is no such level.

    Examples
    --------
    >>> level_key("橙色")
    'orange'
    """
    name = _WORDS.get(text.removesuffix("预警").removesuffix("色"), text.casefold())
    if name not in LEVELS:
        message = f"unknown level: levels are {', '.join(LEVELS)}"
        raise ValueError(message)
    return name


def conflicts(measures: pd.DataFrame, limits: object = None) -> pd.DataFrame:
    """Return what contradicts itself in a list of measures.

    Parameters
    ----------
    measures : pandas.DataFrame
        ``enterprise process grade level measure cut``, checked.
    limits : data frame, optional
        ``grade level most``: the largest cut that may be asked of a performance grade. [1]

    Returns
    -------
    pandas.DataFrame
        ``enterprise process level conflict measures``.

    Raises
    ------
    DataError
        The limits cannot be read.
    """
    found = []
    for (enterprise, process, level), rows in measures.groupby(["enterprise", "process", "level"], sort=True):
        names = "; ".join(rows["measure"])
        if (rows["cut"] >= 1 - _CLOSE).sum() > 1 or (len(rows) > 1 and (rows["cut"] >= 1 - _CLOSE).any()):
            found.append([enterprise, process, level, "a process that is stopped is stopped or cut again", names])
        elif rows["cut"].sum() > 1 + _CLOSE:
            found.append([enterprise, process, level, "the cuts together are more than the process", names])
        if len(set(rows["grade"])) > 1:
            found.append([enterprise, process, level, "two performance grades", "; ".join(rows["grade"])])
    found += _weaker(measures)
    found += _beyond(measures, limits)
    return pd.DataFrame(found, columns=list(_COLUMNS))


def _weaker(measures: pd.DataFrame) -> list[list[Any]]:
    """Return processes that are cut less at a higher level than at a milder one."""
    found = []
    for (enterprise, process), rows in measures.groupby(["enterprise", "process"], sort=True):
        by_level = rows.groupby("level")["cut"].sum().clip(upper=1.0)
        present = [level for level in LEVELS if level in by_level.index]
        for mild, strict in pairwise(present):
            if by_level[strict] < by_level[mild] - _CLOSE:
                found.append([enterprise, process, strict, f"asks for less than level {mild}", ""])
    return found


def _beyond(measures: pd.DataFrame, limits: object) -> list[list[Any]]:
    """Return processes of which more is asked than their performance grade allows."""
    if limits is None:
        return []
    refusal = "the limits by grade cannot be used"
    cells = open_cells(limits, "limits by grade", ("grade", "level", "most"), refusal=refusal)
    grades, levels = cells.text("grade"), cells.translated(cells.text("level"), "level", level_key)
    most = cells.share("most")
    if cells.problems:
        raise DataError(refusal, cells.problems)
    known = {(grade, level): share for grade, level, share in zip(grades, levels, most, strict=True)}
    sums = measures.groupby(["enterprise", "process", "grade", "level"], sort=True)["cut"].sum().reset_index()
    found = []
    for row in sums.to_dict("records"):
        grade, level = row["grade"], row["level"]
        if row["cut"] > known.get((grade, level), np.inf) + _CLOSE:
            what = f"more than grade {grade} allows ({known[grade, level]:g})"
            found.append([row["enterprise"], row["process"], level, what, ""])
    return found
