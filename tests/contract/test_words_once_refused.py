"""Words of users that were refused once: each is understood now, or its refusal says what to write."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [("千公顷", 1e7, "m2"), ("hm2", 1e4, "m2"), ("万tce", 1e4, "tce"), ("t/(hm2 a)", 1e-4, "t/(m2 a)")],
)
def test_units_of_yearbooks_are_known(text: str, amount: float, unit: str) -> None:
    """Hectares of yearbooks and rates per hectare."""
    assert zc.quantity(1, text).to(unit).magnitude == pytest.approx(amount)


@pytest.mark.parametrize(("text", "remedy"), [("蒸吨", "write t/h"), ("蒸吨/h", "write t/h")])
def test_a_boiler_tonne_says_what_to_write(text: str, remedy: str) -> None:
    """Tonnes of steam per hour are a capacity, not a mass."""
    with pytest.raises(zc.UnitError, match=remedy):
        zc.quantity(1, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [("镉", "Cd"), ("As", "As"), ("CrVI", "hexavalent chromium"), ("Cr6+", "hexavalent chromium"), ("汞", "Hg"),
     ("VOCs", "VOCs"), ("挥发性有机物", "VOCs"), ("R-1234yf", "HFO-1234yf"), ("R-466A", "R-466A")],
)  # fmt: skip
def test_substances_are_known(text: str, key: str) -> None:
    """Heavy metals, volatile compounds and refrigerants by the names of the trade."""
    assert zc.substance(text).key == key


@pytest.mark.parametrize("text", ["NO2", "二氧化氮"])
def test_nitrogen_dioxide_says_how_it_is_counted(text: str) -> None:
    """The gas of the air quality standard is no substance of an inventory: the word to write is told."""
    with pytest.raises(zc.UnknownNameError, match="counted as NO2: write NOx"):
        zc.substance(text)


LEDGER = {"项目名称": "a", "污染物": "氮氧化物", "减排量": 1.0, "单位": "吨", "年份": 2024, "状态": "已完成"}
STATUSES = ["竣工", "已完成", "完成", "核定", "已核定", "建设中", "在建", "规划", "计划", "拟建", "已投运", "已建成"]


@pytest.mark.parametrize("status", STATUSES)
def test_statuses_of_a_ledger_are_known(status: str) -> None:
    """Words of bureaus for the stage of a project."""
    assert len(zc.read_ledger(pd.DataFrame([LEDGER | {"状态": status}]))) == 1


@pytest.mark.parametrize(("header", "cell"), [("年份", "2023年"), ("年份", "2024年"), ("减排量", "1,200")])
def test_cells_of_a_ledger_are_read(header: str, cell: str) -> None:
    """Years with their character and numbers with commas."""
    assert len(zc.read_ledger(pd.DataFrame([LEDGER | {header: cell}]))) == 1


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("项目名称", "减排项目"),
        ("污染物", "污染物名称"),
        ("减排量", "核定减排量"),
        ("减排量", "年减排量"),
        ("年份", "完成年份"),
    ],
)
def test_headers_of_a_ledger_are_known(header: str, written: str) -> None:
    """Headers of bureaus' own workbooks."""
    assert len(zc.read_ledger(pd.DataFrame([LEDGER]).rename(columns={header: written}))) == 1


def _emission(module: str, substance: str, **row: object) -> float:
    made = getattr(zc, module).estimate(pd.DataFrame([row]), region="CN-HA", year=2023, substances=[substance])
    return float(made.frame["emission"].sum(min_count=1))


@pytest.mark.parametrize(
    ("module", "row"),
    [
        ("energy", {"fuel": "外购蒸汽", "amount": 1.0, "unit": "GJ"}),
        ("energy", {"fuel": "外购热力", "amount": 1.0, "unit": "GJ"}),
        ("industry", {"method": "cement clinker", "product": "水泥熟料", "amount": 1.0, "unit": "t"}),
        ("industry", {"method": "carbonate use", "material": "石灰石", "amount": 1.0, "unit": "t"}),
        ("industry", {"method": "carbonate use", "material": "白云石", "amount": 1.0, "unit": "t"}),
    ],
)
def test_names_of_goods_answer(module: str, row: dict[str, object]) -> None:
    """Steam that is bought, clinker, limestone and dolomite have a figure at the default grade."""
    assert _emission(module, "CO2", **row) > 0


def test_portland_clinker_asks_for_the_grade_of_its_one_copy() -> None:
    """The figure of the guideline stands in one copy, which another contradicts: the remedy names the grade."""
    row = pd.DataFrame([{"method": "cement clinker", "product": "硅酸盐水泥熟料", "amount": 1.0, "unit": "t"}])
    asked = {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}
    remedy = zc.industry.estimate(row, **asked).problems["remedy"].iloc[0]
    assert remedy.startswith('Pass factors=zc.factors(grade="C")')
    assert zc.industry.estimate(row, factors=zc.factors("C"), **asked).total("CO2").magnitude == pytest.approx(0.535)


FLEET = {"powertrain": "柴油", "size": "rigid 14 - 20 t", "standard": "Euro IV", "amount": 1.0, "unit": "万辆",
         "annual_distance": 40000}  # fmt: skip


@pytest.mark.parametrize("vehicle", ["重型货车", "重型载货车", "重型载货汽车", "heavy duty truck"])
def test_one_word_names_a_vehicle_class_in_both_methods(vehicle: str) -> None:
    """The lorry of the Chinese guide is the heavy duty truck of the class method: one figure under every name."""
    by_class = {"method": "road exhaust, tier 2", "vehicle": vehicle, **FLEET}
    named = {"method": "road exhaust, tier 2", "vehicle": "重型载货车", **FLEET}
    assert _emission("transport", "NOx", **by_class) == pytest.approx(_emission("transport", "NOx", **named))


@pytest.mark.parametrize("standard", ["国六", "国六a", "国六b", "国VI"])
def test_china_vi_asks_for_its_euro_standard_once(standard: str) -> None:
    """The Chinese guide ends before China VI: the one remedy names the column, and it answers."""
    row = {"method": "road exhaust, tier 2", "vehicle": "重型货车", **FLEET, "standard": standard}
    made = zc.transport.estimate(pd.DataFrame([row]), region="CN-HA", year=2023, substances=["NOx"])
    assert made.problems["remedy"].iloc[0].startswith("Give euro_standard")
    assert _emission("transport", "NOx", **row, euro_standard="Euro VI D/E") > 0


@pytest.mark.parametrize("words", ["汽车涂装", "电解铝 CO2", "差旅", "通勤", "镁砂", "耐火砖", "铝矾土", "国六 NOx"])
def test_words_find_rows(words: str) -> None:
    """What enterprises look for is found, or asked for with the place where it usually stands."""
    assert len(zc.factors().find(words))


@pytest.mark.parametrize("region", ["巩义", "巩义市", "郑州航空港区", "郑州航空港经济综合实验区", "中牟", "中牟县"])
def test_districts_are_known_by_their_short_names(region: str) -> None:
    """Districts as bureaus write them."""
    rows = pd.DataFrame({"fuel": ["柴油"], "amount": [1.0], "unit": ["t"]})
    assert zc.energy.estimate(rows, region=region, year=2023, substances=["CO2"]).total("CO2").magnitude > 3


def test_one_row_and_a_list_of_rows_are_read() -> None:
    """A web service sends dictionaries; one substance may stand alone."""
    rows = [{"fuel": "diesel", "amount": 1, "unit": "t"}]
    assert zc.energy.estimate(rows, region="CN-HA", year=2023, substances="CO2").total("CO2").magnitude > 3
