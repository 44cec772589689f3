"""Checks of what an inventory covers: categories that are missing, reference beside sectoral approach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from zzcarbon.analysis.reading import number_columns, read_table
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.stated import is_number

__all__ = ["apparent_consumption", "check_completeness", "check_reference_approach"]

_FLOWS = {"production": 1.0, "imports": 1.0, "exports": -1.0, "bunkers": -1.0, "stock_change": -1.0, "non_energy": -1.0}


def apparent_consumption(balance: object) -> pd.Series[float]:
    r"""Return what a balance says was supplied.

    Parameters
    ----------
    balance : data frame
        Columns ``production imports exports stock_change`` and, where wanted, ``bunkers`` and ``non_energy``, in one
        energy unit; exports, bunkers and non-energy use as positive numbers, stock change positive where the stock
        grows.

    Returns
    -------
    pandas.Series
        Apparent consumption, by the rows of the balance. [the unit]

    Raises
    ------
    DataError
        A column is missing, a number is none; every problem.

    Notes
    -----
    .. math:: A = P + I - X - B - \Delta S - N

    The identity of the balance; nothing is assumed about bunkers and non-energy use that are not given.

    Examples
    --------
    >>> import pandas as pd
    >>> row = pd.DataFrame({"production": [90.0], "imports": [30.0], "exports": [15.0], "stock_change": [5.0]})
    >>> apparent_consumption(row).tolist()
    [100.0]
    """
    table = read_table(balance, ("production", "imports", "exports", "stock_change"), "balance")
    flows = [name for name in _FLOWS if name in table]
    problems: list[Problem] = []
    numbers = number_columns(table, flows, "balance", problems, blank="Give it; nothing supplied is 0.")
    for row, column in zip(*(axis.tolist() for axis in np.nonzero(numbers < 0)), strict=True):
        if flows[column] != "stock_change":
            told = "the number is below zero"
            remedy = "Exports, bunkers and non-energy use are positive; they are taken off here."
            problems.append(
                Problem("balance", str(table.index[row]), flows[column], shown(numbers[row, column]), told, remedy)
            )
    if problems:
        raise DataError("the apparent consumption cannot be computed", problems)
    signs = np.array([_FLOWS[name] for name in flows])
    return pd.Series(numbers @ signs, index=table.index, name="apparent")


def check_reference_approach(
    frame: object,
    *,
    limit: float,
    by: Sequence[str] = ("fuel",),
    apparent: str = "apparent",
    sectoral: str = "sectoral",
) -> pd.DataFrame:
    r"""Compare the reference approach with the sectoral one.

    Parameters
    ----------
    frame : data frame
        One row per fuel (or fuel group): apparent consumption or its CO2, and the sum of the sectors in the same
        unit.
    limit : float
        Largest difference as a share of the apparent figure that needs no explanation; there is no default. [1]
    by : sequence of str
        Columns that name a row.
    apparent, sectoral : str
        Columns of the two.

    Returns
    -------
    pandas.DataFrame
        The rows beyond the limit: ``by``, both figures, ``difference`` (sectoral less apparent, as a share of the
        apparent; infinite where that is zero), ``verdict``, ``remedy``; largest first.

    Raises
    ------
    DataError
        A column is missing, a number is none, the limit is not above zero; every problem.

    Notes
    -----
    .. math:: d = (E_{sectoral} - A) / |A|

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"fuel": ["coal", "gas"], "apparent": [100.0, 40.0], "sectoral": [90.0, 40.2]})
    >>> check_reference_approach(rows, limit=0.05)[["fuel", "difference"]].values.tolist()
    [['coal', -0.1]]
    """
    if not (is_number(limit) and limit > 0):
        raise DataError(f"the limit is a share above zero, not {shown(limit)}")
    table = read_table(frame, (*by, apparent, sectoral), "approaches")
    problems: list[Problem] = []
    numbers = number_columns(table, (apparent, sectoral), "approaches", problems, blank="Give both, or drop the row.")
    if problems:
        raise DataError("the approaches cannot be compared", problems)
    supply, sectors = numbers.T
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.where(sectors == supply, 0.0, (sectors - supply) / np.abs(supply))
    verdict = np.where(away > 0, "sectors burn more than was supplied", "supplied fuel that no sector burns")
    remedy = "Look for a sector left out or counted twice, a calorific value, stocks, or use without burning."
    found = table[list(by)].assign(
        **{apparent: supply, sectoral: sectors}, difference=away, verdict=verdict, remedy=remedy
    )
    order = np.argsort(-np.abs(away), kind="stable")
    return found.iloc[order][(np.abs(away) > limit)[order]].reset_index(drop=True)


def check_completeness(
    frame: object, *, expected: Iterable[str], category: str = "category_ipcc2006", notation: str = "notation"
) -> pd.DataFrame:
    """Find expected categories that have neither a number nor a notation key.

    Parameters
    ----------
    frame : data frame
        Rows of the inventory: the category of each and, where there is one, its notation key.
    expected : iterable of str
        Codes that must be covered; a code is covered by itself or by what lies under it (1.A.1 by 1.A.1.a).
    category, notation : str
        Columns.

    Returns
    -------
    pandas.DataFrame
        ``category``, ``verdict`` (``missing``, or ``not estimated`` where only NE stands) and ``remedy``.

    Raises
    ------
    DataError
        Nothing is expected, or the column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"category_ipcc2006": ["1.A.1.a", "1.A.2"], "notation": ["", "NE"]})
    >>> check_completeness(rows, expected=["1.A.1", "1.A.2", "1.A.3"])[["category", "verdict"]].values.tolist()
    [['1.A.2', 'not estimated'], ['1.A.3', 'missing']]
    """
    wanted = list(dict.fromkeys(str(code) for code in expected))
    if not wanted:
        raise DataError("completeness is judged against a list of expected categories: it is empty")
    table = read_table(frame, (category,), "inventory")
    keys = table[notation].fillna("").astype(str) if notation in table else pd.Series("", index=table.index)
    codes = table[category].fillna("").astype(str)
    told = set(codes[keys != "NE"])
    listed = set(codes)
    rows = []
    for code in wanted:
        if _covered(code, told):
            continue
        remedy = "Estimate it, or give rows with NO, NA or IE and say why."
        rows.append((code, "not estimated" if _covered(code, listed) else "missing", remedy))
    return pd.DataFrame(rows, columns=["category", "verdict", "remedy"])


def _covered(code: str, codes: set[str]) -> bool:
    return any(found == code or found.startswith(f"{code}.") for found in codes)
