"""Equations of fugitive gas, steam, sulphur and flue gas."""

from __future__ import annotations

import doctest
import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon.energy.desulphurisation import desulphurisation_co2, fuel_so2
from zzcarbon.energy.flue_gas import (
    at_measured_oxygen,
    at_reference_oxygen,
    dry_flow,
    mass_flow,
    normal_flow,
    volume_share,
)
from zzcarbon.energy.fugitive import coal_mine_methane, gas_system_methane
from zzcarbon.energy.steam import hot_water_heat, steam_heat

MODULES = ("desulphurisation", "flue_gas", "fugitive", "monitoring", "steam")
AMOUNTS = st.floats(min_value=0, max_value=1e6)
QUICK = settings(max_examples=50, deadline=None)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    """The examples of every function give what they print, and there are some."""
    found = doctest.testmod(importlib.import_module(f"zzcarbon.energy.{name}"))
    assert found.failed == 0
    assert found.attempted > 0


@QUICK
@given(AMOUNTS, st.floats(min_value=0, max_value=0.2), st.floats(min_value=0, max_value=0.2))
def test_reference_oxygen_and_back(concentration: float, oxygen: float, reference: float) -> None:
    """To the reference and back is where it began; more oxygen than the reference raises the number."""
    at_reference = at_reference_oxygen(concentration=concentration, oxygen=oxygen, reference=reference)
    back = at_measured_oxygen(concentration=at_reference, oxygen=oxygen, reference=reference)
    assert back == pytest.approx(concentration)
    if oxygen >= reference:
        assert at_reference >= concentration * (1 - 1e-12) - 1e-300


@QUICK
@given(AMOUNTS, st.floats(min_value=0, max_value=0.5))
def test_a_mass_does_not_depend_on_dry_or_wet(flow: float, moisture: float) -> None:
    """Dry flow times dry concentration is wet flow times wet concentration."""
    wet_concentration = 40.0
    dry_concentration = wet_concentration / (1 - moisture)
    dry = mass_flow(flow=dry_flow(flow=flow, moisture=moisture), concentration=dry_concentration)
    assert dry == pytest.approx(mass_flow(flow=flow, concentration=wet_concentration))


def test_states_of_a_flow() -> None:
    """A flow at 0 degC and 101.325 kPa is itself; hot gas is less at 0 degC, compressed gas more."""
    assert normal_flow(flow=7.0, temperature=0.0) == pytest.approx(7.0)
    assert normal_flow(flow=7.0, temperature=120.0) < 7.0
    assert normal_flow(flow=7.0, temperature=0.0, pressure=202.65) == pytest.approx(14.0)


def test_nox_as_no2_by_volume() -> None:
    """100 ppm of NOx counted as NO2 are 205 mg/m3 at 0 degC, and 2.05 times the ppm whatever they are."""
    assert volume_share(parts_per_million=100.0, molar_mass=46.0055) == pytest.approx(205.25, abs=0.01)


@QUICK
@given(AMOUNTS, AMOUNTS)
def test_linear_and_never_below_zero(first: float, second: float) -> None:
    """Emissions add up over amounts; recovery never makes them negative."""
    equations = (
        lambda m: coal_mine_methane(coal=m, factor=18.0, density=0.67),
        lambda m: gas_system_methane(gas=m, factor=0.0011),
        lambda m: desulphurisation_co2(sorbent=m, carbonate=0.9, factor=0.44),
        lambda m: fuel_so2(fuel=m, sulphur=0.01),
        lambda m: steam_heat(steam=m, enthalpy=2800.0),
        lambda m: hot_water_heat(water=m, temperature=90.0),
    )
    for equation in equations:
        assert float(equation(0.0)) == 0
        assert float(equation(first + second)) == pytest.approx(float(equation(first)) + float(equation(second)))
    assert float(coal_mine_methane(coal=first, factor=18.0, density=0.67, recovered=1e12)) == 0


def test_steam_and_water_meet_at_the_reference() -> None:
    """Water of 20 degC holds no heat, by both formulas to within half a kJ/kg of the reference."""
    assert hot_water_heat(water=1000.0, temperature=20.0) == 0
    assert steam_heat(steam=1000.0, enthalpy=83.74) == 0
    assert hot_water_heat(water=1000.0, temperature=40.0) == pytest.approx(83.74, abs=0.01)


def test_sulphur_doubles_its_mass() -> None:
    """SO2 weighs 64 for 32 of sulphur."""
    assert fuel_so2(fuel=1.0, sulphur=1.0) == 2
