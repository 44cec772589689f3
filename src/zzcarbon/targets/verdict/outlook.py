"""What planned projects would bring by the due year of each quota."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import TargetError
from zzcarbon.provenance import at_least
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import in_force, superseded_by
from zzcarbon.targets.verdict.booking import check_covered, ledger_evidence
from zzcarbon.targets.verdict.judge import moment_of

__all__ = ["forecast"]

_STATUSES = ("verified", "under construction", "planned")


def forecast(plan: PlanData, ledger: Ledger, *, as_of: int | None = None, grade: str = "B") -> pd.DataFrame:
    """Return what each quota would reach if every project of the ledger were verified in its year.

    Parameters
    ----------
    plan : PlanData
        The plan.
    ledger : Ledger
        Verified projects, and those planned or under construction with the year they are meant for.
    as_of : int, optional
        Last year whose verified projects count; all verified ones if left out.
    grade : str
        Worst evidence grade of targets to use.

    Returns
    -------
    pandas.DataFrame
        ``target indicator area due_year required verified under_construction planned expected gap
        expected_status unit``. ``expected_status`` is a forecast, not a verdict.

    Raises
    ------
    TargetError
        The ledger does not fit the plan, or the plan has no quota in force.
    """
    check_covered(ledger, plan.versions, plan.areas, *plan.period)
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
        status: ledger_evidence(ledger, quotas, plan.areas, plan.area, last, statuses=(status,)) for status in _STATUSES
    }
    rows = []
    for target in quotas:
        until = {"verified": target.due if moment.year is None else min(target.due, moment.year)}
        sums = {
            status: sum(
                datum.value
                for year, datum in evidence[target.key].yearly.items()
                if year <= until.get(status, target.due)
            )
            for status, evidence in found.items()
        }
        expected = sum(sums.values())
        required = float(target.value or 0.0)
        rows.append(
            {
                "target": target.id,
                "indicator": target.indicator,
                "area": target.area,
                "due_year": target.due,
                "required": required,
                "verified": sums["verified"],
                "under_construction": sums["under construction"],
                "planned": sums["planned"],
                "expected": expected,
                "gap": required - expected,
                "expected_status": "would be met" if expected >= required * (1 - 1e-9) else "would not be met",
                "unit": target.unit,
            }
        )
    return pd.DataFrame(rows)
