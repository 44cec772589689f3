"""Large problems: the narrowed search keeps every rule and its gap, and says why a plan is infeasible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zzcarbon import planner
from zzcarbon.planner import Candidates, Quota
from zzcarbon.planner.choice import Portfolio
from zzcarbon.planner.greedy import greedy_choice
from zzcarbon.planner.linear_bound import relaxation

Make = Callable[..., Candidates]
COUNT = 400


def large(make: Make) -> tuple[Candidates, list[Quota]]:
    """Return four hundred made-up projects with links, and two quotas of a third of what they can."""
    random = np.random.default_rng(5)
    costs = random.gamma(2.0, 50.0, COUNT)
    rows: list[Any] = []
    for number, cost in enumerate(costs):
        own, other = ("NOx", "COD") if number % 2 else ("COD", "NOx")
        rows.append((f"p{number}", own, float(cost * random.uniform(0.1, 0.4))))
        if number % 3 == 0:
            rows.append((f"p{number}", other, float(cost * random.uniform(0.0, 0.1))))
    candidates = make(
        costs, rows, operation=costs * 0.02, earliest=random.integers(2024, 2026, COUNT),
        excludes=[f"p{n - 1}" if n % 15 == 4 else "" for n in range(COUNT)],
        requires=[f"p{n - 6}" if n % 17 == 8 else "" for n in range(COUNT)],
        minimum=np.where(np.arange(COUNT) % 11 == 0, 0.4, 1.0), maximum=1.0,
    )  # fmt: skip
    return candidates, [Quota(key, key, float(candidates.total(key).sum()) / 3, 2026) for key in ("NOx", "COD")]


def test_a_large_problem_is_solved_within_its_gap(make_candidates: Make) -> None:
    """Bound, quotas, budget and links hold; the plan is no dearer than the greedy rule."""
    candidates, due = large(make_candidates)
    budget = pd.Series(float(candidates.frame["capital"].sum()) * 0.13, index=[2024, 2025, 2026])
    plan = planner.portfolio(candidates, due, years=(2024, 2026), budget=budget, gap=0.01)
    assert plan.model.size > 600
    assert plan.gap <= 0.01
    assert (plan.quotas["surplus"] >= -1e-6).all()
    assert (plan.spending <= budget * (1 + 1e-6)).all()
    when = plan.frame.set_index("project")["year"].to_dict()
    names = candidates.names
    assert all(names[a] not in when or when[names[b]] <= when[names[a]] for a, b in candidates.requires)
    assert not any(names[a] in when and names[b] in when for a, b in candidates.excludes)
    rule = greedy_choice(plan.model)
    assert rule is None or plan.cost <= Portfolio(plan.model, rule, 0.0, 0.0).cost


def test_the_bound_is_that_of_the_relaxation_or_better(make_candidates: Make) -> None:
    """An exact search of the whole model lies between the relaxation and the narrowed search."""
    candidates, due = large(make_candidates)
    near = planner.portfolio(candidates, due, years=(2024, 2026), gap=0.01)
    best = planner.portfolio(candidates, due, years=(2024, 2026), gap=0.002)
    relaxed = relaxation(near.model)
    assert relaxed is not None
    assert relaxed.cost <= best.cost * (1 + 1e-6)
    assert best.cost <= near.cost / (1 - 0.002)
    assert near.cost <= best.cost / (1 - 0.01)


def test_a_large_infeasible_problem_says_at_least_what_is_missing(make_candidates: Make) -> None:
    """In a large model parts of projects are allowed in the answer, and the table says so."""
    candidates, due = large(make_candidates)
    budget = pd.Series(10.0, index=range(2024, 2032))
    with pytest.raises(planner.InfeasiblePlan, match="are missing to meet all quotas") as caught:
        planner.portfolio(candidates, due, years=(2024, 2031), budget=budget)
    table = caught.value.shortfalls
    assert set(table["basis"]) == {"parts of projects"}
    assert (table.set_index("constraint").loc[["NOx", "COD"], "short_alone"] > 0).all()
