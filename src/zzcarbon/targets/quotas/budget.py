"""Emission budgets of a period: yearly allocations, banking, borrowing and transfers."""

from __future__ import annotations

import math

import pandas as pd

from zzcarbon.analysis.paths import linear_path
from zzcarbon.errors import TargetError, shown
from zzcarbon.tables.stated import is_number, is_year

__all__ = ["budget_balance", "straight_line"]


def straight_line(start_year: int, start: float, end_year: int, end: float) -> pd.Series:
    r"""Return yearly limits on a straight line between two years.

    Parameters
    ----------
    start_year, end_year : int
        First and last year, both included.
    start, end : float
        Limits of these years. [t]

    Returns
    -------
    pandas.Series
        Limit by year. [t]

    Raises
    ------
    TargetError
        The line has no length, or an end is no year or number.

    Notes
    -----
    .. math:: A_t = A_0 + (A_T - A_0)(t - t_0)/(T - t_0)

    Source: eu-esd, eu-esr (yearly limits); uk-nec-2018, regulation 7 (2025).

    Examples
    --------
    >>> straight_line(2020, 100.0, 2030, 60.0)[2025]
    np.float64(80.0)
    """
    if not (is_year(start_year) and is_year(end_year) and is_number(start) and is_number(end)):
        raise TargetError(
            f"a line runs from a year and a number to a year and a number, not {shown((start_year, start))} "
            f"to {shown((end_year, end))}"
        )
    if end_year <= start_year:
        message = f"a straight line from {start_year} to {end_year} has no length"
        raise TargetError(message)
    line = linear_path(start_year=start_year, start=start, end_year=end_year, end=end)
    return line.rename("allocation")


def budget_balance(
    allocation: pd.Series,
    emission: pd.Series,
    *,
    transfers: pd.Series | None = None,
    borrowing_limit: float = 0.0,
    carry_over: bool = True,
) -> pd.DataFrame:
    r"""Return the account of a budget year by year.

    Parameters
    ----------
    allocation : pandas.Series
        Limit by year. [t]
    emission : pandas.Series
        Emission by year; years without it end the account. [t]
    transfers : pandas.Series, optional
        What was received (positive) or given (negative) by year. [t]
    borrowing_limit : float
        Largest share of the next year's allocation that may be used before its year. [1]
    carry_over : bool
        Whether what is left goes to the next year.

    Returns
    -------
    pandas.DataFrame
        By year: ``allocation transfers carried emission borrowed balance kept`` [t]; ``carried`` is what
        came from the year before (negative where that year borrowed), ``balance`` what is left.

    Raises
    ------
    TargetError
        A year has an emission but no allocation, or one of them is no series of numbers by year.

    Notes
    -----
    .. math:: B_t = A_t + C_{t-1} + L_{t+1} + T_t - E_t \ge 0

    with what is carried C, borrowed L and transferred T. Source: eu-esd (carry forward, up to 5 % of the
    next year's allocation carried back); the sum over years does not depend on the flexibilities.

    Examples
    --------
    >>> years = [2021, 2022]
    >>> table = budget_balance(pd.Series([100.0, 90.0], years), pd.Series([96.0, 93.0], years))
    >>> table["balance"].tolist(), table["kept"].tolist()
    ([4.0, 1.0], [True, True])
    """
    for what, series in (("allocation", allocation), ("emission", emission), ("transfers", transfers)):
        if series is not None and not _by_year(series):
            raise TargetError(f"the {what} is a pandas.Series of numbers by year, not {shown(series)}")
    missing = [int(year) for year in emission.index if year not in allocation.index]
    if missing:
        message = f"no allocation for {', '.join(map(str, missing))}"
        raise TargetError(message)
    moved = transfers if transfers is not None else pd.Series(dtype=float)
    rows, carried = [], 0.0
    for year in sorted(emission.index):
        given, sent = float(allocation[year]), float(moved.get(year, 0.0))
        rest = math.fsum((given, sent, carried, -float(emission[year])))
        ahead = borrowing_limit * float(allocation.get(year + 1, 0.0))
        borrowed = min(max(-rest, 0.0), ahead)
        balance = rest + borrowed
        kept = balance >= -1e-9 * max(abs(given), 1.0)
        rows.append([year, given, sent, carried, float(emission[year]), borrowed, balance, kept])
        carried = (balance if carry_over and balance > 0 else 0.0) - borrowed
    columns = ["year", "allocation", "transfers", "carried", "emission", "borrowed", "balance", "kept"]
    return pd.DataFrame(rows, columns=columns).set_index("year")


def _by_year(given: object) -> bool:
    """Whether something is a series of finite numbers by year."""
    if not isinstance(given, pd.Series) or not all(is_year(year) for year in given.index):
        return False
    return all(is_number(value) for value in given)
