"""Every column and word that tables may use is listed, in Chinese and English."""

from __future__ import annotations

from importlib import import_module

import pytest

import zzcarbon as zc
from zzcarbon.tables.headers import cell_word, header_and_unit, known_headers, table_headers

MODULES = ("energy", "industry", "transport", "buildings", "water", "agriculture", "waste")


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


def test_measured_inputs_of_methods_have_a_chinese_header() -> None:
    """A column of numbers that a method reads can be written in Chinese."""
    named = table_headers("activity")
    asked = {
        name
        for module in MODULES
        for method in import_module(f"zzcarbon.{module}.methods").METHODS
        for name in method.measured_columns
        if not name.startswith("removal_efficiency")
    }
    missing = sorted(name for name in asked if name not in named or not named[name].zh)
    assert not missing, missing
