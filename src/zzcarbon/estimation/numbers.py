"""Numbers of activity rows: read as float64, every bad value found, none dropped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.finding import Finding
from zzcarbon.tables.cells import speaks_chinese
from zzcarbon.tables.detection import below_detection, open_results, settled
from zzcarbon.tables.numbers import Decimal, NumberColumn
from zzcarbon.tables.numbers import read_numbers as read_cells
from zzcarbon.tables.unread import Unread

__all__ = ["LARGEST", "Numbers", "read_numbers"]

LARGEST = 1e30
"""Beyond it no activity lies: a number that would make sums infinite is a problem of its row."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers.

    Attributes
    ----------
    values : ndarray of float64, shape (n,)
        The numbers; NaN where blank or bad.
    blank : ndarray of bool, shape (n,)
        Where the cell is empty, or holds a notation key.
    findings : tuple of Finding
        Bad cells.
    percent : ndarray of bool, shape (n,), or None
        Where the cell itself says %; None for nowhere.
    notation : ndarray of str, shape (n,), or None
        Notation keys that stand in the cells; None for nowhere.
    """

    values: npt.NDArray[np.float64]
    blank: Mask
    findings: tuple[Finding, ...]
    percent: Mask | None = None
    notation: npt.NDArray[np.object_] | None = None


def read_numbers(
    activity: pd.DataFrame, name: str, *, low: float = 0.0, high: float | npt.NDArray[np.float64] = np.inf
) -> Numbers:
    """Read a column of numbers, by the choices that its table states for all of them.

    Parameters
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        Rows with standard column names: ``below_detection`` and ``detection_limit`` are read, and whether the words
        are Chinese.
    name : str
        Column of numbers, or of text that holds numbers.
    low, high : float
        Range that is allowed, both ends included [unit of the column].

    Examples
    --------
    >>> rows = pd.DataFrame({"amount": ["<4", "12"], "below_detection": ["half", ""]})
    >>> read_numbers(rows, "amount").values.tolist()
    [2.0, 12.0]
    """
    column = activity[name]
    if column.dtype.kind in "iuf":
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        return Numbers(values, np.isnan(values), tuple(_limits(values, name, low, high)))
    decimal = speaks_chinese(activity)
    cells = read_cells(column, decimal=decimal)
    findings = [Finding(np.flatnonzero(w.rows), name, w.problem, w.remedy) for w in cells.wrong]
    values = cells.values
    if cells.below.any():
        values, more = _below(activity, cells, name, decimal)
        findings += more
    noted = cells.notation if (cells.notation != "").any() else None
    blank = cells.blank if noted is None else cells.blank | (noted != "")
    findings += _limits(values, name, low, high)
    return Numbers(values, blank, tuple(findings), cells.percent if cells.percent.any() else None, noted)


def _below(
    activity: pd.DataFrame, cells: NumberColumn, name: str, decimal: Decimal
) -> tuple[npt.NDArray[np.float64], list[Finding]]:
    """Return the numbers with those below the limit of detection as the rows choose."""
    count = len(cells.values)
    choice, findings = np.full(count, "", dtype=object), []
    if "below_detection" in activity:
        said = [below_detection(cell) for cell in activity["below_detection"]]
        for reason in dict.fromkeys(word for word in said if isinstance(word, Unread)):
            rows = np.array([word == reason for word in said])
            findings.append(Finding(np.flatnonzero(rows), "below_detection", reason.problem, reason.remedy))
        choice = np.array(["" if isinstance(word, Unread) else word for word in said], dtype=object)
    stated = np.full(count, np.nan)
    if "detection_limit" in activity:
        stated = read_cells(activity["detection_limit"], decimal=decimal).values
    values = settled(cells, choice, stated)
    open_ones = open_results(cells, values)
    return values, findings + [Finding(np.flatnonzero(rows), name, why, remedy) for rows, why, remedy in open_ones]


def _limits(
    values: npt.NDArray[np.float64], name: str, low: float, high: float | npt.NDArray[np.float64]
) -> list[Finding]:
    """Find numbers outside the range that is allowed."""
    infinite = np.isinf(values)
    large = (np.abs(values) > LARGEST) & ~infinite
    above = (values > high) & ~infinite
    top = f"{high:g}" if isinstance(high, float | int) else "1 in the unit of its row"
    kinds = (
        (infinite, "the number is not finite", "Give a finite number."),
        (large, f"the number is beyond {LARGEST:g}: nothing is so large", "Check the number and its unit."),
        (values < low, f"the number is below {low:g}", _below_remedy(low)),
        (above, f"the number is above {top}", "Check the unit (fraction or %)."),
    )
    return [Finding(np.flatnonzero(mask), name, problem, remedy) for mask, problem, remedy in kinds if mask.any()]


def _below_remedy(low: float) -> str:
    if low == 0.0:
        return (
            "Amounts are never negative: "
            "what comes back, goes out or is credited is a row of its own with role = output."
        )
    return "Check the value."
