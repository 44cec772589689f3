"""Read the packaged database and the caller's own factors."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.factors.check import check_rows
from zzcarbon.factors.schema import (
    FACTOR_COLUMNS,
    FACTOR_FILE_COLUMNS,
    NUMBERS,
    PARAMETER_COLUMNS,
    PARAMETER_FILE_COLUMNS,
    SET_COLUMNS,
)
from zzcarbon.resources import data_path
from zzcarbon.tables.numbering import row_numbers
from zzcarbon.vocabulary.substances import substance

__all__ = ["Tables", "complete", "numbered", "read_packaged"]

_MODULES = ("energy", "industry", "transport", "buildings", "water", "agriculture", "waste")


class Tables(NamedTuple):
    """The three tables of a database."""

    factors: pd.DataFrame
    parameters: pd.DataFrame
    sets: pd.DataFrame


def read_packaged() -> Tables:
    """Read the CSV files of the packaged database and check every row: `zzcarbon.factors.cache` keeps the result.

    Raises
    ------
    DataError
        Rows of the packaged files are faulty; ``problems`` lists all of them.
    """
    sets = pd.DataFrame(_read(data_path("sets.csv"), SET_COLUMNS), columns=SET_COLUMNS)
    problems: list[Problem] = []
    tables = []
    for columns, folders, parameters in (
        (FACTOR_FILE_COLUMNS, _MODULES, False),
        (PARAMETER_FILE_COLUMNS, ("parameters",), True),
    ):
        files = [path for folder in folders for path in _files(folder)]
        rows = [row for path in files for row in _read(path, columns)]
        frame = numbered(pd.DataFrame(rows, columns=columns), "factors/", by_id=True)
        problems += check_rows(frame, sets, file="factors/", parameters=parameters)
        tables.append(complete(frame, sets, parameters=parameters))
    if problems:
        message = f"the packaged database has {len(problems)} faulty rows"
        raise DataError(message, problems)
    return Tables(tables[0], tables[1], sets)


def complete(frame: pd.DataFrame, sets: pd.DataFrame, *, parameters: bool) -> pd.DataFrame:
    """Add what follows from set and substance: source, edition, purpose, medium and kind."""
    joined = frame.copy()
    by_key = sets.set_index("key")
    for column in ("source", "edition", "purpose"):
        joined[column] = frame["set"].map(by_key[column]).fillna("")
    joined["kind"] = _kinds(frame)
    if parameters:
        return joined[list(PARAMETER_COLUMNS)]
    media = {name: substance(name).medium for name in frame["substance"].unique()}
    joined["medium"] = frame["substance"].map(media)
    return joined[list(FACTOR_COLUMNS)]


def _kinds(frame: pd.DataFrame) -> pd.Series[str]:
    kinds = pd.Series("number", index=frame.index)
    kinds[frame["value"].isna()] = "range"
    kinds[frame["condition"] != ""] = "step"
    if "form" in frame:
        kinds[frame["form"] != ""] = "function"
    return kinds


def _files(folder: str) -> list[Path]:
    try:
        root = data_path(folder)
    except FileNotFoundError:
        return []
    return sorted(root.glob("*.csv"))


def _read(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        header = next(rows, [])
        if tuple(header) != columns:
            problem = Problem(path.name, "1", "", ",".join(header), "wrong header", "See columns.csv.")
            message = "a packaged data file has a wrong header"
            raise DataError(message, [problem])
        return list(rows)


def numbered(frame: pd.DataFrame, file: str, *, by_id: bool = False) -> pd.DataFrame:
    """Turn the number columns into float64 and all others into text; bad rows are named by number or by id."""
    problems: list[Problem] = []
    columns: dict[str, pd.Series[float] | pd.Series[str]] = {}
    for column in frame.columns:
        if column not in NUMBERS:
            told = frame[column]
            whole = told.dtype == "str" and not told.hasnans
            columns[column] = told if whole else told.astype(object).where(told.notna(), "").astype(str)
            continue
        given = frame[column].replace("", np.nan)
        numbers = pd.to_numeric(given, errors="coerce").astype("float64")
        rows = frame["id"].tolist() if by_id else row_numbers(frame, first=2)
        for row in np.flatnonzero(numbers.isna() & given.notna()).tolist():
            text, name = shown(frame[column].iloc[row]), str(rows[row])
            problems.append(Problem(file, name, column, text, "not a number", "Write 1234.5."))
        columns[column] = numbers
    if problems:
        message = "the factor table has values that are not numbers"
        raise DataError(message, problems)
    return pd.DataFrame(columns)
