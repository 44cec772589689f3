"""Accounts of Chinese enterprises: one call from streams to the total, figures with their origin, allowances."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.footprint.works.catalogue import PARTS
from zzcarbon.provenance import sources

STEEL = [
    {"id": "coke", "stream": "fuel combustion", "fuel": "coke", "amount": 4000.0, "unit": "t"},
    {"id": "flux", "stream": "flux", "material": "limestone", "amount": 900.0, "unit": "t"},
    {"id": "power", "stream": "purchased electricity", "amount": 5000.0, "unit": "MWh"},
    {"id": "heat", "stream": "purchased heat", "amount": 1000.0, "unit": "GJ"},
    {"id": "sold", "stream": "sold heat", "amount": 200.0, "unit": "GJ"},
    {"id": "steel", "stream": "carbon in products", "material": "crude steel", "amount": 10000.0, "unit": "t"},
]
CEMENT = [
    {"stream": "燃料", "fuel": "烟煤", "amount": 30000, "unit": "t", "ncv": 22.5, "ncv_unit": "GJ/t"},
    {"stream": "熟料", "product": "硅酸盐水泥熟料", "amount": 300000, "unit": "t"},
    {"stream": "替代原料", "material": "电石渣", "amount": 5000, "unit": "t"},
    {"stream": "购入电力", "amount": 2500, "unit": "万kWh"},
    {"stream": "输出电力", "amount": 100, "unit": "万kWh"},
    {"stream": "购入热力", "amount": 0, "unit": "GJ"},
    {"stream": "二氧化碳回收", "amount": 500, "unit": "t"},
]
PLAN = {"output": [300000.0], "unit": ["t"], "benchmark": [0.8], "benchmark_unit": ["t/t"],
        "benchmark_source": ["fictitious plan"]}  # fmt: skip


def account(rows: Any, sector: str = "steel", **more: Any) -> zc.footprint.EnterpriseAccount:
    """Return the account of a works in Henan, 2023."""
    return zc.footprint.enterprise(rows, sector=sector, **{"region": "CN-HA", "year": 2023, **more})


def parts(found: zc.footprint.EnterpriseAccount) -> dict[str, float]:
    """Return the lines of the only entity and year."""
    return found.totals().set_index("line")["emission"].to_dict()


def test_steel_from_streams_to_the_total() -> None:
    """Fuel without oxidation factor, carbonates, net energy, less the carbon of steel: formula (1), by hand."""
    found = parts(account(STEEL))
    fuel, flux, power = 4000 * 28.435 * 0.02942 * 44 / 12, 900 * 0.44, 5000 * 0.5897
    assert found["fuel combustion"] == pytest.approx(fuel, rel=1e-4)
    assert found["net purchased heat"] == pytest.approx(0.11 * 800)
    assert found["carbon in products"] == pytest.approx(-370)
    assert found["enterprise total"] == pytest.approx(found["fuel combustion"] + flux + power + 88 - 370)


def test_cement_in_chinese_with_recovery_and_what_was_handed_on() -> None:
    """Clinker less its deduction, measured heat of the coal, net electricity, recovered CO2 taken off."""
    found = account(CEMENT, "水泥", grade="C")
    coal = 30000 * 22.5 * 0.02618 * 0.99 * 44 / 12
    assert parts(found) == pytest.approx({
        "fuel combustion": coal, "process": 300000 * 0.535 - 5000 * 0.48, "net purchased electricity": 24000 * 0.5897,
        "net purchased heat": 0.0, "recovered CO2": -500.0,
        "enterprise total": coal + 158100 + 24000 * 0.5897 - 500,
    })  # fmt: skip
    assert found.problems.empty


@pytest.mark.parametrize(("sector", "rows", "expected"), [
    ("电解铝", [{"stream": "炭阳极", "amount": 420.0, "unit": "t"},
             {"stream": "阳极效应", "amount": 1000.0, "unit": "t"}],
     {"fuel as raw material": 420 * 0.976 * 44 / 12, "process": 0.02 * 6630 + 0.0011 * 11100}),
    ("发电", [{"stream": "脱硫", "material": "CaCO3", "amount": 100.0, "unit": "t", "purity": 0.9, "conversion": 1.0}],
     {"process": 39.6}),
    ("chemical", [{"stream": "raw material", "material": "methanol", "amount": 100, "unit": "t", "carbon_content": 0.9},
                  {"stream": "carbon in products", "material": "x", "amount": 50, "unit": "t", "carbon_content": 0.3}],
     {"fuel as raw material": 275.0}),
    ("machinery", [{"stream": "设备用气", "substance": "SF6", "amount": 50, "unit": "kg", "role": "input"}],
     {"process": 1175.0}),
    ("other industry", [{"stream": "碳酸盐", "material": "碳酸钙", "purity": 0.95, "amount": 3000, "unit": "t"}],
     {"process": 1254.0}),
    ("magnesium", [{"stream": "硅铁", "product": "ferrosilicon", "technology": "semi-coke reductant", "amount": 10,
                   "unit": "t"}],
     {"fuel as raw material": 27.9}),
])  # fmt: skip
def test_other_sectors_add_up(sector: str, rows: list[dict[str, Any]], expected: dict[str, float]) -> None:
    """Each sector takes the methods and the GWP set of its guideline."""
    lone = [{**row, "carbon_content_unit": "t/t"} if "carbon_content" in row else row for row in rows]
    more = {"gwp": "AR5"} if sector == "machinery" else {}
    found = parts(account(lone, sector, grade="C", **more))
    assert found == pytest.approx({**expected, "enterprise total": sum(expected.values())}, rel=1e-6)


def test_every_figure_is_measured_or_default_with_its_page() -> None:
    """A measured figure names its column, a default its document, place and grade."""
    found = account(CEMENT, "cement", grade="C").figures
    coal = found[found["id"] == "row-1"].set_index("figure")
    assert coal["basis"].to_dict() == {
        "net_calorific_value": "measured", "carbon_content": "default", "oxidation_factor": "default"}  # fmt: skip
    assert coal["value"]["net_calorific_value"] == 22.5
    default = found[found["basis"] == "default"]
    assert (default[["source", "locator", "grade"]] != "").all().all()


def test_rounding_is_apart_from_the_calculation() -> None:
    """The printed total is the rounded exact sum, not the sum of rounded parts; the account keeps every digit."""
    heat = [{"stream": "purchased heat", "amount": amount, "unit": "GJ"} for amount in (10.0, 12.6, 13.6)]
    found = account([*STEEL, *heat])
    printed = found.rounded().set_index("line")["emission"]
    exact = parts(found)
    assert printed["enterprise total"] == round(exact["enterprise total"])
    assert printed["fuel combustion"] == pytest.approx(exact["fuel combustion"], abs=0.005)
    assert printed["fuel combustion"] != exact["fuel combustion"]


def test_months_and_order_change_nothing() -> None:
    """Twelve rows of a stream are the year, in any order."""
    months = [{**row, "id": f"{row['id']}-{at}", "amount": row["amount"] / 12} for row in STEEL for at in range(12)]
    assert parts(account(months[::-1])) == pytest.approx(parts(account(STEEL)))


def test_several_works_in_one_table() -> None:
    """Each entity and year has its total; one must be named."""
    both = [{**row, "id": f"{row['id']} {name}", "entity": name} for row in STEEL for name in ("一厂", "二厂")]
    found = account(both)
    assert found.total(entity="一厂") == found.total(entity="二厂") == pytest.approx(account(STEEL).total())
    with pytest.raises(UnknownNameError, match="Name one: entity"):
        found.total()


def test_missing_data_are_never_zero() -> None:
    """An amount that is missing makes its part and the total unknown; a stream without row is listed."""
    found = account([{**row, "amount": None} if row["id"] == "flux" else row for row in STEEL if row["id"] != "coke"])
    totals = found.totals().set_index("line")
    assert totals["notation"][["process", "enterprise total"]].tolist() == ["NE", "NE"]
    assert totals["emission"]["net purchased electricity"] > 0
    assert "the data are missing: the total is not known" in set(found.problems["problem"])
    assert found.absent["stream"].tolist() == ["fuel combustion"]


@pytest.mark.parametrize(("sector", "row", "problem"), [
    ("steel", {"stream": "flux", "material": "limestone", "amount": 0, "unit": "t", "filled": "no data in May"},
     "not conservative"),
    ("steel", {"stream": "carbon in products", "material": "crude steel", "amount": 5, "unit": "t", "filled": "mean"},
     "a deduction that rests on filled data"),
    ("steel", {"stream": "fuel combustion", "fuel": "coke", "amount": 5, "unit": "t", "ncv": 28, "ncv_unit": "GJ/t"},
     "takes its table"),
    ("steel", {"stream": "fuel combustion", "fuel": "烟煤", "amount": 5, "unit": "t", "carbon_content": 0.026,
               "carbon_content_unit": "t/GJ"}, "takes its table"),
    ("power", {"stream": "fuel combustion", "fuel": "烟煤", "amount": 5, "unit": "t", "year": 2026},
     "from 2026 on the oxidation factor"),
])  # fmt: skip
def test_what_departs_from_the_guideline_is_told(sector: str, row: dict[str, Any], problem: str) -> None:
    """Missing data, measured where the table holds, the national database: each is a problem of its row."""
    found = account([row], sector, year=None if "year" in row else 2023)
    assert found.problems["problem"].str.contains(problem).any()


def test_a_fuel_is_measured_or_default_for_the_year() -> None:
    """Months with and without a measured calorific value are told."""
    coal = {"stream": "fuel combustion", "fuel": "烟煤", "amount": 5.0, "unit": "t"}
    found = account([{**coal, "ncv": 23.0, "ncv_unit": "GJ/t"}, {**coal, "ncv": None, "ncv_unit": None}])
    assert found.problems["problem"].str.contains("measured in some rows of the year").any()


def test_allowances_give_surplus_and_deficit() -> None:
    """Benchmark times output against the parts that the scheme counts; the parts are named by the caller."""
    found = account(CEMENT, "cement", grade="C")
    made = found.allowances(PLAN, covered=["fuel combustion", "process"]).iloc[0]
    assert made["surplus"] == pytest.approx(240000 - parts(found)["fuel combustion"] - 158100)
    assert found.allowances({**PLAN, "benchmark": [0.7]}, covered=["process"])["surplus"].iloc[0] == 210000 - 158100


@pytest.mark.parametrize(("covered", "change", "message"), [
    ((), {}, "no part is named"),
    (("scope 2",), {}, "not a part of the account"),
    (("process",), {"benchmark_source": [""]}, "without source"),
    (("process",), {"year": [2020]}, "not of the account"),
    (("process",), {"output": [-1.0]}, "below zero"),
    (("process",), {"unit": ["MWh"]}, "MWh"),
])  # fmt: skip
def test_bad_allowances_are_refused(covered: tuple[str, ...], change: dict[str, Any], message: str) -> None:
    """Nothing is counted in silence."""
    with pytest.raises(DataError, match=message):
        account(CEMENT, "cement", grade="C").allowances({**PLAN, **change}, covered=covered)


def test_purchased_electricity_leaves_the_power_sector_in_2026() -> None:
    """From 2026 on the scheme takes it as auxiliary: to count it is refused."""
    power = [{"stream": "purchased electricity", "amount": 5.0, "unit": "MWh", "emission_factor": 0.5,
              "emission_factor_unit": "t/MWh"}]  # fmt: skip
    found = account(power, "power", year=2026)
    with pytest.raises(DataError, match="not in the emission of a power enterprise"):
        found.allowances(PLAN, covered=["net purchased electricity"])


def test_every_wrong_row_is_told_at_once() -> None:
    """Unknown stream, no year, no unit and an id twice stand in one error."""
    rows = [
        {"id": "a", "stream": "clinkr", "amount": 1, "unit": "t"},
        {"id": "a", "stream": "", "amount": 1, "unit": ""},
    ]
    with pytest.raises(DataError, match="problems") as told:
        account(rows, "cement", year=None)
    problems = {problem.problem for problem in told.value.problems}
    assert {"not a stream of the sector cement", "the stream is missing", "the year is missing", "the unit is missing",
            "the id stands twice"} <= problems  # fmt: skip


@pytest.mark.parametrize(("rows", "sector", "error", "message"), [
    (STEEL, "steal", UnknownNameError, "steel"),
    ([{**STEEL[0], "year": "last"}], "steel", DataError, "not a year"),
    (pd.DataFrame(columns=["stream", "amount", "unit"]), "steel", DataError, "the table has no rows"),
    ([{"amount": 1, "unit": "t"}], "steel", DataError, "the column is missing"),
    ([{"stream": "equipment gas", "substance": "SF6", "role": "input", "amount": 1, "unit": "kg"}], "grid", DataError,
     "fixes no GWP set"),
])  # fmt: skip
def test_what_cannot_be_accounted_is_refused(rows: Any, sector: str, error: type[Exception], message: str) -> None:
    """An unknown sector, a table without streams, gases without a GWP set."""
    with pytest.raises(error, match=message):
        account(rows, sector)


def test_what_does_not_occur_is_zero_and_a_gwp_set_is_known() -> None:
    """NO of a stream is none of it; a set of potentials that there is not is refused."""
    row = {"stream": "flux", "material": "limestone", "amount": None, "unit": "t", "notation": "NO"}
    assert account([row]).problems.empty
    with pytest.raises(UnknownNameError, match="AR9"):
        account(STEEL, gwp="AR9")


def test_the_catalogue_names_methods_that_there_are() -> None:
    """Every stream has a method of its module, a part of the total and a document."""
    found = zc.footprint.enterprise_streams()
    known = set(zc.methods()[["module", "method"]].itertuples(index=False, name=None))
    assert set(found[["module", "method"]].itertuples(index=False, name=None)) <= known
    assert set(found["part"]) <= set(PARTS)
    assert set(found["source"]) <= set(sources())
    assert not found.duplicated(["sector", "stream", "method"]).any()


def test_the_account_speaks_chinese_and_goes_out() -> None:
    """Document, page, JSON: printed figures, words in the language, null for what is not known."""
    found = account([*STEEL, {"stream": "electrodes", "material": "electrode", "amount": None, "unit": "t"}])
    text = found.document("zh").text()
    assert all(word in text for word in ("企业排放总量", "净购入电力", "缺省值", "熔剂", "NE"))
    assert "enterprise total" in repr(found)
    assert "<html" in found.to_html(language="zh")
    assert found.to_dict()["totals"][-1]["emission"] is None


def test_a_workbook_with_chinese_headers_is_an_account(tmp_path: Any) -> None:
    """The table may be a file."""
    file = tmp_path / "works.csv"
    frame = pd.DataFrame(STEEL).rename(
        columns={"stream": "排放源", "fuel": "能源品种", "amount": "消费量", "unit": "单位"}
    )
    frame.to_csv(file, index=False)
    assert account(file).total() == pytest.approx(account(STEEL).total())


def test_a_file_that_cannot_be_written_is_told_before_anything_is(tmp_path: Path) -> None:
    """Pages and JSON of an account are written whole, as every file is: a missing folder is named."""
    account = zc.footprint.enterprise(STEEL, sector="steel", region="CN-HA", year=2023)
    for write, name in ((account.to_html, "a.html"), (account.to_json, "a.json")):
        with pytest.raises(FileNotFoundError, match="there is no folder"):
            write(tmp_path / "missing" / name)
        made = write(tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8") == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.json"]
