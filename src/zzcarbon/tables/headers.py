"""One vocabulary of column headers and of the words in cells, in Chinese and English, for all tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

import pandas as pd

from zzcarbon.door import guarded
from zzcarbon.errors import Problem, UnitError, UnknownNameError, nearest, shown
from zzcarbon.resources import data_rows
from zzcarbon.tables.header import ACTIVITY, listed_headers, table_headers
from zzcarbon.tables.header_units import with_header_units
from zzcarbon.units import dimension

__all__ = [
    "LocalNames",
    "bare_unit",
    "cell_word",
    "cell_words",
    "folded_header",
    "header_and_unit",
    "headers",
    "known_headers",
    "local_names",
    "quantity_header",
    "rename_columns",
]

LocalNames = Mapping[str, str]
"""English name of a column to its Chinese names, separated by blanks."""

_UNIT = "单位"


@cache
def known_headers(table: str = ACTIVITY) -> Mapping[str, str]:
    """Return the standard name of each spelling; a header ending in 单位 holds the unit of the column before."""
    names = table_headers(table).values()
    known = {folded_header(name.column): name.column for name in names}
    for header in names:
        for word in header.zh:
            known.setdefault(folded_header(word), header.column)
    local = {folded_header(word): header.column for header in names for word in header.zh}
    units = {f"{word}{_UNIT}": f"{column}_unit" for word, column in local.items()}
    return {**{name: name for name in units.values()}, **units, **known}


def local_names(table: str) -> LocalNames:
    """Return the Chinese names of the columns of one table."""
    return {header.column: " ".join(header.zh) for header in table_headers(table).values()}


def folded_header(name: object) -> str:
    """Return a header in one spelling: width, case, and the blanks that pad Chinese words do not count.

    Examples
    --------
    >>> folded_header(" Fuel "), folded_header("单 位"), folded_header("Activity Source")
    ('fuel', '单位', 'activity_source')
    """
    text = unicodedata.normalize("NFKC", str(name)).strip().casefold()
    return "_".join(text.split()) if text.isascii() else "".join(text.split())


def header_and_unit(name: object, table: str = ACTIVITY) -> tuple[str, str]:
    """Return the standard name of a header, and the unit that stands in brackets behind it.

    Examples
    --------
    >>> header_and_unit("消费量（万吨）"), header_and_unit("Amount [t]"), header_and_unit("remark (old)")
    (('amount', '万吨'), ('amount', 't'), ('', ''))
    """
    return _split(name, known_headers(table))


def _split(name: object, known: Mapping[str, str]) -> tuple[str, str]:
    """Return the standard name of a header and its unit; a known name that ends in brackets is taken whole."""
    text = unicodedata.normalize("NFKC", str(name)).strip()
    if found := known.get(folded_header(text)):
        return found, ""
    for head, unit in _bracketed(text):
        if found := known.get(folded_header(head)):
            return (found, unit) if unit else ("", "")
    head, mark, tail = text.partition("/")
    if mark and (found := known.get(folded_header(head))) and (unit := bare_unit(tail)):
        return found, unit
    return "", ""


def quantity_header(name: object) -> tuple[str, str]:
    """Return any header and the unit that stands in brackets behind it, known or not; empty where none does.

    Examples
    --------
    >>> quantity_header("平均热值（GJ/t）"), quantity_header("workshop (old)")
    (('平均热值', 'GJ/t'), ('workshop (old)', ''))
    """
    text = unicodedata.normalize("NFKC", str(name)).strip()
    return next(((head.strip(), unit) for head, unit in _bracketed(text) if unit), (text, ""))


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before brackets at the end of a header, and the unit in them; empty where it is none."""
    for left, right in ("()", "[]", "【】"):
        head, mark, tail = text.partition(left)
        if mark and tail.endswith(right):
            yield head, bare_unit(tail[: -len(right)])


@guarded
def headers(language: Literal["en", "zh"] = "zh") -> pd.DataFrame:
    """List every header and every word that tables may use, with its meaning and unit.

    Parameters
    ----------
    language : str
        ``"zh"``: one line for each Chinese spelling; ``"en"``: one for each standard name.

    Returns
    -------
    pandas.DataFrame
        ``table column header kind unit meaning``. Words of cells have the kind ``word`` and stand under the
        column whose cells hold them. A number column may have a column of its own for the unit: the same
        name with ``_unit``, in Chinese with 单位.

    Raises
    ------
    UnknownNameError
        The language is neither of the two.

    Examples
    --------
    >>> found = headers("zh")
    >>> found[found["header"] == "活动量"][["table", "column"]].values.tolist()
    [['activity', 'amount']]
    """
    if language not in {"en", "zh"}:
        raise UnknownNameError("language", language, ("en", "zh"), "Languages: en, zh.")
    rows: list[tuple[str, str, str, str, str, str]] = []
    for item in listed_headers():
        spellings = item.zh if language == "zh" else (item.column,)
        rows += [(item.table, item.column, text, item.kind, item.unit, item.meaning) for text in spellings]
    for column, words in _words().items():
        said = {text: word for text, word in words.items() if (language == "zh") != text.isascii()}
        rows += [("", column, text, "word", "", word) for text, word in said.items()]
    return pd.DataFrame(rows, columns=["table", "column", "header", "kind", "unit", "meaning"])


def cell_word(column: str, text: str) -> str | None:
    """Return the English word for a word in the cells of a column; None where it is not known.

    Examples
    --------
    >>> cell_word("status", "建设中"), cell_word("role", "Stock Increase"), cell_word("role", "?")
    ('under construction', 'stock increase', None)
    """
    return _words().get(column, {}).get(_folded_word(text))


def cell_words(column: str) -> tuple[str, ...]:
    """Return the English words that the cells of a column may hold."""
    return tuple(dict.fromkeys(_words().get(column, {}).values()))


def rename_columns(
    frame: pd.DataFrame, local: LocalNames, needed: Iterable[str], file: str, *, own: Container[str] = ()
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a table with English column names, and a problem for each that is missing or twice.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns in English or Chinese; others stay as they are.
    local : mapping
        English name to Chinese names.
    needed : iterable of str
        Columns that must be there.
    file : str
        Name of the file, for messages.
    own : container of str
        Columns whose unit never stands in a column ``unit``.
    """
    known = {folded_header(name): english for english, names in local.items() for name in (english, *names.split())}
    units = {
        f"{folded_header(name)}{_UNIT}": f"{english}_unit" for english, names in local.items() for name in names.split()
    }
    found = [_split(column, units | known) for column in frame.columns]
    columns = [name or str(column).strip() for (name, _), column in zip(found, frame.columns, strict=True)]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    headers = {
        name: [str(head) for head, mine in zip(frame.columns, columns, strict=True) if mine == name] for name in twice
    }
    problems = [
        Problem(file, "", name, ", ".join(heads), "the column stands twice", "Keep one, or rename the other.")
        for name, heads in headers.items()
    ]
    changed = frame.set_axis(columns, axis=1)
    contradictions: list[Problem] = []
    changed.attrs = dict(frame.attrs)
    below = frame.attrs.get("units", {})
    stated = {
        name: unit
        for (name, own), column in zip(found, frame.columns, strict=True)
        if name and (unit := own or below.get(column, ""))
    }
    if stated and not twice:
        changed, contradictions = with_header_units(changed, stated, local, file, own)
        columns = list(changed.columns)
    for name in needed:
        if name not in columns:
            near = nearest(name, [column for column in columns if column not in local])
            have = ", ".join(columns)[:200] or "none"
            remedy = f"Is it {' or '.join(map(shown, near))}?" if near else f"Columns: {have}."
            problems.append(Problem(file, "", name, "", "the column is missing", remedy))
    return changed, [*problems, *contradictions]


@cache
def _words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in data_rows("cell_words.csv"):
        words = found.setdefault(row["column"], {})
        for name in (row["word"], *row["zh"].split(";")):
            words.setdefault(_folded_word(name), row["word"])
    return found


def _folded_word(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace("_", " ")
    return " ".join(plain.split()) if plain.isascii() else "".join(plain.split())


def bare_unit(text: str) -> str:
    """Return the unit in a cell of a header, with or without brackets; empty where it is none.

    Examples
    --------
    >>> bare_unit("（万吨）"), bare_unit("单位：t"), bare_unit("12"), bare_unit("fuel")
    ('万吨', 't', '', '')
    """
    text = unicodedata.normalize("NFKC", text).strip().strip("()[]【】").removeprefix(_UNIT).lstrip(":").strip()
    if text.replace(".", "").isdigit():
        return ""
    try:
        dimension(text)
    except UnitError:
        return ""
    return text
