"""Who owes what of a quota, and what was done: districts, sectors, enterprises, projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, TargetError, UnknownNameError, shown
from zzcarbon.tables.stated import is_year
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.verdict.coverage import check_period
from zzcarbon.vocabulary.families import families
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.regions import region
from zzcarbon.vocabulary.substances import substance

__all__ = ["Holder", "responsibility"]

Holder = Literal["district", "sector", "owner", "project", "indicator"]
"""Who has a duty: a column of the ledger. ``owner`` is the enterprise, ``indicator`` the quota itself."""

_SUMS = ["duty", "gross", "offset", "net"]


def responsibility(
    allocation: pd.DataFrame,
    ledger: Ledger,
    *,
    by: Holder = "district",
    plan: PlanData | None = None,
    year: int | None = None,
    statuses: Iterable[str] = ("verified",),
) -> pd.DataFrame:
    """Return who owes what, and what was done.

    Parameters
    ----------
    allocation : pandas.DataFrame
        Duty by holder (index) and substance (columns). [t]
    ledger : Ledger
        Projects with a column for the holder.
    by : {"district", "sector", "owner", "project", "indicator"}
        Who has the duties.
    plan : Plan, optional
        Its areas are known beside the regions, when districts have the duties.
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
        The ledger has no such holder, or a status is unknown.
    DataError
        A duty is negative or no number.
    """
    if year is not None and not is_year(year):
        raise TargetError(f"the last year that counts is a year, not {shown(year)}")
    if plan is not None:
        check_period(ledger, plan)
    key = _key(by, plan)
    duties = _duties(allocation, by, key)
    for name in sorted(set(duties["substance"]) & set(families())):
        ledger = ledger.counted_as(name)
    done = _done(ledger, by, key, year, tuple(statuses))
    table = duties.merge(done, on=["key", "substance"], how="outer")
    table[by] = table[by].fillna(table["name"])
    owed = table["duty"].notna()
    nobody = np.where(table["key"] == "", f"names no {by}: it belongs to nobody", "nobody has a duty for it")
    table["note"] = np.where(owed, "", nobody)
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

    return of_district if by == "district" else folded


def _duties(allocation: pd.DataFrame, by: Holder, key: Callable[[str], str]) -> pd.DataFrame:
    wide = allocation.rename(columns=lambda name: substance(str(name)).key)
    keys = [key(str(name)) for name in wide.index]
    twice = sorted({str(name) for name, own in zip(wide.index, keys, strict=True) if keys.count(own) > 1})
    if twice:
        raise TargetError(f"the duties name one {by} twice: {', '.join(twice)}")
    long = wide.set_axis(pd.Index(keys, name="key")).assign(**{by: [str(name) for name in wide.index]})
    table = long.reset_index().melt(id_vars=["key", by], var_name="substance", value_name="duty")
    table = table[table["duty"].notna()]
    table["duty"] = pd.to_numeric(table["duty"], errors="coerce")
    wrong = table[~(table["duty"].between(0, np.inf, inclusive="left"))]
    if len(wrong):
        raise DataError(f"a duty is a mass of at least 0: {', '.join(wrong[by])}")
    return table


def _done(
    ledger: Ledger, by: Holder, key: Callable[[str], str], year: int | None, statuses: tuple[str, ...]
) -> pd.DataFrame:
    book = ledger if year is None else ledger.between(min([*ledger.years, year]), year)
    known = by in book.frame
    table: pd.DataFrame = book.by(*([by] if known else []), "substance", statuses=statuses).drop(columns="unit")
    names: Any = table[by].astype(object).fillna("").astype(str) if known else pd.Series("", index=table.index)
    keys = {name: key(name) if name else "" for name in names.unique()}
    table = table.assign(name=names, key=names.map(keys), substance=table["substance"].astype(object))
    sums = {"gross": "sum", "offset": "sum", "net": "sum", "name": "first"}
    grouped: pd.DataFrame = table.groupby(["key", "substance"], as_index=False).agg(sums)
    return grouped
