"""Rows of a whole area split over its parts: nothing is lost, nothing comes from nowhere."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc


@given(
    st.lists(st.floats(0.01, 1e6), min_size=1, max_size=6),
    st.lists(st.tuples(st.floats(0, 1e9), st.sampled_from(["homes", ""])), min_size=1, max_size=8),
)
def test_the_parts_add_up_to_the_whole(weights: list[float], given_rows: list[tuple[float, str]]) -> None:
    """The amounts of the parts of each row sum to its amount, labels and all; a row without key stays as it is."""
    key = pd.Series(weights, [f"d{at}" for at in range(len(weights))])
    amounts, names = zip(*given_rows, strict=True)
    rows = pd.DataFrame({"id": [f"r{at}" for at in range(len(amounts))], "amount": amounts, "split_by": names})
    made = zc.split_rows(rows.assign(activity_source="yearbook"), {"homes": key / key.sum()})
    sums = made.groupby("whole_id")["amount"].sum().reindex(rows["id"])
    assert sums.to_numpy() == pytest.approx(rows["amount"].to_numpy(), rel=1e-9)
    assert made["id"].is_unique
    assert made["activity_source"].eq("yearbook").all()
    assert len(made) == sum(len(weights) if name else 1 for name in names)


def test_every_wrong_row_and_key_is_named() -> None:
    """An unknown key, shares that do not sum to one and a missing column: each is told, all at once, in Chinese too."""
    rows = pd.DataFrame({"id": ["a"], "amount": [1.0], "split_by": ["moonlight"]})
    with pytest.raises(zc.DataError, match=r"moonlight[\s\S]*Keys: homes") as found:
        zc.split_rows(rows, {"homes": pd.Series({"x": 0.7, "y": 0.2})})
    assert [problem.column for problem in found.value.problems] == ["split_by", "homes"]
    with zc.options.within(language="zh"):
        assert "没有这个分配键" in str(found.value)
        assert "份额不小于零且合计为一" in str(found.value)
    with pytest.raises(zc.DataError, match="column amount: the column is missing"):
        zc.split_rows(rows.drop(columns="amount"), {"homes": pd.Series({"x": 1.0})})


@pytest.mark.parametrize(
    ("key", "amount", "match"),
    [
        ({"x": 1.0, "y": float("nan")}, 1.0, "sum to one"),
        ({"x": 1.5, "y": -0.5}, 1.0, "zero or more"),
        ({"x": "all"}, 1.0, "sum to one"),
        (pd.Series([0.5, 0.5], ["x", "x"]), 1.0, "a part stands twice in the key .value x."),
        ({"x": 1.0}, "1,200", "row 1, column amount: not a finite number.*value '1,200'"),
    ],
)
def test_no_share_or_amount_is_lost_in_silence(key: object, amount: object, match: str) -> None:
    """A share that is missing, below zero or told twice, and an amount that is no number, are problems."""
    rows = pd.DataFrame({"id": ["a"], "amount": [amount], "split_by": ["homes"]})
    with pytest.raises(zc.DataError, match=match):
        zc.split_rows(rows, {"homes": key})
