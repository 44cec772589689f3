"""From a ledger to the evidence of quotas: which entries count for which target, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem
from zzcarbon.targets.ledger.counting import CountingRule
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.verdict.evidence import Datum, Evidence
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.names import folded

__all__ = ["ledger_evidence", "not_verified", "uncounted_rest"]

_HALF_WIDTH = 1.959963984540054
"""Half-width of the 95 % interval of a normal distribution, in standard deviations."""


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
        Targets of the plan; those that a ledger cannot feed, or that this one does not speak of, are
        passed over.
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

    Notes
    -----
    Projects are independent of each other; what increments and part-year shares add to a project shares
    its error, so that splitting a project does not make its sum more certain.
    """
    book = ledger if counting is None else _count_shares(ledger, counting)
    chosen = list(statuses)
    cube = book.cube[book.cube["status"].isin(chosen)]
    inside = {name: areas.path(name) if name else () for name in cube["district"].unique()}
    found: dict[tuple[str, str], Evidence] = {}
    for target in targets:
        if not target.from_ledger or not ledger.covers(target.substance):
            continue
        names = {"", *(folded(name) for name in (target.id, target.indicator, target.indicator_local) if name)}
        districts = [] if target.area == home else [name for name, path in inside.items() if target.area in path]
        mask = (cube["substance"] == target.substance) & cube["indicator"].map(folded).isin(names)
        if target.area != home:
            mask &= cube["district"].isin(districts)
        sums = cube[mask].groupby("year")["net"].sum()
        spread = _deviations(book, target, names, None if target.area == home else districts, chosen, last)
        found[target.key] = _evidence(target, sums, spread, last)
    return found


def uncounted_rest(ledger: Ledger, counting: CountingRule, end: int) -> list[str]:
    """Return what of each substance a part-year rule counts nowhere: lost by the rule, or after the plan."""
    entries = ledger.frame
    entries = entries[entries["active"] & (entries["status"] == "verified")]
    rest = entries["net"] * (1.0 - _shares(entries, counting))
    gone = rest[entries["year"] == end] if counting.carried_over else rest
    sums = gone.groupby(entries["substance"].astype(object)).sum()
    why = f"falls after {end} and counts for no year of the plan" if counting.carried_over else "counts in no year"
    return [f"{tonnes:.6g} t {name} by the part-year rule {why}." for name, tonnes in sums.items() if tonnes]


def not_verified(ledger: Ledger, years: range, substances: Iterable[str]) -> list[str]:
    """Return what the entries of each status but verified hold of the substances: they count for no quota yet."""
    entries = ledger.frame
    entries = entries[entries["active"] & entries["year"].isin(years) & (entries["status"] != "verified")]
    entries = entries[entries["substance"].isin(set(substances))]
    told = []
    for status, rows in entries.groupby(entries["status"].astype(object), sort=True):
        sums = rows.groupby(rows["substance"].astype(object))["net"].sum()
        masses = ", ".join(f"{tonnes:,.6g} t {name}" for name, tonnes in sums.items())
        told.append(f"only verified entries count; entries that are {status!s} are left out: {masses}.")
    return told


def _evidence(target: Target, sums: pd.Series, spread: Mapping[int, float], last: int) -> Evidence:
    factor = conversion_factor(f"t {target.substance}" if target.substance in target.unit.split() else "t", target.unit)
    net = dict(zip(sums.index.tolist(), sums.tolist(), strict=True))
    years = range(target.start, last + 1)
    yearly = {year: Datum(net.get(year, 0.0) * factor, source="ledger") for year in years}
    return Evidence(yearly=yearly, deviations={y: s * factor for y, s in spread.items()}, origin="ledger")


def _deviations(
    ledger: Ledger, target: Target, names: Iterable[str], districts: list[str] | None, statuses: list[str], last: int
) -> dict[int, float]:
    """Return the standard deviation of the sum up to each year [t]; nothing where no entry says how sure it is."""
    entries = ledger.uncertain
    if entries.empty:
        return {}
    mask = entries["active"] & (entries["substance"] == target.substance) & entries["status"].isin(statuses)
    if "indicator" in entries:
        mask &= entries["indicator"].astype(object).map(folded).isin(set(names))
    if districts is not None:
        mask &= entries["district"].isin(districts) if "district" in entries else False
    mine = entries[mask]
    if mine.empty:
        return {}
    codes: NDArray[np.intp] = pd.factorize(mine["root"])[0]
    spread = (mine["net"] * mine["uncertainty"]).to_numpy() / _HALF_WIDTH
    years = mine["year"].to_numpy()
    sums = {
        year: float(np.sqrt(np.sum(np.bincount(codes[years <= year], spread[years <= year]) ** 2)))
        for year in range(target.start, last + 1)
    }
    return {year: value for year, value in sums.items() if value > 0}


def _count_shares(ledger: Ledger, counting: CountingRule) -> Ledger:
    """Return a ledger in which only the share counts that the rule allows, the rest a year later."""
    entries = ledger.frame
    share = _shares(entries, counting)
    parts = [(entries, share)]
    if counting.carried_over:
        parts.append((entries.assign(year=entries["year"] + 1), 1.0 - share))
    sums = ["gross", "offset", "net"]
    tables = [table.assign(**{name: table[name] * part for name in sums}) for table, part in parts]
    return Ledger(pd.concat(tables, ignore_index=True))


def _shares(entries: pd.DataFrame, counting: CountingRule) -> NDArray[np.float64]:
    share = np.broadcast_to(np.asarray(counting.share(entries), float), len(entries))
    if not np.all((share >= 0) & (share <= 1)):
        problem = Problem("", "", "share", "", "a share outside 0 to 1")
        raise DataError(f"the counting rule {counting.name!r} cannot be used", [problem])
    return share
