"""Vehicle classes of activity rows matched with the tables of functions, and rows made of the result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.activity.side_table import SideTable
from zzcarbon.errors import DataError
from zzcarbon.resources import data_path
from zzcarbon.tables import Cells
from zzcarbon.tables.temperatures import read_temperatures
from zzcarbon.transport.road_emep import BY_FACTOR
from zzcarbon.transport.speed_curves import COEFFICIENTS, hot_factor, speed_functions

__all__ = ["checked_rows", "factor_rows", "function_table", "hot_factors", "hot_functions", "match_classes"]

Array = npt.NDArray[np.float64]

_WORDS = ("vehicle", "powertrain", "size", "standard", "technology", "mode", "engine")
_RANGES = {
    "amount": ("", 0.0, np.inf),
    "speed": ("km/h", 0.0, 300.0),
    "temperature": ("degC", -50.0, 60.0),
    "trip_length": ("km", 8.0, 15.0),
    "mileage": ("km", 0.0, 5e6),
    "sulphur": ("ppm", 0.0, 1e5),
}
"""Units and ranges of the numbers, the amount in its own unit; the cold share is a fit over 8 to 15 km."""

_MEANINGS = {
    "engine": "Give cold or hot.",
    "mode": "Give urban, rural or highway.",
    "speed": "Give the mean speed [km/h].",
    "temperature": "Give the mean temperature of the air [degC].",
    "trip_length": "Give the mean length of trips, 8 to 15 [km].",
    "mileage": "Give the distance since new [km].",
    "sulphur": "Give the sulphur of the fuel [ppm].",
}
"""What to give where a column is missing."""


@cache
def function_table(name: str) -> pd.DataFrame:
    """Return a table of functions by its name: ``cold-start``, ``mileage-degradation`` or ``mileage-nh3-n2o``.

    Examples
    --------
    >>> len(function_table("cold-start"))
    368
    """
    return pd.read_csv(data_path("transport_functions", f"{name}--emep-eea-2019-road.csv"), keep_default_na=False,
                       na_values={column: [""] for column in _OPEN})  # fmt: skip


_OPEN = ("speed_min", "speed_max", "temperature_min", "temperature_max", "sulphur_above", "sulphur_max")


def checked_rows(frame: pd.DataFrame, words: Sequence[str], numbers: Sequence[str]) -> pd.DataFrame:
    """Return activity rows with the keys of their words and with numbers, all problems at once.

    Raises
    ------
    DataError
        Columns are missing, words are empty, or numbers are missing or outside their range.
    """
    table = SideTable(frame, "rows of vehicles", ("unit", *words, *numbers), _MEANINGS)
    rows = table.frame.assign(**table.words(*_WORDS, needed=words))
    for name in (name for name in numbers if name in rows):
        rows[name] = _numbers(table, name)
        rows = rows.drop(columns=[unit for unit in (f"{name}_unit",) if unit in rows])
    table.check()
    return rows


def _numbers(table: SideTable, name: str) -> Array:
    """Return a column of numbers in the unit that the functions take, inside its range."""
    unit, low, high = _RANGES[name]
    if name == "temperature":
        return read_temperatures(table, low=low, high=high, needed=True)
    values = table.in_unit(name, unit) if unit else table.number(name)
    problem = f"outside {low:g} to {high:g} {unit}" if np.isfinite(high) else "below zero"
    table.report((values < low) | (values > high), name, problem, _MEANINGS.get(name, "Give zero or more."))
    return values


def match_classes(rows: pd.DataFrame, table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return for each row the lines of a table of its class, with the position of the row in column ``at``.

    Raises
    ------
    DataError
        A class is not in the table: each of them once.
    """
    asked = rows[list(keys)].assign(at=np.arange(len(rows)))
    found = asked.merge(table, on=list(keys), how="left", indicator="known")
    without = found[found["known"] == "left_only"].drop_duplicates(list(keys))
    if len(without):
        cells = Cells(rows)
        for at, words in zip(without["at"], without[list(keys)].astype(str).to_numpy(), strict=True):
            cells.report_row(at, "standard", f"no function for {', '.join(words)}", "Name another class.")
        message = f"{len(without)} classes of vehicles have no function"
        raise DataError(message, cells.problems)
    return found.drop(columns="known")


def hot_functions(rows: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Return the function of speed of each row and substance that is asked for.

    Parameters
    ----------
    rows : pandas.DataFrame, shape (n, ...)
        ``vehicle powertrain size standard``, ``technology`` where a standard has several, ``mode slope load`` where a
        function has them.
    asked : pandas.DataFrame
        ``at`` (position of the row) and ``substance``.

    Returns
    -------
    pandas.DataFrame
        The lines of the table with ``at``.

    Raises
    ------
    DataError
        A class has no function, the row does not say which of several, or the function has faults.
    """
    tables = pd.concat([speed_functions(vehicle) for vehicle in dict.fromkeys(rows["vehicle"])], ignore_index=True)
    keys = ["vehicle", "powertrain", "size", "standard"]
    found = asked[["at", "substance"]].merge(match_classes(rows, tables, keys), on=["at", "substance"], how="left")
    _refuse_unknown(found, rows)
    for name in ("technology", "mode", "slope", "load"):
        given = rows[name].to_numpy()[found["at"]] if name in rows else np.full(len(found), "", object)
        own = found[name]
        found = found.assign(fits=(own.isna() | (own == "") | (own == given)).to_numpy())
        found = _one_of_each(found, name, own, rows)
    _refuse_faults(found, rows)
    return found.drop(columns="fits").reset_index(drop=True)


def hot_factors(rows: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Return the hot factors that are asked for, at the speed of their row.

    Parameters
    ----------
    rows : pandas.DataFrame, shape (n, ...)
        As of `hot_functions`, with ``speed`` [km/h].
    asked : pandas.DataFrame
        ``at`` (position of the row) and ``substance``.

    Returns
    -------
    pandas.DataFrame
        ``at``, ``substance``, ``factor`` [g/km].

    Raises
    ------
    DataError
        As `hot_functions`.
    """
    found = hot_functions(rows, asked)
    columns = {name: found[name].to_numpy(np.float64) for name in COEFFICIENTS}
    speed = rows["speed"].to_numpy(np.float64)[found["at"]]
    factor = hot_factor(speed, {**columns, "floor": np.zeros(len(found))})
    return pd.DataFrame({"at": found["at"], "substance": found["substance"], "factor": factor})


def _refuse_unknown(found: pd.DataFrame, rows: pd.DataFrame) -> None:
    without = found[found["vehicle"].isna()]
    if len(without):
        cells = Cells(rows)
        for at, name in zip(without["at"], without["substance"], strict=True):
            cells.report_row(at, "substance", "the class has no function for it", "Leave it out.", name)
        message = f"{len(without)} functions are not in the table"
        raise DataError(message, cells.problems)


def _one_of_each(found: pd.DataFrame, name: str, own: pd.Series[Any], rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the functions that fit in one column; a class of which none fits is a problem.

    Raises
    ------
    DataError
        The word of a row is not one of those that its functions have.
    """
    fits = found.groupby(["at", "substance"])["fits"].transform("any")
    lost = found[~fits].drop_duplicates("at")
    if len(lost):
        cells = Cells(rows)
        for at in lost["at"]:
            known = ", ".join(sorted({str(word) for word in own[(found["at"] == at) & ~fits].dropna()} - {""}))
            cells.report_row(at, name, f"the functions have another {name}", f"Give {known}.")
        message = f"{len(lost)} rows do not say the {name} of their function"
        raise DataError(message, cells.problems)
    return found[found["fits"]]


def _refuse_faults(found: pd.DataFrame, rows: pd.DataFrame) -> None:
    faulty = found[found["faults"] != ""]
    if len(faulty):
        cells = Cells(rows)
        remedy = "Leave it out, or see speed_factors."
        for at, name, fault in zip(faulty["at"], faulty["substance"], faulty["faults"], strict=True):
            cells.report_row(at, "speed", f"the function is {fault} inside its range", remedy, name)
        message = f"{len(faulty)} functions are doubtful"
        raise DataError(message, cells.problems)


def factor_rows(frame: pd.DataFrame, found: pd.DataFrame, part: str) -> pd.DataFrame:
    """Return activity rows of method ``road emission, factor of the row``.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Rows of vehicles, with their labels.
    found : pandas.DataFrame
        ``at``, ``substance``, ``factor`` [g/km] and columns that stay with the rows.
    part : str
        What the factor is of, in column ``part``.
    """
    rows = standard_columns(frame).reset_index(drop=True).iloc[found["at"].to_numpy()].reset_index(drop=True)
    more = found.drop(columns=["at", "factor"]).reset_index(drop=True)
    rows = rows.drop(columns=[name for name in more.columns if name in rows])
    made = pd.concat([rows, more], axis=1).assign(emission_factor=found["factor"].to_numpy())
    made = made.assign(emission_factor_unit="g/km", part=part, method=BY_FACTOR.key)
    if "id" in made:
        made["id"] = made["id"].astype(str) + "/" + part + "/" + made["substance"]
    return made
