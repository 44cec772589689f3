"""Why a project is in a plan or not, in words, and what price would change it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zzcarbon.document import sentence
from zzcarbon.errors import DataError, UnknownNameError, require
from zzcarbon.planner.choice import Portfolio, portfolio
from zzcarbon.planner.infeasibility import InfeasiblePlan

__all__ = ["explain_choice"]


def explain_choice(
    plan: Portfolio, project: str, *, language: str | None = None, gap: float = 1e-4, seconds: float = 30.0
) -> str:
    """Return why a project is in a plan or not, and what price would change it.

    Parameters
    ----------
    plan : Portfolio
        A plan.
    project : str
        Name of a candidate.
    language : {"en", "zh"}, optional
        Language of the sentence; that of ``zc.options`` if not given.
    gap, seconds : float
        As for `portfolio`, for the search without or with the project. [1], [s]

    Raises
    ------
    UnknownNameError
        There is no such candidate, or another language.
    """
    model = require(plan, Portfolio, "planner.portfolio(...)").model
    names = list(model.candidates.names)
    if project not in names:
        raise UnknownNameError("project", project, names)
    place = names.index(project)
    frame = model.candidates.frame
    brings = ", ".join(
        f"{model.candidates.total(name)[place]:,.6g} t/a {name}"
        for name in model.candidates.substances
        if model.candidates.total(name)[place] != 0
    )
    facts: dict[str, object] = {"project": project, "money": model.candidates.currency, "brings": brings}
    if project in model.excluded or bool(frame["excluded"].iloc[place]):
        return sentence("choice excluded", language, **facts)
    built = plan.frame[plan.frame["project"] == project]
    inside = len(built) > 0
    cost = float(built["yearly_cost"].iloc[0] if inside else frame["yearly_cost"].iloc[place])
    if inside:
        facts["year"] = str(int(built["year"].iloc[0]))
    other = _solved(plan, place, forced=not inside, gap=gap, seconds=seconds)
    if other is None:
        return sentence("choice must" if inside else "choice cannot", language, **facts)
    rise = max(other - plan.cost, 0.0)
    price = cost + rise if inside else cost - rise
    money = {name: f"{value:,.6g}" for name, value in (("cost", cost), ("rise", rise), ("price", price))}
    return sentence("choice in" if inside else "choice out", language, **facts, **money)


def _solved(plan: Portfolio, place: int, *, forced: bool, gap: float, seconds: float) -> float | None:
    """Return the yearly cost of the best plan without a project, or with it; None where there is none."""
    model = plan.model
    candidates, exclude = model.candidates, list(model.excluded)
    bonus = 0.0
    if forced:
        bonus = 2.0 * float(np.abs(candidates.frame["yearly_cost"]).sum()) + 1.0
        frame = candidates.frame.copy()
        frame.loc[frame.index[place], "yearly_cost"] -= bonus
        candidates = replace(candidates, frame=frame)
    else:
        exclude.append(candidates.names[place])
    try:
        other = portfolio(
            candidates,
            model.quotas,
            years=(model.years[0], model.years[-1]),
            budget=model.budget,
            exclude=exclude,
            gap=gap,
            seconds=seconds,
        )
    except (InfeasiblePlan, DataError):
        return None
    if not forced:
        return other.cost
    scale = float(other.frame.loc[other.frame["project"] == candidates.names[place], "scale"].sum())
    return other.cost + bonus * scale if scale > 0 else None
