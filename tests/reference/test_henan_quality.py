"""Quality checks and decomposition on the real balance of Henan: silent as it stands, loud where a fault is planted."""

from __future__ import annotations

import runpy
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

EXAMPLES = Path(__file__).parents[2] / "examples"
pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
JUMP = 0.6
"""Services nearly double from 2010 to 2011 and again to 2012 in the balance itself."""


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """Return what burns in the years 2010 to 2012."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    balance = runpy.run_path(str(EXAMPLES / "henan_balance.py"))
    years = [balance["fuel_rows"](year, recovered_gas=False).assign(year=year) for year in (2010, 2011, 2012)]
    table = pd.concat(years, ignore_index=True)
    return table.assign(id=table["id"] + " " + table["year"].astype(str), material=table["fuel"])


def estimated(rows: pd.DataFrame) -> zc.Inventory:
    """Estimate CO2 with the Chinese set of 2024."""
    return zc.energy.estimate(rows, sets=["cn-cets-ag-03.01-2024", "ipcc-2006-v2"], substances=["CO2"])


def test_the_clean_table_is_silent(rows: pd.DataFrame) -> None:
    """As the balance stands nothing is to be explained, but for the services at a finer limit."""
    inventory = estimated(rows)
    assert inventory.checks("sector", jump=JUMP).empty
    finer = inventory.checks("sector", jump=0.5)
    assert finer["where"].str.startswith("other services").all() and len(finer)


def test_planted_faults_are_found(rows: pd.DataFrame) -> None:
    """A unit error, a missing year and a measured value that is no coal's are each found where they are."""
    industry = rows["id"] == "Industry / Coal Raw 2012"
    assert industry.sum() == 1
    tenfold = estimated(rows.assign(amount=rows["amount"].where(~industry, rows["amount"] * 10)))
    assert "industry, CO2, 2012" in set(tenfold.checks("sector", jump=JUMP)["where"])
    gap = estimated(rows[~((rows["sector"] == "households") & (rows["year"] == 2011))]).checks("sector")
    assert gap[["check", "where"]].to_numpy().tolist() == [["missing year", "households, CO2, 2011"]]
    tonnes = rows[industry].assign(amount=56e6, unit="t", ncv=50.0, ncv_unit="GJ/t")
    measured = estimated(pd.concat([rows[~industry], tonnes])).checks()
    assert measured["check"].tolist() == ["measured value"]
    assert "above its bounds" in measured["verdict"].iloc[0]


def test_a_category_that_is_left_out_is_found(rows: pd.DataFrame) -> None:
    """The four kinds of burning are there; without power and heat 1.A.1 is missing, and a NE tells that it is known."""
    codes = {"1.A.1.a": "1.A.1", "1.A.2": "1.A.2", "": "1.A.3"}
    coded = rows.assign(category_ipcc2006=rows["category_nfr"].map(codes).fillna("1.A.4"))
    burning = ["1.A.1", "1.A.2", "1.A.3", "1.A.4"]
    assert estimated(coded).checks(expected=burning).empty
    power = coded["category_ipcc2006"] == "1.A.1"
    found = estimated(coded[~power]).checks(expected=burning)
    assert found[["check", "where", "verdict"]].to_numpy().tolist() == [["completeness", "1.A.1", "missing"]]
    known = estimated(coded.assign(notation=power.map({True: "NE", False: ""}))).checks(expected=burning)
    assert known["verdict"].tolist() == ["not estimated"]
    scheme = estimated(coded).checks(expected="ipcc2006")
    assert "1.A" not in set(scheme["where"]) and "3.A" in set(scheme["where"])


def test_reference_approach_of_groups_of_fuels(rows: pd.DataFrame) -> None:
    """What a group burns is told in Chinese or English; fuels that the reference leaves out are told, not passed over."""
    inventory = estimated(rows[rows["year"] == 2012])
    burnt = inventory.by("fuel").set_index("fuel")["emission"]
    coal = ["raw coal", "cleaned coal", "other washed coal", "briquettes", "coke", "other coking products",
            "coke oven gas", "other coal gas", "coal gangue"]  # fmt: skip
    sums = {"煤合计": burnt.reindex(coal).sum(), "gas": burnt.reindex(["natural gas", "LNG"]).sum()}
    oil = burnt.drop(index=[*coal, "natural gas", "LNG", "other energy"], errors="ignore").sum()
    table = pd.DataFrame({"fuel": [*sums, "oil products"], "apparent": [*sums.values(), oil]})
    assert inventory.checks(reference=table, limit=1e-9).empty
    short = inventory.checks(reference=table.iloc[:2], limit=0.05)
    assert set(short["verdict"]) == {"burnt, and not in the reference"}
    assert "diesel" in set(short["where"])
    planted = table.assign(apparent=table["apparent"] * [1.0, 1.0, 1.3])
    assert inventory.checks(reference=planted, limit=0.05)["where"].tolist() == ["oil products"]


def test_reference_approach_of_natural_gas(rows: pd.DataFrame) -> None:
    """Supply of the balance less its statistical difference is what the sectors burn; without power it is not."""
    balance = pd.read_csv(EXAMPLES / "data" / "henan_energy_balance.csv")
    gas = balance[(balance["year"] == 2012) & (balance["material"] == "Natural Gas")].set_index("process")["value_mtce"]
    flows = pd.DataFrame(
        {"production": [gas["Indigenous Production"]], "imports": [gas["Interprovincial Imports"]], "exports": 0.0,
         "stock_change": [gas["Statistical Difference"]]}
    )  # fmt: skip
    burnt = rows[(rows["year"] == 2012) & (rows["fuel"] == "Natural Gas")]
    inventory = estimated(burnt)
    factor = inventory.total("CO2").magnitude / burnt["amount"].sum()
    reference = pd.DataFrame({"fuel": ["natural gas"], "apparent": zc.analysis.apparent_consumption(flows) * factor})
    assert inventory.checks(reference=reference, limit=0.01).empty
    without = estimated(burnt[burnt["sector"] != "thermal power"]).checks(reference=reference, limit=0.05)
    assert without["verdict"].tolist() == ["supplied fuel that no sector burns"]


def test_what_drove_the_co2_of_henan(rows: pd.DataFrame) -> None:
    """Energy, sectors, fuels and factors add up to the change of each year within 1e-9."""
    emitted = estimated(rows).by("year", "sector", "material", unit="Mt").dropna(subset=["emission"])
    burnt = rows.groupby(["year", "sector", "material"], as_index=False)["amount"].sum()
    table = burnt.merge(emitted[["year", "sector", "material", "emission"]])
    table = zc.analysis.nested_shares(table[table["amount"] > 0], amount="amount", levels=["sector", "material"])
    table["factor of CO2"] = table["emission"] / table["amount"]
    factors = ["total amount", "share of sector", "share of material", "factor of CO2"]
    found = zc.analysis.lmdi(table, factors=factors, by=["sector", "material"], value="emission", chained=True)
    totals = table.groupby("year")["emission"].sum()
    for year in (2011, 2012):
        mine = found[found["to"] == year]
        assert mine["effect"].sum() == pytest.approx(totals[year] - totals[year - 1], rel=1e-9)
