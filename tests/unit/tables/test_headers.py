"""Every column and word that tables may use is listed, in Chinese and English."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.activity.columns import standard_columns
from zzcarbon.estimation.method import Method
from zzcarbon.modules import MODULES
from zzcarbon.resources import data_path
from zzcarbon.tables.header import ACTIVITY, NUMBERS, listed_headers, table_headers
from zzcarbon.tables.headers import cell_word, header_and_unit, known_headers
from zzcarbon.units import dimension


def test_every_header_of_the_list_is_understood() -> None:
    """Each spelling of each table leads to its own column."""
    for row in zc.headers("zh").query("kind != 'word'").itertuples():
        assert (
            known_headers(row.table)[
                row.header.casefold().replace(" ", "_") if row.header.isascii() else row.header.lower()
            ]
            == row.column
        )


@pytest.mark.parametrize(("word", "column"), [
    ("活动量", "amount"), ("工厂", "entity"), ("所在区县", "district"), ("高位发热量", "gcv"), ("消费量（万吨）", "amount"), ("浓度单位", "concentration_unit"),
])  # fmt: skip
def test_words_that_users_missed_are_known(word: str, column: str) -> None:
    """Headers that new users wrote and that were refused."""
    assert header_and_unit(word)[0] == column


@pytest.mark.parametrize(
    ("text", "word"),
    [("建设中", "under construction"), ("规划", "planned"), ("已投运", "operating"), ("竣工", "completed")],
)
def test_statuses_of_ledgers_are_known(text: str, word: str) -> None:
    """Words of bureaus and of software for the stage of a project."""
    assert cell_word("status", text) == word


ANY_UNIT = {"amount", "outstanding", "equity_and_debt"}
"""The unit of the amount has a column of its own; money stands in one currency, whichever."""


def all_methods() -> list[Method]:
    """Return every method of every module."""
    return [method for module in MODULES for method in import_module(f"zzcarbon.{module}.methods").METHODS]


def test_every_input_of_every_method_is_declared() -> None:
    """What a method reads stands in factors/inputs.csv with a Chinese header and a meaning, a number with its unit."""
    declared = table_headers()
    for method in all_methods():
        for item in method.inputs:
            header = declared[item.column.removesuffix("_<substance>")]
            assert header.zh, (method.key, item.column)
            assert header.meaning, (method.key, item.column)
            assert item.unit or item.kind not in NUMBERS or item.column in ANY_UNIT, (method.key, item.column)


def test_every_input_that_a_method_uses_is_listed() -> None:
    """``methods()`` names each column of numbers and each word that chooses factors, whether declared or only used."""
    listed = zc.methods().set_index(["module", "method"])["columns"].str.replace("*", "").str.split(", ")
    for method in all_methods():
        used = {*method.measured_columns, *method.form_columns, *method.key_columns}
        assert used <= set(listed[method.module, method.key]), method.key


def test_inputs_stand_in_one_place() -> None:
    """No column twice, none of them among the headers of other tables, units that are units, kinds that are known."""
    columns = [header.column for header in listed_headers() if header.table == ACTIVITY]
    assert len(columns) == len(set(columns))
    assert ACTIVITY not in set(pd.read_csv(data_path("headers.csv"))["table"])
    for header in listed_headers():
        assert header.kind in NUMBERS | {"year", "period", "unit", "truth", "text"}, header
        if header.kind in NUMBERS and header.unit not in {"", "degC", "1"}:
            assert dimension(header.unit), header
        assert header.meaning or header.table != ACTIVITY, header


INPUTS = {header.column: header for header in listed_headers() if header.table == ACTIVITY}


def _by_chinese_headers() -> pd.DataFrame:
    """One table with every input of every method under its first Chinese header."""
    cells = {header.zh[0]: ["3" if header.kind in NUMBERS else "甲"] for header in INPUTS.values()}
    return pd.DataFrame(cells)


@pytest.mark.parametrize("door", ["frame", "csv", "GB 18030", "xlsx"])
def test_every_input_is_read_under_its_chinese_header(door: str, tmp_path: Path) -> None:
    """Each input has a Chinese header of its own, and every reader gives it its standard name."""
    table = _by_chinese_headers()
    assert len(table.columns) == len(INPUTS) > 300, "no two inputs share a header"
    path = tmp_path / ("activity.xlsx" if door == "xlsx" else "activity.csv")
    if door == "frame":
        read = standard_columns(table)
    elif door == "xlsx":
        table.to_excel(path, index=False)
        read = zc.read_activity(path)
    else:
        table.to_csv(path, index=False, encoding="gb18030" if door == "GB 18030" else "utf-8")
        read = zc.read_activity(path)
    assert list(read.columns)[: len(INPUTS)] == list(INPUTS)


def test_every_spelling_of_an_input_is_its_own() -> None:
    """No Chinese word leads to two inputs, and each leads to its column."""
    spelled = [(word, header.column) for header in INPUTS.values() for word in header.zh]
    assert len({word for word, _ in spelled}) == len(spelled)
    assert [(word, column) for word, column in spelled if header_and_unit(word)[0] != column] == []


@pytest.mark.parametrize("wrong", [None, 3, pd.DataFrame({"燃料": ["柴油"]}), [{"燃料": "柴油"}]])
def test_what_is_no_path_is_not_opened(wrong: object) -> None:
    """A table in memory is told to go to the estimate as it is."""
    with pytest.raises(zc.DataError, match="the path of a file is needed"):
        zc.read_activity(wrong)
