"""Rows split into organised and fugitive."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.industry.release import split_release


def test_halves_add_up_and_other_rows_stay() -> None:
    """The two halves have the amount of their parent; a row without a hood stays one row."""
    rows = pd.DataFrame(
        {
            "id": ["a", "b"],
            "amount": [10.0, 5.0],
            "collection_efficiency": [0.6, None],
            "control": ["bag filter", "bag filter"],
        }
    )
    found = split_release(rows)
    assert found["id"].tolist() == ["a/organised", "a/fugitive", "b"]
    assert found["amount"].tolist() == pytest.approx([6.0, 4.0, 5.0])
    assert found["release"].tolist() == ["organised", "fugitive", ""]
    assert found["activity_source"].tolist() == ["a", "a", "b"]
    assert found["control"].fillna("").tolist() == ["bag filter", "", "bag filter"]
    assert rows["amount"].tolist() == [10.0, 5.0]


def test_percent_is_understood_where_it_is_said() -> None:
    """80 with the unit % is a share of 0.8."""
    rows = pd.DataFrame({"amount": [10.0], "collection_efficiency": [80], "collection_efficiency_unit": ["%"]})
    assert split_release(rows)["amount"].tolist() == pytest.approx([8.0, 2.0])


def test_wrong_shares_are_named_all_at_once() -> None:
    """Above one, below zero, text: each row stands in the problems."""
    rows = pd.DataFrame({"amount": [1.0] * 4, "collection_efficiency": [1.2, -0.1, "much", 0.5]})
    with pytest.raises(zc.DataError, match="cannot be split") as caught:
        split_release(rows)
    assert [problem.row for problem in caught.value.problems] == ["1", "2", "3"]
    with pytest.raises(zc.DataError, match="amount"):
        split_release(rows.drop(columns="amount").assign(collection_efficiency=0.5))
