"""The emission factor that a row gives itself: its unit may name the substance, and no method drops it in silence."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

GOODS = {"activity": "镁砂", "amount": 10.0, "unit": "t", "emission_factor": 900.0, "category_ghgp": "1", "year": 2024}


def _general(**said: object) -> zc.Inventory:
    return zc.general.estimate(pd.DataFrame([GOODS | said]))


@pytest.mark.parametrize("unit", ["kg/t", "kg CO2/t", "kgCO2/t", "g CO2/kg"])
def test_the_unit_of_an_own_factor_may_name_its_substance(unit: str) -> None:
    """The spellings 'kg CO2/t' and 'kg/t' of a factor of CO2 are one factor."""
    found = _general(substance="CO2", emission_factor_unit=unit)
    assert found.total("CO2", scope="all").to("t").magnitude == pytest.approx(9.0)


def test_the_unit_of_a_set_of_gwp_is_that_of_its_substance() -> None:
    """A factor in CO2e of a set is one of that set."""
    found = _general(substance="CO2e (AR6)", emission_factor_unit="kg CO2e (AR6)/t")
    assert found.by(scope="all")["emission"].tolist() == pytest.approx([9.0])


@pytest.mark.parametrize(("substance", "unit"), [("CH4", "kg CO2/t"), ("CO2e (AR5)", "kg CO2e (AR6)/t")])
def test_a_factor_of_another_substance_is_refused(substance: str, unit: str) -> None:
    """A factor of CO2 is none of CH4, and CO2e of one set none of another: NE with what to do."""
    found = _general(substance=substance, emission_factor_unit=unit)
    assert found.frame["notation"].tolist() == ["NE"]
    assert found.problems["problem"].str.contains("is none of").all()


def test_other_sectors_take_such_units_as_well() -> None:
    """The own factor of clinker is per tonne of CO2 as well as per tonne."""
    row = {"method": "cement clinker, own factor and kiln dust", "amount": 10.0, "unit": "t", "emission_factor": 0.5}
    rows = pd.DataFrame([row | {"emission_factor_unit": unit} for unit in ("t/t", "t CO2/t")])
    emissions = zc.industry.estimate(rows, region="CN-HA", year=2023, substances=["CO2"]).frame["emission"]
    assert emissions[0] == emissions[1]


def test_a_factor_that_the_method_does_not_read_is_told() -> None:
    """Fuel is estimated by the packaged figures whatever own factor stands beside it, and a problem says so."""
    fuel = {"fuel": ["diesel", "diesel"], "amount": 10.0, "unit": "t", "year": 2023}
    rows = pd.DataFrame(fuel | {"emission_factor": [3.0, None], "emission_factor_unit": ["t/t", ""]})
    found = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    told = found.problems[found.problems["column"] == "emission_factor"]
    assert told["id"].tolist() == ["row-1"]
    assert "reads no emission_factor" in told["problem"].iloc[0]
    emissions = found.frame["emission"].tolist()
    assert emissions[0] == emissions[1]
