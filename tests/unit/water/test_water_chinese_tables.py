"""Tables with Chinese headers, dates of spreadsheets and Chinese words mean the same as English ones."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.water.periods import spans


def estimate(frame: pd.DataFrame) -> zc.Inventory:
    """Estimate without the warning that something is not estimated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        return zc.water.estimate(frame, region="河南省")


def test_a_monitoring_table_as_it_comes() -> None:
    """Dates, one column per substance and Chinese units make the load of each day."""
    table = pd.DataFrame(
        {"排口": "DW001", "日期": pd.to_datetime(["2024-03-01", "2024-03-02"]), "数量": [900.0, 1100.0], "单位": "立方米",
         "COD浓度": [30.0, 20.0], "氨氮浓度": [1.0, 2.0], "浓度单位": "毫克/升"}
    )  # fmt: skip
    rows = zc.water.rows_by_substance(table).assign(method="自动监测")
    inventory = estimate(rows)
    assert inventory.total("COD").to("kg").magnitude == pytest.approx(27.0 + 22.0)
    assert inventory.total("NH3-N").to("kg").magnitude == pytest.approx(0.9 + 2.2)
    assert inventory.problems.empty
    chosen = zc.water.choose_data(rows)
    assert len(chosen) == 4


@pytest.mark.parametrize("day", [pd.Timestamp("2024-03-05"), "2024-03-05 00:00:00", "2024年3月5日", "2024/3/5"])
def test_a_day_is_a_day(day: object) -> None:
    """The date of a spreadsheet is no moment without length."""
    found = spans(pd.DataFrame({"period": [day]}))
    assert (found.stop - found.start).tolist() == [1.0]


@pytest.mark.parametrize("word", ["2024-13", "2024年13月", "2024.3"])
def test_a_month_that_is_none(word: str) -> None:
    """A thirteenth month, and a number that may be a month or a tenth of one, are refused."""
    row = {"method": "自动监测", "substance": "COD", "amount": 1.0, "unit": "m3", "concentration": 1.0,
           "concentration_unit": "mg/L", "period": word}  # fmt: skip
    inventory = estimate(pd.DataFrame([row]))
    assert inventory.problems["column"].tolist() == ["period"]


def test_a_balance_with_chinese_roles() -> None:
    """投入 and 产出 are input and output."""
    rows = pd.DataFrame(
        {"核算方法": "物料衡算", "污染物": "总铬", "数量": [10.0, 7.0], "单位": "t", "含量": [20.0, 25.0], "含量单位": "%",
         "角色": ["投入", "产出"], "年份": 2024}
    )  # fmt: skip
    assert estimate(rows).total("total chromium").to("t").magnitude == pytest.approx(2.0 - 1.75)


def test_sewage_with_chinese_headers() -> None:
    """The balance of a Chinese table closes and gives the number of the English one."""
    english = pd.DataFrame(
        {"area": ["城区"], "substance": ["COD"], "population": [100_000.0], "load_per_person": [70.0],
         "load_per_person_unit": ["g/(person d)"], "days": [365], "connected": [0.9], "sewer_leakage": [0.05],
         "septic_removal": [0.3], "plant_removal": [0.9], "reused": [0.2]}
    )  # fmt: skip
    names = {"substance": "污染物", "population": "人口", "load_per_person": "人均产污量",
             "load_per_person_unit": "人均产污量单位", "days": "天数", "connected": "接管率", "sewer_leakage": "管网渗漏率",
             "septic_removal": "化粪池去除率", "plant_removal": "污水处理厂去除率", "reused": "回用率"}  # fmt: skip
    pd.testing.assert_frame_equal(
        zc.water.sewage_balance(english), zc.water.sewage_balance(english.rename(columns=names))
    )


def test_samples_with_chinese_headers() -> None:
    """流量 is the flow of water here."""
    samples = pd.DataFrame(
        {"排口": "A", "污染物": "COD", "日期": "2024-03", "浓度": [10.0, 50.0], "浓度单位": "mg/L", "流量": [300.0, 100.0],
         "流量单位": "m3/d", "排放时长": 30.0, "排放时长单位": "d"}
    )  # fmt: skip
    assert zc.water.sampled_rows(samples)[["amount", "concentration"]].to_numpy().tolist() == [[6000.0, 20.0]]


@pytest.mark.parametrize("word", ["NH3", "氨", "氨气"])
def test_the_gas_is_refused_in_water(word: str) -> None:
    """氨氮 is nitrogen; what names the gas is asked what it means, and the row beside it is estimated."""
    row = {"method": "自动监测", "污染物": word, "amount": 1.0, "unit": "m3", "concentration": 1.0,
           "concentration_unit": "mg/L", "period": "2024-03"}  # fmt: skip
    found = estimate(pd.DataFrame([row, {**row, "污染物": "氨氮", "period": "2024-04"}]))
    assert found.frame["notation"].tolist() == ["NE", ""]
    told = found.problem_rows()
    assert told["id"].tolist() == ["row-1"]
    assert "NH3-N" in told["remedy"].iloc[0]


def test_every_column_that_is_read_is_declared() -> None:
    """What a method reads stands in its table of columns with its meaning."""
    from zzcarbon.water.methods import METHODS

    for method in METHODS:
        declared = {item.column for item in method.columns} | {"amount"}
        assert {*method.measured_columns, *method.form_columns, *method.key_columns} <= declared, method.key
