"""Targets and quotas: plans as data, a ledger of reduction projects, and the three-valued verdict."""

from __future__ import annotations

from zzcarbon.targets.booking import CountingRule, LedgerMismatch
from zzcarbon.targets.checked_plan import Plan
from zzcarbon.targets.ledger import Ledger, read_ledger
from zzcarbon.targets.packaged import plan, plans, read_plan
from zzcarbon.targets.scorecard import Scorecard
from zzcarbon.targets.target import Target

__all__ = [
    "CountingRule",
    "Ledger",
    "LedgerMismatch",
    "Plan",
    "Scorecard",
    "Target",
    "plan",
    "plans",
    "read_ledger",
    "read_plan",
]
