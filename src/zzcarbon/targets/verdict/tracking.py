"""How quotas come along by month and quarter, and what a change of the ledger would do to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from zzcarbon.errors import TargetError, UnknownNameError, require, shown
from zzcarbon.tables.stated import is_number, stated_by_name, stated_names, stated_span
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.ledger.statuses import known_statuses
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import Target, in_force, superseded_by
from zzcarbon.targets.verdict.coverage import covered_ledger
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.names import folded

__all__ = ["tracking", "what_if"]

_STEPS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}

_CHANGED = [
    *("target", "indicator", "indicator_local", "substance", "due_year", "required", "before", "after", "change"),
    *("gap_after", "unit"),
]


def tracking(
    plan: PlanData,
    ledger: Ledger | pd.DataFrame,
    *,
    by: Literal["month", "quarter", "year"] = "month",
    years: tuple[int, int] | None = None,
    districts: bool = False,
    statuses: Iterable[str] = ("verified",),
) -> pd.DataFrame:
    """Return what each quota gained in each month, quarter or year, and up to its end.

    Parameters
    ----------
    plan : Plan
        The plan; its quotas in force are tracked.
    ledger : Ledger or data frame
        Projects. An entry counts from its commissioning, one with a year only from December of its year.
    by : {"month", "quarter", "year"}
        Length of a period.
    years : tuple of int, optional
        First and last year shown; those of the plan if left out. Sums begin with the plan.
    districts : bool
        Whether each district has rows of its own; entries without one stand under an empty name.
    statuses : iterable of str
        Which entries count.

    Returns
    -------
    pandas.DataFrame
        ``target indicator indicator_local substance [district] period added cumulative required progress unit``:
        ``period`` as 2023-04, 2023-Q2 or 2023, sums in the unit of the quota, ``progress`` against the whole quota
        [1]. Only quotas of the plan's own area whose substance the ledger speaks of.

    Raises
    ------
    TargetError
        The ledger does not fit the plan, or the years run backwards or lie outside the plan.
    UnknownNameError
        A period or status is unknown.
    """
    if not isinstance(by, str) or by not in _STEPS:
        raise UnknownNameError("period", by, _STEPS, "Periods are month, quarter and year.")
    begin, end = require(plan, PlanData, "zc.plan(...)").period
    first, last = (begin, end) if years is None else stated_span(years)
    if not begin <= first <= last <= end:
        raise TargetError(f"the years {first} to {last} do not lie in the plan, {begin} to {end}")
    ledger = covered_ledger(ledger, plan)
    cube = ledger.monthly
    cube = cube[cube["status"].isin(known_statuses(statuses))]
    names = {name: plan.areas.key(name) if name else "" for name in cube["district"].unique()}
    places = sorted(set(names.values())) if districts else [None]
    parts = []
    for target in _quotas(plan):
        if not ledger.covers(target.substance):
            continue
        rows = cube[(cube["substance"] == target.substance) & _named(cube["indicator"], target)]
        for place in places:
            mine = rows if place is None else rows[rows["district"].map(names) == place]
            parts.append(_periods(target, mine, place, by, first, last))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _quotas(plan: PlanData) -> list[Target]:
    replaced = superseded_by(plan.versions)
    known = in_force(plan.versions, "")
    own = [t for t in known if t.from_ledger and t.area == plan.area and t.value is not None]
    return [target for target in own if target.key not in replaced]


def _named(names: pd.Series, target: Target) -> pd.Series:
    own = {"", *(folded(name) for name in (target.id, target.indicator, target.indicator_local) if name)}
    return names.map(folded).isin(own)


def _periods(target: Target, rows: pd.DataFrame, place: str | None, by: str, first: int, last: int) -> pd.DataFrame:
    """Return the periods of one quota, and of one district if it has rows of its own."""
    step = _STEPS[by]
    start = target.start * 12
    count = (last + 1 - target.start) * 12 // step
    at = (rows["month"].to_numpy(np.int64) - start) // step
    inside = (at >= 0) & (at < count)
    tonnes = rows["net"].to_numpy()[inside]
    unit = f"t {target.substance}" if target.substance in target.unit.split() else "t"
    added = np.bincount(at[inside], tonnes, count) * conversion_factor(unit, target.unit)
    whole = np.cumsum(added)
    numbers = np.arange(count)
    year, part = target.start + numbers * step // 12, numbers * step % 12 // step + 1
    form = {"month": "{}-{:02d}", "quarter": "{}-Q{}", "year": "{}"}[by]
    labels = [form.format(*pair) for pair in zip(year, part, strict=True)]
    required = float(target.value or 0.0)
    table = pd.DataFrame({**_head(target), "period": labels})
    if place is not None:
        table.insert(list(table.columns).index("period"), "district", place)
    table["added"], table["cumulative"], table["required"] = added, whole, required
    table["progress"] = whole / required if required else np.nan
    return table.assign(unit=target.unit)[year >= first]


def _head(target: Target) -> dict[str, str]:
    """Return the columns that say of which quota a row is."""
    names = {"indicator": target.indicator, "indicator_local": target.indicator_local}
    return {"target": target.id, **names, "substance": target.substance}


def what_if(
    plan: PlanData,
    ledger: Ledger | pd.DataFrame,
    *,
    drop: str | Iterable[str] = (),
    delay: Mapping[str, int] | None = None,
    statuses: Iterable[str] = ("verified",),
) -> pd.DataFrame:
    """Return what dropping projects, or delaying them by years, does to each quota.

    Parameters
    ----------
    plan : Plan
        The plan.
    ledger : Ledger or data frame
        Projects.
    drop : iterable of str
        Names of projects, or ids of entries, that are left out; increments go with their project.
    delay : mapping of str to int, optional
        Years by which projects, or entries, are booked later.
    statuses : iterable of str
        Which entries count: with planned ones it is a forecast.

    Returns
    -------
    pandas.DataFrame
        ``target indicator indicator_local substance due_year required before after change gap_after unit``, sums up
        to the due year in the unit of the quota.

    Raises
    ------
    UnknownNameError
        The ledger has no such project or entry, or a status is unknown.
    TargetError
        The ledger does not fit the plan, or a delay is no number of years from 0.
    """
    ledger = covered_ledger(ledger, plan)
    frame = ledger.frame
    gone = np.zeros(len(frame), dtype=bool)
    for name in stated_names(drop, "projects that are left out"):
        gone |= _chosen(frame, name)
    later = np.zeros(len(frame), dtype=np.int64)
    for name, years in stated_by_name(delay, "delays are years by name of a project").items():
        if not (is_number(years) and years >= 0 and years == int(years)):
            raise TargetError(f"a delay is a number of years from 0, not {shown(years)}")
        later[_chosen(frame, name)] = int(years)
    roots = frame["root"].to_numpy()
    gone |= gone[roots]
    later = np.maximum(later, later[roots])
    changed = frame[~gone].assign(year=frame["year"] + later)
    if "commissioned" in changed:
        changed["commissioned"] = np.where(later[~gone] > 0, "", changed["commissioned"])
    rows, chosen = [], known_statuses(statuses)
    for target in _quotas(plan):
        before, after = (_sum(target, part, chosen) for part in (frame, changed))
        required = float(target.value or 0.0)
        sums = {"required": required, "before": before, "after": after, "change": after - before}
        rows.append(
            {**_head(target), "due_year": target.due, **sums, "gap_after": required - after, "unit": target.unit}
        )
    return pd.DataFrame(rows, columns=_CHANGED)


def _sum(target: Target, entries: pd.DataFrame, statuses: list[str]) -> float:
    mask = entries["active"] & (entries["substance"] == target.substance) & entries["status"].isin(statuses)
    mask &= (entries["year"] >= target.start) & (entries["year"] <= target.due)
    if "indicator" in entries:
        mask &= _named(entries["indicator"].astype(object), target)
    unit = f"t {target.substance}" if target.substance in target.unit.split() else "t"
    return float(entries.loc[mask, "net"].sum()) * conversion_factor(unit, target.unit)


def _chosen(frame: pd.DataFrame, name: str) -> np.ndarray:
    if not isinstance(name, str):
        raise UnknownNameError("project", name, [str(text) for text in frame["project"]])
    found = np.array([folded(str(text)) == folded(name) for text in frame["project"]], dtype=bool)
    if "id" in frame:
        found = found | (frame["id"] == name).to_numpy(bool)
    if not found.any():
        raise UnknownNameError("project", name, [str(text) for text in frame["project"]])
    return found
