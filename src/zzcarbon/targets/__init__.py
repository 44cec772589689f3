"""Targets and quotas: plans as data, a ledger of reduction projects, and the three-valued verdict."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.targets.ledger.counting import CountingRule
from zzcarbon.targets.ledger.crosscheck import CrossCheck, inventory_beside_ledger
from zzcarbon.targets.ledger.ledger import Ledger, read_ledger
from zzcarbon.targets.plan_data.district_quotas import district_plan
from zzcarbon.targets.plan_data.listed_projects import ledger_rows
from zzcarbon.targets.plan_data.milestones import assume_linear
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.quotas.benchmarks import allowances, benchmark_level, reconcile
from zzcarbon.targets.quotas.budget import budget_balance, straight_line
from zzcarbon.targets.quotas.dual_control import dual_control, energy_control
from zzcarbon.targets.quotas.intensities import (
    cumulative_fall,
    fall_from_growth,
    implied_yearly_fall,
    intensity,
    intensity_fall,
    logarithmic_progress,
    mean_yearly_fall,
    remaining_fall,
)
from zzcarbon.targets.quotas.offsets import coal_replacement, offset_margin, required_offset
from zzcarbon.targets.quotas.scoring import Score, read_scheme, score, scoring_schemes
from zzcarbon.targets.quotas.shares import (
    decompose,
    equal_shares,
    given_shares,
    inverse_cost_shares,
    proportional_shares,
    transfer,
)
from zzcarbon.targets.quotas.statistics import read_statistics, statistics_table
from zzcarbon.targets.quotas.totals import (
    carried_total,
    gross_reduction,
    national_total_targets,
    net_reduction,
    total_emission_check,
    total_reduction_rate,
)
from zzcarbon.targets.quotas.transfers import transfers
from zzcarbon.targets.verdict.compensation import compensation, stepped_payment
from zzcarbon.targets.verdict.coverage import LedgerMismatch
from zzcarbon.targets.verdict.duties import responsibility
from zzcarbon.targets.verdict.outlook import forecast
from zzcarbon.targets.verdict.packaged import plan, plans, read_plan
from zzcarbon.targets.verdict.plan import Plan
from zzcarbon.targets.verdict.scorecard import Scorecard
from zzcarbon.targets.verdict.tracking import tracking, what_if

__all__ = [
    "CountingRule",
    "CrossCheck",
    "Ledger",
    "LedgerMismatch",
    "Plan",
    "Score",
    "Scorecard",
    "Target",
    "allowances",
    "assume_linear",
    "benchmark_level",
    "budget_balance",
    "carried_total",
    "coal_replacement",
    "compensation",
    "cumulative_fall",
    "decompose",
    "district_plan",
    "dual_control",
    "energy_control",
    "equal_shares",
    "fall_from_growth",
    "forecast",
    "given_shares",
    "gross_reduction",
    "implied_yearly_fall",
    "intensity",
    "intensity_fall",
    "inventory_beside_ledger",
    "inverse_cost_shares",
    "ledger_rows",
    "logarithmic_progress",
    "mean_yearly_fall",
    "national_total_targets",
    "net_reduction",
    "offset_margin",
    "plan",
    "plans",
    "proportional_shares",
    "read_ledger",
    "read_plan",
    "read_scheme",
    "read_statistics",
    "reconcile",
    "remaining_fall",
    "required_offset",
    "responsibility",
    "score",
    "scoring_schemes",
    "statistics_table",
    "stepped_payment",
    "straight_line",
    "total_emission_check",
    "total_reduction_rate",
    "tracking",
    "transfer",
    "transfers",
    "what_if",
]

open_door(__name__)
