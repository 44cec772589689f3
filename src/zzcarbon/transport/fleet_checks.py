"""Checks of the tables that a fleet is made from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown

__all__ = ["check_columns", "check_numbers", "faulty"]


def check_columns(frame: pd.DataFrame, names: Iterable[str], file: str) -> None:
    """Raise DataError where columns are missing, all at once."""
    problems = [Problem(file, "", name, "", "the column is missing", "Add it.") for name in names if name not in frame]
    if problems:
        message = f"{file}: {len(problems)} columns are missing"
        raise DataError(message, problems)


def check_numbers(frame: pd.DataFrame, name: str, file: str) -> None:
    """Raise DataError where a column has other things than finite numbers from zero on, all rows at once."""
    numbers = pd.to_numeric(frame[name], errors="coerce")
    bad = ~((numbers >= 0) & np.isfinite(numbers))
    problems = [
        Problem(file, str(at + 1), name, shown(frame[name].iloc[at]), "is no number from zero on", "Correct it.")
        for at in np.flatnonzero(bad.to_numpy(bool))
    ]
    if problems:
        message = f"{file}: {len(problems)} bad numbers"
        raise DataError(message, problems)


def faulty(column: str, value: object, problem: str, remedy: str) -> DataError:
    """Return the error of one value, to be raised."""
    message = f"{column} {shown(value)} {problem}"
    return DataError(message, [Problem("", "", column, shown(value), problem, remedy)])
