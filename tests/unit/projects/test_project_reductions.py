"""From tables of projects to reductions, side effects and entries of a ledger; wrong input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zzcarbon import projects
from zzcarbon.document import message
from zzcarbon.errors import DataError, UnknownNameError

Row = Callable[..., dict[str, Any]]
Reduced = Callable[..., pd.DataFrame]


def test_units_do_not_matter(worked_row: Row, reduced: Reduced) -> None:
    """Ten thousand cubic metres a day, and percent, give what the declared units give."""
    plain = reduced(worked_row("sewage plant"))["reduction"].iloc[0]
    row = worked_row("sewage plant", capacity_before=0.0, capacity_after=1.0, capacity_unit="万m3/d")
    assert reduced(row)["reduction"].iloc[0] == pytest.approx(plain)
    percent = worked_row("SCR retrofit", removal_before=40, removal_after=85, removal_unit="%")
    assert reduced(percent)["reduction"].iloc[0] == pytest.approx(45.0)


def test_two_fuels_may_have_two_units(worked_row: Row, reduced: Reduced) -> None:
    """Coal in tonnes and gas in ten thousand cubic metres: their products are masses in a year."""
    row = worked_row("fuel switch", activity_before=1000.0, activity_before_unit="t/a", factor_before=8.0,
                     factor_before_unit="kg/t", activity_after=60.0, activity_after_unit="万m3/a", factor_after=18.7,
                     factor_after_unit="kg/(10^4 m3)")  # fmt: skip
    assert reduced(row)["reduction"].iloc[0] == pytest.approx(8.0 - 60 * 18.7 / 1000)


def test_the_classes_of_a_fleet_are_summed(worked_row: Row, reduced: Reduced) -> None:
    """Rows of classes add up to one reduction; the same class twice is an error."""
    rows = [worked_row("vehicle scrappage", **{"class": name}) for name in ("China I", "China II")]
    assert reduced(*rows)["reduction"].tolist() == [800.0]
    with pytest.raises(DataError, match="the project and substance stand twice"):
        reduced(rows[0], rows[0])
    with pytest.raises(DataError, match="classes of one project differ in months"):
        reduced(rows[0], rows[1] | {"months": 6})


def test_caps_and_months_cut_what_counts(worked_row: Row, reduced: Reduced) -> None:
    """A cap limits the yearly reduction, months what counts in its year; the rest is kept apart."""
    (found,) = reduced(worked_row("closure", cap=10, months=3)).to_dict("records")
    assert (found["uncapped"], found["yearly"], found["reduction"], found["remainder"]) == (12.0, 10.0, 2.5, 7.5)


def test_the_rest_of_the_months_is_an_increment_or_lost_as_told(worked_row: Row) -> None:
    """What months leave over is booked a year later, lost, or asked for: never assumed."""
    made = projects.reductions(pd.DataFrame([worked_row("closure", months=3)]))
    with pytest.raises(DataError, match="carried_over=True or False"):
        made.ledger()
    ledger = made.ledger("verified", carried_over=True)
    assert ledger.by("year")["net"].tolist() == [3.0, 9.0]
    assert made.ledger("verified", carried_over=False).by("year")["net"].tolist() == [3.0]


def switch(worked_row: Row) -> pd.DataFrame:
    """Return a boiler replacement whose own terms tell NOx."""
    return pd.DataFrame([worked_row("boiler replacement", project="boiler", substance="NOx", removal_before=0.0)])


FUELS = pd.DataFrame(
    {
        "project": "boiler",
        "state": ["before", "改造后", "after"],
        "fuel": ["anthracite", "natural gas", "electricity"],
        "amount": [1000.0, 50.0, 2.0],
        "unit": ["t", "万m3_20C", "万kWh"],
        "year": 2022,
    }
)


def test_activity_gives_the_carbon_that_a_project_moves(worked_row: Row) -> None:
    """CO2 before and after comes from the sector's methods, with factor, page and grade."""
    made = projects.reductions(switch(worked_row), FUELS, region="CN-HA", substances=["CO2"])
    carbon = made.frame.set_index("substance").loc["CO2"]
    inventory = made.activity.inventories["energy"]
    rows = inventory.frame.set_index("id")["emission"]
    assert carbon["reduction"] == pytest.approx(
        rows["boiler | before | 0"] - rows["boiler | after | 0"] - rows["boiler | after | 1"]
    )
    assert carbon["role"] == "moved"
    assert "grade" in carbon["document"]
    assert "net_calorific_value" in made.explain("boiler", "CO2")
    assert made.ledger().substances == ("CO2", "NOx")


def test_what_activity_adds_is_a_side_effect(worked_row: Row) -> None:
    """Electricity of a treatment adds CO2: negative, marked, and booked as a side effect."""
    power = FUELS.iloc[[2]]
    made = projects.reductions(switch(worked_row), power, region="CN-HA")
    carbon = made.frame.set_index("substance").loc["CO2"]
    assert carbon["reduction"] < 0
    assert bool(carbon["side_effect"])
    assert made.ledger("verified").by("substance").set_index("substance").loc["CO2", "net"] == carbon["reduction"]


def test_no_change_of_activity_moves_nothing(worked_row: Row) -> None:
    """The same activity before and after moves exactly nothing."""
    same = pd.concat([FUELS.iloc[[0]], FUELS.iloc[[0]].assign(state="after")])
    made = projects.reductions(switch(worked_row), same, region="CN-HA", substances=["CO2"])
    assert made.frame.set_index("substance").loc["CO2", "reduction"] == 0


def test_what_cannot_be_estimated_is_said(worked_row: Row) -> None:
    """A substance without factor is NE with a problem, never zero, and no entry of the ledger."""
    made = projects.reductions(switch(worked_row), FUELS, region="CN-HA", substances=["CO2", "NH3"])
    row = made.frame.set_index("substance").loc["NH3"]
    assert row["notation"] == "NE"
    assert np.isnan(row["reduction"])
    assert made.problems
    assert "NH3" not in made.ledger().substances
    assert "not estimated" in made.explain("boiler", "NH3")


def test_a_substance_that_the_project_tells_is_not_taken_from_activity_as_well(worked_row: Row) -> None:
    """The project's own figure stands, activity's is set aside with a note: nothing is counted twice."""
    row = switch(worked_row).assign(substance="CO2", factor_before=94.0, factor_after=0.0)
    made = projects.reductions(row, FUELS, region="CN-HA", substances=["CO2"])
    assert (made.frame["substance"] == "CO2").sum() == 1
    assert "set aside" in made.notes[0]


def test_a_project_of_activity_alone(worked_row: Row) -> None:
    """A row without substance leaves its reductions to activity; that must make something better."""
    common = {name: worked_row("closure")[name] for name in ("year", "months")}
    table = pd.DataFrame([{"project": "boiler", "type": "煤改气", **common}])
    made = projects.reductions(table, FUELS, region="CN-HA", substances=["CO2"])
    assert made.frame["reduction"].iloc[0] > 0
    worse = FUELS.assign(state=["after", "before", "before"])
    with pytest.raises(DataError, match="worse than before in every substance"):
        projects.reductions(table, worse, region="CN-HA", substances=["CO2"])
    with pytest.raises(DataError, match="neither a substance nor activity"):
        projects.reductions(table)


WRONG = [
    ("closure", {"emission_after": 13.0}, "after is worse than before"),
    ("SCR retrofit", {"removal_after": 1.2}, r"more than 100 % is removed"),
    ("SCR retrofit", {"running_after": 85}, r"more than 100 %"),
    ("closure", {"months": 13}, "a year has twelve months"),
    ("closure", {"months": -1}, "a negative number of months"),
    ("closure", {"months": None}, "the number is missing"),
    ("closure", {"cap": ""}, "no cap is told"),
    ("SCR retrofit", {"utilisation_after": None}, "the value is missing"),
    ("closure", {"utilisation_before": 1.4}, "a share above 1"),
    ("sewage plant", {"effluent_after": 400.0}, "removes less than nothing"),
    ("sewage plant", {"influent_after": None}, "the value is missing"),
    ("sewage plant", {"days_after": 370}, r"more than a year has \(366\)"),
    ("ultra-low emission retrofit", {"hours_after": 9000}, r"more than a year has \(8784\)"),
    ("heat pump", {"efficiency_after": 0.0}, "zero efficiency"),
    ("closure", {"type": "clozure"}, "Did you mean 'closure'"),
    ("closure", {"substance": "N0x"}, "unknown substance"),
    ("closure", {"emission_before": "twelve"}, "not a finite number"),
    ("closure", {"emission_unit": "km"}, "cannot convert"),
    ("fuel switch", {"activity_unit": "t/a"}, "cannot convert"),
    ("closure", {"emission_before": -1.0}, "a negative value"),
    ("closure", {"project": ""}, "the project is missing"),
    ("closure", {"year": 24}, "is not a year"),
    ("closure", {"uncertainty": -0.1}, "a negative uncertainty"),
    ("closure", {"uncertainty": 20.0}, "an uncertainty above the figure itself"),
    ("closure", {"cap": -5}, "a negative cap"),
]


@pytest.mark.parametrize(("kind", "change", "message"), WRONG)
def test_wrong_input(kind: str, change: dict[str, Any], message: str, worked_row: Row, reduced: Reduced) -> None:
    """Each fault of a row is named."""
    with pytest.raises(DataError, match=message):
        reduced(worked_row(kind, **change))


def test_all_faults_stand_in_one_error(worked_row: Row, reduced: Reduced) -> None:
    """Three bad rows of three types give three problems at once."""
    rows = [
        worked_row("closure", project="a", months=13),
        worked_row("SCR retrofit", project="b", removal_after=1.2),
        worked_row("sewage plant", project="c", effluent_after=400.0),
    ]
    with pytest.raises(DataError, match="the projects cannot be used") as caught:
        reduced(*rows)
    assert {problem.row for problem in caught.value.problems} == {"1", "2", "3"}


def test_where_nothing_is_its_terms_may_be_empty(worked_row: Row, reduced: Reduced) -> None:
    """A plant that was not there has no concentrations."""
    row = worked_row(
        "sewage plant", influent_before=None, effluent_before=None, days_before=None, utilisation_before=None
    )
    assert reduced(row)["reduction"].iloc[0] == pytest.approx(949.0)


def test_wrong_activity(worked_row: Row) -> None:
    """Unknown projects, states and modules of activity are named at once."""
    bad = FUELS.assign(
        project=["boiler", "other", "boiler"], state=["before", "after", "later"], module=["energie", "", ""]
    )
    with pytest.raises(DataError, match="no project of the table has this name") as caught:
        projects.reductions(switch(worked_row), bad)
    assert len(caught.value.problems) == 3
    with pytest.raises(DataError, match="column state: the column is missing"):
        projects.reductions(switch(worked_row), FUELS.drop(columns="state"))


def test_tables_that_are_none() -> None:
    """No rows and no columns are errors, not empty results."""
    with pytest.raises(DataError, match="no rows"):
        projects.reductions(pd.DataFrame({name: [] for name in ("project", "type", "year", "months")}))
    with pytest.raises(DataError, match="column months: the column is missing"):
        projects.reductions(pd.DataFrame({"project": ["a"], "type": ["closure"], "year": [2024]}))


def test_explaining_what_is_not_there(worked_row: Row) -> None:
    """Unknown projects and substances are named with the nearest."""
    made = projects.reductions(pd.DataFrame([worked_row("closure")]))
    assert "12 of 12 months: 12.0 t" in made.explain("fictitious")
    with pytest.raises(UnknownNameError, match="Did you mean 'fictitious'"):
        made.explain("fictitous")
    with pytest.raises(UnknownNameError, match="unknown substance of fictitious"):
        made.explain("fictitious", "NOx")


def test_activity_of_any_sector_can_be_moved(worked_row: Row) -> None:
    """Trucks before by transport, electricity after by energy, in one table; NMVOC counts as VOCs if asked."""
    common = {name: worked_row("closure")[name] for name in ("year", "months")}
    table = pd.DataFrame([{"project": "trucks", "type": "车辆更新", **common}])
    truck = {"module": "transport", "method": "road exhaust, tier 2", "vehicle": "heavy duty truck", "powertrain": "diesel",
             "size": "rigid 7.5 - 12 t", "standard": "Euro III", "unit": "vehicle", "annual_distance": 50_000.0}  # fmt: skip
    activity = pd.DataFrame(
        [{"project": "trucks", "state": "before", "amount": 1000.0, **truck},
         {"project": "trucks", "state": "after", "fuel": "electricity", "amount": 30_000.0, "unit": "MWh", "year": 2022}]
    )  # fmt: skip
    made = projects.reductions(table, activity, region="CN-HA", recast={"NMVOC": "VOCs"})
    by_name = made.frame.set_index("substance")["reduction"]
    road, grid = (made.activity.inventories[name] for name in ("transport", "energy"))
    assert by_name["CO2"] == pytest.approx(road.total("CO2").magnitude - grid.total("CO2", scope="2").magnitude)
    assert by_name["VOCs"] == pytest.approx(road.total("VOCs").magnitude)
    assert "NMVOC" not in by_name
    assert set(made.activity.frame["grade"]) <= {"A", "B"}


def test_digestion_of_manure_moves_methane(worked_row: Row) -> None:
    """COD by the project's own terms, CH4 by the methods of agriculture, side by side."""
    herd = {
        "project": "farm",
        "module": "agriculture",
        "method": "manure methane per head",
        "animal": "猪",
        "unit": "head",
    }
    activity = pd.DataFrame([{**herd, "state": "before", "amount": 1e4, "temperature": 15.0},
                             {**herd, "state": "after", "amount": 5e3, "temperature": 15.0}])  # fmt: skip
    made = projects.reductions(pd.DataFrame([worked_row("manure treatment", project="farm")]), activity, region="CN-HA")
    table = made.frame.set_index("substance")
    assert table.loc["COD", "role"] == "aim"
    assert table.loc["CH4", "reduction"] == pytest.approx(table.loc["CH4", "before"] / 2)


def test_what_a_project_moves_and_does_not_tell_is_noted(worked_row: Row) -> None:
    """Without activity the CO2 is unknown, not zero: a note says what would tell it."""
    made = projects.reductions(pd.DataFrame([worked_row("SCR retrofit")]))
    (note,) = made.notes
    assert note.startswith("fictitious: the CO2 and other pollutants that it moves are not told")
    assert "electricity and reagents of the treatment" in note
    assert repr(made) == "<Reductions of 1 projects: NOx>"
    many = projects.reductions(pd.DataFrame([worked_row("SCR retrofit", project=f"kiln {n}") for n in range(5)]))
    assert [line.split(": ")[0] for line in many.notes] == ["kiln 0, kiln 1, kiln 2 (+2)"]
    assert message(many.notes[0], "zh").startswith("kiln 0, kiln 1, kiln 2 (+2)：未给出其带来的")
    assert projects.reductions(switch(worked_row), FUELS, region="CN-HA", substances=["CO2"]).notes == ()
