"""Spliced series, trends, peaks and paths: what is filled is marked, what is uncertain is said."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import analysis
from zzcarbon.errors import DataError

SERIES = st.lists(st.one_of(st.none(), st.floats(0.1, 1e4)), min_size=3, max_size=12)


@settings(max_examples=25)
@given(SERIES, st.sampled_from(["interpolation", "trend"]))
def test_given_values_stay_and_filled_ones_say_how(values: list[float | None], by: str) -> None:
    """Given numbers are untouched; every filled value names its function, its years and its factor."""
    series = dict(enumerate(values, start=2000))
    try:
        found = analysis.splice(series, by=by, points=2)
    except DataError as error:
        assert "below zero" in str(error) or "needs as many values" in str(error) or "trend of" in str(error)
        return
    for year, value in series.items():
        row = found.loc[year]
        if value is not None:
            assert row["value"] == value
            assert row["function"] == ""
        elif row["function"]:
            assert np.isfinite([row["value"], row["factor"]]).all()
            assert any(str(known) in row["text"] for known, other in series.items() if other is not None)
        else:
            assert np.isnan(row["value"])


def test_notation_keys_are_never_numbers() -> None:
    """NO and NE stay; the years beside them are filled without them."""
    found = analysis.splice({2000: 1.0, 2001: "NO", 2002: None, 2003: 4.0}, by="interpolation")
    assert found["notation"].tolist() == ["", "NO", "", ""]
    assert np.isnan(found.loc[2001, "value"])
    assert found.loc[2002, "value"] == pytest.approx(3.0)


def test_interpolation_fills_years_that_are_not_listed() -> None:
    """Years between the first and the last belong to the series."""
    found = analysis.splice({2000: 1.0, 2004: 5.0}, by="interpolation")
    assert found["value"].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]


@settings(max_examples=25)
@given(st.floats(0.2, 5.0), st.sampled_from(["mean", "sums", "least squares", "least squares, shifted"]))
def test_an_overlap_of_proportional_series_has_one_ratio(factor: float, ratio: str) -> None:
    """Where the two series are proportional, every definition gives the factor, without a warning."""
    old = {1990: 40.0, 1991: 45.0, 1992: 52.0, 1993: 60.0}
    new = {1992: 52.0 * factor, 1993: 60.0 * factor}
    found = analysis.splice(new, by="overlap", with_=old, ratio=ratio, source="yearbook")
    assert found["value"].tolist() == pytest.approx([value * factor for value in old.values()], rel=1e-9)
    assert found["source"].tolist() == ["yearbook", "yearbook", "", ""]


@pytest.mark.parametrize(
    ("series", "options", "words"),
    [
        ({1: 1.0}, {"by": "magic"}, "a technique is 'overlap'"),
        ({1: 1.0}, {"by": "overlap"}, "needs the other series"),
        ({1: 1.0}, {"by": "trend", "with_": {1: 1.0}}, "takes no other series"),
        ({1: 1.0}, {"by": "overlap", "with_": {1: 1.0}}, "must be chosen among 'mean'"),
        ({1: 1.0}, {"by": "overlap", "with_": {2: 1.0}, "ratio": "mean"}, "no year in common"),
        ({1: 1.0}, {"by": "surrogate", "with_": {2: 1.0}}, "no year in common"),
        ({1: 1.0, 2: 3.0}, {"by": "overlap", "with_": {1: 1.0, 2: 1.0}, "ratio": "mean", "spread": 0.1}, "no consistent relation"),
        ({1: -1.0, 2: None}, {"by": "overlap", "with_": {1: 1.0, 2: 2.0}, "ratio": "sums"}, "is negative"),
        ({1: -1.0, 2: None}, {"by": "surrogate", "with_": {1: 1.0, 2: 2.0}}, "is negative"),
        ({1: 1.0}, {"by": "overlap", "with_": {1: 0.0}, "ratio": "sums"}, "cannot be taken with zero"),
        ({1: 9.0, 2: 1.0, 3: None}, {"by": "trend", "points": 2}, "would be below zero"),
        ({1: 9.0, 2: None}, {"by": "trend"}, "points=2 or more"),
        ({1: 9.0, 2: None}, {"by": "trend", "points": 3}, "needs as many values"),
        ({1: 9.0, 2: None}, {"by": "trend", "points": 0}, "1 or more"),
        (pd.Series([1.0, 2.0], index=[1, 1]), {"by": "interpolation"}, "the year stands twice"),
        (pd.Series([1.0, 2.0], index=["a", 1.5]), {"by": "interpolation"}, "is not a year"),
        ({1: "12 t", 2: math.inf}, {"by": "interpolation"}, "not a finite number"),
    ],
)  # fmt: skip
def test_splicing_refuses(series: object, options: dict, words: str) -> None:
    """What cannot be spliced is refused with a reason."""
    with pytest.raises(DataError, match=words):
        analysis.splice(series, **options)


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_exact_p_is_that_of_all_orders(n: int) -> None:
    """The exact distribution is the one that writing out all orders gives."""
    scores = [
        sum(np.sign(order[j] - order[i]) for i, j in itertools.combinations(range(n), 2))
        for order in itertools.permutations(range(n))
    ]
    for order in itertools.islice(itertools.permutations(range(n)), 0, None, 7):
        found = analysis.mann_kendall(dict(enumerate(order)))
        assert found.exact
        assert found.p == pytest.approx(np.mean(np.abs(scores) >= abs(found.s)), rel=1e-12)


@settings(max_examples=25)
@given(st.lists(st.floats(-1e3, 1e3, width=32), min_size=2, max_size=25), st.floats(0.1, 10), st.floats(-5, 5))
def test_a_trend_knows_no_scale(values: list[float], factor: float, shift: float) -> None:
    """S is the same in any unit; reversed years change its sign; the slope scales."""
    series = pd.Series(np.round(values, 2), index=range(len(values)))
    found, other = (
        analysis.mann_kendall(series),
        analysis.mann_kendall(pd.Series(series.to_numpy()[::-1], index=series.index)),
    )
    assert found.s == -other.s
    assert found.p == pytest.approx(other.p)
    assert 0 <= found.p <= 1
    slope = analysis.sen_slope(series).slope
    scaled = analysis.sen_slope(series * factor + shift).slope
    assert scaled == pytest.approx(slope * factor, rel=1e-6, abs=1e-6)


def test_mann_kendall_beside_scipy() -> None:
    """Tau and exact p are those of scipy's Kendall test."""
    stats = pytest.importorskip("scipy.stats")
    values = [3.1, 2.2, 5.0, 4.4, 6.1, 8.0, 7.5, 9.3]
    found = analysis.mann_kendall(dict(enumerate(values)))
    peer = stats.kendalltau(range(len(values)), values, method="exact")
    assert found.tau == pytest.approx(peer.statistic)
    assert found.p == pytest.approx(peer.pvalue)


def test_verdicts_of_a_peak() -> None:
    """Ten falling years show a peak, a maximum at the end shows none, three years cannot tell."""
    falling = {2010 + at: 10.0 - at for at in range(10)}
    assert analysis.peak(falling).verdict == "peaked"
    assert analysis.peak({2010 + at: 1.0 + at for at in range(10)}).verdict == "not peaked"
    assert analysis.peak({2010: 1.0, 2011: 3.0, 2012: 2.0, 2013: 1.0}).verdict == "undetermined"
    rebound = {2010: 9.0} | {2011 + at: 2.0 + 0.5 * at for at in range(12)}
    assert analysis.peak(rebound).verdict == "not peaked"
    assert "highest in 2010" in str(analysis.peak(falling))


@pytest.mark.parametrize("gap", [float("nan"), None, "NE", " "])
def test_a_peak_names_the_years_without_a_number(gap: object) -> None:
    """A year without a number is left out, and said: the peak may lie in it."""
    series = {2010 + at: 10.0 - at for at in range(10)}
    found = analysis.peak(series | {2013: gap, 2020: gap})
    assert (found.verdict, found.year, found.left_out) == ("peaked", 2010, (2013, 2020))
    assert "without a number: 2013, 2020" in str(found)
    assert analysis.peak(series).left_out == () and "without" not in str(analysis.peak(series))


@pytest.mark.parametrize("bad", [float("inf"), -float("inf"), "a lot"])
def test_what_is_no_finite_emission_is_not_spread(bad: object) -> None:
    """An infinite or worded emission is refused by row; a blank one stays blank."""
    weights = pd.DataFrame({"month": [1, 2], "weight": [1.0, 3.0]})
    with pytest.raises(DataError, match="not a finite number"):
        analysis.allocated(pd.DataFrame({"emission": [1.0, bad]}), weights, into="month")
    spread = analysis.allocated(pd.DataFrame({"emission": [1.0, None]}), weights, into="month")["emission"]
    assert spread.tolist()[:2] == [0.25, 0.75] and spread.isna().tolist()[2:] == [True, True]


def test_the_last_of_equal_maxima_is_the_peak() -> None:
    """A plateau peaks at its end: from then on it falls."""
    assert analysis.peak({2010: 5.0, 2011: 5.0, 2012: 3.0}).year == 2011


@pytest.mark.parametrize(
    ("series", "options", "words"),
    [
        ({2010: 1.0}, {}, "needs two values"),
        ({2010: 1.0, 2011: 2.0}, {"significance": 1.5}, "between 0 and 1"),
        ({2010: 1.0, 2011: 2.0}, {"draws": pd.DataFrame({2010: [1.0]})}, "no column for 2011"),
        (pd.Series([1.0, 2.0], index=[2010, 2010]), {}, "the year stands twice"),
    ],
)
def test_a_peak_refuses(series: object, options: dict, words: str) -> None:
    """Too few values, a wrong significance and draws of other years are refused."""
    with pytest.raises(DataError, match=words):
        analysis.peak(series, **options)


def test_shares_of_draws() -> None:
    """Shares of the maximum add up to one; draws of another shape are refused."""
    rng = np.random.default_rng(1)
    shares = analysis.maximum_shares(rng.normal(size=(500, 4)), years=[1, 2, 3, 4])
    assert shares.sum() == pytest.approx(1.0)
    with pytest.raises(DataError, match="by draw and year"):
        analysis.maximum_shares(np.zeros((3, 2)), years=[1])


@settings(max_examples=25)
@given(st.sampled_from(["linear", "compound", "S"]), st.floats(1, 1e3), st.floats(1, 1e3), st.integers(1, 40))
def test_paths_join_their_ends(form: str, start: float, end: float, span: int) -> None:
    """A path begins and ends at its values to the digit, and runs one way only."""
    found = analysis.path(form, start_year=2020, start=start, end_year=2020 + span, end=end)
    assert (found.iloc[0], found.iloc[-1]) == (start, end)
    steps = np.diff(found.to_numpy())
    assert (steps * np.sign(end - start) >= -1e-9 * max(start, end)).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: analysis.path("curve", start_year=1, start=1, end_year=2, end=2), "a path is 'linear'"),
        (lambda: analysis.linear_path(start_year=2, start=1, end_year=2, end=2), "has no length"),
        (lambda: analysis.linear_path(start_year=1, start=math.nan, end_year=2, end=2), "finite numbers"),
        (lambda: analysis.compound_path(start_year=1, start=1, end_year=2, end=0), "above zero"),
        (lambda: analysis.contraction_path(start_year=1, start=1, end_year=2, rate=4.2), "from 0 to 1"),
    ],
)
def test_paths_refuse(call: object, words: str) -> None:
    """What is no path is refused with a reason."""
    with pytest.raises(DataError, match=words):
        call()


def test_a_contraction_ends_at_zero() -> None:
    """A path never falls below zero."""
    found = analysis.contraction_path(start_year=2020, start=100.0, end_year=2040, rate=0.1)
    assert found[2030] == found[2040] == 0.0
