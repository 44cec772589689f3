"""What only own figures can be: names that are slips of the pen, signs that no packaged figure has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import cast

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, UnitError, shown
from zzcarbon.provenance import GIVEN, GRADES
from zzcarbon.units import dimension
from zzcarbon.vocabulary.activities import activity_names
from zzcarbon.vocabulary.fuels import fuels
from zzcarbon.vocabulary.terms import term_names

__all__ = ["check_own"]

_CLOSE = 0.8
"""From this likeness on a name that nobody knows is a known one misspelt."""

_Found = Iterator[tuple[int, str, str, str]]


def check_own(frame: pd.DataFrame, packaged: pd.DataFrame, *, file: str, parameters: bool) -> list[Problem]:
    """Check own rows for what no packaged row can be.

    Parameters
    ----------
    frame : pandas.DataFrame
        Own rows, names already in their keys where they are known.
    packaged : pandas.DataFrame
        The factors, or parameters, of the database.
    file : str
        Name that problems are reported under.
    parameters : bool
        Whether the rows are parameters.

    Returns
    -------
    list of Problem
        Activities, parameters, subjects and technologies that are near misses of known ones, negative figures of
        activities that have none, grades without a place, masses per nothing.
    """
    kind = "parameter" if parameters else "activity"
    checks = (
        _misspelt(frame, packaged, kind),
        _signs(frame, packaged, kind),
        _places(frame),
        _masses(frame) if kind == "activity" else iter(()),
    )
    return [
        Problem(file, str(frame["id"].iloc[row]), column, shown(frame[column].iloc[row]), problem, remedy)
        for found in checks
        for row, column, problem, remedy in found
    ]


_DIGITS = re.compile(r"[0-9]+")
"""Names that differ in numbers alone are two names, as editions of a list or stages of a standard."""


def _misspelt(frame: pd.DataFrame, packaged: pd.DataFrame, kind: str) -> _Found:
    own = set(packaged[kind])
    for name, rows in frame.groupby(kind, sort=False).indices.items():
        known = name in own or (kind == "activity" and name in activity_names())
        near = "" if known else _nearest(str(name), own)
        for row in rows if near else ():
            yield int(row), kind, f"no method knows this {kind}", f"Did you mean {near!r}?"
    names = (*((key, *both) for key, both in term_names().items()), *((f.key, f.zh, f.en) for f in fuels().values()))
    words = {text for spellings in names for text in spellings}
    for column in ("subject", "technology", "control"):
        if column not in frame:
            continue
        used = packaged.groupby(kind, sort=False)[column].agg(set)
        numbered = {of: {_DIGITS.sub("", text) for text in listed} for of, listed in used.items()}
        for pair, rows in frame.groupby([kind, column], sort=False).indices.items():
            of, name = cast("tuple[str, str]", pair)
            listed = used.get(of, set())
            if not name or name in listed or name in words or _DIGITS.sub("", name) in numbered.get(of, ()):
                continue
            near = _nearest(str(name), {*listed, *(words if column == "subject" else ())})
            for row in rows if near else ():
                yield int(row), column, f"no row can name this {column}", f"Did you mean {near!r}?"


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name.casefold(), sorted({text.casefold() for text in known}), 1, _CLOSE)
    if not close or len(name) < 4:
        return ""
    return max(text for text in known if text.casefold() == close[0])  # the key, in lower case, goes first


def _signs(frame: pd.DataFrame, packaged: pd.DataFrame, kind: str) -> _Found:
    negative = set(packaged.loc[(packaged["value"] < 0) | (packaged["lower"] < 0), kind])
    for column in ("value", "lower"):
        below = (frame[column] < 0) & ~frame[kind].isin(negative)
        for row in np.flatnonzero(below.to_numpy(bool)):
            remedy = "What is removed or avoided is said by the row, in column flow or role."
            yield int(row), column, "a negative figure", remedy


def _places(frame: pd.DataFrame) -> _Found:
    graded = frame["grade"].isin(GRADES) & (frame["locator"] == GIVEN) & (frame["evidence"] == GIVEN)
    for row in np.flatnonzero(graded.to_numpy(bool)):
        yield int(row), "grade", "a grade without a place in a document", "Give locator, or leave the grade out."


def _is_mass(unit: str) -> bool:
    try:
        return dimension(unit) == dimension("kg")
    except UnitError:  # another check names it
        return False


def _masses(frame: pd.DataFrame) -> _Found:
    """Find factors whose unit is a mass alone: what the mass is per stays unsaid."""
    bare = frame["unit"].map({unit: _is_mass(unit) for unit in frame["unit"].unique()})
    for row in np.flatnonzero(bare.to_numpy(bool)):
        yield int(row), "unit", "a mass per nothing", "Write what it is per: kg/t, g/km, kg/(head a) ..."
