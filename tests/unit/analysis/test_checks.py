"""Key categories, recalculation and quality checks on tables: a planted fault is found, a clean table is silent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import analysis
from zzcarbon.errors import DataError, UnknownNameError

EMISSIONS = st.lists(st.tuples(st.floats(0, 1e6), st.floats(-1e3, 1e6)), min_size=1, max_size=20)


@settings(max_examples=25)
@given(EMISSIONS)
def test_level_and_trend_shares_add_up(pairs: list[tuple[float, float]]) -> None:
    """Shares sum to one, the running sum rises, and the row that crosses the cut is the last; no change, no key."""
    rows = pd.DataFrame(pairs, columns=["base", "emission"]).assign(category=range(len(pairs)))
    rows["emission"] += 1e-3 * (abs(rows["emission"].sum()) < 1)
    if not abs(rows["emission"].sum()) > 1e-6 or not rows["emission"].abs().sum():
        return
    try:
        found = analysis.key_categories(rows, by=["category"], base="base")
    except DataError as error:
        assert "nothing contributes" in str(error)
        return
    for part in (found.level, found.trend):
        if not part["contribution"].any():
            assert not part["trend"].any()
            assert not part["key"].any()
            continue
        assert part["contribution"].sum() == pytest.approx(1.0)
        assert (part["cumulative"].diff().dropna() >= -1e-12).all()
        keys = part[part["key"]]
        assert keys["cumulative"].iloc[-1] >= 0.95 - 1e-9
        assert len(keys) == 1 or keys["cumulative"].iloc[-2] < 0.95


def test_approach_two_weighs_with_the_uncertainty() -> None:
    """A small category with a wide interval comes before a large one that is known well; the cut is named."""
    rows = pd.DataFrame({"category": ["coal", "soil"], "emission": [90.0, 10.0], "u": [0.02, 2.0], "base": [95.0, 5.0]})
    found = analysis.key_categories(rows, by=["category"], base="base", uncertainty="u", threshold=0.9)
    assert found.level["category"].tolist() == ["soil", "coal"]
    assert found.level["contribution"].iloc[0] == pytest.approx(20 / 21.8)
    assert "approach 2, cut 90 %" in found.head
    assert "soil" in str(found)


def test_categories_without_number_are_counted() -> None:
    """A category that is not estimated is left out and said, never zero in silence."""
    rows = pd.DataFrame({"category": ["a", "b"], "emission": [1.0, None]})
    found = analysis.key_categories(rows, by=["category"])
    assert "1 without number left out" in found.head
    assert len(found.level) == 1


@pytest.mark.parametrize(
    ("changes", "options", "words"),
    [
        ({"category": "a"}, {}, "the category stands twice"),
        ({"emission": ["x", 1.0]}, {}, "not a finite number"),
        ({}, {"threshold": 95}, "a share above 0"),
        ({"u": -0.1}, {"uncertainty": "u"}, "not below zero"),
        ({"u": None}, {"uncertainty": "u"}, "the number is missing"),
        ({}, {"by": []}, "by names no column"),
        ({}, {"by": ["sector"]}, "column is missing"),
        ({"emission": 0.0}, {}, "no category has an emission"),
        ({"emission": [5.0, -5.0]}, {"base": "base"}, "net total of the year is zero"),
    ],
)
def test_key_categories_refuse(changes: dict, options: dict, words: str) -> None:
    """What is no table of categories is refused with a reason."""
    rows = pd.DataFrame({"category": ["a", "b"], "emission": [1.0, 2.0], "base": [1.0, 1.0]}).assign(**changes)
    with pytest.raises(DataError, match=words):
        analysis.key_categories(rows, **{"by": ["category"]} | options)


LINE = st.tuples(
    st.sampled_from("abcdef"),
    st.floats(0, 1e4),
    st.floats(-10, 10),
    st.sampled_from([1.0, 28.0, 29.8]),
    st.sampled_from("mn"),
)


@settings(max_examples=25)
@given(st.lists(LINE, max_size=8), st.lists(LINE, max_size=8))
def test_a_recalculation_adds_up(first: list, second: list) -> None:
    """Whatever changed, the five effects add up to the difference within 1e-9, by label and in all."""
    tables = [
        pd.DataFrame(lines, columns=["line", "amount", "coefficient", "gwp", "method"])
        .drop_duplicates("line")
        .assign(area="x")
        for lines in (first, second)
    ]
    found = analysis.split_recalculation(*tables, by=["line", "area"], labels=["area"])
    if found.empty:
        return
    parts = found[["activity", "factor", "method", "gwp", "coverage"]].sum(axis=1)
    scale = found[["old", "new"]].abs().to_numpy().max()
    sizes = [float((t["amount"] * t["coefficient"] * t["gwp"]).abs().sum()) for t in tables]
    assert parts.to_numpy() == pytest.approx(found["difference"].to_numpy(), rel=1e-9, abs=1e-12 * max(scale, *sizes))


def test_each_kind_of_change_has_its_effect() -> None:
    """Activity, factor, method, GWP and coverage each stand alone where they alone changed."""
    old = pd.DataFrame(
        {"line": ["a"], "amount": [10.0], "coefficient": [2.0], "gwp": [28.0], "method": "tier 1", "unit": "t"}
    )
    for change, effect in (
        ({"amount": 12.0}, "activity"),
        ({"coefficient": 2.5}, "factor"),
        ({"coefficient": 2.5, "method": "tier 2"}, "method"),
        ({"amount": 300.0, "unit": "GJ"}, "method"),
        ({"gwp": 29.8}, "gwp"),
        ({"line": "b"}, "coverage"),
        ({"coefficient": -2.0}, "factor"),
    ):
        found = analysis.split_recalculation(old, old.assign(**change), by=["line"]).iloc[0]
        assert found[effect] == pytest.approx(found["difference"])
        others = [name for name in ("activity", "factor", "method", "gwp", "coverage") if name != effect]
        assert not found[others].any()


def test_a_line_without_estimate_is_coverage() -> None:
    """A line that becomes NE leaves the inventory: coverage, not a factor of zero."""
    old = pd.DataFrame({"line": ["a", "b"], "amount": [1.0, 1.0], "coefficient": [2.0, 3.0]})
    found = analysis.split_recalculation(old, old.assign(coefficient=[2.0, None]), by=["line"]).iloc[0]
    assert found["coverage"] == found["difference"] == -3.0


def test_recalculation_refuses() -> None:
    """A line twice, a text and a label that is none are told together with the table's name."""
    old = pd.DataFrame({"line": ["a", "a"], "amount": [1.0, "x"], "coefficient": [1.0, 1.0]})
    with pytest.raises(DataError, match="old table.*the line stands twice") as caught:
        analysis.split_recalculation(old, old, by=["line"])
    assert "new table" in str(caught.value)
    with pytest.raises(UnknownNameError, match="unknown label 'area'"):
        analysis.split_recalculation(old, old, by=["line"], labels=["area"])


@pytest.mark.parametrize(("kept", "threshold", "words"), [(0.0, 0.1, "not zero"), (1.0, -0.1, "zero or more")])
def test_restating_refuses(kept: float, threshold: float, words: str) -> None:
    """A base year of zero and a negative threshold are refused."""
    with pytest.raises(DataError, match=words):
        analysis.restate(kept, 1.0, threshold=threshold)


SERIES = pd.DataFrame(
    {"sector": ["a"] * 4 + ["b"] * 4, "year": [2010, 2011, 2012, 2013] * 2, "emission": [10.0, 11, 10, 11, 5, 5, 6, 6]}
)


def test_years_and_jumps() -> None:
    """The clean series is silent; a missing year and a factor of ten are found with place and remedy."""
    assert analysis.check_years(SERIES, by=["sector"]).empty
    assert analysis.check_jumps(SERIES, by=["sector"], limit=0.3).empty
    missing = analysis.check_years(SERIES.drop(index=2), by=["sector"])
    assert missing[["sector", "year"]].to_numpy().tolist() == [["a", 2012]]
    planted = SERIES.assign(emission=SERIES["emission"].where(SERIES.index != 5, 50.0))
    jumps = analysis.check_jumps(planted, by=["sector"], limit=0.3)
    assert jumps["year"].tolist() == [2011, 2012]
    assert jumps["sector"].eq("b").all()
    assert jumps["remedy"].str.len().min() > 10


def test_a_value_that_begins_or_changes_its_sign_is_a_jump() -> None:
    """From zero and across zero there is no ratio: both are jumps; zero to zero is none."""
    rows = pd.DataFrame({"year": [1, 2, 3, 4], "emission": [0.0, 0.0, 5.0, -5.0]})
    found = analysis.check_jumps(rows, limit=10.0)
    assert sorted(found["year"]) == [3, 4]


def test_implied_factors() -> None:
    """A unit error stands out of the bounds; a factor on its bound does not."""
    rows = pd.DataFrame({"emission": [20.0, 30.0, 20_000.0], "activity": 10.0, "lower": 2.0, "upper": 3.0})
    found = analysis.check_implied_factors(rows)
    assert found["implied"].tolist() == [2000.0]
    assert found["verdict"].tolist() == ["implied factor above its bounds"]
    with pytest.raises(DataError, match="the lower bound lies above the upper"):
        analysis.check_implied_factors(rows.assign(lower=9.0))


def test_reference_beside_sectoral_approach() -> None:
    """Fuel that no sector burns, and sectors that burn more than was supplied, are told apart."""
    balance = pd.DataFrame(
        {"production": [100.0, 50.0], "imports": [20.0, 0], "exports": [10.0, 0], "stock_change": [0.0, 1]}
    )
    rows = pd.DataFrame({"fuel": ["coal", "oil"], "apparent": analysis.apparent_consumption(balance)})
    assert analysis.check_reference_approach(rows.assign(sectoral=[109.0, 49.5]), limit=0.02).empty
    found = analysis.check_reference_approach(rows.assign(sectoral=[60.0, 60.0]), limit=0.02)
    assert found["fuel"].tolist() == ["coal", "oil"]
    assert found["verdict"].tolist() == ["supplied fuel that no sector burns", "sectors burn more than was supplied"]
    with pytest.raises(DataError, match="below zero"):
        analysis.apparent_consumption(balance.assign(exports=-10.0))


def test_completeness() -> None:
    """A category that only children report is covered, one with NE is not estimated, one without row is missing."""
    rows = pd.DataFrame({"category_ipcc2006": ["1.A.1.a", "1.A.2", "1.A.3", "2.A"], "notation": ["", "NO", "NE", ""]})
    assert analysis.check_completeness(rows, expected=["1.A.1", "1.A.2", "2.A"]).empty
    found = analysis.check_completeness(rows, expected=["1.A.3", "1.A", "3.A"])
    assert found[["category", "verdict"]].to_numpy().tolist() == [["1.A.3", "not estimated"], ["3.A", "missing"]]
    with pytest.raises(DataError, match="it is empty"):
        analysis.check_completeness(rows, expected=[])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: analysis.check_jumps(SERIES, limit=0), "above zero"),
        (lambda: analysis.check_reference_approach(SERIES, limit=-1), "above zero"),
        (lambda: analysis.check_years(SERIES.assign(year="x"), by=["sector"]), "not a finite number"),
        (lambda: analysis.check_years(SERIES), "the year stands twice"),
        (lambda: analysis.check_years(SERIES.iloc[:0]), "holds no row"),
        (lambda: analysis.check_jumps(np.zeros(3), limit=1), "data frame"),
    ],
)
def test_checks_refuse(call: object, words: str) -> None:
    """What is no table of years is refused with a reason."""
    with pytest.raises(DataError, match=words):
        call()
