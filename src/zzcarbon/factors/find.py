"""Browse the database by words: what most people mean stands first.

A row is found when every word stands in it, under any name of its fuel, product, process, substance or region; a
Chinese word that stands nowhere is read as two, and ``factors/find_words.csv`` has the words that answer for it. Rows
are ordered by how exactly the words name them; then a fuel means its combustion, power bought power, rather than a
process around it; then the plainest row (without technology, control or condition), the latest year, the better
grade and the set that is asked first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.fuels import fuel_map, fuels
from zzcarbon.vocabulary.regions import region, region_path
from zzcarbon.vocabulary.substances import substance

__all__ = ["find_rows"]

_FIRST = ("activity", "parameter", "subject", "technology", "control", "substance", "value", "lower", "upper", "unit",
          "region", "set", "locator", "grade")  # fmt: skip
"""Columns that a person reads first; the others follow."""
_NAMED = {"activity": "activities.csv", "subject": "terms.csv", "technology": "terms.csv", "control": "terms.csv",
          "substance": "substances.csv", "region": "regions.csv"}  # fmt: skip
"""Columns that hold keys, and the vocabulary that has their names in Chinese and English."""
_SUBJECT_OF = ("activity", "parameter", "subject", "substance", "region")
"""Columns that a word means exactly; the others hold it by the way."""
_LIGHT = ("technology", "control", "category", "source", "locator", "note", "basis", "set", "id")
_NARROW = ("technology", "control", "condition", "category")
_MEANT = ("combustion", "purchased electricity", "purchased heat")
"""What the name of a fuel means where no other word says more."""
_EXACT, _TAKEN_FOR, _PART, _ASIDE = 4, 3, 2, 1
_SHORTEST = 2
"""Letters of the shortest half of a Chinese word that is written in one."""


def find_rows(
    factors: pd.DataFrame,
    parameters: pd.DataFrame,
    text: str,
    fields: Mapping[str, str],
    order: Sequence[str] = (),
) -> pd.DataFrame:
    """Return rows in which every word of ``text`` stands somewhere, what most people mean first.

    Parameters
    ----------
    factors, parameters : pandas.DataFrame
        Rows of the database.
    text : str
        Words in Chinese or English, parted by blanks.
    fields : mapping of str to str
        Columns with their value; a region takes the rows that answer for it, a substance any of its names.
    order : sequence of str
        Sets in the order they are asked: among equals the first stands first.
    """
    frame = pd.concat([factors, parameters], ignore_index=True).astype(object)
    for column, wanted in fields.items():
        if column not in frame:
            raise UnknownNameError("column", column, frame.columns)
        frame = frame[_holds(frame[column], column, wanted)]
    score = pd.Series(0, index=frame.index)
    words = _folded(text).split()
    for word in words:
        points = _answers(frame, word)
        score = score + points
        frame, score = frame[points > 0], score[points > 0]
    ranked = _ranked(frame.assign(score=score), words, order)
    ordered = [*_FIRST, *(column for column in frame.columns if column not in _FIRST), "score"]
    return ranked[ordered].reset_index(drop=True)


def _holds(values: pd.Series[str], column: str, wanted: str) -> pd.Series[bool]:
    if column == "region":
        return values.isin(region_path(region(wanted).key))
    return values == (substance(wanted).key if column == "substance" else wanted)


def _ranked(frame: pd.DataFrame, words: Sequence[str], order: Sequence[str]) -> pd.DataFrame:
    """Sort the rows by how exactly they are meant."""
    fuel = any(_fuels_called(word) for word in words)
    place = {key: at for at, key in enumerate(order)}
    by = {
        "_exact": -frame["score"],
        "_meant": (~frame["activity"].isin(_MEANT)).astype(int) if fuel else 0,
        "_asked": (~frame["set"].isin(place)).astype(int),
        "_figure": (frame["parameter"].fillna("") != "").astype(int),
        "_narrow": sum((frame[column].fillna("") != "").astype(int) for column in _NARROW),
        "_late": -pd.to_numeric(frame["valid_from"].fillna("").str[:4], errors="coerce").fillna(9999),
        "_grade": frame["grade"],
        "_set": frame["set"].map(place).fillna(len(place)),
    }
    return frame.assign(**by).sort_values([*by, "id"], kind="stable")


def _answers(frame: pd.DataFrame, word: str) -> pd.Series[int]:
    """Return the points of a word, of the words that answer for it, or of its two halves where it is written in one."""
    points = _points(frame, word)
    for other in _also().get(word, ()):
        points = points.combine(_points(frame, other), max)
    if points.any() or word.isascii():
        return points
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    halves = [(_points(frame, word[:cut]), _points(frame, word[cut:])) for cut in cuts]
    both = [(first + second).where((first > 0) & (second > 0), 0) for first, second in halves]
    return max(both, key=lambda found: (found > 0).sum(), default=points)


@cache
def _also() -> dict[str, tuple[str, ...]]:
    """Return the words that answer for a word of the trade under which no figure stands."""
    return {row["word"]: tuple(row["also"].split(";")) for row in data_rows("find_words.csv")}


def _points(frame: pd.DataFrame, word: str) -> pd.Series[int]:
    """Return 4 where the word names what the row is about, 3 where the row is taken for it, 2 and 1 for a part."""
    points = np.zeros(len(frame), int)
    for column in (*_LIGHT, *_SUBJECT_OF):
        codes, values = pd.factorize(frame[column], use_na_sentinel=True)
        worth = np.array([*(_worth(str(value), column, word) for value in values), 0])
        np.maximum(points, worth[codes], out=points)
    found: pd.Series[int] = pd.Series(points, index=frame.index, dtype="int64")
    return found


def _worth(value: str, column: str, word: str) -> int:
    """Return what it is worth that a cell with this value is asked for by a word."""
    about = column in _SUBJECT_OF
    text = _folded(value)
    names = [text, *_names(_NAMED.get(column, "")).get(value, "").split("\n")]
    if about and word in names:
        return _EXACT
    mapped = _subjects(word).get(text, 0) if column == "subject" else 0
    if mapped < _PART and any(word in name for name in names):
        return _PART if about else _ASIDE
    return mapped


def _fuels_called(word: str) -> set[str]:
    """Return the fuels that have exactly this name."""
    return {item.key for item in fuels().values() if word in map(_folded, (item.key, item.zh, item.en, *item.aliases))}


@cache
def _subjects(word: str) -> Mapping[str, int]:
    """Return the words that the sets have for fuels of this name, with what each is worth."""
    exact = _fuels_called(word)
    worth: dict[str, int] = {}
    for (key, _), entries in fuel_map().items():
        part = any(word in _folded(name) for name in _names_of(key))
        for subject, grade, _ in entries:
            points = (_EXACT if grade == "A" else _TAKEN_FOR) if key in exact else _PART if part else 0
            worth[_folded(subject)] = max(points, worth.get(_folded(subject), 0))
    return worth


@cache
def _names_of(fuel: str) -> tuple[str, ...]:
    item = fuels()[fuel]
    return (item.key, item.zh, item.en, *item.aliases)


@cache
def _names(file: str) -> dict[str, str]:
    """Return by key of a vocabulary its names, folded, one a line."""
    if not file:
        return {}
    rows = data_rows(file)
    return {
        row["key"]: _folded("\n".join((row["zh"], row["en"], *(row.get("aliases") or "").split(";")))) for row in rows
    }


def _folded(text: object) -> str:
    return "" if text is None or text != text else unicodedata.normalize("NFKC", str(text)).casefold()  # noqa: PLR0124
