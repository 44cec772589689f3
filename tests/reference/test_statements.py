"""Figures of environmental statements: documents that print inputs, factors and results, through the public functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc
from zzcarbon.industry import dust_rows, handling_dust_factor, paved_road_dust_factor

CASES = Path(__file__).parent / "cases"
q = zc.quantity


def case(name: str) -> dict[str, dict[str, Any]]:
    """Return a case with its inputs, factors and expected values by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return {part: {item["name"]: item for item in read[part]} for part in ("inputs", "factors", "expected")}


def check(found: float, expected: dict[str, Any]) -> None:
    """Compare with the printed figure to half of its last digit."""
    assert found == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


def test_dust_of_a_stack_by_three_runs() -> None:
    """Concentration and flow of each isokinetic run give its printed kilograms an hour, and their mean."""
    given = case("cl-asphalt-plant-stack-2014")
    rows = pd.DataFrame(
        {
            "method": "monitored stack",
            "substance": "TSP",
            "amount": [1.0] * 3,
            "unit": "h",
            "gas_flow": [given["inputs"][f"flow {run}"]["value"] for run in (1, 2, 3)],
            "gas_flow_unit": "m3_25C/h",
            "concentration": [given["inputs"][f"concentration {run}"]["value"] for run in (1, 2, 3)],
            "concentration_unit": "mg/m3_25C",
        }
    )
    inventory = zc.energy.estimate(rows, region="CL", year=2014)
    kilograms = (inventory.frame["emission"] * 1e3).tolist()
    for run, found in enumerate(kilograms, start=1):
        check(found, given["expected"][f"emission {run}"])
    check(inventory.total("TSP").to("kg").magnitude / 3, given["expected"]["mean"])


MACHINES = {
    "tractor with plough": "specific fuel of 37 to 75 kW",
    "tractor with baler": "specific fuel of 37 to 75 kW",
    "skid-steer loader": "specific fuel of 37 to 75 kW",
    "trencher": "specific fuel of 8 to 19 kW",
}


def test_carbon_dioxide_of_machines_by_their_fuel() -> None:
    """Work and specific fuel of a statement, with the packaged factor of the guidebook, give its printed tonnes."""
    given = case("cl-effluent-reuse-2025")

    def tonnes(*machines: str) -> float:
        fuel = [
            (q(given["inputs"][name]["value"], "kWh") * q(given["inputs"][MACHINES[name]]["value"], "g/kWh")).to("kg")
            for name in machines
        ]
        rows = pd.DataFrame(
            {
                "method": "machinery by fuel",
                "fuel": "diesel",
                "amount": [mass.magnitude for mass in fuel],
                "unit": "kg",
                "category_nfr": "1.A.2.g.vii",
            }
        )
        found = zc.transport.estimate(rows, region="CL", year=2025, substances=["CO2"])
        return float(found.total("CO2").to("t").magnitude)

    for name in MACHINES:
        check(tonnes(name), given["expected"][name])
    check(tonnes(*list(MACHINES)[:3]), given["expected"]["machines in operation"])


def ways(substance: str, distance: float, factor: float) -> float:
    """Return the emission of lorries by a factor of the row [t]."""
    row = {
        "method": "road emission, factor of the row",
        "substance": substance,
        "amount": distance,
        "unit": "km",
        "emission_factor": factor,
        "emission_factor_unit": "g/km",
    }
    return float(zc.transport.estimate(pd.DataFrame([row]), region="CL", year=2018).total(substance).magnitude)


@pytest.mark.parametrize(
    ("name", "substance", "distance", "factor", "expected"),
    [
        ("cl-effluent-reuse-2025", "CO2", "construction", "CO2 of lorries above 32 t", "construction"),
        ("cl-effluent-reuse-2025", "CO2", "operation", "CO2 of lorries above 32 t", "operation"),
        ("cl-sewage-works-2018", "CO", "lorries", "lorries CO", "lorries CO"),
        ("cl-sewage-works-2018", "HC", "lorries", "lorries HC", "lorries HC"),
        ("cl-sewage-works-2018", "NOx", "lorries", "lorries NOx", "lorries NOx"),
    ],
)
def test_lorries_by_their_way(name: str, substance: str, distance: str, factor: str, expected: str) -> None:
    """Distance and factor of a statement give its printed tonnes."""
    given = case(name)
    found = ways(substance, given["inputs"][distance]["value"], given["factors"][factor]["value"])
    check(found, given["expected"][expected])


def test_a_generator_by_its_work() -> None:
    """Four pollutants of a generator, by the factors of the statement as own factors."""
    given = case("cl-sewage-works-2018")
    names = ["CO", "NOx", "PM10", "SO2"]
    own = pd.DataFrame(
        {
            "activity": "non-road machinery work",
            "subject": "generator",
            "substance": names,
            "value": [given["factors"][f"generator {name}"]["value"] for name in names],
            "unit": "kg/kWh",
            "basis": ["", "as NO2", "", ""],
        }
    )
    row = {"method": "machinery by work", "machinery": "generator", "fuel": "diesel", "unit": "kWh"}
    rows = pd.DataFrame([row | {"amount": given["inputs"]["generator"]["value"]}])
    table = zc.factors().extend(own)
    found = zc.transport.estimate(rows, region="CL", year=2018, factors=table, sets=["own"], substances=names)
    for name in names:
        check(found.total(name).to("t").magnitude, given["expected"][f"generator {name}"])


def test_sewage_of_camps_by_the_load_of_a_person() -> None:
    """Persons and grams per person and day give the printed kilograms of BOD5 a day."""
    given = case("cl-sewage-of-camps-2023")
    load = given["factors"]["load"]
    own = pd.DataFrame(
        {
            "activity": ["domestic sewage generation"],
            "subject": "urban resident",
            "substance": "BOD5",
            "value": load["value"],
            "unit": load["unit"],
        }
    )
    table = zc.factors().extend(own)
    for name, persons in given["inputs"].items():
        row = {
            "method": "domestic sewage coefficient",
            "substance": "BOD5",
            "residents": "urban resident",
            "amount": persons["value"],
            "unit": "person",
            "days": 1,
        }
        found = zc.water.estimate(pd.DataFrame([row]), region="CL", year=2023, factors=table, sets=["own"])
        check(found.total("BOD5").to("kg").magnitude, given["expected"][name])


def test_soil_that_is_moved() -> None:
    """The equation of AP-42, 13.2.4, gives the factors that a statement prints, and its tonnes."""
    given = case("cl-sewage-works-2018")
    inputs = given["inputs"]
    for name in ("PM10", "PM2.5"):
        multiplier = given["factors"][f"multiplier {name}"]["value"]
        factor = handling_dust_factor(
            multiplier=multiplier, wind_speed=inputs["wind"]["value"], moisture=inputs["moisture"]["value"]
        )
        check(float(factor), given["expected"][f"soil factor {name}"])
    pile = {"substance": "PM10", "mass": inputs["soil"]["value"], "transfers": 1, "wind_speed": inputs["wind"]["value"]}
    pile |= {"multiplier": given["factors"]["multiplier PM10"]["value"], "moisture": inputs["moisture"]["value"]}
    rows = dust_rows(pd.DataFrame([pile]), "pile")
    found = zc.industry.estimate(rows, region="CL", year=2018)
    check(found.total("PM10").to("t").magnitude, given["expected"]["soil PM10"])


@pytest.mark.parametrize("name", ["TSP", "PM10", "PM2.5"])
def test_dust_of_a_paved_road(name: str) -> None:
    """The equation of AP-42, 13.2.1, gives the factors that a statement prints, and its tonnes."""
    given = case("cl-solar-plant-roads-2020")
    road = {"multiplier": given["factors"][f"multiplier {name}"]["value"], "wet_days": 0, "days": 365}
    silt, weight = (given["inputs"][word]["value"] for word in ("silt load", "weight"))
    factor = paved_road_dust_factor(**road, silt_load=silt, weight=weight)
    check(float(factor) / 1e3, given["expected"][f"factor {name}"])
    row = road | {"substance": name, "silt_load": silt, "vehicle_weight": weight}
    rows = dust_rows(pd.DataFrame([row | {"distance": given["inputs"]["distance"]["value"]}]), "paved road")
    found = zc.industry.estimate(rows, region="CL", year=2020)
    check(found.total(name).to("t").magnitude, given["expected"][name])
