"""Periods of monitoring data as days, and how they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.dates import period_text
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables import row_numbers

__all__ = ["Spans", "spans"]

_REMEDY = "Write 2024, 2024-03, 2024-03-15 or 2024-01-01/2024-06-30, or give column year."


@dataclass(frozen=True, slots=True)
class Spans:
    """Periods of rows, as time since 1970.

    Attributes
    ----------
    start, stop : ndarray of float64, shape (n,)
        First and last moment of each row; the last does not belong to it [d].
    """

    start: npt.NDArray[np.float64]
    stop: npt.NDArray[np.float64]

    def at(self, rows: npt.NDArray[np.intp]) -> Spans:
        """Return the spans of some rows."""
        return Spans(self.start[rows], self.stop[rows])

    def union(self) -> Spans:
        """Return spans that do not overlap and cover the same time, in order of time."""
        merged: list[list[float]] = []
        for at in np.argsort(self.start, kind="stable"):
            if merged and self.start[at] <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], float(self.stop[at]))
            else:
                merged.append([float(self.start[at]), float(self.stop[at])])
        table = np.array(merged, np.float64).reshape(-1, 2)
        return Spans(table[:, 0], table[:, 1])

    def covered(self, other: Spans) -> npt.NDArray[np.float64]:
        """Return how much of each span lies in a union of other spans, shape (n,) [d]."""
        edges = np.sort(np.concatenate([other.start, other.stop]))
        lengths = np.concatenate([[0.0], np.cumsum(other.stop - other.start)])

        def before(moment: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            """Return the covered time before a moment."""
            at = np.searchsorted(edges, moment, side="right")
            whole, inside = at // 2, at % 2 == 1
            started = np.append(other.start, 0.0)
            return lengths[whole] + np.where(inside, moment - started[whole], 0.0)

        covered: npt.NDArray[np.float64] = before(self.stop) - before(self.start)
        return covered


def spans(frame: pd.DataFrame, *, file: str = "") -> Spans:
    """Return the period of each row, from column ``period`` or else ``year``.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Rows with ``period`` (ISO 8601) or ``year``.
    file : str
        Name for problems.

    Raises
    ------
    DataError
        A row has neither, or what it says is not a period.

    Examples
    --------
    >>> found = spans(pd.DataFrame({"period": ["2024-02", "2024-02-28/2024-03-01"]}))
    >>> (found.stop - found.start).tolist()
    [29.0, 3.0]
    """
    words = _words(frame)
    found = {word: _span(word) for word in dict.fromkeys(words)}
    bad = [
        Problem(file, str(row), "period", shown(word), "not a period", _REMEDY)
        for row, word in zip(row_numbers(frame), words, strict=True)
        if found[word] is None
    ]
    if bad:
        raise DataError(f"{len(bad)} rows have no period", bad)
    table = np.array([found[word] for word in words], np.float64).reshape(-1, 2)
    return Spans(table[:, 0], table[:, 1])


def _words(frame: pd.DataFrame) -> list[str]:
    empty = [""] * len(frame)
    period = _texts(frame["period"]) if "period" in frame else empty
    year = _texts(frame["year"]) if "year" in frame else empty
    return [first or second for first, second in zip(period, year, strict=True)]


def _texts(column: Iterable[object]) -> list[str]:
    return [period_text(value) for value in column]


def _span(word: str) -> tuple[float, float] | None:
    first, _, last = word.partition("/")
    if not first[:4].isdigit():
        return None
    try:
        start = pd.Period(first)
        end = pd.Period(last) if last else start
    except (ValueError, TypeError):
        return None
    begin, finish = start.start_time, (end + 1).start_time
    day = pd.Timedelta(days=1)
    origin = pd.Timestamp(0)
    return ((begin - origin) / day, (finish - origin) / day) if finish > begin else None
