"""Periods as days: length, union, cover."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.water.periods import Spans, spans

EDGES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2023", 365),
        ("2024", 366),
        ("2024-02", 29),
        ("2024-02-29", 1),
        ("2024-01-01/2024-06-30", 182),
        ("2024-01-01T05", 1 / 24),
    ],
)
def test_length(period: str, days: float) -> None:
    """Years, months, days, hours and intervals with both ends have their length."""
    found = spans(pd.DataFrame({"period": [period]}))
    assert (found.stop - found.start).tolist() == pytest.approx([days])


def test_year_stands_in_for_period() -> None:
    """A row without period has the year; a year may be a number."""
    found = spans(pd.DataFrame({"period": ["", "2024-03"], "year": [2023, 2023]}))
    assert (found.stop - found.start).tolist() == [365.0, 31.0]


@pytest.mark.parametrize("period", ["soon", "2024-13", "2024-02/2024-01", "", "P1Y"])
def test_what_is_no_period(period: str) -> None:
    """Words, months that do not exist and intervals that run backwards are refused."""
    with pytest.raises(zc.DataError, match="have no period"):
        spans(pd.DataFrame({"period": [period]}))


@settings(max_examples=80, deadline=None)
@given(EDGES, EDGES)
def test_cover_is_counted_day_by_day(left: list, right: list) -> None:
    """What a union covers of a span is the number of its days that lie in any of the others."""

    def made(cells: list) -> Spans:
        start = np.array([a for a, _ in cells], float)
        return Spans(start, start + np.array([b for _, b in cells], float))

    others = made(right)
    days = {day for a, b in right for day in range(a, a + b)}
    expected = [float(sum(day in days for day in range(a, a + b))) for a, b in left]
    assert made(left).covered(others.union()).tolist() == expected
