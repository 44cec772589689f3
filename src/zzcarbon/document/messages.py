"""Problems, remedies and notes in Chinese: each is a whole sentence with holes, found by its English pattern.

The library writes a message where it is found, in English. Its pattern and its Chinese sentence stand in
``sentences/messages/<room>.tsv``; what stands in the holes (columns, values, names) goes over unchanged, or
under its Chinese heading where it is a word of the library. An error is told so too: see `error_text`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from zzcarbon.document.sentence_catalogue import catalogue, word
from zzcarbon.settings import chosen_language

__all__ = ["message", "message_patterns"]

_FOLDER = Path(__file__).parent / "sentences" / "messages"
_ENGLISH_ONLY = "meaning"
"""A hole whose text exists in English alone; the Chinese sentence does without it."""

_HOLE = re.compile(r"\{(\w+)\}")

_OUTSIDE_QUOTES = r'(?=(?:[^"]*"[^"]*")*[^"]*$)'
"""Where a list is parted: not inside the name of something."""


@cache
def message_patterns() -> tuple[tuple[str, str], ...]:
    """Return every known message in English and Chinese, the most exact first.

    Raises
    ------
    ValueError
        A line is no pair, or its holes differ.
    """
    pairs = []
    for path in sorted(_FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            english, _, chinese = line.partition("\t")
            holes = set(_HOLE.findall(english)) - {_ENGLISH_ONLY}
            if not chinese or holes != set(_HOLE.findall(chinese)):
                message_text = f"{path.name}: {line!r} is no pair of sentences with the same holes"
                raise ValueError(message_text)
            pairs.append((english, chinese))
    return tuple(sorted(pairs, key=lambda pair: (-len(_HOLE.sub("", pair[0])), pair[0])))


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
    return _in_chinese(text)


@lru_cache(maxsize=4096)
def _in_chinese(text: str) -> str:
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(text: str) -> str:
    """Return a line in Chinese: as a whole, or sentence by sentence; its indentation stays."""
    bare = text.lstrip()
    indent = text[: len(text) - len(bare)]
    whole = _whole(bare)
    if whole is not None:
        return indent + _stopped(bare, whole)
    if (listed := _hole(bare)) != bare and "; " in bare:
        return indent + listed
    conversion = re.fullmatch(r"(\S+) in (\S+)", bare) if indent else None
    if conversion:
        return f"{indent}{conversion[1]} 换算为 {conversion[2]}"
    parts = re.split(r"(?<=[.?])\s+(?=[A-Z'\"])", bare)
    return indent + "".join(_stopped(part, _whole(part) or part) for part in parts)


def _stopped(english: str, chinese: str) -> str:
    """End a Chinese sentence as the English one ends."""
    return f"{chinese}。" if english.endswith(".") and chinese[-1:] not in "。？." else chinese


def _whole(text: str) -> str | None:
    bare = text.rstrip(".")
    for pattern in _patterns():
        if not all(piece in text for piece in pattern.pieces):
            continue
        found = pattern.english.fullmatch(bare) or pattern.english.fullmatch(text)
        if found is not None:
            values = {name: _hole(value) for name, value in found.groupdict().items()}
            return _HOLE.sub(lambda hole: values[hole[1]], pattern.chinese)  # noqa: B023  (used at once)
    return None


class _Pattern(NamedTuple):
    """A message as a regular expression, the text between its holes, its Chinese sentence."""

    english: re.Pattern[str]
    pieces: tuple[str, ...]
    chinese: str


@cache
def _patterns() -> tuple[_Pattern, ...]:
    found = []  # a hole never reaches over the end of a sentence
    for english, chinese in message_patterns():
        parts = _HOLE.split(english)
        text = "".join(
            re.escape(part) if not at % 2 else f"(?P<{part}>(?:(?![.?] [A-Z]).)+?)" for at, part in enumerate(parts)
        )
        pieces = tuple(part.rstrip(".") for part in parts[::2] if part.rstrip("."))
        found.append(_Pattern(re.compile(text, re.DOTALL), pieces, chinese))
    return tuple(found)


def _hole(value: str) -> str:
    """Return what stands in a hole: a fragment with its own sentence, a list of words of the library, or as it is."""
    whole = _whole(value)
    if whole is not None:
        return whole
    if "; " in value:
        parts = value.split("; ")
        known = [_whole(part) for part in parts]
        return "；".join(found or part for found, part in zip(known, parts, strict=True)) if any(known) else value
    parts = re.split(rf"(, | or | and ){_OUTSIDE_QUOTES}", value)
    shown = {", ": "、", " or ": "或", " and ": "和"}
    named = [shown.get(part) or _named(part.strip("'")) for part in parts]
    return "".join(str(part) for part in named) if all(named) else value


def _named(text: str) -> str | None:
    """Return the Chinese name of a column or word of the library; None of anything else."""
    known = catalogue()
    if f"column {text}" in known:
        return known[f"column {text}"][1]
    name = word(text, "zh")
    return name if name != text or re.fullmatch(r'[A-Z][A-Za-z0-9.-]*|[\d.,-]+|\w+="[^"]*"', text) else None
