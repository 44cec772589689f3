"""Which data of an outlet count: order, time, prescription, gaps."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.water import MissingThreshold, choose_data, missing_data, rank_data
from zzcarbon.water.periods import spans
from zzcarbon.water.priority import ORDER

THRESHOLD = MissingThreshold(0.25, source="permit of the works, section 5", medium="water")


def rows(*cells: tuple[str, str], **more: object) -> pd.DataFrame:
    """Return rows of method and period for one outlet."""
    frame = pd.DataFrame(list(cells), columns=["method", "period"])
    return frame.assign(outlet="DW001", substance="COD").assign(**more)


def test_the_order_of_the_law() -> None:
    """Of all kinds for one period only continuous monitoring counts, and the others are named."""
    given_rows = rows(*((name, "2024") for name in reversed(ORDER)), prescribed="material balance")
    chosen = choose_data(given_rows)
    assert chosen["method"].tolist() == ["continuous monitoring"]
    named = [part.partition(" (")[0] for part in chosen["passed_over"].item().split("; ")]
    assert set(named) == set(ORDER) - {"continuous monitoring"}


@pytest.mark.parametrize("method", list(ORDER))
def test_what_stands_alone_counts(method: str) -> None:
    """A single kind of data is used, whatever its rank, and nothing was passed over."""
    chosen = choose_data(rows((method, "2024-05")))
    assert chosen["method"].tolist() == [method]
    assert chosen["passed_over"].tolist() == [""]


def test_other_outlets_substances_and_times_do_not_compete() -> None:
    """Data of another outlet, substance or month stand beside each other."""
    table = pd.DataFrame(
        {
            "outlet": ["A", "B", "A", "A"],
            "substance": ["COD", "COD", "NH3-N", "COD"],
            "period": ["2024-01", "2024-01", "2024-01", "2024-02"],
            "method": ["continuous monitoring", "manual monitoring", "manual monitoring", "discharge coefficient"],
        }
    )
    assert choose_data(table)["passed_over"].tolist() == ["", "", "", ""]
    assert len(choose_data(table)) == 4


def test_days_without_better_data_are_told() -> None:
    """A yearly coefficient behind eleven months of monitoring leaves 31 days open: the result says so."""
    months = [("自动监测", f"2023-{month:02d}") for month in range(1, 12)]
    ranked = rank_data(rows(*months, ("排污系数", "2023")))
    assert ranked["used"].tolist() == [True] * 11 + [False]
    assert ranked["reason"].iloc[-1] == "continuous monitoring goes first; 31 d of the period have no better data"
    assert ranked["passed_over"].iloc[0] == "discharge coefficient (31 d of the period have no better data)"


def test_the_permit_specification_decides_between_balance_and_coefficient() -> None:
    """Balance and coefficient are of one rank: the prescribed one counts; none prescribed is an error."""
    both = rows(("material balance", "2024"), ("generation coefficient", "2024"))
    for method in ("material balance", "generation coefficient"):
        assert choose_data(both, prescribed=method)["method"].tolist() == [method]
        assert choose_data(both.assign(prescribed=method))["method"].tolist() == [method]
    with pytest.raises(zc.DataError, match="which one is prescribed") as error:
        choose_data(both)
    assert len(error.value.problems) == 2


def test_samples_go_before_means() -> None:
    """Samples with their flow count before means of the same period."""
    chosen = choose_data(rows(("monitoring, means only", "2024-01"), ("manual monitoring", "2024-01")))
    assert chosen["method"].tolist() == ["manual monitoring"]
    assert chosen["passed_over"].tolist() == ["monitoring, means only (samples with their flow go before means)"]


def test_automatic_data_with_too_many_gaps_are_passed_over() -> None:
    """Above the threshold the manual data count, and the label says why."""
    table = rows(("continuous monitoring", "2024-01"), ("manual monitoring", "2024-01"), missing_share=[0.3, None])
    chosen = choose_data(table, threshold=THRESHOLD)
    assert chosen["method"].tolist() == ["manual monitoring"]
    assert "30.0% of the data are missing, more than 25.0% (permit of the works" in chosen["passed_over"].item()
    at_threshold = choose_data(table.assign(missing_share=[0.25, None]), threshold=THRESHOLD)
    assert at_threshold["method"].tolist() == ["continuous monitoring"]


def test_there_is_no_threshold_for_water() -> None:
    """Gaps without a threshold are an error; one for air does not hold for water; each names its source."""
    table = rows(("continuous monitoring", "2024-01"), missing_share=[0.1])
    with pytest.raises(zc.DataError, match="no default for water"):
        choose_data(table)
    with pytest.raises(zc.DataError, match="a threshold for air does not hold for water"):
        MissingThreshold(0.25, source="HJ/T 75", medium="air")
    with pytest.raises(zc.DataError, match="names no source"):
        MissingThreshold(0.25, source=" ", medium="water")
    with pytest.raises(zc.DataError, match="not a share"):
        MissingThreshold(25, source="permit", medium="water")
    with pytest.raises(zc.DataError, match="neither air nor water"):
        MissingThreshold(0.25, source="permit", medium="soil")


def test_missing_data_are_counted_over_the_group() -> None:
    """Readings of all rows of an outlet are judged as one."""
    table = pd.DataFrame({"outlet": ["A", "A"], "expected": [24, 24], "valid": [24, 12]})
    found = missing_data(table, threshold=THRESHOLD)
    assert found["missing_share"].tolist() == [0.25]
    assert found["usable"].tolist() == [True]
    assert found["threshold"].item() == "25.0%, permit of the works, section 5"


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"valid": [30]}, "more valid readings than expected"),
        ({"expected": [0]}, "no number of readings above zero"),
        ({"valid": ["many"]}, "column valid: not a finite number"),
    ],
)
def test_counts_that_are_none(change: dict, match: str) -> None:
    """Counts that cannot be are refused with row and column."""
    table = pd.DataFrame({"outlet": ["A"], "expected": [24], "valid": [24]}).assign(**change)
    with pytest.raises(zc.DataError, match=match):
        missing_data(table, threshold=THRESHOLD)


def test_counts_without_their_columns() -> None:
    """A missing column is named."""
    with pytest.raises(zc.DataError, match="valid: the column is missing"):
        missing_data(pd.DataFrame({"outlet": ["A"], "expected": [24]}), threshold=THRESHOLD)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"method": "guess"}, "unknown kind of data 'guess'"),
        ({"substance": "CODD"}, "unknown substance 'CODD'"),
        ({"period": "last month"}, "not a period"),
        ({"period": ""}, "not a period"),
        ({"prescribed": "a balance"}, "unknown kind of data 'a balance'"),
    ],
)
def test_wrong_words(change: dict, match: str) -> None:
    """Unknown words are named with what is known."""
    with pytest.raises(zc.DataError, match=match):
        choose_data(rows(("continuous monitoring", "2024-01")).assign(**change))


def test_all_wrong_words_at_once() -> None:
    """Two bad rows are two problems of one error."""
    with pytest.raises(zc.DataError, match="words of the data are unknown") as error:
        choose_data(rows(("guess", "2024-01"), ("hunch", "2024-01")))
    assert [problem.row for problem in error.value.problems] == ["1", "2"]


PERIODS = st.sampled_from(["2024", "2024-01", "2024-02", "2024-02-10", "2024-02-11", "2024-01-20/2024-02-10"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["continuous monitoring", "manual monitoring", "sampling estimate"]), PERIODS),
        min_size=1,
        max_size=8,
    )
)
def test_no_time_is_counted_by_two_kinds(cells: list) -> None:
    """Rows that count never overlap with another row, and each dropped one overlaps a better one."""
    table = rows(*cells)
    when = spans(table)
    if any(
        one[0] == other[0] and when.start[left] < when.stop[right] and when.stop[left] > when.start[right]
        for left, one in enumerate(cells)
        for right, other in enumerate(cells)
        if left < right
    ):
        with pytest.raises(zc.DataError, match="stand twice for one outlet and time"):
            rank_data(table)
        return
    ranked = rank_data(table)
    times = spans(ranked)
    for left in range(len(ranked)):
        touching = [
            right
            for right in range(len(ranked))
            if times.start[left] < times.stop[right] and times.stop[left] > times.start[right]
        ]
        better = [
            r for r in touching if ranked["used"][r] and ORDER[ranked["method"][r]] < ORDER[ranked["method"][left]]
        ]
        assert ranked["used"][left] == (not better)


@pytest.mark.parametrize("share", ["少", 30.0, -0.3])
def test_shares_of_missing_data_that_are_none(share: object) -> None:
    """What is no share is refused, not read as nothing missing."""
    with pytest.raises(zc.DataError, match="from 0 to 1"):
        choose_data(rows(("continuous monitoring", "2024"), missing_share=share), threshold=THRESHOLD)


def test_a_balance_has_many_rows() -> None:
    """Inputs and outputs of a balance stand for one time without being data given twice."""
    assert len(choose_data(rows(("material balance", "2024"), ("material balance", "2024")))) == 2


def test_labels_stay_with_the_estimate() -> None:
    """The inventory carries the kind that was used and what was passed over."""
    table = rows(("continuous monitoring", "2024-01"), ("manual monitoring", "2024-01"))
    table = table.assign(amount=[1000.0, 900.0], unit="m3", concentration=[20.0, 50.0], concentration_unit="mg/L")
    frame = zc.water.estimate(choose_data(table), region="CN-HA").frame
    assert frame["emission"].tolist() == pytest.approx([0.02])
    assert frame["method"].tolist() == ["continuous monitoring"]
    assert frame["passed_over"].tolist() == ["manual monitoring"]
