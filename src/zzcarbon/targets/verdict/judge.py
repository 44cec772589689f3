"""Checking a plan: one row for each version of each target."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zzcarbon.provenance import at_least
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.plan_data.target import Milestone, Target, in_force, superseded_by
from zzcarbon.targets.quotas.intensities import mean_yearly_fall
from zzcarbon.targets.verdict.evidence import Evidence
from zzcarbon.targets.verdict.moment import Moment
from zzcarbon.targets.verdict.probability import chance
from zzcarbon.targets.verdict.rules import NO_DATA, RULES, Outcome, apply_rule
from zzcarbon.targets.verdict.statements import Statement
from zzcarbon.units import scale

__all__ = ["CheckContext", "judge_targets"]

NAN = math.nan


@dataclass(frozen=True)
class CheckContext:
    """Everything a check knows.

    Attributes
    ----------
    moment : Moment
        When the check is made.
    grade : str
        Worst evidence grade of the plan's own figures that may be used.
    evidence : dict
        Evidence by target id and version.
    statements : dict
        Statements of persons on qualitative targets, by target id.
    version : str
        A version asked for instead of the one in force; empty for that.
    """

    moment: Moment
    grade: str
    evidence: Mapping[tuple[str, str], Evidence]
    statements: Mapping[str, Statement] = field(default_factory=dict)
    version: str = ""


def judge_targets(targets: Iterable[Target], context: CheckContext) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the row and the details of each target version.

    Parameters
    ----------
    targets : iterable of Target
        Every version of the targets.
    context : CheckContext
        When, with what grade, with which data.
    """
    listed, replaced = _listed(list(targets), context)
    return [_row(target, context, replaced.get(target.key, "")) for target in listed]


def _listed(targets: Sequence[Target], context: CheckContext) -> tuple[list[Target], dict[tuple[str, str], str]]:
    """Return the versions to show, and which of them are superseded by what."""
    if context.version:
        having = {target.id for target in targets if target.version == context.version}
        chosen = [t for t in targets if t.version == context.version or (t.id not in having and not t.supersedes)]
        return chosen, {}
    usable = at_least(context.grade)
    known = in_force(targets, context.moment.day)
    shown_ones = [target for target in known if target.grade in usable or not target.supersedes]
    return shown_ones, superseded_by(shown_ones)


def _row(target: Target, context: CheckContext, replaced_by: str) -> tuple[dict[str, Any], dict[str, Any]]:
    evidence = context.evidence.get(target.key, Evidence())
    year, outcome = _outcome(target, context, replaced_by, evidence)
    status, reason = _verdict(target, context, outcome, evidence)
    milestone, on_track = _track(target, context, replaced_by, evidence)
    row = {
        "target": target.id,
        "indicator": target.indicator,
        "indicator_local": target.indicator_local,
        "substance": target.substance,
        "area": target.area,
        "kind": target.kind,
        "binding": target.binding,
        "due_year": target.due,
        "version": target.version,
        "status": status,
        "reason": reason,
        "on_track": on_track,
        "achieved": outcome.achieved,
        "required": outcome.required,
        "gap": outcome.gap,
        "progress": outcome.progress,
        "unit": target.unit,
    }
    return row, _details(target, evidence, year, outcome, milestone, replaced_by)


def _outcome(target: Target, context: CheckContext, replaced_by: str, evidence: Evidence) -> tuple[int | None, Outcome]:
    reason = _standing_reason(target, context, replaced_by)
    if reason:
        printed = target.value if reason == "superseded" and target.value is not None else NAN
        return None, Outcome(required=printed, reason=reason)
    if target.kind not in RULES:
        return None, Outcome()
    required = NAN if target.value is None else target.value
    if _is_due(target, context, evidence):
        found = apply_rule(target, target.value, evidence, target.due)
        return target.due, found if found.reason == "" else Outcome(required=required, reason=found.reason)
    limit = context.moment.year if context.moment.year is not None else target.start
    for year in reversed([year for year in evidence.years if target.start <= year <= limit]):
        found = apply_rule(target, target.value, evidence, year)
        if not found.reason:
            return year, found
    found = apply_rule(target, target.value, Evidence(level=_base_only(target, evidence)), target.due)
    return None, Outcome(required=required, reason=found.reason or NO_DATA.reason)


def _last_year(context: CheckContext, evidence: Evidence) -> int | None:
    """Return the last year that can be judged: a sum of projects waits for the end of its year."""
    return context.moment.last_year if evidence.origin == "ledger" else context.moment.year


def _is_due(target: Target, context: CheckContext, evidence: Evidence) -> bool:
    last = _last_year(context, evidence)
    return last is not None and last >= target.due


def _base_only(target: Target, evidence: Evidence) -> dict[int, Any]:
    """Return the observed level of the base year alone: it decides between no baseline and no data."""
    year = target.reference.year if target.reference is not None else None
    return {y: datum for y, datum in evidence.level.items() if y == year and y != target.due}


def _standing_reason(target: Target, context: CheckContext, replaced_by: str) -> str:
    """Return the first reason that holds whatever the data say."""
    if replaced_by:
        return "superseded"
    if target.kind == "delegated":
        return "delegated"
    if target.kind == "qualitative":
        return "" if target.id in context.statements else "not quantified"
    if (KINDS[target.kind].value and target.value is None) or target.grade not in at_least(context.grade):
        return "not quantified"
    if target.ambiguous_unit or (target.kind == "annual_rate" and target.reference and not target.form):
        return "ambiguous unit"
    return ""


def _verdict(target: Target, context: CheckContext, outcome: Outcome, evidence: Evidence) -> tuple[str, str]:
    if outcome.reason:
        return "undetermined", outcome.reason
    if target.kind == "qualitative":
        return context.statements[target.id].status, ""
    if not _is_due(target, context, evidence):
        return "undetermined", "not due"
    return ("met" if outcome.met else "not met"), ""


def _track(target: Target, context: CheckContext, replaced_by: str, evidence: Evidence) -> tuple[Milestone | None, str]:
    """Return the latest milestone that has data, and whether it was kept."""
    if _standing_reason(target, context, replaced_by) or target.kind not in RULES:
        return None, ""
    last, usable = _last_year(context, evidence), at_least(context.grade)
    stones = [s for s in target.milestones if (last is not None and s.year <= last) and s.grade in usable]
    for stone in sorted(stones, key=lambda stone: -stone.year):
        found = apply_rule(target, stone.value, evidence, stone.year)
        if found.met is not None:
            return stone, "yes" if found.met else "no"
    return None, ""


def _details(
    target: Target,
    evidence: Evidence,
    year: int | None,
    outcome: Outcome,
    stone: Milestone | None,
    replaced_by: str,
) -> dict[str, Any]:
    datum = evidence.datum(year) if year is not None else None
    reference = target.reference
    return {
        "target": target.id,
        "version": target.version,
        "superseded_by": replaced_by,
        "nature": target.nature,
        "data_year": year,
        "data_from": datum.source if datum else "",
        "data_grade": datum.grade if datum else "",
        "data_status": datum.status if datum else "",
        "remark": "; ".join(filter(None, (outcome.remark, datum.remark if datum else ""))),
        "baseline_year": reference.year if reference else None,
        "baseline": reference.value if reference else None,
        "required_per_year": _pace(target, year, outcome),
        "probability": chance(target, evidence, year) if year is not None else NAN,
        "milestone_year": stone.year if stone else None,
        "milestone": stone.value if stone else None,
        "milestone_from": (stone.assumption or stone.document) if stone else "",
        "document": target.document,
        "section": target.section,
        "line": target.line,
    }


def _pace(target: Target, year: int | None, outcome: Outcome) -> float:
    """Return what each remaining year must bring [unit of the target, a year]."""
    if year is None or year >= target.due or outcome.reason or target.classes:
        return NAN
    if target.kind == "intensity_reduction":
        share = scale(target.unit)
        return float(mean_yearly_fall(outcome.gap * share, target.due - year)) / share
    return NAN if target.kind == "peak_decline" else outcome.gap / (target.due - year)
