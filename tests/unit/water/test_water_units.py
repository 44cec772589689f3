"""Every number of a table of outlets is read in the unit that stands beside it."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

TOWN = {"area": ["town"], "substance": "COD", "population": [100_000.0], "load_per_person": [70.0],
        "load_per_person_unit": "g/(person d)", "days": 365, "connected": [0.9], "sewer_leakage": [0.05],
        "septic_removal": [0.3], "plant_removal": [0.9], "reused": [0.2], "water_per_person": 150.0, "sewage_factor": 0.8,
        "industrial_load": 10.0, "extraneous_water": 1000.0}  # fmt: skip
SAME = [
    {"population": [10.0], "population_unit": "万人"}, {"connected": [90.0], "connected_unit": "%"},
    {"connected": ["90%"]}, {"sewer_leakage": [50.0], "sewer_leakage_unit": "‰"}, {"plant_removal": [90], "plant_removal_unit": "％"},
    {"industrial_load": 10_000.0, "industrial_load_unit": "kg"}, {"extraneous_water": 0.1, "extraneous_water_unit": "万m3"},
    {"water_per_person": 0.15, "water_per_person_unit": "m3/(person d)"}, {"population": ["100 000"]},
]  # fmt: skip


@pytest.mark.parametrize("cells", SAME, ids=str)
def test_sewage_does_not_depend_on_the_units_of_its_table(cells: dict[str, object]) -> None:
    """The same town in other units has the same loads and volumes."""
    plain = zc.water.sewage_balance(pd.DataFrame(TOWN)).iloc[0]
    other = zc.water.sewage_balance(pd.DataFrame({**TOWN, **cells})).iloc[0]
    for name in ("generated", "discharged", "sewage_volume", "plant_volume"):
        assert other[name] == pytest.approx(plain[name]), name


def test_measured_plants_in_other_units() -> None:
    """Volume in 万m3 and concentrations in g/L are those in m3 and mg/L."""
    plant = {
        **TOWN,
        "plant_removal": [None],
        "treated_volume": 4.0e6,
        "inflow_concentration": 300.0,
        "outflow_concentration": 30.0,
    }
    other = {**plant, "treated_volume": 400.0, "treated_volume_unit": "万m3", "inflow_concentration": 0.3,
             "inflow_concentration_unit": "g/L"}  # fmt: skip
    one, two = (zc.water.sewage_balance(pd.DataFrame(table)).iloc[0]["removed_by_plant"] for table in (plant, other))
    assert two == pytest.approx(one)


@pytest.mark.parametrize("cells", [{"limit": [0.05], "limit_unit": "g/L"}, {"daily_flow": [1e6], "daily_flow_unit": "L/d"},
                                   {"approved_load": [15000.0], "approved_load_unit": "kg"}])  # fmt: skip
def test_permits_in_other_units(cells: dict[str, object]) -> None:
    """Limit, flow and approved load are read in their units."""
    table = {
        "outlet": ["DW1"],
        "substance": ["COD"],
        "daily_flow": [1000.0],
        "days": [365],
        "limit": [50.0],
        "approved_load": [15.0],
    }
    found = zc.water.permit_loads(pd.DataFrame({**table, **cells})).iloc[0]
    assert found["limit_load"] == pytest.approx(18.25)
    assert found["permitted"] == pytest.approx(15.0)


@pytest.mark.parametrize(("cells", "column"), [({"population_unit": "t"}, "population_unit"), ({"connected_unit": "kg"}, "connected_unit"),
                                               ({"days_unit": "a"}, "days_unit")])  # fmt: skip
def test_a_unit_of_another_dimension_is_named(cells: dict[str, object], column: str) -> None:
    """A unit that does not belong to its number is a problem of its own column."""
    with pytest.raises(zc.DataError, match=column):
        zc.water.sewage_balance(pd.DataFrame({**TOWN, **cells}))
