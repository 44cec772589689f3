"""A frame, an error, a workbook and an explanation in the language of the reader; programs keep their names."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.document.spoken import error_text

ROWS = pd.DataFrame(
    {"fuel": ["原煤", "柴油", "电力", "煤油油"], "amount": [12.0, 800.0, 6.5, 1.0],
     "unit": ["万吨", "t", "亿千瓦时", "t"], "year": 2023, "plant": ["一厂", "b", "b", "b"], "category_nfr": "1.A.2"}
)  # fmt: skip


@pytest.fixture(scope="module")
def inventory() -> zc.Inventory:
    """Return an inventory with rows of two scopes and a problem."""
    return zc.energy.estimate(ROWS, region="CN-410100", substances=["CO2", "NOx"])


def test_sums_have_chinese_headings_and_words_and_the_same_numbers(inventory: zc.Inventory) -> None:
    """The language changes headings and words of the library, no number, unit, substance or word of the user."""
    plain, local = inventory.by("scope", "fuel", "plant"), inventory.by("scope", "fuel", "plant", language="zh")
    assert list(local.columns) == ["范围", "燃料", "plant", "物质", "排放量", "单位", "标记"]
    pd.testing.assert_series_equal(plain["emission"], local["排放量"], check_names=False)
    assert set(local["燃料"]) == {"原煤", "柴油", "电力", ""}
    assert local["plant"].tolist() == plain["plant"].tolist()
    assert list(inventory.by("scope", "fuel", "plant", language="en").columns) == list(plain.columns)
    with zc.options.within(language="zh"):
        assert list(inventory.by("scope").columns) == list(inventory.by("scope", language="en").columns)
    with pytest.raises(zc.UnknownNameError, match="Languages are en and zh"):
        inventory.by("scope", language="de")


@pytest.mark.parametrize("name", ["frame", "coefficients", "problems"])
def test_any_frame_of_the_library_is_turned(inventory: zc.Inventory, name: str) -> None:
    """Every heading is Chinese and stands once; numbers are as they were."""
    plain = getattr(inventory, name)
    local = zc.in_language(plain, "zh")
    assert local.shape == plain.shape
    assert len(set(local.columns)) == len(local.columns)
    assert [head for head in local.columns if not re.search("[\u4e00-\u9fff]", head)] == ["plant"] * (name == "frame")
    for at, column in enumerate(plain.columns):
        if plain[column].dtype.kind in "if":
            assert local.iloc[:, at].equals(plain[column].rename(local.columns[at]))


def test_two_columns_of_one_meaning_keep_apart() -> None:
    """A heading that stands already is followed by the name of the column."""
    local = zc.in_language(pd.DataFrame({"scope": ["1"], "coverage": ["2"]}), "zh")
    assert list(local.columns) == ["范围", "范围（coverage）"]


def test_problems_speak_the_language_of_the_options(inventory: zc.Inventory) -> None:
    """Problem and remedy are Chinese under the option; the columns keep their names."""
    with zc.options.within(language="zh"):
        told = inventory.problems
    assert list(told.columns) == list(inventory.problems.columns)
    assert told["problem"].str.contains("未知燃料").any()
    assert inventory.problems["problem"].str.contains("unknown fuel").any()
    assert "问题" in inventory.problem_rows(language="zh").columns


def test_a_workbook_speaks_chinese_and_is_read_again(inventory: zc.Inventory, tmp_path: Path) -> None:
    """Sheets and headings for readers are Chinese; what is read again gives the same inventory."""
    inventory.to_excel(tmp_path / "a.xlsx", language="zh")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["清单", "rows", "系数", "问题", "kernel"]
    assert "排放量" in [cell.value for cell in book["清单"][1]]
    read = zc.read_inventory(tmp_path / "a.xlsx")
    pd.testing.assert_frame_equal(read.by("scope", "fuel"), inventory.by("scope", "fuel"))


def test_an_inventory_prints_in_chinese(inventory: zc.Inventory) -> None:
    """The headline and the heads of the sums are Chinese under the option."""
    with zc.options.within(language="zh"):
        text = repr(inventory)
    assert text.startswith("排放清单：4 行，因子数据库版本")
    assert "范围二 [t]" in text
    assert repr(inventory).startswith("Inventory of 4 rows, factors")


def test_errors_speak_the_language_of_the_options() -> None:
    """An error is told in the language in force when it is read; its arguments stay, also through a pickle."""
    with pytest.raises(zc.DataError, match="column unit: the column is missing") as found:
        zc.energy.estimate(ROWS.drop(columns="unit"), region="CN-HA")
    error = found.value
    assert "column unit: the column is missing" in str(error)
    with zc.options.within(language="zh"):
        told = str(error)
        assert told == str(pickle.loads(pickle.dumps(error)))
    assert told.startswith("活动数据的列无法使用\n  - 单位列：缺少该列。列：fuel, amount, year")
    assert error_text(error, "zh") == told
    with zc.options.within(language="zh"), pytest.raises(zc.UnknownNameError, match="没有数据行 'rw'"):
        zc.energy.estimate(ROWS, region="CN-HA", substances=["CO2"]).explain("rw")


def test_an_explanation_has_no_english_but_names_of_sources(inventory: zc.Inventory) -> None:
    """Method, figures, steps are Chinese; equations, units, documents, their words and notes stay."""
    text = str(inventory.explain("row-1", language="zh"))
    for line in text.split("\n"):
        if line.startswith(("  E =", "  =")):
            continue
        told = re.sub(r"原文注：.*|，[^，]*（[ABC] 级）|（[A-Za-z ]+）|“[A-Za-z ]+”|，.*?（[ABC] 级）", "", line)
        assert not re.search(r"\b(?!row|set)[a-z]{4,}\b", re.sub(r"row-1|cn-[\w.-]+|ipcc\d+", "", told)), line


def _found(call: Callable[[], Any], language: str) -> list[str]:
    """Return what a call in a session of a language finds wrong, as it is kept."""
    try:
        with zc.options.within(language=language):
            result = call()
    except zc.ZzcarbonError as error:
        return [*map(str, error.problems), *error.args]
    return result.problems.astype(str).agg(" ".join, axis=1).tolist()


LEDGER = {"project": ["p"], "substance": ["NOx"], "amount": [1.0], "unit": ["furlong"], "year": [2023]}
REFUSED: dict[str, Callable[[], object]] = {
    "unit of a row": lambda: zc.energy.estimate(
        [{"fuel": "diesel", "amount": 1.0, "unit": "furlongs"}], region="CN-HA"),
    "unit of a ledger": lambda: zc.read_ledger(pd.DataFrame(LEDGER)),
    "own factors": lambda: zc.factors().extend(pd.DataFrame(
        {"activity": ["combustion"], "subject": ["deisel"], "substance": ["CO3"], "value": [1.0], "unit": ["kg/quark"]})),
    "an unknown name": lambda: zc.plan("zhenzhou"),
    "goods at the border": lambda: zc.footprint.cbam(pd.DataFrame(
        {"cn_code": ["72081000"], "country": ["Atlantis"], "mass": [1.0], "unit": ["quark"], "year": [2026]})),
}  # fmt: skip


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_what_is_kept_of_an_error_is_english_in_every_language(call: Callable[[], object]) -> None:
    """A problem that is made in a Chinese session is the same as in an English one: only its telling differs."""
    plain = _found(call, "en")
    assert plain
    assert _found(call, "zh") == plain


def test_a_label_may_be_asked_by_any_header_that_tables_may_use() -> None:
    """by("区县") is by("district"), under the name that was asked; sums of errors too; an unknown one is refused."""
    rows = ROWS.head(2).rename(columns={"plant": "区县", "fuel": "燃料"})
    found = zc.energy.estimate(rows, region="CN-410100", substances=["CO2"])
    named = found.by("区县", "燃料")
    assert list(named.columns[:2]) == ["区县", "燃料"]
    pd.testing.assert_frame_equal(
        named.set_axis(["district", "fuel", *named.columns[2:]], axis=1), found.by("district", "fuel")
    )
    assert found.uncertainty("区县", default=0.1)["区县"].tolist() == ["b", "一厂"]
    with pytest.raises(zc.UnknownNameError, match="unknown label '区先'"):
        found.by("区先")


def test_what_is_wrong_with_a_cell_is_told_in_chinese_alone() -> None:
    """Numbers, years, truths, dates, formulas, errors of a sheet, limits of detection: no English sentence is left."""
    amounts = (
        1e308,
        True,
        "2024-01-01",
        float("inf"),
        "=1+1",
        "#REF!",
        "无",
        "<4",
        "",
        "many",
        -1.0,
        1.0,
        1.0,
        1.0,
    )
    years = (*[2023] * 11, 2199, 22, "abc")
    rows = [{"fuel": "柴油", "amount": a, "unit": "t", "year": y} for a, y in zip(amounts, years, strict=True)]
    with zc.options.within(language="zh"):
        told = zc.energy.estimate(rows, region="郑州", substances=["CO2"]).problems
    assert told["rows"].sum() == len(rows)
    english = [text for text in (*told["problem"], *told["remedy"]) if re.search("[a-z]{3,} [a-z]{2,}", text)]
    assert english == []
