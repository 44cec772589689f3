"""Energy of road vehicles by speed."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

TRUCK = pd.DataFrame(
    {
        "vehicle": ["heavy duty truck"], "powertrain": ["diesel"], "size": ["rigid 7.5 - 12 t"],
        "standard": ["Euro III"], "amount": [1e6], "unit": ["km"], "speed": [15.0], "slope": [0.0], "load": [0.5],
    }
)  # fmt: skip


def test_energy_is_distance_times_the_function() -> None:
    """At the check speed of the source the energy is its check value times the distance, in any unit of length."""
    table = zc.transport.speed_functions("heavy duty truck")
    line = table[
        (table["size"] == "rigid 7.5 - 12 t") & (table["standard"] == "Euro III") & (table["slope"] == 0)
        & (table["load"] == 0.5) & (table["substance"] == "energy")
    ]  # fmt: skip
    expected = line["check_value"].iloc[0] * 1e6 / 1000
    assert zc.transport.energy_rows(TRUCK)["amount"][0] == pytest.approx(expected, rel=1e-9)
    wan = TRUCK.assign(amount=100.0, unit="万km")
    assert zc.transport.energy_rows(wan)["amount"][0] == pytest.approx(expected, rel=1e-9)


def test_energy_rows_go_into_the_energy_module() -> None:
    """The rows are fuel rows: CO2 follows from the carbon of the fuel, and the fuel check reads them."""
    rows = zc.transport.energy_rows(TRUCK)
    inventory = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    per_gj = inventory.total("CO2").to("kg").magnitude / rows["amount"][0]
    assert 70 < per_gj < 76
    check = zc.transport.fuel_check(rows, rows.assign(amount=rows["amount"] * 1.25), unit="GJ")
    assert check["ratio"].tolist() == pytest.approx([1.25])


@pytest.mark.parametrize(
    ("powertrain", "size", "standard", "fuel"),
    [
        ("petrol hybrid", "small", "Euro 4", "gasoline"),
        ("LPG bifuel, on LPG", "small", "Euro 4", "LPG"),
        ("petrol plug-in hybrid, on electricity", "small", "Euro 6 d", "electricity"),
    ],
)
def test_the_powertrain_names_the_fuel(powertrain: str, size: str, standard: str, fuel: str) -> None:
    """Hybrids burn what they are named by; what a bifuel vehicle is driven on goes before."""
    table = zc.transport.speed_functions("passenger car")
    line = table[
        (table["powertrain"] == powertrain) & (table["size"] == size) & (table["standard"] == standard)
        & (table["substance"] == "energy")
    ].iloc[[0]]  # fmt: skip
    cars = line[["vehicle", "powertrain", "size", "standard", "technology", "mode"]].assign(
        amount=1.0, unit="km", speed=40.0
    )
    assert zc.transport.energy_rows(cars)["fuel"].tolist() == [fuel]


def test_wrong_amounts_are_refused() -> None:
    """An amount that is no distance, and a class without function, are errors."""
    with pytest.raises(zc.UnitError, match="kWh"):
        zc.transport.energy_rows(TRUCK.assign(unit="kWh"))
    with pytest.raises(zc.DataError, match="no function for"):
        zc.transport.energy_rows(TRUCK.assign(standard="Euro 3"))
