"""Published cases of buildings: electricity by contract, upstream of electricity."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"
SUBSTANCE = "unstated-CO2e"


def case(name: str) -> dict[str, Any]:
    """Return a case with its inputs, factors and expected values by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return {part: {item["name"]: item for item in read[part]} for part in ("inputs", "factors", "expected")}


def own(activity: str, values: dict[str, float]) -> pd.DataFrame:
    """Return own factors per kWh by subject."""
    return pd.DataFrame(
        {
            "activity": activity,
            "subject": list(values),
            "substance": SUBSTANCE,
            "value": list(values.values()),
            "unit": "kg/kWh",
        }
    )


def test_contracts_and_the_residual_mix() -> None:
    """12 GWh, of which 9 GWh by contract, 2 % losses: 1560.6 t, of which 1377 t are the residual mix."""
    given = case("scope2-calcsimpler-1")
    inputs, factors, expected = given["inputs"], given["factors"], given["expected"]
    values = {"contract": factors["contract"]["value"], "residual mix": factors["residual"]["value"]}
    table = zc.factors().extend(own("contract electricity", values))
    contracted = inputs["contracted"]["value"]
    rows = pd.DataFrame(
        {
            "method": "contract electricity",
            "supply": ["合同电力", "residual mix"],
            "amount": [contracted, inputs["total"]["value"] - contracted],
            "unit": "kWh",
            "loss_uplift": 1 + inputs["loss uplift"]["value"],
        }
    )
    found = zc.buildings.estimate(rows, region="GB", factors=table, substances=[SUBSTANCE])
    total, residual = expected["total"], expected["residual"]
    assert found.total(SUBSTANCE, scope="all").to("t").magnitude == pytest.approx(
        total["value"], rel=total["tolerance_rel"]
    )
    by_supply = found.by("supply", unit="kg").set_index("supply")["emission"]
    assert by_supply["residual mix"] == pytest.approx(residual["value"], rel=residual["tolerance_rel"])


def test_electricity_with_its_upstream() -> None:
    """UK 2025: 10 kWh x (0.177 generation + 0.0459 well to tank) are 2.229 kg."""
    given = case("desnz-2025-elec-wtt")
    factors, expected = given["factors"], given["expected"]["total"]
    generation = own("purchased electricity", {"electricity": factors["generation"]["value"]})
    upstream = own("electricity upstream", {"electricity": factors["WTT generation"]["value"]})
    table = zc.factors().extend(pd.concat([generation, upstream], ignore_index=True))
    rows = pd.DataFrame(
        {
            "method": ["building electricity", "electricity upstream"],
            "fuel": "electricity",
            "amount": given["inputs"]["electricity"]["value"],
            "unit": "kWh",
            "substance": SUBSTANCE,
        }
    )
    found = zc.buildings.estimate(rows, region="GB", factors=table, substances=[SUBSTANCE])
    assert found.total(SUBSTANCE, scope="all").to("kg").magnitude == pytest.approx(
        expected["value"], rel=expected["tolerance_rel"]
    )
    assert sorted(found.frame["scope"]) == ["2", "3"]


def test_a_tenant_by_area_and_occupancy() -> None:
    """GHG Protocol scope 3, Example 8.1: 200 of 2000 m2, three quarters let: gas 200 kWh, electricity 400 kWh, 0.67 kg gas."""
    given = case("ghgp-s3-8.1")
    inputs, factors, expected = given["inputs"], given["factors"], given["expected"]
    share = zc.buildings.tenant_share(
        area=inputs["leased area"]["value"],
        building_area=inputs["building area"]["value"],
        occupancy=inputs["occupancy"]["value"],
    )
    gas = own("combustion", {"natural gas": factors["natural gas"]["value"]})
    power = own("purchased electricity", {"electricity": factors["electricity"]["value"]})
    table = zc.factors().extend(pd.concat([gas, power], ignore_index=True))
    rows = pd.DataFrame(
        {
            "method": ["building fuel", "building electricity", "refrigerant refill"],
            "fuel": ["natural gas", "electricity", ""],
            "equipment": ["", "", "air conditioning"],
            "substance": [SUBSTANCE, SUBSTANCE, "HFC-134a"],
            "amount": [inputs[name]["value"] * share for name in ("natural gas", "electricity", "fugitive")],
            "unit": ["kWh", "kWh", "kg"],
        }
    )
    assert rows["amount"][:2].tolist() == pytest.approx([expected["gas"]["value"], expected["electricity"]["value"]])
    found = zc.buildings.estimate(rows, region="GLO", factors=table, substances=[SUBSTANCE, "HFC-134a"])
    fugitive = found.total("HFC-134a").to("kg").magnitude
    assert fugitive == pytest.approx(expected["fugitive"]["value"], rel=expected["fugitive"]["tolerance_rel"])
    total = found.total(SUBSTANCE, scope="all").to("kg").magnitude + fugitive * factors["fugitive GWP"]["value"]
    assert total == pytest.approx(expected["total"]["value"], rel=expected["total"]["tolerance_rel"])


@pytest.mark.parametrize(("year", "value"), [(2023, 0.5897)])
def test_henan_electricity_of_the_announcement(year: int, value: float) -> None:
    """MEE announcement 2025 No. 47, Table 3: Henan 2023, 0.5897 kg/kWh, from floor area as from a bill."""
    rows = pd.DataFrame(
        {
            "fuel": "电力",
            "amount": [10_000.0, 900_000.0],
            "unit": ["m2", "kWh"],
            "energy_intensity": [90.0, None],
            "energy_intensity_unit": ["kWh/(m2 a)", ""],
        }
    )
    found = zc.buildings.estimate(rows, region="CN-HA", year=year)
    assert found.frame["emission"].tolist() == pytest.approx([900 * value, 900 * value])
