"""A quota among districts: shares, sums, transfers, responsibility."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.errors import TargetError, UnknownNameError
from zzcarbon.targets import (
    Ledger,
    decompose,
    district_plan,
    equal_shares,
    given_shares,
    inverse_cost_shares,
    plan,
    proportional_shares,
    responsibility,
    transfer,
)

amounts = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=16).map(
    lambda values: pd.Series(values, index=[f"district {number}" for number in range(len(values))])
)


@given(amounts, st.floats(0.0, 1e6), st.one_of(st.none(), st.integers(0, 3)))
def test_the_parts_add_up(values: pd.Series, quota: float, decimals: int | None) -> None:
    """Whatever the shares, the parts of a quota sum back to it; rounded parts to the rounded quota."""
    whole = quota if decimals is None else round(quota, decimals)
    parts = decompose(whole, proportional_shares(values), decimals=decimals)
    assert math.fsum(parts) == pytest.approx(whole, rel=1e-9, abs=1e-9)
    assert (parts >= 0).all()


@given(amounts, st.floats(0.0, 1.0), st.data())
def test_transfers_conserve_the_total(values: pd.Series, share: float, data: st.DataObject) -> None:
    """Handing a duty on changes who owes it, not how much is owed."""
    if len(values) < 2:
        return
    giver, taker = data.draw(st.permutations(values.index.tolist()))[:2]
    moved = transfer(values, giver=giver, taker=taker, amount=share * float(values[giver]))
    assert math.fsum(moved) == pytest.approx(math.fsum(values), rel=1e-12)
    assert (moved >= 0).all()


@given(amounts)
def test_cheaper_districts_get_more(values: pd.Series) -> None:
    """Shares by cost fall as cost rises, and cost times share is the same everywhere."""
    shares = inverse_cost_shares(values)
    assert (shares * values).max() == pytest.approx((shares * values).min(), rel=1e-9)
    assert math.fsum(shares) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: equal_shares([]), "name no district"),
        (lambda: equal_shares(["a", "a"]), "twice"),
        (lambda: proportional_shares(pd.Series({"a": -1.0, "b": 2.0})), "negative or missing"),
        (lambda: proportional_shares(pd.Series({"a": math.nan})), "negative or missing"),
        (lambda: proportional_shares(pd.Series({"a": 0.0})), "are zero"),
        (lambda: inverse_cost_shares(pd.Series({"a": 0.0})), "not positive"),
        (lambda: given_shares({"a": 0.5, "b": 0.6}), "add up to 1.1"),
        (lambda: transfer(pd.Series({"a": 1.0, "b": 1.0}), giver="a", taker="b", amount=2.0), "cannot hand"),
        (lambda: transfer(pd.Series({"a": 1.0, "b": 1.0}), giver="a", taker="a", amount=0.5), "cannot hand"),
        (lambda: transfer(pd.Series({"a": 1.0, "b": 1.0}), giver="a", taker="b", amount=-0.5), "cannot hand"),
    ],
)
def test_allocations_that_make_no_sense(make: Callable[[], object], message: str) -> None:
    """Shares and transfers that cannot be are errors."""
    with pytest.raises(TargetError, match=message):
        make()


def test_an_unknown_district() -> None:
    """A district that is not in the allocation is named with its near miss."""
    with pytest.raises(UnknownNameError, match="or 'East'"):
        transfer(pd.Series({"East": 1.0, "West": 1.0}), giver="Eest", taker="West", amount=0.5)


def test_districts_are_checked_like_the_city(make_ledger: Callable[..., Ledger]) -> None:
    """The city's quota and those of its districts stand in one scorecard."""
    zhengzhou = plan("zhengzhou-14fyp").only("ZZ14-B1-12")
    duties = decompose(19075.0, given_shares({"中牟县": 0.25, "巩义市": 0.75}))
    both = district_plan(zhengzhou, "ZZ14-B1-12", duties)
    ledger = make_ledger({"district": "中牟县", "reduction": 5000.0}, {"district": "巩义市", "reduction": 7000.0})
    frame = both.check(ledger, as_of=2025).frame.set_index("target")
    assert frame["status"].to_dict() == {
        "ZZ14-B1-12": "not met",
        "ZZ14-B1-12/CN-410122": "met",
        "ZZ14-B1-12/CN-410181": "not met",
    }
    with pytest.raises(TargetError, match="the duties add up to 9537.5 t"):
        district_plan(zhengzhou, "ZZ14-B1-12", duties / 2)


def test_responsibility_shows_duty_and_deed(make_ledger: Callable[..., Ledger]) -> None:
    """The table has each duty with what was done, and what was done without a duty."""
    duties = pd.DataFrame({"NOx": {"East": 100.0, "West": 50.0}})
    ledger = make_ledger(
        {"district": "East", "reduction": 120.0, "used_as_offset": 40.0},
        {"district": "North", "reduction": 5.0},
    )
    table = responsibility(duties, ledger).set_index("district")
    assert table["gap"].to_dict() == {"East": 20.0, "North": -5.0, "West": 50.0}
    assert [table.loc["East", name] for name in ("duty", "gross", "offset", "net")] == [100.0, 120.0, 40.0, 80.0]
    assert table["net"].sum() == ledger.by()["net"].sum()
    nowhere = responsibility(duties, make_ledger({"reduction": 5.0}))
    assert nowhere["net"].sum() == 5.0
