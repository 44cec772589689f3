"""Solving a model with HiGHS, through scipy; rows and costs are scaled before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import ZzcarbonError
from zzcarbon.planner.model import Model, Row

__all__ = ["MissingSolver", "Solution", "solve"]

Array = NDArray[np.float64]


class MissingSolver(ZzcarbonError, ImportError):
    """The extra ``planner`` is not installed."""


@dataclass(frozen=True, eq=False)
class Solution:
    """What the solver found.

    Attributes
    ----------
    status : {"optimal", "limit", "infeasible"}
        ``optimal`` within the gap asked for; ``limit`` when the time ended first.
    values : array of float or None, shape (v,)
        The variables; None without a solution.
    bound : float
        No plan costs less [unit of the objective].
    seconds : float
        Time of the solver [s].
    """

    status: str
    values: Array | None
    bound: float
    seconds: float


def solve(
    model: Model,
    *,
    objective: Array | None = None,
    extra: Sequence[Row] = (),
    free: int = 0,
    skip: Sequence[int] = (),
    bounds: tuple[Array, Array] | None = None,
    whole: bool = True,
    gap: float = 0.01,
    seconds: float = 60.0,
) -> Solution:
    """Solve a model.

    Parameters
    ----------
    model : Model
        The model.
    objective : array of float, optional
        What is made small, shape (v + free,); the yearly cost if left out.
    extra : sequence of Row
        Further rows.
    free : int
        Number of further variables, continuous and not negative, behind those of the model.
    skip : sequence of int
        Rows of the model that do not hold.
    bounds : tuple of array, optional
        Smallest and largest values of the variables of the model, where they are narrower. shape (v,)
    whole : bool
        Whether projects are whole; otherwise the LP relaxation is solved.
    gap : float
        Relative gap at which the solver may stop. [1]
    seconds : float
        Time after which it stops. [s]

    Raises
    ------
    MissingSolver
        scipy is not installed.
    ZzcarbonError
        The solver failed for a reason of its own.
    """
    milp, constraint, limits = _highs()
    size = model.size + free
    cost = (model.cost + model.late) if objective is None else objective
    unit = float(np.max(np.abs(cost))) or 1.0
    matrix, lower, upper = model.matrix(extra, size)
    if skip:
        kept = np.setdiff1d(np.arange(matrix.shape[0]), np.asarray(skip))
        matrix, lower, upper = matrix[kept], lower[kept], upper[kept]
    matrix, lower, upper = _scaled(matrix, lower, upper)
    low, high = (np.zeros(model.size), model.upper) if bounds is None else bounds
    start = perf_counter()
    answer = milp(
        cost / unit,
        constraints=constraint(matrix, lower, upper),
        integrality=np.concatenate([model.integer * whole, np.zeros(free)]),
        bounds=limits(np.append(low, np.zeros(free)), np.append(high, np.full(free, np.inf))),
        options={"mip_rel_gap": gap, "time_limit": seconds},
    )
    spent = perf_counter() - start
    if answer.status == 2:
        return Solution("infeasible", None, np.inf, spent)
    if answer.status not in {0, 1}:
        message = f"the solver stopped: {answer.message}"
        raise ZzcarbonError(message)
    values = None if answer.x is None else np.asarray(answer.x, float)
    if values is not None and whole:
        values = _rounded(values, model)
    told = answer.mip_dual_bound
    bound = -np.inf if told is None or not np.isfinite(told) else float(told) * unit
    return Solution("optimal" if answer.status == 0 else "limit", values, bound, spent)


def _highs() -> tuple[Any, Any, Any]:
    try:
        from scipy.optimize import Bounds, LinearConstraint, milp
    except ImportError as error:
        raise MissingSolver("planning needs the extra 'planner': pip install 'zzcarbon[planner]'") from error
    return milp, LinearConstraint, Bounds


def _scaled(matrix: Any, lower: Array, upper: Array) -> tuple[Any, Array, Array]:
    """Divide each row by its largest coefficient: tonnes and money differ by many powers of ten."""
    from scipy.sparse import diags

    largest = np.asarray(abs(matrix).max(axis=1).todense(), float).ravel()
    largest = np.where(largest > 0, largest, 1.0)
    return diags(1.0 / largest) @ matrix, lower / largest, upper / largest


def _rounded(values: Array, model: Model) -> Array:
    whole = np.flatnonzero(model.integer)
    values[whole] = np.round(values[whole])
    return values
