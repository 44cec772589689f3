"""Finding a portfolio fast: first among the projects that the relaxation leaves open, then among all."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from zzcarbon.planner.linear_bound import Relaxation, relaxation
from zzcarbon.planner.model import Model, Row
from zzcarbon.planner.solver import Solution, solve

__all__ = ["search"]

Array = NDArray[np.float64]
_OPEN = 60
"""How many of the nearest projects on each side of the margin stay open."""
_SMALL = 600
"""Models with no more variables than this are solved at once."""
_SHARE = 0.1
"""Share of the time for the first step [1]."""


def search(model: Model, *, extra: Sequence[Row] = (), gap: float, seconds: float) -> Solution:
    """Return a portfolio within a gap of the best.

    Parameters
    ----------
    model : Model
        The model.
    extra : sequence of Row
        Further rows.
    gap : float
        Relative gap at which the search may stop. [1]
    seconds : float
        Time after which it stops. [s]

    Returns
    -------
    Solution

    Notes
    -----
    The relaxation gives a bound. Decisions that it takes or leaves by a wide margin are fixed, the rest is
    solved with whole projects; if the cost lies within the gap of the bound, that is the answer. Otherwise
    the whole model is solved.
    """
    if model.size <= _SMALL:
        return solve(model, extra=extra, gap=gap, seconds=seconds)
    start = perf_counter()
    relaxed = relaxation(model, extra=extra, seconds=seconds)
    first = None
    if relaxed is not None and gap > 0:
        bounds = _narrowed(model, relaxed)
        first = solve(model, extra=extra, bounds=bounds, gap=gap / 4, seconds=max(seconds * _SHARE, 1e-3))
        if first.values is not None and _close(model, first.values, relaxed.cost, gap):
            return Solution("optimal", first.values, relaxed.cost, perf_counter() - start)
    left = max(seconds - (perf_counter() - start), 1e-3)
    whole = solve(model, extra=extra, gap=gap, seconds=left)
    spent = perf_counter() - start
    bound = max(whole.bound, -np.inf if relaxed is None else relaxed.cost)
    values = [found.values for found in (whole, first) if found is not None and found.values is not None]
    if not values:
        return Solution(whole.status, None, bound, spent)
    best = min(values, key=lambda found: float((model.cost + model.late) @ found))
    status = "optimal" if _close(model, best, bound, gap) else whole.status
    return Solution("limit" if status == "infeasible" else status, best, bound, spent)


def _close(model: Model, values: Array, bound: float, gap: float) -> bool:
    cost = float((model.cost + model.late) @ values)
    return cost - bound <= gap * abs(cost)


def _narrowed(model: Model, relaxed: Relaxation) -> tuple[Array, Array]:
    """Return bounds that fix all projects but those at the margin of the relaxation, in all their years."""
    count, size = len(model.candidate), len(model.candidates)
    low, high = np.zeros(model.size), model.upper.copy()
    taken = relaxed.values[:count]
    built = np.bincount(model.candidate, taken, size)
    nearest = np.full(size, np.inf)
    np.minimum.at(nearest, model.candidate, relaxed.reduced[:count])
    out = np.flatnonzero(built < 1e-9)
    out = out[np.argsort(nearest[out], kind="stable")][_OPEN:]
    whole = taken > 1 - 1e-9
    worth = np.zeros(size)
    worth[model.candidate[whole]] = _worth(model, relaxed)[whole]
    sure = np.unique(model.candidate[whole])
    sure = sure[np.argsort(worth[sure], kind="stable")][_OPEN:]
    fixed = np.isin(model.candidate, sure)
    high[:count][np.isin(model.candidate, out) | (fixed & ~whole)] = 0.0
    low[:count][fixed & whole] = 1.0
    return low, high


def _worth(model: Model, relaxed: Relaxation) -> Array:
    """Return by how much each decision that is taken is worth it, from the rows and bounds that stop it."""
    worth = -np.minimum(relaxed.reduced[: len(model.candidate)], 0.0)
    for place, row in enumerate(model.rows):
        if row.name == "once":
            worth[row.columns] += abs(relaxed.duals[place])
    return worth
