"""Who owns and controls whom, and since when: links of a group, read; every problem at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables import Cells, open_cells

__all__ = ["CONTROLS", "Link", "read_links"]

CONTROLS = ("operational", "financial", "full", "joint financial", "no control")
"""Kinds of control of a parent: full is operational and financial; joint financial is a venture."""

_WORDS = {
    "": "full", "经营": "operational", "运营": "operational", "经营控制": "operational", "运营控制": "operational",
    "财务": "financial", "财务控制": "financial", "完全": "full", "共同": "joint financial", "无": "no control",
    "共同财务控制": "joint financial", "是": "full", "yes": "full", "否": "no control", "no": "no control",
}  # fmt: skip
_FIRST, _LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Link:
    """A parent's hold on an entity over a time.

    Attributes
    ----------
    entity, parent : str
        Who is held, and by whom; the parent of the whole group is empty.
    share : float
        Share of the equity [1].
    control : str
        One of `CONTROLS`.
    first, last : datetime.date
        First and last day.
    sites : tuple of str
        Sites of the entity.
    """

    entity: str
    parent: str
    share: float
    control: str
    first: dt.date
    last: dt.date
    sites: tuple[str, ...] = ()


def read_links(source: Any) -> tuple[Link, ...]:
    """Read the entities of a group.

    Raises
    ------
    DataError
        Every problem: shares beyond 0 to 1, unknown parents, loops, gaps and overlaps of dates, sites counted twice.
    """
    cells = open_cells(source, "entities", ("entity",), refusal="the entities lack columns", closed=True)
    entity, parent, site = (cells.text(name) for name in ("entity", "parent", "site"))
    share = cells.share("share", needed=False, default=1.0)
    control = np.array([_WORDS.get(word, word) for word in cells.text("control")], dtype=object)
    said = [isinstance(value, str) and value.strip().casefold() == "none" for value in cells.frame.get("control", [])]
    control[np.flatnonzero(said)] = "no control"  # a cell that reads none says something: it is not blank
    first, last = _days(cells, "from", _FIRST, end=False), _days(cells, "to", _LAST, end=True)
    cells.report(entity == "", "entity", "the name is missing", "Name the entity.")
    cells.report(~np.isin(control, CONTROLS), "control", "not a kind of control", f"One of {', '.join(CONTROLS)}.")
    late = np.array([one > other for one, other in zip(first, last, strict=True)], dtype=bool)
    cells.report(late, "to", "the time ends before it begins", "Correct the dates.")
    cells.report((parent != "") & ~np.isin(parent, entity), "parent", "no such entity", "Name an entity of the table.")
    columns = (entity, parent, share.tolist(), control, first, last, [(name,) if name else () for name in site])
    lines = [Link(*row) for row in zip(*columns, strict=True)]
    links = _links(lines)
    cells.problems += [*_loops(links), *_gaps(links), *_double_sites(links), *_too_much(links)]
    if cells.problems:
        message = f"the entities have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    return links


def _links(lines: list[Link]) -> tuple[Link, ...]:
    """Return one link for each hold; rows that differ in nothing but the site are one."""
    holds: dict[Link, list[str]] = {}
    for line in lines:
        holds.setdefault(replace(line, sites=()), []).extend(line.sites)
    return tuple(replace(hold, sites=tuple(dict.fromkeys(sites))) for hold, sites in holds.items())


def _days(cells: Cells, column: str, empty: dt.date, *, end: bool) -> list[dt.date]:
    periods = cells.periods(column, needed=False)
    if end:
        return [empty if period is None else (period.end - dt.timedelta(microseconds=1)).date() for period in periods]
    return [empty if period is None else period.begin.date() for period in periods]


def _loops(links: Sequence[Link]) -> list[Problem]:
    above: dict[str, set[str]] = {}
    for link in links:
        above.setdefault(link.entity, set()).add(link.parent)
    found = []
    for name in sorted(above):
        seen, reached = [name], set(above[name]) - {""}
        while reached and name not in reached:
            seen += sorted(reached)
            reached = {up for one in reached for up in above.get(one, ())} - {"", *seen[1:]}
        if name in reached:
            problem = "an entity that owns itself, by way of its parents"
            found.append(Problem("", "", "parent", shown(name), problem, "Cut the loop; give indirect shares."))
    return found


def _gaps(links: Sequence[Link]) -> list[Problem]:
    """Find holds of one parent that leave days out, or have days twice."""
    found = []
    held: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        held.setdefault((link.entity, link.parent), []).append(link)
    for (entity, parent), times in held.items():
        times.sort(key=lambda link: link.first)
        for before, after in pairwise(times):
            if after.first <= before.last:
                problem = f"two shares of {parent or 'the group'} from {after.first} to {min(before.last, after.last)}"
                found.append(Problem("", "", "from", shown(entity), problem, "Let one end before the other begins."))
            elif after.first > before.last + dt.timedelta(days=1):
                gap = f"{before.last + dt.timedelta(days=1)} to {after.first - dt.timedelta(days=1)}"
                problem = f"no share of {parent or 'the group'} from {gap}"
                found.append(Problem("", "", "to", shown(entity), problem, "Give the share of these days; 0 if none."))
    return found


def _double_sites(links: Sequence[Link]) -> list[Problem]:
    """Find sites that two entities have on one day."""
    owners: dict[str, list[Link]] = {}
    for link in links:
        for site in link.sites:
            owners.setdefault(site, []).append(link)
    found = []
    for site, holds in owners.items():
        for one, other in combinations(holds, 2):
            if one.entity != other.entity and one.first <= other.last and other.first <= one.last:
                problem = f"a site counted twice, under {one.entity} and {other.entity}"
                found.append(Problem("", "", "site", shown(site), problem, "A site belongs to one entity at a time."))
    return found


def _too_much(links: Sequence[Link]) -> list[Problem]:
    """Find entities of which more than all is owned on some day."""
    found = []
    held: dict[str, list[Link]] = {}
    for link in links:
        held.setdefault(link.entity, []).append(link)
    for entity, owners in held.items():
        for day in sorted({link.first for link in owners}):
            total = sum(link.share for link in owners if link.first <= day <= link.last)
            if total > 1 + 1e-9:
                problem = f"the shares add up to {total:g} on {day}"
                found.append(Problem("", "", "share", shown(entity), problem, "No more than 1 is owned."))
                break
    return found
