"""From the text of a plan to targets: names, units, versions and areas are checked together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from zzcarbon.errors import Problem, UnitError, UnknownNameError, english, nearest
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.document import PlanFile
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.plan_data.model import MilestoneEntry, PlanDocument, ReferenceEntry, RevisionEntry, TargetEntry
from zzcarbon.targets.plan_data.target import Milestone, Reference, Target, rank
from zzcarbon.targets.plan_data.yaml_text import Lines
from zzcarbon.units import dimension
from zzcarbon.vocabulary.substances import substance

__all__ = ["resolve_targets"]


def resolve_targets(file: PlanFile, areas: Areas) -> tuple[tuple[Target, ...], list[Problem]]:
    """Return every version of every target, and every problem of the plan.

    Parameters
    ----------
    file : PlanFile
        The plan as its file says it.
    areas : Areas
        Areas that the plan may name.

    Returns
    -------
    tuple of (tuple of Target, list of Problem)
        No target as long as there is a problem.
    """
    document, lines = file.document, file.lines
    problems = [*file.problems, *_plan_problems(document, areas, lines)]
    seen: set[str] = set()
    for number, entry in zip(file.numbers, document.targets, strict=False):
        path = ("targets", number)
        if entry.id in seen:
            remedy = "Ids are unique."
            problems.append(lines.problem((*path, "id"), "the id stands twice", value=entry.id, remedy=remedy))
        seen.add(entry.id)
        problems += _problems(entry, document, areas, lines, path)
    if problems:
        return (), problems
    return tuple(version for entry in document.targets for version in _versions(entry, document, areas)), []


def _plan_problems(document: PlanDocument, areas: Areas, lines: Lines) -> Iterator[Problem]:
    if document.end < document.start:
        yield lines.problem(("end",), "the plan ends before it starts", value=document.end)
    yield from _area_problem(document.area, areas, lines, ("area",))
    for number, entry in enumerate(document.areas):
        if entry.parent:
            yield from _area_problem(entry.parent, areas, lines, ("areas", number, "parent"))
    for year in document.evaluations:
        if not document.start <= year <= document.end:
            yield lines.problem(("evaluations",), "outside the period of the plan", value=year)


def _problems(
    entry: TargetEntry, document: PlanDocument, areas: Areas, lines: Lines, path: tuple[Any, ...]
) -> Iterator[Problem]:
    if entry.area is not None:
        yield from _area_problem(entry.area, areas, lines, (*path, "area"))
    if entry.substance is not None:
        yield from _asked(lambda: substance(entry.substance or ""), entry.substance, lines, (*path, "substance"))
    yield from _unit_problems(entry, lines, path)
    yield from _value_problems(entry, document, lines, path)
    if entry.due is not None and entry.due < document.start:
        yield lines.problem((*path, "due"), "due before the plan starts", value=entry.due)
    yield from _milestone_problems(entry, document, lines, path)
    yield from _revision_problems(entry, document, lines, path)


def _area_problem(name: str, areas: Areas, lines: Lines, path: tuple[Any, ...]) -> Iterator[Problem]:
    if name not in areas:
        near = nearest(name, areas.names())
        mean = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
        yield lines.problem(path, "unknown area", value=name, remedy=f"{mean}Areas of your own go under 'areas'.")


def _asked(ask: Callable[[], object], value: object, lines: Lines, path: tuple[Any, ...]) -> Iterator[Problem]:
    try:
        ask()
    except (UnitError, UnknownNameError) as error:
        yield lines.problem(path, english(error), value=value)


def _unit_problems(entry: TargetEntry, lines: Lines, path: tuple[Any, ...]) -> Iterator[Problem]:
    ordinal = entry.kind == "ordinal_max"
    needs = entry.value is not None and not ordinal
    if needs and not entry.unit:
        remedy = "Write 1 for a pure number, % for a share."
        yield lines.problem((*path, "unit"), "the unit is missing", remedy=remedy)
    if entry.unit and not ordinal:
        yield from _asked(lambda: dimension(entry.unit), entry.unit, lines, (*path, "unit"))
    if entry.reference is not None and entry.reference.unit:
        unit = entry.reference.unit
        yield from _asked(lambda: dimension(unit), unit, lines, (*path, "reference", "unit"))
    if KINDS[entry.kind].falls and entry.unit and "%" not in entry.unit and not entry.unit.startswith("1"):
        yield lines.problem((*path, "unit"), "the value of a fall is a share", value=entry.unit, remedy="Write %.")
    if entry.denominator and entry.unit != "%":
        yield lines.problem((*path, "unit"), "a share of the days of the year is in %", value=entry.unit)


def _value_problems(
    entry: TargetEntry, document: PlanDocument, lines: Lines, path: tuple[Any, ...]
) -> Iterator[Problem]:
    kind = KINDS[entry.kind]
    if not kind.value and entry.value is not None:
        remedy = "Give the words in as_printed, or another kind."
        yield lines.problem(
            (*path, "value"), f"a target of kind {entry.kind} has no value", value=entry.value, remedy=remedy
        )
    if kind.value and entry.value is None and not entry.as_printed:
        remedy = "Give a value, or as_printed if the document has none."
        yield lines.problem(path, f"a target of kind {entry.kind} needs a value", value=entry.id, remedy=remedy)
    for where, value in _values(entry):
        if entry.kind == "ordinal_max":
            if entry.scale not in document.scales:
                near = ", ".join(document.scales) or "none is declared"
                yield lines.problem((*path, "scale"), "unknown scale", value=entry.scale, remedy=f"Scales: {near}.")
                break
            if _rank(entry, document, value) is None:
                classes = ", ".join(document.scales[entry.scale])
                yield lines.problem(
                    (*path, *where), "not a class of the scale", value=value, remedy=f"Classes: {classes}."
                )
        elif isinstance(value, str):
            yield lines.problem((*path, *where), "text where a number is needed", value=value)
    if entry.kind == "relative_to_scenario" and not (entry.reference and entry.reference.series):
        yield lines.problem((*path, "reference"), "the scenario is missing", remedy="Give reference.series by year.")
    if entry.then is not None and entry.kind != "delegated":
        yield lines.problem((*path, "then"), "only delegated targets have a later kind", value=entry.then)


def _values(entry: TargetEntry) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if entry.value is not None:
        yield ("value",), entry.value
    if entry.reference is not None and entry.reference.value is not None:
        yield ("reference", "value"), entry.reference.value
    for number, stone in enumerate(entry.milestones):
        yield ("milestones", number, "value"), stone.value
    for number, revision in enumerate(entry.revisions):
        yield ("revisions", number, "value"), revision.value


def _milestone_problems(
    entry: TargetEntry, document: PlanDocument, lines: Lines, path: tuple[Any, ...]
) -> Iterator[Problem]:
    due = entry.due if entry.due is not None else document.end
    years = [stone.year for stone in entry.milestones]
    for number, stone in enumerate(entry.milestones):
        place = (*path, "milestones", number, "year")
        if not document.start <= stone.year <= due:
            yield lines.problem(place, f"a milestone lies between {document.start} and {due}", value=stone.year)
        if years.count(stone.year) > 1:
            yield lines.problem(place, "two milestones in one year", value=stone.year)
        if stone.document is None and stone.assumption is None and document.document is None:
            yield lines.problem(place, "who set the milestone", remedy="Give its document or its assumption.")


def _revision_problems(
    entry: TargetEntry, document: PlanDocument, lines: Lines, path: tuple[Any, ...]
) -> Iterator[Problem]:
    known = [_first_version(entry, document)]
    for number, revision in enumerate(entry.revisions):
        place = (*path, "revisions", number)
        if revision.supersedes not in known:
            remedy = f"Versions before it: {', '.join(known)}."
            yield lines.problem((*place, "supersedes"), "unknown version", value=revision.supersedes, remedy=remedy)
        if revision.version in known:
            yield lines.problem((*place, "version"), "the version stands twice", value=revision.version)
        known.append(revision.version)


def _first_version(entry: TargetEntry, document: PlanDocument) -> str:
    return entry.document or document.document or document.name


def _rank(entry: TargetEntry, document: PlanDocument, value: object) -> float | None:
    return rank(document.scales.get(entry.scale or "", ()), value)


def _number(entry: TargetEntry, document: PlanDocument, value: Any) -> float | None:
    if value is None:
        return None
    return _rank(entry, document, value) if entry.kind == "ordinal_max" else float(value)


def _versions(entry: TargetEntry, document: PlanDocument, areas: Areas) -> Iterator[Target]:
    first = _target(entry, document, areas)
    yield first
    for revision in entry.revisions:
        yield _revised(first, revision, entry, document)


def _target(entry: TargetEntry, document: PlanDocument, areas: Areas) -> Target:
    area = areas.key(entry.area or document.area)
    nature = "考核" if entry.nature == "assessment" else {True: "约束性", False: "预期性", None: ""}[entry.binding]
    return Target(
        id=entry.id,
        indicator=entry.indicator,
        indicator_local=entry.indicator_local or "",
        substance=substance(entry.substance).key if entry.substance else "",
        area=area,
        area_local=entry.area_local or areas.local(area),
        kind=entry.kind,
        then=entry.then,
        unit=entry.unit,
        value=_number(entry, document, entry.value),
        as_printed=entry.as_printed or _printed(entry.value),
        strict=entry.strict,
        classes=document.scales.get(entry.scale, ()) if entry.scale else (),
        form=entry.form or "",
        better=entry.better,
        denominator=entry.denominator or "",
        ambiguous_unit=entry.ambiguous_unit or "",
        scope=entry.scope or "",
        due=entry.due if entry.due is not None else document.end,
        due_printed=entry.due_printed,
        start=document.start,
        binding=entry.binding is True,
        nature=nature,
        reference=_reference(entry.reference, entry, document),
        milestones=tuple(_milestone(stone, entry, document) for stone in entry.milestones),
        version=_first_version(entry, document),
        valid_from="",
        supersedes="",
        grade=entry.grade or document.grade,
        document=_first_version(entry, document),
        section=entry.section or "",
        line=entry.line,
        quote=entry.quote or "",
        note=entry.note or "",
    )


def _reference(reference: ReferenceEntry | None, entry: TargetEntry, document: PlanDocument) -> Reference | None:
    if reference is None:
        return None
    own = "" if KINDS[entry.kind].falls or entry.kind == "relative_to_scenario" else entry.unit
    return Reference(
        year=reference.year,
        value=_number(entry, document, reference.value),
        unit=reference.unit or own,
        approximate=reference.approximate,
        series=dict(reference.series),
    )


def _milestone(stone: MilestoneEntry, entry: TargetEntry, document: PlanDocument) -> Milestone:
    value = _number(entry, document, stone.value)
    return Milestone(
        year=stone.year,
        value=float("nan") if value is None else value,
        document=stone.document or document.document or document.name,
        section=stone.section or "",
        grade=stone.grade or document.grade,
        assumption=stone.assumption or "",
    )


def _revised(first: Target, revision: RevisionEntry, entry: TargetEntry, document: PlanDocument) -> Target:
    return replace(
        first,
        value=_number(entry, document, revision.value),
        as_printed=revision.as_printed or _printed(revision.value),
        due=revision.due if revision.due is not None else first.due,
        version=revision.version,
        valid_from=revision.valid_from,
        supersedes=revision.supersedes,
        grade=revision.grade or document.grade,
        document=revision.document or revision.version,
        section=revision.section or "",
        line=revision.line,
        quote=revision.quote or "",
        note=revision.note or "",
    )


def _printed(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
