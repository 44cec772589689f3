"""Words of a scorecard in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from zzcarbon.errors import UnknownNameError

__all__ = ["Language", "header", "word"]

Language = Literal["en", "zh"]

_WORDS: dict[str, tuple[str, str]] = {
    "target": ("target", "目标"),
    "indicator": ("indicator", "指标"),
    "area": ("area", "区域"),
    "kind": ("kind", "类型"),
    "binding": ("binding", "性质"),
    "due_year": ("due", "目标年"),
    "status": ("status", "结论"),
    "reason": ("reason", "原因"),
    "on_track": ("on track", "进度"),
    "achieved": ("achieved", "完成"),
    "required": ("required", "目标值"),
    "gap": ("gap", "差距"),
    "progress": ("progress", "完成率"),
    "unit": ("unit", "单位"),
    "data_year": ("of year", "数据年份"),
    "later version": ("a later version is in force", "现行版本不同于规划原文"),
    "version": ("version", "版本"),
    "met": ("met", "完成"),
    "not met": ("not met", "未完成"),
    "undetermined": ("undetermined", "无法判定"),
    "superseded": ("superseded", "已被替代"),
    "delegated": ("delegated", "上级下达"),
    "not quantified": ("not quantified", "未量化"),
    "ambiguous unit": ("ambiguous unit", "单位含义不明"),
    "no baseline": ("no baseline", "无基准值"),
    "no data": ("no data", "无数据"),
    "not due": ("not due", "未到期"),
    "yes": ("yes", "达到进度"),
    "no": ("no", "落后进度"),
    "True": ("binding", "约束性"),
    "False": ("", ""),
    "as of": ("as of", "截至"),
    "no year": ("no year with data", "无数据年份"),
    "undated": (
        "without a date of commissioning, not counted before 31 December",
        "未填投运日期, 12月31日前不计",
    ),
    "more": ("more rows in .frame", "行见 .frame"),
    "notes": ("notes", "说明"),
    "problems": ("problems", "问题"),
    "d": ("d", "天"),
    "": ("", ""),
}


def word(text: str, language: Language) -> str:
    """Return a word of a scorecard in a language; a word that is not listed stays as it is.

    Raises
    ------
    UnknownNameError
        The language is neither ``en`` nor ``zh``.

    Examples
    --------
    >>> word("not due", "zh")
    '未到期'
    """
    column = _column(language)
    return _WORDS[text][column] if text in _WORDS else text


def header(names: Mapping[str, object] | tuple[str, ...], language: Language) -> list[str]:
    """Return the headings of some columns in a language."""
    return [word(name, language) for name in names]


def _column(language: str) -> int:
    known = ("en", "zh")
    if language not in known:
        raise UnknownNameError("language", language, known, "Languages are en and zh.")
    return known.index(language)
