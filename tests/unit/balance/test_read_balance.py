"""Energy balances are read as they are printed: layouts of several publishers and years, with other numbers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.balance.words import processes
from zzcarbon.document import word

FUELS = ["煤合计", "原煤", "洗精煤", "焦炭", "油品合计", "柴油", "天然气", "热力", "电力", "其他能源"]
ENGLISH = ["Coal Total", "Raw Coal", "Cleaned Coal", "Coke", "Petroleum Products Total", "Diesel Oil", "Natural Gas", "Heat", "Electricity", "Other Energy"]  # fmt: skip
UNITS = ["万吨", "万吨", "万吨", "万吨", "万吨", "万吨", "亿立方米", "百亿千焦", "亿千瓦时", "万吨标煤"]
FIGURES = {
    "supply": [900.0, 800.0, 100.0, 20.0, 60.0, 60.0, 9.0, None, -10.0, 3.0],
    "production": [700.0, 700.0, None, None, None, None, 1.0, None, 5.0, 3.0],
    "in": [250.0, 150.0, 100.0, 20.0, 60.0, 60.0, 8.0, None, None, None],
    "out": [-50.0, -50.0, None, None, None, None, None, None, -15.0, None],
    "transformation": [-500.0, -500.0, None, 30.0, None, None, -2.0, 400.0, 110.0, -1.0],
    "thermal": [-420.0, -420.0, None, None, None, None, -2.0, None, 110.0, -1.0],
    "heating": [-40.0, -40.0, None, None, None, None, None, 400.0, None, None],
    "coking": [-40.0, -40.0, None, 30.0, None, None, None, None, None, None],
    "losses": [None, None, None, None, None, None, 0.5, 5.0, 6.0, None],
    "final": [400.0, 300.0, 100.0, 50.0, 60.0, 60.0, 6.5, 395.0, 94.0, 2.0],
    "agriculture": [10.0, 10.0, None, None, 20.0, 20.0, None, None, 4.0, None],
    "industry": [350.0, 250.0, 100.0, 50.0, 10.0, 10.0, 4.0, 300.0, 70.0, 2.0],
    "material": [30.0, 30.0, None, None, None, None, 1.0, None, None, None],
    "households": [40.0, 40.0, None, None, 30.0, 30.0, 2.5, 95.0, 20.0, None],
    "urban": [15.0, 15.0, None, None, 25.0, 25.0, 2.5, 95.0, 12.0, None],
    "rural": [25.0, 25.0, None, None, 5.0, 5.0, None, None, 8.0, None],
}
PROVINCE = {
    "supply": "一.可供本地区消费的能源量", "production": "1.一次能源生产量", "in": "3.外省(区、市)调入量",
    "out": "6.本省(区、市)调出量(-)", "transformation": "二.加工转换投入(-)产出(+)量", "thermal": "1.火力发电", "heating": "2.供热",
    "coking": "4.炼焦", "losses": "三.损失量", "final": "四.终端消费量", "agriculture": "1.农、林、牧、渔、水利业", "industry": "2.工业",
    "material": "#用作原料、材料", "households": "6.生活消费", "urban": "城镇", "rural": "乡村",
}  # fmt: skip
NATION = PROVINCE | {
    "supply": "一.可供消费的能源总量", "in": "4.进 口 量", "out": "5.出 口 量(-)", "heating": "2.供    热", "coking": "4.炼    焦",
    "losses": "三.损 失 量", "industry": "2.工    业", "material": "#用作原料.材料", "urban": "城 镇", "rural": "乡 村",
}  # fmt: skip


def _sheet(path: Path, rows: list[list], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def _body(labels: dict[str, str], english: bool = True) -> list[list]:
    return [[label, *([""] if english else []), *FIGURES[key]] for key, label in labels.items()]


def _provincial(folder: Path) -> Path:
    """Write the China Energy Statistical Yearbook, a province, physical units: two title rows, units in rows 5 and 9."""
    head = [["6-16  某省能源平衡表(实物量)-2017"], ["Energy Balance of a Province"], [], ["项目", "Item", *FUELS], ["", "", *(f"({u})" for u in UNITS)],
            ["", "", *ENGLISH], [], [], ["", "", *["(10 000 tons)"] * 6, *[""] * 4], []]  # fmt: skip
    return _sheet(folder / "province.xlsx", [*head, *_body(PROVINCE)], ("A1:L1",))


def _national(folder: Path) -> Path:
    """Write the same yearbook, the nation: padded words, names and units broken over two rows."""
    names = [
        ["煤合计", "原煤", "洗精煤", "焦炭", "油品", "柴油", "天然气", "热力", "电力", "其他"],
        ["", "", "", "", "合计", "", "", "", "", "能源"],
    ]
    units = [
        ["(万吨)"] * 6 + ["(亿立", "(万百万", "(亿千瓦", "(万吨标"],
        [""] * 6 + ["方米)", "千焦)", "小时)", "准煤)"],
    ]
    head = [["4-2 中国能源平衡表(实物量) -2019"], ["Energy Balance of China"], []]
    head += [
        ["", "", *names[0]],
        ["项      目", "Item", *names[1]],
        ["", "", *ENGLISH],
        ["", "", *units[0]],
        ["", "", *units[1]],
        [],
    ]
    return _sheet(folder / "nation.xlsx", [*head, *_body(NATION)])


def _standard(folder: Path) -> Path:
    """Write the same yearbook in standard coal: one unit for all above the heads, a loose number above the figures."""
    head = [
        ["4-1 中国能源平衡表(标准量) -2019"],
        ["Energy Balance of China"],
        [],
        ["单位:万吨标准煤  ", *[""] * 10, "(10 000 tce)"],
    ]
    head += [["", "", *FUELS], ["项目", "Item", *[""] * 10], ["", "", *ENGLISH], [], ["", "", "", 0.1229]]
    return _sheet(folder / "standard.xlsx", [*head, *_body(NATION)])


def _city(folder: Path) -> Path:
    """Write a city's yearbook as CSV in GB 18030: one header row, a row of units, marks and notes."""
    rows = [["综合能源平衡表（2021年）"], ["指标", *FUELS], ["", *UNITS], *_body(PROVINCE, english=False)]
    rows[-1][4] = "…"
    rows[-2][4] = "<0.5"
    rows[12][1] = "1,350.5"
    rows += [["注：“…”表示不足最小单位数。"]]
    file = folder / "city.csv"
    with file.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def _grouped(folder: Path) -> Path:
    """Write a table whose headings stand under merged groups, three rows deep."""
    head = [
        ["某市能源平衡表 2020"],
        ["项目", "煤", "煤", "煤", "", "油品", "", "", "", "", ""],
        ["", *FUELS],
        ["", *UNITS],
    ]
    return _sheet(
        folder / "grouped.xlsx", [*head, *_body(PROVINCE, english=False)], ("A1:K1", "B2:D2", "A2:A4", "F2:G2")
    )


def _site(folder: Path) -> Path:
    """Write the statistics site: one line per item with its unit in brackets, years across."""
    rows = [["数据库：年度数据"], ["指标", "2019年", "2020年"], ["可供消费的能源总量(万吨标准煤)", 100.0, 120.0], ["一次能源生产量(万吨标准煤)", 80.0, 90.0],
            ["进口量(万吨标准煤)", 30.0, 40.0], ["出口量(-)(万吨标准煤)", -10.0, -10.0], ["损失量(万吨标准煤)", 2.0, 2.5], ["数据来源：国家统计局"]]  # fmt: skip
    return _sheet(folder / "site.xlsx", rows)


LAYOUTS = {"province": _provincial, "nation": _national, "city": _city, "grouped": _grouped}


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_every_figure_of_a_layout_is_read(name: str, tmp_path: Path) -> None:
    """Every cell with a number is one row of its fuel, row and unit, whatever the depth of the header."""
    balance = zc.read_balance(LAYOUTS[name](tmp_path))
    frame = balance.frame
    expected = sum(value is not None for values in FIGURES.values() for value in values)
    assert len(frame) == expected + (2 if name == "city" else 0)
    assert set(frame["fuel"]) == {
        "coal products", "raw coal", "cleaned coal", "coke", "oil products", "diesel", "natural gas", "heat", "electricity",
        "other energy",
    }  # fmt: skip
    industry = frame[frame["process"].eq("industry")].set_index("fuel")
    assert industry.loc["natural gas", ["amount", "unit"]].tolist() == [4.0, "亿立方米"]
    assert industry.loc["heat", ["amount", "unit"]].tolist() == [3000.0, "TJ"]
    assert industry.loc["electricity", "amount"] == 70.0
    assert zc.quantity(1, industry.loc["electricity", "unit"]).to("kWh").magnitude == pytest.approx(1e8)
    assert set(frame["year"]) == {{"province": 2017, "nation": 2019, "city": 2021, "grouped": 2020}[name]}
    assert len(balance.problems) == (1 if name == "city" else 0), balance.problems.to_string()


def test_one_unit_for_the_whole_table(tmp_path: Path) -> None:
    """A unit above the heads holds for every column; a loose number above the figures is none of them."""
    balance = zc.read_balance(_standard(tmp_path))
    assert set(balance.frame["unit"]) == {"万吨标准煤"}
    assert len(balance.frame) == sum(value is not None for values in FIGURES.values() for value in values)


def test_years_across_with_the_unit_in_the_label(tmp_path: Path) -> None:
    """A table of all energy by year keeps its years; no activity rows come of it, and it says why."""
    balance = zc.read_balance(_site(tmp_path))
    assert balance.frame["year"].tolist() == [2019, 2020] * 5
    assert set(balance.frame["unit"]) == {"万吨标准煤"}
    assert balance.problems.empty
    assert balance.notes == ("数据来源：国家统计局",)


def test_what_burns_counts_each_carbon_once(tmp_path: Path) -> None:
    """Final consumption and inputs into power and heat burn; material use, totals, coking and carriers do not."""
    activity = zc.read_balance(_provincial(tmp_path)).activity(region="CN-HA")
    found = activity.groupby("fuel")["amount"].sum().to_dict()
    assert found == {
        "cleaned coal": 100.0,
        "coke": 50.0,
        "diesel": 60.0,
        "natural gas": 7.5,
        "other energy": 3.0,
        "raw coal": 730.0,
    }
    assert set(activity.attrs["left_out"]["fuel"]) == {"coal products", "oil products", "electricity", "heat"}
    power = activity[activity["process"].eq("thermal power")].set_index("fuel")["amount"].to_dict()
    assert power == {"raw coal": 420.0, "natural gas": 2.0, "other energy": 1.0}
    bought = zc.read_balance(_provincial(tmp_path)).activity(region="CN-HA", carriers=True)
    assert bought[bought["fuel"].eq("electricity")]["amount"].sum() == 94.0
    rows = activity[activity["fuel"].isin(["raw coal", "diesel"])]
    total = zc.energy.estimate(rows.drop(columns="non_energy"), substances=["CO2"]).total("CO2")
    assert total.to("Mt").magnitude > 1


def test_marks_notes_and_thousands(tmp_path: Path) -> None:
    """… and <0.5 are marks without number, 1,350.5 is a number, text below the figures is a note."""
    balance = zc.read_balance(_city(tmp_path))
    marks = balance.frame[balance.frame["mark"].ne("")]
    assert marks["mark"].tolist() == ["<0.5", "…"]
    assert marks["amount"].isna().all()
    assert balance.frame["amount"].eq(1350.5).any()
    assert balance.notes == ("注：“…”表示不足最小单位数。",)
    assert "add up" in balance.problems["problem"].iloc[0]


def test_wrong_signs_and_sums_are_told_and_stay(tmp_path: Path) -> None:
    """An export above zero and items that do not add up are problems with cell and remedy; the figures stay."""
    file = _provincial(tmp_path)
    book = openpyxl.load_workbook(file)
    book.active["D14"] = 50.0
    book.active["C11"] = 999.0
    book.save(file)
    problems = zc.read_balance(file).problems
    assert problems[["row", "problem"]].to_numpy().tolist() == [
        ["D14", "the sign is not that of the row"],
        ["C11", "the items of 一.可供本地区消费的能源量 add up to 900, not 999"],
        ["D11", "the items of 一.可供本地区消费的能源量 add up to 900, not 800"],
    ]


def test_what_is_not_understood_is_told_with_the_own_map_that_mends_it(tmp_path: Path) -> None:
    """An unknown heading or label is listed with its cell; own maps read it; None leaves it out."""
    rows = [["某市能源平衡表 2020"], ["项目", "兰炭", "原煤"], ["", "万吨", "万吨"], ["终端消费量", 1.0, 3.0], ["规模以上工业", 1.0, 2.0], ["建筑业", "", "约1"]]  # fmt: skip
    file = _sheet(tmp_path / "own.xlsx", rows)
    bare = zc.read_balance(file)
    assert bare.problems[["row", "problem", "remedy"]].to_numpy().tolist() == [
        ["B3", "the heading names no fuel", "Give fuels={'兰炭': None} to leave it out, or its fuel in place of None."],
        [
            "A5",
            "the label names no row",
            (
                "Give rows={'规模以上工业': None} to leave it out, or in place of None one of "
                "agriculture, industry, construction, transport, trade, households, other."
            ),
        ],
        ["C6", "text where a number belongs", "Write a number, or leave the cell blank."],
    ]
    own = zc.read_balance(file, fuels={"兰炭": "coke"}, rows={"规模以上工业": "industry"})
    assert own.frame[own.frame["fuel"].eq("coke")]["process"].tolist() == ["final consumption", "industry"]
    assert len(zc.read_balance(file, fuels={"兰炭": None}, rows={"规模以上工业": None}).problems) == 1
    with pytest.raises(zc.UnknownNameError, match="unknown fuel 'cok'"):
        zc.read_balance(file, fuels={"兰炭": "cok"})
    with pytest.raises(zc.UnknownNameError, match="unknown row of a balance 'industri'. Did you mean 'industry'"):
        zc.read_balance(file, rows={"规模以上工业": "industri"})


def _no_year(folder: Path) -> Path:
    return _sheet(folder / "a.xlsx", [["能源平衡表"], ["项目", "原煤"], ["终端消费量", 3.0], ["工业", 3.0]])


def _no_balance(folder: Path) -> Path:
    return _sheet(folder / "a.xlsx", [["a", "b"], [1, 2]])


def _binary(folder: Path) -> Path:
    (folder / "a.csv").write_bytes(b"\xff\x00\x81\xfe")
    return folder / "a.csv"


def _negative(folder: Path) -> Path:
    rows = [
        ["能源平衡表 2020"],
        ["项目", "原煤(万吨)"],
        ["", "万吨"],
        ["终端消费量", 3.0],
        ["工业", 3.0],
        ["#用作原料、材料", 4.0],
    ]
    return _sheet(folder / "a.xlsx", rows)


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (_no_year, "names no year.*Give year=2020(.|\n)*no unit is stated"),
        (_no_balance, "no row is known.*give sheet="),
        (_binary, "neither an .xlsx workbook nor text"),
    ],
)
def test_what_is_no_balance_is_refused(make: Callable[[Path], Path], match: str, tmp_path: Path) -> None:
    """Everything that is missing is said at once, with the argument that gives it."""
    with pytest.raises(zc.DataError, match=match):
        zc.read_balance(make(tmp_path))
    with pytest.raises(zc.DataError, match="there is no sheet 'x'"):
        zc.read_balance(_no_balance(tmp_path).rename(tmp_path / "b.xlsx"), sheet="x")


def test_year_and_unit_can_be_given_and_less_than_nothing_does_not_burn(tmp_path: Path) -> None:
    """Given year and unit are taken; a material use above the consumption is refused with its cell."""
    balance = zc.read_balance(_no_year(tmp_path), year=2020, unit="万吨")
    assert balance.activity(region="CN-HA")["amount"].tolist() == [3.0]
    with pytest.raises(zc.UnknownNameError, match="unknown process of a balance 'industy'"):
        balance.activity(region="CN-HA", categories={"industy": "1.A.2"})
    with pytest.raises(zc.DataError, match="less than nothing burns"):
        zc.read_balance(_negative(tmp_path), fuels={"原煤(万吨)": "raw coal"}).activity(region="CN-HA")


def test_what_was_understood_is_a_table(tmp_path: Path) -> None:
    """Every heading and label stands there with what it was taken as and its cell."""
    seen = zc.read_balance(_provincial(tmp_path)).understood
    assert isinstance(seen, pd.DataFrame)
    first = seen[seen["kind"].eq("column")].iloc[1]
    assert (
        first[["printed", "taken_as", "unit"]].tolist() == ["Raw Coal", "raw coal", "万吨"]
        or first["printed"] == "原煤"
    )
    assert seen[seen["taken_as"].eq("")].empty


def test_supply_is_what_the_reference_approach_takes(tmp_path: Path) -> None:
    """Apparent consumption of gas is what burns and what is lost; sums of fuels and carriers are no supply."""
    balance = zc.read_balance(_provincial(tmp_path))
    supply = balance.supply().set_index("fuel")
    assert set(supply.index) == {"raw coal", "cleaned coal", "coke", "diesel", "natural gas", "other energy"}
    apparent = zc.analysis.apparent_consumption(supply)
    burnt = balance.activity(region="CN-HA").groupby("fuel")["amount"].sum()
    assert apparent["natural gas"] == pytest.approx(burnt["natural gas"] + 0.5)
    assert apparent["raw coal"] == 700.0 + 150.0 - 50.0 - 30.0
    assert apparent["coke"] == 20.0


def test_supply_in_two_units_is_refused(tmp_path: Path) -> None:
    """A fuel whose figures of one year stand in two units is not added."""
    balance = zc.read_balance(_provincial(tmp_path))
    frame = balance.frame.copy()
    frame.loc[(frame["fuel"] == "diesel") & (frame["process"] == "moved in"), "unit"] = "t"
    more = frame[(frame["fuel"] == "diesel") & (frame["process"] == "moved in")].assign(unit="万吨")
    with pytest.raises(zc.DataError, match="a second unit of the fuel"):
        replace(balance, frame=pd.concat([frame, more])).supply()


def _small(folder: Path, *rows: list[object], head: list[str] | None = None) -> Path:
    first = [
        ["某市能源平衡表 2020"],
        head or ["项目", "原煤", "电力"],
        ["", "万吨", "亿千瓦时"] if head is None else [""],
    ]
    return _sheet(folder / "small.xlsx", [*first, *rows])


def test_fuel_of_a_power_station_without_its_minus_is_told(tmp_path: Path) -> None:
    """1100 for -1100 is no output: coal makes power, and only power and heat come out."""
    rows = [["二.加工转换投入(-)产出(+)量", 1080.0, 60.0], ["1.火力发电", 1100.0, 60.0], ["4.炼焦", -20.0, ""], ["四.终端消费量", 5.0, 60.0]]  # fmt: skip
    (problem,) = zc.read_balance(_small(tmp_path, *rows)).problems.to_dict("records")
    assert (problem["row"], problem["value"]) == ("B5", "1100.0")
    assert problem["problem"].startswith("a fuel that goes into a power station is negative")


def test_a_last_row_with_figures_is_no_note(tmp_path: Path) -> None:
    """居民生活 is read; a label nobody knows below the known ones is a problem, a note without figures stays one."""
    rows = [
        ["四、终端消费量", 45.0, 9.0],
        ["2.工业", 30.0, 5.0],
        ["7.居民生活", 10.0, 3.0],
        ["8.数据中心", 5.0, 1.0],
        ["注：2020年数据"],
    ]
    found = zc.read_balance(_small(tmp_path, *rows))
    assert found.problems[["row", "value"]].to_numpy().tolist() == [
        ["A7", "8.数据中心"], ["B4", "45.0"], ["C4", "9.0"]]  # fmt: skip
    assert "households" in set(found.frame["process"])
    assert found.notes == ("注：2020年数据",)


def test_a_unit_in_the_cell_of_the_heading_is_read(tmp_path: Path) -> None:
    """原煤(万吨) and 电力（亿千瓦小时） are fuel and unit; marks of notes are no part of a name."""
    rows = [["四.终端消费量", 30.0, 5.0, 2.0], ["2.工业", 30.0, 5.0, 2.0]]
    found = zc.read_balance(
        _small(tmp_path, *rows, head=["项目", "原煤①(万吨)", "电力（亿千瓦小时）", "柴油\n（万吨）"])
    )
    assert found.problems.empty
    assert found.activity(region="郑州", carriers=True)[["fuel", "amount", "unit"]].to_numpy().tolist() == [
        ["raw coal", 30.0, "万吨"], ["electricity", 5.0, "亿千瓦时"], ["diesel", 2.0, "万吨"]]  # fmt: skip


def test_a_fuel_under_two_headings_is_told_and_a_sum_of_fuels_is_left_out(tmp_path: Path) -> None:
    """Both columns would be counted; 合计 is the sum of all and never one of them."""
    rows = [["四.终端消费量", 20.0, 25.0, 45.0], ["2.工业", 20.0, 25.0, 45.0]]
    found = zc.read_balance(_small(tmp_path, *rows, head=["项目", "原煤(万吨)", "原煤②(万吨)", "合计(万吨标准煤)"]))
    assert found.problems[["row", "problem"]].to_numpy().tolist() == [["B3, C3", "two columns name the same fuel"]]
    assert set(found.activity(region="郑州")["fuel"]) == {"raw coal"}


def test_every_row_of_a_balance_has_a_chinese_name_on_a_page() -> None:
    """The names that activity data carry as process are told in Chinese: in tables and charts of a report."""
    assert [key for key in processes() if word(key, "zh").isascii()] == []
