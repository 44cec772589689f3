"""Aircraft: cycles by type, fuel, the equation of the databank."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport import lto_emission

TIMES = np.array([0.7, 2.2, 4.0, 26.0])


def estimate(row: dict[str, object], *substances: str) -> zc.Inventory:
    """Estimate one row for Zhengzhou."""
    row = {"method": "aircraft LTO", "amount": 1.0, "unit": "LTO", **row}
    return zc.transport.estimate(pd.DataFrame([row]), region="CN-410100", substances=list(substances) or None)


@pytest.mark.parametrize(
    ("name", "nox"), [("波音737-800", 12.3), ("B738", 12.3), ("A380", 67.26), ("空客A320neo", 6.19)]
)
def test_types_have_names(name: str, nox: float) -> None:
    """ICAO type, Chinese and English name find one row."""
    assert estimate({"aircraft": name}, "NOx").total("NOx").to("kg").magnitude == pytest.approx(nox)


def test_co2_of_a_type_of_the_databank_follows_from_its_fuel() -> None:
    """Without a CO2 factor the fuel of the cycle times 3.15 is taken, and the trail says from where."""
    found = estimate({"aircraft": "A321"}, "CO2")
    assert found.total("CO2").to("kg").magnitude == pytest.approx(947.7 * 3.15)
    assert "co2_per_jet_fuel from set emep-eea-2023" in str(found.explain("row-1"))


def test_measured_fuel_goes_before_the_table() -> None:
    """A measured fuel per cycle gives CO2 even where the set has a factor."""
    row = {"aircraft": "B738", "fuel_per_lto": 900.0, "fuel_per_lto_unit": "kg/LTO"}
    assert estimate(row, "CO2").total("CO2").to("kg").magnitude == pytest.approx(900 * 3.15)


@given(st.integers(1, 8), st.floats(0, 5), st.floats(0, 50))
def test_every_engine_counts(engines: int, flow: float, index: float) -> None:
    """Emission is linear in engines, flow and index; equal modes add up to 32.9 minutes."""
    found = lto_emission(engines=engines, minutes=TIMES, fuel_flow=np.full(4, flow), index=np.full(4, index))
    assert found == pytest.approx(engines * 32.9 * 60 * flow * index / 1000)


def test_no_doubtful_type_is_shipped() -> None:
    """The guidebook's Boeing 787-8 burns twice what the databank says: the databank's row answers."""
    fuel = zc.factors().parameters.query("parameter == 'fuel_per_lto' and subject == 'B788'")
    assert fuel["set"].tolist() == ["icao-engine-databank"]


def test_aviation_gasoline_by_fuel() -> None:
    """1 t of aviation gasoline gives 1200 kg CO (piston engines, tier 1)."""
    row = {"method": "aircraft by fuel", "fuel": "航空汽油", "unit": "t"}
    assert estimate(row, "CO").total("CO").to("kg").magnitude == pytest.approx(1200)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"aircraft": "B999"}, "aircraft"),
        ({"aircraft": ""}, "aircraft"),
        ({"aircraft": "B738", "unit": "km"}, "unit"),
        ({"aircraft": "B738", "unit": "flight"}, "unit"),
        ({"aircraft": "B738", "amount": -1.0}, "amount"),
        ({"aircraft": "B738", "amount": None}, "amount"),
        ({"aircraft": "B738", "method": "LTO cycles"}, "method"),
    ],
)
def test_a_wrong_cell_names_its_column(change: dict[str, object], column: str) -> None:
    """No number, and a problem with the column."""
    found = estimate(change, "NOx")
    assert found.frame["emission"].isna().all()
    assert column in set(found.problems["column"])
