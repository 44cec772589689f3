"""Boilers by the urban inventory guideline: NOx by capacity, SO2 by sulphur, particles by ash, devices by share of time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc

POWER = "pulverised coal boiler, power generation, "


def _boiler(**changes: Any) -> zc.Inventory:
    row = {"method": "boiler, urban inventory", "fuel": "原煤", "technology": f"{POWER}300 MW and more", "amount": 100.0,
           "unit": "万吨", "sulphur_content": 0.006, "ash_content": 0.25}  # fmt: skip
    return zc.energy.estimate(pd.DataFrame([row | changes]), region="CN-HA", year=2023)


@pytest.mark.parametrize(
    ("capacity", "factor"), [("up to 100 MW", 8.96), ("100 to 300 MW", 8.19), ("300 MW and more", 7.21)]
)
def test_nitrogen_oxides_go_by_the_capacity_of_the_unit(capacity: str, factor: float) -> None:
    """Table D.1: 8.96, 8.19 and 7.21 g NOx per kg of coal."""
    assert _boiler(technology=POWER + capacity).total("NOx").magnitude == pytest.approx(1e6 * factor / 1000)


def test_sulphur_and_ash_give_what_the_equations_say() -> None:
    """Eq. 3: 2 S (1 - 0.15); eq. 4 to 6: A (1 - 0.25) f with 0.06, 0.23 and 0.002 of PM2.5 as BC."""
    total = _boiler().total()
    assert total["SO2"] == pytest.approx(1e6 * 2 * 0.006 * 0.85)
    assert total["PM2.5"] == pytest.approx(1e6 * 0.25 * 0.75 * 0.06)
    assert total["PM10"] == pytest.approx(1e6 * 0.25 * 0.75 * 0.23)
    assert total["BC"] == pytest.approx(1e6 * 0.25 * 0.75 * 0.06 * 0.002)


def test_a_device_counts_by_its_share_of_time() -> None:
    """Eq. 2: removal x operating share: 95 % in 98 % of the time leaves 6.9 %."""
    plain, cleaned = _boiler(), _boiler(removal_efficiency_SO2=0.95, operating_rate=0.98)
    assert cleaned.total("SO2").magnitude == pytest.approx(plain.total("SO2").magnitude * (1 - 0.95 * 0.98))


def test_without_analysis_the_method_asks_for_it() -> None:
    """No sulphur and no ash of nobody's coal is filled in: SO2 and particles are NE, NOx stands."""
    found = _boiler(sulphur_content=None, ash_content=None)
    notation = found.frame.set_index("substance")["notation"]
    assert (notation["NOx"], notation["SO2"], notation["PM2.5"]) == ("", "NE", "NE")
    assert {"SO2", "PM2.5", "PM10"} <= set(", ".join(found.problems["substance"]).split(", "))


def test_gas_boilers_have_their_gases() -> None:
    """Table E.7: a gas boiler of manufacturing has NOx and CO per m3; no ash is asked for."""
    row = {"method": "锅炉（城市清单指南）", "fuel": "天然气", "technology": "gas boiler, mining and manufacturing", "amount": 1.0,
           "unit": "百万m3", "gas_reference": "20"}  # fmt: skip
    found = zc.energy.estimate(pd.DataFrame([row]), region="CN-HA", year=2023, substances=["NOx", "CO"])
    assert (found.frame["emission"] > 0).all()
