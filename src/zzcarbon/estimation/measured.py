"""Columns of measured values: which of them methods read, and their numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.controls import CONTROL_COLUMNS, REMOVAL, is_control, removal_column
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.numbers import Numbers, read_numbers

__all__ = ["read_measured"]

_SIGNED = ("temperature", "slope")
"""Columns of numbers that may lie below zero."""


def read_measured(
    activity: pd.DataFrame, methods: Sequence[Method], wanted: Sequence[str] | None, file: str
) -> dict[str, Numbers]:
    """Read the columns of numbers that the methods multiply by, besides the amount.

    Raises
    ------
    DataError
        A removal efficiency is of nobody knows which substance.
    """
    names = _measured_columns(activity, methods, wanted, file)
    shares = {column for method in methods for column in method.shares}
    return {_of_substance(name, wanted): _read_measured(activity, name, shares) for name in names}


def _measured_columns(
    activity: pd.DataFrame, methods: Sequence[Method], wanted: Sequence[str] | None, file: str
) -> list[str]:
    """Return the columns with measured values, and refuse a removal of nobody knows what."""
    known = dict.fromkeys(name for m in methods for name in (*m.measured_columns, *m.form_columns))
    names = [name for name in (*known, *CONTROL_COLUMNS) if name in activity]
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


def _of_substance(name: str, wanted: Sequence[str] | None) -> str:
    """Return the name of a removal column with its substance, which may be the only one asked for."""
    return removal_column(wanted[0]) if name == REMOVAL and wanted else name


def _read_measured(activity: pd.DataFrame, name: str, shares: Collection[str]) -> Numbers:
    """Read a measured column; shares above one are refused unless their unit is percent."""
    percent = _percent(activity, name)
    share = is_control(name) or name in shares
    low = -np.inf if name in _SIGNED else 0.0
    high = 1.0 if share else np.inf
    if not percent.any():
        return read_numbers(activity[name], name, low=low, high=high)
    numbers = read_numbers(activity[name], name, low=low, high=100.0 if share else high)
    if is_control(name):
        return replace(numbers, values=np.where(percent, numbers.values / 100.0, numbers.values))
    return numbers


def _percent(activity: pd.DataFrame, name: str) -> npt.NDArray[np.bool_]:
    if f"{name}_unit" not in activity:
        return np.zeros(len(activity), bool)
    found: npt.NDArray[np.bool_] = (activity[f"{name}_unit"] == "%").to_numpy(bool)
    return found
