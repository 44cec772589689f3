"""Every method of industry: a row that it estimates, laws that hold for all, and wrong rows."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.estimation.by_factor import process_methods
from zzcarbon.industry import estimate, methods, split_release
from zzcarbon.industry.methods import METHODS
from zzcarbon.industry.solvent_methods import SOLVENT_METHODS
from zzcarbon.resources import data_path

T = {"unit": "t", "amount": 100.0}
HOOD = {"collection_efficiency": 0.8, "removal_efficiency_NMVOC": 0.9, "operating_rate": 0.95}

ROWS: dict[str, dict[str, Any]] = {
    "sintering, sulphur of ore and fuel": {"sulphur_content": 0.002},
    "cement clinker": {"product": "硅酸盐水泥熟料"},
    "clinker raw material deduction": {"material": "电石渣"},
    "clinker calcium oxide": {"cao_share": 0.65},
    "clinker magnesium oxide": {"mgo_share": 0.02},
    "raw meal carbon": {"raw_meal_carbon": 0.002},
    "cement clinker, own factor and kiln dust": {"emission_factor": 0.51, "emission_factor_unit": "t/t"},
    "cement, tier 1": {"product": "水泥"},
    "carbonate use": {"material": "碳酸钙"},
    "carbonate mineral use": {"material": "CaCO3", "purity": 0.95},
    "ceramics": {"material": "CaCO3", "purity": 0.05, "used_share": 0.9},
    "bricks and tiles": {"material": "CaCO3", "purity": 0.05},
    "refractories": {"material": "菱镁矿", "purity": 0.95},
    "lime": {"product": "石灰"},
    "lime, with kiln dust": {"product": "石灰"},
    "glass": {"product": "浮法玻璃", "virgin_share": 0.825},
    "carbon powder": {"carbon_share": 1.0},
    "anode consumption": {},
    "anode consumption, gross": {"anode_net_share": 0.85},
    "anode consumption by aluminium": {"anode_net_consumption": 0.42},
    "primary aluminium, tier 1": {"technology": "预焙槽"},
    "anode effect": {},
    "anode effect, first generation": {},
    "anode effect, tier 1": {"technology": "CWPB"},
    "high-voltage anode effect": {"technology": "PFPBL"},
    "low-voltage anode effect": {"technology": "PFPBL"},
    "anode effect, slope": {"technology": "CWPB", "anode_effect_minutes": 0.25},
    "anode effect, overvoltage": {"technology": "CWPB", "overvoltage_per_efficiency": 2.5 / 96},
    "alumina sintering": {"technology": "Bayer sintering"},
    "iron and steel carbon balance": {"material": "石灰石", "role": "input"},
    "steel works fuel": {"fuel": "焦炭"},
    "steel works captive power": {"fuel": "高炉煤气", "unit": "万m3", "gas_reference": "20"},
    "iron and steel, tier 1": {"product": "粗钢", "technology": "basic oxygen furnace"},
    "ammonia": {"fuel": "天然气", "fuel_requirement": 30.2},
    "recovered CO2": {},
    "nitric acid": {"technology": "high pressure"},
    "adipic acid": {"technology": "nitric acid oxidation", "control": "thermal destruction", "operating_rate": 0.97},
    "ethylene": {"product": "ethylene", "technology": "naphtha", "country_group": "Japan and Korea"},
    "fluorinated compound production": {"substance": "HFC-134a"},
    "catalyst coke": {"carbon_share": 1.0, "oxidised_share": 0.98},
    "lubricant use": {"fuel": "润滑油", "product": "lubricating oil"},
    "furniture manufacture": {"product": "wood paint", **HOOD},
    "vehicle manufacture": {"product": "car", "unit": "辆", **HOOD},
    "storage tanks": {"technology": "storage tank breathing", "unit": "m3", "vapour_pressure": 40.0},
    "fuel depots": {"technology": "storage tanks"},
    "filling stations": {"technology": "vehicle refuelling without control", "unit": "m3", "vapour_pressure": 40.0},
    "ammonia slip": {"unit": "m3_0C", "concentration": 2.5, "concentration_unit": "mg/m3_0C"},
    "reported emission": {"substance": "SF6"},
    "equipment gas balance": {"substance": "六氟化硫", "role": "input"},
    "equipment leak": {"substance": "HFC-134a", "leak_rate": 0.05},
    "etching and chamber cleaning": {
        "substance": "NF3", "fed_share": 0.9, "emitted_share": 0.2, "collection_efficiency": 0.9,
        "removal_efficiency_NF3": 0.95,
    },
    "shielding gas": {"role": "input", "co2_share": 0.2},
    **{
        name: {"material": "coke", "role": "input", "carbon_content": 0.85, "carbon_content_unit": "t/t"}
        for name in ("carbon balance", "foundry carbon balance", "coking carbon balance", "carbon products balance")
    },
    **{
        method.key: {"voc_content": 0.5, "voc_content_unit": "t/t", **HOOD}
        for method in SOLVENT_METHODS
        if "solvent" in method.key
    },
    **{
        method.key: {"evaporated_share": 0.001, **HOOD} for method in SOLVENT_METHODS if method.key.endswith("mass balance")
    },
}  # fmt: skip
"""What a row of the method says besides amount and unit."""


def process_rows() -> dict[str, dict[str, Any]]:
    """Return a row for each method of a process, from a factor that the database holds for it."""
    table = zc.factors("C").frame
    table = table[(table["form"] == "") & table["value"].gt(0)]
    rows = {}
    for method in process_methods("industry"):
        held = table[(table["activity"] == method.activity) & table["substance"].isin(method.substances)]
        if not len(held):  # ranges without a central value: the method asks
            rows[method.key] = {"product": "own", "emission_factor": 1.0, "emission_factor_unit": "kg/t"}
            continue
        row = held.sort_values(["grade", "id"]).iloc[0]
        unit = row["unit"].partition("/")[2].strip("()").replace(" a", "").replace("kg (", "kg")
        condition = dict(part.split("=") for part in filter(None, row["condition"].split("; ")))
        region = "CN-HA" if row["region"] in {"GLO", "CN"} else row["region"]
        rows[method.key] = {
            "product": row["subject"], "technology": row["technology"], "control": row["control"], "unit": unit,
            "region": region, **condition,
        }  # fmt: skip
    return rows


def one(method: str, **cells: Any) -> dict[str, Any]:
    """Return a row of a method."""
    more = ROWS.get(method, {"product": "stone", "technology": "crushing, dry"})
    return {"method": method, "region": "CN-HA", "year": 2023, **T, **more, **cells}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Return one row of each method, in one table."""
    rows = ROWS | process_rows()
    return pd.DataFrame(
        [{"id": key, "method": key, "region": "CN-HA", "year": 2023, **T, **cells} for key, cells in rows.items()]
    )


@pytest.fixture(scope="module")
def inventory(table: pd.DataFrame) -> zc.Inventory:
    """Return the estimate of that table and of its variants, with factors of every grade."""
    mass = table["unit"] == "t"
    local = {method.key: method.title_local for method in METHODS}
    variants = {
        "plain": table,
        "double": table.assign(amount=table["amount"] * 2),
        "nothing": table.assign(amount=0.0),
        "kilograms": table.assign(
            amount=table["amount"].where(~mass, table["amount"] * 1000), unit=table["unit"].where(~mass, "kg")
        ),
        "Chinese": table.assign(method=table["method"].map(local)),
    }
    frames = [frame.assign(id=frame["id"] + f"|{name}", entity=frame["id"] + name) for name, frame in variants.items()]
    return estimate(pd.concat(frames, ignore_index=True), factors=zc.factors("C"))


@pytest.fixture(scope="module")
def emissions(inventory: zc.Inventory) -> pd.DataFrame:
    """Return emissions by method and substance, one column a variant, without gaps."""
    frame = inventory.frame
    frame = frame[frame["notation"] == ""]
    named = frame["id"].str.rsplit("|", n=1, expand=True)
    found = frame.assign(key=named[0].astype(str), variant=named[1].astype(str))
    return found.pivot(index=["key", "substance"], columns="variant", values="emission")


def test_every_method_has_a_row_here(table: pd.DataFrame) -> None:
    """No method is left out of these tests."""
    assert set(table["method"]) == {method.key for method in METHODS}


def test_every_method_gives_a_number(emissions: pd.DataFrame, inventory: zc.Inventory, table: pd.DataFrame) -> None:
    """Each row yields something above zero; a deduction stands alone and counts zero, on the record."""
    plain = emissions["plain"]
    given = set(plain[plain > 0].index.get_level_values("key"))
    deducted = {method.key for method in METHODS if method.sign < 0}
    assert set(table["method"]) - given == deducted
    problems = inventory.problem_rows()
    clipped = problems.loc[problems["problem"].str.contains("below zero"), "id"]
    assert {name.rpartition("|")[0] for name in clipped} == deducted


def test_twice_the_activity_is_twice_the_emission(emissions: pd.DataFrame) -> None:
    """Linear in the amount, zero at zero, for every method."""
    np.testing.assert_allclose(emissions["double"], 2 * emissions["plain"], rtol=1e-12)
    assert (emissions["nothing"] == 0).all()


def test_the_unit_of_the_amount_does_not_matter(emissions: pd.DataFrame) -> None:
    """Tonnes or kilograms: the same emission."""
    np.testing.assert_allclose(emissions["kilograms"], emissions["plain"], rtol=1e-12)


def test_a_method_is_found_by_its_chinese_title(emissions: pd.DataFrame) -> None:
    """The Chinese title is as good as the key, and no two methods share one."""
    assert len({method.title_local for method in METHODS}) == len(METHODS)
    np.testing.assert_allclose(emissions["Chinese"], emissions["plain"], rtol=1e-12)


def test_full_removal_leaves_nothing_and_no_hood_everything() -> None:
    """E = M G (c (1 - eta k) + (1 - c)) at its ends, for a process and for a solvent."""
    for method, substance in (("stone crushing", "TSP"), ("coating, solvent balance", "NMVOC")):
        row = one(method)
        for name in ("collection_efficiency", "operating_rate", "removal_efficiency_NMVOC"):
            row.pop(name, None)
        eta = f"removal_efficiency_{substance}"
        plain, gone, open_air, idle = (
            estimate(pd.DataFrame([row | more]), substances=[substance]).total(substance).magnitude
            for more in (
                {},
                {eta: 1.0},
                {eta: 1.0, "collection_efficiency": 0.0},
                {eta: 1.0, "operating_rate": 0.0},
            )
        )
        assert gone == 0
        assert open_air == idle == pytest.approx(plain)


def test_halves_of_a_release_add_up_to_the_whole() -> None:
    """Organised and fugitive rows give the emission of the row they came from."""
    rows = pd.DataFrame([one("coating, solvent balance", id="paint", amount=10.0)])
    whole = estimate(rows).total("NMVOC").magnitude
    halves = estimate(split_release(rows)).by("release").set_index("release")["emission"]
    assert halves["organised"] == pytest.approx(10 * 0.5 * 0.8 * (1 - 0.9 * 0.95))
    assert halves["fugitive"] == pytest.approx(10 * 0.5 * 0.2)
    assert halves.sum() == pytest.approx(whole)


def test_waste_lowers_the_solvent_of_its_line() -> None:
    """Solvent in waste is taken off any use of solvent in the same enterprise and line, through the same hood."""
    used = one("printing, solvent balance", amount=10.0, entity="P", line="1")
    waste = one("solvent in waste", amount=2.0, entity="P", line="1")
    elsewhere = one("solvent in waste", amount=2.0, entity="P", line="2")
    emitted = 0.8 * (1 - 0.9 * 0.95) + 0.2
    assert estimate(pd.DataFrame([used, waste])).total("NMVOC").magnitude == pytest.approx(8 * 0.5 * emitted)
    assert estimate(pd.DataFrame([used, elsewhere])).total("NMVOC").magnitude == pytest.approx(10 * 0.5 * emitted)


def test_a_balance_is_clipped_by_line_after_its_sum() -> None:
    """Each line alone: one keeps what is left, the other counts zero; steel does the same by enterprise."""
    rows = [
        one("cement clinker", amount=1000.0, emission_factor=0.535, emission_factor_unit="t/t", entity="A", line=line)
        for line in ("1", "2")
    ]
    rows += [
        one("clinker raw material deduction", amount=amount, emission_factor=0.5, emission_factor_unit="t/t",
            entity="A", line=line)
        for line, amount in (("1", 100.0), ("2", 5000.0))
    ]  # fmt: skip
    found = estimate(pd.DataFrame(rows))
    assert found.by("line")["emission"].tolist() == pytest.approx([485.0, 0.0])
    assert "below zero" in found.problems["problem"].iloc[0]
    works = [
        {"method": "steel works fuel", "fuel": "焦炭", "amount": 500.0, "entity": "S"},
        {
            "method": "iron and steel carbon balance",
            "material": "粗钢",
            "role": "output",
            "amount": 1000.0,
            "entity": "S",
        },
    ]
    frame = pd.DataFrame(works).assign(unit="t", region="CN-HA", year=2023)
    steel = estimate(frame)
    assert steel.total("CO2").magnitude == pytest.approx(steel.frame["emission"].sum())
    assert steel.frame["emission"].tolist()[1] < 0


def test_a_factor_of_grade_c_is_asked_for_and_may_be_given_in_the_row() -> None:
    """By default a clinker kind of the Chinese guideline is NE with a remedy; the row's own factor is used."""
    row = one("cement clinker")
    found = estimate(pd.DataFrame([row]))
    assert found.frame["notation"].tolist() == ["NE"]
    assert found.problems["remedy"].ne("").all()
    own = estimate(pd.DataFrame([row | {"emission_factor": 530.0, "emission_factor_unit": "kg/t"}]))
    assert own.total("CO2").magnitude == pytest.approx(53.0)


def test_generations_of_the_anode_effect_differ_in_factor_and_gwp() -> None:
    """The first Chinese method has larger factors and SAR, the present one AR5; both are declared."""
    found = methods().set_index("method")
    assert found.loc["anode effect", "gwp"] == "AR5"
    assert found.loc["anode effect, first generation", "gwp"] == "SAR"
    both = estimate(
        pd.DataFrame([one("anode effect, first generation", amount=1000.0), one("anode effect", amount=1000.0)]),
        factors=zc.factors("C"),
    )
    kept = both.co2e("AR6", keep_fixed=True).total()
    assert kept["CO2e (SAR)"] == pytest.approx(34 * 6.5 + 3.4 * 9.2)
    assert kept["CO2e (AR5)"] == pytest.approx(20 * 6.63 + 1.1 * 11.1)
    assert set(both.co2e("AR6").total().index) == {"CO2e (AR6)"}


def test_sources_are_known_and_columns_say_their_unit() -> None:
    """Every source is in sources.yaml; every declared method has an equation, a locator and a Chinese title."""
    known = set(re.findall(r"(?m)^([a-z0-9][^\s:]*):$", data_path("sources.yaml").read_text(encoding="utf-8")))
    for method in METHODS:
        assert not method.source or method.source in known, method.key
        assert method.equation
        assert method.locator
        assert method.title_local
        names = {item.column for item in method.columns}
        asked = {name for name in method.measured_columns if name != "density"}
        assert asked <= names, method.key


WRONG = [
    ("lime", {"method": "limes"}, "method", "no method"),
    ("lime", {"method": None}, "method", "no method"),
    ("lime", {"product": "lame"}, "product", "no factor"),
    ("lime", {"product": None}, "product", "empty"),
    ("lime", {"unit": "m2"}, "unit", "does not meet"),
    ("lime", {"amount": -1.0}, "amount", "below 0"),
    ("lime", {"emission_factor": 0.75}, "emission_factor_unit", "no unit"),
    ("carbonate mineral use", {"purity": 95.0}, "purity", "above 1"),
    ("carbonate mineral use", {"purity": None}, "purity", "empty"),
    ("anode effect, slope", {"technology": "PFPBX"}, "anode_effect_slope|c2f6_per_cf4", "no row|no parameter"),
    ("anode effect, slope", {"anode_effect_minutes": None}, "anode_effect_minutes", "empty"),
    ("equipment leak", {"leak_rate": 1.5}, "leak_rate", "above 1"),
    ("equipment gas balance", {"role": "gift"}, "role", "not one of"),
    ("equipment gas balance", {"substance": "HFC-1"}, "substance", "unknown substance"),
    ("coating, solvent balance", {"collection_efficiency": 1.2}, "collection_efficiency", "above 1"),
    ("coating, solvent balance", {"voc_content_unit": "bananas"}, "voc_content_unit", "unknown unit"),
    ("ammonia slip", {"concentration": None}, "concentration", "empty"),
    ("ammonia", {"fuel": "naturel gas"}, "fuel", "Did you mean"),
    ("ethylene", {"country_group": None}, "country_group", "empty"),
    ("filling stations", {"vapour_pressure": None}, "unit", "does not meet"),
]


@pytest.mark.parametrize(("method", "cells", "column", "problem"), WRONG, ids=lambda case: str(case)[:30])
def test_a_wrong_row_is_named_and_the_right_one_stays(method: str, cells: dict, column: str, problem: str) -> None:
    """A wrong row is NE with its column and a remedy; the right row beside it is estimated."""
    right = one(method)
    frame = pd.DataFrame([right | cells, right], dtype=object)
    found = estimate(frame.assign(id=["wrong", "right"]))
    rows = found.problem_rows()
    mine = rows[(rows["id"] == "wrong") & rows["column"].str.fullmatch(column)]
    assert len(mine), rows.to_string()
    assert mine["problem"].str.contains(problem, regex=True).any(), mine["problem"].tolist()
    assert (mine["remedy"] != "").all()
    rows = found.frame.set_index("id")
    assert (rows.loc[["right"], "emission"] > 0).any()
    assert rows.loc[["wrong"], "emission"].isna().any()
