"""Words of an energy balance: its rows, its columns, its units, in Chinese and English.

Words and their order stand in ``factors/balance_words.csv``, taken from tables of the China Energy Statistical
Yearbook 2008 and other prints of it. Figures are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zzcarbon.errors import UnitError, UnknownNameError
from zzcarbon.resources import data_rows
from zzcarbon.units import dimension
from zzcarbon.vocabulary.fuels import fuel

__all__ = ["Process", "balance_words", "bare_label", "fuel_of", "process_of", "processes", "split_unit", "unit_of"]

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+|[(]?\d{1,2}[)]?)[.、)]|^#|^其中:")
_NOTE_MARK = re.compile("[\u2460-\u2473\u00b9\u00b2\u00b3]+$")
"""Circled and raised numbers that point to a note below the table."""
_SEPARATORS = re.compile(r"[.、,;&·:\s]|和|及|与|-")
_MEASURES = ("t", "m3", "J")


@dataclass(frozen=True, slots=True)
class Process:
    """A row of the balance.

    Attributes
    ----------
    key : str
        Name of the library.
    zh : str
        Name in Chinese.
    parent : str
        The row it is part of; empty at the top.
    sign : str
        ``+``, ``-`` or ``signed``: which sign its figures have in the sheet.
    role : str
        ``total supply power conversion losses final non-energy part difference``.
    category_nfr : str
        NFR category where fuel burns.
    """

    key: str
    zh: str
    parent: str
    sign: str
    role: str
    category_nfr: str


@cache
def balance_words() -> Mapping[str, str]:
    """Return the first Chinese name of each row and column of the balance.

    Examples
    --------
    >>> balance_words()["final consumption"], balance_words()["oil products"]
    ('终端消费量', '油品合计')
    """
    return {row["key"]: row["zh"].split(";")[0] for row in data_rows("balance_words.csv") if row["kind"] != "unit"}


@cache
def processes() -> Mapping[str, Process]:
    """Return every row of the balance, in order.

    Examples
    --------
    >>> processes()["thermal power"].zh, processes()["export"].sign
    ('火力发电', '-')
    """
    return {
        row["key"]: Process(
            row["key"], row["zh"].split(";")[0], row["parent"], row["sign"], row["role"], row["category_nfr"]
        )
        for row in _rows("row")
    }


def process_of(label: object) -> str | None:
    """Return the row that a printed label names, None if it names none.

    Examples
    --------
    >>> process_of("三.损 失 量"), process_of("#用作原料.材料"), process_of("小计")
    ('losses', 'non-energy use', None)
    """
    bare, _ = split_unit(bare_label(label))
    return _index("row").get(_folded(bare)) or _index("row").get(_folded(bare_label(label)))


def fuel_of(label: object) -> str | None:
    """Return the fuel that a printed heading names, None if it names none.

    Examples
    --------
    >>> fuel_of("其 他 煤 气"), fuel_of("Diesel Oil"), fuel_of("项目")
    ('other coal gas', 'diesel', None)
    """
    text = bare_label(label)
    known = _index("column").get(_folded(text))
    if known is not None:
        return known
    for name in (text, _plain(label)):
        try:
            return fuel(name).key if name else None
        except UnknownNameError:
            continue
    return None


def unit_of(text: object) -> str | None:
    """Return the unit of energy, mass or volume that a cell names, None if it names none.

    Examples
    --------
    >>> unit_of("(万吨标煤)"), unit_of("单位:万吨标准煤  "), unit_of("百亿千焦")
    ('万吨标准煤', '万吨标准煤', '10 TJ')
    >>> unit_of("(10 000 tons)"), unit_of("原煤")
    ('万吨', None)
    """
    plain = _plain(text)
    bare = re.sub(r"^(计量)?单位[:：]?|^unit[:：]?", "", plain, flags=re.IGNORECASE).strip().strip("()[] ")
    if not bare or len(bare) > 40:
        return None
    known = _index("unit").get(_folded(bare))
    if known is not None:
        return known
    name = bare.replace(" ", "") if not bare.isascii() else bare
    try:
        return name if dimension(name) in {dimension(measure) for measure in _MEASURES} else None
    except UnitError:
        return None


def bare_label(label: object) -> str:
    """Return a label without numbering, padding and marks.

    Examples
    --------
    >>> bare_label("6.制    气"), bare_label("#用作原料、材料"), bare_label("城 镇")
    ('制气', '用作原料、材料', '城镇')
    """
    text = _plain(_NOTE_MARK.sub("", str(label or "")))
    if not text.isascii():
        text = re.sub(r"\s+", "", text)
    before = None
    while text != before:
        before = text
        text = _NUMBERING.sub("", text).strip()
    return text


def split_unit(label: str) -> tuple[str, str | None]:
    """Return a label without the unit in brackets at its end, and the unit.

    Examples
    --------
    >>> split_unit("进口量(万吨标准煤)"), split_unit("出口量(-)")
    (('进口量', '万吨标准煤'), ('出口量(-)', None))
    """
    found = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]", label)
    unit = unit_of(found[2]) if found else None
    return (found[1], unit) if found and unit else (label, None)


def _plain(text: object) -> str:
    return unicodedata.normalize("NFKC", "" if text is None else str(text)).strip()


def _folded(text: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@cache
def _index(kind: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in _rows(kind):
        for name in (*row["zh"].split(";"), *row["en"].split(";"), row["key"]):
            if name:
                found.setdefault(_folded(name), row["key"])
    return found


@cache
def _rows(kind: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in data_rows("balance_words.csv") if row["kind"] == kind)
