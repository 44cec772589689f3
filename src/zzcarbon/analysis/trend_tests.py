"""Tests of a trend: Mann-Kendall, exact for short series, and the slope of Sen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zzcarbon.analysis.reading import read_series
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError

__all__ = ["EXACT_UP_TO", "MannKendall", "SenSlope", "mann_kendall", "sen_slope"]

EXACT_UP_TO = 10
"""Longest series without ties whose p comes from the exact distribution of S. [years]"""


@dataclass(frozen=True, slots=True)
class MannKendall(ResultCard):
    """Result of the test.

    Attributes
    ----------
    n : int
        Values that were used.
    s : int
        Rises less falls over all pairs of years.
    variance : float
        Variance of S, with the ties.
    z : float
        S over its deviation, with continuity correction.
    tau : float
        S over the number of pairs.
    p : float
        Two-sided: exact where the series is short and without ties, else by the normal distribution.
    p_normal : float
        Two-sided, by the normal distribution.
    exact : bool
        Whether `p` is exact.
    """

    n: int
    s: int
    variance: float
    z: float
    tau: float
    p: float
    p_normal: float
    exact: bool


@dataclass(frozen=True, slots=True)
class SenSlope(ResultCard):
    """Median of the slopes between all pairs of years.

    Attributes
    ----------
    slope : float
        [unit of the series per year]
    intercept : float
        Median of the values less slope times median of the years. [unit of the series]
    """

    slope: float
    intercept: float


def mann_kendall(series: object) -> MannKendall:
    r"""Test a yearly series for a monotonic trend; missing years are left out.

    Parameters
    ----------
    series : pandas.Series or mapping of int to float
        By year.

    Raises
    ------
    DataError
        The series cannot be read, or holds fewer than two values.

    Notes
    -----
    .. math::

        S = \sum_{i<j} \operatorname{sgn}(x_j - x_i), \quad
        \operatorname{var} S = \frac{n(n-1)(2n+5) - \sum_g t_g(t_g-1)(2t_g+5)}{18}

    z takes one off the absolute value of S. Up to ten values without ties the exact distribution of S is used.
    Source: pyMannKendall ec2e3ab (test reproduced); exact distribution: identity.

    Examples
    --------
    >>> found = mann_kendall({2014: 86.9, 2015: 63.9, 2016: 72.3, 2017: 67.5, 2018: 58.1, 2019: 59.9})
    >>> found.s, round(found.p, 3), found.exact
    (-9, 0.136, True)
    """
    read = read_series(series)
    values = read.values[~np.isnan(read.values)]
    n = len(values)
    if n < 2:
        raise DataError(f"a trend needs two values or more, the series holds {n}")
    s = int(sum(np.sign(values[at + 1 :] - values[at]).sum() for at in range(n - 1)))
    _, ties = np.unique(values, return_counts=True)
    variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    z = 0.0 if s == 0 or variance == 0 else (s - math.copysign(1, s)) / math.sqrt(variance)
    normal = math.erfc(abs(z) / math.sqrt(2))
    exact = n <= EXACT_UP_TO and bool((ties == 1).all())
    p = _exact_p(n, abs(s)) if exact else normal
    return MannKendall(n, s, variance, z, s / (n * (n - 1) / 2), p, normal, exact)


def sen_slope(series: object) -> SenSlope:
    r"""Return the median slope of a yearly series over its true years.

    Parameters
    ----------
    series : pandas.Series or mapping of int to float
        By year; missing years are left out.

    Raises
    ------
    DataError
        The series cannot be read, or holds fewer than two values.

    Notes
    -----
    .. math:: b = \operatorname{median}_{i<j} \frac{x_j - x_i}{t_j - t_i}, \quad a = \tilde{x} - b\,\tilde{t}

    Source: pyMannKendall ec2e3ab (test reproduced).

    Examples
    --------
    >>> sen_slope({2000: 1.0, 2001: 3.0, 2003: 5.0}).slope
    1.3333333333333333
    """
    read = read_series(series)
    known = ~np.isnan(read.values)
    values, years = read.values[known], read.years[known].astype(float)
    if len(values) < 2:
        raise DataError(f"a slope needs two values or more, the series holds {len(values)}")
    early, late = np.triu_indices(len(values), k=1)
    slope = float(np.median((values[late] - values[early]) / (years[late] - years[early])))
    return SenSlope(slope, float(np.median(values) - slope * np.median(years)))


def _exact_p(n: int, s: int) -> float:
    """Return the share of orders whose absolute S is at least as large."""
    counts = _orders_by_falls(n)
    scores = len(counts) - 1 - 2 * np.arange(len(counts))
    return float(counts[np.abs(scores) >= s].sum() / counts.sum())


@cache
def _orders_by_falls(n: int) -> NDArray[np.float64]:
    """Return how many orders of n values have 0, 1, 2 ... falling pairs."""
    counts = np.ones(1)
    for size in range(2, n + 1):
        counts = np.convolve(counts, np.ones(size))
    return counts
