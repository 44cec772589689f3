"""Columns of measured values: which of them methods read, and their numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, english
from zzcarbon.estimation.controls import CONTROL_COLUMNS, REMOVAL, is_control, removal_column
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.numbers import Numbers, read_numbers
from zzcarbon.tables.cells import texts_of
from zzcarbon.units import conversion_factor

__all__ = ["limits_of", "measured_columns", "measured_name", "net_heating_values", "read_measured", "without_percent"]

_SIGNED = ("temperature", "slope")
"""Columns of numbers that may lie below zero."""


def read_measured(
    activity: pd.DataFrame, choose_method: Chooser, wanted: Sequence[str] | None, file: str
) -> dict[str, Numbers]:
    """Read the columns of numbers that the methods multiply by, besides the amount.

    Raises
    ------
    DataError
        A removal efficiency is of nobody knows which substance.
    """
    names, shares = measured_columns(activity, choose_method, wanted, file), choose_method.shares
    return {measured_name(name, wanted): _read_measured(activity, name, shares) for name in names}


def measured_columns(
    activity: pd.DataFrame, choose_method: Chooser, wanted: Sequence[str] | None, file: str
) -> list[str]:
    """Return the columns with measured values, and refuse a removal of nobody knows what."""
    names = [name for name in (*choose_method.measured_columns, *CONTROL_COLUMNS) if name in activity]
    controls = [n for n in map(str, activity) if n.startswith(f"{REMOVAL}_") and not n.endswith("_unit")]
    if REMOVAL in activity:
        if wanted is None or len(wanted) != 1:
            problem = Problem(
                file, "", REMOVAL, "", "which substance is removed?",
                f"Name the column {REMOVAL}_NOx, or ask for one substance: substances=['NOx'].",
            )  # fmt: skip
            message = "a removal efficiency without a substance"
            raise DataError(message, [problem])
        controls.append(REMOVAL)
    return [*names, *controls]


def measured_name(name: str, wanted: Sequence[str] | None) -> str:
    """Return the name of a removal column with its substance, which may be the only one asked for."""
    return removal_column(wanted[0]) if name == REMOVAL and wanted else name


def limits_of(name: str, shares: Collection[str]) -> tuple[float, float]:
    """Return the lowest and the highest number that a column may hold [unit of the column]; a share is a fraction."""
    share = is_control(name) or name in shares
    return (-np.inf if name in _SIGNED else 0.0), (1.0 if share else np.inf)


def _read_measured(activity: pd.DataFrame, name: str, shares: Collection[str]) -> Numbers:
    """Read a measured column; a share is at most all there is, in the unit of its own row."""
    low, high = limits_of(name, shares)
    if high == np.inf:
        return without_percent(read_numbers(activity, name, low=low), name)
    parts, wrong = _parts(activity, name)
    numbers = read_numbers(activity, name, low=low, high=1.0 if (parts == 1.0).all() else 1.0 / parts)
    findings = [*numbers.findings, *wrong]
    if numbers.percent is not None:  # a cell that says % itself, in a row without unit
        itself = numbers.percent & (parts == 1.0)
        values = np.where(itself, numbers.values / 100.0, numbers.values)
        findings = [left for found in findings if (left := _without(found, itself & (values <= 1.0)))]
        numbers = replace(numbers, values=values)
    values = numbers.values * parts if is_control(name) else numbers.values
    return replace(numbers, values=values, findings=tuple(findings))


def _parts(activity: pd.DataFrame, name: str) -> tuple[npt.NDArray[np.float64], list[Finding]]:
    """Return what one stands for in the unit of each row: 0.01 for %, and units that are of no share."""
    if f"{name}_unit" not in activity:
        return np.ones(len(activity)), []
    codes, texts = texts_of(activity[f"{name}_unit"])
    parts, findings = np.ones(len(texts)), []
    for at, text in enumerate(texts):
        try:
            parts[at] = conversion_factor(text, "1") if text else 1.0
        except UnitError as error:
            if is_control(name):
                rows = np.flatnonzero(codes == at)
                findings.append(Finding(rows, f"{name}_unit", english(error), "A share has no unit, or %, ‰, ppm."))
    return parts[codes], findings


def without_percent(numbers: Numbers, name: str) -> Numbers:
    """Return numbers that have a unit of their own; a cell that says % is a finding."""
    if numbers.percent is None:
        return numbers
    rows = np.flatnonzero(numbers.percent)
    problem, remedy = "a share where a number with a unit belongs", "Write the number; the unit has its own column."
    return replace(numbers, findings=(*numbers.findings, Finding(rows, name, problem, remedy)))


def _without(finding: Finding, rows: npt.NDArray[np.bool_]) -> Finding | None:
    """Return a finding without rows that are right after all; None where no row is left."""
    if finding.rows is None or "above" not in finding.problem:
        return finding
    left = finding.rows[~rows[finding.rows]]
    return replace(finding, rows=left) if len(left) else None


def net_heating_values(activity: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the rows with a net calorific value where the row gives a gross one and its ratio.

    Parameters
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        Rows with ``gcv`` and ``gcv_unit``, ``ncv_per_gcv`` [1], and perhaps ``ncv``, which goes first.

    Returns
    -------
    pandas.DataFrame
    list of Finding
        Rows whose gross value cannot be used: no ratio is said, and none is assumed.

    Notes
    -----
    .. math:: NCV = GCV r

    with the ratio r that the row states; there is no default.

    Examples
    --------
    >>> rows = pd.DataFrame({"gcv": [22.0], "gcv_unit": ["GJ/t"], "ncv_per_gcv": [0.95]})
    >>> net_heating_values(rows)[0][["ncv", "ncv_unit"]].values.tolist()
    [[20.9, 'GJ/t']]
    """
    if "gcv" not in activity:
        return activity, []
    none = np.full(len(activity), np.nan)
    gross = read_numbers(activity, "gcv").values
    net = read_numbers(activity, "ncv").values if "ncv" in activity else none
    ratio = read_numbers(activity, "ncv_per_gcv").values if "ncv_per_gcv" in activity else none
    wanted = np.isfinite(gross) & np.isnan(net) & _heat_is_net(activity)
    if not wanted.any():
        return activity, []
    made = wanted & (ratio > 0.0) & (ratio <= 1.0)
    findings = []
    if (without := wanted & ~made).any():
        remedy = "Give ncv_per_gcv, the net per gross calorific value of this fuel, or the net value in ncv."
        problem = "a gross calorific value (gcv) without ncv_per_gcv: factors are stated on net values"
        findings.append(Finding(np.flatnonzero(without), "ncv_per_gcv", problem, remedy))
    units = activity["ncv_unit"].astype(object) if "ncv_unit" in activity else pd.Series("", index=activity.index)
    given = activity["gcv_unit"].astype(object) if "gcv_unit" in activity else pd.Series("", index=activity.index)
    values = np.where(made, gross * ratio, net)
    return activity.assign(ncv=values, ncv_unit=units.where(~made, given)), findings


def _heat_is_net(activity: pd.DataFrame) -> np.ndarray:
    """Mark rows whose amount of heat, if it is one, is not itself on the gross value."""
    if "heating_value" not in activity:
        return np.ones(len(activity), bool)
    said = activity["heating_value"].astype("string").str.strip().str.upper()
    return (said != "GCV").fillna(value=True).to_numpy(bool)
