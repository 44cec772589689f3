"""Browse the database by words: what most people mean stands first.

A row is found when every word stands in it, under any name of its fuel, product, process, parameter, substance or
region; a Chinese word that stands nowhere is read as the words it is put together of, and ``factors/find_words.csv``
has the words that answer for it, what it means among activities and figures, and the words that say nothing (factor,
coefficient). An English word stands where a word begins, one of up to four letters alone: bus is no part of
combustion, car none of carbon. Rows that a word of the trade means stand first (a car its exhaust); then they are
ordered by how exactly the words name them; then a fuel means its combustion, power bought power, rather than a process
around it; then the plainest row (without technology, control or condition), the latest year, the better grade and the
set that is asked first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, UnknownNameError, shown
from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.fuels import fuel_map, fuels
from zzcarbon.vocabulary.regions import region, region_path
from zzcarbon.vocabulary.substances import substance

__all__ = ["find_rows"]

_FIRST = ("activity", "parameter", "subject", "technology", "control", "substance", "value", "lower", "upper", "unit",
          "region", "set", "locator", "grade")  # fmt: skip
"""Columns that a person reads first; the others follow."""
_NAMED = {"activity": "activities.csv", "subject": "terms.csv", "technology": "terms.csv", "control": "terms.csv",
          "substance": "substances.csv", "region": "regions.csv", "parameter": "inputs.csv"}  # fmt: skip
"""Columns that hold keys, and the vocabulary that has their names in Chinese and English."""
_SUBJECT_OF = ("activity", "parameter", "subject", "substance", "region")
"""Columns that a word means exactly; the others hold it by the way."""
_LIGHT = ("technology", "control", "condition", "category", "source", "locator", "note", "basis", "set", "id")
_NARROW = ("technology", "control", "condition", "category")
_MEANT = ("combustion", "purchased electricity", "purchased heat")
"""What the name of a fuel means where no other word says more."""
_EXACT, _TAKEN_FOR, _PART, _ASIDE = 4, 3, 2, 1
_SHORT = 4
"""Letters of an English word that stands alone only."""
_SHORTEST = 2
"""Letters of the shortest word in a Chinese word that is put together of several."""


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

    Raises
    ------
    DataError
        The words are no text.
    UnknownNameError
        A column, a region or a substance is unknown.
    """
    if not isinstance(text, str):
        raise DataError(f'words to find are text in one string, for example "柴油 NOx", not {shown(text)}')
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
    if len(words) > 1:
        score = score + _EXACT * (_points(frame, " ".join(words)) == _EXACT)
    ranked = _ranked(frame.assign(score=score), words, order)
    ordered = [*_FIRST, *(column for column in frame.columns if column not in _FIRST), "score"]
    return ranked[ordered].reset_index(drop=True)


def _holds(values: pd.Series[str], column: str, wanted: str) -> pd.Series[bool]:
    if column == "region":
        return values.isin(region_path(region(wanted).key))
    return values == (substance(wanted).key if column == "substance" else wanted)


def _ranked(frame: pd.DataFrame, words: Sequence[str], order: Sequence[str]) -> pd.DataFrame:
    """Sort the rows by how exactly they are meant."""
    meant = {of for word in words for of in _means().get(word, ())} - {""}
    fuel = any(_fuels_called(word) for word in words)
    place = {key: at for at, key in enumerate(order)}
    by = {
        "_means": (~(frame["activity"].isin(meant) | frame["parameter"].isin(meant))).astype(int),
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
    """Return the points of a word, of the words that answer for it, or of the words it is put together of."""
    also = _also().get(word)
    if also == ("",):
        return pd.Series(1, index=frame.index)
    points = _points(frame, word)
    for other in also or ():
        points = points.combine(_points(frame, other), max)
    if points.any() or word.isascii():
        return points
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    halves = ((_points_of_part(frame, word[:cut]), word[cut:]) for cut in cuts)
    both = [_both(first, _answers(frame, rest)) for first, rest in halves if first.any()]
    return max(both, key=lambda found: (found > 0).sum(), default=points)


def _points_of_part(frame: pd.DataFrame, part: str) -> pd.Series[int]:
    """Return the points of a part of a word, which is not parted again: the rest is."""
    return _answers(frame, part) if len(part) < 2 * _SHORTEST or part in _also() else _points(frame, part)


def _both(first: pd.Series[int], second: pd.Series[int]) -> pd.Series[int]:
    return (first + second).where((first > 0) & (second > 0), 0)


@cache
def _also() -> dict[str, tuple[str, ...]]:
    """Return the words that answer for a word of the trade; one empty word for a word that says nothing."""
    return {_folded(row["word"]): tuple(_folded(row["also"]).split(";")) for row in data_rows("find_words.csv")}


@cache
def _means() -> dict[str, tuple[str, ...]]:
    """Return the activities and figures that a word of the trade means first."""
    return {_folded(row["word"]): tuple(row["means"].split(";")) for row in data_rows("find_words.csv")}


@cache
def _begins(word: str) -> re.Pattern[str]:
    """Return where a word stands: English where a word begins, a short one alone; Chinese anywhere."""
    ascii_word = word.isascii() and word[:1].isalpha()
    end = "(?:e?s)?(?![a-z])" if ascii_word and len(word) <= _SHORT else ""
    return re.compile(("(?<![a-z])" if ascii_word else "") + re.escape(word) + end)


def _stands(word: str, text: str) -> bool:
    return word in text and _begins(word).search(text) is not None


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
    names = [text, *_called(value, column)]
    if word in names and (about or column == "condition"):
        return _EXACT if about else _PART
    mapped = _subjects(word).get(text, 0) if column == "subject" else 0
    if mapped < _PART and any(_stands(word, name) for name in names):
        return _PART if about else _ASIDE
    return mapped


def _called(value: str, column: str) -> list[str]:
    """Return the names of a cell: of its key, or of the values in a condition such as ``powertrain=diesel``."""
    if column == "condition":
        keys = [part.partition("=")[2].strip() for part in value.split(";")]
        return [name for key in keys for name in _names("terms.csv").get(key, "").split("\n")]
    return _names(_NAMED.get(column, "")).get(value, "").split("\n")


def _fuels_called(word: str) -> set[str]:
    """Return the fuels that have exactly this name."""
    return {item.key for item in fuels().values() if word in map(_folded, (item.key, item.zh, item.en, *item.aliases))}


@cache
def _subjects(word: str) -> Mapping[str, int]:
    """Return the words that the sets have for fuels of this name, with what each is worth."""
    exact = _fuels_called(word)
    worth: dict[str, int] = {}
    for (key, _), entries in fuel_map().items():
        part = any(_stands(word, _folded(name)) for name in _names_of(key))
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
    names: dict[str, list[str]] = {}
    for row in data_rows(file) if file else ():
        key = row.get("key") or row["figure"] or row["column"]
        names.setdefault(key, []).extend((*row["zh"].split(";"), row.get("en", ""), *row.get("aliases", "").split(";")))
    return {key: _folded("\n".join(filter(None, found))) for key, found in names.items()}


def _folded(text: object) -> str:
    return "" if text is None or text != text else unicodedata.normalize("NFKC", str(text)).casefold()  # noqa: PLR0124
