"""Tables with Chinese headers mean the same as English ones; shares that are none give no number."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc

FLOW: dict[str, Any] = {
    "method": "manure nitrogen flow", "animal": "育肥猪", "amount": 1000.0, "unit": "head", "manure": "slurry",
    "nitrogen_excretion": 12.1, "tan_share": 0.7, "grazing_share": 0.0, "yard_share": 0.0, "stored_share": 1.0,
    "tan_immobilised": 0.0, "tan_mineralised": 0.0587,
}  # fmt: skip
HEADERS = {
    "method": "核算方法", "animal": "畜禽种类", "amount": "数量", "unit": "单位", "manure": "粪便形态",
    "nitrogen_excretion": "氮排泄量", "tan_share": "氨态氮比例", "grazing_share": "放牧比例", "yard_share": "运动场比例",
    "stored_share": "贮存比例", "tan_immobilised": "氨态氮固定比例", "tan_mineralised": "氨态氮矿化比例",
}  # fmt: skip


def estimate(frame: pd.DataFrame) -> zc.Inventory:
    """Estimate without the warning that something is not estimated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        return zc.agriculture.estimate(frame, region="河南省", year=2023)


def test_the_nitrogen_flow_of_a_chinese_table() -> None:
    """Chinese headers and words give the number of the English ones."""
    english = pd.DataFrame([FLOW])
    chinese = pd.DataFrame([{**FLOW, "method": "畜禽粪便氨排放（氮流）", "manure": "液态粪便"}]).rename(columns=HEADERS)
    assert estimate(chinese).total("NH3") == estimate(english).total("NH3")


@pytest.mark.parametrize(
    ("name", "flow"), [("捕集的二氧化碳", "capture"), ("利用的二氧化碳", "transfer out"), ("森林和绿地碳汇", "removal")]
)
def test_a_sink_of_a_chinese_table_is_no_emission(name: str, flow: str) -> None:
    """The method implies the flow whatever the column is called."""
    row = {"核算方法": name, "数量": 100.0, "单位": "ha" if flow == "removal" else "t", "碳汇系数": 5.0}
    inventory = estimate(pd.DataFrame([row]))
    assert inventory.total("CO2").magnitude == 0
    assert inventory.frame["flow"].tolist() == [flow]
    assert inventory.memo()["emission"].item() < 0


@pytest.mark.parametrize(
    "cells",
    [
        {"grazing_share": 1.2},
        {"grazing_share": 0.7, "yard_share": 0.7},
        {"stored_share": 100.0},
        {"tan_immobilised": 1.5},
    ],
)
def test_shares_that_are_none_give_no_number(cells: dict[str, float]) -> None:
    """More than all of the manure in one place is a problem, never a number, least of all one below zero."""
    inventory = estimate(pd.DataFrame([{**FLOW, **cells}]))
    assert inventory.frame["emission"].isna().all()
    assert inventory.problems["problem"].str.contains("has no value here").all()


def test_a_missing_share_of_ammoniacal_nitrogen_is_asked_for() -> None:
    """The column that is missing is named, not one of another way to the number."""
    inventory = estimate(pd.DataFrame([{**FLOW, "tan_share": None}]))
    assert set(inventory.problems["column"]) == {"tan_share"}


def test_every_column_that_is_read_is_declared() -> None:
    """What a method reads stands in its table of columns with its meaning."""
    from zzcarbon.agriculture.methods import METHODS

    for method in METHODS:
        declared = {item.column for item in method.columns} | {"amount"}
        assert {*method.measured_columns, *method.form_columns, *method.key_columns} <= declared, method.key
