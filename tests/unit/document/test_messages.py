"""Problems, remedies and notes are Chinese for a Chinese reader, and unchanged for an English one."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.document import message
from zzcarbon.document.messages import message_patterns

ALLOWED = re.compile(
    r"\b(NE|NO|NA|IE|C|ISO|ncv\w*|gas_reference|zc\.[\w.()]+|methods\(\)|estimate|extend|fuels|factor_year)\b"
)


def test_every_message_has_its_holes_in_both_languages() -> None:
    """No value is lost between the languages, and no pattern stands twice."""
    english = [pair[0] for pair in message_patterns()]
    assert len(english) == len(set(english)) > 100


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("the column is missing", "缺少该列"),
        ("the unit is empty", "单位为空"),
        ("Give the unit of the amount, for example t or 万吨.", "请填写数量的单位，例如 t 或 万吨。"),
        ("For fuel 'deisel', did you mean 'diesel'? See methods().", "燃料 的“deisel”是否应为 柴油？见 methods()。"),
        ("set a-1 has no row of combustion NOx", "数据集 a-1 中没有 燃料燃烧 NOx 的因子"),
        ("a sentence nobody knows", "a sentence nobody knows"),
        ("", ""),
    ],
)
def test_messages(english: str, chinese: str) -> None:
    """A known sentence is Chinese with its values; two sentences are two; an unknown one stays as it is."""
    assert message(english, "zh") == chinese
    assert message(english, "en") == english


@pytest.mark.parametrize(
    "row",
    [
        {"fuel": "电力", "amount": 1.0, "unit": "万千瓦时"},
        {"fuel": "柴油", "amount": None, "unit": "t"},
        {"fuel": "柴油", "amount": 1.0, "unit": ""},
        {"fuel": "柴油", "amount": 1200.0, "unit": "L"},
        {"fuel": "天然气", "amount": 1.0, "unit": "万立方米"},
        {"fuel": "柴油", "amount": -1.0, "unit": "t"},
        {"fuel": "柴油", "amount": 1.0, "unit": "t", "notation": "NE"},
        {"fuel": "柴油", "amount": "many", "unit": "t"},
        {"fuel": "柴油", "amount": 1.0, "unit": "t", "method": "combustoin"},
    ],
)
def test_problems_of_an_inventory_have_no_english_sentence_in_chinese(row: dict) -> None:
    """Problem and remedy of rows that fail in many ways are Chinese but for names, units, ids and code."""
    frame = pd.DataFrame([row]).assign(year=2023)
    inventory = zc.energy.estimate(frame, region="CN-HA", substances=["CO2", "NOx"])
    assert len(inventory.problems)
    for text in (*inventory.problems["problem"], *inventory.problems["remedy"]):
        chinese = ALLOWED.sub("", message(text, "zh").split("\n")[0])
        english = re.findall(r"\b[a-z]{2,}(?: [a-z]{2,})+\b", chinese)
        assert not english, message(text, "zh")


def test_an_explanation_speaks_chinese() -> None:
    """The figures keep their equation, numbers and places; what is said of them is Chinese."""
    rows = pd.DataFrame({"fuel": ["柴油"], "amount": [800.0], "unit": ["t"], "year": 2023})
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    english, chinese = (inventory.explain("row-1", language=language) for language in ("en", "zh"))
    assert "低位发热量（NCV）：42.652 GJ/t" in str(chinese)
    assert "net_calorific_value (NCV): 42.652 GJ/t" in str(english)
    assert str(english) == str(inventory.explain("row-1"))
    html = chinese._repr_html_()
    assert '<th scope="row"' in html
    assert "算式中的数值" in html
    with zc.options.within(language="zh"):
        assert str(inventory.explain("row-1")) == str(chinese)
    with pytest.raises(zc.UnknownNameError, match="Languages are en and zh"):
        str(inventory.explain("row-1", language="de"))
