"""Checks of yearly tables: missing years, jumps, implied factors out of line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.analysis.reading import number_columns, read_table
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.stated import is_number

__all__ = ["check_implied_factors", "check_jumps", "check_years"]

_WHAT = "series"


def check_years(frame: object, *, by: Sequence[str] = (), time: str = "year", value: str = "emission") -> pd.DataFrame:
    """Find years that a series leaves out between its first and its last year of the whole table.

    Parameters
    ----------
    frame : data frame
        One row per series and year.
    by : sequence of str
        Columns that name a series.
    time, value : str
        Columns of the year and of the value; a blank value is a missing year.

    Returns
    -------
    pandas.DataFrame
        The series, the year, ``verdict`` and ``remedy``; no row where nothing is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"year": [2010, 2012], "emission": [3.0, 4.0]})
    >>> check_years(rows)["year"].tolist()
    [2011]
    """
    table, values = _read(frame, by, time, value)
    wide = _wide(table, values, by, time)
    every = range(int(min(wide.columns)), int(max(wide.columns)) + 1)
    wide = wide.reindex(columns=every)
    series, years = np.nonzero(wide.isna().to_numpy())
    found = _named(wide, series, by)
    found[time] = np.asarray(every)[years]
    return found.assign(verdict="missing year", remedy="Give the value or a notation key, or fill it with splice.")


def check_jumps(
    frame: object, *, limit: float, by: Sequence[str] = (), time: str = "year", value: str = "emission"
) -> pd.DataFrame:
    r"""Find values that differ from the year before by more than a limit.

    Parameters
    ----------
    frame : data frame
        One row per series and year.
    limit : float
        Largest change, as the absolute logarithm of the ratio: 0.2 is about 22 % up or 18 % down. There is no
        default: what is a jump depends on the sector. [1]
    by, time, value
        As in `check_years`.

    Returns
    -------
    pandas.DataFrame
        The series, the year, ``before``, ``after``, ``change`` (ratio less one; infinite from zero), ``verdict``,
        ``remedy``; largest first.

    Notes
    -----
    .. math:: |\ln (x_t / x_{t-1})| > g

    Consecutive values are compared; a change between zero and another value, or of sign, is a jump.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"year": [2013, 2014, 2015], "emission": [86.5, 86.9, 63.9]})
    >>> check_jumps(rows, limit=0.2)[["year", "change"]].round(3).values.tolist()
    [[2015.0, -0.265]]
    """
    if not (is_number(limit) and limit > 0):
        raise DataError(f"the limit of a jump is a number above zero, not {shown(limit)}")
    table, values = _read(frame, by, time, value)
    wide = _wide(table, values, by, time)
    known = wide.ffill(axis=1).to_numpy()
    before, after = known[:, :-1], wide.to_numpy()[:, 1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = after / before
        size = np.where(after == before, 0.0, np.where(ratio > 0, np.abs(np.log(np.abs(ratio))), np.inf))
    size = np.where(np.isnan(after) | np.isnan(before), 0.0, size)
    series, years = np.nonzero(size > limit)
    found = _named(wide, series, by)
    found[time] = np.asarray(wide.columns)[1:][years]
    found["before"], found["after"] = before[series, years], after[series, years]
    found["change"] = ratio[series, years] - 1
    found = found.assign(
        verdict="jump", remedy="Compare activity, factors and methods of both years; explain or correct."
    )
    return found.iloc[np.argsort(-size[series, years], kind="stable")].reset_index(drop=True)


def check_implied_factors(
    frame: object, *, emission: str = "emission", activity: str = "activity", lower: str = "lower", upper: str = "upper"
) -> pd.DataFrame:
    r"""Find implied factors outside the bounds that are known for them.

    Parameters
    ----------
    frame : data frame
        One row per category: emission and activity, and the bounds of the factor in unit of emission per unit of
        activity; rows without bounds are not judged.
    emission, activity, lower, upper : str
        Columns.

    Returns
    -------
    pandas.DataFrame
        The rows that are outside, with ``implied`` [emission per activity], ``verdict`` and ``remedy``.

    Raises
    ------
    DataError
        A column is missing, a number is none, bounds stand in the wrong order; every problem.

    Notes
    -----
    .. math:: f = E / A, \quad l \le f \le u

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"emission": [200.0, 26.0], "activity": [10.0, 10.0], "lower": 2.0, "upper": 3.0})
    >>> check_implied_factors(rows)["implied"].tolist()
    [20.0]
    """
    columns = (emission, activity, lower, upper)
    table = read_table(frame, columns, _WHAT)
    problems: list[Problem] = []
    made, amount, low, high = number_columns(table, columns, _WHAT, problems).T
    for at in np.flatnonzero(low > high).tolist():
        told = f"the lower bound lies above the upper ({shown(high[at])})"
        problems.append(Problem(_WHAT, str(table.index[at]), lower, shown(low[at]), told, "Change them round."))
    if problems:
        raise DataError("implied factors cannot be checked", problems)
    implied = np.divide(made, amount, out=np.full(len(table), np.nan), where=amount != 0)
    below, above = implied < low * (1 - 1e-9), implied > high * (1 + 1e-9)
    verdict = np.where(above, "implied factor above its bounds", "implied factor below its bounds")
    found: pd.DataFrame = table.assign(implied=implied, verdict=verdict).loc[below | above]
    remedy = "Check unit and amount of the row, and whether the factor fits it."
    return found.assign(remedy=remedy).reset_index(drop=True)


def _read(frame: object, by: Sequence[str], time: str, value: str) -> tuple[pd.DataFrame, np.ndarray]:
    table = read_table(frame, (*by, time, value), _WHAT)
    problems: list[Problem] = []
    values = number_columns(table, (value,), _WHAT, problems)[:, 0]
    number_columns(table, (time,), _WHAT, problems, blank="Give the year.")
    for at in np.flatnonzero(table.duplicated([*by, time]).to_numpy()).tolist():
        year = shown(table[time].iloc[at])
        problems.append(Problem(_WHAT, str(table.index[at]), time, year, "the year stands twice", "Add the rows up."))
    if problems:
        raise DataError("the series cannot be checked", problems)
    if not len(table):
        raise DataError("the series holds no row")
    return table, values


def _wide(table: pd.DataFrame, values: np.ndarray, by: Sequence[str], time: str) -> pd.DataFrame:
    """Return one row per series, one column per year, in order."""
    keys = [table[name] for name in by] or [pd.Series(0, index=table.index)]
    years = pd.to_numeric(table[time]).astype(int)
    index = pd.MultiIndex.from_arrays([*keys, years])
    wide: pd.DataFrame = pd.DataFrame({"value": values}, index=index)["value"].unstack(-1)  # noqa: PD010
    return wide.sort_index(axis=1)


def _named(wide: pd.DataFrame, rows: np.ndarray, by: Sequence[str]) -> pd.DataFrame:
    """Return the names of series by their position."""
    if not by:
        return pd.DataFrame(index=range(len(rows)))
    frame = wide.index.to_frame(index=False).set_axis(list(by), axis=1)
    return frame.iloc[rows].reset_index(drop=True)
