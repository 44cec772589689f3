"""Between cheap and low in carbon: the portfolios of which none is better in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import TargetError, shown
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.choice import Portfolio, portfolio_of, solved
from zzcarbon.planner.duties import Quota
from zzcarbon.planner.infeasibility import refuse
from zzcarbon.planner.model import Model, Row, built_model
from zzcarbon.planner.near_optimum import search
from zzcarbon.planner.portfolio_document import front_document
from zzcarbon.planner.solver import solve
from zzcarbon.settings import chosen_language
from zzcarbon.vocabulary.substances import substance

__all__ = ["ParetoFront", "pareto_front"]


@dataclass(frozen=True, eq=False, repr=False)
class ParetoFront(ResultCard):
    """Portfolios between the lowest cost and the largest reduction of a gas.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``cost`` [currency/a], ``reduction`` [t/a], ``cost_per_tonne`` of each step to the next better one
        [currency/t], ``projects``; in order of cost.
    portfolios : tuple of Portfolio
        The portfolios, in the same order.
    gas : str
        The gas.
    """

    frame: pd.DataFrame
    portfolios: tuple[Portfolio, ...]
    gas: str

    def document(self, language: str | None = None) -> Document:
        """Return the front as a document in a language."""
        return front_document(self, chosen_language(language))

    def __repr__(self) -> str:
        ends = self.frame[["cost", "reduction"]].iloc[[0, -1]].to_numpy(float).tolist()
        (cheap, least), (dear, most) = ends
        money = self.portfolios[0].model.candidates.currency
        reach = f"{least:,.6g} to {most:,.6g} t/a {self.gas} for {cheap:,.6g} to {dear:,.6g} {money}/a"
        return f"<ParetoFront of {len(self.portfolios)} portfolios: {reach}>"


def pareto_front(
    candidates: Candidates,
    quotas: Iterable[Quota],
    *,
    years: tuple[int, int],
    points: int,
    gas: str = "CO2",
    budget: pd.Series | None = None,
    exclude: Iterable[str] = (),
    gap: float = 0.01,
    seconds: float = 60.0,
) -> ParetoFront:
    """Return portfolios that meet all quotas, from the cheapest to the one that reduces most of a gas.

    Parameters
    ----------
    candidates, quotas, years, budget, exclude, gap, seconds
        As for `portfolio`; time and gap hold for each point.
    points : int
        Number of portfolios asked for, 2 or more; fewer come back where some are the same or dominated.
    gas : str
        The gas whose yearly reduction is the other aim.

    Returns
    -------
    ParetoFront

    Raises
    ------
    InfeasiblePlan
        No portfolio meets the quotas.
    TargetError
        Fewer than two points.

    Notes
    -----
    Steps of equal reduction between the two ends, each the cheapest portfolio that reduces at least as much.
    """
    if not (isinstance(points, int | np.integer) and points >= 2):
        message = f"a front has two ends: points must be 2 or more, not {shown(points)}"
        raise TargetError(message)
    model = built_model(candidates, quotas, years, budget=budget, exclude=exclude)
    key = substance(gas).key
    reach = Quota(f"{key} reduced", key, 0.0, years[1])
    cheapest = portfolio_of(model, gap=gap, seconds=seconds)
    columns, values = model.quota_terms(reach)
    objective = np.zeros(model.size)
    np.add.at(objective, columns, -values)
    found = [cheapest]
    if objective.any():
        most = solve(model, objective=objective, gap=gap, seconds=seconds)
        if most.values is None:
            refuse(model)
        best = Portfolio(model, most.values, np.nan, most.seconds).achieved(reach)
        for level in np.linspace(cheapest.achieved(reach), best, points)[1:]:
            row = Row(reach.name, columns, values, float(level) - 1e-9 * abs(float(level)), np.inf)
            answer = search(model, extra=(row,), gap=gap, seconds=seconds)
            if answer.values is not None:
                found.append(solved(model, answer))
    return _front(model, found, reach, key)


def _front(model: Model, found: list[Portfolio], reach: Quota, gas: str) -> ParetoFront:
    """Leave out what another portfolio beats in both cost and reduction."""
    ranked = sorted(found, key=lambda plan: (plan.cost, -plan.achieved(reach)))
    kept: list[Portfolio] = []
    for plan in ranked:
        if kept and plan.achieved(reach) <= kept[-1].achieved(reach) + 1e-9 * abs(kept[-1].achieved(reach)):
            continue
        if kept and plan.cost <= kept[-1].cost + 1e-9 * abs(kept[-1].cost):
            kept.pop()
        kept.append(plan)
    table = pd.DataFrame(
        {
            "cost": [plan.cost for plan in kept],
            "reduction": [plan.achieved(reach) for plan in kept],
            "projects": [len(plan.frame) for plan in kept],
        }
    )
    table["cost_per_tonne"] = table["cost"].diff() / table["reduction"].diff()
    return ParetoFront(table.assign(unit=model.candidates.currency), tuple(kept), gas)
