"""Physical limits of inputs: figures that no fuel, gas or place can have are problems of their rows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import UnitError
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.numbers import Numbers
from zzcarbon.tables.cells import texts_of
from zzcarbon.tables.header import InputLimit, table_headers
from zzcarbon.units import conversion_factor, same_dimension

__all__ = ["impossible_figures", "physical_limit"]

_AS_IT_IS = {"degC"}
"""Units of inputs that are read in one unit only: they do not convert by a factor."""


def impossible_figures(activity: pd.DataFrame, measured: Mapping[str, Numbers]) -> list[Finding]:
    """Find measured figures outside their physical limits, in the unit of each row.

    Parameters
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        Rows with the columns of units.
    measured : mapping of str to Numbers, shape (n,)
        The figures by column.
    """
    known = table_headers()
    return [
        finding
        for name, numbers in measured.items()
        if name in known
        for finding in _outside(activity, name, numbers.values, known[name].limits)
    ]


def physical_limit(name: str, unit: str | None = None) -> tuple[InputLimit | None, float]:
    """Return the limit of a column in the kind of a unit, and what turns the unit into that of the limit.

    Without a unit any limit of the column; None where there is none.
    """
    limits = table_headers()[name].limits if name in table_headers() else ()
    if not limits:
        return None, 1.0
    return (limits[0], 1.0) if unit is None else _limit_of(unit, limits)


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
