"""Reductions of total emissions: the older form of quotas, and the national form of today.

A total is compared with a base year. That is another thing than a sum of key-project reductions:
a total may rise while projects reduce, because new emissions are added.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zzcarbon.of_numbers import of_numbers
from zzcarbon.resources import data_path
from zzcarbon.targets.quotas.emissions import yearly_totals
from zzcarbon.vocabulary.substances import substance

__all__ = [
    "carried_total",
    "gross_reduction",
    "national_total_targets",
    "net_reduction",
    "total_emission_check",
    "total_reduction_rate",
]

Array = NDArray[np.float64]


@of_numbers
def net_reduction(base: ArrayLike, target: ArrayLike) -> Array:
    """Return what a total must fall by.

    Parameters
    ----------
    base, target : array_like
        Total emission of the base year and total to be reached. [t/a]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Examples
    --------
    >>> float(net_reduction(2549.0, 2295.0))
    254.0
    """
    made: Array = np.asarray(base, float) - np.asarray(target, float)
    return made


@of_numbers
def gross_reduction(base: ArrayLike, target: ArrayLike, new_emission: ArrayLike) -> Array:
    r"""Return what must be reduced in all, since new emissions are added meanwhile.

    Parameters
    ----------
    base, target : array_like
        Total emission of the base year and total to be reached. [t/a]
    new_emission : array_like
        Emission that growth adds over the period. [t/a]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: R = E_0 - E_T + E_{new}

    Examples
    --------
    >>> float(gross_reduction(2549.0, 2295.0, 370.0))
    624.0
    """
    made: Array = net_reduction(base, target) + np.asarray(new_emission, float)
    return made


@of_numbers
def total_reduction_rate(emission: ArrayLike, base: ArrayLike) -> Array:
    r"""Return the fall of a total on its base year.

    Parameters
    ----------
    emission, base : array_like
        Total emission of the year and of the base year, from one accounting. [t/a]

    Returns
    -------
    numpy.ndarray
        Fall, positive when the total fell. [1]

    Notes
    -----
    .. math:: D_t = 1 - E_t / E_0

    Totals of different statistical coverage must not be joined. Source: mep-2014-total.

    Examples
    --------
    >>> round(float(total_reduction_rate(2295.0, 2549.0)), 4)
    0.0996
    """
    made: Array = 1.0 - np.asarray(emission, float) / np.asarray(base, float)
    return made


@of_numbers
def carried_total(before: ArrayLike, new_emission: ArrayLike, reduction: ArrayLike) -> Array:
    r"""Return the total of a year from that of the year before.

    Parameters
    ----------
    before : array_like
        Total emission of the year before. [t/a]
    new_emission, reduction : array_like
        What the year added and what it reduced. [t/a]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E_t = E_{t-1} + E_{new} - R

    Source: mep-rules-2011, opening: new amount, reduced amount and actual emission are accounted.

    Examples
    --------
    >>> float(carried_total(100.0, 7.0, 12.0))
    95.0
    """
    made: Array = np.asarray(before, float) + np.asarray(new_emission, float) - np.asarray(reduction, float)
    return made


def national_total_targets() -> pd.DataFrame:
    """Return the national falls of total emissions to 2025 on 2020, with source and grade.

    Examples
    --------
    >>> national_total_targets().set_index("substance")["value"].to_dict()
    {'COD': 8, 'NH3-N': 8, 'NOx': 10, 'VOCs': 10}
    """
    return pd.read_csv(data_path("plans", "national-totals.csv"), encoding="utf-8")


def total_emission_check(
    emissions: pd.DataFrame, falls: Mapping[str, float], *, base_year: int, year: int
) -> pd.DataFrame:
    """Check falls of total emissions: the national rule, never that of a province's or city's quota.

    Parameters
    ----------
    emissions : pandas.DataFrame
        Columns ``year substance emission unit``, for example from ``Inventory.by("year")``.
    falls : dict of str to float
        Fall to be reached by substance. [%]
    base_year, year : int
        Base year and year of the check.

    Returns
    -------
    pandas.DataFrame
        ``substance base emission unit achieved required gap status reason``: emissions in t, falls in %.

    Raises
    ------
    DataError
        A column is missing or a cell is wrong.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "year": [2020, 2025], "substance": "NOx", "emission": [100.0, 88.0], "unit": "t"})
    >>> total_emission_check(table, {"NOx": 10}, base_year=2020, year=2025)["status"].tolist()
    ['met']
    """
    table = yearly_totals(emissions).set_index(["substance", "year"])["emission"]
    tonnes = dict(zip(table.index.tolist(), table.tolist(), strict=True))
    rows = [_judged(substance(name).key, fall, tonnes, base_year, year) for name, fall in falls.items()]
    columns = ["substance", "base", "emission", "unit", "achieved", "required", "gap", "status", "reason"]
    return pd.DataFrame(rows, columns=columns)


def _judged(name: str, fall: float, tonnes: Mapping[tuple[str, int], float], base_year: int, year: int) -> list[object]:
    base = tonnes.get((name, base_year), np.nan)
    now = tonnes.get((name, year), np.nan)
    reason = "no baseline" if not base > 0 else "no data" if np.isnan(now) else ""
    achieved = np.nan if reason else 100.0 * float(total_reduction_rate(now, base))
    status = "undetermined" if reason else "met" if achieved >= fall - 1e-9 * abs(fall) else "not met"
    return [name, base, now, "t", achieved, fall, fall - achieved, status, reason]
