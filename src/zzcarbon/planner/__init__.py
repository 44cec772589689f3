"""Planning: the cheapest portfolio of projects that meets quotas, its price, its chances, its alternatives.

Solving needs the extra ``planner``.
"""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.planner.abatement_cost import abatement_cost_curve, joint_share, source_overlaps
from zzcarbon.planner.candidate_curve import candidate_cost_curve
from zzcarbon.planner.candidates import Candidates, candidate_rows, read_candidates
from zzcarbon.planner.changes import change_candidates, price_co_effects
from zzcarbon.planner.choice import Portfolio, portfolio
from zzcarbon.planner.cost import capital_recovery, yearly_cost
from zzcarbon.planner.duties import Quota, carbon_budget, quotas, quotas_of_plan
from zzcarbon.planner.infeasibility import InfeasiblePlan, shortfalls
from zzcarbon.planner.pareto import ParetoFront, pareto_front
from zzcarbon.planner.price import quota_prices
from zzcarbon.planner.reasons import explain_choice
from zzcarbon.planner.robust import RobustPlan, robust_portfolio
from zzcarbon.planner.simulation import probabilities
from zzcarbon.planner.solver import MissingSolver
from zzcarbon.planner.study import alternatives, dominated_projects, sensitivity

__all__ = [
    "Candidates",
    "InfeasiblePlan",
    "MissingSolver",
    "ParetoFront",
    "Portfolio",
    "Quota",
    "RobustPlan",
    "abatement_cost_curve",
    "alternatives",
    "candidate_cost_curve",
    "candidate_rows",
    "capital_recovery",
    "carbon_budget",
    "change_candidates",
    "dominated_projects",
    "explain_choice",
    "joint_share",
    "pareto_front",
    "portfolio",
    "price_co_effects",
    "probabilities",
    "quota_prices",
    "quotas",
    "quotas_of_plan",
    "read_candidates",
    "robust_portfolio",
    "sensitivity",
    "shortfalls",
    "source_overlaps",
    "yearly_cost",
]

open_door(__name__)
