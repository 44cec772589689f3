"""What the grade, the locator and the bounds of a row must rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from zzcarbon.errors import Problem, shown

__all__ = ["BOUNDS", "check_evidence"]

BOUNDS = ("95 %", "printed", "factor", "copy", "derived")
"""Kinds of bounds: of the 95 % interval; printed without a word of what; worked out from a factor or percentage that
the source states; seen in one copy only; worked out from the bounds of the parts."""

_PRIMARY = re.compile(
    r"EFDB|EEA emission factor database|github:? ?USEPA/|full text|text of|page text|\btext layer\b|databank|abstract"
    r"|Table \d|annex PDF|published PDF|law text"
)
"""Words of evidence that name a primary text or the publisher's own machine copy."""
_PLACE = re.compile(
    r"table|tab\.|eq\.? ?\d|p\.? ?\d|page|annex|section|box|figure|appendix|app |article|schedule|row|sheet|measure "
    r"|engine |abstract|EFDB \d|表|条|附|^place not seen: ",
    re.IGNORECASE,
)
"""Words of a locator that name where in the document the figure stands, or say that it was not seen."""
_SEARCH_ID = re.compile(r"\bindex ids?\b", re.IGNORECASE)
"""The number of a search index: nobody else can look it up."""
_WORKED_OUT = re.compile(r"worked out: |sums? made by this project|arithmetic: ")
_ZERO_TO_TWICE = 1e-9


def check_evidence(frame: pd.DataFrame, *, file: str) -> list[Problem]:
    """See that every row of the packaged database rests on what its grade promises.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with the columns of a factor or parameter file; numbers are float64.
    file : str
        Name that problems are reported under.

    Returns
    -------
    list of Problem
        All problems; empty when each grade A has a primary text or its publisher's machine copy, each locator
        names a place or says that it was not seen, no evidence is the number of a search index, each bound has a
        kind, and each figure that was worked out its parts.
    """
    checks = (_grades(frame), _places(frame), _search_ids(frame), _bounds(frame), _parts(frame))
    return [
        Problem(file, str(frame["id"].iloc[row]), column, shown(frame[column].iloc[row]), text, remedy)
        for found in checks
        for row, column, text, remedy in found
    ]


_Found = Iterator[tuple[int, str, str, str]]


def _grades(frame: pd.DataFrame) -> _Found:
    for row in _positions((frame["grade"] == "A") & ~frame["evidence"].str.contains(_PRIMARY)):
        yield row, "evidence", "grade A on a secondary copy", "Name the primary text, or grade it B or C."


def _places(frame: pd.DataFrame) -> _Found:
    for row in _positions(~frame["locator"].str.contains(_PLACE)):
        yield row, "locator", "no table, equation or page", "Name where the figure stands, or write place not seen: ..."


def _search_ids(frame: pd.DataFrame) -> _Found:
    for column in ("locator", "evidence", "note"):
        for row in _positions(frame[column].str.contains(_SEARCH_ID)):
            yield (
                row,
                column,
                "the number of a search index",
                "Name the repository and path, or say: repository not found.",
            )


def _bounds(frame: pd.DataFrame) -> _Found:
    given = frame["lower"].notna() | frame["upper"].notna()
    for row in _positions(given & ~frame["bounds"].isin(BOUNDS)):
        yield row, "bounds", "bounds without a kind", f"Kinds are: {', '.join(BOUNDS)}."
    for row in _positions(~given & (frame["bounds"] != "")):
        yield row, "bounds", "a kind of bounds without bounds", "Leave it empty."
    twice = (frame["lower"] == 0) & ((frame["upper"] - 2 * frame["value"]).abs() <= _ZERO_TO_TWICE * frame["value"])
    for row in _positions(twice & (frame["value"] > 0) & (frame["bounds"] == "copy")):
        yield row, "bounds", "0 to twice the value: a rule of the copy, not printed", "Leave the bounds empty."


def _parts(frame: pd.DataFrame) -> _Found:
    told = pd.Series("", index=frame.index)
    for column in ("basis", "evidence", "note"):
        told = told + " " + frame[column]
    for row in _positions(told.str.contains(_WORKED_OUT) & (frame["derived"] == "")):
        yield row, "derived", "a figure that was worked out, without its parts", "Name the parts in derived."


def _positions(mask: pd.Series[bool]) -> list[int]:
    return [int(row) for row in mask.to_numpy().nonzero()[0]]
