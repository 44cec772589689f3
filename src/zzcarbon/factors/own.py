"""The caller's own factors: read, completed with what need not be said, put in front of a database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from os import PathLike
from pathlib import Path

import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.factors.load import Tables
from zzcarbon.factors.schema import FACTOR_FILE_COLUMNS, NUMBERS, PARAMETER_FILE_COLUMNS, SET_COLUMNS
from zzcarbon.provenance import GIVEN
from zzcarbon.tables import Cells, read_table, to_pandas
from zzcarbon.tables.dates import Period, read_period
from zzcarbon.tables.headers import header_and_unit
from zzcarbon.tables.numbers import plain_text
from zzcarbon.vocabulary.activities import activity_names
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.regions import region
from zzcarbon.vocabulary.substances import substance
from zzcarbon.vocabulary.terms import term

__all__ = ["joined", "own_set", "read_own", "with_defaults"]


def read_own(source: object) -> tuple[pd.DataFrame, bool]:
    """Read factors, or parameters, from a table, a CSV file or an Excel sheet.

    Columns that are left out are empty; unknown columns are an error, since a misspelt ``unit``
    would otherwise be lost.

    Returns
    -------
    pandas.DataFrame
        The rows with all columns of the database.
    bool
        Whether they are parameters: then there is a column ``parameter``.

    Raises
    ------
    DataError
        The file cannot be read, columns are unknown, or numbers are not numbers.
    """
    path = Path(source) if isinstance(source, str | PathLike) else None
    name = "" if path is None else str(source)
    frame = read_table(path, table="factors") if path else to_pandas(source, "own factors").reset_index(drop=True)
    frame = _named(frame)
    parameters = "parameter" in frame
    columns = PARAMETER_FILE_COLUMNS if parameters else FACTOR_FILE_COLUMNS
    unknown = [str(column) for column in frame.columns if column not in columns]
    if unknown:
        remedy = f"Columns are: {', '.join(columns)}."
        message = "the factor table has unknown columns"
        raise DataError(message, [Problem(name, "", column, "", "unknown column", remedy) for column in unknown])
    cells = Cells(frame, name)
    read = {
        column: cells.number(column, needed=False) if column in NUMBERS else _texts(frame, column) for column in columns
    }
    if cells.problems:
        message = "the factor table has values that are not numbers"
        raise DataError(message, cells.problems)
    return pd.DataFrame(read, index=range(len(frame))), parameters


def own_set(key: str, purposes: Sequence[str]) -> pd.DataFrame:
    """Return the set of the caller as the first row of a table of sets."""
    row = {"key": key, "source": key, "purpose": ";".join(purposes), "rank": "0", "coverage": "figures of the caller"}
    return pd.DataFrame([row]).reindex(columns=list(SET_COLUMNS), fill_value="")


def with_defaults(frame: pd.DataFrame, set_key: str) -> pd.DataFrame:
    """Fill what need not be said of an own figure, and give names their keys."""
    filled = frame.copy()
    ids = [f"{set_key}/{number}" for number in range(1, len(frame) + 1)]
    filled["id"] = filled["id"].where(filled["id"] != "", pd.Series(ids, index=frame.index))
    filled["set"] = set_key
    defaults = {"region": "GLO", "grade": GIVEN, "evidence": GIVEN, "locator": GIVEN}
    for column, default in defaults.items():
        filled[column] = filled[column].where(filled[column] != "", default)
    for column, key in _KEYS.items():
        if column in filled:
            filled[column] = filled[column].map(_or_itself(key))
    _whole_years(filled)
    return filled


def joined(tables: Tables, added: pd.DataFrame, sets: pd.DataFrame, *, parameters: bool) -> Tables:
    """Return the tables of a database with own rows in front."""
    old = tables.parameters if parameters else tables.factors
    new = pd.concat([added, old], ignore_index=True)
    return Tables(tables.factors, new, sets) if parameters else Tables(new, tables.parameters, sets)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the column names of the database; a unit in brackets behind one becomes a column."""
    found = {column: header_and_unit(column, "factors") for column in frame}
    named = frame.rename(columns={column: name for column, (name, _) in found.items() if name})
    units = {unit for _, unit in found.values() if unit} | set(frame.attrs.get("units", {}).values())
    return named.assign(unit=units.pop()) if len(units) == 1 and "unit" not in named else named


def _texts(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    if column not in frame:
        return pd.Series("", index=range(len(frame)), dtype=object)
    return (
        frame[column].map(lambda cell: plain_text(cell) if not isinstance(cell, str) else cell.strip()).astype(object)
    )


def _whole_years(frame: pd.DataFrame) -> None:
    """Write a year or month of validity as its first and its last day."""
    for column in ("valid_from", "valid_to"):
        found = [read_period(text) for text in frame[column]]
        days = [
            text if not isinstance(period, Period) else f"{_edge(period, column):%Y-%m-%d}"
            for text, period in zip(frame[column], found, strict=True)
        ]
        frame[column] = pd.Series(days, index=frame.index, dtype=object)


def _edge(period: Period, column: str) -> datetime:
    return period.begin if column == "valid_from" else period.end - timedelta(days=1)


def _subject_key(text: str) -> str:
    """Return the key of a fuel, product, vehicle ... in any spelling: rows are looked up by the key."""
    try:
        return fuel(text).key
    except UnknownNameError:
        return term(text)


def _or_itself(key: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function that leaves a name as it is where it is unknown: the checks say so."""

    def read(text: str) -> str:
        try:
            return key(text) if text else ""
        except UnknownNameError:
            return text

    return read


_KEYS: dict[str, Callable[[str], str]] = {
    "activity": lambda text: activity_names().key(text),
    "subject": _subject_key,
    "substance": lambda text: substance(text).key,
    "region": lambda text: region(text).key,
    "technology": term,
    "control": term,
}
"""How the names in a column get their keys."""
