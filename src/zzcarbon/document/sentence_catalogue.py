"""Whole sentences and words in English and Chinese, as data.

A sentence stands in ``sentences/<subject>.csv`` with its key and both languages; its holes have names
(``{rows}``), the same in both. No sentence is built by joining words.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from zzcarbon.document.figures import figure_text
from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.settings import chosen_language

__all__ = ["catalogue", "sentence", "title_of", "word"]

_FOLDER = Path(__file__).parent / "sentences"


@cache
def catalogue() -> Mapping[str, tuple[str, str]]:
    """Return every sentence by its key, in English and Chinese.

    Raises
    ------
    ValueError
        A key stands twice, or a language is blank.
    """
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(_FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["key"] in found or not (row["en"] and row["zh"]):
                    message = f"{path.name}: the key {row['key']!r} stands twice or lacks a language"
                    raise ValueError(message)
                found[row["key"]] = (row["en"], row["zh"])
    return MappingProxyType(found)


def sentence(key: str, language: str | None = None, /, **values: object) -> str:
    """Return a sentence in a language with its holes filled; numbers are written as people read them.

    Parameters
    ----------
    key : str
        Name of the sentence.
    language : {"en", "zh"}, optional
        The language; that of ``zc.options`` if not given.
    **values : object
        What stands in the holes.

    Raises
    ------
    UnknownNameError
        There is no such sentence or language.

    Examples
    --------
    >>> sentence("more rows", "en", count=1200)
    '1,200 more rows.'
    >>> sentence("more rows", "zh", count=1200)
    '另有 1,200 行。'
    """
    column = 0 if chosen_language(language) == "en" else 1
    if key not in catalogue():
        raise UnknownNameError("sentence", key, catalogue())
    shown = {name: _shown(value) for name, value in values.items()}
    return catalogue()[key][column].format(**shown)


def word(text: object, language: str | None = None) -> str:
    """Return a word of the library in a language; a word of the user stays as it is.

    Examples
    --------
    >>> word("not met", "zh"), word("登封市", "en"), word(None, "zh")
    ('未完成', '登封市', '')
    """
    if text is None or text != text:  # noqa: PLR0124  (NaN)
        return ""
    known = catalogue().get(f"word {text}")
    chinese = chosen_language(language) == "zh"
    if known is None:
        return (chinese and _vocabulary().get(str(text))) or str(text)
    return known[chinese]


@cache
def _vocabulary() -> Mapping[str, str]:
    """Return Chinese names of the words of the factor database: terms, activities, fuels."""
    found: dict[str, str] = {}
    for name in ("terms.csv", "activities.csv", "fuels.csv"):
        with data_path(name).open(encoding="utf-8", newline="") as file:
            found |= {row["key"]: row["zh"] for row in csv.DictReader(file) if row["zh"]}
    return MappingProxyType(found)


def title_of(column: str, language: str | None = None) -> str:
    """Return the heading of a column; a column of the user keeps its name.

    Examples
    --------
    >>> title_of("due_year", "zh"), title_of("due_year", "en"), title_of("my_column", "zh")
    ('目标年', 'due', 'my_column')
    >>> title_of("activity_amount", "zh"), title_of("gas_reference", "zh")
    ('数量（活动数据）', '气体参比状态')
    """
    chinese = chosen_language(language) == "zh"
    known = catalogue().get(f"column {column}")
    if known is not None:
        return known[chinese]
    given = column.removeprefix("activity_")
    if chinese and given != column and given in {"amount", "unit", "method", "flow", "id"}:  # beside a result's own
        return sentence("column of the activity", language, column=title_of(given, language))
    return (chinese and _headers().get(column)) or column


@cache
def _headers() -> Mapping[str, str]:
    """Return the first Chinese heading of each column of activity data and ledgers."""
    found: dict[str, str] = {}
    for name in ("inputs.csv", "headers.csv"):
        with data_path(name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["zh"] and row.get("table", "ledger") == "ledger":
                    found.setdefault(row["column"], row["zh"].split(";")[0])
    return MappingProxyType(found)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    return figure_text(value) if isinstance(value, float) else str(value)
