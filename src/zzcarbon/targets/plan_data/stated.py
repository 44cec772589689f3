"""What a plan leaves open and an officer states: a base year, a figure or yearly steps set by a higher authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from zzcarbon.errors import TargetError, UnitError, english, shown
from zzcarbon.provenance import at_least
from zzcarbon.tables.stated import is_number
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.plan_data.target import Milestone, Reference, Target
from zzcarbon.units import dimension

__all__ = ["Reading", "settle_target", "state_base", "with_yearly_figures"]

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
    _check_document(target, source)
    if unit:
        try:
            dimension(unit)
        except UnitError as error:
            raise TargetError(f"the base of {target.id}: {english(error)}") from error
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
    if value is not None and not (is_number(value) and value >= 0):
        raise TargetError(f"the base of {target.id} is a level, not {shown(value)}")
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
        The target is not open, its plan does not say what kind it becomes, the figure is none, or it has no
        document.
    """
    at_least(grade)
    delegated = target.kind == "delegated" and target.then is not None
    unprinted = KINDS[target.kind].value and target.value is None
    if not (delegated or unprinted):
        raise TargetError(f"the target {target.id} is of kind {target.kind!r} and no figure can be set for it")
    if not is_number(value):
        raise TargetError(f"the figure of {target.id} is a number, not {shown(value)}")
    _check_document(target, document)
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


def with_yearly_figures(
    target: Target, figures: Mapping[int, float | str], document: str, grade: str, section: str
) -> Target:
    """Return a target with what is due in single years on the way to it.

    Parameters
    ----------
    target : Target
        A target that is computed.
    figures : mapping of int to float or str
        What is due by year, in the unit of the target, or the class of a section.
    document, grade, section : str
        Document that sets the figures, evidence grade, place in the document.

    Raises
    ------
    TargetError
        The target has no figure, a year does not lie between its start and its due year or has a figure already,
        or a figure is no number or no class of its scale.
    """
    at_least(grade)
    if target.value is None or target.kind in {"delegated", "qualitative"}:
        raise TargetError(f"the target {target.id} is of kind {target.kind!r} and no figure can be set for it")
    _check_document(target, document)
    known = {stone.year for stone in target.milestones if not stone.assumption}
    if not isinstance(figures, Mapping):
        raise TargetError(f"figures are stated by year, as in {{2023: 40.0}}, not {shown(figures)}")
    stones = [stone for stone in target.milestones if stone.year not in figures]
    for year, figure in figures.items():
        if year in known:
            raise TargetError(f"{target.id} has a figure of {year} already")
        if not (isinstance(year, int) and target.start <= year < target.due):
            raise TargetError(
                f"a figure of {target.id} is due from {target.start} to {target.due - 1}, not {shown(year)}"
            )
        stones.append(Milestone(year, _figure(target, figure), document, section, grade))
    return replace(target, milestones=tuple(sorted(stones, key=lambda stone: stone.year)))


def _check_document(target: Target, document: str) -> None:
    if not str(document).strip():
        raise TargetError(f"what is stated of {target.id} has a document: name it")


def _figure(target: Target, figure: float | str) -> float:
    if target.classes:
        place = target.rank(figure)
        if place is None:
            raise TargetError(
                f"the figure of {target.id} is a class ({', '.join(target.classes)}), not {shown(figure)}"
            )
        return place
    if not is_number(figure):
        raise TargetError(f"the figure of {target.id} is a number, not {shown(figure)}")
    return float(figure)
