"""What a plan leaves open and an officer states: a base year, a figure set by a higher authority."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from zzcarbon.errors import TargetError, UnitError
from zzcarbon.provenance import at_least
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.plan_data.target import Reference, Target
from zzcarbon.units import dimension

__all__ = ["Reading", "settle_target", "state_base"]

Reading = Literal["", "percent", "points"]
"""What % means where a plan leaves it open: percent of the base, or percentage points."""


def state_base(target: Target, year: int, value: float | None, unit: str, source: str, reading: Reading) -> Target:
    """Return a target with the base that its plan does not print.

    Parameters
    ----------
    target : Target
        A target that is measured from a base.
    year : int
        Base year.
    value : float or None
        Level in the base year [unit]; None where only falls are known.
    unit : str
        Unit of the level; the target's own if left out.
    source : str
        Document of the base.
    reading : {"", "percent", "points"}
        What % means, where the plan leaves it open.

    Raises
    ------
    TargetError
        The target has no base, or prints one; the year is not before the target is due; the value is no
        level; the reading is missing where the plan leaves it open, or given where it does not.
    """
    _check_base(target, year, value, reading)
    if unit:
        try:
            dimension(unit)
        except UnitError as error:
            raise TargetError(f"the base of {target.id}: {str(error).rstrip('.')}") from error
    kind = "reduction_points" if reading == "points" else target.kind
    level = unit or ("" if KINDS[target.kind].falls and reading != "points" else target.unit)
    return replace(
        target,
        kind=kind,
        reference=Reference(year=year, value=value, unit=level),
        ambiguous_unit="",
        note="; ".join(filter(None, (target.note, f"base stated by the caller: {source}"))),
    )


def _check_base(target: Target, year: int, value: float | None, reading: Reading) -> None:
    if not KINDS[target.kind].reference:
        raise TargetError(f"the target {target.id} is of kind {target.kind!r}, which is not measured from a base")
    printed = target.reference
    if printed is not None and printed.value is not None:
        raise TargetError(f"the plan prints the base of {target.id}: {printed.value:g} in {printed.year}")
    if printed is not None and printed.year is not None and printed.year != year:
        raise TargetError(f"the plan prints the base year of {target.id}: {printed.year}, not {year}")
    if not (isinstance(year, int) and 1900 <= year < target.due):
        raise TargetError(f"a base year lies before {target.due}, in which {target.id} is due, not {year!r}")
    if value is not None and not (math.isfinite(value) and value >= 0):
        raise TargetError(f"the base of {target.id} is a level, not {value!r}")
    if target.ambiguous_unit and not reading:
        raise TargetError(
            f"the unit of {target.id} may mean {target.ambiguous_unit}: say reading='percent' or reading='points'"
        )
    if reading not in {"", "percent", "points"}:
        raise TargetError(f"a reading is 'percent' or 'points', not {reading!r}")
    if reading and not target.ambiguous_unit:
        raise TargetError(f"the plan leaves no doubt of the unit of {target.id}: leave reading out")


def settle_target(target: Target, value: float, document: str, valid_from: str, grade: str, section: str) -> Target:
    """Return the version of a target with the figure that its plan leaves to another document.

    Parameters
    ----------
    target : Target
        A delegated target, or one whose figure its plan does not print.
    value : float
        The figure, in the unit of the target.
    document, valid_from, grade, section : str
        Document that sets it (the name of the new version), ISO date from which it holds, evidence grade,
        place in the document.

    Raises
    ------
    TargetError
        The target is not open, its plan does not say what kind it becomes, or the figure is none.
    """
    at_least(grade)
    delegated = target.kind == "delegated" and target.then is not None
    unprinted = KINDS[target.kind].value and target.value is None
    if not (delegated or unprinted):
        raise TargetError(f"the target {target.id} is of kind {target.kind!r} and no figure can be set for it")
    if not math.isfinite(float(value)):
        raise TargetError(f"the figure of {target.id} is a number, not {value!r}")
    return replace(
        target,
        kind=target.then if target.then is not None else target.kind,
        then=None,
        value=float(value),
        as_printed=f"{value:g}",
        version=document,
        document=document,
        supersedes=target.version,
        valid_from=valid_from,
        grade=grade,
        section=section,
        line=None,
        quote="",
        note=f"set by {document} for {target.version}",
    )
