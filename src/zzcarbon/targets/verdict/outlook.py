"""What planned projects would bring by the due year of each quota."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from zzcarbon.errors import TargetError
from zzcarbon.provenance import at_least
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import Target, in_force, superseded_by
from zzcarbon.targets.verdict.booking import ledger_evidence
from zzcarbon.targets.verdict.coverage import covered_ledger
from zzcarbon.targets.verdict.evidence import Evidence
from zzcarbon.targets.verdict.moment import moment_of

__all__ = ["forecast"]

_COLUMNS = {
    "verified": ("verified",),
    "operating": ("operating",),
    "completed": ("completed",),
    "under_construction": ("under construction", "not operating"),
    "planned": ("planned",),
}
"""Columns of a forecast and the statuses that each sums."""


def forecast(
    plan: PlanData, ledger: Ledger | pd.DataFrame, *, as_of: int | None = None, grade: str = "B"
) -> pd.DataFrame:
    """Return what each quota would reach if every project of the ledger were verified in its year.

    Parameters
    ----------
    plan : PlanData
        The plan.
    ledger : Ledger or data frame
        Verified projects, and those planned or under construction with the year they are meant for.
    as_of : int, optional
        Last year whose verified projects count; all verified ones if left out.
    grade : str
        Worst evidence grade of targets to use.

    Returns
    -------
    pandas.DataFrame
        ``target indicator indicator_local area due_year required verified operating completed
        under_construction planned overdue expected gap expected_status unit``. ``overdue`` is what was meant
        for a year before the moment and is not verified: it is not expected any more until it gets a new year.
        ``expected_status`` is a forecast, not a verdict.

    Raises
    ------
    TargetError
        The ledger does not fit the plan, or the plan has no quota in force.
    """
    ledger = covered_ledger(ledger, plan)
    moment = moment_of(as_of, plan.document.start)
    known = in_force(plan.versions, moment.day)
    replaced = superseded_by(known)
    quotas = [t for t in known if t.from_ledger and t.key not in replaced and t.grade in at_least(grade)]
    quotas = [target for target in quotas if target.value is not None]
    if not quotas:
        message = f"the plan {plan.name!r} has no quota of grade {grade} that a ledger can feed"
        raise TargetError(message)
    last = max(target.due for target in quotas)
    found = {
        name: ledger_evidence(ledger, quotas, plan.areas, plan.area, last, statuses=statuses)
        for name, statuses in _COLUMNS.items()
    }
    return pd.DataFrame(
        _expected(target, {name: part[target.key] for name, part in found.items()}, moment.year)
        for target in quotas
        if target.key in found["verified"]
    )


def _expected(target: Target, found: Mapping[str, Evidence], year: int | None) -> dict[str, Any]:
    """Return the row of a quota: what is done, what is on its way, what is late."""
    done_by = target.due if year is None else min(target.due, year)
    sums: dict[str, float] = {"verified": _sum(found["verified"], target.start, done_by)}
    overdue = 0.0
    for name in _COLUMNS:
        if name == "verified":
            continue
        begin = target.start if year is None else max(year, target.start)
        sums[name] = _sum(found[name], begin, target.due)
        overdue += _sum(found[name], target.start, begin - 1)
    expected, required = math.fsum(sums.values()), float(target.value or 0.0)
    return {
        "target": target.id,
        "indicator": target.indicator,
        "indicator_local": target.indicator_local,
        "area": target.area,
        "due_year": target.due,
        "required": required,
        **sums,
        "overdue": overdue,
        "expected": expected,
        "gap": required - expected,
        "expected_status": "would be met" if expected >= required * (1 - 1e-9) else "would not be met",
        "unit": target.unit,
    }


def _sum(evidence: Evidence, first: int, last: int) -> float:
    return math.fsum(datum.value for year, datum in evidence.yearly.items() if first <= year <= last)
