"""Names that a reader knows, of the words that the library uses: fuels, regions, methods, terms."""

from __future__ import annotations

from collections.abc import Callable

from zzcarbon.document.messages import message
from zzcarbon.document.sentence_catalogue import catalogue, word
from zzcarbon.settings import Language, chosen_language
from zzcarbon.vocabulary.fuels import fuels
from zzcarbon.vocabulary.regions import region, regions
from zzcarbon.vocabulary.terms import term_names

__all__ = ["method_title", "namer", "reader_name"]

_OWN = ("id", "project", "entity", "owner", "document", "quota", "measure", "file", "increment_of")
"""Columns whose words are names that a user gave."""

_SENTENCES = (
    *("problem", "remedy", "reason", "note", "limits", "verdict", "conflict", "found", "expected"),
    *("basis", "meaning", "moves"),
)
"""Columns that hold what the library says."""


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
    if column == "method" and f"method {text}" in catalogue():
        return method_title(text, language)
    if column == "fuel" and text in fuels():
        fuel = fuels()[text]
        return fuel.zh if language == "zh" else fuel.key
    known = word(f"{column} {text}" if f"word {column} {text}" in catalogue() else text, language)
    if known != text or language == "en":
        return known
    if column in _SENTENCES or column == "method":
        return message(text, language)
    return term_names().get(text, (text, text))[0] or text


def method_title(method: str, language: str | None = None) -> str:
    """Return the title of a method; one that is not packaged keeps its name.

    Examples
    --------
    >>> method_title("combustion", "en"), method_title("combustion", "zh"), method_title("mine", "zh")
    ('Fuel combustion', '燃料燃烧', 'mine')
    """
    known = catalogue().get(f"method {method}")
    return known[chosen_language(language) == "zh"] if known else method


def _region(text: str, language: Language) -> str:
    if text not in regions():
        return text
    found = region(text)
    return (found.zh if language == "zh" else found.en) or text
