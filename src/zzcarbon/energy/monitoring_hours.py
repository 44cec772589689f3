"""How long each row of a monitor lasts: from its period, and from its neighbours where it is a time of the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.tables import Cells
from zzcarbon.tables.dates import Period, read_period

__all__ = ["hours_of_rows", "hours_within"]

Array = npt.NDArray[np.float64]

_HOUR = timedelta(hours=1)
_LONGEST = {"day": 24.0, "month": 744.0, "year": 8784.0}


def hours_of_rows(periods: Sequence[Period], cells: Cells, by: str) -> Array:
    """Return the length of each row [h], and report times that overlap.

    Parameters
    ----------
    periods : sequence of Period, shape (n,)
    cells : Cells
        With ``outlet``, ``substance`` and ``period``; problems are added to it.
    by : str
        Period of the result: no row may be longer.

    Notes
    -----
    An hour, a day and a month last as long as they do. A time with minutes is a moment: it lasts as long as the
    times of its outlet and substance are apart, most of them, or one hour where there is no other.
    """
    hours = np.array([period.hours for period in periods])
    clock = np.array([_is_clock(cell) for cell in cells.frame["period"]])
    groups = pd.DataFrame({"outlet": cells.text("outlet"), "substance": cells.text("substance")})
    twice, overlapping = np.zeros(len(periods), bool), np.zeros(len(periods), bool)
    for at in groups.groupby(["outlet", "substance"], sort=False).indices.values():
        places = np.asarray(at)
        mine = [periods[place] for place in places]
        hours[places] = _lengths(mine, clock[places])
        order = places[np.argsort([period.moment for period in mine], kind="stable")]
        begins = np.array([periods[place].moment for place in order], dtype="datetime64[us]")
        ends = begins + (hours[order] * 3600e6).round().astype("timedelta64[us]")
        again = np.flatnonzero(begins[1:] == begins[:-1]) + 1
        before = np.flatnonzero(begins[1:] < np.maximum.accumulate(ends)[:-1]) + 1
        twice[order[again]] = True
        overlapping[order[np.setdiff1d(before, again)]] = True
    cells.report(twice, "period", "the hour stands twice for this outlet and substance", "keep one of them")
    cells.report(overlapping, "period", "the time overlaps that of another row", "keep one row for each time")
    longer = hours > _LONGEST[by]
    remedy = "Ask for a longer period: by='month' or by='year'."
    cells.report(longer, "period", f"the row is longer than one {by}", remedy)
    return hours


def hours_within(text: str) -> float:
    """Return the hours of a day, month or year [h].

    Examples
    --------
    >>> hours_within("2024-02"), hours_within("2024-02-01")
    (696.0, 24.0)
    """
    found = read_period(text)
    return found.hours if isinstance(found, Period) else np.nan


def _lengths(periods: Sequence[Period], clock: npt.NDArray[np.bool_]) -> list[float]:
    """Return the lengths of the rows of one outlet and substance [h]."""
    timed = any(period.instant or period.hours <= 1.0 for period in periods)
    moments = [
        period.instant or (timed and bool(at_clock) and period.hours == 24.0)  # 00:00:00 among times of the day
        for period, at_clock in zip(periods, clock, strict=True)
    ]
    step = _step([period for period, moment in zip(periods, moments, strict=True) if moment], periods)
    return [step if moment else period.hours for period, moment in zip(periods, moments, strict=True)]


def _step(moments: Sequence[Period], periods: Sequence[Period]) -> float:
    """Return how far the moments are apart [h]: as most of them are, never more than an hour beside whole hours."""
    times = sorted({period.moment for period in moments})
    apart = Counter(after - before for before, after in pairwise(times))
    if not apart:
        return 1.0
    most = max(apart.values())
    step = min(length for length, count in apart.items() if count == most)
    whole = any(not period.instant and period.hours == 1.0 for period in periods)
    return min(step, _HOUR) / _HOUR if whole else step / _HOUR


def _is_clock(cell: object) -> bool:
    """Whether a cell holds a time of the day, or the date of a spreadsheet, which has one."""
    return ":" in str(cell)
