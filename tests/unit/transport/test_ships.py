"""Ships: load, sulphur, tier; fuel; what a wrong row says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport.ships import low_load_factor, particles_of_ship_fuel

ROW = {"method": "ship by engine work", "engine": "slow-speed diesel", "engine_use": "主机", "fuel": "柴油", "amount": 1000.0,
       "unit": "kW", "load_factor": 0.5, "hours": 10.0, "fuel_sulphur": 0.1, "nox_tier": "Tier 1"}  # fmt: skip


def estimate(row: dict[str, object], *substances: str) -> zc.Inventory:
    """Estimate one row for Henan."""
    return zc.transport.estimate(pd.DataFrame([row]), region="CN-HA", substances=list(substances) or None)


def per_work(row: dict[str, object], substance: str) -> float:
    """Return the emission per work [g/kWh]."""
    work = float(str(row["amount"])) * float(str(row["load_factor"])) * float(str(row["hours"]))
    return float(estimate(row, substance).total(substance).to("g").magnitude) / work


@given(st.floats(0.2, 1.0))
def test_from_20_percent_on_load_changes_nothing(load: float) -> None:
    """The low-load factor is exactly 1 from 20 % load on."""
    one = np.ones(1)
    assert low_load_factor(np.array([load]), a=0.1255 * one, x=1.5 * one, b=10.4496 * one)[0] == 1.0


@given(st.floats(0.02, 0.19), st.floats(0.001, 0.1))
def test_less_load_never_emits_less_per_work(load: float, step: float) -> None:
    """Below 20 % the factor rises when the load falls."""
    one = np.ones(2)
    high, low = low_load_factor(np.array([load + step, load]), a=0.0667 * one, x=1.5 * one, b=0.3859 * one)
    assert low >= high >= 1.0


def test_an_engine_without_low_load_has_factor_one() -> None:
    """Coefficients a = 0 and b = 1 stand for no rise."""
    zero, one = np.zeros(1), np.ones(1)
    assert low_load_factor(np.array([0.05]), a=zero, x=zero, b=one)[0] == 1.0


def test_particles_without_sulphur_are_the_nominal_ones() -> None:
    """PMnom is what is left at 0 % sulphur; PM2.5 is 92 % of PM10."""
    zero, one = np.zeros(2), np.ones(2)
    found = particles_of_ship_fuel(zero, pm=0.1545 * one, k=0.29 * one, share=np.array([1.0, 0.92]))
    assert found.tolist() == pytest.approx([0.1545, 0.1545 * 0.92])


def test_the_catalyst_is_off_at_low_load() -> None:
    """A Tier 3 main engine below 25 % load has the NOx of Tier 2."""
    row = {**ROW, "load_factor": 0.22}
    assert per_work({**row, "nox_tier": "Tier 3"}, "NOx") == pytest.approx(
        per_work({**row, "nox_tier": "Tier 2"}, "NOx")
    )
    assert per_work({**ROW, "nox_tier": "Tier 3"}, "NOx") == pytest.approx(3.4)


def test_so2_is_linear_in_sulphur() -> None:
    """Ten times the sulphur, ten times the SO2; % and mg/kg mean the same."""
    one, ten = per_work(ROW, "SO2"), per_work({**ROW, "fuel_sulphur": 1.0}, "SO2")
    assert ten == pytest.approx(10 * one)
    assert per_work({**ROW, "fuel_sulphur": 1000.0, "fuel_sulphur_unit": "mg/kg"}, "SO2") == pytest.approx(one)


def test_fuel_of_inland_ships() -> None:
    """1 t of diesel: 78.5 kg NOx; SO2 is left to the sulphur method, whose factor the guidebook lost."""
    row = {"method": "ship by fuel", "fuel": "柴油", "amount": 1.0, "unit": "t", "category_nfr": "1.A.3.d.ii"}
    assert estimate(row, "NOx").total("NOx").to("kg").magnitude == pytest.approx(78.5)
    assert estimate(row, "SOx").frame["notation"].tolist() == ["NE"]


def test_the_bound_is_said() -> None:
    """Whoever uses the figures of ocean-going engines reads that they are an upper bound."""
    methods = zc.transport.methods().set_index("method")
    assert "upper bound" in methods.loc["ship by engine work", "limits"]
    notes = zc.factors().frame.query("activity == 'ship engine work'")["note"]
    assert len(notes) > 100
    assert notes.str.contains("upper bound").all()


@pytest.mark.parametrize(
    ("change", "substance", "column"),
    [
        ({"engine": "steam piston"}, "CO", "engine"),
        ({"engine_use": "sail"}, "CO", "engine_use"),
        ({"fuel": "wood"}, "CO2", "fuel"),
        ({"load_factor": 1.5}, "CO2", "load_factor"),
        ({"load_factor": None}, "CO2", "load_factor"),
        ({"fuel_sulphur": None}, "PM10", "fuel_sulphur"),
        ({"fuel_sulphur": None}, "SO2", "fuel_sulphur"),
        ({"nox_tier": ""}, "NOx", "nox_tier"),
        ({"unit": "t"}, "CO2", "unit"),
        ({"hours": -5.0}, "CO2", "hours"),
    ],
)
def test_a_wrong_cell_gives_no_number(change: dict[str, object], substance: str, column: str) -> None:
    """A wrong or missing cell is NE with a problem that names what to give."""
    found = estimate({**ROW, **change}, substance)
    assert found.frame["emission"].isna().all()
    assert found.problems["column"].str.len().gt(0).all()
    assert column in " ".join(found.problems[["column", "problem"]].astype(str).sum(axis=1))
