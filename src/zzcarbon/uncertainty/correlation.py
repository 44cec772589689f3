"""Correlated errors: what a correlation matrix is, blocks of it, and draws of a series whose years are correlated."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zzcarbon.errors import DataError, shown
from zzcarbon.uncertainty.leaves import NORMAL_95
from zzcarbon.uncertainty.streams import check_draws, stream

__all__ = ["check_correlation", "correlated_blocks", "sampled_series"]

Array = NDArray[np.float64]

_ROUNDING = 1e-9


def check_correlation(correlation: ArrayLike, count: int) -> Array:
    """Return a correlation matrix, or refuse it with everything that is wrong.

    Parameters
    ----------
    correlation : array_like, shape (n, n)
        The matrix.
    count : int
        Number of inputs, n.

    Raises
    ------
    DataError
        It is no square of that size, not symmetric, its diagonal is not one, an entry lies outside -1 to 1, or no
        inputs can be so correlated (an eigenvalue is negative).

    Examples
    --------
    >>> check_correlation([[1.0, 0.5], [0.5, 1.0]], 2).shape
    (2, 2)
    """
    matrix = np.asarray(correlation, float)
    if matrix.shape != (count, count):
        raise DataError(f"a correlation of {count} inputs has shape ({count}, {count}), not {matrix.shape}")
    wrong = []
    if not np.isfinite(matrix).all():
        raise DataError("a correlation holds finite numbers")
    if np.abs(matrix - matrix.T).max(initial=0.0) > _ROUNDING:
        wrong.append("it is not symmetric")
    if np.abs(np.diag(matrix) - 1).max(initial=0.0) > _ROUNDING:
        wrong.append("its diagonal is not one")
    if np.abs(matrix).max(initial=0.0) > 1 + _ROUNDING:
        wrong.append("an entry lies outside -1 to 1")
    if not wrong and np.linalg.eigvalsh(matrix).min(initial=0.0) < -1e-8 * count:
        wrong.append("no inputs can be so correlated (an eigenvalue is negative)")
    if wrong:
        raise DataError(f"this is not a correlation matrix: {'; '.join(wrong)}")
    return matrix


def correlated_blocks(correlation: ArrayLike, count: int) -> NDArray[np.int64]:
    """Return the block of each input: inputs that are correlated, directly or through others, share one.

    Examples
    --------
    >>> correlated_blocks([[1.0, 0.0, 0.3], [0.0, 1.0, 0.0], [0.3, 0.0, 1.0]], 3).tolist()
    [0, 1, 0]
    """
    linked = np.abs(check_correlation(correlation, count)) > _ROUNDING
    block = np.arange(count)
    while True:
        lowest = np.where(linked, block[None, :], count).min(axis=1)
        if (lowest == block).all():
            return block
        block = lowest


def sampled_series(
    series: object, *, relative: float, correlation: float | ArrayLike, draws: int, seed: int
) -> pd.DataFrame:
    r"""Draw a yearly series whose errors are normal, of one relative size, and correlated between years.

    Parameters
    ----------
    series : pandas.Series or mapping of int to float
        By year, without gaps in its values.
    relative : float
        Half-width of the 95 % interval of each year as a fraction. [1]
    correlation : float or array_like, shape (years, years)
        Correlation between years: one number for every pair, or a matrix. 1 where one factor makes all errors. [1]
    draws : int
        Number of draws, two or more.
    seed : int
        Master seed.

    Returns
    -------
    pandas.DataFrame, shape (draws, years)
        For `zzcarbon.analysis.peak`: how often the maximum stays in its year depends on the correlation more than on
        the width. [unit of the series]

    Raises
    ------
    DataError
        A half-width is negative, the correlation is none, a value is missing, or draws are fewer than two.

    Examples
    --------
    >>> drawn = sampled_series({2014: 86.9, 2015: 63.9}, relative=0.05, correlation=1.0, draws=100, seed=1)
    >>> bool((drawn[2014] > drawn[2015]).all())
    True
    """
    given = series if isinstance(series, pd.Series) else pd.Series(series)
    values = pd.to_numeric(given, errors="coerce").to_numpy(float)
    if not np.isfinite(values).all():
        raise DataError("a series that is drawn has a finite value in each year")
    if not 0 <= relative < np.inf:
        raise DataError(f"a relative half-width is a number of zero or more, not {shown(relative)}")
    count = len(values)
    matrix = np.full((count, count), correlation) if np.isscalar(correlation) else np.asarray(correlation, float)
    if np.isscalar(correlation):
        np.fill_diagonal(matrix, 1.0)
    size, axes = np.linalg.eigh(check_correlation(matrix, count))
    root = (axes * np.sqrt(np.maximum(size, 0.0))) @ axes.T  # the one root that no choice of axes changes
    check_draws(draws)
    independent = np.column_stack([stream(f"series {at}", seed).standard_normal(draws) for at in range(count)])
    errors = independent @ root * (relative / NORMAL_95)
    return pd.DataFrame(values * (1 + errors), columns=list(given.index))
