"""Published worked examples of outlets, sewage plants, the environmental tax and wastewater gases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"


def case(name: str) -> dict[str, Any]:
    """Return a case with its inputs, factors and expected values by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return {part: {item["name"]: item for item in read[part]} for part in ("inputs", "factors", "expected")}


def value(given: dict[str, Any], part: str, name: str) -> float:
    """Return one number of a case."""
    return float(given[part][name]["value"])


def check(found: float, expected: dict[str, Any]) -> None:
    """Compare with the published value within the tolerance of the case."""
    assert found == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


def monitored(given: dict[str, Any], names: dict[str, str], **more: object) -> zc.Inventory:
    """Estimate the loads of one outlet from its concentrations."""
    rows = pd.DataFrame(
        {
            "method": "manual monitoring",
            "outlet": "outlet",
            "substance": list(names.values()),
            "concentration": [value(given, "inputs", name) for name in names],
            "concentration_unit": "mg/L",
            **more,
        }
    )
    return zc.water.estimate(rows, region="CN", year=2010)


def test_industrial_outlet_in_shandong() -> None:
    """COD, BOD, phenol, petroleum and SS of 100 000 t of wastewater in a month, 1 t taken as 1 m3."""
    given = case("cn-water-shandong-outlet")
    names = {"COD": "COD", "BOD": "BOD", "volatile phenol": "挥发酚", "petroleum": "石油类", "SS": "SS"}
    volume = value(given, "inputs", "wastewater")
    found = monitored(given, names, amount=volume, unit="t", volume_per_mass=1.0, volume_per_mass_unit="m3/t")
    for name, own in names.items():
        key = zc.substance(own).key
        check(found.total(key).to("kg").magnitude, given["expected"][name])


def test_domestic_outlet_in_shandong() -> None:
    """COD, NH3-N and SS of 30 t a day over 30 days."""
    given = case("cn-water-shandong-domestic")
    flow = value(given, "inputs", "wastewater")
    found = monitored(
        given,
        {"COD": "COD", "NH3-N": "氨氮", "SS": "悬浮物"},
        amount=flow,
        unit="t/d",
        volume_per_mass=1.0,
        volume_per_mass_unit="m3/t",
        days=value(given, "inputs", "days"),
        days_unit="d",
    )
    for name in ("COD", "NH3-N", "SS"):
        check(found.total(name).to("kg").magnitude, given["expected"][name])


def test_petrochemical_outlet_and_its_equivalents() -> None:
    """Loads of 120 000 m3, and the three largest numbers of equivalents: one of COD and BOD, petroleum, pH."""
    given = case("cn-water-petrochem-120kt")
    names = {"COD": "COD", "BOD": "BOD5", "SS": "SS", "petroleum": "petroleum", "sulfide": "sulfide"}
    volume = value(given, "inputs", "wastewater")
    found = monitored(given, names, amount=volume, unit="m3")
    for name, key in names.items():
        check(found.total(key).to("kg").magnitude, given["expected"][name])
    acid = volume / value(given, "factors", "pH eq")
    table = pd.concat(
        [
            found.by("outlet", unit="kg"),
            pd.DataFrame({"outlet": ["outlet"], "substance": ["pH"], "equivalents": [acid]}),
        ]
    )
    result = zc.water.pollution_equivalents(table).set_index("substance")
    check(result.loc["sulfide", "equivalents"], given["expected"]["sulfide equivalents"])
    taxed = result[result["taxed"]]
    assert set(taxed.index) == {"COD", "petroleum", "pH"}
    check(taxed["equivalents"].sum(), given["expected"]["top-3 equivalents"])


def test_leather_works_water_and_boiler() -> None:
    """COD and total chromium of the outlet, NOx of the boiler by its coefficient."""
    given = case("cn-leather-cod-nox")
    volume = value(given, "inputs", "wastewater")
    water = monitored(
        given,
        {"COD": "COD", "total Cr": "总铬"},
        amount=volume,
        unit="t",
        volume_per_mass=1.0,
        volume_per_mass_unit="m3/t",
    )
    check(water.total("COD").to("t").magnitude, given["expected"]["COD"])
    check(water.total("total chromium").to("t").magnitude, given["expected"]["total Cr"])
    own = pd.DataFrame(
        {
            "activity": ["combustion"],
            "subject": ["raw coal"],
            "substance": ["NOx"],
            "value": [value(given, "factors", "NOx coefficient")],
            "unit": ["kg/t"],
        }
    )
    coal = pd.DataFrame(
        {"fuel": ["raw coal"], "amount": [value(given, "inputs", "raw coal equivalent")], "unit": ["t"]}
    )
    table = zc.factors().extend(own)
    boiler = zc.energy.estimate(coal, region="CN", year=2010, factors=table, sets=["own"], substances=["NOx"])
    check(boiler.total("NOx").to("t").magnitude, given["expected"]["NOx (coefficient)"])


def test_nitrous_oxide_of_a_plant_of_50_000_persons() -> None:
    """N2O by 0.3 % of the inflow nitrogen, as CO2e of AR6."""
    given = case("ww-klick-50k-pe-optimistic")
    rows = pd.DataFrame(
        {
            "method": ["wastewater N2O of plants, IPCC 2019"],
            "treatment": ["aerobic plant, tertiary"],
            "amount": [value(given, "inputs", "wastewater")],
            "unit": ["m3"],
            "concentration": [value(given, "inputs", "influent N")],
            "concentration_unit": ["mg/L"],
            "n2o_factor": [value(given, "factors", "N2O plant")],
            "n2o_factor_unit": ["kg/kg"],
        }
    )
    found = zc.water.estimate(rows, region="DE", year=2020)
    check(zc.co2e(found.total("N2O"), "AR6").to("t CO2e (AR6)").magnitude, given["expected"]["N2O plant"])


def test_water_supply_and_treatment_in_the_united_kingdom() -> None:
    """One cubic metre by the factors of supply and treatment, GWP set of the publication."""
    given = case("desnz-2024-water")
    water = zc.quantity(value(given, "inputs", "water"), "m3")
    supply, treatment = (
        zc.quantity(value(given, "factors", name), "kg CO2e (AR5)/m3") for name in ("supply", "treatment")
    )
    check((water * (supply + treatment)).to("t CO2e (AR5)").magnitude, given["expected"]["total"])


def test_tax_of_a_food_plant_by_coefficients() -> None:
    """Generation coefficients less removal; COD goes before BOD5; tax by the rate of the province."""
    given = case("cn-envtax-food-plant")
    names = ["NH3-N", "COD", "BOD5"]
    rows = pd.DataFrame(
        {
            "method": "产污系数",
            "outlet": "only outlet",
            "substance": names,
            "amount": value(given, "inputs", "soybeans"),
            "unit": "t",
            "coefficient": [value(given, "factors", name) for name in names],
            "coefficient_unit": "g/t",
        }
    )
    for name in names:
        rows[f"removal_efficiency_{name}"] = 1 - value(given, "factors", f"{name} left")
    found = zc.water.estimate(rows, region="CN", year=2023)
    table = zc.water.pollution_equivalents(found.by("outlet", unit="kg"), rate=value(given, "inputs", "rate"))
    table = table.set_index("substance")
    for name in names:
        check(table.loc[name, "emission"], given["expected"][name])
    check(table.loc["NH3-N", "equivalents"], given["expected"]["NH3-N equivalents"])
    check(table.loc["BOD5", "equivalents"], given["expected"]["BOD5 equivalents"])
    check(table["tax"].sum(), given["expected"]["tax"])


def test_tax_of_two_classes() -> None:
    """First five of the first class, first three of the others, in the order of their equivalents."""
    given = case("cn-envtax-two-classes")
    names = [name for name in given["expected"] if not name.startswith("tax")]
    mass = value(given, "inputs", "each pollutant")
    rows = pd.DataFrame({"outlet": "A", "substance": names, "emission": mass, "unit": "kg"})
    table = zc.water.pollution_equivalents(rows, rate=value(given, "inputs", "rate")).set_index("substance")
    for name in names:
        check(table.loc[name, "equivalents"], given["expected"][name])
    assert sorted(table.index[~table["taxed"]]) == ["SS", "total chromium"]
    classes = table.groupby("pollutant_class")["tax"].sum()
    check(classes["first class"], given["expected"]["tax of the first class"])
    check(classes["other classes"], given["expected"]["tax of the other classes"])


def test_permitted_load_of_a_plant() -> None:
    """5000 m3/d over 365 d at 50 and 8 mg/L are 91.25 t COD and 14.60 t NH3-N (public code after HJ 978-2018)."""
    rows = pd.DataFrame(
        {"outlet": "A", "substance": ["COD", "NH3-N"], "daily_flow": 5000.0, "days": 365, "limit": [50.0, 8.0]}
    )
    assert zc.water.permit_loads(rows)["permitted"].tolist() == pytest.approx([91.25, 14.60])


def test_plant_of_50_000_persons_by_the_2019_defaults() -> None:
    """N2O of plant and waters by packaged factors, CH4 of waters by the factor of the case."""
    given = case("ww-klick-50k-pe-ipcc2019")
    water = {"amount": value(given, "inputs", "wastewater"), "unit": "m3", "concentration_unit": "mg/L"}
    b0 = float(zc.factors().parameters.query("id == 'ipcc-2019r-v5-ch6/wastewater-b0/cod'")["value"].item())
    rows = pd.DataFrame(
        [
            {
                "method": "wastewater N2O of plants, IPCC 2019",
                "treatment": "好氧污水处理厂（三级）",
                "concentration": value(given, "inputs", "influent N"),
                **water,
            },
            {
                "method": "effluent N2O, IPCC 2019",
                "receiving_water": "all waters",
                "concentration": value(given, "inputs", "effluent N"),
                **water,
            },
            {
                "method": "effluent CH4, IPCC 2019",
                "receiving_water": "all waters",
                "organics": "COD",
                "concentration": value(given, "inputs", "effluent COD"),
                "mcf": value(given, "factors", "CH4 of waters") / b0,
                "mcf_unit": "1",
                **water,
            },
        ]
    )
    found = zc.water.estimate(rows.astype({"mcf": float}), region="DE", year=2020).frame.dropna(subset=["emission"])
    n2o = [
        zc.co2e(zc.quantity(mass, "t N2O"), "AR6").magnitude for mass in found["emission"][found["substance"] == "N2O"]
    ]
    check(n2o[0], given["expected"]["N2O plant"])
    check(n2o[1], given["expected"]["N2O waters"])
    ch4 = found["emission"][found["substance"] == "CH4"].item()
    check(ch4 * value(given, "factors", "GWP CH4"), given["expected"]["CH4 waters"])


def test_town_and_starch_works_as_another_program_finds_them() -> None:
    """CH4 and N2O of the 2019 tier 1 by packaged defaults, each step as bonsai_ipcc returns it."""
    given = case("ww-bonsai-town")
    persons, plant = value(given, "inputs", "population"), "aerobic plant, secondary"
    expected = {name: item["value"] for name, item in given["expected"].items()}
    days = {"days": 365.0, "days_unit": "d"}
    rows = [
        {"method": "domestic wastewater CH4 by population, IPCC 2019", "amount": persons, "unit": "person", "treatment": plant, "organics": "BOD5", "line": "town", **days},
        {"method": "sludge removed, IPCC 2019", "amount": value(given, "inputs", "sludge"), "unit": "t", "treatment": plant, "organics": "BOD5", "line": "town"},
        {"method": "CH4 recovered, IPCC 2019", "amount": value(given, "inputs", "CH4 recovered"), "unit": "t", "line": "town"},
        {"method": "effluent CH4 by inflow, IPCC 2019", "amount": 4562500.0, "unit": "kg", "treatment": "aerobic plant, tertiary", "receiving_water": "all waters", "organics": "BOD5", "line": "effluent"},
        {"method": "industrial wastewater CH4 by product, IPCC 2019", "amount": value(given, "inputs", "starch"), "unit": "t", "product": "淀粉生产", "treatment": "anaerobic reactor", "organics": "COD", "line": "starch"},
        {"method": "industrial wastewater CH4 by product, IPCC 2006", "amount": value(given, "inputs", "starch"), "unit": "t", "product": "starch production", "treatment": "anaerobic reactor", "organics": "COD", "line": "starch 2006"},
        {"method": "domestic wastewater CH4 by population, IPCC 2006", "amount": value(given, "inputs", "population with septic systems"), "unit": "person", "treatment": "septic system", "organics": "BOD5", "line": "septic", "industrial_factor": 1.0, "industrial_factor_unit": "1", **days},
        {"method": "domestic wastewater N2O of plants by population, IPCC 2019", "amount": persons, "unit": "person", "treatment": plant, "protein": value(given, "inputs", "protein"), "protein_unit": "kg/(person a)", "line": "n2o"},
        {"method": "wastewater CH4, IPCC 2019", "amount": 584.0, "unit": "t", "treatment": "化粪池", "organics": "BOD5", "line": "tanks"},
        {"method": "septic sludge removed, IPCC 2019", "amount": 584.0, "unit": "t", "treatment": "septic tank", "organics": "BOD5", "line": "tanks", "septic_compliance": 0.8},
        {"method": "wastewater CH4, IPCC 2019", "amount": 4562.5, "unit": "t", "treatment": plant, "organics": "BOD5", "line": "organics"},
    ]  # fmt: skip
    # emptied septic tanks: 0.8 in the program, 0.5 in the text and in the packaged database
    found = zc.water.estimate(pd.DataFrame(rows), region="CN", year=2023, factors=zc.factors("C")).by("line", unit="kg")
    mass = found.set_index(["line", "substance"])["emission"].dropna()
    check(mass["town", "CH4"], given["expected"]["CH4 of treatment"])
    check(mass["tanks", "CH4"], given["expected"]["CH4 of septic tanks that are emptied"])
    check(mass["organics", "CH4"], given["expected"]["CH4 by organics"])
    check(mass["effluent", "CH4"], given["expected"]["CH4 of effluent"])
    check(mass["starch", "CH4"], given["expected"]["CH4 of the starch works"])
    check(mass["starch 2006", "CH4"], given["expected"]["CH4 of the starch works"])
    check(mass["septic", "CH4"], given["expected"]["CH4 of septic systems"])
    check(mass["n2o", "N2O"], given["expected"]["N2O of treatment"])
    nitrogen = zc.water.domestic_nitrogen(
        population=persons, protein=30.0, nitrogen_share=0.16, extra=1.1 * 1.08 * 1.25
    )
    assert nitrogen == pytest.approx(expected["nitrogen"])
    left = zc.factors().parameters.query("parameter == 'nitrogen_left_2019' and subject == 'aerobic plant, tertiary'")
    assert nitrogen * left["value"].item() == pytest.approx(expected["nitrogen of the effluent"])


def test_refinery_wastewater_of_california() -> None:
    """CH4 of 90 million m3 by the packaged MCF of an overloaded aerobic plant and the capacity of COD."""
    given = case("carb-refinery-wastewater-2018")
    rows = pd.DataFrame(
        {
            "method": ["污水处理甲烷（IPCC 2006，按有机物）"],
            "treatment": ["aerobic plant, overloaded"],
            "organics": ["COD"],
            "amount": [value(given, "inputs", "wastewater")],
            "unit": ["m3"],
            "concentration": [value(given, "inputs", "COD")],
            "concentration_unit": ["g/m3"],
        }
    )
    found = zc.water.estimate(rows, region="US", year=2018)
    check(found.total("CH4").to("t").magnitude, given["expected"]["CH4"])
    used = zc.factors().parameters.set_index("id")["value"]
    assert used["ipcc-2006-v5-ch6/wastewater-mcf-2006/aerobic-plant-overloaded"] == value(given, "factors", "MCF")
    assert used["ipcc-2006-v5-ch6/wastewater-b0/cod"] == value(given, "factors", "B0")
