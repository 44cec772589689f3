"""What a sector does with its rows before they are read, and which it refuses: these are told, the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem
from zzcarbon.estimation.finding import Finding

__all__ = ["Prepare", "Prepared", "refused_rows"]


Prepared = tuple[pd.DataFrame, tuple[Finding, ...]]
"""Rows as the methods read them, and by position what is wrong with those that are not estimated; the others are."""

Prepare = Callable[[pd.DataFrame], Prepared]
"""What a sector does with the words of rows before they are read; it returns as many rows."""


def refused_rows(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Return problems of cells, whose ``row`` is a position counted from 0, as one finding for each kind.

    Examples
    --------
    >>> [found.rows.tolist() for found in refused_rows([Problem("", row, "a", "", "bad", "Mend it.") for row in "02"])]
    [[0, 2]]
    """
    kinds: dict[tuple[str, str, str], set[int]] = {}
    for problem in problems:
        kinds.setdefault((problem.column, problem.problem, problem.remedy), set()).add(int(problem.row))
    return tuple(Finding(np.array(sorted(rows), np.intp), *kind) for kind, rows in kinds.items())
