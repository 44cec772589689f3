"""Elasticity with its four cases of signs, and the plane of projects."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import cobenefit
from zzcarbon.errors import DataError, UnknownNameError

CASES = [
    (20.0, 10.0, 2.0, "synergy: both fall"),
    (20.0, -10.0, -2.0, "trade-off: the greenhouse gas rises"),
    (-20.0, 10.0, -2.0, "trade-off: the pollutant rises"),
    (-20.0, -10.0, 2.0, "both rise"),
    (0.0, 10.0, 0.0, "no effect on the pollutant, the greenhouse gas falls"),
]


@pytest.mark.parametrize(("pollutant", "gas", "value", "reading"), CASES)
def test_the_signs_of_an_elasticity(pollutant: float, gas: float, value: float, reading: str) -> None:
    """Above zero is synergy only where both fall: where both rise it is above zero too, and says so."""
    found = cobenefit.elasticity(
        pollutant_reduction=pollutant, pollutant_emission=100.0, gas_reduction=gas, gas_emission=100.0
    )
    assert float(found) == value
    assert cobenefit.elasticity_reading(pollutant, gas) == reading


def test_without_effect_on_the_gas_there_is_no_elasticity() -> None:
    """A gas that does not change gives no number, and a reading that says so."""
    assert np.isnan(
        cobenefit.elasticity(pollutant_reduction=[5.0], pollutant_emission=10.0, gas_reduction=[0.0], gas_emission=10.0)
    ).all()
    assert cobenefit.elasticity_reading(5.0, 0.0).startswith("no effect on the greenhouse gas")
    assert cobenefit.elasticity_reading(0.0, 0.0) == "no effect"
    with pytest.raises(ValueError, match="above zero"):
        cobenefit.elasticity(pollutant_reduction=5, pollutant_emission=0, gas_reduction=1, gas_emission=1)


@settings(max_examples=30)
@given(st.floats(-100, 100), st.floats(0.5, 100), st.floats(1.0, 1e3))
def test_units_cancel_in_an_elasticity(pollutant: float, gas: float, factor: float) -> None:
    """Tonnes or kilograms, the elasticity is the same."""
    one, other = (
        cobenefit.elasticity(
            pollutant_reduction=pollutant * scale, pollutant_emission=100 * scale, gas_reduction=gas, gas_emission=500
        )
        for scale in (1.0, factor)
    )
    assert one == pytest.approx(other)


ROWS = pd.DataFrame(
    [("heat pump", "NOx", 3.0), ("heat pump", "CO2", 400.0), ("heat pump", "CH4", 1.0), ("catalyst", "NOx", 50.0),
     ("catalyst", "CO2", -20.0), ("coal boiler", "NOx", -4.0), ("coal boiler", "CO2", -900.0), ("biomass", "NOx", -1.0),
     ("biomass", "CO2", 60.0), ("manure", "NH3", 2.0)],
    columns=["project", "substance", "reduction"],
).assign(unit="t")  # fmt: skip


def test_each_project_has_its_quadrant() -> None:
    """Both fall, one falls, both rise; gases are summed under the named set."""
    table = cobenefit.plane(ROWS, weights={"NOx": 1.0}, gwp="AR5").set_index("project")
    assert table["co2e"].to_dict()["heat pump"] == 428.0
    assert [text.split(":")[0] for text in table["quadrant"]] == ["I", "II", "III", "IV", "on an axis"]
    assert table.loc["coal boiler", "reading"] == "both rise"
    assert set(table["unit_co2e"]) == {"t CO2e (AR5)"}
    assert table.loc["catalyst", "angle"] == pytest.approx(np.degrees(np.arctan2(50.0, -20.0)))


def test_costs_per_tonne_and_elasticity() -> None:
    """The whole cost stands over each tonne; a project that adds has no cost per tonne."""
    table = cobenefit.plane(
        ROWS, weights={"氮氧化物": 2.0}, gwp="AR6", emissions={"NOx": 100.0, "CO2e": 10_000.0},
        costs={"heat pump": 1200.0, "coal boiler": 10.0},
    ).set_index("project")  # fmt: skip
    assert table.loc["heat pump", "cost_per_tonne_pollutant"] == pytest.approx(200.0)
    assert np.isnan(table.loc["coal boiler", "cost_per_tonne_co2e"])
    assert np.isnan(table.loc["catalyst", "cost_per_tonne_pollutant"])
    assert table.loc["catalyst", "elasticity"] == pytest.approx((50 / 100) / (-20 / 10_000))


def test_units_do_not_matter() -> None:
    """Kilograms give the plane of tonnes."""
    kilograms = ROWS.assign(reduction=ROWS["reduction"] * 1000, unit="kg")
    pd.testing.assert_frame_equal(
        cobenefit.plane(kilograms, weights={"NOx": 1.0}, gwp="AR6"),
        cobenefit.plane(ROWS, weights={"NOx": 1.0}, gwp="AR6"),
    )


WRONG: list[tuple[dict[str, Any], dict[str, Any], type[Exception], str]] = [
    ({}, {"weights": {}}, UnknownNameError, "at least one pollutant"),
    ({}, {"weights": {"N0x": 1.0}}, UnknownNameError, "unknown substance"),
    ({}, {"gwp": "AR9"}, UnknownNameError, "unknown GWP set"),
    ({}, {"emissions": {"NOx": 1.0}}, DataError, "missing: CO2e"),
    ({"unit": "km"}, {}, DataError, "cannot convert"),
    ({"substance": "N0x"}, {}, DataError, "unknown substance"),
    ({"reduction": None}, {}, DataError, "the number is missing"),
    ({"project": ""}, {}, DataError, "the project is missing"),
]


@pytest.mark.parametrize(("change", "options", "kind", "message"), WRONG)
def test_wrong_input(change: dict[str, Any], options: dict[str, Any], kind: type[Exception], message: str) -> None:
    """Each fault is named."""
    with pytest.raises(kind, match=message):
        cobenefit.plane(ROWS.assign(**change), **{"weights": {"NOx": 1.0}, "gwp": "AR6", **options})


MEASURES = pd.DataFrame(
    [("boiler", 2021, 4.0, 50.0, 20.0, 500.0), ("boiler", 2021, 4.0, 50.0, 20.0, 500.0), ("catalyst", 2021, 30.0, 100.0, -2.0, 100.0),
     ("both worse", 2022, -2.0, 100.0, -4.0, 100.0), ("grid", 2022, 3.0, 100.0, 3.0, 100.0), ("dust", 2022, 5.0, 100.0, 0.0, 100.0)],
    columns=["project", "year", "pollutant_reduction", "pollutant_emission", "gas_reduction", "gas_emission"],
)  # fmt: skip


def test_co_control_by_project_and_year() -> None:
    """Rows of one project add up; elasticity and reading are those of the one definition; both worse is no synergy."""
    found = cobenefit.co_control(MEASURES, equivalent=0.95).set_index("project")
    assert found.loc["boiler", "elasticity"] == pytest.approx(2.0)
    assert found["stronger"].tolist() == ["pollutant", "", "", "equal", ""]
    assert found.loc["both worse", "reading"] == "both rise"
    assert found.loc["both worse", "elasticity"] > 0
    assert np.isnan(found.loc["dust", "elasticity"])
    assert found.loc["boiler", "equivalents"] == pytest.approx(8000 / 0.95)
    assert len(cobenefit.co_control(MEASURES, by=["year"])) == 2


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"gas_emission": 0.0}, {}, "not above zero.*before the measure"),
        ({"gas_reduction": "x"}, {}, "not a finite number"),
        ({}, {"by": ["sector"]}, "column sector: the column is missing"),
        ({}, {"equivalent": 0.0}, "a mass above zero"),
    ],
)
def test_co_control_refuses(change: dict[str, Any], options: dict[str, Any], message: str) -> None:
    """Emissions before are inputs above zero; every fault is named."""
    with pytest.raises(DataError, match=message):
        cobenefit.co_control(MEASURES.assign(**change), **options)
