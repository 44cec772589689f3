"""Problems, remedies and notes in Chinese: each is a whole sentence with holes, found by its English pattern.

The library writes a message where it is found, in English. Its pattern and its Chinese sentence stand in
``sentences/messages.tsv``; what stands in the holes (columns, values, names) goes over unchanged, or under
its Chinese heading where it is a word of the library.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from zzcarbon.document.catalogue import catalogue, word
from zzcarbon.settings import chosen_language

__all__ = ["message", "message_patterns"]

_FILE = Path(__file__).parent / "sentences" / "messages.tsv"
_ENGLISH_ONLY = "meaning"
"""A hole whose text exists in English alone; the Chinese sentence does without it."""

_HOLE = re.compile(r"\{(\w+)\}")


@cache
def message_patterns() -> tuple[tuple[str, str], ...]:
    """Return every known message in English and Chinese, the most exact first.

    Raises
    ------
    ValueError
        A line is no pair, or its holes differ.
    """
    pairs = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        english, _, chinese = line.partition("\t")
        holes = set(_HOLE.findall(english)) - {_ENGLISH_ONLY}
        if not chinese or holes != set(_HOLE.findall(chinese)):
            message_text = f"messages.tsv: {line!r} is no pair of sentences with the same holes"
            raise ValueError(message_text)
        pairs.append((english, chinese))
    return tuple(sorted(pairs, key=lambda pair: -len(_HOLE.sub("", pair[0]))))


def message(text: str, language: str | None = None) -> str:
    """Return a problem, remedy or note of the library in a language; one without Chinese sentence stays English.

    Parameters
    ----------
    text : str
        What the library wrote, in English.
    language : {"en", "zh"}, optional
        The language; that of ``zc.options`` if not given.

    Examples
    --------
    >>> message("the column is missing", "zh"), message("the column is missing", "en")
    ('缺少该列', 'the column is missing')
    """
    if chosen_language(language) == "en" or not text:
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(text: str) -> str:
    """Return a line in Chinese: as a whole, or sentence by sentence."""
    whole = _whole(text)
    if whole is not None:
        return _stopped(text, whole)
    parts = re.split(r"(?<=[.?])\s+(?=[A-Z'\"])", text)
    return "".join(_stopped(part, _whole(part) or part) for part in parts)


def _stopped(english: str, chinese: str) -> str:
    """End a Chinese sentence as the English one ends."""
    return f"{chinese}。" if english.endswith(".") and chinese[-1:] not in "。？.)）" else chinese


def _whole(text: str) -> str | None:
    bare = text.rstrip(".")
    for pattern, chinese in _compiled():
        found = pattern.fullmatch(text) or pattern.fullmatch(bare)
        if found is not None:
            return chinese.format(**{name: _hole(value) for name, value in found.groupdict().items()})
    return None


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for english, chinese in message_patterns():
        parts = _HOLE.split(english)
        text = "".join(re.escape(part) if not at % 2 else f"(?P<{part}>.+?)" for at, part in enumerate(parts))
        found.append((re.compile(text, re.DOTALL), chinese))
    return tuple(found)


def _hole(value: str) -> str:
    """Return what stands in a hole; words of the library under their Chinese name, also in lists."""
    if "; " in value:
        return "；".join(_hole(part) for part in value.split("; "))
    whole = _whole(value)
    if whole is not None:
        return whole
    known = catalogue()
    parts = re.split(r"(, | or | and )", value)
    shown = {", ": "、", " or ": "或", " and ": "和"}
    return "".join(
        shown.get(part) or (known[f"column {part}"][1] if f"column {part}" in known else word(part.strip("'"), "zh"))
        for part in parts
    )
