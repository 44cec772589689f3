"""A plan that meets each quota with a stated probability, when what projects bring is uncertain."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import TargetError, shown
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.choice import Portfolio, portfolio
from zzcarbon.planner.duties import Quota, as_quotas
from zzcarbon.planner.portfolio_document import robust_document
from zzcarbon.planner.simulation import quota_spread
from zzcarbon.settings import chosen_language
from zzcarbon.tables.stated import is_number

__all__ = ["RobustPlan", "robust_portfolio"]

_ROUNDS = 12


@dataclass(frozen=True, eq=False)
class RobustPlan(ResultCard):
    """A plan with a margin.

    Attributes
    ----------
    portfolio : Portfolio
        What to build: planned for the quotas and their margins.
    frame : pandas.DataFrame
        ``quota required margin achieved deviation probability``: masses in t, probability [1].
    """

    portfolio: Portfolio
    frame: pd.DataFrame

    def document(self, language: str | None = None) -> Document:
        """Return the plan as a document in a language."""
        return robust_document(self, chosen_language(language))

    def __repr__(self) -> str:
        least = float(self.frame["probability"].min())
        return f"<RobustPlan: {self.portfolio!r}, each quota with at least {least:.3f}>"


def robust_portfolio(
    candidates: Candidates,
    quotas: Iterable[Quota],
    *,
    years: tuple[int, int],
    probability: float,
    **more: Any,
) -> RobustPlan:
    r"""Return a portfolio that meets each quota with at least a probability.

    Parameters
    ----------
    candidates, quotas, years
        As for `portfolio`; candidates carry an uncertainty.
    probability : float
        Least probability of each quota by itself. [1]
    **more
        Budget, exclude, gap and seconds, as for `portfolio`.

    Returns
    -------
    RobustPlan

    Raises
    ------
    TargetError
        The probability lies outside 0.5 to below 1, or no margin was found that suffices.
    InfeasiblePlan
        No plan meets the quotas with their margins.

    Notes
    -----
    .. math:: \sum_p R_{pq} - z \sqrt{\sum_p \sigma_{pq}^2} \ge M_q

    with z of the normal distribution, projects independent. The margin of a quota is raised to that of the
    plan found until it suffices: the plan is safe, not proven the cheapest of the safe ones.
    """
    if not (is_number(probability) and 0.5 <= probability < 1):
        raise TargetError(f"a probability to be planned for lies from 0.5 to below 1, not {shown(probability)}")
    due = as_quotas(quotas)
    score = NormalDist().inv_cdf(probability)
    margins = np.zeros(len(due))
    for _ in range(_ROUNDS):
        raised = [
            replace(quota, required=quota.required + float(more_)) for quota, more_ in zip(due, margins, strict=True)
        ]
        made = portfolio(candidates, raised, years=years, **more)
        spread = np.array([quota_spread(made, quota) for quota in due])
        achieved = np.array([made.achieved(quota) for quota in due])
        required = np.array([quota.required for quota in due])
        short = achieved - score * spread < required - 1e-9 * np.maximum(np.abs(required), 1.0)
        if not short.any():
            return RobustPlan(made, _table(due, margins, achieved, spread))
        margins = np.where(short, np.maximum(margins * 1.02, score * spread), margins)
    raise TargetError(f"no margin was found that gives each quota a probability of {probability:g}")


def _table(due: tuple[Quota, ...], margins: Any, achieved: Any, spread: Any) -> pd.DataFrame:
    rows = []
    for place, quota in enumerate(due):
        over = achieved[place] - quota.required
        sure = spread[place] <= 0
        chance = float(over >= 0) if sure else 0.5 * (1.0 + math.erf(over / spread[place] / math.sqrt(2.0)))
        rows.append([quota.name, quota.required, margins[place], achieved[place], spread[place], chance])
    return pd.DataFrame(rows, columns=["quota", "required", "margin", "achieved", "deviation", "probability"])
