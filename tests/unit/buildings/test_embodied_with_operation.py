"""Embodied carbon of a stated GWP set adds to operation; what asks for a purpose or a number says so."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

REBAR = {"method": "building materials", "material": "热轧带肋钢筋", "amount": 1000.0, "unit": "t"}
ASKED = {"region": "CN-HA", "year": 2023}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({**REBAR, "material_factor": 1200.0, "material_factor_unit": "kg/t"}, "material_factor"),
        (
            {"method": "building material transport", "amount": 10_000.0, "unit": "t", "distance": 100.0,
             "distance_unit": "km", "transport_factor": 0.1, "transport_factor_unit": "kg/(t km)"},
            "transport_factor",
        ),
        (
            {"method": "building end of life", "amount": 1000.0, "unit": "t", "end_of_life_factor": 50.0,
             "end_of_life_factor_unit": "kg/t"},
            "end_of_life_factor",
        ),
    ],
)  # fmt: skip
def test_a_figure_of_a_supplier_states_its_gwp_set_and_adds_to_operation(row: dict[str, object], column: str) -> None:
    """CO2e of AR5 adds to the CO2e of power under AR5; under AR6, and where no set is stated, it is NE."""
    power = pd.DataFrame({"fuel": ["电力"], "amount": [1e5], "unit": ["kWh"]})
    operation = zc.buildings.estimate(power, substances=["CO2"], **ASKED)
    embodied = zc.buildings.estimate(pd.DataFrame([row]), substances=["AR5-CO2e"], **ASKED)
    both = zc.combine(operation, embodied).co2e("AR5").frame["emission"]
    parts = operation.frame["emission"].sum() + embodied.frame["emission"].sum()
    assert embodied.frame["emission"].item() > 0
    assert both.sum() == pytest.approx(parts)
    assert zc.combine(operation, embodied).co2e("AR6").frame["emission"].isna().sum() == 1
    unstated = zc.buildings.estimate(pd.DataFrame([row]), **ASKED)
    assert unstated.frame["substance"].tolist() == ["unstated-CO2e"], column
    assert zc.combine(operation, unstated).co2e("AR5").frame["emission"].isna().sum() == 1


def test_a_set_of_another_purpose_is_asked_by_that_purpose() -> None:
    """The standard's factors are of the life cycle: the remedy says so, and it works. It said that no set has them."""
    without = zc.buildings.estimate(pd.DataFrame([REBAR]), **ASKED)
    assert without.problems["remedy"].iloc[0].startswith('Ask with purpose="life cycle"')
    found = zc.buildings.estimate(pd.DataFrame([REBAR]), purpose="life cycle", **ASKED)
    assert found.total("unstated-CO2e", scope="all").magnitude == pytest.approx(2340.0)


@pytest.mark.parametrize(
    ("row", "unit", "expected"),
    [
        ({"fuel": "电力", "amount": 1e6, "unit": "m2"}, "kWh/m2", 80 * 1e6 * 0.5897e-3),
        ({"fuel": "热力", "amount": 1e6, "unit": "m2"}, "GJ/m2", 80 * 1e6 * 0.11),
    ],
)
def test_use_per_floor_area_is_asked_for(row: dict[str, object], unit: str, expected: float) -> None:
    """No set has an intensity of a kind of building: the column is named, and answers."""
    asked = {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}
    remedy = zc.buildings.estimate(pd.DataFrame([row]), **asked).problems["remedy"].iloc[0]
    assert remedy.startswith("Give energy_intensity with its unit")
    given = pd.DataFrame([{**row, "energy_intensity": 80.0, "energy_intensity_unit": unit}])
    assert zc.buildings.estimate(given, **asked).frame["emission"].sum() == pytest.approx(expected)
