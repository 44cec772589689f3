"""Heavy metals are substances of the same kernel: asked for by name, with the tables of the guidebook."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.vocabulary.substances import HEAVY_METALS

COAL = pd.DataFrame([{"fuel": "烟煤", "amount": 10.0, "unit": "万吨", "category_nfr": "1.A.1.a"}])
PLANT = {"method": "waste incineration, air pollutants", "waste": "municipal waste", "amount": 1e5, "unit": "t"}


def test_metals_of_a_power_plant_follow_from_its_heat():
    """10^5 t of bituminous coal are 2,373,600 GJ; table 3-2 of 1.A.1.a prints Cd 0.9, Pb 7.3, Hg 1.4 mg/GJ."""
    made = zc.energy.estimate(COAL, region="郑州", year=2023, substances=["镉", "Pb", "mercury"])
    for name, factor in (("Cd", 0.9), ("Pb", 7.3), ("Hg", 1.4)):
        assert made.total(name).to("kg").magnitude == pytest.approx(1e5 * 23.736 * factor / 1e6, rel=1e-12)
    assert "1.A.1.a, Table 3-2" in str(made.explain("row-1", "Cd"))


def test_metals_are_estimated_only_where_they_are_asked_for():
    """An inventory of what a method declares has no metals; asked for all nine it has them all."""
    assert not set(zc.energy.estimate(COAL, region="郑州", year=2023).substances) & set(HEAVY_METALS)
    asked = zc.energy.estimate(COAL, region="郑州", year=2023, substances=list(HEAVY_METALS))
    assert asked.substances == HEAVY_METALS
    assert (asked.frame["emission"] > 0).all()


@pytest.mark.parametrize(("control", "kilograms"), [("modern flue gas cleaning", 0.46), ("", 340.0)])
def test_metals_of_burnt_waste_depend_on_the_cleaning(control: str, kilograms: float):
    """10^5 t of waste: 4.6 mg Cd a tonne behind modern cleaning, 3.4 g without (5.C.1.a, tables 3-1 and 3-2)."""
    made = zc.waste.estimate(pd.DataFrame([{**PLANT, "control": control}]), region="郑州", year=2023, substances=["Cd"])
    assert made.total("Cd").to("kg").magnitude == pytest.approx(kilograms, rel=1e-9)


def test_a_metal_without_a_factor_is_not_estimated():
    """A clinker line has no factor of selenium in the packaged sets: NE with a remedy, no zero."""
    rows = pd.DataFrame([{"method": "coal handling", "amount": 1.0, "unit": "kt"}])
    made = zc.energy.estimate(rows, region="郑州", year=2023, substances=["Se"])
    assert made.frame["notation"].tolist() == ["NE"]
    assert len(made.problems) == 1


def test_a_device_removes_metals_by_its_test_report():
    """A measured removal of a metal lowers this metal alone."""
    rows = COAL.assign(removal_efficiency_Hg=0.7)
    made = zc.energy.estimate(rows, region="郑州", year=2023, substances=["Hg", "Pb"])
    bare = zc.energy.estimate(COAL, region="郑州", year=2023, substances=["Hg", "Pb"])
    assert made.total("Hg").magnitude == pytest.approx(0.3 * bare.total("Hg").magnitude)
    assert made.total("Pb").magnitude == bare.total("Pb").magnitude


def test_metals_of_air_and_water_are_different_substances():
    """镉 is cadmium in air, 总镉 that of waste water: they never meet in a sum."""
    assert zc.substance("镉").medium == "air"
    assert zc.substance("总镉").medium == "water"
