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
        if not chinese or set(_HOLE.findall(english)) != set(_HOLE.findall(chinese)):
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
    whole = _whole(text)
    if whole is not None:
        return whole
    parts = re.split(r"(?<=[.?])\s+(?=[A-Z'\"])", text)
    return "".join(_whole(part) or part for part in parts)


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
    known = catalogue()
    parts = re.split(r"(, | or | and )", value)
    shown = {", ": "、", " or ": "或", " and ": "和"}
    return "".join(
        shown.get(part) or (known[f"column {part}"][1] if f"column {part}" in known else word(part, "zh"))
        for part in parts
    )
