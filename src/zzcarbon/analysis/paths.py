"""Paths from a value to a target: on a straight line, at a constant rate, or on an S."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, shown
from zzcarbon.tables.stated import is_number, is_year

__all__ = ["compound_path", "contraction_path", "linear_path", "path", "s_path"]

Array = NDArray[np.float64]
PathForm = Literal["linear", "compound", "S"]


def linear_path(*, start_year: int, start: float, end_year: int, end: float) -> pd.Series[float]:
    r"""Return yearly values on a straight line.

    Parameters
    ----------
    start_year, end_year : int
        First and last year, both included.
    start, end : float
        Values of these years. [one unit]

    Returns
    -------
    pandas.Series
        Value by year; the last is ``end`` to the digit. [the unit]

    Raises
    ------
    DataError
        The path has no length, or a value is no finite number.

    Notes
    -----
    .. math:: x_t = x_0 + (x_T - x_0)\,\frac{t - t_0}{T - t_0}

    Source: eu-esd, eu-esr (yearly limits); uk-nec-2018, regulation 7 (2025).

    Examples
    --------
    >>> float(linear_path(start_year=2020, start=100.0, end_year=2030, end=60.0)[2025])
    80.0
    """
    return _along(lambda share: start + (end - start) * share, start_year, start, end_year, end)


def compound_path(*, start_year: int, start: float, end_year: int, end: float) -> pd.Series[float]:
    r"""Return yearly values that change at one rate.

    Parameters
    ----------
    start_year, end_year : int
        First and last year, both included.
    start, end : float
        Values of these years, above zero. [one unit]

    Returns
    -------
    pandas.Series
        Value by year. [the unit]

    Raises
    ------
    DataError
        The path has no length, or a value is not above zero.

    Notes
    -----
    .. math:: x_t = x_0 \left(\frac{x_T}{x_0}\right)^{(t - t_0)/(T - t_0)}

    Examples
    --------
    >>> float(compound_path(start_year=2020, start=100.0, end_year=2022, end=81.0)[2021])
    90.0
    """
    if not (is_number(start) and is_number(end) and start > 0 and end > 0):
        raise DataError(f"a constant rate needs values above zero, not {shown(start)} and {shown(end)}: use a line")
    return _along(lambda share: start * (end / start) ** share, start_year, start, end_year, end)


def s_path(*, start_year: int, start: float, end_year: int, end: float) -> pd.Series[float]:
    r"""Return yearly values on an S: slow at both ends, fastest in the middle.

    Parameters
    ----------
    start_year, end_year : int
        First and last year, both included.
    start, end : float
        Values of these years. [one unit]

    Returns
    -------
    pandas.Series
        Value by year. [the unit]

    Raises
    ------
    DataError
        The path has no length, or a value is no finite number.

    Notes
    -----
    .. math:: x_t = x_0 + (x_T - x_0)(3u^2 - 2u^3), \quad u = \frac{t - t_0}{T - t_0}

    The cubic that is level at both ends: a convention of this library, without a free parameter.

    Examples
    --------
    >>> s_path(start_year=2020, start=100.0, end_year=2030, end=0.0)[[2021, 2025, 2029]].round(6).tolist()
    [97.2, 50.0, 2.8]
    """
    return _along(lambda u: start + (end - start) * (3 * u**2 - 2 * u**3), start_year, start, end_year, end)


def contraction_path(*, start_year: int, start: float, end_year: int, rate: float) -> pd.Series[float]:
    r"""Return yearly values that fall by an equal share of the first value, not below zero.

    Parameters
    ----------
    start_year, end_year : int
        First and last year, both included.
    start : float
        Value of the first year. [one unit]
    rate : float
        Yearly fall as a share of the first value. [1/a]

    Returns
    -------
    pandas.Series
        Value by year. [the unit]

    Raises
    ------
    DataError
        The path has no length, or the rate lies outside 0 to 1.

    Notes
    -----
    .. math:: x_t = x_0\,\max(0,\ 1 - r\,(t - t_0))

    Examples
    --------
    >>> round(float(contraction_path(start_year=2020, start=100.0, end_year=2030, rate=0.042)[2030]), 6)
    58.0
    """
    _check_ends(start_year, start, end_year, start)
    if not (is_number(rate) and 0 <= rate <= 1):
        raise DataError(f"a yearly rate is a share from 0 to 1, not {shown(rate)}")
    span = end_year - start_year
    end = start * max(0.0, 1 - rate * span)
    return _along(lambda share: start * np.maximum(0.0, 1 - rate * share * span), start_year, start, end_year, end)


def path(form: PathForm, *, start_year: int, start: float, end_year: int, end: float) -> pd.Series[float]:
    """Return a path by the name of its form.

    Parameters
    ----------
    form : {"linear", "compound", "S"}
        See `linear_path`, `compound_path`, `s_path`.
    start_year, end_year : int
        First and last year, both included.
    start, end : float
        Values of these years. [one unit]

    Raises
    ------
    DataError
        The form is unknown, or the path cannot be drawn.

    Examples
    --------
    >>> path("linear", start_year=2020, start=4.0, end_year=2022, end=2.0).tolist()
    [4.0, 3.0, 2.0]
    """
    if not isinstance(form, str) or form not in _FORMS:
        raise DataError(f"a path is {', '.join(map(repr, _FORMS))}, not {shown(form)}")
    return _FORMS[form](start_year=start_year, start=start, end_year=end_year, end=end)


_FORMS: dict[str, Callable[..., pd.Series[float]]] = {
    "linear": linear_path,
    "compound": compound_path,
    "S": s_path,
}


def _along(way: Callable[[Array], Array], first: int, start: float, last: int, end: float) -> pd.Series[float]:
    """Return the values of a way over the share of the time that has passed."""
    _check_ends(first, start, last, end)
    years = np.arange(first, last + 1)
    values = way((years - first) / (last - first))
    values[0], values[-1] = start, end
    return pd.Series(values, index=pd.Index(years, name="year"), name="value")


def _check_ends(first: int, start: float, last: int, end: float) -> None:
    """Refuse years and values that are none, and a path without length."""
    if not (is_year(first) and is_year(last)):
        raise DataError(f"a path lies between two years as 2020 and 2030, not {shown(first)} and {shown(last)}")
    if last <= first:
        raise DataError(f"a path from {first} to {last} has no length")
    if not (is_number(start) and is_number(end)):
        raise DataError(f"the ends of a path are finite numbers, not {shown(start)} and {shown(end)}")
