"""Cold start of passenger cars: the excess over hot exhaust."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.tables import open_table
from zzcarbon.transport.road_classes import checked_rows, factor_rows, function_table, hot_factors, match_classes

__all__ = ["cold_excess", "cold_hot_ratio", "cold_share", "cold_start"]

Array = npt.NDArray[np.float64]

_ANCHORED = ("Euro 2", "Euro 3", "Euro 4", "Euro 5")


def cold_share(trip_length: Array, temperature: Array) -> Array:
    r"""Share of the distance that is driven with a cold engine.

    Parameters
    ----------
    trip_length : float or ndarray, shape (n,)
        Mean length of the trips of the fleet [km], 8 to 15; not the length of one trip.
    temperature : float or ndarray, shape (n,)
        Mean ambient temperature [degC].

    Returns
    -------
    ndarray of float64, shape (n,)
        Share [1], from 0 to 1.

    Notes
    -----
    .. math:: \beta = 0.6474 - 0.02545\,l - (0.00974 - 0.000385\,l)\,t

    Source: emep-eea-2019-road, 1.A.3.b.i-iv, Table 3-39 (numbering of 2023).

    Examples
    --------
    >>> round(float(cold_share(12.4, 5.5)), 2)
    0.3
    """
    share = 0.6474 - 0.02545 * trip_length - (0.00974 - 0.000385 * trip_length) * temperature
    return np.clip(np.asarray(share, dtype=np.float64), 0.0, 1.0)


def cold_hot_ratio(speed: Array, temperature: Array, a: Array, b: Array, c: Array) -> Array:
    r"""Ratio of the factor of a cold engine to that of a hot one.

    Parameters
    ----------
    speed : float or ndarray, shape (n,)
        Mean speed of the trips [km/h], cut to 5 to 45.
    temperature : float or ndarray, shape (n,)
        Ambient temperature [degC].
    a, b, c : float or ndarray
        Coefficients [h/km, 1/degC, 1].

    Returns
    -------
    ndarray of float64, shape (n,)
        Ratio [1], at least 1.

    Notes
    -----
    .. math:: e_{cold} / e_{hot} = \max(1, a v + b t + c)

    Source: emep-eea-2019-road, 1.A.3.b.i-iv, Tables 3-38, 3-40 and 3-44 (numbering of 2023).

    Examples
    --------
    >>> round(float(cold_hot_ratio(10.0, 15.0, 0.156, -0.155, 3.519)), 3)
    2.754
    """
    v = np.clip(speed, 5.0, 45.0)
    return np.maximum(1.0, np.asarray(a * v + b * temperature + c, dtype=np.float64))


def cold_excess(share: Array, beta_factor: Array, hot: Array, ratio: Array) -> Array:
    r"""Excess of cold engines per distance of all trips.

    Parameters
    ----------
    share : float or ndarray, shape (n,)
        Share of the distance with a cold engine [1].
    beta_factor : float or ndarray, shape (n,)
        Reduction of that share against Euro 1 [1].
    hot : float or ndarray, shape (n,)
        Hot factor [g/km]; that of Euro 1 for petrol cars of Euro 2 to 5.
    ratio : float or ndarray, shape (n,)
        Cold over hot [1].

    Returns
    -------
    ndarray of float64, shape (n,)
        Excess [g/km].

    Notes
    -----
    .. math:: e = b_c\,\beta\,e_{hot}\,(e_{cold}/e_{hot} - 1)

    Source: emep-eea-2019-road, 1.A.3.b.i-iv, Eq. 10 and 26 (numbering of 2023).

    Examples
    --------
    >>> float(cold_excess(0.25, 1.0, 2.0, 3.0))
    1.0
    """
    return np.asarray(beta_factor * share * hot * (ratio - 1.0), dtype=np.float64)


def cold_start(frame: object) -> pd.DataFrame:
    """Return rows of the cold-start excess of passenger cars.

    Parameters
    ----------
    frame : path or data frame, shape (n, ...)
        ``vehicle`` (passenger car), ``powertrain`` (petrol or diesel), ``size``, ``standard`` (up to Euro 5),
        ``technology`` where a diesel standard has several, ``amount`` (distance), ``unit``, ``speed`` [km/h],
        ``temperature`` [degC], ``trip_length`` [km].

    Returns
    -------
    pandas.DataFrame
        Rows for ``zc.transport.estimate``, one a row and substance, the ``grade`` of the ratio beside them.

    Raises
    ------
    DataError
        Columns are missing, numbers are outside their range, or a class has no function.

    Notes
    -----
    The excess of petrol cars of Euro 2 to 5 is that of Euro 1 times a reduction of the cold share. Diesel cars have one
    ratio for all standards. Sources disagree on the ratio of diesel particles: 3.1 - 0.1 t is taken, a reading of the
    edition of 2023 (grade C). Euro 6 is missing. Source: emep-eea-2019-road, 1.A.3.b.i-iv, Eq. 10 and 26.

    Examples
    --------
    >>> cars = pd.DataFrame({"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"],
    ...     "standard": ["Euro 4"], "amount": [1e6], "unit": ["km"], "speed": [20.0], "temperature": [5.0],
    ...     "trip_length": [12.0]})
    >>> cold_start(cars)["substance"].tolist()
    ['CO', 'HC', 'NOx']
    """
    frame = open_table(frame, "rows of vehicles")
    rows = checked_rows(frame, ("vehicle", "powertrain", "size", "standard"),
                        ("amount", "speed", "temperature", "trip_length"))  # fmt: skip
    table = function_table("cold-start")
    table = table[table["substance"] != "energy"].rename(
        columns={name: f"{name}_band" for name in ("speed_min", "speed_max", "temperature_min", "temperature_max")}
    )
    found = match_classes(rows, table, ("powertrain", "size", "standard"))
    speed = np.clip(rows["speed"].to_numpy(), 5.0, 45.0)[found["at"]]
    temperature = rows["temperature"].to_numpy()[found["at"]]
    found = found[_inside(found, speed, temperature)].sort_values(["at", "substance"], ignore_index=True)
    anchor = (rows["powertrain"] == "petrol") & rows["standard"].isin(_ANCHORED)
    hot_rows = rows.assign(standard=rows["standard"].where(~anchor, "Euro 1"))
    if "technology" in hot_rows:
        hot_rows["technology"] = hot_rows["technology"].where(~anchor, "")
    hot = hot_factors(hot_rows, found).rename(columns={"factor": "hot"})
    found = found.merge(hot, on=["at", "substance"], how="inner")
    at = found["at"].to_numpy()
    share = cold_share(rows["trip_length"].to_numpy()[at], rows["temperature"].to_numpy()[at])
    ratio = cold_hot_ratio(
        rows["speed"].to_numpy()[at],
        rows["temperature"].to_numpy()[at],
        *(found[name].to_numpy(np.float64) for name in ("speed_slope", "temperature_slope", "constant")),
    )
    excess = cold_excess(share, found["beta_factor"].to_numpy(np.float64), found["hot"].to_numpy(), ratio)
    lines = found[["at", "substance", "locator", "evidence", "grade"]].assign(factor=excess)
    return factor_rows(frame, lines, "cold start")


def _inside(found: pd.DataFrame, speed: Array, temperature: Array) -> npt.NDArray[np.bool_]:
    """Return which lines hold: up to 25 km/h the lower band, up to 15 degC the colder one."""
    low, high = found["speed_min_band"].to_numpy(), found["speed_max_band"].to_numpy()
    cold, warm = found["temperature_min_band"].to_numpy(), found["temperature_max_band"].to_numpy()
    in_speed = (speed <= high) & ((speed > low) | (low <= 5.0))
    in_temperature = (np.isnan(warm) | (temperature <= warm)) & (np.isnan(cold) | (temperature > cold))
    return np.asarray(in_speed & in_temperature)
