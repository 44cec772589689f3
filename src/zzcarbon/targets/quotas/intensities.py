"""Intensities: falls of energy, water or CO2 per unit of constant-price product.

Falls are positive when the intensity falls. Over years they multiply, they do not add.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.of_numbers import of_numbers

__all__ = [
    "cumulative_fall",
    "fall_from_growth",
    "implied_yearly_fall",
    "intensity",
    "intensity_fall",
    "logarithmic_progress",
    "mean_yearly_fall",
    "remaining_fall",
]

Array = NDArray[np.float64]


@of_numbers
def intensity(amount: ArrayLike, product: ArrayLike) -> Array:
    """Return the intensity of an amount.

    Parameters
    ----------
    amount : array_like
        Emissions, energy or water. [t CO2, tce or m3]
    product : array_like
        Gross product in constant prices. [CNY]

    Returns
    -------
    numpy.ndarray
        [amount/CNY]

    Notes
    -----
    .. math:: I = E / G

    Prices must be constant: growth of current prices is not a fall of intensity.
    """
    made: Array = np.asarray(amount, float) / np.asarray(product, float)
    return made


@of_numbers
def intensity_fall(current: ArrayLike, before: ArrayLike) -> Array:
    """Return the fall of an intensity from one year to the next.

    Parameters
    ----------
    current, before : array_like
        Intensity of the year and of the year before, in one unit.

    Returns
    -------
    numpy.ndarray
        Fall, positive when the intensity fell. [1]

    Notes
    -----
    .. math:: d = 1 - I_t / I_{t-1}

    Source: benshang-vae, the formula.

    Examples
    --------
    >>> round(float(intensity_fall(0.95, 1.0)), 6)
    0.05
    """
    made: Array = 1.0 - np.asarray(current, float) / np.asarray(before, float)
    return made


@of_numbers
def fall_from_growth(amount_growth: ArrayLike, product_growth: ArrayLike) -> Array:
    """Return the fall of an intensity from the growth rates of amount and product.

    Parameters
    ----------
    amount_growth, product_growth : array_like
        Growth on the year before, the product in constant prices. [1]

    Returns
    -------
    numpy.ndarray
        Fall. [1]

    Notes
    -----
    .. math:: d = 1 - (1 + g_E) / (1 + g_G)

    Source: benshang-vae, the formula.

    Examples
    --------
    >>> round(float(fall_from_growth(0.02, 0.08)), 6)
    0.055556
    """
    made: Array = 1.0 - (1.0 + np.asarray(amount_growth, float)) / (1.0 + np.asarray(product_growth, float))
    return made


@of_numbers
def cumulative_fall(yearly: ArrayLike, before: float = 0.0) -> float:
    """Return the fall over several years.

    Parameters
    ----------
    yearly : array_like, shape (n,)
        Falls of the years, in any order; negative where the intensity rose. [1]
    before : float
        Fall already recognised before the first of these years. [1]

    Returns
    -------
    float
        Fall over all years. [1]

    Notes
    -----
    .. math:: D_t = 1 - (1 - D_{t-1})(1 - d_t)

    Source: qh-stats-2009, the worked example; ndrc-intensity-2015 takes the recognised fall of the
    last year and the provisional one of this year.

    Examples
    --------
    >>> round(cumulative_fall([-0.0151, 0.0220, 0.0418]), 4)
    0.0487
    """
    return float(1.0 - (1.0 - before) * np.prod(1.0 - np.asarray(yearly, float)))


@of_numbers
def mean_yearly_fall(cumulative: ArrayLike, years: ArrayLike) -> Array:
    r"""Return the mean yearly fall that gives a cumulative fall.

    Parameters
    ----------
    cumulative : array_like
        Fall over all years. [1]
    years : array_like
        Number of years. [a]

    Returns
    -------
    numpy.ndarray
        Mean fall of a year. [1]

    Notes
    -----
    .. math:: \bar d = 1 - (1 - D)^{1/n}

    Source: qh-stats-2009, the worked example.

    Examples
    --------
    >>> round(float(mean_yearly_fall(0.0487, 3)), 4)
    0.0165
    """
    made: Array = 1.0 - (1.0 - np.asarray(cumulative, float)) ** (1.0 / np.asarray(years, float))
    return made


@of_numbers
def implied_yearly_fall(target: ArrayLike, years: ArrayLike) -> Array:
    """Return the yearly fall that a target over a period implies.

    Parameters
    ----------
    target : array_like
        Fall to be reached over the period. [1]
    years : array_like
        Length of the period. [a]

    Returns
    -------
    numpy.ndarray
        Fall of each year. [1]

    Notes
    -----
    The same equation as `mean_yearly_fall`. Source: qh-stats-2009, the worked example.

    Examples
    --------
    >>> round(float(implied_yearly_fall(0.17, 5)), 4)
    0.0366
    """
    return mean_yearly_fall(target, years)


@of_numbers
def remaining_fall(target: ArrayLike, cumulative: ArrayLike) -> Array:
    """Return the fall that is still required.

    Parameters
    ----------
    target : array_like
        Fall to be reached over the period. [1]
    cumulative : array_like
        Fall reached so far. [1]

    Returns
    -------
    numpy.ndarray
        Fall over the rest of the period, negative once the target is exceeded. [1]

    Notes
    -----
    .. math:: (1 - D) = (1 - D_{cum})(1 - X)

    Source: qh-stats-2009, the worked example.

    Examples
    --------
    >>> missing = remaining_fall(0.17, 0.0487)
    >>> round(float(missing), 4), round(float(mean_yearly_fall(missing, 2)), 4)
    (0.1275, 0.0659)
    """
    made: Array = 1.0 - (1.0 - np.asarray(target, float)) / (1.0 - np.asarray(cumulative, float))
    return made


@of_numbers
def logarithmic_progress(target: ArrayLike, cumulative: ArrayLike) -> Array:
    r"""Return how much of a fall is reached, so that equal yearly falls are equal steps.

    Parameters
    ----------
    target : array_like
        Fall to be reached over the period. [1]
    cumulative : array_like
        Fall reached so far. [1]

    Returns
    -------
    numpy.ndarray
        Progress, not clamped; NaN for a target of zero. [1]

    Notes
    -----
    .. math:: p = \ln(1 - D_{cum}) / \ln(1 - D)

    Source: qh-stats-2009, the worked example.

    Examples
    --------
    >>> round(float(logarithmic_progress(0.17, 0.0487)), 3)
    0.268
    """
    whole = np.log1p(-np.asarray(target, float))
    done = np.log1p(-np.asarray(cumulative, float))
    made: Array = np.divide(done, whole, out=np.full(np.broadcast(done, whole).shape, np.nan), where=whole != 0)
    return made
