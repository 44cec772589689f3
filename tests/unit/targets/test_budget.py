"""Budgets, offsets and totals."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.errors import TargetError
from zzcarbon.targets import (
    budget_balance,
    coal_replacement,
    national_total_targets,
    offset_margin,
    required_offset,
    straight_line,
    total_emission_check,
)

YEARS = list(range(2021, 2026))
masses = st.lists(st.floats(0.0, 1e4), min_size=5, max_size=5).map(lambda values: pd.Series(values, YEARS))


@given(masses, masses)
def test_flexibilities_move_and_do_not_make(allocation: pd.Series, emission: pd.Series) -> None:
    """With all years kept, what is left at the end is the sum of allocations less that of emissions."""
    table = budget_balance(allocation, emission, borrowing_limit=0.05)
    if table["kept"].all():
        rest = math.fsum(allocation) - math.fsum(emission)
        assert table["balance"].iloc[-1] == pytest.approx(rest, rel=1e-9, abs=1e-6)


@given(masses, masses, masses)
def test_transfers_between_two_budgets_conserve(left: pd.Series, right: pd.Series, moved: pd.Series) -> None:
    """What one budget gives another receives: together they have what they had."""
    nothing = pd.Series(0.0, YEARS)
    given_away = budget_balance(left + moved, nothing, transfers=-moved)["balance"]
    received = budget_balance(right, nothing, transfers=moved)["balance"]
    total = math.fsum((*left, *moved, *right))
    assert given_away.iloc[-1] + received.iloc[-1] == pytest.approx(total, rel=1e-9, abs=1e-6)


def test_banking_and_borrowing() -> None:
    """A surplus goes to the next year, a deficit may use a part of the next allocation, and no more."""
    allocation = pd.Series([100.0, 100.0, 100.0], [2021, 2022, 2023])
    emission = pd.Series([90.0, 114.0, 96.0], [2021, 2022, 2023])
    table = budget_balance(allocation, emission, borrowing_limit=0.05)
    assert table["carried"].tolist() == [0.0, 10.0, -4.0]
    assert table["borrowed"].tolist() == [0.0, 4.0, 0.0]
    assert table["balance"].tolist() == [10.0, 0.0, 0.0]
    strict = budget_balance(allocation, emission, carry_over=False)
    assert strict["kept"].tolist() == [True, False, True]
    with pytest.raises(TargetError, match="no allocation for 2024"):
        budget_balance(allocation, pd.Series({2024: 1.0}))


def test_a_straight_line() -> None:
    """Yearly limits fall by equal steps and end where they should."""
    line = straight_line(2020, 100.0, 2025, 50.0)
    assert line.tolist() == [100.0, 90.0, 80.0, 70.0, 60.0, 50.0]
    with pytest.raises(TargetError, match="has no length"):
        straight_line(2020, 1.0, 2020, 1.0)


def test_offsets() -> None:
    """Offsets are at least equal; multiples are stated, never assumed."""
    assert offset_margin([10, 5], 10, 1.0) == 5.0
    assert offset_margin([10, 5], 10, 2.0) == -5.0
    with pytest.raises(ValueError, match="at least 1, not 0.5"):
        required_offset(10, 0.5)
    assert float(coal_replacement(100, 1.1, 1.0)) == pytest.approx(110.0)


def test_the_national_rule_is_another_one() -> None:
    """Total emissions are judged against 2020, three-valued, apart from any ledger."""
    table = national_total_targets()
    falls = dict(zip(table["substance"].astype(str), table["value"].astype(float), strict=True))
    emissions = pd.DataFrame(
        {
            "year": [2020, 2025, 2020, 2025, 2025],
            "substance": ["NOx", "NOx", "COD", "COD", "VOCs"],
            "emission": [1000.0, 0.9, 100.0, 95.0, 5.0],
            "unit": ["t", "kt", "t", "t", "t"],
        }
    )
    table = total_emission_check(emissions, falls, base_year=2020, year=2025).set_index("substance")
    assert table["status"].to_dict() == {
        "NOx": "met", "COD": "not met", "VOCs": "undetermined", "NH3-N": "undetermined",
    }  # fmt: skip
    assert table["reason"].to_dict()["VOCs"] == "no baseline"
    partial = emissions.assign(emission=emissions["emission"].where(emissions["year"] == 2020))
    assert total_emission_check(partial, {"NOx": 10}, base_year=2020, year=2025)["reason"].tolist() == ["no data"]
