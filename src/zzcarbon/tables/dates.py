"""One calendar for all tables: years, quarters, months, days, times and spans as people write them.

ISO 8601 in its extended and its basic form, Chinese dates, the dates of spreadsheets. A day that no calendar
has, an end before its begin and a date whose day and month cannot be told apart are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from zzcarbon.errors import shown
from zzcarbon.tables.numbers import plain_text
from zzcarbon.tables.unread import Unread

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Period", "period_text", "read_period", "read_year"]

FIRST_YEAR, LAST_YEAR = 1900, 2150
"""Years that are taken for years."""

_SERIALS = range(36_526, 73_051)
"""Days since 1899-12-30 that are taken for the date of a spreadsheet: 2000 to 2099."""

_REMEDY = "Write 2024, 2024-03, 2024-03-15 or 2024-01-01/2024-06-30."
_MIDNIGHT = " 00:00:00"
_CHINESE_QUARTERS = dict(zip("一二三四1234", (1, 2, 3, 4) * 2, strict=True))
_HALVES = {"上": 1, "下": 7}

_DATE = re.compile(r"(\d{4})(?:([-/年])(\d{1,2})(?:月|\2(\d{1,2})|月(\d{1,2})日?)?|年)?")
_POINTS = re.compile(r"(\d{4})\.(\d{2}|\d{1,2}(?=\.))(?:\.(\d{1,2}))?")
_MONTHS = re.compile(r"(\d{4})年(\d{1,2})月?\s*[-—至到~]\s*(\d{1,2})月")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?")
_QUARTER = re.compile(r"(\d{4})(?:年?第?([一二三四1234])季度?|-?Q([1-4]))", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})年?([上下])半年")
_TIME = re.compile(
    r"(\d{2})(?:(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?", re.IGNORECASE
)
_DURATION = re.compile(
    r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?"
)
_JOINT = re.compile(r"\s*(?:至|到|~|～|—|–|--)\s*")
_AMBIGUOUS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time.

    Attributes
    ----------
    begin, end : datetime
        First moment, and the first that no longer belongs to it. Local time as written; times with a zone
        are those of the clock at that place.
    text : str
        As ISO 8601 writes it.
    instant : bool
        Whether a clock time with minutes was written: its length follows from its neighbours.
    zone : str
        The zone as written, ``"Z"`` or ``"+08:00"``; empty where none is.
    """

    begin: datetime
    end: datetime
    text: str
    instant: bool = False
    zone: str = ""

    @property
    def days(self) -> float:
        """Length [d]."""
        return (self.end - self.begin) / timedelta(days=1)

    @property
    def hours(self) -> float:
        """Length [h]."""
        return (self.end - self.begin) / timedelta(hours=1)

    @property
    def year(self) -> int:
        """Year in which it begins."""
        return self.begin.year

    @property
    def years(self) -> tuple[int, ...]:
        """Years that it touches."""
        return tuple(range(self.begin.year, (self.end - timedelta(microseconds=1)).year + 1))

    def by_year(self) -> dict[int, float]:
        """Return the share of its time in each year [1].

        Examples
        --------
        >>> made = read_period("2022-12-15/2023-01-14")
        >>> {year: round(share * 31, 6) for year, share in made.by_year().items()}
        {2022: 17.0, 2023: 14.0}
        """
        whole = self.end - self.begin
        edges = [self.begin, *(datetime(year, 1, 1) for year in self.years[1:]), self.end]  # noqa: DTZ001  (local)
        return {
            year: (after - before) / whole
            for year, before, after in zip(self.years, edges[:-1], edges[1:], strict=True)
        }

    @property
    def moment(self) -> datetime:
        """First moment by the clock of Greenwich where a zone is written, else by the clock of the place."""
        if not self.zone or self.zone == "Z":
            return self.begin
        hours, minutes = int(self.zone[1:3]), int(self.zone[3:].lstrip(":") or 0)
        offset = timedelta(hours=hours, minutes=minutes)
        return self.begin + offset if self.zone[0] == "-" else self.begin - offset

    def overlap(self, other: Period) -> float:
        """Return how long both last at once [d]."""
        return max((min(self.end, other.end) - max(self.begin, other.begin)) / timedelta(days=1), 0.0)


def read_period(value: object) -> Period | Unread | None:
    """Read a period; None where nothing stands.

    Parameters
    ----------
    value : object
        Text, a number, a date or a period of pandas. Both ends of a span of days belong to it.

    Examples
    --------
    >>> [read_period(text).text for text in ("2022年", "2022年3月", "20220301", "2022/3/1", "2022-03-01T07Z")]
    ['2022', '2022-03', '2022-03-01', '2022-03-01', '2022-03-01T07Z']
    >>> read_period("2023-02-29").problem
    "'2023-02-29' is not an ISO 8601 period: the calendar does not have it"
    """
    if isinstance(value, pd.Period):
        return _made(value.start_time.to_pydatetime(), (value + 1).start_time.to_pydatetime(), str(value))
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, date) and not isinstance(value, type(pd.NaT)):
        return _of_date(value)
    text = re.sub(r"^(\d{4,5})\.0+$", r"\1", plain_text(value).removesuffix(_MIDNIGHT))
    return _read_text(text) if text else None


def read_year(value: object) -> int | Unread | None:
    """Read a year: 2022, 2022.0, 2022年, and the year of a month or day.

    Examples
    --------
    >>> read_year("2022年"), read_year("2022-03"), read_year(2022.0), read_year(pd.Timestamp("2022-06-30"))
    (2022, 2022, 2022, 2022)
    >>> read_year("2023.5").problem
    "'2023.5' is not a year from 1900 to 2150"
    """
    found = read_period(value)
    if isinstance(found, Period) and len(found.years) == 1:
        return found.year
    if found is None:
        return None
    return Unread(f"{shown(value)} is not a year from {FIRST_YEAR} to {LAST_YEAR}", "Write 2024; spans go into period.")


def period_text(value: object) -> str:
    """Return a period as ISO 8601 writes it; what is not understood stays as it is.

    Examples
    --------
    >>> period_text(pd.Timestamp("2024-03-01")), period_text("2024年3月"), period_text("2024/3/1"), period_text(2024.0)
    ('2024-03-01', '2024-03', '2024-03-01', '2024')
    """
    found = read_period(value)
    return found.text if isinstance(found, Period) else plain_text(value)


def _of_date(value: date) -> Period:
    stamp = pd.Timestamp(value)
    zone = stamp.strftime("%z")
    local = stamp.tz_localize(None)
    day = local.normalize()
    if local == day and not zone:
        return _made(day.to_pydatetime(), (day + pd.Timedelta(days=1)).to_pydatetime(), day.strftime("%Y-%m-%d"))
    begin = local.to_pydatetime()
    return Period(begin, begin + timedelta(hours=1), stamp.isoformat(), instant=True, zone=zone)


@lru_cache(maxsize=65_536)
def _read_text(text: str) -> Period | Unread:
    parts = words if len(words := _JOINT.split(text)) > 1 else re.split(r"\s*/\s*", text)
    try:
        if months := _MONTHS.fullmatch(text):
            parts = [f"{months[1]}-{months[2]}", f"{months[1]}-{months[3]}"]
        found = _one(text) if len(parts) == 1 else _span(*parts) if len(parts) == 2 else None
        found = _one(text) if found is None and "/" in text else found  # 2024/3/1 is a day
    except (ValueError, OverflowError):
        return Unread(f"{shown(text)} is not an ISO 8601 period: the calendar does not have it", _REMEDY)
    if found is None and _AMBIGUOUS.fullmatch(text):
        return Unread(f"{shown(text)} is not an ISO 8601 period: day and month cannot be told apart", _REMEDY)
    if found is None:
        return Unread(f"{shown(text)} is not an ISO 8601 period", _REMEDY)
    if found.end <= found.begin:
        return Unread(f"the period {shown(text)} ends before it begins", _REMEDY)
    if found.begin.year < FIRST_YEAR or found.end.year > LAST_YEAR + 1:
        return Unread(f"{shown(text)} is not an ISO 8601 period from {FIRST_YEAR} to {LAST_YEAR}", _REMEDY)
    return found


def _span(first: str, last: str) -> Period | None:
    """Read two ends, or one end and a duration; ``2024/3`` is a month and not a span."""
    if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{1,2}", last):
        return _one(f"{first}-{last}")
    if (length := _DURATION.fullmatch(last)) and len(last) > 1:
        begin = _one(first)
        return _joined(begin.begin, _moved(begin.begin, length, 1), begin, begin) if begin else None
    if (length := _DURATION.fullmatch(first)) and len(first) > 1:
        end = _one(last)
        return _joined(_moved(end.end, length, -1), end.end, end, end) if end else None
    begin = _one(first)
    end = _one(last) or (_one(first[: len(first) - len(last)] + last) if len(last) < len(first) else None)
    if begin is None or end is None:
        return None
    return _joined(begin.begin, end.begin if end.instant else end.end, begin, end)


def _joined(begin: datetime, end: datetime, first: Period, last: Period) -> Period:
    if first.instant or last.instant:
        return Period(begin, end, f"{begin.isoformat()}{first.zone}/{end.isoformat()}{last.zone}", zone=first.zone)
    return _made(begin, end, f"{first.text}/{last.text}" if first is not last else _days(begin, end))


def _days(begin: datetime, end: datetime) -> str:
    return f"{begin:%Y-%m-%d}/{end - timedelta(days=1):%Y-%m-%d}"


def _moved(moment: datetime, length: re.Match[str], sign: int) -> datetime:
    years, months, weeks, days, hours, minutes = (sign * int(part or 0) for part in length.groups())
    offset = pd.DateOffset(years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes)
    return (pd.Timestamp(moment) + offset).to_pydatetime()


def _one(text: str) -> Period | None:
    """Read one date, with or without a time."""
    head, mark, tail = _parted(text)
    if mark:
        day = _day(head)
        return _at_time(day, tail) if day is not None and day.days == 1 else None
    return _day(text)


def _parted(text: str) -> tuple[str, str, str]:
    """Part the date from the time: at the T, or at the blank that stands for it."""
    for mark in ("T", "t", " "):
        head, found, tail = text.partition(mark)
        if found and tail[:2].isdigit():
            return head, found, tail
    return text, "", ""


def _day(text: str) -> Period | None:
    """Read a year, half-year, quarter, month, week or day."""
    if text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        return _of_days(datetime(1899, 12, 30) + timedelta(days=int(text)), 1)  # noqa: DTZ001  (local)
    if match := _QUARTER.fullmatch(text):
        return _of_months(int(match[1]), 3 * _CHINESE_QUARTERS[match[2] or match[3]] - 2, 3)
    if match := _HALF.fullmatch(text):
        return _of_months(int(match[1]), _HALVES[match[2]], 6)
    if match := _WEEK.fullmatch(text):
        first = datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
        return _of_days(first, 1 if match[3] else 7)
    if match := _BASIC.fullmatch(text):
        return _of_numbers(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if (match := _ORDINAL.fullmatch(text)) and int(match[1]) in range(FIRST_YEAR, LAST_YEAR + 1):
        day = datetime(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)  # noqa: DTZ001  (local)
        return _of_days(day, 1) if day.year == int(match[1]) else None
    if match := _POINTS.fullmatch(text):
        return _of_numbers(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _DATE.fullmatch(text.removesuffix("度") if text.endswith("年度") else text):
        last = match[4] or match[5]
        return _of_numbers(int(match[1]), int(match[3]) if match[3] else None, int(last) if last else None)
    return None


def _of_numbers(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return _made(datetime(year, 1, 1), datetime(year + 1, 1, 1), f"{year:04d}")  # noqa: DTZ001  (local)
    if day is None:
        return _of_months(year, month, 1)
    return _of_days(datetime(year, month, day), 1)  # noqa: DTZ001  (local)


def _of_months(year: int, month: int, count: int) -> Period:
    begin = datetime(year, month, 1)  # noqa: DTZ001  (local)
    over, after = divmod(month - 1 + count, 12)
    end = datetime(year + over, after + 1, 1)  # noqa: DTZ001  (local)
    last = end - timedelta(days=1)
    return _made(begin, end, f"{begin:%Y-%m}" if count == 1 else f"{begin:%Y-%m}/{last:%Y-%m}")


def _of_days(begin: datetime, count: int) -> Period:
    end = begin + timedelta(days=count)
    return _made(begin, end, f"{begin:%Y-%m-%d}" if count == 1 else _days(begin, end))


def _at_time(day: Period, text: str) -> Period | None:
    """Read the time of a day; an hour lasts one hour, minutes and seconds are a moment on the clock."""
    match = _TIME.fullmatch(text)
    if not match:
        return None
    hour, minute, second = int(match[1]), int(match[3] or 0), int(match[4] or 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        raise ValueError
    zone = (match[6] or "").upper()
    if zone[1:3] > "14":
        raise ValueError
    fraction = timedelta(seconds=float(f"0.{match[5] or 0}"))
    begin = day.begin + timedelta(hours=hour, minutes=minute, seconds=second) + fraction
    clock = f"{begin:%Y-%m-%dT%H}" if match[3] is None else begin.isoformat(timespec="auto" if match[5] else "seconds")
    return Period(begin, begin + timedelta(hours=1), clock + zone, instant=match[3] is not None, zone=zone)


def _made(begin: datetime, end: datetime, text: str) -> Period:
    return Period(begin, end, text)
