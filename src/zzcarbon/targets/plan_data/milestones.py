"""Milestones that no document gives: assumptions, labelled as such."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from zzcarbon.errors import require
from zzcarbon.targets.plan_data.kinds import KindName
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import Milestone, Target
from zzcarbon.units import scale

__all__ = ["LINEAR", "assume_linear", "linear_milestones"]

P = TypeVar("P", bound=PlanData)

LINEAR = "equal yearly steps, which no document prescribes"
"""The label of assumed milestones."""


def linear_milestones(target: Target) -> tuple[Milestone, ...]:
    """Return milestones in equal yearly steps from the start of a target to its due year.

    Parameters
    ----------
    target : Target
        A sum, a level with a baseline, or a fall with a base year; others have no path.

    Returns
    -------
    tuple of Milestone
        One for each year before the due year, with the assumption on it. For intensities the steps are
        equal yearly falls, which compound.

    Examples
    --------
    >>> from zzcarbon.targets import plan
    >>> quota = plan("zhengzhou-14fyp").target("ZZ14-B1-12")
    >>> [(stone.year, stone.value) for stone in linear_milestones(quota)][:2]
    [(2021, 3815.0), (2022, 7630.0)]
    """
    path = _PATHS.get(target.kind)
    if path is None or target.value is None:
        return ()
    stones = []
    for year in range(target.start, target.due):
        value = path(target, target.value, year)
        if value is not None:
            stones.append(Milestone(year, value, target.document, "", target.grade, LINEAR))
    return tuple(stones)


def assume_linear(plan: P, *names: str) -> P:
    """Return a plan with assumed milestones in every year for which no document gives one.

    Parameters
    ----------
    plan : PlanData
        The plan.
    *names : str
        Ids of targets; all if left out.

    Raises
    ------
    UnknownNameError
        There is no such target.
    DataError
        The plan is none.
    """
    require(plan, PlanData, "zc.plan(...)")
    chosen = {plan.target(name).id for name in names} or {target.id for target in plan.versions}

    def with_milestones(target: Target) -> Target:
        if target.id not in chosen:
            return target
        given = {stone.year for stone in target.milestones}
        assumed = tuple(stone for stone in linear_milestones(target) if stone.year not in given)
        return replace(target, milestones=tuple(sorted((*target.milestones, *assumed), key=lambda s: s.year)))

    return plan.with_versions(with_milestones(target) for target in plan.versions)


def _sum(target: Target, value: float, year: int) -> float | None:
    return value * (year - target.start + 1) / (target.due - target.start + 1)


def _level(target: Target, value: float, year: int) -> float | None:
    base = target.reference
    if base is None or base.value is None or base.year is None:
        return None
    return base.value + (value - base.value) * (year - base.year) / (target.due - base.year)


def _fall(target: Target, value: float, year: int) -> float | None:
    base = target.reference
    if base is None or base.year is None:
        return None
    return value * (year - base.year) / (target.due - base.year)


def _compound(target: Target, value: float, year: int) -> float | None:
    base, share = target.reference, scale(target.unit)
    if base is None or base.year is None:
        return None
    part = (year - base.year) / (target.due - base.year)
    return float(1.0 - (1.0 - value * share) ** part) / share


_PATHS: dict[KindName, Callable[[Target, float, int], float | None]] = {
    "cumulative_min": _sum,
    "cumulative_max": _sum,
    "level_max": _level,
    "level_min": _level,
    "all": _level,
    "zero": _level,
    "reduction_rate": _fall,
    "reduction_points": _fall,
    "intensity_reduction": _compound,
}
