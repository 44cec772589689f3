"""The moment of a check: which years are over, and which day has come."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from zzcarbon.errors import TargetError, shown

__all__ = ["Moment", "moment_of"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a check is made.

    Attributes
    ----------
    year : int or None
        The year of the moment; None where data decide.
    day : str
        Last day that counts, an ISO date; empty where data decide.
    """

    year: int | None
    day: str

    @property
    def within_year(self) -> bool:
        """Whether the year of the moment is not over yet."""
        return self.year is not None and not self.day.endswith("-12-31")

    @property
    def last_year(self) -> int | None:
        """The last year that is over: what is due later is not judged yet."""
        return self.year - 1 if self.year is not None and self.within_year else self.year


def moment_of(as_of: int | str | dt.date | None, start: int) -> Moment:
    """Return the moment that the caller names.

    Parameters
    ----------
    as_of : int, str, date or None
        A year, an ISO month (its last day) or day, or nothing.
    start : int
        First year of the plan.

    Raises
    ------
    TargetError
        It is no year, month or date, or lies before the plan.

    Examples
    --------
    >>> moment_of("2024-02", 2021).day, moment_of(2024, 2021).last_year, moment_of("2024-06-30", 2021).last_year
    ('2024-02-29', 2024, 2023)
    """
    if as_of is None:
        return Moment(None, "")
    text = as_of.isoformat()[:10] if isinstance(as_of, dt.date) else str(as_of)
    try:
        day = _last_day(text)
    except ValueError as error:
        message = f"as_of is a year, an ISO month or an ISO date, not {shown(as_of)}"
        raise TargetError(message) from error
    if day.year < start:
        message = f"as_of {as_of} lies before the plan, which starts in {start}"
        raise TargetError(message)
    return Moment(day.year, day.isoformat())


def _last_day(text: str) -> dt.date:
    if len(text) == 4:
        return dt.date(int(text), 12, 31)
    if len(text) == 7:
        first = dt.date.fromisoformat(f"{text}-01")
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return dt.date.fromisoformat(text)
