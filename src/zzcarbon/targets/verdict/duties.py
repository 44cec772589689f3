"""Who owes what of a quota, and what was done: districts, sectors, enterprises, projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, TargetError, UnknownNameError, nearest, require, shown
from zzcarbon.tables.stated import is_year
from zzcarbon.targets.ledger.ledger import Ledger, as_ledger
from zzcarbon.targets.ledger.statuses import known_statuses
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.quotas.duty_table import read_duties
from zzcarbon.targets.verdict.coverage import check_period
from zzcarbon.vocabulary.families import families
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.regions import region, regions

__all__ = ["Holder", "responsibility"]

Holder = Literal["district", "sector", "entity", "owner", "project", "indicator"]
"""Who has a duty: a column of the ledger. ``entity`` is the enterprise, ``owner`` who answers for it, ``indicator`` the
quota itself."""

_HOLDERS: tuple[Holder, ...] = get_args(Holder)
_SUMS = ["duty", "gross", "offset", "net"]


def responsibility(
    allocation: pd.DataFrame | pd.Series,
    ledger: Ledger | pd.DataFrame,
    *,
    by: Holder = "district",
    plan: PlanData | None = None,
    year: int | None = None,
    statuses: Iterable[str] = ("verified",),
) -> pd.DataFrame:
    """Return who owes what, and what was done.

    Parameters
    ----------
    allocation : pandas.DataFrame or Series
        Duty by holder (index) and substance (columns); a Series is of the substance that is its name. [t]
    ledger : Ledger or data frame
        Projects with a column for the holder.
    by : {"district", "sector", "entity", "owner", "project", "indicator"}
        Who has the duties.
    plan : Plan, optional
        Its areas are known beside the regions, when districts have the duties; when quotas have them, entries that
        name no indicator are those of its quota of their substance.
    year : int, optional
        Last year whose entries count; all years if left out.
    statuses : iterable of str
        Which entries count.

    Returns
    -------
    pandas.DataFrame
        The holder, ``substance duty gross offset net gap progress note``, masses in t: one row for each duty,
        and one for entries for which nobody has a duty; ``note`` says so, and whether they name no holder.
        A district may have any name that the regions or the plan know it by, and NMVOC counts for duties in VOCs.

    Raises
    ------
    TargetError
        Two names of the allocation are one holder, the year is none, or entries lie outside the years of the plan.
    UnknownNameError
        There is no such holder, or a status is unknown.
    DataError
        A duty is negative or no number, or a district of it is known to nobody: every problem.
    """
    if year is not None and not is_year(year):
        raise TargetError(f"the last year that counts is a year, not {shown(year)}")
    if not isinstance(by, str) or by not in _HOLDERS:
        raise UnknownNameError("holder", by, _HOLDERS, f"Holders: {', '.join(_HOLDERS)}.")
    ledger = as_ledger(ledger)
    if plan is not None:
        check_period(ledger, require(plan, PlanData, "zc.plan(...)"))
    key = _key(by, plan)
    duties = _duties(allocation, by, key)
    for name in sorted(set(duties["substance"]) & set(families())):
        ledger = ledger.counted_as(name)
    unnamed = {target.substance: target.id for target in _quotas(plan)} if by == "indicator" else {}
    done = _done(ledger, by, key, year, tuple(known_statuses(statuses)), unnamed)
    lost = _unknown_districts(duties, ledger, plan) if by == "district" else set()
    table = duties.merge(done, on=["key", "substance"], how="outer")
    table[by] = table[by].fillna(table["name"])
    owed = table["duty"].notna()
    nobody = np.where(table["key"] == "", f"names no {by}: it belongs to nobody", "nobody has a duty for it")
    unknown = np.where(table[by].isin(lost), "no region and no entry has this district", "")
    table["note"] = np.where(owed, unknown, nobody)
    table[_SUMS] = table[_SUMS].fillna(0.0)
    table["gap"] = table["duty"] - table["net"]
    table["progress"] = np.where(table["duty"] > 0, table["net"] / table["duty"].where(table["duty"] > 0), np.nan)
    columns = [by, "substance", *_SUMS, "gap", "progress", "note"]
    return table.sort_values([by, "substance"], ignore_index=True)[columns]


def _key(by: Holder, plan: PlanData | None) -> Callable[[str], str]:
    """Return what makes two names of a holder one."""

    def of_district(name: str) -> str:
        try:
            return plan.areas.key(name) if plan is not None else region(name).key
        except UnknownNameError:
            return folded(name)

    quotas = {folded(name): target.id for target in _quotas(plan) for name in _names(target)}
    return {"district": of_district, "indicator": lambda name: quotas.get(folded(name), folded(name))}.get(by, folded)


def _quotas(plan: PlanData | None) -> list[Target]:
    """Return the quotas of a plan's own area that a ledger feeds; none without a plan."""
    return (
        [] if plan is None else [target for target in plan.versions if target.from_ledger and target.area == plan.area]
    )


def _names(target: Target) -> tuple[str, ...]:
    return (target.id, target.indicator, target.indicator_local)


def _duties(allocation: pd.DataFrame | pd.Series, by: Holder, key: Callable[[str], str]) -> pd.DataFrame:
    wide = read_duties(allocation)
    keys = [key(str(name)) for name in wide.index]
    twice = sorted({str(name) for name, own in zip(wide.index, keys, strict=True) if keys.count(own) > 1})
    if twice:
        raise TargetError(f"the duties name one {by} twice: {', '.join(twice)}")
    long = wide.set_axis(pd.Index(keys, name="key")).assign(**{by: [str(name) for name in wide.index]})
    table = long.reset_index().melt(id_vars=["key", by], var_name="substance", value_name="duty")
    return table[table["duty"].notna()]


def _unknown_districts(duties: pd.DataFrame, ledger: Ledger, plan: PlanData | None) -> set[str]:
    """Return the districts with a duty that neither regions nor ledger know: they stand with nothing done.

    Raises
    ------
    DataError
        It looks like a region, or does not belong to the areas of the plan.
    """
    booked = {folded(name) for name in ledger.cube["district"]}
    areas = Areas((), "") if plan is None else plan.areas
    known = areas.names() or [item.zh for item in regions().values() if item.zh]
    lost = {name for name in duties["district"] if folded(name) not in booked and name not in areas}
    problems = []
    for name in sorted(lost):
        near = nearest(name, known)
        remedy = f"Did you mean {' or '.join(map(repr, near))}?" if near else "Write it as the ledger does."
        if near or plan is not None:
            text = "no region and no entry has this district"
            problems.append(Problem("", name, "district", shown(name), text, remedy))
    if problems:
        raise DataError("the duties cannot be used", problems)
    return lost


def _done(
    ledger: Ledger,
    by: Holder,
    key: Callable[[str], str],
    year: int | None,
    statuses: tuple[str, ...],
    unnamed: Mapping[str, str],
) -> pd.DataFrame:
    """Return what was done by holder and substance; ``unnamed`` holds entries of a substance that name nobody."""
    book = ledger if year is None else ledger.between(min([*ledger.years, year]), year)
    known = by in book.frame
    table: pd.DataFrame = book.by(*([by] if known else []), "substance", statuses=statuses).drop(columns="unit")
    names: Any = table[by].astype(object).fillna("").astype(str) if known else pd.Series("", index=table.index)
    names = names.where(names != "", [unnamed.get(name, "") for name in table["substance"].astype(str)])
    keys = {name: key(name) if name else "" for name in names.unique()}
    table = table.assign(name=names, key=names.map(keys), substance=table["substance"].astype(object))
    sums = {"gross": "sum", "offset": "sum", "net": "sum", "name": "first"}
    grouped: pd.DataFrame = table.groupby(["key", "substance"], as_index=False).agg(sums)
    return grouped
