"""Table of approach 1 with trend: one row per category, the guideline's columns and the exact figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.activity.read import to_pandas
from zzcarbon.errors import DataError, Problem, shown

__all__ = ["INPUTS", "approach_one_table"]

Array = NDArray[np.float64]

INPUTS = ("activity", "factor", "direct")
"""Inputs with an uncertainty each: ``<input>_uncertainty`` and, if wanted, ``<input>_shared`` between the years."""

_SHARED = {"activity": False, "factor": True, "direct": False}


def approach_one_table(
    frame: object, *, by: Sequence[str], base: str = "base", value: str = "emission"
) -> pd.DataFrame:
    r"""Return the table of approach 1, level and trend, with a total row.

    Parameters
    ----------
    frame : data frame
        One row per category: the columns ``by``, emission of the base year and of the year in one unit, relative
        half-widths ``activity_uncertainty``, ``factor_uncertainty`` and (of measured emissions)
        ``direct_uncertainty`` [1]; a blank one is none. ``<input>_shared``: whether
        the error is the same in both years; left out: the factor's is, the others' are not.
    by : sequence of str
        Columns that name a category.
    base, value : str
        Columns of both emissions.

    Returns
    -------
    pandas.DataFrame
        ``by``, both emissions, the uncertainties, ``combined`` [1], ``level`` (H: combined as a share of the total)
        [1], ``type_a``, ``type_b`` [percentage points per per cent], ``<input>_trend`` and ``trend`` (guideline: root
        of two for independent years), ``trend_exact`` [percentage points]; the last row is the total: roots of the
        sums of squares, ``trend`` its trend uncertainty.

    Raises
    ------
    DataError
        A category stands twice, a number is none, an uncertainty is negative, a total is zero; every problem.

    Notes
    -----
    .. math:: U_i = \sqrt{\textstyle\sum U^2}, \quad H_i = U_i E_i / \textstyle\sum E

    .. math::

        A = 100 \left[\frac{0.01 E_t + T_t - (0.01 E_0 + T_0)}{0.01 E_0 + T_0} - \frac{T_t - T_0}{T_0}\right], \quad
        B = E_t / T_0

    Shared between the years: A U; independent: B U sqrt(2). Exact: the derivative of A, and
    :math:`U \sqrt{(E_t/T_0)^2 + (T_t E_0/T_0^2)^2}`. A category that ended has A = E_0 T_t / T_0^2 and B = 0. Source:
    Danish annex 6 (level); GuillevicMyriam/inventory_uncertainty 00c567b, the tool of the Swiss inventory (trend);
    exact figures: identity.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"category": ["a"], "base": [100.0], "emission": [80.0], "factor_uncertainty": [0.3],
    ...                      "activity_uncertainty": [0.05]})
    >>> table = approach_one_table(rows, by=["category"])
    >>> table[["combined", "level", "trend", "trend_exact"]].round(4).values.tolist()[0]
    [0.3041, 0.3041, 5.6569, 5.6569]
    """
    table, numbers, spread, shared = _read(frame, by, base, value)
    then, now = numbers.T
    total, total_0 = float(now.sum()), float(then.sum())
    if not total or not total_0:
        raise DataError(
            f"a net total is zero ({shown(total_0)}, {shown(total)}): its uncertainty is absolute, not relative"
        )
    combined = np.sqrt((spread**2).sum(axis=1))
    step = 0.01 * then + total_0
    type_a = 100 * ((0.01 * now + total - step) / step - (total - total_0) / total_0)
    slope = (now - then * total / total_0) / total_0
    type_a = np.where(now == 0, slope, type_a)
    type_b = now / total_0
    trends = np.where(shared, (type_a[:, None] * spread), type_b[:, None] * spread * np.sqrt(2)) * 100
    apart = np.sqrt(type_b**2 + (total * then / total_0**2) ** 2)
    exact = np.where(shared, slope[:, None] * spread, apart[:, None] * spread) * 100
    made = table[list(by)].assign(**{base: then, value: now})
    for at, name in enumerate(INPUTS):
        made[f"{name}_uncertainty"] = spread[:, at]
    made = made.assign(combined=combined, level=combined * now / total, type_a=type_a, type_b=type_b)
    for at, name in enumerate(INPUTS):
        made[f"{name}_shared"], made[f"{name}_trend"] = shared[:, at], trends[:, at]
    made = made.assign(trend=np.sqrt((trends**2).sum(axis=1)), trend_exact=np.sqrt((exact**2).sum(axis=1)))
    return pd.concat([made.reset_index(drop=True), _total_row(made, by, base, value)], ignore_index=True)


def _total_row(made: pd.DataFrame, by: Sequence[str], base: str, value: str) -> pd.DataFrame:
    """Add emissions, and uncertainties by the root of their squares."""
    row: dict[str, Any] = {name: "total" if at == 0 else "" for at, name in enumerate(by)}
    row |= {name: float(made[name].sum()) for name in (base, value)}
    for name in ("level", "trend", "trend_exact"):
        row[name] = float(np.sqrt((made[name] ** 2).sum()))
    row["combined"] = row["level"]
    return pd.DataFrame([row]).reindex(columns=made.columns)


def _read(
    frame: object, by: Sequence[str], base: str, value: str
) -> tuple[pd.DataFrame, Array, Array, NDArray[np.bool_]]:
    """Return the rows, both emissions, half-widths and flags by input; every problem is told."""
    table = to_pandas(frame).reset_index(drop=True)
    missing = [name for name in (*by, base, value) if name not in table]
    if missing:
        raise DataError(f"a table of approach 1 lacks {', '.join(missing)}")
    twice = np.flatnonzero(table.duplicated(list(by)).to_numpy()).tolist()
    problems = [_problem(table, at, by[0], "the category stands twice", "Add the rows up.") for at in twice]
    numbers = np.column_stack([_numbers(table, name, problems, needed=True) for name in (base, value)])
    spread, shared = np.zeros((len(table), 3)), np.zeros((len(table), 3), bool)
    for column, name in enumerate(INPUTS):
        shared[:, column] = _SHARED[name]
        if f"{name}_uncertainty" in table:
            width = _numbers(table, f"{name}_uncertainty", problems, needed=False)
            problems += [
                _problem(table, at, f"{name}_uncertainty", "a half-width is below zero", "Drop the sign.")
                for at in np.flatnonzero(width < 0).tolist()
            ]
            spread[:, column] = np.nan_to_num(width)
        if f"{name}_shared" in table:
            shared[:, column] = table[f"{name}_shared"].astype(bool)
    if problems:
        raise DataError("the table of approach 1 cannot be made", problems)
    return table, numbers, spread, shared


def _numbers(table: pd.DataFrame, name: str, problems: list[Problem], *, needed: bool) -> Array:
    made = pd.to_numeric(table[name], errors="coerce").to_numpy(float)
    bad = ~np.isfinite(made) & (table[name].notna().to_numpy() | needed)
    remedy = "Give it; a category that is absent is 0."
    problems += [_problem(table, at, name, "not a finite number", remedy) for at in np.flatnonzero(bad).tolist()]
    return made


def _problem(table: pd.DataFrame, at: int, column: str, problem: str, remedy: str) -> Problem:
    return Problem("categories", str(table.index[at]), column, shown(table[column].iloc[at]), problem, remedy)
