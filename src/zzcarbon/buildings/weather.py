"""Degree days, and consumption brought to a year of normal weather."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from zzcarbon.errors import DataError, Problem, shown

__all__ = ["degree_days", "weather_normalised"]

_KINDS = ("heating", "cooling")
_WARMEST = 60.0
"""Beyond this no daily mean was ever measured [degC]."""


def degree_days(temperature: Sequence[float], *, base: float, kind: str) -> float:
    r"""Sum of the degrees by which daily mean temperatures lie below (heating) or above (cooling) a base.

    Parameters
    ----------
    temperature : sequence of float, shape (days,)
        Daily mean temperature [degC].
    base : float
        Base temperature [degC].
    kind : str
        ``heating`` or ``cooling``.

    Returns
    -------
    float
        Degree days [K d].

    Raises
    ------
    DataError
        The kind is unknown, or a temperature is missing or not in degC.

    Notes
    -----
    .. math:: HDD = \sum_d \max(0, T_b - T_d), \quad CDD = \sum_d \max(0, T_d - T_b)

    Source: definition.

    Examples
    --------
    >>> degree_days([8.0, 18.0, 21.0], base=18.0, kind="heating")
    10.0
    >>> degree_days([28.5, 25.0], base=26.0, kind="cooling")
    2.5
    """
    values = np.asarray(temperature, float)
    if kind not in _KINDS:
        raise _bad("kind", kind, f"is not one of {', '.join(_KINDS)}", "Write heating or cooling.")
    if not np.isfinite(values).all():
        day = int(np.flatnonzero(~np.isfinite(values))[0])
        raise _bad("temperature", values[day], f"day {day + 1} has no temperature", "Fill the gap from a near station.")
    if (np.abs(values) > _WARMEST).any():
        day = int(np.flatnonzero(np.abs(values) > _WARMEST)[0])
        text = f"day {day + 1} is no mean temperature in degC"
        raise _bad(
            "temperature",
            values[day],
            text,
            "Convert K (minus 273.15) or degF, and take out missing values such as 999.",
        )
    difference = base - values if kind == "heating" else values - base
    return float(np.maximum(0.0, difference).sum())


def weather_normalised(consumption: Any, *, actual: float, normal: float, weather_share: float) -> Any:
    r"""Consumption as it would have been in a year of normal weather.

    Parameters
    ----------
    consumption : float or array, shape (n,)
        Consumption of the year [any unit].
    actual : float
        Degree days of the year, above zero [K d].
    normal : float
        Degree days of the normal year [K d].
    weather_share : float
        Part of the consumption that follows the weather: 1 for space heating, less where hot water and
        cooking stand on the same meter [1].

    Returns
    -------
    float or array, shape (n,)
        Consumption [as given].

    Raises
    ------
    DataError
        The degree days are not above zero, or the share lies outside 0 and 1.

    Notes
    -----
    .. math:: C_n = C (1 - s + s \cdot DD_n / DD)

    Source: proportionality of space heating to degree days.

    Examples
    --------
    >>> round(weather_normalised(1000.0, actual=1800.0, normal=2000.0, weather_share=0.8), 3)
    1088.889
    """
    if not actual > 0 or not normal >= 0:
        raise _bad("degree_days", (actual, normal), "degree days must be above zero", "Check base and period.")
    if not 0 <= weather_share <= 1:
        raise _bad("weather_share", weather_share, "is no share from 0 to 1", "Give the part that follows the weather.")
    return consumption * (1 - weather_share + weather_share * normal / actual)


def _bad(column: str, value: object, problem: str, remedy: str) -> DataError:
    message = f"{column} {shown(value)} {problem}"
    return DataError(message, [Problem("", "", column, shown(value), problem, remedy)])
