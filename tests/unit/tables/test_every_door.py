"""Whatever table a function takes, it reads it in the one room: files, Chinese headers, units in headers, faults told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import agriculture, cobenefit, footprint, industry, standards, waste, water
from zzcarbon.targets import energy_control, reconcile, transfers
from zzcarbon.water import MissingThreshold

SHARED = {"transfers", "own limits", "tax", "energy", "water tax"}
"""Doors whose column of numbers and column ``unit`` belong to each other."""
DUTIES = pd.DataFrame({"NOx": {"郑州市": 19075.0, "开封市": 4000.0}})
PERMIT = MissingThreshold(0.25, source="permit, made up", medium="water")


class Door(NamedTuple):
    """A function that takes a table: its row, the Chinese headers, and the number column that is made wrong."""

    call: Callable[[Any], Any]
    row: Mapping[str, Any]
    zh: Mapping[str, str]
    number: str


DOORS = {
    "waste ratios": Door(waste.waste_ratios, {"waste": "粉煤灰", "generated": 100.0, "used": 92.0, "disposed": 5.0,
        "stored": 3.0, "unit": "万吨"}, {"waste": "固体废物", "generated": "产生量", "used": "综合利用量", "disposed": "处置量",
        "stored": "贮存量", "unit": "单位"}, "used"),
    "recycling": Door(waste.recycling_rows, {"material": "铝", "amount": 1000.0, "unit": "t", "substance": "CO2",
        "factor_primary": 11.2, "factor_recycled": 0.6, "substitution": 0.95, "source": "made up"}, {"material": "再生材料",
        "amount": "回收量", "unit": "单位", "factor_primary": "原生排放因子", "substitution": "替代率"}, "amount"),
    "land loads": Door(water.nonpoint_loads, {"basin": "贾鲁河", "land_use": "dry land", "extent": 1200.0, "extent_unit": "公顷",
        "substance": "TN", "coefficient": 22.0, "coefficient_unit": "kg/ha", "delivery": 0.25, "source": "made up"},
        {"basin": "小流域", "land_use": "土地利用", "extent": "面积", "extent_unit": "面积单位", "delivery": "入河系数"}, "extent"),
    "section loads": Door(water.section_loads, {"section": "中牟", "substance": "NH3-N", "flow": 12.0, "concentration": 1.5,
        "days": 120, "year": 2023}, {"section": "断面", "flow": "流量", "concentration": "浓度", "days": "天数"}, "concentration"),
    "transfers": Door(lambda rows: transfers(DUTIES, rows), {"giver": "郑州市", "taker": "开封市", "substance": "氮氧化物",
        "amount": 0.05, "unit": "万吨", "document": "agreement"}, {"giver": "转出方", "taker": "转入方", "amount": "转让量",
        "unit": "单位", "document": "文件"}, "amount"),
    "sinks": Door(lambda rows: agriculture.sink_project(rows, buffer=0.2), {"project": "forest", "year": 2024, "removal": 1100.0,
        "baseline": 100.0, "leakage": 50.0, "unit": "t"}, {"project": "项目", "year": "年份", "removal": "碳汇量",
        "baseline": "基线碳汇量", "leakage": "泄漏量", "unit": "单位"}, "removal"),
    "concentrations": Door(lambda rows: standards.check_limits(rows, standard="gb-13271-2014"), {"facility": "燃气锅炉",
        "substance": "氮氧化物", "concentration": 160.0, "limit_class": "special"}, {"facility": "设施", "substance": "污染物",
        "concentration": "排放浓度", "limit_class": "限值类别"}, "concentration"),
    "own limits": Door(lambda rows: standards.check_limits({"facility": ["kiln"], "substance": ["NH3"], "concentration": [5.0]},
        standard="ultra-low", limits=rows), {"standard": "ultra-low", "facility": "kiln", "substance": "NH3", "value": 8.0,
        "unit": "mg/m3", "locator": "table 1"}, {"standard": "标准", "value": "限值", "unit": "单位", "locator": "条款"}, "value"),
    "tax": Door(lambda rows: standards.environmental_tax(rows, rates={"air": 4.8}), {"outlet": "DA001", "substance": "二氧化硫",
        "emission": 95.0, "unit": "kg"}, {"outlet": "排放口", "substance": "污染物", "emission": "排放量", "unit": "单位"}, "emission"),
    "paved road": Door(lambda rows: industry.dust_rows(rows, "paved road"), {"substance": "PM10", "distance": 2e6, "silt_load": 0.6,
        "vehicle_weight": 2.5, "multiplier": 0.62, "wet_days": 80, "days": 365}, {"distance": "行驶里程", "silt_load": "积尘负荷"},
        "distance"),
    "kitchen": Door(lambda rows: industry.dust_rows(rows, "kitchen"), {"substance": "PM2.5", "flow": 6000.0, "hours": 1800,
        "concentration": 5.0}, {"substance": "污染物", "flow": "排风量", "hours": "运行时间", "concentration": "油烟浓度"}, "flow"),
    "event": Door(lambda rows: footprint.event(rows).frame, {"stage": "举办", "source": "交通", "emission": 12.0},
        {"stage": "阶段", "source": "排放源", "emission": "排放量"}, "emission"),
    "behaviour": Door(footprint.behaviour, {"act": "metro", "amount": 10.0, "unit": "person km", "baseline": "替代",
        "baseline_factor": 0.15, "factor": 0.03}, {"act": "低碳行为", "amount": "数量", "unit": "单位", "baseline": "基准",
        "baseline_factor": "基准因子", "factor": "因子"}, "amount"),
    "allowances": Door(footprint.benchmark_allowances, {"entity": "kiln", "output": 100.0, "unit": "万t", "benchmark": 0.85,
        "benchmark_unit": "t/t", "benchmark_source": "plan", "emission": 8.7e5}, {"entity": "企业", "output": "产量", "unit": "单位",
        "benchmark": "基准值", "emission": "排放量"}, "emission"),
    "energy": Door(lambda rows: energy_control(rows, gdp=pd.Series({2020: 100.0})), {"year": 2020, "energy": 1.0,
        "unit": "万吨标准煤"}, {"year": "年份", "energy": "能源消费量", "unit": "单位"}, "energy"),
    "accounts": Door(lambda rows: reconcile(rows, {"entity": "x", "substance": "NOx", "emission": 9.0}, tolerance=0.2),
        {"entity": "x", "substance": "NOx", "emission": 10.0}, {"entity": "企业名称", "substance": "污染物", "emission": "排放量"},
        "emission"),
    "readings": Door(lambda rows: water.missing_data(rows, threshold=PERMIT), {"outlet": "A", "expected": 24, "valid": 23},
        {"outlet": "排放口", "expected": "应测次数", "valid": "有效次数"}, "valid"),
    "co-control": Door(cobenefit.co_control, {"project": "boiler", "pollutant_reduction": 8.0, "pollutant_emission": 100.0,
        "gas_reduction": 40.0, "gas_emission": 1000.0}, {"project": "项目", "pollutant_reduction": "污染物减排量"}, "gas_emission"),
    "water tax": Door(water.pollution_equivalents, {"outlet": "DW001", "substance": "COD", "emission": 100.0,
        "unit": "kg"}, {"outlet": "排放口", "substance": "污染物"}, "emission"),
}  # fmt: skip


def _plain(result: Any, *labels: str) -> dict[str, list[str]]:
    """Return the numbers that a function gives, to compare two ways in; labels that stay as given are left out."""
    frame = result if isinstance(result, pd.DataFrame) else pd.DataFrame(result)
    numbers = frame.select_dtypes("number").drop(columns=list(labels), errors="ignore")
    return {str(name): [f"{value:.9g}" for value in numbers[name]] for name in sorted(numbers)}


def _file(folder: Path, door: Door, *rows: Mapping[str, Any], encoding: str = "gb18030") -> Path:
    """Write rows as a bureau does: a title, Chinese headers, a blank line between."""
    names = list(door.row)
    lines = [
        ",".join(["2024年统计表", *[""] * (len(names) - 1)]),
        ",".join(door.zh.get(name, name) for name in names),
        "",
    ]
    lines += [",".join(str(row[name]) for name in names) for row in rows]
    path = folder / "表.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("name", DOORS)
def test_a_file_of_a_bureau_gives_what_the_frame_gives(name: str, tmp_path: Path) -> None:
    """GB 18030, a title above, Chinese headers: the figures are those of the table by standard names."""
    door = DOORS[name]
    found = door.call(_file(tmp_path, door, door.row))
    assert _plain(found) == _plain(door.call(pd.DataFrame([door.row])))
    assert _plain(door.call([dict(door.row)])) == _plain(found)


@pytest.mark.parametrize("name", DOORS)
def test_a_wrong_cell_names_file_row_column_and_value(name: str, tmp_path: Path) -> None:
    """Text where a number belongs is told by the row of the file, in English and in Chinese."""
    door = DOORS[name]
    path = _file(tmp_path, door, door.row, {**door.row, door.number: "许多"})
    with pytest.raises(zc.DataError, match="not a (finite )?number") as caught:
        door.call(path)
    told = [found for found in caught.value.problems if found.column == door.number]
    assert {(found.file, found.row, found.value) for found in told} == {("表.csv", "5", "'许多'")}
    with zc.options.within(language="zh"):
        assert "不是" in str(caught.value)


@pytest.mark.parametrize("name", DOORS)
def test_notation_keys_and_missing_columns_are_told(name: str) -> None:
    """NE where a figure belongs is no zero; a table without its number column is refused by its name."""
    door = DOORS[name]
    with pytest.raises(zc.DataError, match=f"{door.number}.*a notation key"):
        door.call(pd.DataFrame([{**door.row, door.number: "NE"}]))
    with pytest.raises(zc.DataError, match=f"column {door.number}: the (column is missing|cell is empty)"):
        door.call(pd.DataFrame([door.row]).drop(columns=door.number))


@pytest.mark.parametrize(
    ("name", "column", "header", "factor"),
    [
        ("waste ratios", "generated", "产生量（吨）", 1e4), ("waste ratios", "used", "综合利用量（吨）", 1e4),
        ("land loads", "extent", "面积（km2）", 0.01), ("section loads", "concentration", "浓度（g/L）", 1e-3),
        ("transfers", "amount", "转让量（吨）", 1e4), ("sinks", "removal", "碳汇量（千吨）", 1e-3),
        ("concentrations", "concentration", "排放浓度（g/m3）", 1e-3), ("own limits", "value", "限值（g/m3）", 1e-3),
        ("tax", "emission", "排放量（吨）", 1e-3), ("paved road", "distance", "行驶里程（万km）", 1e-4),
        ("event", "emission", "排放量（kg）", 1e3), ("event", "emission", "排放量（万吨）", 1e-4),
        ("energy", "energy", "能源消费量（吨标准煤）", 1e4), ("co-control", "gas_emission", "gas_emission [kt]", 1e-3),
        ("allowances", "emission", "排放量（万吨）", 1e-4), ("allowances", "benchmark", "基准值（kg CO2/t）", 1e3), ("recycling", "substitution", "替代率（%）", 100.0),
        ("water tax", "emission", "排放量（吨）", 1e-3),
    ],
)  # fmt: skip
def test_a_unit_in_the_header_is_that_of_its_column(name: str, column: str, header: str, factor: float) -> None:
    """A unit in brackets holds for its own column, before the unit that the row names for all."""
    door = DOORS[name]
    gone = {column, f"{column}_unit", *(("unit",) if name in SHARED else ())}
    row = {key: value for key, value in door.row.items() if key not in gone}
    made = door.call(pd.DataFrame([{**row, header: door.row[column] * factor}]))
    assert _plain(made, column) == _plain(door.call(pd.DataFrame([door.row])), column)


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if "unit" in door.row])
def test_a_row_without_its_unit_is_told(name: str) -> None:
    """A blank unit is no tonne."""
    door = DOORS[name]
    with pytest.raises(zc.DataError, match=r"unit.*missing|unit.*is not said|unit '' is refused"):
        door.call(pd.DataFrame([door.row, {**door.row, "unit": ""}]))


def test_one_fault_is_told_once() -> None:
    """A unit that several columns share is wrong once."""
    row = {**DOORS["waste ratios"].row, "unit": "立方米"}
    with pytest.raises(zc.DataError, match="m3") as caught:
        waste.waste_ratios(pd.DataFrame([row]))
    assert len(caught.value.problems) == 1


def test_factors_of_acts_say_their_unit() -> None:
    """Grams for a unit of the act are read as such; a factor for something else is refused."""
    row = {"act": "lamp", "amount": 10.0, "unit": "kWh", "baseline": "mean", "baseline_factor": 0.6, "factor": 500.0}
    found = footprint.behaviour([{**row, "factor_unit": "g CO2e/kWh", "baseline_factor_unit": "t/MWh"}])
    assert found["reduction"].tolist() == pytest.approx([1.0])
    with pytest.raises(zc.DataError, match="Both are of one kind"):
        footprint.behaviour([{**row, "factor_unit": "g/km"}])
