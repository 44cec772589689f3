"""Published cases off the road: machinery, ships, aircraft, fuel of cities; Henan's vehicles as far as they can be."""

from __future__ import annotations

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


def estimate(frame: pd.DataFrame, **more: object) -> zc.Inventory:
    """Estimate for China."""
    return zc.transport.estimate(frame, region="CN", **more)  # type: ignore[arg-type]


def test_sulphur_of_the_npi_manual() -> None:
    """NPI manual for combustion engines, Example 1 (p. 15): 20 900 kg/h, 0.117 % S, 1500 h are 73 359 kg SO2."""
    given = case("npi-engines-1-so2")
    inputs, expected = given["inputs"], given["expected"]["SO2"]
    row = {
        "method": "sulphur of the fuel",
        "fuel": "fuel oil",
        "amount": inputs["fuel rate"]["value"],
        "unit": inputs["fuel rate"]["unit"],
        "fuel_sulphur": inputs["sulfur"]["value"],
        "fuel_sulphur_unit": "%",
        "hours": inputs["hours"]["value"],
    }
    found = estimate(pd.DataFrame([row])).total("SO2").to("kg").magnitude
    assert found == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


def test_voyages_of_a_ship_add_up() -> None:
    """EU MRV 2020, IMO 6602898: CO2 of four classes of voyages is the published total."""
    given = case("mrv-2020-ocean-majesty")
    inputs, expected = given["inputs"], given["expected"]
    classes = ("between MS ports", "departed from MS ports", "to MS ports", "at berth")
    rows = pd.DataFrame({"voyage": classes, "amount": [inputs[name]["value"] for name in classes]})
    rows = rows.assign(method="reported emission", substance="CO2", unit="t")
    total = expected["total CO2"]
    assert estimate(rows).total("CO2").to("t").magnitude == pytest.approx(total["value"], rel=total["tolerance_rel"])
    per_mile = [q(inputs[name]["value"], "kg/mile").magnitude for name in ("CO2 per n mile", "fuel per n mile")]
    ratio = expected["CO2 per n mile / fuel per n mile"]
    assert zc.energy.implied_factor(*per_mile) == pytest.approx(ratio["value"], rel=ratio["tolerance_rel"])


# Tests of ShipEF (USEPA/Marine_Emissions_Tools, commit 752696e, tests/testthat/testEmissionFactorAssignments.r): engine,
# use, fuel (distillate in emission control areas, residual outside), load, sulphur [%], tier, substance, value [g/kWh].
SHIPEF = [
    ("slow-speed diesel", "main", "diesel", 0.22, 0.1, "Tier 0", "NOx", 17.0),
    ("slow-speed diesel", "main", "fuel oil", 0.90, 0.5, "Tier 0", "NOx", 18.1),
    ("slow-speed diesel", "main", "fuel oil", 0.27, 0.5, "Tier 3", "NOx", 3.6),
    ("medium-speed diesel", "main", "diesel", 0.63, 0.1, "Tier 1", "NOx", 12.2),
    ("medium-speed diesel", "main", "diesel", 0.96, 0.1, "Tier 2", "NOx", 10.5),
    ("steam turbine", "main", "diesel", 0.50, 0.1, "", "NOx", 2.0),
    ("gas turbine", "main", "diesel", 0.50, 0.1, "", "NOx", 5.7),
    ("LNG engine", "main", "LNG", 0.50, 0.1, "", "NOx", 1.3),
    ("medium-speed diesel", "auxiliary", "diesel", 0.50, 0.1, "Tier 0", "NOx", 13.8),
    ("high-speed diesel", "auxiliary", "fuel oil", 0.50, 0.5, "Tier 0", "NOx", 11.6),
    ("boiler", "boiler", "fuel oil", 0.50, 0.5, "", "NOx", 2.1),
    ("slow-speed diesel", "main", "diesel", 0.50, 0.1, "Tier 1", "CO", 1.4),
    ("medium-speed diesel-electric", "main", "diesel", 0.50, 0.1, "Tier 1", "CO", 1.1),
    ("high-speed diesel", "auxiliary", "diesel", 0.50, 0.1, "Tier 1", "CO", 0.9),
    ("slow-speed diesel", "main", "diesel", 0.50, 0.1, "Tier 1", "HC", 0.6),
    ("boiler", "boiler", "diesel", 0.50, 0.1, "", "HC", 0.1),
    ("slow-speed diesel", "main", "diesel", 0.54, 0.1, "Tier 1", "CO2", 593.11),
    ("slow-speed diesel", "main", "fuel oil", 0.54, 0.5, "Tier 1", "CO2", 607.23),
    ("medium-speed diesel", "main", "fuel oil", 0.54, 0.5, "Tier 1", "CO2", 669.51),
    ("gas turbine", "main", "diesel", 0.54, 0.1, "", "CO2", 961.8),
    ("LNG engine", "main", "LNG", 0.54, 0.1, "", "CO2", 456.5),
    ("medium-speed diesel", "auxiliary", "diesel", 0.54, 0.1, "Tier 1", "CO2", 695.702),
    ("boiler", "boiler", "fuel oil", 0.54, 0.5, "", "CO2", 949.77),
    ("slow-speed diesel", "main", "diesel", 0.54, 0.1, "Tier 1", "PM10", 0.1545 + 0.1 * 185 * 2.247 * 7 * 1e-4),
    ("medium-speed diesel", "main", "fuel oil", 0.54, 0.5, "Tier 1", "PM10", 0.5761 + 0.5 * 215 * 2.247 * 7 * 1e-4),
    ("steam turbine", "main", "diesel", 0.54, 0.1, "", "PM10", 0.16),
    ("boiler", "boiler", "fuel oil", 0.54, 0.5, "", "PM10", 0.5761 + 0.5 * 305 * 2.247 * 7 * 1e-4),
    ("slow-speed diesel", "main", "diesel", 0.54, 0.1, "Tier 1", "SO2", 185 * 2 * 0.97753 * 0.1 / 100),
    ("medium-speed diesel", "auxiliary", "fuel oil", 0.54, 0.5, "Tier 1", "SO2", 227 * 2 * 0.97753 * 0.5 / 100),
    ("boiler", "boiler", "diesel", 0.54, 0.1, "", "SO2", 300 * 2 * 0.97753 * 0.1 / 100),
]


@pytest.mark.parametrize(("engine", "use", "fuel", "load", "sulphur", "tier", "substance", "expected"), SHIPEF)
def test_ships_agree_with_the_tests_of_shipef(
    engine: str, use: str, fuel: str, load: float, sulphur: float, tier: str, substance: str, expected: float
) -> None:
    """An engine of 1000 kW in one hour gives what the test suite of the EPA's package expects per kWh."""
    row = {
        "method": "ship by engine work", "engine": engine, "engine_use": use, "fuel": fuel, "amount": 1000.0,
        "unit": "kW", "load_factor": load, "hours": 1.0, "fuel_sulphur": sulphur, "nox_tier": tier,
    }  # fmt: skip
    found = estimate(pd.DataFrame([row]), substances=[substance]).total(substance).to("kg").magnitude
    assert found / load == pytest.approx(expected, rel=1e-4)


# Type, fuel, NOx, CO [kg/LTO] as summed from the ICAO engine databank with standard times in mode (a second
# computation, independent of the EUROCONTROL table of the guidebook); types whose engine is the same in both.
LTO = [
    ("A332", 2168.1, 35.322, 21.190),
    ("A333", 2168.1, 35.322, 21.190),
    ("B738", 881.1, 12.297, 7.066),
    ("B744", 3319.7, 44.450, 25.266),
    ("B752", 1362.6, 14.983, 12.251),
    ("B773", 2562.8, 52.810, 12.763),
]


@pytest.mark.parametrize(("aircraft", "fuel", "nox", "co"), LTO)
def test_two_tables_of_aircraft_agree(aircraft: str, fuel: float, nox: float, co: float) -> None:
    """The guidebook's cycle equals the sum over the modes of the same engine, to its print."""
    row = {"method": "aircraft LTO", "aircraft": aircraft, "amount": 100.0, "unit": "LTO"}
    found = estimate(pd.DataFrame([row]))
    assert found.total("NOx").to("kg").magnitude == pytest.approx(100 * nox, abs=2)
    assert found.total("CO").to("kg").magnitude == pytest.approx(100 * co, abs=2)
    assert found.total("CO2").to("kg").magnitude == pytest.approx(100 * fuel * 3.15, rel=1e-4)


def test_a_fleet_goes_into_the_estimate_of_the_road() -> None:
    """Registrations, survival and distance give rows whose exhaust is that of their vehicle-kilometres; parts add up."""
    new = pd.DataFrame({"vehicle": "bus", "year": [2016, 2019], "number": [100.0, 50.0]})
    new = new.assign(powertrain="diesel", size="articulated >18 t", standard=["Euro VI A/B/C", "Euro VI D/E"])
    curve = pd.DataFrame({"vehicle": "bus", "age": range(6), "survival": [1.0, 1.0, 0.95, 0.9, 0.8, 0.6]})
    fleet = zc.transport.fleet_in_year(new, curve, year=2020)
    far = pd.DataFrame({"vehicle": ["bus"], "annual_distance": [50_000.0]})
    rows = zc.transport.fleet_distance(fleet, far, year=2020).assign(method="road exhaust, tier 2")
    found = estimate(rows, substances=["NOx"])
    newest = found.frame.query("standard == 'Euro VI D/E'")["emission"].item()
    assert newest == pytest.approx(50 * 50_000 * 1.949e-6)
    parts = [estimate(rows.iloc[[at]], substances=["NOx"]).total("NOx").magnitude for at in range(len(rows))]
    assert found.total("NOx").magnitude == pytest.approx(sum(parts))


# Published diesel, NOx and PM2.5 of non-road machinery 2014 (Environmental Science, abstract; grade C) [t].
CITIES = [("Shanghai", 610_000, 30_900, 1_410), ("Hangzhou", 320_000, 17_200, 810)]


@pytest.mark.parametrize(("city", "diesel", "nox", "pm25"), CITIES)
def test_machinery_of_cities_by_fuel_is_of_the_published_size(city: str, diesel: int, nox: int, pm25: int) -> None:
    """Tier 1 of the guidebook on the published diesel: PM2.5 within a fifth; NOx 60 to 70 % (older machines).

    Other factors than the papers', so this shows the size and not a validation.
    """
    row = {
        "method": "machinery by fuel",
        "fuel": "diesel",
        "amount": diesel,
        "unit": "t",
        "category_nfr": "1.A.2.g.vii",
    }
    found = estimate(pd.DataFrame([{**row, "city": city}]), substances=["NOx", "PM2.5"])
    assert found.total("PM2.5").to("t").magnitude == pytest.approx(pm25, rel=0.2)
    assert 0.6 < found.total("NOx").to("t").magnitude / nox < 0.7


# Henan's road vehicles 2015 (J. Environ. Sci. 31:80, abstract; grade C): emission [Gg], fleet mean [g/km] as printed.
HENAN = {
    "SO2": (9.1, 0.05, 0.005),
    "NOx": (533.4, 2.7, 0.05),
    "CO": (1190.7, 6.0, 0.05),
    "PM10": (23.7, 0.1, 0.05),
    "PM2.5": (21.6, 0.1, 0.05),
    "VOCs": (150.8, 0.8, 0.05),
    "VOCs, evaporation": (31.5, 0.2, 0.05),
    "NH3": (10.4, 0.05, 0.005),
}


def distance_between() -> tuple[float, float]:
    """Return the distance [10^9 km] that the printed digits of all eight pairs allow."""
    low = max((total - 0.05) / (mean + half) for total, mean, half in HENAN.values())
    high = min((total + 0.05) / (mean - half) for total, mean, half in HENAN.values())
    return low, high


def test_henan_2015_totals_and_means_have_one_distance() -> None:
    """Can be recomputed: emission over mean is one distance, 197 to 200 billion km, for all eight pollutants.

    Cannot: the totals themselves. Numbers by class, fuel, standard and age, distances by class, speeds and the local
    factors of the paper are not printed in what was read.
    """
    low, high = distance_between()
    assert 196 < low < high < 201


@pytest.mark.parametrize("pollutant", HENAN)
def test_henan_2015_means_follow_from_the_totals(pollutant: str) -> None:
    """Through the estimate: the reported total over that distance is the printed mean, to its last digit."""
    total, mean, half = HENAN[pollutant]
    substance = pollutant.split(",", maxsplit=1)[0]
    row = {"method": "reported emission", "substance": substance, "amount": total, "unit": "Gg"}
    emission = estimate(pd.DataFrame([row])).total(substance)
    distance = q(sum(distance_between()) / 2 * 1e9, "km")
    assert (emission / distance).to("g/km").magnitude == pytest.approx(mean, abs=half * 1.0001)
