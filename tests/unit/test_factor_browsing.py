"""Browsing: names in Chinese and English, the columns a person reads, two sets side by side."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.compare import compare_sets


@pytest.fixture(scope="module")
def table() -> zc.FactorTable:
    """Return the table of all grades."""
    return zc.factors("C")


@pytest.mark.parametrize(
    ("words", "activity"),
    [
        ("水泥熟料", "cement clinker production"),
        ("硝酸 高压法", "nitric acid production"),
        ("玻璃", "glass production"),
        ("煤炭开采瓦斯", "coal mining"),
        ("anode effect 六氟乙烷", "anode effect"),
        ("己二酸", "adipic acid production"),
        ("石灰石", "carbonate use"),
    ],
)
def test_chinese_names_find_rows(table: zc.FactorTable, words: str, activity: str) -> None:
    """A product, process or substance is found by its Chinese name, though the rows hold English keys."""
    if "六氟乙烷" in words:
        words = words.replace("六氟乙烷", "C2F6")
    assert activity in set(table.find(words)["activity"])


def test_more_words_find_less(table: zc.FactorTable) -> None:
    """Every word must stand in the row."""
    wide, narrow = table.find("硝酸"), table.find("硝酸 高压法")
    assert set(narrow["id"]) < set(wide["id"])


def test_what_a_person_reads_comes_first(table: zc.FactorTable) -> None:
    """Activity, product, figure, unit, set and page stand before the rest."""
    columns = list(table.find("水泥").columns)
    assert columns[:4] == ["activity", "parameter", "subject", "technology"]
    assert columns.index("locator") < columns.index("id")


def test_two_editions_stand_side_by_side(table: zc.FactorTable) -> None:
    """Converter steel in the Guidelines of 2006 and in their Refinement: 1.46 and 1.58 t of CO2 per t."""
    steel = {"activity": "iron and steel production", "substance": "CO2", "technology": "basic oxygen furnace"}
    both = table.compare("ipcc-2006-v3", "ipcc-2019-v3", **steel)
    assert both[["first", "second", "unit"]].to_numpy().tolist() == [[1.46, 1.58, "t/t"]]
    assert both["ratio"].item() == pytest.approx(1.58 / 1.46)


def test_a_figure_in_another_unit_is_converted() -> None:
    """The second figure is shown in the unit of the first; another kind of unit has no ratio."""
    columns = ["activity", "subject", "scheme", "category", "substance", "region", "technology", "control", "condition", "valid_from", "valid_to"]  # fmt: skip
    row = dict.fromkeys(columns, "") | {"locator": "p. 1"}
    frame = pd.DataFrame([
        row | {"set": "a", "value": 2.0, "unit": "kg/t", "subject": "lime"},
        row | {"set": "b", "value": 1.0, "unit": "g/kg", "subject": "lime"},
        row | {"set": "a", "value": 2.0, "unit": "kg/t", "subject": "glass"},
        row | {"set": "b", "value": 1.0, "unit": "g/GJ", "subject": "glass"},
        row | {"set": "b", "value": 5.0, "unit": "g/GJ", "subject": "coke"},
    ])  # fmt: skip
    both = compare_sets(frame, "a", "b").set_index("subject")
    assert both.loc["lime", "ratio"] == pytest.approx(0.5)
    assert math.isnan(both.loc["glass", "ratio"])
    assert math.isnan(both.loc["coke", "first"])
    assert both.loc["coke", "unit"] == "g/GJ"


def test_unknown_sets_and_columns_are_named(table: zc.FactorTable) -> None:
    """A misspelt set or column is an error with the nearest names."""
    with pytest.raises(UnknownNameError, match="cn-cets-ag-04"):
        table.compare("cn-cets-ag-04.01", "ipcc-2006-v3")
    with pytest.raises(UnknownNameError, match="unknown column 'product'"):
        table.compare("ipcc-2006-v3", "ipcc-2019-v3", product="lime")
