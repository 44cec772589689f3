"""The yearly cost of a project: capital spread over its life, and operation."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.errors import DataError
from zzcarbon.of_numbers import of_numbers

__all__ = ["capital_recovery", "yearly_cost"]

Array = NDArray[np.float64]


@of_numbers
def capital_recovery(rate: ArrayLike, life: ArrayLike) -> Array:
    r"""Return the share of a capital that is due in each year of its life.

    Parameters
    ----------
    rate : array_like
        Rate of interest. [1/a]
    life : array_like
        Years over which the capital is written off. [a]

    Returns
    -------
    numpy.ndarray
        [1/a]

    Raises
    ------
    DataError
        An argument is no number, a rate is -1 or less, or a life is 0 or less.

    Notes
    -----
    .. math:: c = \frac{r}{1 - (1 + r)^{-n}}, \quad c = 1/n \text{ for } r = 0

    Examples
    --------
    >>> round(float(capital_recovery(0.08, 15)), 6)
    0.11683
    >>> float(capital_recovery(0.0, 10))
    0.1
    """
    r, n = np.broadcast_arrays(np.asarray(rate, float), np.asarray(life, float))
    if np.any(r <= -1) or np.any(n <= 0):
        raise DataError("a rate of interest is a number above -1 (5 % is 0.05) and a life one of years above 0")
    growth = -np.expm1(-n * np.log1p(r))
    made: Array = np.where(r == 0, 1.0 / n, r / np.where(r == 0, 1.0, growth))
    return made


@of_numbers
def yearly_cost(*, capital: ArrayLike, operation: ArrayLike, rate: ArrayLike, life: ArrayLike) -> Array:
    """Return the yearly cost of a project.

    Parameters
    ----------
    capital : array_like
        Money spent when it is built. [CNY]
    operation : array_like
        Money spent in each year of operation, less what it saves or earns. [CNY/a]
    rate, life : array_like
        Rate of interest and life. [1/a], [a]

    Returns
    -------
    numpy.ndarray
        [CNY/a]

    Examples
    --------
    >>> float(yearly_cost(capital=1000.0, operation=20.0, rate=0.0, life=10))
    120.0
    """
    made: Array = np.asarray(capital, float) * capital_recovery(rate, life) + np.asarray(operation, float)
    return made
