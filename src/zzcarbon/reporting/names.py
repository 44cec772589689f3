"""Names that a reader knows, of the words that the library uses: fuels, regions, methods, terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from zzcarbon.document import word
from zzcarbon.settings import Language
from zzcarbon.vocabulary.fuels import fuels
from zzcarbon.vocabulary.regions import region, regions
from zzcarbon.vocabulary.terms import term_names

__all__ = ["namer", "reader_name"]

_OWN = ("id", "project", "entity", "owner", "document", "quota", "measure", "file", "increment_of")
"""Columns whose words are names that a user gave."""


def namer(language: Language) -> Callable[[str, object], str]:
    """Return the function that names a word of a column in a language."""
    return lambda column, value: reader_name(column, value, language)


def reader_name(column: str, value: object, language: Language) -> str:
    """Return the name of a word of a column in a language; what a user named keeps its name.

    Examples
    --------
    >>> reader_name("fuel", "raw coal", "zh"), reader_name("region", "CN-410100", "zh")
    ('原煤', '郑州市')
    >>> reader_name("plant", "一厂", "en")
    '一厂'
    """
    text = "" if value is None or value != value else str(value)  # noqa: PLR0124  (NaN)
    if column in _OWN:
        return text
    if column in {"region", "district", "area"}:
        return _region(text, language)
    if column == "method" and text in _methods():
        return _methods()[text][language == "zh"]
    if column == "fuel" and text in fuels():
        fuel = fuels()[text]
        return fuel.zh if language == "zh" else fuel.key
    known = word(text, language)
    if known != text or language == "en":
        return known
    return term_names().get(text, (text, text))[0] or text


def _region(text: str, language: Language) -> str:
    if text not in regions():
        return text
    found = region(text)
    return (found.zh if language == "zh" else found.en) or text


@cache
def _methods() -> Mapping[str, tuple[str, str]]:
    """Return English and Chinese titles of all methods."""
    from zzcarbon.modules import methods

    table = methods()
    names = [name for name in ("title", "title_local", "title_zh") if name in table]
    if len(names) < 2:
        return {}
    return {row[0]: (row[1], row[2]) for row in table[["method", *names[:2]]].itertuples(index=False)}
