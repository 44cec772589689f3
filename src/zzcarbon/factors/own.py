"""The caller's own factors: read, completed with what need not be said, put in front of a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.factors.load import Tables, numbered
from zzcarbon.factors.schema import FACTOR_FILE_COLUMNS, PARAMETER_FILE_COLUMNS, SET_COLUMNS
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.terms import term

__all__ = ["joined", "own_set", "read_own", "with_defaults"]


def read_own(source: pd.DataFrame | str | Path) -> tuple[pd.DataFrame, bool]:
    """Read factors, or parameters, from a frame, a CSV file or an Excel sheet.

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
    name = "" if isinstance(source, pd.DataFrame) else str(source)
    frame = source.copy() if isinstance(source, pd.DataFrame) else _from_file(Path(source))
    parameters = "parameter" in frame
    columns = PARAMETER_FILE_COLUMNS if parameters else FACTOR_FILE_COLUMNS
    unknown = [str(column) for column in frame.columns if column not in columns]
    if unknown:
        remedy = f"Columns are: {', '.join(columns)}."
        message = "the factor table has unknown columns"
        raise DataError(message, [Problem(name, "", column, "", "unknown column", remedy) for column in unknown])
    return numbered(frame.reindex(columns=list(columns)), name), parameters


def own_set(key: str, purposes: Sequence[str]) -> pd.DataFrame:
    """Return the set of the caller as the first row of a table of sets."""
    row = {"key": key, "source": key, "purpose": ";".join(purposes), "rank": "0", "coverage": "figures of the caller"}
    return pd.DataFrame([row]).reindex(columns=list(SET_COLUMNS), fill_value="")


def with_defaults(frame: pd.DataFrame, set_key: str) -> pd.DataFrame:
    """Fill what need not be said of an own figure."""
    filled = frame.copy()
    ids = [f"{set_key}/{number}" for number in range(1, len(frame) + 1)]
    filled["id"] = filled["id"].where(filled["id"] != "", pd.Series(ids, index=frame.index))
    filled["set"] = set_key
    defaults = {"region": "GLO", "grade": "A", "evidence": "given by the caller", "locator": "given by the caller"}
    for column, default in defaults.items():
        filled[column] = filled[column].where(filled[column] != "", default)
    filled["subject"] = filled["subject"].map(_subject_key)
    for column in ("technology", "control"):
        if column in filled:
            filled[column] = filled[column].map(term)
    return filled


def joined(tables: Tables, added: pd.DataFrame, sets: pd.DataFrame, *, parameters: bool) -> Tables:
    """Return the tables of a database with own rows in front."""
    old = tables.parameters if parameters else tables.factors
    new = pd.concat([added, old], ignore_index=True)
    return Tables(tables.factors, new, sets) if parameters else Tables(new, tables.parameters, sets)


def _from_file(path: Path) -> pd.DataFrame:
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return pd.read_excel(path, dtype=str, keep_default_na=False)
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(str(path), "", "", "", f"not UTF-8 ({error.reason})", "Save the file as UTF-8.")
        message = "the factor file cannot be read"
        raise DataError(message, [problem]) from error


def _subject_key(text: str) -> str:
    """Return the key of a fuel, product, vehicle ... in any spelling: rows are looked up by the key."""
    try:
        return fuel(text).key
    except UnknownNameError:
        return term(text)
