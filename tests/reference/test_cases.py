"""Published worked examples of energy, GWP and units, through the public functions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"
q = zc.quantity


def case(name: str) -> dict[str, Any]:
    """Return a case with its inputs, factors and expected values by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return {part: {item["name"]: item for item in read[part]} for part in ("inputs", "factors", "expected")}


def check(found: zc.Quantity, unit: str, expected: dict[str, Any]) -> None:
    """Compare with the published value within the tolerance of the case."""
    assert found.to(unit).magnitude == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


@pytest.mark.parametrize("name", ["eia-2022-all", "eia-2022-natural-gas", "eia-2023-all", "eia-2023-natural-gas"])
def test_implied_factor_of_the_us_grid(name: str) -> None:
    """Emission over generation gives the published pounds per kWh."""
    given = case(name)
    emission = q(given["inputs"]["CO2"]["value"], "million t CO2")
    generation = q(given["inputs"]["net generation"]["value"], "million kWh")
    check(zc.energy.implied_factor(emission, generation), "lb CO2/kWh", given["expected"]["factor"])
    check(emission, "million short_ton CO2", given["expected"]["short tons"])


def test_coal_plant_by_own_factors_and_control() -> None:
    """Mong Duong 1: CO2 per heat, SO2 per mass with a control device, through the estimate."""
    given = case("vn-plant-mongduong1")
    factors = given["factors"]
    own = pd.DataFrame(
        {
            "activity": "combustion",
            "subject": "anthracite",
            "substance": ["CO2", "NOx", "SO2"],
            "value": [factors[name]["value"] for name in ("CO2", "NOx", "SO2")],
            "unit": ["kg/MJ", "kg/t", "kg/t"],
            "basis": ["NCV", "as NO2", ""],
        }
    )
    rows = pd.DataFrame(
        {
            "fuel": ["anthracite"],
            "amount": [given["inputs"]["coal"]["value"]],
            "unit": ["kg"],
            "ncv": [given["inputs"]["heat value"]["value"]],
            "ncv_unit": ["MJ/kg"],
            "removal_efficiency_SO2": [factors["SO2 control"]["value"]],
        }
    )
    table = zc.factors().extend(own)
    found = zc.energy.estimate(rows, region="VN", factors=table, sets=["own"], substances=["CO2", "NOx", "SO2"])
    seconds = 365.25 * 86_400  # the source's year, an input of the case
    for name in ("CO2", "NOx", "SO2"):
        check(found.total(name) / q(seconds, "s"), f"kg {name}/s", given["expected"][name])


@pytest.mark.parametrize(
    ("name", "result", "unit", "expected"),
    [
        ("epa-eq-barrel", lambda: q("5.8 mmBtu/bbl") * q("20.31 kg CO2 as C/mmBtu"), "t CO2/bbl", "CO2"),
        ("epa-eq-railcar", lambda: q("90.89 t") * q("21.11 mmBtu/t") * q("26.05 kg CO2 as C/mmBtu"), "t CO2", "CO2 per railcar"),
        ("epa-eq-tree", lambda: q("36.4 lb CO2 as C"), "t CO2", "CO2"),
        ("epa-eq-garbage", lambda: q("7 short_ton") * q("2.87 t CO2e (AR4)/short_ton"), "t CO2e (AR4)", "CO2e"),
        ("uba-diesel-density", lambda: q("0.835 kg/L") * q("3.17 kg CO2/kg"), "kg CO2/L", "factor"),
    ],
)  # fmt: skip
def test_unit_arithmetic(name: str, result: Callable[[], zc.Quantity], unit: str, expected: str) -> None:
    """Units and bases alone give the published figure."""
    found = result()
    if "as C" in str(found):
        found = zc.convert(found, "CO2")
    check(found, unit, case(name)["expected"][expected])


@pytest.mark.parametrize(
    ("name", "gas", "gwp"),
    [
        ("gwp-blend-ar4-HFC407a", "HFC407a", "AR4"),
        ("gwp-blend-ar4-HFC410a", "HFC410a", "AR4"),
        ("gwp-blend-ar5-R404A", "R404A", "AR5"),
        ("gwp-blend-ar5-R407B", "R407B", "AR5"),
        ("gwp-blend-ar5-R407D", "R407D", "AR5"),
    ],
)
def test_refrigerant_blends(name: str, gas: str, gwp: str) -> None:
    """A blend is the mass-weighted mean of its parts."""
    check(zc.co2e(q(1, f"kg {gas}"), gwp), f"kg CO2e ({gwp})", case(name)["expected"]["blend"])


def test_nitrous_oxide_and_its_nitrogen() -> None:
    """AR4: N2O 298, N2O as N 44/28 times that."""
    expected = case("gwp-ar4-n2o")["expected"]
    check(zc.co2e(q("1 kg N2O"), "AR4"), "kg CO2e (AR4)", expected["CO2e"])
    check(zc.co2e(q("1 kg N2O as N"), "AR4"), "kg CO2e (AR4)", expected["per kg N2O-N"])


def test_what_a_gwp_set_lacks_is_an_error() -> None:
    """SAR has no NF3; NOx is no greenhouse gas; both are errors, not zero."""
    with pytest.raises(zc.UnitError, match="no value in the GWP set SAR"):
        zc.co2e(q("1 kg NF3"), "SAR")
    with pytest.raises(zc.UnitError, match="no greenhouse gas"):
        zc.co2e(q("1 kg NOx"))
