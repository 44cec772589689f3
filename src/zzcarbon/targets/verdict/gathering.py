"""Gathering what a check knows: evidence from observations and ledger, and what to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from zzcarbon.errors import Problem
from zzcarbon.provenance import at_least
from zzcarbon.targets.ledger.counting import CountingRule
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.verdict.booking import ledger_evidence, not_verified, uncounted_rest
from zzcarbon.targets.verdict.coverage import covered_ledger
from zzcarbon.targets.verdict.evidence import Evidence
from zzcarbon.targets.verdict.judge import CheckContext
from zzcarbon.targets.verdict.moment import Moment
from zzcarbon.targets.verdict.observations import read_observations

__all__ = ["Gathered", "gather_evidence", "remarks"]


@dataclass(frozen=True)
class Gathered:
    """Evidence by target version, what could not be used, notes, and the years with data.

    ``undated`` are the tonnes of each substance that wait for the end of the year, as only their year is known.
    """

    evidence: Mapping[tuple[str, str], Evidence]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    years: frozenset[int]
    undated: Mapping[str, float] = field(default_factory=dict)


def gather_evidence(
    plan: PlanData,
    ledger: Ledger | pd.DataFrame | None,
    observations: pd.DataFrame | None,
    grade: str,
    moment: Moment,
    counting: CountingRule | None,
) -> Gathered:
    """Return the evidence for each target version of a plan.

    Parameters
    ----------
    plan : PlanData
        The plan.
    ledger, observations, grade, counting
        As for ``Plan.check``.
    moment : Moment
        When the check is made; the latest year with data if it names none.

    Raises
    ------
    DataError
        A cell is wrong, or the ledger does not fit the plan.
    """
    found: dict[tuple[str, str], Evidence] = {}
    problems: tuple[Problem, ...] = ()
    notes: list[str] = []
    years: set[int] = set()
    undated: dict[str, float] = {}
    if observations is not None:
        seen = read_observations(plan.versions, plan.areas, plan.area, observations, grade)
        found |= dict(seen.evidence)
        problems = seen.problems
        notes += seen.notes
        years |= {year for evidence in seen.evidence.values() for year in evidence.years}
    if ledger is not None:
        book = covered_ledger(ledger, plan)
        notes += [f"{said}." for said in book.record]
        years |= set(book.years_of("verified"))
        until = moment.year if moment.year is not None else max([*years, plan.document.start])
        if moment.within_year:
            undated = book.undated(moment.day)
            book = book.until(moment.day)
        quotas = {target.substance for target in plan.versions}
        notes += not_verified(book, range(plan.document.start, until + 1), quotas)
        of_ledger = ledger_evidence(book, plan.versions, plan.areas, plan.area, until, counting=counting)
        both = sorted({key[0] for key in of_ledger if key in found})
        if both:
            notes.append(f"the ledger is used for {', '.join(both)}, not the observations given for them.")
        if counting is not None:
            notes.append(f"part-year shares by the caller's rule {counting.name!r} ({counting.document}).")
            notes += uncounted_rest(book, counting, plan.document.end)
        found |= of_ledger
    return Gathered(found, problems, tuple(notes), frozenset(years), undated)


def remarks(
    targets: Sequence[Target], context: CheckContext, pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]
) -> list[str]:
    """Return what to know when reading a scorecard: grades, assumptions, versions, provisional figures.

    Parameters
    ----------
    targets : sequence of Target
        Every version of the targets.
    context : CheckContext
        What was asked.
    pairs : iterable of (dict, dict)
        Rows and details of the scorecard.
    """
    notes = []
    usable = at_least(context.grade)
    weak = {target.id: target.grade for target in targets if target.grade not in usable}
    weak |= {
        f"{target.id} (milestone {stone.year})": stone.grade
        for target in targets
        for stone in target.milestones
        if stone.grade not in usable
    }
    if weak:
        names = ", ".join(weak)
        notes.append(
            f"figures of a worse evidence grade are not used: {names}; grade={max(weak.values())!r} uses them."
        )
    assumed = sorted({stone.assumption for t in targets for stone in t.milestones if stone.assumption})
    notes += [f"milestones are an assumption: {text}." for text in assumed]
    if context.version:
        notes.append(f"the version {context.version!r} was asked for, whatever is in force.")
    provisional = dict.fromkeys(d["target"] for _, d in pairs if d["data_status"] == "provisional")
    if provisional:
        notes.append(f"provisional figures are used for {', '.join(provisional)}.")
    return notes
