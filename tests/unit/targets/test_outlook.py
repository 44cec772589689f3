"""Forecasts, assumed milestones, delegated figures and the inventory beside the ledger."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.targets import Ledger, Plan, assume_linear, forecast, inventory_beside_ledger, plan
from zzcarbon.targets.plan_data.milestones import linear_milestones

MakeLedger = Callable[..., Ledger]


def test_a_forecast_counts_planned_projects(make_ledger: MakeLedger) -> None:
    """Planned projects and those under construction enter a forecast, not a verdict."""
    nox = plan("zhengzhou-14fyp").only("ZZ14-B1-12")
    ledger = make_ledger(
        {"reduction": 9000.0, "year": 2022},
        {"reduction": 6000.0, "year": 2024, "status": "under construction"},
        {"reduction": 5000.0, "year": 2025, "status": "planned"},
        {"reduction": 9999.0, "year": 2025, "status": "withdrawn"},
    )
    row = forecast(nox, ledger).iloc[0]
    assert row[["verified", "under_construction", "planned", "expected"]].tolist() == [
        9000,
        6000,
        5000,
        20000,
    ]
    assert (row["gap"], row["expected_status"]) == (-925.0, "would be met")
    assert nox.check(ledger, as_of=2025).frame["status"].tolist() == ["not met"]
    assert forecast(nox, ledger, as_of=2021)["verified"].tolist() == [0.0]
    with pytest.raises(TargetError, match="has no quota"):
        forecast(plan("beautiful-zhengzhou-2025-2035"), make_ledger())


def test_assumed_milestones_are_labelled(make_ledger: MakeLedger) -> None:
    """Linear milestones judge the way only when asked for, and the scorecard says that they are assumed."""
    nox = plan("zhengzhou-14fyp").only("ZZ14-B1-12")
    ledger = make_ledger({"reduction": 7000.0, "year": 2022})
    assert nox.check(ledger, as_of=2022).frame["on_track"].tolist() == [""]
    assumed = assume_linear(nox).check(ledger, as_of=2022)
    assert assumed.frame["on_track"].tolist() == ["no"]
    assert "milestones are an assumption: equal yearly steps, which no document prescribes." in assumed.notes
    assert assume_linear(nox).check(ledger, as_of=2021).frame["on_track"].tolist() == ["no"]


def test_a_given_milestone_is_kept() -> None:
    """Assumed milestones fill the years without one, and replace none that a document gives."""
    target = assume_linear(plan("zhengzhou-14fyp"), "ZZ14-B1-01").target("ZZ14-B1-01")
    assert {stone.year: (stone.value, bool(stone.assumption)) for stone in target.milestones} == {
        2021: (pytest.approx(48.8), True),
        2022: (pytest.approx(46.6), True),
        2023: (45.0, False),
        2024: (pytest.approx(42.2), True),
    }
    with pytest.raises(UnknownNameError, match="unknown target 'PM'"):
        assume_linear(plan("zhengzhou-14fyp"), "PM")


def test_intensities_have_equal_yearly_falls(make_plan: Callable[..., Plan]) -> None:
    """Assumed steps of an intensity compound to the target; levels without a baseline have no path."""
    city = make_plan(
        "  - {id: i, indicator: x, kind: intensity_reduction, unit: '%', value: 17, reference: {year: 2020}}",
        "  - {id: l, indicator: y, kind: level_max, unit: t, value: 1}",
    )
    values = [stone.value for stone in linear_milestones(city.target("i"))]
    assert values[0] == pytest.approx(3.66, abs=0.005)
    assert 1 - values[3] / 100 == pytest.approx((1 - values[0] / 100) ** 4)
    assert linear_milestones(city.target("l")) == ()


def test_a_delegated_figure_is_settled() -> None:
    """Once the province has set a figure, the delegated version is superseded and the figure is checked."""
    zhengzhou = plan("zhengzhou-14fyp").only("ZZ14-B1-08")
    settled = zhengzhou.settle("ZZ14-B1-08", 19.5, "provincial letter")
    falls = pd.DataFrame({"indicator": "ZZ14-B1-08", "year": 2025, "value": [20.0], "unit": "%", "basis": "cumulative"})
    frame = settled.check(observations=falls).frame
    assert frame[["kind", "version", "status", "reason"]].to_numpy().tolist() == [
        ["delegated", "zz-fyp14-2022", "undetermined", "superseded"],
        ["intensity_reduction", "provincial letter", "met", ""],
    ]
    assert zhengzhou.check(observations=falls).frame["reason"].tolist() == ["delegated"]
    with pytest.raises(TargetError, match="no figure can be set"):
        plan("zhengzhou-14fyp").settle("ZZ14-B1-01", 35, "letter")


def test_inventory_and_ledger_stand_side_by_side(make_ledger: MakeLedger) -> None:
    """A rising inventory and booked reductions are shown together with the reason why they may differ."""
    emissions = pd.DataFrame(
        {"year": [2020, 2021, 2022], "substance": "氮氧化物", "emission": [1.0, 1.1, 1.2], "unit": "kt"}
    )
    check = inventory_beside_ledger(emissions, make_ledger({"year": 2021}, {"year": 2022}))
    assert check.frame["emission"].tolist() == [1000.0, pytest.approx(1100.0), 1200.0]
    assert check.frame["change"].tolist() == [0.0, pytest.approx(100.0), 200.0]
    assert check.frame["cumulative_reduction"].tolist() == [0.0, 100.0, 200.0]
    assert "does not prove or refute" in repr(check)
    assert "不能互相证明" in inventory_beside_ledger(emissions, make_ledger(), language="zh").sentence


def test_bad_emissions_are_refused(make_ledger: MakeLedger) -> None:
    """Emissions of another dimension or substance are errors with the row."""
    emissions = pd.DataFrame({"year": [2020], "substance": "NOz", "emission": [1.0], "unit": "m3"})
    with pytest.raises(DataError, match="the dimensions differ") as error:
        inventory_beside_ledger(emissions, make_ledger())
    assert [problem.column for problem in error.value.problems] == ["substance", "unit"]
