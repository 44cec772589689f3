"""One worked example of each type of project; every figure is made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from zzcarbon import projects

COMMON = {"project": "fictitious", "year": 2024, "months": 12, "cap": "no cap"}
COMMON |= {"utilisation_before": 1.0, "utilisation_after": 1.0}


def terms(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of the physical terms of two states."""
    return {f"{name}_before": value for name, value in before.items()} | {
        f"{name}_after": value for name, value in after.items()
    }


PLANT = {"capacity": 10_000.0, "days": 365.0, "influent": 300.0, "effluent": 40.0}
PEOPLE = {"people": 10_000.0, "load": 60.0, "days": 365.0, "removal": 0.9}
BURNT = {"activity": 1e6, "factor": 0.2, "removal": 0.0}
TREATED = {"generated": 100.0, "collection": 1.0, "running": 1.0, "removal": 0.4}
FLEET = {"vehicles": 1000.0, "distance": 50_000.0, "factor": 8.0}
HOUSE = {"animals": 50_000.0, "factor": 2.0, "removal": 0.0}
GAS = {"flow": 1e6, "hours": 8_000.0, "concentration": 2.5}
HEAT = {"heat": 90_000.0, "efficiency": 0.9, "factor": 0.1}

WORKED: dict[str, tuple[str, dict[str, Any], dict[str, Any], float]] = {
    "sewage plant": ("COD", PLANT | {"capacity": 0.0}, PLANT, 949.0),
    "sewage plant enlarged": ("COD", PLANT, PLANT | {"capacity": 15_000.0}, 474.5),
    "sewage plant upgraded": (
        "NH3-N",
        {"capacity": 1e4, "days": 365.0, "concentration": 5.0},
        {"capacity": 1e4, "days": 365.0, "concentration": 1.0},
        14.6,
    ),
    "reclaimed water": (
        "COD",
        {"capacity": 0.0, "days": 365.0, "concentration": 30.0},
        {"capacity": 5e3, "days": 300.0, "concentration": 30.0},
        45.0,
    ),
    "sewer network": ("COD", PEOPLE | {"people": 0.0}, PEOPLE, 197.1),
    "rural sewage": ("COD", PEOPLE | {"people": 5_000.0}, PEOPLE, 98.55),
    "manure treatment": (
        "COD",
        {"animals": 1e4, "excretion": 36.0, "removal": 0.6},
        {"animals": 1e4, "excretion": 36.0, "removal": 0.9},
        108.0,
    ),
    "landfill leachate": ("COD", PLANT | {"capacity": 0.0}, PLANT | {"capacity": 100.0, "influent": 8_040.0}, 292.0),
    "industrial waste water": (
        "COD",
        {"capacity": 1e3, "days": 300.0, "concentration": 80.0},
        {"capacity": 1e3, "days": 300.0, "concentration": 30.0},
        15.0,
    ),
    "closure": ("SO2", {"emission": 12.0}, {"emission": 0.0}, 12.0),
    "fuel switch": ("NOx", BURNT, {"activity": 9e5, "factor": 0.05, "removal": 0.0}, 155.0),
    "boiler replacement": ("SO2", BURNT | {"removal": 0.5}, BURNT | {"activity": 0.0}, 100.0),
    "low-NOx burner": ("NOx", BURNT, BURNT | {"factor": 0.03}, 170.0),
    "SCR retrofit": ("NOx", TREATED, TREATED | {"removal": 0.85}, 45.0),
    "SNCR retrofit": ("NOx", TREATED | {"removal": 0.0}, TREATED, 40.0),
    "ultra-low emission retrofit": (
        "NOx",
        {"flow": 5e5, "hours": 7_000.0, "concentration": 250.0},
        {"flow": 5e5, "hours": 7_000.0, "concentration": 50.0},
        700.0,
    ),
    "VOC substitution": (
        "VOCs",
        {"material": 100.0, "content": 0.5, "removal": 0.2},
        {"material": 100.0, "content": 0.1, "removal": 0.2},
        32.0,
    ),
    "VOC collection": ("VOCs", TREATED | {"collection": 0.5}, TREATED | {"collection": 0.9}, 16.0),
    "VOC treatment": ("VOCs", TREATED, TREATED | {"removal": 0.9}, 50.0),
    "vapour recovery": (
        "VOCs",
        {"throughput": 1e4, "vapour": 2.5, "running": 1.0, "removal": 0.0},
        {"throughput": 1e4, "vapour": 2.5, "running": 1.0, "removal": 0.9},
        22.5,
    ),
    "energy saving": ("CO2", BURNT | {"factor": 56.1}, BURNT | {"activity": 9e5, "factor": 56.1}, 5610.0),
    "vehicle scrappage": ("NOx", FLEET, FLEET | {"vehicles": 0.0}, 400.0),
    "vehicle replacement": ("NOx", FLEET, FLEET | {"factor": 2.0}, 300.0),
    "non-road renewal": (
        "NOx",
        {"machines": 100.0, "power": 120.0, "load": 0.4, "hours": 900.0, "factor": 5.0},
        {"machines": 100.0, "power": 120.0, "load": 0.4, "hours": 900.0, "factor": 1.0},
        17.28,
    ),
    "machinery of a higher stage": (
        "NOx",
        {"machines": 100.0, "power": 100.0, "load": 0.5, "hours": 1000.0, "factor": 4.0},
        {"machines": 100.0, "power": 100.0, "load": 0.5, "hours": 1000.0, "factor": 1.0},
        15.0,
    ),
    "livestock ammonia": ("NH3", HOUSE, HOUSE | {"removal": 0.6}, 60.0),
    "fertiliser ammonia": ("NH3", {"nitrogen": 14_007.0, "loss": 0.1}, {"nitrogen": 14_007.0, "loss": 0.08}, 340.62),
    "ammonia slip": ("NH3", GAS, GAS | {"concentration": 1.0}, 12.0),
    "dust control": (
        "PM10",
        {"extent": 1e6, "factor": 0.02, "control": 0.0},
        {"extent": 1e6, "factor": 0.02, "control": 0.7},
        14.0,
    ),
    "catering fumes": ("PM2.5", GAS, GAS | {"concentration": 0.5}, 16.0),
    "process CO2": ("CO2", {"product": 1e6, "factor": 0.52}, {"product": 9e5, "factor": 0.52}, 52_000.0),
    "CO2 capture": ("CO2", TREATED | {"generated": 0.0}, TREATED | {"removal": 0.9}, 90.0),
    "rail instead of road": (
        "NOx",
        {"road_work": 1e8, "road_factor": 0.5, "rail_work": 0.0, "rail_factor": 0.2},
        {"road_work": 2e7, "road_factor": 0.5, "rail_work": 9e7, "rail_factor": 0.2},
        22.0,
    ),
    "building retrofit": (
        "CO2",
        {"area": 1e5, "demand": 90.0, "efficiency": 0.9, "factor": 0.2},
        {"area": 1e5, "demand": 45.0, "efficiency": 0.9, "factor": 0.2},
        1000.0,
    ),
    "heat pump": ("NOx", HEAT, HEAT | {"efficiency": 3.0}, 7.0),
    "district heat": ("NOx", HEAT, HEAT | {"factor": 0.05}, 5.0),
    "photovoltaics": (
        "CO2",
        {"power": 0.0, "hours": 1_100.0, "factor": 0.5},
        {"power": 1_000.0, "hours": 1_100.0, "factor": 0.5},
        550.0,
    ),
}
"""Substance, before, after and reduction [t/a] by type; checked by hand, none is of a real project."""


def row(kind: str, **changes: Any) -> dict[str, Any]:
    """Return the worked example of a type as a row of a table."""
    name, before, after, _ = WORKED[kind]
    return {**COMMON, "type": kind, "substance": name, **terms(before, after), **changes}


@pytest.fixture(scope="session")
def worked_row() -> Callable[..., dict[str, Any]]:
    """Return a function that makes the row of a type."""
    return row


@pytest.fixture(scope="session")
def worked_result() -> Callable[[str], float]:
    """Return a function that gives the reduction of the worked example of a type [t/a]."""
    return lambda kind: WORKED[kind][3]


@pytest.fixture(scope="session")
def reduced() -> Callable[..., pd.DataFrame]:
    """Return a function that gives what rows reduce."""
    return lambda *rows: projects.reductions(pd.DataFrame(list(rows))).frame
