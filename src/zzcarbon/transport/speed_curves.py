"""Hot exhaust as functions of mean speed: the equations, and the table of EMEP/EEA tier 3, read when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.method import Form
from zzcarbon.resources import data_path

__all__ = [
    "COEFFICIENTS",
    "FORMS",
    "SPEED_COLUMNS",
    "VEHICLES",
    "double_exponential_factor",
    "hot_factor",
    "power_factor",
    "quadratic_factor",
    "speed_functions",
]

Array = npt.NDArray[np.float64]

SPEED_COLUMNS = ("vehicle", "powertrain", "size", "standard", "technology", "substance", "mode", "slope", "load")
"""Columns that together name a function of the table."""

COEFFICIENTS = ("speed_min", "speed_max", "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "reduction")
"""Numbers of a function of the table."""

_FILES = {
    "passenger car": "passenger-cars",
    "light commercial vehicle": "light-commercial-vehicles",
    "heavy duty truck": "heavy-duty-trucks",
    "bus": "buses",
    "coach": "buses",
    "moped": "mopeds-and-motorcycles",
    "motorcycle": "mopeds-and-motorcycles",
    "quad": "mopeds-and-motorcycles",
    "micro-car": "mopeds-and-motorcycles",
}
VEHICLES = tuple(_FILES)
"""Vehicles that have functions."""


def hot_factor(speed: Array, coefficients: Mapping[str, Array]) -> Array:
    r"""Hot exhaust factor as a rational function of the mean speed.

    Parameters
    ----------
    speed : ndarray, shape (n,)
        Mean speed [km/h]; outside the range of the function it is cut to its ends.
    coefficients : mapping of str to ndarray, shape (n,)
        ``alpha beta gamma delta epsilon zeta eta`` [unit of the factor and powers of km/h], ``reduction`` [1],
        ``speed_min speed_max`` [km/h], and ``floor`` [1]: 1 where a value below zero is taken as zero.

    Returns
    -------
    ndarray of float64, shape (n,)
        Factor [g/km, or MJ/km of energy].

    Notes
    -----
    .. math:: EF(v) = \frac{\alpha v^2 + \beta v + \gamma + \delta / v}{\epsilon v^2 + \zeta v + \eta} (1 - r)

    Source: emep-eea-2019-road, 1.A.3.b.i-iv, Appendix 4. ``delta / v`` is left out where delta is 0, so that functions
    which begin at rest have a value there.

    Examples
    --------
    >>> names = "alpha beta gamma delta epsilon zeta eta reduction speed_min speed_max floor".split()
    >>> values = (0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 4.0, 0.5, 10.0, 130.0, 0.0)
    >>> float(hot_factor(np.array([5.0]), {n: np.array([v]) for n, v in zip(names, values)})[0])
    0.25
    """
    c = coefficients
    v = np.clip(speed, c["speed_min"], c["speed_max"])
    per_speed = np.divide(c["delta"], v, out=np.zeros_like(v), where=c["delta"] != 0)
    over = (c["alpha"] * v + c["beta"]) * v + c["gamma"] + per_speed
    factor = over / ((c["epsilon"] * v + c["zeta"]) * v + c["eta"]) * (1.0 - c["reduction"])
    return np.where(c["floor"] == 1, np.maximum(factor, 0.0), factor)


def power_factor(speed: Array, a: Array, b: Array) -> Array:
    """Factor a v^b of older guidebooks [g/km].

    Parameters
    ----------
    speed : float or ndarray, shape (n,)
        Mean speed [km/h].
    a, b : float or ndarray
        Coefficients [g/km; 1].

    Notes
    -----
    Source: emep-eea-2019-road, functions of conventional petrol cars in earlier editions.

    Examples
    --------
    >>> round(float(power_factor(30.0, 281.0, -0.63)), 4)
    32.9701
    """
    return np.asarray(a * np.power(speed, b), dtype=np.float64)


def quadratic_factor(speed: Array, a: Array, b: Array, c: Array) -> Array:
    """Factor a + b v + c v^2 of older guidebooks [g/km].

    Parameters
    ----------
    speed : float or ndarray, shape (n,)
        Mean speed [km/h].
    a, b, c : float or ndarray
        Coefficients [g/km and powers of km/h].

    Notes
    -----
    Source: emep-eea-2019-road, functions of conventional petrol cars in earlier editions.

    Examples
    --------
    >>> round(float(quadratic_factor(30.0, 1.173, 0.0225, -0.00014)), 4)
    1.722
    """
    return np.asarray(a + b * speed + c * speed * speed, dtype=np.float64)


def double_exponential_factor(speed: Array, a: Array, b: Array, c: Array, d: Array, e: Array) -> Array:
    """Factor e + a exp(-b v) + c exp(-d v) of older guidebooks, for trucks and buses [g/km].

    Parameters
    ----------
    speed : float or ndarray, shape (n,)
        Mean speed [km/h].
    a, b, c, d, e : float or ndarray
        Coefficients [g/km; h/km].

    Notes
    -----
    Source: emep-eea-2019-road, functions of heavy duty vehicles in earlier editions.

    Examples
    --------
    >>> round(float(double_exponential_factor(30.0, 0.408109, 0.039072, 0.415617, 0.170177, 0.078488)), 6)
    0.207399
    """
    return np.asarray(e + a * np.exp(-b * speed) + c * np.exp(-d * speed), dtype=np.float64)


@cache
def _table(file: str) -> pd.DataFrame:
    path = data_path("transport_functions", f"hot-exhaust-{file}--emep-eea-2019-road.csv")
    numbers = dict.fromkeys((*COEFFICIENTS, "slope", "load", "check_speed", "check_value"), np.float64)
    words = dict.fromkeys((*SPEED_COLUMNS[:7], "unit", "faults"), str)
    frame = pd.read_csv(path, dtype={**words, **numbers}, keep_default_na=False, na_values={n: [""] for n in numbers})
    return frame.assign(row=np.arange(2, len(frame) + 2), file=path.name)


def speed_functions(vehicle: str) -> pd.DataFrame:
    """Return the functions of a class of vehicle, read on the first call.

    Parameters
    ----------
    vehicle : str
        passenger car, light commercial vehicle, heavy duty truck, bus, coach, moped, motorcycle, quad or micro-car.

    Returns
    -------
    pandas.DataFrame
        One row a function: `SPEED_COLUMNS`, the coefficients, the range of speed [km/h], ``unit``, the check value of
        the source at ``check_speed`` [km/h], and ``faults``: ``negative`` where it falls below zero inside its own
        range, ``pole`` where its denominator is zero there.

    Raises
    ------
    UnknownNameError
        There are no functions for the vehicle.

    Examples
    --------
    >>> len(speed_functions("light commercial vehicle"))
    837
    """
    if vehicle not in _FILES:
        raise UnknownNameError("vehicle with speed functions", vehicle, _FILES)
    table = _table(_FILES[vehicle])
    return table[table["vehicle"] == vehicle].reset_index(drop=True)


FORMS = (
    Form(
        "speed function 2019",
        ("speed",),
        (*COEFFICIENTS, "floor"),
        lambda columns, c: hot_factor(columns["speed"], c),
        "EF = (alpha v^2 + beta v + gamma + delta/v) / (epsilon v^2 + zeta v + eta) x (1 - reduction), v cut to "
        "speed_min and speed_max,",
    ),
    Form("power", ("speed",), ("a", "b"), lambda columns, c: power_factor(columns["speed"], c["a"], c["b"]), "a v^b"),
    Form(
        "quadratic",
        ("speed",),
        ("a", "b", "c"),
        lambda columns, c: quadratic_factor(columns["speed"], c["a"], c["b"], c["c"]),
        "a + b v + c v^2",
    ),
    Form(
        "double exponential",
        ("speed",),
        ("a", "b", "c", "d", "e"),
        lambda columns, c: double_exponential_factor(columns["speed"], c["a"], c["b"], c["c"], c["d"], c["e"]),
        "e + a exp(-b v) + c exp(-d v)",
    ),
)
"""Functions of speed that factors of the method may be."""
