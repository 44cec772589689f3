"""How an annual emission is spread over weekdays, hours and months, by the urban inventory guideline."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.condition import parse_condition
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.vocabulary.terms import term

__all__ = ["spread_over_time", "temporal_shares"]

_PARAMETER = "temporal_share"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def temporal_shares(sector: str, of: str, *, factors: FactorTable | None = None) -> pd.Series[float]:
    """Return the shares of a week, a day or a year.

    Parameters
    ----------
    sector : str
        ``power generation``, ``mobile sources``, ``agriculture`` ... as the guideline groups sources, or in Chinese;
        ``open biomass burning`` by month is that of Henan.
    of : str
        ``weekday``, ``hour`` or ``month``.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.Series
        Share of each part, summing to one [1]: what is printed does not always (month of Henan 0.98), so it is divided
        by its sum, which stands in ``attrs["printed_sum"]``.

    Raises
    ------
    UnknownNameError
        The sector, or the kind of time, has no shares.

    Notes
    -----
    Source: cn-tcses-144-2024, Tables B.1 (week), B.2 (hour) and B.3 (open burning, Henan).

    Examples
    --------
    >>> week = temporal_shares("power generation", "weekday")
    >>> round(float(week["sun"]), 4), round(float(week.sum()), 12)
    (0.13, 1.0)
    """
    table = packaged_factors() if factors is None else factors
    rows = table.parameters
    rows = rows[rows["parameter"] == _PARAMETER]
    parts = [next(iter(parse_condition(text).items())) for text in rows["condition"]]
    rows = rows.assign(kind=[kind for kind, _ in parts], part=[str(part) for _, part in parts])
    known = rows[["kind", "subject"]].drop_duplicates()
    if of not in set(known["kind"]):
        raise UnknownNameError("temporal profile", of, sorted(known["kind"].unique()))
    key = term(sector)
    here = rows[(rows["kind"] == of) & (rows["subject"] == key)]
    if here.empty:
        sectors = sorted(known.loc[known["kind"] == of, "subject"])
        raise UnknownNameError(f"sector of the profile by {of}", sector, sectors, f"Sectors: {'; '.join(sectors)}.")
    here = here.assign(order=[_WEEKDAYS.index(part) if part in _WEEKDAYS else int(part) for part in here["part"]])
    here = here.sort_values("order", kind="stable")
    printed = pd.Series(here["value"].to_numpy(float), index=here["part"].tolist(), name=key)
    shares: pd.Series[float] = printed / printed.sum()
    shares.attrs["printed_sum"] = float(printed.sum())
    return shares


def spread_over_time(
    frame: pd.DataFrame, sector: str, of: str, *, value: str = "emission", factors: FactorTable | None = None
) -> pd.DataFrame:
    """Spread annual values over the weekdays, the hours of the day or the months.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with ``value``, for example ``inventory.by("substance")``; other columns are kept.
    sector, of : str
        As of `temporal_shares`.
    value : str
        Column that is spread.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame
        One row for each row and part, with a column of the name ``of``; the parts add up to the value.

    Examples
    --------
    >>> rows = pd.DataFrame({"substance": ["NOx"], "emission": [98.0], "unit": ["t"]})
    >>> round(float(spread_over_time(rows, "open biomass burning", "month")["emission"].iloc[0]), 6)
    18.0
    """
    shares = temporal_shares(sector, of, factors=factors)
    parts = pd.DataFrame({of: shares.index, "_share": shares.to_numpy(float)})
    spread = frame.merge(parts, how="cross")
    return spread.assign(**{value: spread[value] * spread["_share"]}).drop(columns="_share")
