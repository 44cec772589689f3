"""A row that names no method is told which ones know its words; grade C and missing figures are named in full."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.which_method import known_words

WRITE = re.compile(r'(\w+)="([^"]+)"')
ROWS: tuple[dict[str, Any], ...] = (
    {"module": "industry", "product": "水泥熟料", "amount": 1.0, "unit": "万吨"},
    {"module": "industry", "product": "电解铝", "amount": 2.0, "unit": "t"},
    {"module": "industry", "product": "粗钢", "amount": 2.0, "unit": "t"},
    {"module": "industry", "material": "石灰石", "amount": 5.0, "unit": "t"},
    {"module": "agriculture", "animal": "猪", "amount": 5.0, "unit": "头"},
    {"module": "agriculture", "animal": "dairy cattle", "amount": 5.0, "unit": "head"},
    {"module": "transport", "vehicle": "乘用车", "powertrain": "汽油", "amount": 5e6, "unit": "km"},
    {"module": "transport", "fuel": "柴油", "amount": 3.0, "unit": "t"},
    {"module": "waste", "waste": "生活垃圾", "amount": 100.0, "unit": "万吨"},
)


def _estimate(row: dict[str, Any], **how: Any) -> zc.Inventory:
    return zc.estimate(pd.DataFrame([{**row, "year": 2022}]), region="CN-410100", **how)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(map(str, row.values()))[:40])
def test_a_row_without_method_is_told_those_that_know_its_words(row: dict[str, Any]) -> None:
    """The first suggestion, and what it asks for in turn, lead to a number when they are written into the row."""
    for _ in range(3):
        inventory = _estimate(row)
        if inventory.frame["emission"].notna().any():
            break
        written = WRITE.findall(inventory.problems["remedy"].str.cat(sep=" "))
        assert written, inventory.problems
        row = {**row, written[0][0]: written[0][1]}
    assert inventory.frame["emission"].notna().any(), inventory.problems
    assert row["method"]


def test_a_row_without_method_stays_in_its_module() -> None:
    """It is NE there, not under a blank, beside rows that are estimated."""
    rows = pd.DataFrame({"module": ["industry", "energy"], "fuel": ["", "diesel"], "amount": 1.0, "unit": "t"})
    found = zc.estimate(rows, region="CN-HA", year=2023, substances=["CO2"]).by("module")
    assert found.set_index("module")["notation"].to_dict() == {"energy": "", "industry": "NE"}


def test_nothing_is_suggested_where_no_method_knows_the_words() -> None:
    """A row that says nothing, and one whose words nobody knows, are sent to the list of methods."""
    for said in ({}, {"crop": "琴弦"}):
        (problem,) = _estimate({"module": "agriculture", "amount": 1.0, "unit": "t", **said}).problems.to_dict(
            "records"
        )
        assert problem["remedy"] == "Name one in column method: see methods()."


def test_a_figure_that_differs_in_its_grade_alone_is_asked_for_by_grade() -> None:
    """The remedy is the call; with it the row asks for all figures of the function at once, by their columns."""
    row = {"module": "transport", "method": "road exhaust, Chinese guide", "vehicle": "重型货车", "powertrain": "柴油",
           "standard": "国五", "amount": 5e6, "unit": "km"}  # fmt: skip
    (problem,) = _estimate(row, substances=["NOx"]).problems.to_dict("records")
    assert problem["remedy"].startswith('Pass factors=zc.factors(grade="C")')
    (asked,) = _estimate(row, substances=["NOx"], factors=zc.factors(grade="C")).problems.to_dict("records")
    columns = {"temperature", "humidity", "altitude", "speed", "sulphur", "load_share", "base_year"}
    assert asked["remedy"].startswith("Give ")
    assert columns <= set(re.findall(r"\w+", asked["remedy"]))


def test_a_number_that_chooses_the_figure_is_asked_for_by_its_column() -> None:
    """Figures by intervals of temperature: the row is asked for the temperature, with its unit."""
    row = {"module": "agriculture", "method": "manure methane per head", "animal": "猪", "amount": 5.0, "unit": "头"}
    (problem,) = _estimate(row).problems.to_dict("records")
    assert problem["remedy"].startswith("Give temperature (mean temperature of the year [degC]")
    assert _estimate({**row, "temperature": 15.0}).frame["emission"].notna().any()


def test_a_subject_that_no_figure_has_is_answered_by_its_kin() -> None:
    """Pigs are finishing pigs, sows or weaners; of aluminium no NOx exists, and no other product is named for it."""
    pigs = {"module": "agriculture", "method": "livestock air pollutants, tier 1", "animal": "猪", "amount": 9.0,
            "unit": "头"}  # fmt: skip
    (problem,) = _estimate(pigs, substances=["TSP"]).problems.to_dict("records")
    written = WRITE.findall(problem["remedy"])
    assert {word for column, word in written if column == "animal"} >= {"finishing pigs", "sows"}
    for column, word in written:
        assert _estimate({**pigs, column: word}, substances=["TSP"]).frame["emission"].notna().all()
    metal = {"module": "industry", "method": "urban process", "product": "电解铝", "amount": 2.0, "unit": "t"}
    (problem,) = _estimate(metal, substances=["NOx"]).problems.to_dict("records")
    assert "product=" not in problem["remedy"]


def test_a_thousand_names_ask_each_method_once_for_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a method knows is looked up once a table, however many distinct rows name no method."""
    asked: list[tuple[str, str]] = []

    def counted(method: Method, column: str, table: zc.FactorTable) -> list[str]:
        asked.append((method.key, column))
        return known_words(method, column, table)

    monkeypatch.setattr("zzcarbon.estimation.which_method.known_words", counted)
    rows = pd.DataFrame({"product": [f"product {at}" for at in range(1000)], "amount": 1.0, "unit": "t"})
    (problem,) = zc.industry.estimate(rows, region="CN-HA", year=2022).problems.to_dict("records")
    assert problem["rows"] == 1000
    assert len(asked) == len(set(asked)) > 100
