"""Duties: who owes how much of what, one row a holder and one column a substance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError, english, shown
from zzcarbon.tables.frames import to_pandas
from zzcarbon.vocabulary.substances import substance

__all__ = ["read_duties"]

_REFUSAL = "the duties cannot be used"
_SHAPE = "Give a table with a row for each holder and a column for each substance."


def read_duties(given: Any) -> pd.DataFrame:
    """Return duties by holder (index) and substance (columns) [t]; a cell that is empty is no duty.

    Parameters
    ----------
    given : pandas.DataFrame or Series
        Duties; a Series is of one substance, which is its name. [t]

    Raises
    ------
    DataError
        It is no such table, a column is no substance or stands twice, or a duty is no number of at least 0: every
        problem.

    Examples
    --------
    >>> read_duties(pd.Series({"郑州市": 19075.0}, name="氮氧化物"))["NOx"].tolist()
    [19075.0]
    """
    if isinstance(given, pd.Series):
        given = given.to_frame()
    if not isinstance(given, pd.DataFrame):
        given = to_pandas(given, "duties", lazy=False)
    if not len(given.columns):
        raise DataError(_REFUSAL, [Problem("", "", "", "", "no substance has a column", _SHAPE)])
    problems: list[Problem] = []
    keys = []
    for name in given.columns:
        try:
            keys.append(substance(str(name)).key)
        except UnknownNameError as error:
            problems.append(Problem("", "", str(name), shown(name), english(error), _SHAPE))
    problems += [
        Problem("", "", key, "", "the substance has two columns", "Keep one of them.")
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    holders = [str(name) for name in given.index]
    table = pd.DataFrame(index=pd.Index(holders, dtype=object))
    for at, column in enumerate(given.columns):
        cells = given.iloc[:, at]
        numbers = pd.to_numeric(cells, errors="coerce").to_numpy(float)
        filled = cells.notna().to_numpy()
        wrong = filled & ~((numbers >= 0) & np.isfinite(numbers))
        problems += [
            Problem("", holder, str(column), shown(cell), "not a mass of at least 0")
            for holder, cell, bad in zip(holders, cells, wrong, strict=True)
            if bad
        ]
        if not problems:
            table[keys[at]] = numbers
    if problems:
        raise DataError(_REFUSAL, problems)
    return table
