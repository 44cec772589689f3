"""Citizen behaviour (碳普惠): reductions of trips and other acts against a baseline that is named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.footprint.equivalents import co2e_per_unit
from zzcarbon.tables import open_cells
from zzcarbon.tables.stated import is_number

__all__ = ["BASELINES", "behaviour", "city_baseline", "water_heating"]

BASELINES = ("substitution", "mean")
"""Kinds of baseline: what the act replaces, or the mean of the city."""

_WORDS = {"替代": "substitution", "替代法": "substitution", "平均": "mean", "均值": "mean"}


def behaviour(acts: Any) -> pd.DataFrame:
    """Return the reductions of low-carbon acts.

    Parameters
    ----------
    acts : data frame, shape (n, ...)
        ``act amount unit baseline baseline_factor factor``: amount in ``unit`` (person km, kWh, piece), the two factors
        in kg CO2e per unit, or as ``baseline_factor_unit`` and ``factor_unit`` say; ``baseline`` says which kind the
        first one is, substitution or mean. Optional ``person``.

    Returns
    -------
    pandas.DataFrame
        The acts with ``reduction`` [kg CO2e]; negative where the act emits more than its baseline.

    Raises
    ------
    DataError
        Every problem: a baseline whose kind is not named, missing or negative numbers.

    Notes
    -----
    ER = BE - PE, BE = amount x baseline factor, PE = amount x factor. Units of a provincial scheme are that scheme's to
    issue: this is the reduction, no credit. Source: T/CCAA 38-2021 as public pages carry it (grade B).

    Examples
    --------
    >>> trip = {"act": ["metro"], "amount": [10.0], "unit": ["person km"], "baseline": ["替代"],
    ...     "baseline_factor": [0.15], "factor": [0.03]}
    >>> behaviour(trip)["reduction"].round(9).tolist()
    [1.2]
    """
    needed = ("act", "amount", "unit", "baseline", "baseline_factor", "factor")
    cells = open_cells(acts, "behaviour", needed, refusal="the acts lack columns", closed=True)
    kind = np.array([_WORDS.get(text, text) for text in cells.text("baseline")], dtype=object)
    cells.report(~np.isin(kind, BASELINES), "baseline", "the kind of baseline is not named", "substitution or mean.")
    amount, unit = cells.number("amount"), cells.text("unit")
    cells.report(amount < 0, "amount", "a number below zero", "Give zero or more.")
    cells.report(unit == "", "unit", "the unit is missing", "Write for example person km, kWh or piece.")
    base, own = (co2e_per_unit(cells, name, "kg") for name in ("baseline_factor", "factor"))
    if cells.problems:
        message = f"the acts have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    return cells.frame.assign(baseline=kind, reduction=amount * (base - own), reduction_unit="kg CO2e")


def city_baseline(*, emission: float, passenger_kilometres: float) -> float:
    """Return the mean factor of a city's passenger transport [kg CO2e/(person km)].

    Parameters
    ----------
    emission : float
        Emission of all its passenger transport in a year [kg CO2e].
    passenger_kilometres : float
        Transport work of all its passengers [person km].

    Notes
    -----
    BE = E / PKM. Source: T/CCAA 38-2021 as public pages carry it (grade B).

    Examples
    --------
    >>> city_baseline(emission=1.5e9, passenger_kilometres=1e10)
    0.15
    """
    if not (is_number(passenger_kilometres) and passenger_kilometres > 0 and is_number(emission) and emission >= 0):
        message = "the city's transport work is above zero, its emission not below"
        raise DataError(message)
    return emission / passenger_kilometres


def water_heating(*, volume: float, temperature_rise: float, heat_capacity: float = 4.186) -> float:
    """Return the electricity that heats water [kWh], without losses.

    Parameters
    ----------
    volume : float
        Water [L], taken as 1 kg/L.
    temperature_rise : float
        Warming [K].
    heat_capacity : float
        Of water [kJ/(kg K)].

    Notes
    -----
    E = V x c x dT / 3600. Source: case behaviour-shower-electric (grade C).

    Examples
    --------
    >>> round(water_heating(volume=1, temperature_rise=27.2), 10)
    0.0316275556
    """
    given = (volume, heat_capacity, temperature_rise)
    if not all(map(is_number, given)) or volume < 0 or heat_capacity <= 0:
        message = "volume and heat capacity are above zero"
        raise DataError(message)
    return volume * heat_capacity * temperature_rise / 3600
