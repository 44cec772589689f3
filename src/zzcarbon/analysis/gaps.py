"""Gaps of a yearly series, and the values at their edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zzcarbon.analysis.reading import YearlySeries

__all__ = ["Gap", "edge_value", "find_gaps"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Years without number in a row, as positions in the series.

    Attributes
    ----------
    start, stop : int
        First position of the gap, and the first after it.
    left, right : int or None
        Positions of the known years beside it; None at an end of the series.
    first_year, last_year : int
        Years of the gap.
    """

    start: int
    stop: int
    left: int | None
    right: int | None
    first_year: int
    last_year: int

    def __str__(self) -> str:
        return f"{self.first_year}-{self.last_year}"


def find_gaps(series: YearlySeries) -> list[Gap]:
    """Return the gaps of a series in the order of years.

    Examples
    --------
    >>> from zzcarbon.analysis.reading import read_series
    >>> [str(gap) for gap in find_gaps(read_series({2000: 1.0, 2001: None, 2002: None, 2003: 2.0, 2004: None}))]
    ['2001-2002', '2004-2004']
    """
    empty = np.isnan(series.values)
    steps = np.flatnonzero(np.diff(np.concatenate(([False], empty, [False])).astype(int)))
    gaps = []
    for start, stop in zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True):
        left, right = (start - 1 if start else None), (stop if stop < len(empty) else None)
        gaps.append(Gap(start, stop, left, right, int(series.years[start]), int(series.years[stop - 1])))
    return gaps


def edge_value(series: YearlySeries, values: NDArray[np.float64], at: int, side: str, points: int) -> float:
    """Return a value at the edge of a gap: that of the year, or of a line through the years beside it.

    Parameters
    ----------
    series : YearlySeries
        The series with the gap: the line takes only years that it knows, without a gap between them.
    values : ndarray, shape (n,)
        Values to read: its own or those of another series. [unit of the values]
    at : int
        Position of the edge.
    side : {"left", "right"}
        On which side of the gap the edge lies.
    points : int
        Years of the line; 1 is the value itself.
    """
    step = -1 if side == "left" else 1
    used: list[int] = []
    while 0 <= at < len(values) and len(used) < points and not np.isnan([series.values[at], values[at]]).any():
        used.append(at)
        at += step
    if len(used) < 2:
        return float(values[used[0]]) if used else float("nan")
    years, known = series.years[used].astype(float), values[used]
    away = years - years.mean()
    slope = (away * (known - known.mean())).sum() / (away * away).sum()
    return float(known.mean() + slope * (years[0] - years.mean()))
