"""Whether a ledger fits a plan: no tonnes of another substance, period, indicator or city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from zzcarbon.errors import DataError, Problem, TargetError, UnknownNameError, english, nearest, require
from zzcarbon.targets.ledger.ledger import Ledger, as_ledger
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.vocabulary.families import families, kinship
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.substances import substance

__all__ = ["LedgerMismatch", "check_covered", "check_period", "covered_ledger"]


class LedgerMismatch(TargetError, DataError):
    """Entries of a ledger that no target of the plan asks for: substance, period, indicator or district.

    Attributes
    ----------
    problems : tuple of Problem
        Every problem that was found.
    """


def covered_ledger(ledger: Any, plan: PlanData) -> Ledger:
    """Return a ledger that fits a plan, under the names of its quotas: NMVOC for a quota of VOCs, on the record.

    Parameters
    ----------
    ledger : Ledger, path or data frame
        Projects; a file or a frame is read as `zzcarbon.targets.read_ledger` does.
    plan : PlanData
        The plan.

    Raises
    ------
    DataError
        It is no ledger, an entry is wrong, or a project books both names: its tonnes would count twice.
    LedgerMismatch
        The ledger does not fit the plan.
    """
    quotas = {target.substance for target in require(plan, PlanData, "zc.plan(...)").whole if target.from_ledger}
    book = as_ledger(ledger)
    for name in sorted(quotas & set(families())):
        book = book.counted_as(name)
    check_covered(book, plan)
    return book


def check_covered(ledger: Ledger, plan: PlanData) -> None:
    """Refuse entries that the plan does not ask for: their tonnes would vanish in silence, or count for it.

    A plan of some targets (``plan.only``) takes the entries of the whole plan's quotas.

    Raises
    ------
    LedgerMismatch
        A substance has no quota, a year lies outside the plan, a district or indicator is unknown, or a
        district lies outside the area of the plan.
    """
    quotas = [target for target in plan.whole if target.from_ledger]
    problems = [
        *_substance_problems(ledger, quotas),
        *_year_problems(ledger, *plan.period),
        *_indicator_problems(ledger, quotas),
        *_district_problems(ledger, plan),
    ]
    if problems:
        raise LedgerMismatch("the ledger does not fit the plan", problems)


def check_period(ledger: Ledger, plan: PlanData) -> None:
    """Refuse entries of years outside the plan.

    Raises
    ------
    LedgerMismatch
        A year lies outside the plan.
    """
    if problems := list(_year_problems(ledger, *plan.period)):
        raise LedgerMismatch("the ledger does not fit the plan", problems)


def _problem(ledger: Ledger, column: str, name: object, problem: str, remedy: str) -> Problem:
    """Make one problem of all entries that share a value, with the first row and how many there are."""
    entries = ledger.frame
    rows = np.flatnonzero((entries[column] == name).to_numpy())
    label = str(entries["id"].iloc[rows[0]]) if "id" in entries and entries["id"].iloc[rows[0]] else str(rows[0])
    more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    return Problem("", f"{label}{more}", column, repr(name) if isinstance(name, str) else str(name), problem, remedy)


def _substance_problems(ledger: Ledger, quotas: Sequence[Target]) -> Iterator[Problem]:
    asked = sorted({target.substance for target in quotas})
    for name in ledger.substances:
        if name in asked:
            continue
        near = [key for key in asked if name in key or key in name] or list(nearest(name, asked))
        mean = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
        medium = f" ({substance(name).en}, {substance(name).medium})"
        problem = f"no quota of the plan is in this substance{medium}"
        kin = next((k for k in (kinship(name, key) for key in asked) if k and k.rule == "ask"), None)
        if kin is not None:
            call = f"ledger.counted_as({kin.family!r}, reasons={{{name!r}: ...}})"
            remedy = f"Say why it counts: {call}; or take it out with ledger.only()."
            yield _problem(ledger, "substance", name, f"{problem}: {kin.why}", remedy)
            continue
        have = (
            f"Quotas: {', '.join(asked)}; take others out with ledger.only()." if asked else "The plan has no quotas."
        )
        yield _problem(ledger, "substance", name, problem, f"{mean}{have}")


def _year_problems(ledger: Ledger, start: int, end: int) -> Iterator[Problem]:
    for year in ledger.years:
        if not start <= year <= end:
            remedy = f"Take other periods out with ledger.between({start}, {end})."
            yield _problem(ledger, "year", year, f"outside the period of the plan, {start} to {end}", remedy)


def _indicator_problems(ledger: Ledger, quotas: Sequence[Target]) -> Iterator[Problem]:
    known: dict[str, set[str]] = {}
    for target in quotas:
        for name in (target.id, target.indicator, target.indicator_local):
            known.setdefault(folded(name), set()).add(target.substance)
    pairs = ledger.cube[["indicator", "substance"]].drop_duplicates()
    for name, key in pairs.itertuples(index=False):
        if not name:
            continue
        if folded(name) not in known:
            near = nearest(name, [target.indicator for target in quotas] + [target.id for target in quotas])
            remedy = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
            yield _problem(ledger, "indicator", name, "no quota of the plan has this indicator", remedy)
        elif key not in known[folded(name)]:
            yield _problem(ledger, "indicator", name, f"the indicator is not in {key}", "")


def _district_problems(ledger: Ledger, plan: PlanData) -> Iterator[Problem]:
    for name in sorted(set(ledger.cube["district"]) - {""}):
        try:
            inside = plan.areas.inside(name, plan.area)
        except UnknownNameError as error:
            yield _problem(ledger, "district", name, english(error), "")
            continue
        if not inside:
            remedy = "Book it in the ledger of its own city."
            yield _problem(ledger, "district", name, f"the district lies outside {plan.areas.local(plan.area)}", remedy)
