"""Hourly flow and concentration of stacks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.energy.monitoring import MissingThreshold, monitored_stack

STACK = MissingThreshold(0.25, source="permit specification, annex E.1", medium="stack gas")
HOURS = st.lists(
    st.tuples(st.floats(min_value=1, max_value=1e6), st.floats(min_value=0, max_value=500)), min_size=1, max_size=24
)


def hours(cells: list[tuple[float, float]], **more: object) -> pd.DataFrame:
    """Return hours of one outlet, dry."""
    frame = pd.DataFrame(cells, columns=["flow", "concentration"])
    frame["period"] = [f"2024-03-01T{at:02d}" for at in range(len(cells))]
    frame["outlet"], frame["substance"] = "DA001", "NOx"
    frame["flow_state"] = frame["concentration_state"] = "dry"
    return frame.assign(**more)


@settings(max_examples=50, deadline=None)
@given(HOURS)
def test_mass_is_the_sum_over_hours(cells: list) -> None:
    """Amount times the weighted concentration is the sum of flow times concentration."""
    found = monitored_stack(hours(cells), threshold=STACK, by="day", gaps="none", absent="stopped").iloc[0]
    assert found["amount"] * found["concentration"] == pytest.approx(sum(q * c for q, c in cells))
    assert found["amount"] == pytest.approx(sum(q for q, _ in cells))


def test_weighted_by_flow_not_by_hour() -> None:
    """A small flow at a high concentration counts little."""
    found = monitored_stack(hours([(1.0, 100.0), (99.0, 0.0)]), threshold=STACK, gaps="none", absent="stopped")
    assert found["concentration"].tolist() == [1.0]


def test_every_state_of_the_same_gas_gives_one_mass() -> None:
    """Dry, wet, hot and at reference oxygen: the mass is the same."""
    dry = hours([(1000.0, 50.0)])
    wet = hours([(1000.0 / 0.9, 45.0)], flow_state="wet", concentration_state="wet", moisture=0.1)
    hot = hours([(1000.0 * 400 / 273.15, 50.0)], temperature=400 - 273.15, pressure=101.325)
    at_six = hours([(1000.0, 75.0)], concentration_state="reference oxygen", oxygen=0.11, reference_oxygen=0.06)
    for frame in (dry, wet, hot, at_six):
        found = monitored_stack(frame, threshold=STACK, gaps="none", absent="stopped")
        assert (found["amount"] * found["concentration"]).tolist() == pytest.approx([50_000.0])


def test_missing_hours_within_the_threshold() -> None:
    """One blank hour of four: the mean of the others stands for it, or nothing, as the caller says."""
    frame = hours([(100.0, 10.0), (100.0, 10.0), (100.0, 10.0), (np.nan, 10.0)])
    filled = monitored_stack(frame, threshold=STACK, gaps="mean", absent="stopped").iloc[0]
    bare = monitored_stack(frame, threshold=STACK, gaps="none", absent="stopped").iloc[0]
    assert (filled["amount"], bare["amount"]) == (400.0, 300.0)
    assert filled["missing"] == 0.25
    assert filled["notation"] == ""


def test_too_many_missing_hours_are_not_estimated() -> None:
    """Above the threshold the period is NE, and the remark names who set it."""
    frame = hours([(100.0, 10.0), (np.nan, 10.0), (100.0, None)])
    found = monitored_stack(frame, threshold=STACK, gaps="mean", absent="stopped").iloc[0]
    assert found["notation"] == "NE"
    assert "permit specification" in found["remark"]


def test_periods_outlets_and_substances_stand_apart() -> None:
    """A row for each, in the order they come."""
    frame = pd.concat([hours([(1.0, 1.0)], outlet=o, substance=s) for o in ("A", "B") for s in ("NOx", "SO2")])
    frame.loc[frame["outlet"] == "B", "period"] = "2024-04-02T00"
    found = monitored_stack(frame, threshold=STACK, gaps="none", absent="stopped")
    assert found[["outlet", "substance", "period"]].values.tolist() == [
        ["A", "NOx", "2024-03"], ["A", "SO2", "2024-03"], ["B", "NOx", "2024-04"], ["B", "SO2", "2024-04"],
    ]  # fmt: skip


WRONG = [
    ({"flow_state": "damp"}, "flow_state", "not said"),
    ({"concentration_state": ""}, "concentration_state", "not said"),
    ({"flow_state": "wet"}, "moisture", "needed for this state"),
    ({"flow_state": "wet", "moisture": 12.0}, "moisture", "needed for this state"),
    ({"concentration_state": "reference oxygen", "oxygen": 0.11}, "reference_oxygen", "needed"),
    ({"concentration_state": "reference oxygen", "oxygen": 0.21, "reference_oxygen": 0.06}, "oxygen", "needed"),
    ({"flow": -1.0}, "flow", "not an amount"),
    ({"concentration": "much"}, "concentration", "not an amount"),
    ({"period": "yesterday"}, "period", "ISO 8601"),
    ({"period": "2024-03-01T00"}, "period", "twice"),
]


@pytest.mark.parametrize(("cells", "column", "problem"), WRONG)
def test_a_wrong_hour_is_named(cells: dict, column: str, problem: str) -> None:
    """Column, row and remedy of what is wrong."""
    with pytest.raises(zc.DataError, match="cannot be used") as caught:
        monitored_stack(hours([(1.0, 1.0), (2.0, 2.0)], **cells), threshold=STACK, gaps="none", absent="stopped")
    mine = [found for found in caught.value.problems if found.column == column]
    assert problem in mine[0].problem
    assert mine[0].remedy
    assert mine[0].row


def test_missing_columns_and_choices_are_named_together() -> None:
    """Nothing is guessed."""
    frame = hours([(1.0, 1.0)]).drop(columns=["flow_state", "outlet"])
    with pytest.raises(zc.DataError, match="cannot be used") as caught:
        monitored_stack(frame, threshold=STACK, by="week", gaps="guess")  # type: ignore[arg-type]
    assert [found.column for found in caught.value.problems] == ["outlet", "flow_state", "by", "gaps"]


@pytest.mark.parametrize(
    ("given", "message"),
    [({"share": 25.0}, "share between 0 and 1"), ({"source": " "}, "name the source"), ({"medium": ""}, "medium")],
)
def test_a_threshold_says_who_set_it(given: dict, message: str) -> None:
    """A percent, nobody's rule and a rule for nothing are refused."""
    with pytest.raises(ValueError, match=message):
        MissingThreshold(**{"share": 0.25, "source": "rule", "medium": "stack gas", **given})
