"""The LP relaxation of a model, in which a project may be built in part: a bound from below, and duals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zzcarbon.planner.model import Model, Row
from zzcarbon.planner.solver import MissingSolver

__all__ = ["Relaxation", "relaxation"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The solution of the LP relaxation.

    Attributes
    ----------
    values : array of float, shape (v,)
        The variables.
    cost : float
        The objective: no portfolio is below it. [currency/a]
    duals : array of float, shape (rows,)
        Change of the objective with the bound of a row. [currency/a per unit of the row]
    reduced : array of float, shape (v,)
        Reduced costs: what the objective gains by a unit of a variable at 0, at its largest value less than
        nothing. [currency/a]
    """

    values: Array
    cost: float
    duals: Array
    reduced: Array


def relaxation(model: Model, *, extra: Sequence[Row] = (), seconds: float = 60.0) -> Relaxation | None:
    """Solve the LP relaxation of a model.

    Parameters
    ----------
    model : Model
        The model.
    extra : sequence of Row
        Further rows.
    seconds : float
        Time after which the solver stops. [s]

    Returns
    -------
    Relaxation or None
        None where not even parts of projects keep all rows, or the time ended first.

    Raises
    ------
    MissingSolver
        scipy is not installed.
    """
    try:
        from scipy.optimize import linprog
        from scipy.sparse import diags, vstack
    except ImportError as error:
        raise MissingSolver("planning needs the extra 'planner': pip install 'zzcarbon[planner]'") from error
    matrix, lower, upper = model.matrix(extra)
    below, above = np.flatnonzero(np.isfinite(lower)), np.flatnonzero(np.isfinite(upper))
    stacked = vstack([-matrix[below], matrix[above]]).tocsr()
    limits = np.concatenate([-lower[below], upper[above]])
    largest = np.asarray(abs(stacked).max(axis=1).todense(), float).ravel()
    largest = np.where(largest > 0, largest, 1.0)
    cost = model.cost + model.late
    unit = float(np.max(np.abs(cost))) or 1.0
    answer = linprog(
        cost / unit,
        A_ub=diags(1.0 / largest) @ stacked,
        b_ub=limits / largest,
        bounds=np.column_stack([np.zeros(model.size), model.upper]),
        method="highs",
        options={"time_limit": seconds},
    )
    if answer.status != 0 or answer.x is None:
        return None
    marginals = np.asarray(answer.ineqlin.marginals) * unit / largest
    duals = np.zeros(matrix.shape[0])
    np.add.at(duals, below, -marginals[: len(below)])
    np.add.at(duals, above, marginals[len(below) :])
    reduced = (np.asarray(answer.lower.marginals) + np.asarray(answer.upper.marginals)) * unit
    return Relaxation(np.asarray(answer.x, float), float(answer.fun) * unit, duals, reduced)
