"""Tables beside the activity data are read as the activity data are: odd files, units, Chinese, shares, totals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import planner
from zzcarbon.planner import read_candidates
from zzcarbon.transport import fleet_distance, fleet_in_year, fuel_check, hot_exhaust, link_emissions
from zzcarbon.waste import landfill_ch4, split_carbon, split_waste

CURVE = pd.DataFrame({"vehicle": "bus", "age": range(4), "survival": [1.0, 0.9, 0.8, 0.7]})
MIX = pd.DataFrame(
    {"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"], "standard": ["Euro 1"], "share": [1.0]}
)
SHARES: dict[str, Any] = {
    "until": 2022, "lifetime": 3, "installation_loss": 0.01, "leak_rate": 0.03, "recovered": 0.9,
}  # fmt: skip


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Return a CSV file with a text."""
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_fleet_of_a_chinese_sheet(tmp_path: Path) -> None:
    """Title, GB18030 by name of the encoding is for activity; here UTF-8: 万辆 in the header, 2018年, a note below."""
    text = '郑州市公交车注册量,,,\n车型,年份,辆数（万辆）,排放标准\n公交车,2018年,"0.02",国五\n公交车,2019年,0.01,国五\n注：统计年鉴,,,\n'
    fleet = fleet_in_year(written(tmp_path, text), CURVE, year=2020)
    assert fleet["number"].tolist() == pytest.approx([160.0, 90.0])
    far = pd.DataFrame({"车型": ["bus"], "年均行驶里程": [5.0], "年均行驶里程单位": ["万km"]})
    assert fleet_distance(fleet, far, year=2020)["amount"].tolist() == pytest.approx([8e6, 4.5e6])


def test_problems_name_the_row_of_the_file(tmp_path: Path) -> None:
    """Rows are counted as a spreadsheet counts them, past titles, units and blank rows."""
    text = "注册量,,\nvehicle,year,number,standard\n,,万辆,\n\nbus,2018,1,China V\n\nbus,2019,many,China V\n".replace(
        ",,\n", ",,,\n", 1
    )
    with pytest.raises(zc.DataError, match="row 7, column number: not a finite number"):
        fleet_in_year(written(tmp_path, text), CURVE, year=2020)


def test_a_workbook_of_deposits(tmp_path: Path) -> None:
    """A landfill is read from Excel: title row, header in Chinese, units in the header, years of spreadsheets."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["垃圾填埋量"], ["年份", "废弃物", "数量（万吨）", "填埋场类型", "气候", "衰减速率"],
        *([f"{year}年", "food waste", 10.0, "uncategorised", "boreal or temperate, wet", None] for year in (2020, 2021, 2022)),
        ["注：含郊县"],
    ):  # fmt: skip
        page.append(row)
    path = tmp_path / "deposits.xlsx"
    book.save(path)
    own = pd.DataFrame({"year": [2020, 2021, 2022], "waste": "food waste", "amount": 100_000.0, "unit": "t",
                        "site": "uncategorised", "climate": "boreal or temperate, wet"})  # fmt: skip
    found = landfill_ch4(path, edition=2019).frame["generated"]
    assert found.tolist() == pytest.approx(landfill_ch4(own, edition=2019).frame["generated"].tolist())
    assert found.iloc[-1] > 0


@pytest.mark.parametrize(
    ("shares", "unit"), [([40.0], ["%"]), (["40%"], [""]), ([0.4], [""]), ([400.0], ["‰"])]
)  # fmt: skip
def test_shares_say_their_unit(shares: list[Any], unit: list[str]) -> None:
    """A share of carbon in percent, per mille or as a fraction is one share."""
    rows = pd.DataFrame({"method": "waste incineration, fossil CO2", "fossil_carbon_fraction": shares,
                         "fossil_carbon_fraction_unit": unit})  # fmt: skip
    assert split_carbon(rows)["biogenic_carbon_fraction"].tolist()[1] == pytest.approx(0.6)


def test_units_of_the_rows_of_vehicles_are_read() -> None:
    """Metres per second and 万km are converted, where they were taken for km/h and km."""
    car = {"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"], "standard": ["Euro 1"],
           "amount": [1.0], "unit": ["km"]}  # fmt: skip
    plain = hot_exhaust(pd.DataFrame({**car, "speed": [36.0], "mileage": [150_000.0]}), ("CO",))
    other = hot_exhaust(pd.DataFrame({**car, "speed": [10.0], "speed_unit": ["m/s"], "mileage": [15.0],
                                      "mileage_unit": ["万km"]}), ("CO",))  # fmt: skip
    assert other["emission_factor"].tolist() == pytest.approx(plain["emission_factor"].tolist())


def test_a_mix_in_percent() -> None:
    """Shares of a mix may be percent; without the sign 100 is no share."""
    mix = MIX.assign(share=[100.0], share_unit=["%"])
    found = link_emissions([1.0], [[10.0]], [[50.0]], mix, substances=("CO",)).by_link
    assert found.tolist() == link_emissions([1.0], [[10.0]], [[50.0]], MIX, substances=("CO",)).by_link.tolist()
    with pytest.raises(zc.DataError, match="outside 0 to 1"):
        link_emissions([1.0], [[10.0]], [[50.0]], MIX.assign(share=[100.0]), substances=("CO",))


def test_candidates_come_from_files(tmp_path: Path) -> None:
    """Costs in 万元 of the header, 8% as a rate, 2025年, 运维费: the candidates of a Chinese sheet."""
    text = (
        '减排项目,总投资（万元）,运维费,寿命,贴现率,价格年份,最早年份\n水泥窑,"1,200",5,15,8%,2024年,2025年\n'
    )  # fmt: skip
    reductions = pd.DataFrame({"项目": ["水泥窑"], "污染物": ["氮氧化物"], "年减排量（吨）": [80.0]})
    found = read_candidates(written(tmp_path, text), reductions)
    assert found.frame[["capital", "rate", "earliest"]].values.tolist() == [[12e6, 0.08, 2025]]
    assert found.total("NOx").tolist() == [80.0]


def test_observations_of_chinese_tables() -> None:
    """2022年, a number with thousands and a share in percent are read; a detection limit is a problem."""
    plan = zc.plan("zhengzhou-14fyp")
    rows = pd.DataFrame({"指标": ["ZZ14-B1-02"], "年份": ["2023年"], "数值": ["64.93%"], "单位": [""]})
    card = plan.check(observations=rows, as_of=2023).frame
    assert card.loc[card["target"] == "ZZ14-B1-02", "achieved"].max() == pytest.approx(64.93)
    with pytest.raises(zc.DataError, match="not a finite number"):
        plan.check(observations=rows.assign(数值="<4"), as_of=2023)


BAD: list[tuple[Callable[[], object], str]] = [
    (lambda: fuel_check(pd.DataFrame({"fuel": ["柴油", "合计"], "amount": [1.0, 1.0], "unit": "t"}),
                        pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": "t"})), "total row"),
    (lambda: zc.buildings.refrigerant_bank(pd.DataFrame({"equipment": ["合计"], "substance": "R-32", "year": 2020, "amount": 1.0, "unit": "kg"}), **SHARES), "total row"),
    (lambda: zc.buildings.refrigerant_bank(pd.DataFrame({"equipment": ["chiller"], "substance": "R-32", "year": 2020, "amount": 1.0, "unit": "m3"}), **SHARES), "column unit"),
    (lambda: zc.buildings.refrigerant_bank(pd.DataFrame({"equipment": ["chiller"], "substance": "R-32", "year": 2020, "amount": "<4", "unit": "kg"}), **SHARES), "below the limit of detection"),
    (lambda: split_waste(pd.DataFrame({"amount": ["ND"]}), {"food waste": 1.0}), "below the limit of detection"),
    (lambda: split_waste(pd.DataFrame({"amount": ["NO"]}), {"food waste": 1.0}), "notation key"),
    (lambda: fleet_in_year(pd.DataFrame({"vehicle": ["bus"], "year": ["20233"], "number": [1.0], "standard": "China V"}), CURVE, year=2020), "column year"),
    (lambda: fleet_in_year(pd.DataFrame({"vehicle": ["bus"], "year": [2018], "number": ["12%"], "standard": "China V"}), CURVE, year=2020), "a share where a number with a unit belongs"),
    (lambda: landfill_ch4(12, edition=2019), "not int"),
    (lambda: planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": [1.2], "unit": [""], "year": [2030]})), "the unit is missing"),
    (lambda: planner.quotas(pd.DataFrame({"substance": ["合计"], "required": [1.2], "unit": ["t"], "year": [2030]})), "total row"),
    (lambda: planner.abatement_cost_curve(pd.DataFrame({"measure": ["a"], "source": "x", "emission": 1.0, "share": 80.0, "cost": 1.0})), "column share"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "words"), BAD)
def test_what_cannot_be_read_is_named(call: Callable[[], object], words: str) -> None:
    """A total row, a wrong unit, a detection limit, a notation key: a problem with column and remedy."""
    with pytest.raises(zc.DataError, match=words) as caught:
        call()
    assert all(problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize("unit", ["t", "万吨", ""])
def test_a_percentage_of_tonnes_is_no_mass(unit: str) -> None:
    """35 % in a cell of a mass is a problem in activity data, in a ledger and among candidates, never 35 t."""
    rows = pd.DataFrame({"fuel": ["diesel", "diesel"], "amount": ["35%", "1"], "unit": [unit, "t"], "year": 2023})
    made = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    assert made.frame["notation"].tolist() == ["NE", ""]
    assert "amount" in set(made.problems["column"]) | ({"amount"} if not unit else set())
    entries = {
        "project": ["a", "b"],
        "substance": "NOx",
        "reduction": ["35%", "1"],
        "unit": ["t", "t"],
        "year": ["二零", 2022],
    }
    with pytest.raises(zc.DataError, match="the ledger cannot be used") as caught:
        zc.read_ledger(pd.DataFrame(entries))
    assert {problem.column for problem in caught.value.problems} == {"reduction", "year"}
    with pytest.raises(zc.DataError, match="a share where a number with a unit belongs"):
        planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": ["35%"], "unit": ["t"], "year": [2030]}))


def test_chinese_files_are_read_at_every_door(tmp_path: Path) -> None:
    """A file in GB 18030 with known Chinese headers is read without being told; another one is refused as before."""
    known = written(tmp_path, "能源消费\n燃料,消费量（万吨）,年份\n柴油,1,2022年\n", "gb18030")
    frame = zc.read_activity(known)
    assert (frame["fuel"].tolist(), frame["unit"].tolist(), frame.attrs["encoding"]) == (["柴油"], ["万吨"], "gb18030")
    ledger = written(tmp_path, "项目名称;污染物;减排量（吨）;年份\n窑;氮氧化物;12,5;2022\n", "gb18030")
    assert zc.read_ledger(ledger).frame["net"].tolist() == [12.5]
    with pytest.raises(zc.DataError, match="Give encoding='gb18030'"):
        zc.read_activity(written(tmp_path, "甲,乙\n丙,1\n", "gb18030"))
