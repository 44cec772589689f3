"""How a plan depends on what was assumed, which projects others dominate, and what else costs about the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import require
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.changes import change_candidates
from zzcarbon.planner.choice import Portfolio, portfolio
from zzcarbon.planner.duties import Quota, as_quotas
from zzcarbon.planner.infeasibility import InfeasiblePlan

__all__ = ["alternatives", "dominated_projects", "sensitivity"]


def sensitivity(
    candidates: Candidates,
    quotas: Iterable[Quota],
    *,
    years: tuple[int, int],
    rates: Sequence[float] = (),
    costs: Sequence[float] = (),
    reductions: Sequence[float] = (),
    delays: Sequence[int] = (),
    **more: Any,
) -> pd.DataFrame:
    """Return the cheapest portfolio under one changed assumption at a time.

    Parameters
    ----------
    candidates, quotas, years
        As for `portfolio`.
    rates : sequence of float
        Rates of interest to try. [1/a]
    costs, reductions : sequence of float
        Factors on all costs, and on all reductions, to try. [1]
    delays : sequence of int
        Years by which everything begins later. [a]
    **more
        Budget, exclude, gap and seconds, as for `portfolio`.

    Returns
    -------
    pandas.DataFrame
        ``assumption value cost capital change projects entering leaving feasible``: cost [currency/a], capital
        [currency], change of the cost against the first row, which is the plan as it is; names of projects that
        come in and that fall out.
    """
    due = as_quotas(quotas)
    cases: list[tuple[str, float, dict[str, Any]]] = [("as it is", 1.0, {})]
    for name, word, values in (
        ("rate", "rate", rates),
        ("cost", "cost", costs),
        ("reduction", "reduction", reductions),
        ("delay", "delay", delays),
    ):
        cases += [(name, float(value), {word: value}) for value in values]
    rows = []
    base: Portfolio | None = None
    for name, value, change in cases:
        try:
            made = portfolio(change_candidates(candidates, **change), due, years=years, **more)
        except InfeasiblePlan:
            if base is None:
                raise
            rows.append([name, value, np.nan, np.nan, np.nan, 0, "", "", False])
            continue
        base = made if base is None else base
        now, before = set(made.frame["project"]), set(base.frame["project"])
        entering, leaving = "; ".join(sorted(now - before)), "; ".join(sorted(before - now))
        rows.append([name, value, made.cost, made.capital, made.cost - base.cost, len(now), entering, leaving, True])
    columns = ["assumption", "value", "cost", "capital", "change", "projects", "entering", "leaving", "feasible"]
    return pd.DataFrame(rows, columns=columns)


def dominated_projects(candidates: Candidates) -> pd.DataFrame:
    """Return projects that another one beats: no dearer, no later, and no less of any substance.

    Returns
    -------
    pandas.DataFrame
        ``project by equal``: the project, one that dominates it, and whether the two are equal in all. Whole
        projects only; a dominated project may still be built where its better is built already.
    """
    frame = require(candidates, Candidates, "planner.read_candidates(...)").frame
    names = list(candidates.names)
    tonnes = np.array([candidates.total(name) for name in candidates.substances])
    whole = (frame["minimum"] == frame["maximum"]).to_numpy()
    cost, begin = frame["yearly_cost"].to_numpy(), frame["earliest"].to_numpy()
    rows = []
    for place in np.flatnonzero(whole):
        better = (cost <= cost[place]) & (begin <= begin[place]) & (tonnes >= tonnes[:, [place]]).all(axis=0) & whole
        same = better & (cost == cost[place]) & (begin == begin[place]) & (tonnes == tonnes[:, [place]]).all(axis=0)
        better[place] = same[place] = False
        earlier = same & (np.arange(len(names)) > place)
        strict = better & ~same
        found = np.flatnonzero(strict) if strict.any() else np.flatnonzero(same & ~earlier)
        if len(found):
            rows.append([names[place], names[int(found[0])], bool(same[found[0]])])
    return pd.DataFrame(rows, columns=["project", "by", "equal"])


def alternatives(plan: Portfolio, *, gap: float = 0.01, seconds: float = 30.0) -> pd.DataFrame:
    """Return what the plan costs without each of its projects: where it hardly rises another plan is as good.

    Parameters
    ----------
    plan : Portfolio
        A plan.
    gap, seconds : float
        As for `portfolio`, for each of the searches. [1], [s]

    Returns
    -------
    pandas.DataFrame
        ``without cost rise entering equal``: yearly cost of the best plan without the project [currency/a], its
        rise, what comes in instead, and whether the rise lies within the gap; NaN where no plan meets the quotas.
    """
    rows = []
    before = set(require(plan, Portfolio, "planner.portfolio(...)").frame["project"])
    model = plan.model
    for name in plan.frame["project"]:
        try:
            other = portfolio(
                model.candidates,
                model.quotas,
                years=(model.years[0], model.years[-1]),
                budget=model.budget,
                exclude=[*model.excluded, name],
                gap=gap,
                seconds=seconds,
            )
        except InfeasiblePlan:
            rows.append([name, np.nan, np.nan, "", False])
            continue
        rise = other.cost - plan.cost
        entering = "; ".join(sorted(set(other.frame["project"]) - before))
        rows.append([name, other.cost, rise, entering, rise <= gap * max(abs(plan.cost), 1e-12)])
    return pd.DataFrame(rows, columns=["without", "cost", "rise", "entering", "equal"])
