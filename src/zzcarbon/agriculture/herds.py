"""Herds of animals that live less than a year: how many there are, and how many days they live."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import DataError

__all__ = ["animal_days", "average_population", "rearing_rounds"]

DAYS = 365.0
"""Days of the accounting year of the source [d]."""


def rearing_rounds(rearing_period: object) -> npt.NDArray[np.float64]:
    r"""Whole rounds that one place holds in a year.

    Parameters
    ----------
    rearing_period : float or array, shape (n,)
        Days from entry to sale, above zero [d].

    Returns
    -------
    ndarray of float64, shape (n,)
        Rounds [1].

    Raises
    ------
    DataError
        A rearing period is not above zero.

    Notes
    -----
    .. math:: n = \lfloor 365 / d \rfloor

    Source: chongqing-livestock-2016, head count rule.

    Examples
    --------
    >>> float(rearing_rounds(122))
    2.0
    """
    period = np.asarray(rearing_period, np.float64)
    if not bool(np.all(period > 0)):
        message = f"a rearing period must be above zero days, not {rearing_period!r}"
        raise DataError(message)
    result: npt.NDArray[np.float64] = np.floor(DAYS / period)
    return result


def animal_days(*, sold: object, stock: object, rearing_period: object) -> npt.NDArray[np.float64]:
    """Days that all animals of a year lived, for animals sold before they are a year old.

    ``sold * d`` alone leaves out the animals that stand in the stable at the end of the year, and
    ``(sold + stock) * d`` counts the part of their life that lies in the next one.

    Parameters
    ----------
    sold : float or array, shape (n,)
        Animals sold or slaughtered in the year [head].
    stock : float or array, shape (n,)
        Animals at the end of the year [head].
    rearing_period : float or array, shape (n,)
        Days from entry to sale [d]; cows and layers are no case of this rule: 365 d and the stock.

    Returns
    -------
    ndarray of float64, shape (n,)
        Animal days [head d].

    Notes
    -----
    .. math:: A = s d + S (365 - n d)

    with whole rounds n. Source: chongqing-livestock-2016, head count rule.

    Examples
    --------
    >>> float(animal_days(sold=1000, stock=400, rearing_period=122))
    170400.0
    """
    period = np.asarray(rearing_period, np.float64)
    rest = DAYS - rearing_rounds(period) * period
    result: npt.NDArray[np.float64] = np.asarray(sold, np.float64) * period + np.asarray(stock, np.float64) * rest
    return result


def average_population(*, sold: object, stock: object, rearing_period: object) -> npt.NDArray[np.float64]:
    """Annual average population: the animal days spread over the year.

    Factors per head and year (IPCC, EMEP/EEA) are factors of this number, not of the animals sold.

    Parameters
    ----------
    sold, stock : float or array, shape (n,)
        Animals sold in the year and at its end [head].
    rearing_period : float or array, shape (n,)
        Days from entry to sale [d].

    Returns
    -------
    ndarray of float64, shape (n,)
        Animals [head].

    Notes
    -----
    .. math:: N = A / 365

    Source: chongqing-livestock-2016; ipcc-2006-v4, Ch 10 Eq. 10.1 for a herd without stock at the year's end.

    Examples
    --------
    >>> float(average_population(sold=730, stock=0, rearing_period=60))
    120.0
    """
    return animal_days(sold=sold, stock=stock, rearing_period=rearing_period) / DAYS
