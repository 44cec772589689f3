"""The columns of activity data: their English names and what Chinese tables call them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import pandas as pd

from zzcarbon.errors import DataError, Problem, nearest
from zzcarbon.tables.header import table_headers
from zzcarbon.tables.header_units import with_header_units
from zzcarbon.tables.headers import folded_header, header_and_unit, known_headers
from zzcarbon.tables.numbers import NOTATIONS
from zzcarbon.vocabulary.substances import substances

__all__ = ["CATEGORY_SCHEMES", "NOTATIONS", "standard_columns", "standard_name"]

CATEGORY_SCHEMES = {
    "category_ipcc2006": "ipcc2006",
    "category_nfr": "nfr",
    "industry_gbt4754": "gbt4754",
}
"""Category columns and the scheme that each of them holds."""

_REMOVAL = "removal_efficiency_"
"""Before the name of a substance; NF3 is not a misspelt NH3."""


def standard_name(column: object) -> str:
    """Return the English name of a column; a label that is not known stays as it is.

    Examples
    --------
    >>> standard_name(" 能源品种 ")
    'fuel'
    >>> standard_name("workshop")
    'workshop'
    """
    text = unicodedata.normalize("NFKC", str(column)).strip()
    known = known_headers()
    return known.get(text) or known.get(folded_header(text), text)


_LABELS = {"stage", "sector", "scope", "share", "number", "age", "time", "passed_over"}
"""Words that labels are often close to: state is not a misspelt stage."""


@cache
def _standard() -> tuple[str, ...]:
    """Return all standard names."""
    return tuple(dict.fromkeys((*known_headers().values(), *(f"{name}_unit" for name in table_headers()))))


def standard_columns(frame: pd.DataFrame, required: Iterable[str] = (), *, file: str = "") -> pd.DataFrame:
    """Return the frame with standard column names, units of the headers in columns of their own.

    Raises
    ------
    DataError
        Two columns have one meaning, a required column is missing, or header and rows say two units.
    """
    found = [header_and_unit(column) for column in frame.columns]
    names = [name or standard_name(column) for (name, _), column in zip(found, frame.columns, strict=True)]
    below = frame.attrs.get("units", {})
    units = {
        name: unit
        for (name, own), column in zip(found, frame.columns, strict=True)
        if name and (unit := own or below.get(column, ""))
    }
    named = frame if names == list(frame.columns) else frame.set_axis(names, axis=1)
    contradictions: list[Problem] = []
    if units and len(set(names)) == len(names):
        named, contradictions = with_header_units(named, units, _standard(), file)
        names = list(named.columns)
    problems = [
        Problem(file, "", name, "", "two columns with this meaning", "Keep one of them.")
        for name in dict.fromkeys(name for name in names if names.count(name) > 1)
    ]
    for name in dict.fromkeys(required):
        if name not in names:
            near = nearest(name, [str(column) for column in frame.columns])
            mean = f" Is it {near[0]!r}?" if near else ""
            have = ", ".join(map(str, frame.columns[:20])) or "none"
            problems.append(Problem(file, "", name, "", "the column is missing", f"Columns: {have}.{mean}"))
    misspelt = [
        (name, near[0])
        for name in names
        if name not in _standard() and (near := _near_miss(name)) and near[0] not in names
    ]
    for name, near_name in misspelt:
        text = f"looks like {near_name!r} misspelt"
        problems.append(Problem(file, "", name, "", text, "Correct the name, or name the label otherwise."))
    if problems := [*problems, *contradictions]:
        message = "the columns of the activity data cannot be used"
        raise DataError(message, problems)
    return named


def _near_miss(name: str) -> tuple[str, ...]:
    """Return a standard name that a label misspells by one letter."""
    if len(name) < 5 or not name.isascii() or name.removeprefix(_REMOVAL) in substances():
        return ()
    return tuple(n for n in nearest(name, _standard(), 1) if n not in _LABELS and _one_slip(name, n))


def _one_slip(left: str, right: str) -> bool:
    """Whether two words differ in one letter, or in two neighbours that changed places."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    if len(left) == len(right):
        at = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        swapped = len(at) == 2 and left[at[0]] == right[at[1]] and left[at[1]] == right[at[0]]
        return len(at) == 1 or swapped
    long, short = sorted((left, right), key=len, reverse=True)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
