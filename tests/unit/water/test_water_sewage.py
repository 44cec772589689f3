"""Domestic sewage: each gram has one way, and wrong inputs are told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.water import sewage_balance, sewage_rows

SHARE = st.floats(0, 1)
GRAM = 1e-6


def town(**change: object) -> pd.DataFrame:
    """Return one area of a town."""
    cells = {
        "area": "urban",
        "substance": "COD",
        "population": 100_000.0,
        "load_per_person": 70.0,
        "load_per_person_unit": "g/(person d)",
        "days": 365,
        "connected": 0.9,
        "sewer_leakage": 0.05,
        "septic_removal": 0.3,
        "plant_removal": 0.9,
        "reused": 0.2,
    }
    return pd.DataFrame([cells | change])


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 3e7), st.floats(0, 300), SHARE, SHARE, SHARE, SHARE, SHARE, st.floats(0, 1e5))
def test_discharged_is_generated_less_removed_to_the_gram(
    persons: float,
    load: float,
    connected: float,
    leak: float,
    septic: float,
    plant: float,
    reused: float,
    industry: float,
) -> None:
    """Whatever the shares, nothing is lost and nothing is negative."""
    found = sewage_balance(
        town(
            population=persons, load_per_person=load, connected=connected, sewer_leakage=leak,
            septic_removal=septic, plant_removal=plant, reused=reused, industrial_load=industry,
        )
    ).iloc[0]  # fmt: skip
    removed = found["removed_by_plant"] + found["removed_by_septic"] + found["reused_load"] + found["leaked"]
    assert found["discharged"] == pytest.approx(found["generated"] + industry - removed, abs=GRAM)
    assert abs(found["difference"]) < GRAM
    parts = ["collected", "leaked", "arriving", "removed_by_plant", "discharged_by_plant", "discharged_directly"]
    assert (found[parts].astype(float) >= -GRAM).all()


def test_each_path_by_hand() -> None:
    """2555 t generated: 255.5 t not connected lose 30 %, the rest is leaked, treated and reused."""
    found = sewage_balance(town()).iloc[0]
    assert found["generated"] == pytest.approx(2555.0)
    assert found["leaked"] == pytest.approx(114.975)
    assert found["removed_by_plant"] == pytest.approx(0.9 * 2184.525)
    assert found["reused_load"] == pytest.approx(0.2 * 218.4525)
    assert found["discharged_directly"] == pytest.approx(0.7 * 255.5)


def test_measured_removal_goes_before_a_share() -> None:
    """Volume and concentrations give what is removed; the share is not needed then."""
    measured = town(
        plant_removal=None, treated_volume=6e6, inflow_concentration=350.0, outflow_concentration=30.0, reused=0.0
    )
    found = sewage_balance(measured).iloc[0]
    assert found["removed_by_plant"] == pytest.approx(1920.0)
    assert found["discharged_by_plant"] == pytest.approx(2184.525 - 1920.0)
    assert found["inflow_difference"] == pytest.approx(2100.0 - 2184.525)


def test_the_statistical_rule_is_a_case_of_it() -> None:
    """All connected, no leakage, no reuse: residents x 70 g x 365 less what the plants removed."""
    rule = town(
        connected=1.0, sewer_leakage=0.0, septic_removal=0.0, reused=0.0, plant_removal=None,
        treated_volume=5e6, inflow_concentration=400.0, outflow_concentration=50.0,
    )  # fmt: skip
    assert sewage_balance(rule)["discharged"].item() == pytest.approx(100_000 * 70 * 365 / 1e6 - 1750.0)


def test_extraneous_water_dilutes_and_carries_no_load() -> None:
    """Water that enters the sewers raises the volume only; leakage lowers it."""
    dry = town(water_per_person=150.0, sewage_factor=0.8)
    wet = dry.assign(extraneous_water=1e6)
    one, two = sewage_balance(dry).iloc[0], sewage_balance(wet).iloc[0]
    assert one["sewage_volume"] == pytest.approx(150 * 0.8 * 1e5 * 365 / 1000)
    assert two["plant_volume"] - one["plant_volume"] == pytest.approx(1e6)
    assert two["discharged"] == one["discharged"]
    assert one["plant_volume"] == pytest.approx(one["sewage_volume"] * 0.9 * 0.95)


def test_rural_sewage_without_sewers() -> None:
    """Nothing connected: all goes directly, less what septic tanks remove."""
    rural = town(area="rural", connected=0.0, plant_removal=0.0, septic_removal=0.5)
    found = sewage_balance(rural).iloc[0]
    assert found["discharged"] == found["discharged_directly"] == pytest.approx(0.5 * 2555.0)


def test_the_balance_becomes_an_inventory() -> None:
    """What is discharged is the total of the inventory, by area and path."""
    table = sewage_balance(
        pd.concat([town(), town(area="rural", connected=0.0, substance="氨氮", load_per_person=8.0)])
    )
    inventory = zc.water.estimate(sewage_rows(table), region="CN-410100", year=2023)
    for name in ("COD", "NH3-N"):
        expected = table.loc[table["substance"] == name, "discharged"].sum()
        assert inventory.total(name).to("t").magnitude == pytest.approx(expected, abs=GRAM)
    assert set(inventory.by("path")["path"]) == {"sewage plant", "direct discharge, not collected"}


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"load_per_person": None}, "load_per_person.*the cell is empty"),
        ({"load_per_person_unit": ""}, "the unit is not said"),
        ({"load_per_person_unit": "g/person"}, "cannot convert"),
        ({"connected": 1.2}, "outside 0 to 1"),
        ({"connected": None}, "the share connected is not said"),
        ({"population": -5}, "outside 0 to inf"),
        ({"population": "many"}, "not a number"),
        ({"days": 400}, "outside 0 to 366"),
        ({"plant_removal": None}, "the share plant_removal is not said"),
        ({"treated_volume": 1e6}, "belong together"),
        (
            {"treated_volume": 1e9, "inflow_concentration": 400.0, "outflow_concentration": 50.0},
            "removes more than arrives",
        ),
        (
            {"treated_volume": 1e6, "inflow_concentration": 40.0, "outflow_concentration": 50.0},
            "leaves worse than it came",
        ),
        ({"substance": "dirt"}, "unknown substance 'dirt'"),
        ({"water_per_person": 150.0}, "Give the share that is sewage"),
    ],
)
def test_wrong_inputs(change: dict, match: str) -> None:
    """Each wrong cell is told with its column and what to do."""
    with pytest.raises(zc.DataError, match=match):
        sewage_balance(town(**change))


def test_no_default_load() -> None:
    """Without the column of the load the table is refused: there is no default."""
    with pytest.raises(zc.DataError, match="load_per_person: the column is missing"):
        sewage_balance(town().drop(columns="load_per_person"))


def test_several_rows_are_independent() -> None:
    """A table of two areas gives what each gives alone."""
    two = sewage_balance(pd.concat([town(), town(connected=0.5)]))
    alone = [sewage_balance(town())["discharged"].item(), sewage_balance(town(connected=0.5))["discharged"].item()]
    np.testing.assert_allclose(two["discharged"], alone)
