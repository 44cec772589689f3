"""When activity rows took place: year and period must agree, and a period over two years is split by its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.finding import Finding
from zzcarbon.tables.dates import Period, read_period
from zzcarbon.tables.numbering import row_ids
from zzcarbon.tables.numbers import distinct_cells, read_numbers

__all__ = ["contradicting_years", "split_by_year", "split_with_findings"]


def contradicting_years(activity: pd.DataFrame) -> list[Finding]:
    """Find rows whose year is not that of their period: nobody knows which of the two is right."""
    if not {"year", "period"} <= set(activity.columns):
        return []
    findings = []
    year_codes, years = distinct_cells(activity["year"])
    period_codes, periods = distinct_cells(activity["period"])
    codes = year_codes * len(periods) + period_codes
    for code in pd.unique(codes):
        year, period = read_period(years[code // len(periods)]), read_period(periods[code % len(periods)])
        if not isinstance(year, Period) or not isinstance(period, Period) or set(period.years) & set(year.years):
            continue
        problem = f"the period {period.text} does not lie in the year {year.text}"
        findings.append(Finding(np.flatnonzero(codes == code), "period", problem, "Correct the one or the other."))
    return findings


def split_by_year(activity: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with those over several calendar years as one row a year: each takes the factors of its year.

    Parameters
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        Rows with standard column names.

    Notes
    -----
    .. math:: A_y = A d_y / D

    with the days d of the period in each year, both ends of the period included. Ids get the year behind a slash;
    rows without ids are numbered as they stood.

    Examples
    --------
    >>> rows = pd.DataFrame({"period": ["2022-12-15/2023-01-14"], "amount": [31.0]})
    >>> split_by_year(rows)[["id", "period", "amount"]].round(6).values.tolist()
    [['row-1/2022', '2022-12-15/2022-12-31', 17.0], ['row-1/2023', '2023-01-01/2023-01-14', 14.0]]
    """
    return _split(activity)[0]


def split_with_findings(
    activity: pd.DataFrame, findings: Sequence[Finding]
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Return the rows as `split_by_year` does, and findings by position at the parts of their rows."""
    split, origin = _split(activity)
    if origin is None:
        return split, tuple(findings)
    moved = [(found, np.flatnonzero(np.isin(origin, found.rows))) for found in findings]  # type: ignore[arg-type]
    return split, tuple(replace(found, rows=rows) for found, rows in moved)


def _split(activity: pd.DataFrame) -> tuple[pd.DataFrame, npt.NDArray[np.intp] | None]:
    """Return the rows in parts, and of which row each is one; None where no row is split."""
    if "period" not in activity:
        return activity, None
    codes, values = distinct_cells(activity["period"])
    periods = [read_period(value) for value in values]
    several = np.array([isinstance(period, Period) and len(period.years) > 1 for period in periods], bool)
    if not several.any():
        return activity, None
    amounts = read_numbers(activity["amount"]).values if "amount" in activity else np.full(len(activity), np.nan)
    over = several[codes] & np.isfinite(amounts) if len(values) else np.zeros(len(activity), bool)
    if not over.any():
        return activity, None
    ids = (
        activity["id"].astype(str).to_numpy(object)
        if "id" in activity
        else np.array(row_ids(range(len(activity))), object)
    )
    rows = activity.assign(id=ids)
    rows[["amount", "period"]] = rows[["amount", "period"]].astype(object)
    at, shares, texts, names = _parts(activity["period"].tolist(), ids, over, [periods[code] for code in codes])
    split = rows.iloc[at].reset_index(drop=True).assign(id=names, period=pd.Series(texts, dtype=object))
    whole = np.array(shares) == 1.0
    cells = split["amount"].where(whole, amounts[at] * np.array(shares))
    split["amount"] = cells.infer_objects()
    if "year" in split:  # the year of the part is that of its period
        split["year"] = split["year"].astype(object).where(whole, None)
    split.attrs = dict(activity.attrs)
    return split, np.asarray(at, np.intp)


def _parts(
    cells: Sequence[object], ids: npt.NDArray[np.object_], over: npt.NDArray[np.bool_], periods: Sequence[object]
) -> tuple[list[int], list[float], list[object], list[str]]:
    """Return of each part its row, its share of it [1], its period and its id."""
    at: list[int] = []
    shares: list[float] = []
    texts: list[object] = []
    names: list[str] = []
    for place, period in enumerate(periods):
        years = period.by_year() if over[place] and isinstance(period, Period) else {0: 1.0}
        for year, share in years.items():
            at.append(place)
            shares.append(share)
            texts.append(_within(period, year) if year and isinstance(period, Period) else cells[place])
            names.append(f"{ids[place]}/{year}" if year else str(ids[place]))
    return at, shares, texts, names


def _within(period: Period, year: int) -> str:
    """Return the part of a period that lies in a year."""
    begin = max(period.begin, pd.Timestamp(year, 1, 1).to_pydatetime())
    last = min(period.end, pd.Timestamp(year + 1, 1, 1).to_pydatetime()) - pd.Timedelta(days=1).to_pytimedelta()
    if (begin.month, begin.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{year}"
    return f"{begin:%Y-%m-%d}/{last:%Y-%m-%d}" if begin.date() < last.date() else f"{begin:%Y-%m-%d}"
