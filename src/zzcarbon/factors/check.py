"""Checks of factor and parameter tables: every row, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from zzcarbon.errors import Problem, UnitError, UnknownNameError, english, shown
from zzcarbon.provenance import GIVEN, GRADES
from zzcarbon.tables import Unread
from zzcarbon.tables.dates import read_period
from zzcarbon.tables.numbering import row_numbers
from zzcarbon.units import dimension
from zzcarbon.vocabulary.regions import region
from zzcarbon.vocabulary.substances import substance

__all__ = ["check_rows", "identity_columns"]

_SHARED_KEY = ("subject", "set", "region", "valid_from", "valid_to", "technology", "condition", "origin")
_FACTOR_KEY = ("activity", "scheme", "category", "substance", "control", *_SHARED_KEY)
_PARAMETER_KEY = ("parameter", *_SHARED_KEY)
_PARAMETER_DIMENSIONS = {
    "net_calorific_value": ("GJ/t", "GJ/m3", "GJ/m3_0C"),
    "gross_calorific_value": ("GJ/t", "GJ/m3", "GJ/m3_0C"),
    "carbon_content": ("t/GJ", "t/t", "t/m3", "t/m3_0C"),
    "oxidation_factor": ("1",),
    "removal_efficiency": ("1",),
    "collection_efficiency": ("1",),
    "operating_rate": ("1",),
    "cullet_ratio": ("1",),
    "methane_density": ("kg/m3", "kg/m3_0C"),
    "density": ("kg/m3",),
    "fuel_requirement": ("GJ/t",),
    "anode_net_consumption": ("t/t",),
    "anode_effect_slope": ("kg d/(t min)",),
}
_SHARES = ("removal_efficiency", "collection_efficiency", "operating_rate", "oxidation_factor", "cullet_ratio")
"""Parameters of which no more than all there is can be."""
_EMITTED = ("t", "m3", "m3_0C")
"""What a factor counts: mass, or the volume of a gas that a density of the same set turns into mass."""
_DATE = r"(?:\d{4}-\d{2}-\d{2})?"


def identity_columns(*, parameters: bool) -> tuple[str, ...]:
    """Return the columns that together identify a row within the database."""
    return _PARAMETER_KEY if parameters else _FACTOR_KEY


def check_rows(frame: pd.DataFrame, sets: pd.DataFrame, *, file: str, parameters: bool) -> list[Problem]:
    """Check every row of a factor or parameter table.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with the columns of a factor (or parameter) file; numbers are already float64.
    sets : pandas.DataFrame
        Known sets, with column ``key``.
    file : str
        Name that problems are reported under.
    parameters : bool
        Whether the rows are parameters.

    Returns
    -------
    list of Problem
        All problems; empty when the table is sound.
    """
    checks = (
        _missing_values(frame, parameters=parameters),
        _numbers(frame),
        _names(frame, sets, parameters=parameters),
        _units(frame, parameters=parameters),
        _unique(frame, parameters=parameters),
    )
    rows = row_numbers(frame, first=2)
    return [
        Problem(file, str(frame["id"].iloc[row]) or str(rows[row]), column, value, text, remedy)
        for found in checks
        for row, column, value, text, remedy in found
    ]


_Found = Iterator[tuple[int, str, str, str, str]]


def _missing_values(frame: pd.DataFrame, *, parameters: bool) -> _Found:
    name = "parameter" if parameters else "activity"
    for column in ("id", name, "unit", "set", "region", "locator", "evidence", "grade"):
        for row in _positions(frame[column] == ""):
            yield row, column, "", f"{column} is empty", f"Every row says its {column}."


def _numbers(frame: pd.DataFrame) -> _Found:
    value, lower, upper = (frame[column] for column in ("value", "lower", "upper"))
    no_number = value.isna() & (lower.isna() | upper.isna()) & (_column(frame, "form") == "")
    for row in _positions(no_number):
        yield row, "value", "", "neither a value nor a range nor a form", "Give value, or lower and upper."
    outside = (value < lower) | (value > upper) | (lower > upper)
    for row in _positions(outside):
        numbers = f"{lower.iloc[row]} <= {value.iloc[row]} <= {upper.iloc[row]}"
        yield row, "value", numbers, "the bounds do not enclose the value", "Correct or withhold the row."
    if "parameter" in frame:
        yield from _shares(frame)
    for column in ("value", "lower", "upper"):
        infinite = frame[column].abs() == float("inf")
        for row in _positions(infinite):
            yield row, column, str(frame[column].iloc[row]), "not finite", "Give a finite number."
    for column in ("valid_from", "valid_to"):
        days = {text: not isinstance(read_period(text), Unread) for text in frame[column].unique()}
        for row in _positions(~frame[column].str.fullmatch(_DATE) | ~frame[column].map(days).astype(bool)):
            text = shown(frame[column].iloc[row])
            yield row, column, text, "not a date", "Write dates as 2023-01-31."


def _shares(frame: pd.DataFrame) -> _Found:
    shares = frame["parameter"].isin(_SHARES)
    whole = (frame["unit"] == "%").map({True: 100.0, False: 1.0})
    for column in ("value", "lower", "upper"):
        beyond = shares & ((frame[column] < 0) | (frame[column] > whole))
        for row in _positions(beyond):
            text = f"{frame[column].iloc[row]} {frame['unit'].iloc[row]}"
            yield row, column, text, "a share lies between 0 and 1", "Correct the figure or its unit."


def _names(frame: pd.DataFrame, sets: pd.DataFrame, *, parameters: bool) -> _Found:
    for row in _positions(~frame["set"].isin(sets["key"])):
        yield row, "set", shown(frame["set"].iloc[row]), "unknown set", "Add it to sets.csv."
    for row in _positions(~frame["grade"].isin((*GRADES, GIVEN))):
        yield row, "grade", shown(frame["grade"].iloc[row]), "unknown grade", "Grades are A, B and C."
    vocabularies: dict[str, Callable[[str], Any]] = (
        {"region": region} if parameters else {"region": region, "substance": substance}
    )
    for column, look_up in vocabularies.items():
        for name in frame[column].unique():
            try:
                right = look_up(name).key
            except UnknownNameError as error:
                right, why = None, english(error)
            else:
                why = f"the key of this {column} is {right!r}"
            if right != name:
                for row in _positions(frame[column] == name):
                    yield row, column, shown(name), why, "Use the key of the vocabulary."


def _units(frame: pd.DataFrame, *, parameters: bool) -> _Found:
    """Ask pint once per distinct unit, not once per row."""
    name_column = "parameter" if parameters else "activity"
    emitted = {dimension(text) for text in _EMITTED}
    rows_of: dict[tuple[str, str], list[int]] = {}
    for at, pair in enumerate(zip(frame["unit"], frame[name_column], strict=True)):
        rows_of.setdefault(pair, []).append(at)
    for (unit, name), rows in sorted(rows_of.items()):
        allowed = _PARAMETER_DIMENSIONS.get(name, ()) if parameters else None
        try:
            found = dimension(unit)
            if allowed is None:
                counted = dimension(unit.partition("/")[0])
                wrong = "" if counted in emitted else "a factor is mass, or gas volume of the substance, per activity"
            else:
                known = {dimension(text) for text in allowed}
                wrong = "" if not allowed or found in known else f"{name} has the dimension of {allowed}"
        except UnitError as error:
            wrong = english(error)
        if wrong:
            for row in rows:
                yield row, "unit", shown(unit), wrong, "Correct the unit."


def _unique(frame: pd.DataFrame, *, parameters: bool) -> _Found:
    for columns in (("id",), identity_columns(parameters=parameters)):
        for row in _positions(frame.duplicated(list(columns), keep="first")):
            key = ", ".join(str(frame[column].iloc[row]) for column in columns)
            remedy = "Tell the rows apart (technology, condition, region) or remove one."
            yield row, columns[0], shown(key), "the same key stands twice", remedy


def _positions(mask: pd.Series[bool]) -> list[int]:
    return [int(row) for row in mask.to_numpy().nonzero()[0]]


def _column(frame: pd.DataFrame, name: str) -> pd.Series[str]:
    return frame[name] if name in frame else pd.Series("", index=frame.index)
