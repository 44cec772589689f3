"""One calendar: what is a period, how long it is, and what no calendar has."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.tables.dates import Period, period_text, read_period, read_year
from zzcarbon.tables.unread import Unread

SPELLINGS = [
    ("2022", ["2022年", "2022年度", 2022, 2022.0, "2022.0", " ２０２２ ", "2022 年"[:4]], 365),
    ("2022-03", ["2022-3", "2022年3月", "2022/3", "2022/03", "202203", "2022.03", pd.Period("2022-03")], 31),
    ("2022-03-01", ["2022年3月1日", "2022/3/1", "2022.3.1", "20220301", "2022-060", date(2022, 3, 1), 44621, "44621",
                    datetime(2022, 3, 1), pd.Timestamp("2022-03-01"), "2022-03-01 00:00:00"], 1),  # noqa: DTZ001
    ("2022-01/2022-03", ["2022Q1", "2022-Q1", "2022年一季度", "2022年第1季度", "2022年1-3月", "2022-01/03"], 90),
    ("2022-01/2022-06", ["2022年上半年", "2022年1月-6月", "2022-01至2022-06"], 181),
    ("2022-12-15/2023-01-14", ["2022-12-15至2023-01-14", "2022/12/15~2023/1/14", "2022.12.15—2023.01.14"], 31),
    ("2022-01-31/2022-02-06", ["2022-W05", "2022W05", "2022-01-31/P1W", "2022-01-31/P7D"], 7),
    ("2024-02", ["2024年2月"], 29),
]  # fmt: skip


@pytest.mark.parametrize(("text", "others", "days"), SPELLINGS)
def test_all_spellings_of_a_period_are_one(text: str, others: list[object], days: float) -> None:
    """Each has the text of ISO 8601 and the length of the calendar; both ends of a span belong to it."""
    for spelling in (text, *others):
        found = read_period(spelling)
        assert isinstance(found, Period), (spelling, found)
        assert (found.text, found.days) == (text, days), spelling
        assert period_text(spelling) == text


@pytest.mark.parametrize("text", [
    "2023-02-29", "2023-04-31", "2023-13", "2023-06-31T25", "2023-05-01/2023-04-01", "2023-05-01/soon", "3/1/2023", "P1M",
    "2023.5", "20233", "20231301", "2023-366", "2023-W54", "1e400", "inf", "soon", "2023-03-01T07:60", "2023-03-01T24:30",
    "2023-03-01T07+25:00", "1200", "2023/2024/2025", "2023-Q5", "99999999999",
])  # fmt: skip
def test_what_no_calendar_has_is_not_a_period(text: str) -> None:
    """It is told with the way to write it, never moved to the next day."""
    found = read_period(text)
    assert isinstance(found, Unread), found
    assert text in found.problem
    assert "2024-03-15" in found.remedy


@pytest.mark.parametrize("cell", [None, "", "  ", float("nan"), pd.NA, pd.NaT, "nan"])
def test_nothing_is_nothing(cell: object) -> None:
    """A blank cell is no period and no problem."""
    assert read_period(cell) is None
    assert read_year(cell) is None


def test_times_and_zones() -> None:
    """An hour lasts an hour; minutes are a moment; zones move the moment, not the clock."""
    spellings = ("2024-03-01T07", "20240301T07", "2024-03-01T07:00", "2024-03-01 07:00:00", "20240301T0700")
    found = [read_period(text) for text in spellings]
    assert {(one.begin, one.hours) for one in found} == {(datetime(2024, 3, 1, 7), 1.0)}  # noqa: DTZ001
    assert [one.instant for one in found] == [False, False, True, True, True]
    east, zulu = read_period("2024-03-01T08:00+08:00"), read_period("2024-03-01T00:00Z")
    assert east.moment == zulu.moment
    assert read_period(pd.Timestamp("2024-03-01 08:00", tz="Asia/Shanghai")).moment == zulu.moment
    assert read_period("2024-03-01T24:00").begin == datetime(2024, 3, 2)  # noqa: DTZ001


@pytest.mark.parametrize(("cell", "year"), [("2022年", 2022), ("2022-03", 2022), (2022.0, 2022), ("2022.0", 2022),
                                            (pd.Timestamp("2022-06-30"), 2022), ("2022-12-15/2022-12-31", 2022)])  # fmt: skip
def test_a_year_is_read_from_what_lies_in_it(cell: object, year: int) -> None:
    """A month or day says its year too."""
    assert read_year(cell) == year


@pytest.mark.parametrize("cell", [20233, "2023.5", 2023.5, "last year", float("inf"), "2022/2023", 0, -1, 1e300])
def test_what_is_no_year(cell: object) -> None:
    """Two years are not one, and a number outside 1900 to 2150 is none."""
    found = read_year(cell)
    assert isinstance(found, Unread)
    assert "not a year" in found.problem


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 1500))
def test_the_shares_of_years_make_the_whole(first: date, length: int) -> None:
    """Days of a span by year add up to its days, and each year has what the calendar gives it."""
    last = (pd.Timestamp(first) + pd.Timedelta(days=length)).date()
    found = read_period(f"{first}/{last}")
    shares = found.by_year()
    assert sum(shares.values()) == pytest.approx(1.0)
    days = pd.date_range(first, last)
    for year, share in shares.items():
        assert share * len(days) == pytest.approx((days.year == year).sum())


@given(st.text(max_size=24))
def test_any_text_is_a_period_or_says_why(text: str) -> None:
    """No text raises; what is read lies between 1900 and 2150 and does not end before it begins."""
    found = read_period(text)
    if isinstance(found, Period):
        assert found.begin < found.end
        assert read_period(found.text) is not None
