"""Planning: the cheapest portfolio of projects that meets quotas, its price, its chances, its alternatives.

Solving needs the extra ``planner``.
"""

from __future__ import annotations

from zzcarbon.planner.candidates import Candidates, read_candidates
from zzcarbon.planner.cost import capital_recovery, yearly_cost
from zzcarbon.planner.infeasibility import InfeasiblePlan, shortfalls
from zzcarbon.planner.portfolio import Portfolio, portfolio
from zzcarbon.planner.quotas import Quota, carbon_budget, quotas, quotas_of_plan
from zzcarbon.planner.solver import MissingSolver

__all__ = [
    "Candidates",
    "InfeasiblePlan",
    "MissingSolver",
    "Portfolio",
    "Quota",
    "capital_recovery",
    "carbon_budget",
    "portfolio",
    "quotas",
    "quotas_of_plan",
    "read_candidates",
    "shortfalls",
    "yearly_cost",
]
