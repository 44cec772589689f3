"""Published worked examples of road vehicles, through the public functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"


def case(name: str) -> dict[str, Any]:
    """Return a case with its inputs, factors and expected values by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return {part: {item["name"]: item for item in read[part]} for part in ("inputs", "factors", "expected")}


def value(given: dict[str, Any], part: str, name: str) -> float:
    """Return one number of a case."""
    return float(given[part][name]["value"])


def check(found: float, expected: dict[str, Any]) -> None:
    """Compare with the published value within the tolerance of the case."""
    assert found == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


def estimate(rows: pd.DataFrame, own: pd.DataFrame | None = None) -> zc.Inventory:
    """Estimate rows with the factors that the case states."""
    factors = zc.factors() if own is None else zc.factors().extend(own)
    return zc.transport.estimate(rows, region="CN", year=2023, factors=factors)


def own_function(substance: str, form: str, coefficients: dict[str, float]) -> dict[str, str]:
    """Return a row of the caller's own factors that is a function of speed."""
    return {
        "activity": "road exhaust, speed functions", "subject": "passenger car", "substance": substance,
        "unit": "g/km", "form": form, "coefficients": "; ".join(f"{k}={v!r}" for k, v in coefficients.items()),
    }  # fmt: skip


def per_km(functions: list[dict[str, str]], speed: float) -> dict[str, float]:
    """Return the factors of a car at a speed [g/km], by an estimate of one kilometre."""
    rows = pd.DataFrame(
        {
            "method": ["road exhaust, speed functions"], "vehicle": "passenger car", "powertrain": "petrol",
            "standard": "PRE ECE", "amount": 1.0, "unit": "km", "speed": speed,
        }
    )  # fmt: skip
    names = [line["substance"] for line in functions]
    inventory = zc.transport.estimate(
        rows, region="CN", year=2023, factors=zc.factors().extend(pd.DataFrame(functions)), substances=names
    )
    return {name: float(inventory.total(name).to("g").magnitude) for name in names}


def test_petrol_car_before_ece_at_30_km_per_hour() -> None:
    """Hot exhaust of older functions; fuel, its CO2 and SO2 by the methods of fuel."""
    given = case("copert-pc-pre-30")
    factors = given["factors"]
    functions = [
        own_function("CO", "power", dict(zip("ab", factors["CO a,b"]["value"], strict=True))),
        own_function("HC", "power", dict(zip("ab", factors["HC a,b"]["value"], strict=True))),
        own_function("NOx", "quadratic", dict(zip("abc", factors["NOx a,b,c"]["value"], strict=True))),
    ]
    found = per_km(functions, value(given, "inputs", "speed"))
    for name in ("CO", "NOx", "HC"):
        check(found[name], given["expected"][name])
    a, b = factors["FC a,b"]["value"]
    fuel = float(zc.transport.power_factor(value(given, "inputs", "speed"), a, b))
    check(fuel, given["expected"]["FC"])
    own = pd.DataFrame(
        [{"activity": "road fuel CO2", "subject": "gasoline", "substance": "CO2", "unit": "kg/kg",
          "value": 44 / (12.011 + 1.008 * 1.8)}]
    )  # fmt: skip
    rows = pd.DataFrame(
        {
            "method": ["road fuel CO2", "road fuel SO2"], "fuel": "gasoline", "amount": 1.0, "unit": "km",
            "fuel_use": fuel, "fuel_use_unit": "g/km",
            "sulphur_content": [None, value(given, "inputs", "sulfur")], "sulphur_content_unit": "mg/kg",
        }
    )  # fmt: skip
    inventory = estimate(rows, own)
    check(float(inventory.total("CO2").to("g").magnitude), given["expected"]["CO2"])
    check(float(inventory.total("SO2").to("g").magnitude), given["expected"]["SO2"])


def test_truck_of_euro_2_at_30_km_per_hour() -> None:
    """A double exponential of older functions."""
    given = case("copert-hdv-rigid75-II-30")
    coefficients = dict(zip("abcde", given["factors"]["HC a,b,c,d,e"]["value"], strict=True))
    found = per_km([own_function("HC", "double exponential", coefficients)], value(given, "inputs", "speed"))
    check(found["HC"], given["expected"]["HC"])
    use = zc.transport.double_exponential_factor(
        value(given, "inputs", "speed"), *given["factors"]["FC a,b,c,d,e"]["value"]
    )
    own = pd.DataFrame(
        [{"activity": "road fuel CO2", "subject": "diesel", "substance": "CO2", "unit": "kg/kg",
          "value": 44 / (12.011 + 1.008 * 2)}]
    )  # fmt: skip
    rows = pd.DataFrame(
        {
            "method": ["road fuel CO2"], "fuel": "diesel", "amount": 1.0, "unit": "km", "fuel_use": float(use),
            "fuel_use_unit": "g/km",
        }
    )  # fmt: skip
    check(float(estimate(rows, own).total("CO2").to("g").magnitude), given["expected"]["CO2"])


def test_cold_over_hot_of_a_euro_1_car() -> None:
    """The ratio of CO at 10 km/h and 15 degC, from the packaged table, through the rows of the cold start."""
    given = case("copert-cold-co-I-15C")
    cars = pd.DataFrame(
        {
            "vehicle": ["passenger car"], "powertrain": "petrol", "size": "small", "standard": "Euro 1",
            "amount": 1.0, "unit": "km", "speed": value(given, "inputs", "speed"),
            "temperature": value(given, "inputs", "temperature"), "trip_length": 12.0,
        }
    )  # fmt: skip
    cold = zc.transport.cold_start(cars).set_index("substance")["emission_factor"]["CO"]
    hot = zc.transport.hot_exhaust(cars, ("CO",))["emission_factor"].iloc[0]
    share = float(zc.transport.cold_share(12.0, value(given, "inputs", "temperature")))
    check(cold / (share * hot) + 1, given["expected"]["eCold/eHot"])


def test_yearly_emission_of_a_us_car() -> None:
    """Miles, miles per gallon and CO2 per gallon; the published CO2e is CO2 over its share in it."""
    given = case("epa-vehicle-2005")
    own = pd.DataFrame(
        [{"activity": "road fuel CO2", "subject": "gasoline", "substance": "CO2", "unit": "t/gal",
          "value": value(given, "factors", "gasoline")}]
    )  # fmt: skip
    rows = pd.DataFrame(
        {
            "method": ["road fuel CO2"], "fuel": "gasoline", "amount": value(given, "inputs", "VMT"), "unit": "mile",
            "fuel_use": 1 / value(given, "inputs", "fuel economy"), "fuel_use_unit": "gal/mile",
        }
    )  # fmt: skip
    co2 = float(estimate(rows, own).total("CO2").to("t").magnitude)
    check(co2 / value(given, "factors", "CO2 share"), given["expected"]["CO2e"])


def test_fuel_use_of_a_canadian_car() -> None:
    """City and highway use, 55 and 45 of 100 km; CO2 of the rounded combined use, as published."""
    given = case("nrcan-2014-acura-ilx")
    own = pd.DataFrame(
        [{"activity": "road fuel CO2", "subject": "gasoline", "substance": "CO2", "unit": "kg/L",
          "value": value(given, "factors", "petrol (implied by data set)")}]
    )  # fmt: skip
    rows = pd.DataFrame(
        {
            "method": "road fuel CO2", "fuel": "gasoline", "amount": [55.0, 45.0], "unit": "km",
            "fuel_use": [value(given, "inputs", "city") / 100, value(given, "inputs", "highway") / 100],
            "fuel_use_unit": "L/km",
        }
    )  # fmt: skip
    per_litre = value(given, "factors", "petrol (implied by data set)")
    kilograms = float(estimate(rows, own).total("CO2").to("kg").magnitude)
    check(zc.energy.implied_factor(kilograms, per_litre), given["expected"]["combined"])
    combined = rows.iloc[[0]].assign(amount=1.0, fuel_use=value(given, "inputs", "combined (published)") / 100)
    check(float(estimate(combined, own).total("CO2").to("g").magnitude), given["expected"]["CO2"])


def test_voyages_of_a_ship_add_up() -> None:
    """CO2 by class of voyage is the total that was reported; CO2 per fuel follows from both per mile."""
    given = case("mrv-2020-ocean-majesty")
    voyages = ["between MS ports", "departed from MS ports", "to MS ports", "at berth"]
    rows = pd.DataFrame(
        {
            "method": "reported emission", "substance": "CO2",
            "amount": [value(given, "inputs", name) for name in voyages], "unit": "t",
        }
    )  # fmt: skip
    inventory = zc.industry.estimate(rows, region="GLO", year=2020)
    check(float(inventory.total("CO2").to("t").magnitude), given["expected"]["total CO2"])
    factor = zc.energy.implied_factor(
        value(given, "inputs", "CO2 per n mile"), value(given, "inputs", "fuel per n mile")
    )
    check(factor, given["expected"]["CO2 per n mile / fuel per n mile"])


def test_one_distance_answers_for_the_totals_of_henan() -> None:
    """The distance that NOx implies gives the published CO and VOC of 2015 within the rounding of the intensities."""
    given = case("henan-road-2015")
    nox = value(given, "inputs", "NOx") * 1e9
    distance = float(zc.energy.implied_factor(nox, value(given, "inputs", "NOx intensity")))
    rows = pd.DataFrame(
        {
            "method": "road emission, factor of the row", "substance": ["CO", "VOCs"], "amount": distance, "unit": "km",
            "emission_factor": [value(given, "inputs", "CO intensity"), value(given, "inputs", "VOC intensity")],
            "emission_factor_unit": "g/km",
        }
    )  # fmt: skip
    inventory = estimate(rows)
    for name, substance in (("CO", "CO"), ("VOC", "VOCs")):
        check(float(inventory.total(substance).to("Gg").magnitude), given["expected"][name])


def test_ammonia_of_a_euro_3_car_agrees_with_a_peer() -> None:
    """Hot urban ammonia of a small petrol car at 10 and 25,000 km, as the tests of VEIN have it."""
    given = case("vein-nh3-euro-3")
    cars = pd.DataFrame(
        {
            "vehicle": "passenger car", "powertrain": "petrol", "size": "small", "standard": "Euro 3", "engine": "hot",
            "mode": "urban", "amount": 1.0, "unit": "km", "sulphur": value(given, "inputs", "sulphur"),
            "mileage": [value(given, "inputs", "mileage, new"), value(given, "inputs", "mileage, used")],
        }
    )  # fmt: skip
    rows = zc.transport.mileage_exhaust(cars)
    found = rows[rows["substance"] == "NH3"]["emission_factor"].tolist()
    for number, name in zip(found, ("NH3, new", "NH3, used"), strict=True):
        check(number, given["expected"][name])
