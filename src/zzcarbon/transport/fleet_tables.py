"""The tables that a fleet is made from: vehicles, survival, standards, orders, distances, fuel."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.side_table import SideTable
from zzcarbon.errors import DataError, Problem, shown

__all__ = ["CLASS", "class_keys", "faulty", "read_curves", "read_standards", "read_vehicles", "whole_years"]

Array = npt.NDArray[np.float64]
Curves = dict[tuple[Hashable, ...], Array]

CLASS = ("vehicle", "powertrain", "size")
"""Words that tell vehicles apart."""

_OLDEST = 100


def faulty(column: str, value: object, problem: str, remedy: str, file: str = "") -> DataError:
    """Return the error of one value, to be raised."""
    message = f"{column} {shown(value)} {problem}"
    return DataError(message, [Problem(file, "", column, shown(value), problem, remedy)])


def read_vehicles(source: object, what: str, required: Sequence[str]) -> tuple[SideTable, pd.DataFrame]:
    """Read a table of vehicles.

    Parameters
    ----------
    source : path or data frame
    what : str
        ``"fleet"``, ``"registrations"``, ``"orders"``.
    required : sequence of str
        Columns that must be there.

    Returns
    -------
    SideTable
        With what is wrong.
    pandas.DataFrame
        The table with ``number`` [vehicles], ``year`` and ``age`` [a] as numbers.
    """
    table = SideTable(source, what, ("vehicle", *required, "number"))
    clean = table.frame.copy()
    table.words(*CLASS, "standard", needed=("vehicle", *(name for name in required if name == "standard")))
    clean["number"] = table.in_unit("number", "vehicle", low=0.0)
    clean = clean.drop(columns=[name for name in ("number_unit",) if name in clean])
    if "year" in required:
        clean["year"] = table.year()
    if "age" in clean:
        clean["age"] = whole_years(table, "age")
    return table, clean


def whole_years(table: SideTable, column: str) -> npt.NDArray[np.int64]:
    """Return a column of full years from 0 on; others are reported."""
    values = table.in_unit(column, "a", low=0.0, high=_OLDEST)
    table.report(values != np.floor(values), column, "not a number of full years", "Give full years.")
    return np.nan_to_num(values).astype(np.int64)


def class_keys(table: SideTable, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the key of the class of each row, whatever language its words stand in."""
    return list(table.words(*names).itertuples(index=False, name=None))


def read_curves(survival: object) -> tuple[tuple[str, ...], Curves]:
    """Return the columns that tell curves apart, and the survival by age of each class [1].

    Raises
    ------
    DataError
        A cell is wrong, an age is missing, or a curve rises.
    """
    table = SideTable(survival, "survival", ("vehicle", "age", "survival"))
    by = tuple(name for name in CLASS if name in table.frame)
    keys, ages, shares = table.words(*by, needed=("vehicle",)), whole_years(table, "age"), table.share("survival")
    table.check()
    curves: Curves = {}
    for name, at in keys.groupby(list(by), sort=False).indices.items():
        key = tuple(map(str, name)) if isinstance(name, tuple) else (str(name),)
        rows = np.asarray(at)[np.argsort(ages[at], kind="stable")]
        if ages[rows].tolist() != list(range(len(rows))):
            raise faulty("age", key, "has no survival at every age from 0 on", "Give each full year once.", table.file)
        if (np.diff(shares[rows]) > 0).any():
            raise faulty("survival", key, "rises", "Vehicles do not come back.", table.file)
        curves[key] = shares[rows]
    return by, curves


def read_standards(standards: object, fleet: SideTable) -> tuple[tuple[str, ...], dict[tuple[str, ...], pd.DataFrame]]:
    """Return the columns that tell rules apart, and by class the standard from each year of registration on.

    Raises
    ------
    DataError
        A cell is wrong.
    """
    table = SideTable(standards, "standards", ("vehicle", "standard", "year"))
    by = tuple(name for name in ("vehicle", "powertrain") if name in table.frame and name in fleet.frame)
    keys, years = table.words(*by, needed=("vehicle",)), table.year()
    said = table.text("standard")
    table.report(said == "", "standard", "standard is empty", "Name it.")
    table.check()
    rules = keys.assign(standard=said, year=years).sort_values("year", kind="stable")
    return by, {
        tuple(map(str, key)) if isinstance(key, tuple) else (str(key),): rows
        for key, rows in rules.groupby(list(by), sort=False)
    }  # fmt: skip
