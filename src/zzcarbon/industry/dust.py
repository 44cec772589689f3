"""Fugitive dust of roads, sites and piles, and fumes of kitchens: equations on numbers and arrays.

Multipliers, silt loads, moistures and concentrations are asked for: none has a default.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from zzcarbon.of_numbers import of_numbers

__all__ = [
    "erosion_potential",
    "friction_velocity",
    "handling_dust_factor",
    "kitchen_fumes",
    "paved_road_dust_factor",
    "site_dust",
]

Array = npt.NDArray[np.float64]
ArrayLike = npt.ArrayLike

_SHORT_TON = 0.90718474
"""Tonnes in the ton of AP-42 [t]."""
_KARMAN = 0.4
_MILLIGRAMS_PER_TONNE = 1e9
_KILOGRAMS_PER_TONNE = 1e3


@of_numbers
def paved_road_dust_factor(
    *, multiplier: ArrayLike, silt_load: ArrayLike, weight: ArrayLike, wet_days: ArrayLike, days: ArrayLike
) -> Array:
    r"""Return the dust that traffic stirs up on a paved road [g/(vehicle km)].

    Parameters
    ----------
    multiplier : array_like
        Particle size multiplier k of the fraction. [g/(vehicle km)]
    silt_load : array_like
        Silt on the road, below 75 um, sampled on it. [g/m2]
    weight : array_like
        Mean weight of all vehicles on the road. [t]
    wet_days, days : array_like
        Days with at least 0.254 mm of precipitation, of the days of the period. [d]

    Notes
    -----
    .. math:: EF = k\, sL^{0.91}\, W^{1.02}\, (1 - P / 4N)

    with W in short tons. Source: US EPA, AP-42, 13.2.1 (January 2011), eq. 2; read in two public reports that quote
    it (grade B), as is the Chinese dust guideline of 2014 in its form.

    Examples
    --------
    >>> found = paved_road_dust_factor(multiplier=0.62, silt_load=1.0, weight=0.90718474, wet_days=0, days=365)
    >>> round(float(found), 6)
    0.62
    """
    k, load, mass = (np.asarray(value, float) for value in (multiplier, silt_load, weight))
    wet = np.asarray(wet_days, float) / np.asarray(days, float)
    made: Array = k * load**0.91 * (mass / _SHORT_TON) ** 1.02 * (1.0 - wet / 4.0)
    return made


@of_numbers
def handling_dust_factor(*, multiplier: ArrayLike, wind_speed: ArrayLike, moisture: ArrayLike) -> Array:
    r"""Return the dust of loading or unloading bulk material once [kg/t].

    Parameters
    ----------
    multiplier : array_like
        Particle size multiplier k of the fraction. [1]
    wind_speed : array_like
        Mean wind speed. [m/s]
    moisture : array_like
        Moisture of the material, above zero. [%]

    Notes
    -----
    .. math:: EF = 0.0016\, k\, (U / 2.2)^{1.3} / (M / 2)^{1.4}

    Source: US EPA, AP-42, 13.2.4 (November 2006), eq. 1; the same equation in cn-dust-guide-2014 (grade C).

    Examples
    --------
    >>> round(float(handling_dust_factor(multiplier=0.35, wind_speed=2.2, moisture=2.0)), 9)
    0.00056
    """
    k, u, m = (np.asarray(value, float) for value in (multiplier, wind_speed, moisture))
    made: Array = 0.0016 * k * (u / 2.2) ** 1.3 / (m / 2.0) ** 1.4
    return made


@of_numbers
def friction_velocity(*, wind_speed: ArrayLike, height: ArrayLike, roughness: ArrayLike) -> Array:
    r"""Return the friction velocity of wind over a surface [m/s].

    Parameters
    ----------
    wind_speed : array_like
        Fastest wind of the event at the height. [m/s]
    height, roughness : array_like
        Height of the measurement, above the roughness height of the surface. [m]

    Notes
    -----
    .. math:: u^* = 0.4\, u(z) / \ln(z / z_0)

    Source: US EPA, AP-42, 13.2.5, eq. 1; cn-dust-guide-2014 (grade C).

    Examples
    --------
    >>> round(float(friction_velocity(wind_speed=10.0, height=np.e, roughness=1.0)), 6)
    4.0
    """
    u, z, rough = (np.asarray(value, float) for value in (wind_speed, height, roughness))
    made: Array = _KARMAN * u / np.log(z / rough)
    return made


@of_numbers
def erosion_potential(*, velocity: ArrayLike, threshold: ArrayLike) -> Array:
    r"""Return what one event of wind takes off a disturbed surface, all sizes [g/m2].

    Parameters
    ----------
    velocity : array_like
        Friction velocity of the event. [m/s]
    threshold : array_like
        Friction velocity at which the material begins to move. [m/s]

    Notes
    -----
    .. math:: P = 58 (u^* - u_t^*)^2 + 25 (u^* - u_t^*), \quad P = 0 \text{ for } u^* \le u_t^*

    Source: US EPA, AP-42, 13.2.5, eq. 3; cn-dust-guide-2014 (grade C).

    Examples
    --------
    >>> erosion_potential(velocity=[1.0, 2.12], threshold=1.12).round(6).tolist()
    [0.0, 83.0]
    """
    over = np.maximum(np.asarray(velocity, float) - np.asarray(threshold, float), 0.0)
    made: Array = 58.0 * over**2 + 25.0 * over
    return made


@of_numbers
def site_dust(*, area: ArrayLike, months: ArrayLike, factor: ArrayLike, control: ArrayLike) -> Array:
    r"""Return the dust of a building site [t].

    Parameters
    ----------
    area, months : array_like
        Area that is open, and the months in which it is. [m2, month]
    factor : array_like
        Dust of an area in a month without control: a local measurement or the guideline's table. [kg/(m2 month)]
    control : array_like
        Share that cover, spraying and washing keep back. [1]

    Notes
    -----
    .. math:: E = 10^{-3} A T F (1 - \eta)

    An identity; the table of the guideline was not seen.

    Examples
    --------
    >>> round(float(site_dust(area=10_000, months=6, factor=0.1, control=0.5)), 9)
    3.0
    """
    a, t, f, share = (np.asarray(value, float) for value in (area, months, factor, control))
    made: Array = a * t * f * (1.0 - share) / _KILOGRAMS_PER_TONNE
    return made


@of_numbers
def kitchen_fumes(*, flow: ArrayLike, hours: ArrayLike, concentration: ArrayLike, removal: ArrayLike) -> Array:
    r"""Return the fumes of kitchens behind their hood [t].

    Parameters
    ----------
    flow : array_like
        Exhaust of all stoves. [m3/h]
    hours : array_like
        Hours of the period in which they cook. [h]
    concentration : array_like
        Concentration before the cleaner. [mg/m3]
    removal : array_like
        Share that the cleaner removes. [1]

    Notes
    -----
    .. math:: E = 10^{-9} Q t c (1 - \eta)

    An identity: flow times concentration.

    Examples
    --------
    >>> round(float(kitchen_fumes(flow=2000.0, hours=1500.0, concentration=10.0, removal=0.6)), 9)
    0.012
    """
    q, t, c, share = (np.asarray(value, float) for value in (flow, hours, concentration, removal))
    made: Array = q * t * c * (1.0 - share) / _MILLIGRAMS_PER_TONNE
    return made
