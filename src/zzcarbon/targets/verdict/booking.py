"""From a ledger to the evidence of quotas: which entries count for which target, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, TargetError, UnknownNameError, nearest
from zzcarbon.targets.ledger.counting import CountingRule
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.verdict.evidence import Datum, Evidence
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.substances import substance

__all__ = ["LedgerMismatch", "check_covered", "ledger_evidence"]


class LedgerMismatch(TargetError, DataError):
    """Entries of a ledger that no target of the plan asks for: substance, period, indicator or district.

    Attributes
    ----------
    problems : tuple of Problem
        Every problem that was found.
    """


def check_covered(ledger: Ledger, targets: Sequence[Target], areas: Areas, start: int, end: int) -> None:
    """Refuse entries that the plan does not ask for: their tonnes would vanish in silence.

    Raises
    ------
    LedgerMismatch
        A substance has no quota, a year lies outside the plan, a district or indicator is unknown.
    """
    quotas = [target for target in targets if target.from_ledger]
    cube = ledger.cube
    problems = [
        *_substance_problems(ledger, quotas),
        *_year_problems(ledger, start, end),
        *_indicator_problems(ledger, quotas),
    ]
    for name in sorted(set(cube["district"]) - {""}):
        try:
            areas.key(name)
        except UnknownNameError as error:
            problems.append(_problem(ledger, "district", name, str(error).rstrip("."), ""))
    if problems:
        raise LedgerMismatch("the ledger does not fit the plan", problems)


def ledger_evidence(
    ledger: Ledger,
    targets: Iterable[Target],
    areas: Areas,
    home: str,
    last: int,
    *,
    statuses: Iterable[str] = ("verified",),
    counting: CountingRule | None = None,
) -> dict[tuple[str, str], Evidence]:
    """Return the evidence that a ledger gives for each quota.

    Parameters
    ----------
    ledger : Ledger
        The projects.
    targets : iterable of Target
        Targets of the plan; those that a ledger cannot feed are passed over.
    areas : Areas
        Areas of the plan.
    home : str
        Area of the plan: entries without a district count for it alone.
    last : int
        Last year to fill; a year without entries is zero.
    statuses : iterable of str
        Which entries count.
    counting : CountingRule, optional
        Part-year shares.
    """
    cube = ledger.cube if counting is None else _counted(ledger, counting).cube
    cube = cube[cube["status"].isin(list(statuses))]
    inside = _coverage(cube["district"], areas)
    found: dict[tuple[str, str], Evidence] = {}
    for target in targets:
        if not target.from_ledger:
            continue
        names = [
            "",
            *(folded(name) for name in (target.id, target.indicator, target.indicator_local) if name),
        ]
        mask = (cube["substance"] == target.substance) & cube["indicator"].map(folded).isin(names)
        if target.area != home:
            mask &= cube["district"].isin([name for name, path in inside.items() if target.area in path])
        sums = cube[mask].groupby("year")[["net", "variance"]].sum()
        found[target.key] = Evidence(yearly=_years(target, sums, last), origin="ledger")
    return found


def _years(target: Target, sums: pd.DataFrame, last: int) -> dict[int, Datum]:
    words = target.unit.split()
    factor = conversion_factor(f"t {target.substance}" if target.substance in words else "t", target.unit)
    net = dict(zip(sums.index.tolist(), sums["net"].tolist(), strict=True))
    variance = dict(zip(sums.index.tolist(), sums["variance"].tolist(), strict=True))
    table: dict[int, Datum] = {}
    for year in range(target.start, last + 1):
        deviation = variance[year] ** 0.5 * factor if variance.get(year, 0.0) > 0 else float("nan")
        table[year] = Datum(net.get(year, 0.0) * factor, source="ledger", deviation=deviation)
    return table


def _counted(ledger: Ledger, counting: CountingRule) -> Ledger:
    """Return a ledger in which only the share counts that the rule allows, the rest a year later."""
    entries = ledger.frame
    share = np.broadcast_to(np.asarray(counting.share(entries), float), len(entries))
    if not np.all((share >= 0) & (share <= 1)):
        problem = Problem("", "", "share", "", "a share outside 0 to 1")
        raise DataError(f"the counting rule {counting.name!r} cannot be used", [problem])
    parts = [(entries, share)]
    if counting.carried_over:
        parts.append((entries.assign(year=entries["year"] + 1), 1.0 - share))
    sums = ["gross", "offset", "net"]
    tables = [table.assign(**{name: table[name] * part for name in sums}) for table, part in parts]
    return Ledger(pd.concat(tables, ignore_index=True))


def _coverage(districts: pd.Series, areas: Areas) -> Mapping[str, tuple[str, ...]]:
    return {name: areas.path(name) if name else () for name in districts.unique()}


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
