"""A city's quota beside those of its districts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from zzcarbon.errors import DataError, TargetError, require
from zzcarbon.tables.stated import stated_amounts
from zzcarbon.targets.plan_data.plan_data import PlanData

__all__ = ["district_plan"]

P = TypeVar("P", bound=PlanData)


def district_plan(plan: P, target: str, allocation: pd.Series | Mapping[str, float]) -> P:
    """Return a plan in which a city's quota stands beside those of its districts, to be checked as usual.

    Parameters
    ----------
    plan : PlanData
        The city's plan.
    target : str
        Id of the quota.
    allocation : pandas.Series or mapping of str to float
        Duty by district, in the unit of the quota.

    Raises
    ------
    TargetError
        The duties do not add up to the quota.
    UnknownNameError
        A district or the target is unknown.
    DataError
        The plan is none, or a duty is no mass of at least 0.
    """
    whole = require(plan, PlanData, "zc.plan(...)").target(target)
    duties, problems = stated_amounts(allocation, "allocation")
    if problems:
        raise DataError("the duties cannot be used", problems)
    total = math.fsum(duties.values())
    if whole.value is None or not math.isclose(total, whole.value, rel_tol=1e-9):
        message = f"the duties add up to {total!r} {whole.unit}, the quota {target} is {whole.value!r} {whole.unit}"
        raise TargetError(message)
    parts = []
    for name, duty in duties.items():
        area = plan.areas.key(name)
        part = replace(
            whole,
            id=f"{target}/{area}",
            area=area,
            area_local=plan.areas.local(area),
            value=duty,
            as_printed="",
            milestones=(),
            quote="",
            note=f"share of {target}",
        )
        parts.append(part)
    return plan.with_versions([*plan.versions, *parts])
