"""The fleet: survival, turnover, replacement, distance, fuel; nothing creates vehicles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport import (
    fleet_distance,
    fleet_in_year,
    fleet_replacement,
    fleet_turnover,
    fuel_check,
    fuel_scaled,
)

CURVE = pd.DataFrame({"vehicle": "bus", "age": range(7), "survival": [1.0, 0.98, 0.9, 0.7, 0.4, 0.1, 0.0]})
STANDARDS = pd.DataFrame(
    {"vehicle": "bus", "standard": ["China III", "China IV", "China V"], "year": [2008, 2013, 2017]}
)
NUMBERS = st.floats(0, 1e6)
SHARES = st.lists(st.floats(0, 1), min_size=7, max_size=7).map(lambda values: sorted(values, reverse=True))


def registered(*numbers: float, first: int = 2014) -> pd.DataFrame:
    """Return registrations of buses in successive years."""
    return pd.DataFrame({"vehicle": "bus", "year": range(first, first + len(numbers)), "number": numbers})


def stock(*numbers: float) -> pd.DataFrame:
    """Return buses of ages 0, 1, 2 ..."""
    return pd.DataFrame({"vehicle": "bus", "standard": "China IV", "age": range(len(numbers)), "number": numbers})


@given(st.lists(NUMBERS, min_size=1, max_size=6), SHARES)
def test_a_fleet_is_never_more_than_what_was_registered(numbers: list[float], shares: list[float]) -> None:
    """Survivors never exceed registrations, class by class."""
    curve = CURVE.assign(survival=shares)
    fleet = fleet_in_year(registered(*numbers), curve, year=2019, standards=STANDARDS)
    assert (fleet["number"] <= fleet["registered"]).all()
    assert fleet["registered"].sum() == pytest.approx(sum(numbers))


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.integers(0, 6), SHARES)
def test_scrappage_never_creates_vehicles(numbers: list[float], years: int, shares: list[float]) -> None:
    """Stock after and scrapped add up to the stock before, and none is negative."""
    before = stock(*numbers)
    curve = pd.concat([CURVE.assign(survival=shares), CURVE.assign(age=range(7, 14), survival=0.0)])
    after = fleet_turnover(before, curve, years=years)
    assert (after[["number", "scrapped"]] >= 0).all(axis=None)
    np.testing.assert_allclose(after["number"] + after["scrapped"], before["number"])


def test_two_steps_are_one() -> None:
    """Two years and three years are five years."""
    before = stock(100.0, 80.0)
    curve = pd.concat([CURVE, CURVE.assign(age=range(7, 14), survival=0.0)])
    twice = fleet_turnover(fleet_turnover(before, curve, years=2), curve, years=3)
    once = fleet_turnover(before, curve, years=5)
    np.testing.assert_allclose(twice["number"], once["number"], atol=1e-9)


def test_turnover_agrees_with_survival() -> None:
    """The fleet of 2019 aged by one year is the fleet of 2020 without what is new."""
    sales = registered(50.0, 60.0, 70.0)
    aged = fleet_turnover(fleet_in_year(sales, CURVE, year=2018, standards=STANDARDS), CURVE, years=1)
    later = fleet_in_year(sales, CURVE, year=2019, standards=STANDARDS)
    np.testing.assert_allclose(aged["number"], later["number"])


def test_the_standard_is_that_of_the_year_of_registration() -> None:
    """From 2017 on China V, before China IV."""
    fleet = fleet_in_year(registered(1.0, 1.0, 1.0, 1.0), CURVE, year=2018, standards=STANDARDS)
    assert fleet["standard"].tolist() == ["China IV", "China IV", "China IV", "China V"]


def test_curves_by_powertrain() -> None:
    """Electric and diesel buses of one age have their own survival."""
    curve = pd.concat([CURVE.assign(powertrain="diesel"), CURVE.assign(powertrain="electric", survival=1.0)])
    sales = registered(10.0, 10.0).assign(powertrain=["diesel", "electric"], standard="x")
    fleet = fleet_in_year(sales, curve, year=2017)
    assert fleet["number"].tolist() == [7.0, 10.0]


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.floats(0, 1), st.floats(0, 1))
def test_replacement_keeps_or_lowers_the_number(numbers: list[float], share: float, ratio: float) -> None:
    """What goes out is ordered; what comes in is ratio times that; nothing becomes negative."""
    fleet = stock(*numbers)
    wanted = sum(numbers) * share
    order = pd.DataFrame(
        {
            "vehicle": ["bus"],
            "standard": ["China IV"],
            "number": [wanted],
            "new_standard": ["electric"],
            "ratio": [ratio],
        }
    )
    after = fleet_replacement(fleet, order)
    assert (after["number"] >= 0).all()
    assert after["number"].sum() == pytest.approx(sum(numbers) - wanted * (1 - ratio), abs=1e-6)
    assert after["number"].sum() <= sum(numbers) * (1 + 1e-12)


def test_the_oldest_go_first() -> None:
    """A replacement takes the oldest vehicles."""
    order = pd.DataFrame({"vehicle": ["bus"], "standard": ["China IV"], "number": [25.0], "new_standard": [""]})
    assert fleet_replacement(stock(10.0, 20.0, 15.0), order)["number"].tolist() == [10.0, 10.0, 0.0]


def test_distance_by_age_becomes_activity_rows() -> None:
    """Number x distance, in km, with the year."""
    far = pd.DataFrame({"vehicle": "bus", "age": [0, 1], "annual_distance": [60_000.0, 50_000.0]})
    rows = fleet_distance(stock(2.0, 3.0), far, year=2020)
    assert rows[["amount", "unit", "year"]].values.tolist() == [[120_000.0, "km", 2020], [150_000.0, "km", 2020]]


def test_fuel_is_checked_and_scaled_on_request() -> None:
    """The check shows the gap; scaling closes it and says by how much."""
    own = pd.DataFrame({"fuel": ["diesel", "gasoline"], "amount": [8.0, 10.0], "unit": "万吨"})
    sold = pd.DataFrame({"fuel": ["diesel", "gasoline"], "amount": [100.0, 90.0], "unit": "kt"})
    check = fuel_check(own, sold, unit="kt").set_index("fuel")
    assert check["difference"].to_dict() == pytest.approx({"diesel": 20.0, "gasoline": -10.0})
    scaled = fuel_scaled(own, check.reset_index())
    assert scaled["scaled_by"].tolist() == pytest.approx([1.25, 0.9])
    assert fuel_check(scaled, sold, unit="kt")["ratio"].tolist() == pytest.approx([1.0, 1.0])


ORDER = {"vehicle": ["bus"], "standard": ["China IV"], "number": [5.0], "new_standard": ["China VI"]}
FAR = {"vehicle": ["bus"], "annual_distance": [1.0]}
FUEL = {"fuel": ["diesel"], "amount": [1.0], "unit": ["t"]}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fleet_in_year(registered(1.0), CURVE.assign(survival=[x / 7 for x in range(7)]), year=2015, standards=STANDARDS), "rises"),
        (lambda: fleet_in_year(registered(1.0), CURVE.drop(index=3), year=2015, standards=STANDARDS), "every age"),
        (lambda: fleet_in_year(registered(1.0), CURVE.iloc[:3], year=2020, standards=STANDARDS), "ends at 2 a"),
        (lambda: fleet_in_year(registered(-1.0), CURVE, year=2015, standards=STANDARDS), "below 0 vehicle"),
        (lambda: fleet_in_year(registered(1.0), CURVE, year=2015), "the column is missing"),
        (lambda: fleet_in_year(registered(1.0, first=2001), CURVE, year=2003, standards=STANDARDS), "no standard"),
        (lambda: fleet_in_year(registered(1.0), CURVE.assign(vehicle="car"), year=2015, standards=STANDARDS), "no survival curve"),
        (lambda: fleet_turnover(stock(1.0), CURVE, years=-1), "below zero"),
        (lambda: fleet_turnover(stock(1.0), CURVE, years=1, new=stock(1.0, 1.0)), "too old"),
        (lambda: fleet_replacement(stock(1.0), pd.DataFrame(ORDER)), "only 1 vehicles|cannot be carried out"),
        (lambda: fleet_replacement(stock(9.0), pd.DataFrame({**ORDER, "ratio": [1.2]})), "cannot be carried out"),
        (lambda: fleet_distance(stock(1.0), pd.DataFrame(FAR).assign(vehicle="car"), year=2020), "has no distance"),
        (lambda: fleet_distance(stock(1.0), pd.concat([pd.DataFrame(FAR)] * 2), year=2020), "stands twice"),
        (lambda: fuel_check(pd.DataFrame(FUEL), pd.DataFrame(FUEL).assign(fuel="LPG")), "one side only"),
        (lambda: fuel_check(pd.DataFrame(FUEL), pd.DataFrame(FUEL).assign(amount="x")), "not a finite number"),
    ],
)  # fmt: skip
def test_wrong_tables_are_refused(call: object, message: str) -> None:
    """A wrong table is an error that says what is wrong."""
    with pytest.raises(zc.DataError, match=message) as caught:
        call()  # type: ignore[operator]
    assert caught.value.problems
