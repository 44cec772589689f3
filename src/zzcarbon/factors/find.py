"""Browse the database by words."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from functools import cache

import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.fuels import fuel_map, fuels

__all__ = ["find_rows"]

_WEIGHTS = {"activity": 4, "parameter": 4, "subject": 4, "substance": 4, "set": 2, "region": 2}
_FIRST = ("activity", "parameter", "subject", "technology", "control", "substance", "value", "lower", "upper", "unit",
          "region", "set", "locator", "grade")  # fmt: skip
"""Columns that a person reads first; the others follow."""
_NAMED = {"activity": "activities.csv", "subject": "terms.csv", "technology": "terms.csv", "control": "terms.csv",
          "substance": "substances.csv", "region": "regions.csv"}  # fmt: skip
"""Columns that hold keys, and the vocabulary that has their names in Chinese and English."""
_LIGHT = ("technology", "control", "category", "source", "locator", "note", "basis", "id")


def find_rows(factors: pd.DataFrame, parameters: pd.DataFrame, text: str, fields: Mapping[str, str]) -> pd.DataFrame:
    """Return rows in which every word of ``text`` stands somewhere, best first.

    A Chinese or English name of a fuel, a product, a process, a substance or a region finds the rows of
    its key in every set. The columns that a person reads first come first.
    """
    frame = pd.concat([factors, parameters], ignore_index=True).astype(object)
    for column, wanted in fields.items():
        if column not in frame:
            raise UnknownNameError("column", column, frame.columns)
        frame = frame[frame[column] == wanted]
    score = pd.Series(0, index=frame.index)
    for word in _folded(text).split():
        points = _points(frame, word)
        score = score + points
        frame, score = frame[points > 0], score[points > 0]
    result = frame.assign(score=score).sort_values(["score", "id"], ascending=[False, True])
    ordered = [*_FIRST, *(column for column in result.columns if column not in _FIRST)]
    return result[ordered].reset_index(drop=True)


def _points(frame: pd.DataFrame, word: str) -> pd.Series[int]:
    points = pd.Series(0, index=frame.index)
    for column in (*_WEIGHTS, *_LIGHT):
        if column in frame:
            hit = frame[column].map(_folded).str.contains(word, regex=False)
            points += hit.astype(int) * _WEIGHTS.get(column, 1)
    for column, file in _NAMED.items():
        if keys := {key for key, names in _vocabulary(file) if word in names}:
            points += frame[column].isin(keys).astype(int) * _WEIGHTS.get(column, 1)
    subjects = _subjects_named(word)
    if subjects:
        points += frame["subject"].map(_folded).isin(subjects).astype(int) * _WEIGHTS["subject"]
    return points


def _subjects_named(word: str) -> set[str]:
    """Return the words that the sets have for the fuels whose name holds the word."""
    named = {
        fuel.key
        for fuel in fuels().values()
        if any(word in _folded(name) for name in (fuel.key, fuel.zh, fuel.en, *fuel.aliases))
    }
    return {_folded(s) for (key, _), entries in fuel_map().items() if key in named for s, _, _ in entries}


@cache
def _vocabulary(file: str) -> tuple[tuple[str, str], ...]:
    """Return each key of a vocabulary with its names, folded, in one text."""
    with data_path(file).open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    return tuple((row["key"], _folded("\n".join((row["zh"], row["en"], row.get("aliases") or "")))) for row in rows)


def _folded(text: object) -> str:
    return "" if text is None or text != text else unicodedata.normalize("NFKC", str(text)).casefold()  # noqa: PLR0124
