"""Physical limits of inputs: figures that no fuel, gas or place can have are problems of their rows."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import UnitError
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.numbers import Numbers
from zzcarbon.resources import data_path
from zzcarbon.tables.cells import texts_of
from zzcarbon.units import conversion_factor, same_dimension

__all__ = ["InputLimit", "impossible_figures", "input_limits"]

_AS_IT_IS = {"degC"}
"""Units of inputs that are read in one unit only: they do not convert by a factor."""


@dataclass(frozen=True, slots=True)
class InputLimit:
    """The range of an input in one unit.

    Attributes
    ----------
    unit : str
    low, high : float
        Both ends are allowed [unit].
    why : str
        What makes it a limit.
    """

    unit: str
    low: float
    high: float
    why: str


@cache
def input_limits() -> Mapping[str, tuple[InputLimit, ...]]:
    """Return the limits by column, one for each kind of unit.

    Examples
    --------
    >>> [limit.unit for limit in input_limits()["ncv"]]
    ['GJ/t', 'GJ/m3', 'GJ/m3_0C']
    """
    found: dict[str, list[InputLimit]] = {}
    with data_path("input_limits.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            limit = InputLimit(row["unit"], float(row["low"]), float(row["high"]), row["why"])
            found.setdefault(row["column"], []).append(limit)
    return {column: tuple(limits) for column, limits in found.items()}


def impossible_figures(activity: pd.DataFrame, measured: Mapping[str, Numbers]) -> list[Finding]:
    """Find measured figures outside their physical limits, in the unit of each row.

    Parameters
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        Rows with the columns of units.
    measured : mapping of str to Numbers, shape (n,)
        The figures by column.
    """
    return [
        finding
        for name, numbers in measured.items()
        for finding in _outside(activity, name, numbers.values, input_limits().get(name, ()))
    ]


def _outside(
    activity: pd.DataFrame, name: str, values: npt.NDArray[np.float64], limits: tuple[InputLimit, ...]
) -> list[Finding]:
    if not limits or not np.isfinite(values).any():
        return []
    if f"{name}_unit" in activity:
        codes, units = texts_of(activity[f"{name}_unit"])
    else:
        codes, units = np.zeros(len(values), np.intp), np.array([""], dtype=object)
    findings = []
    for at, unit in enumerate(units):
        limit, factor = _limit_of(str(unit), limits)
        if limit is None:
            continue
        rows = (codes == at) & ((values * factor < limit.low) | (values * factor > limit.high))
        if rows.any():
            problem = f"outside {limit.low:g} to {limit.high:g} {limit.unit}: {limit.why}"
            findings.append(Finding(np.flatnonzero(rows), name, problem, f"Check {name} and {name}_unit."))
    return findings


def _limit_of(unit: str, limits: tuple[InputLimit, ...]) -> tuple[InputLimit | None, float]:
    """Return the limit in the kind of a unit, and what turns the unit into its own; none for other kinds."""
    if not unit or limits[0].unit in _AS_IT_IS:
        return (limits[0], 1.0) if len(limits) == 1 else (None, 1.0)
    for limit in limits:
        try:
            if same_dimension(unit, limit.unit):
                return limit, conversion_factor(unit, limit.unit)
        except UnitError:
            return None, 1.0
    return None, 1.0
