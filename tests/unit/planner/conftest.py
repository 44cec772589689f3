"""Small planning problems of made-up projects, and the answer by trying everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zzcarbon.planner import Candidates, Quota, read_candidates

COSTS = {"operation": 0.0, "life": 1, "rate": 0.0, "cost_unit": "CNY", "price_year": 2024, "earliest": 2024}


def candidates_of(
    costs: Iterable[float], reductions: Iterable[tuple[str, str, float]], overlaps: Any = None, **columns: Any
) -> Candidates:
    """Return candidates p0, p1 ... of a yearly cost, with reductions (project, substance, t)."""
    table = pd.DataFrame({"capital": list(costs)})
    table.insert(0, "project", [f"p{number}" for number in range(len(table))])
    rows = pd.DataFrame(list(reductions), columns=["project", "substance", "reduction"]).assign(unit="t")
    return read_candidates(table.assign(**{**COSTS, **columns}), rows, overlaps)


def everything_tried(candidates: Candidates, quotas: Iterable[Quota], years: list[int], budget: Any = None) -> float:
    """Return the lowest yearly cost of all plans that keep every rule; infinite if none does."""
    frame, best = candidates.frame, np.inf
    loss = list(candidates.overlaps.itertuples(index=False))
    for plan in product([None, *years], repeat=len(candidates)):
        built = [place for place, year in enumerate(plan) if year is not None]
        if any(not frame["earliest"][p] <= plan[p] <= frame["latest"][p] or frame["excluded"][p] for p in built):
            continue
        if any(plan[a] is not None and plan[b] is not None for a, b in candidates.excludes):
            continue
        if any(plan[a] is not None and (plan[b] is None or plan[b] > plan[a]) for a, b in candidates.requires):
            continue
        if budget is not None and any(
            sum(frame["capital"][p] for p in built if plan[p] == year)
            + sum(frame["operation"][p] for p in built if plan[p] <= year)
            > money + 1e-9
            for year, money in budget.items()
        ):
            continue
        if all(counted(candidates, plan, quota, loss, years) >= quota.required - 1e-9 for quota in quotas):
            best = min(best, sum(frame["yearly_cost"][p] for p in built))
    return float(best)


def counted(candidates: Candidates, plan: Any, quota: Quota, losses: list[Any], years: list[int]) -> float:
    """Return what a plan counts for a quota, summed year by year [t]."""
    added = dict.fromkeys(years, 0.0)
    for row in candidates.reductions.itertuples(index=False):
        start = plan[row.candidate]
        if row.substance == quota.substance and start is not None and start + row.lag in added:
            added[start + row.lag] += row.reduction
    for row in losses:
        if row.substance == quota.substance and plan[row.first] is not None and plan[row.second] is not None:
            added[max(plan[row.first], plan[row.second])] -= row.loss
    due = [year for year in years if year <= quota.year]
    if quota.counting == "booked":
        return sum(added[year] for year in due)
    return sum(added[year] * (quota.year - year + 1) for year in due)


@pytest.fixture(scope="session")
def make_candidates() -> Callable[..., Candidates]:
    """Return the function that makes candidates."""
    return candidates_of


@pytest.fixture(scope="session")
def brute_force() -> Callable[..., float]:
    """Return the function that tries everything."""
    return everything_tried
