"""The table of a continuous monitor: columns, units and states read, every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.tables import Cells, to_pandas
from zzcarbon.tables.dates import Period
from zzcarbon.tables.headers import cell_word
from zzcarbon.tables.temperatures import read_temperatures

__all__ = ["Hours", "read_hours"]

Array = npt.NDArray[np.float64]

_NEEDED = ("outlet", "period", "substance", "flow", "flow_state", "concentration", "concentration_state")
_STATES = {"flow_state": ("dry", "wet"), "concentration_state": ("dry", "wet", "reference oxygen")}
_UNITS = {"flow": "m3/h", "concentration": "mg/m3", "moisture": "1", "oxygen": "1", "reference_oxygen": "1"}
_LOCAL = {"流量": "flow", "流量单位": "flow_unit", "烟气流量": "flow", "烟气流量单位": "flow_unit"}

_PRESSURES = (50.0, 150.0)
"""Absolute pressures of a stack [kPa]; what lies outside is gauge pressure or another unit."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What a monitor measured.

    Attributes
    ----------
    periods : list of Period
        Time of each row.
    numbers : mapping of str to ndarray, shape (n,)
        ``flow`` [m3/h], ``concentration`` [mg/m3], ``moisture oxygen reference_oxygen`` [1],
        ``temperature`` [degC], ``pressure`` [kPa]; NaN where nothing stands.
    flow_state, concentration_state : ndarray of str, shape (n,)
    """

    periods: list[Period]
    numbers: Mapping[str, Array]
    flow_state: npt.NDArray[np.object_]
    concentration_state: npt.NDArray[np.object_]


def read_hours(hours: object, problems: Sequence[Problem]) -> tuple[Cells, Hours]:
    """Read the rows of a monitor.

    Parameters
    ----------
    hours : data frame, shape (n, ...)
    problems : sequence of Problem
        What was found before.

    Returns
    -------
    Cells
        With what is wrong in single rows.
    Hours

    Raises
    ------
    DataError
        Columns are missing, or a period is none: the rest cannot be read.
    """
    table = to_pandas(hours, "hours of monitoring")
    table = table.rename(columns={name: _LOCAL.get(str(name).strip(), name) for name in table})
    table = standard_columns(table).reset_index(drop=True)
    missing = [
        Problem(column=name, problem="the column is missing", remedy=f"add {name!r}")
        for name in _NEEDED
        if name not in table
    ]
    if found := [*missing, *problems]:
        raise DataError("the hourly data cannot be used:", found)
    cells = Cells(table, str(table.attrs.get("file", "")))
    periods = cells.periods("period")
    numbers = {name: _number(cells, name, unit) for name, unit in _UNITS.items()}
    numbers["temperature"], numbers["pressure"] = read_temperatures(cells), _pressure(cells)
    states = {name: _state(cells, name, allowed) for name, allowed in _STATES.items()}
    _check_states(cells, numbers, states["flow_state"], states["concentration_state"])
    if any(period is None for period in periods):
        raise DataError("the hourly data cannot be used:", cells.problems)
    return cells, Hours([period for period in periods if period], numbers, *states.values())


def _number(cells: Cells, name: str, unit: str) -> Array:
    """Read a column in its unit; what is no amount is said to be none."""
    before = len(cells.problems)
    units = f"{name}_unit"
    if units in cells.frame and unit != "1":  # gas of a stack is meant at 0 degC where a unit says so
        plain = pd.Series(cells.text(units)).str.replace("m3_0C", "m3", regex=False)
        cells.frame[units] = plain.to_numpy(object)
    values = cells.in_unit(name, unit, needed=False)
    wrong = np.isnan(values) & (cells.text(name) != "")
    cells.problems[before:] = [found for found in cells.problems[before:] if found.column != name]
    negative = (values < 0) & (unit != "1")
    cells.report(wrong | negative, name, "not an amount", "give zero or more, or leave a missing hour blank")
    return values


def _state(cells: Cells, name: str, allowed: Sequence[str]) -> npt.NDArray[np.object_]:
    words = np.array([cell_word(name, text) or text for text in cells.text(name)], dtype=object)
    wrong = ~np.isin(words.astype(str), allowed)
    cells.report(wrong, name, "the state of the gas is not said", f"give {', '.join(allowed)}")
    return words


def _pressure(cells: Cells) -> Array:
    values = cells.in_unit("pressure", "kPa", needed=False)
    low, high = _PRESSURES
    wrong = (values < low) | (values > high)
    remedy = "give absolute pressure [kPa], not the difference to the air; another unit goes into pressure_unit"
    cells.report(wrong, "pressure", f"outside {low:g} to {high:g} kPa: gauge pressure or another unit?", remedy)
    return values


def _check_states(
    cells: Cells,
    numbers: Mapping[str, Array],
    flow_state: npt.NDArray[np.object_],
    concentration_state: npt.NDArray[np.object_],
) -> None:
    """Report what a state needs and the row does not give."""
    wet = (flow_state == "wet") | (concentration_state == "wet")
    reference = concentration_state == "reference oxygen"
    known = np.isfinite(numbers["flow"]) & np.isfinite(numbers["concentration"])
    for column, needed, top in (
        ("moisture", wet, 1.0),
        ("oxygen", reference, 0.21),
        ("reference_oxygen", reference, 0.21),
    ):
        share = numbers[column]
        wrong = needed & known & ~((share >= 0) & (share < top))
        text = f"needed for this state, from 0 to below {top:g}"
        cells.report(wrong, column, text, f"add {column!r} as a share, or as % with {column}_unit")
    lone = np.isfinite(numbers["pressure"]) & np.isnan(numbers["temperature"])
    cells.report(lone, "temperature", "a pressure without a temperature", "give both, or neither for gas at 0 degC")
