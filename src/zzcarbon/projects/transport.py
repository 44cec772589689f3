"""Projects in transport: what one state of a fleet emits, and the types."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zzcarbon.of_numbers import of_numbers
from zzcarbon.projects.project_types import Array, Input, ProjectType

__all__ = ["TYPES", "fleet_emission", "freight_emission", "machinery_emission"]

_GRAMS = 1e-6


@of_numbers
def fleet_emission(*, vehicles: ArrayLike, distance: ArrayLike, factor: ArrayLike) -> Array:
    r"""Return what vehicles of one class emit.

    Parameters
    ----------
    vehicles : array_like
        Vehicles. [vehicle]
    distance : array_like
        Distance of one vehicle. [km/a]
    factor : array_like
        Emission factor. [g/km]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-6} n L F

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(fleet_emission(vehicles=1000, distance=50_000, factor=6.0)), 6)
    300.0
    """
    n, length, f = (np.asarray(value, float) for value in (vehicles, distance, factor))
    made: Array = n * length * f * _GRAMS
    return made


@of_numbers
def machinery_emission(
    *, machines: ArrayLike, power: ArrayLike, load: ArrayLike, hours: ArrayLike, factor: ArrayLike
) -> Array:
    r"""Return what non-road machinery of one class emits.

    Parameters
    ----------
    machines : array_like
        Machines. [1]
    power : array_like
        Rated power of one machine. [kW]
    load : array_like
        Mean share of the rated power. [1]
    hours : array_like
        Hours of operation. [h/a]
    factor : array_like
        Emission factor. [g/kWh]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-6} n P l h F

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(machinery_emission(machines=100, power=120, load=0.4, hours=900, factor=5.0)), 6)
    21.6
    """
    values = (np.asarray(value, float) for value in (machines, power, load, hours, factor))
    n, p, share, h, f = values
    made: Array = n * p * share * h * f * _GRAMS
    return made


@of_numbers
def freight_emission(
    *, road_work: ArrayLike, road_factor: ArrayLike, rail_work: ArrayLike, rail_factor: ArrayLike
) -> Array:
    r"""Return what goods emit on road and rail.

    Parameters
    ----------
    road_work, rail_work : array_like
        Transport work on road and on rail. [t km/a]
    road_factor, rail_factor : array_like
        Emission factors. [g/(t km)]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-6} (W_{road} F_{road} + W_{rail} F_{rail})

    An identity: the official formula was not seen. The distances of road and rail differ: give each its own.

    Examples
    --------
    >>> round(float(freight_emission(road_work=1e8, road_factor=0.5, rail_work=0, rail_factor=0)), 6)
    50.0
    """
    values = (np.asarray(value, float) for value in (road_work, road_factor, rail_work, rail_factor))
    road, road_f, rail, rail_f = values
    made: Array = (road * road_f + rail * rail_f) * _GRAMS
    return made


_FLEET = (
    Input("vehicles", "vehicle", "vehicles of the class, registration", extent=True),
    Input("distance", "km/a", "distance of one vehicle in a year, inspection records"),
    Input("factor", "g/km", "emission factor of the class, from the database or measured"),
)
_MACHINES = (
    Input("machines", "1", "machines of the class, registration", extent=True),
    Input("power", "kW", "rated power of one machine"),
    Input("load", "1", "mean share of the rated power", "share"),
    Input("hours", "h/a", "hours of operation", "hours"),
    Input("factor", "g/kWh", "emission factor of the class and stage"),
)
_FREIGHT = (
    Input("road_work", "t km/a", "transport work on road"),
    Input("road_factor", "g/(t km)", "emission factor on road"),
    Input("rail_work", "t km/a", "transport work on rail"),
    Input("rail_factor", "g/(t km)", "emission factor on rail"),
)
_FLEET_FORMULA = "R = 1e-6 sum over classes (u0 n0 L0 F0 - u1 n1 L1 F1)"
_AIR = ("NOx", "VOCs", "PM2.5")
_FUEL = "fuel and electricity of the vehicles before and after"

TYPES = (
    ProjectType(
        "vehicle scrappage", "老旧车淘汰", "emission", fleet_emission, _FLEET_FORMULA, _FLEET, _AIR, _FUEL,
        aliases=("车辆淘汰",),
    ),
    ProjectType(
        "vehicle replacement", "车辆更新", "emission", fleet_emission, _FLEET_FORMULA, _FLEET, _AIR, _FUEL,
        aliases=("新能源车替代",),
    ),
    ProjectType(
        "non-road renewal", "非道路移动机械更新", "emission", machinery_emission,
        "R = 1e-6 sum over classes (u0 n0 P0 l0 h0 F0 - u1 n1 P1 l1 h1 F1)", _MACHINES, _AIR, _FUEL,
        aliases=("非道路机械更新",),
    ),
    ProjectType(
        "machinery of a higher stage", "非道路移动机械排放阶段升级", "emission", machinery_emission,
        "R = 1e-6 sum over classes (u0 n0 P0 l0 h0 F0 - u1 n1 P1 l1 h1 F1)", _MACHINES, _AIR,
        "diesel before and after; NH3 slip of the catalyst as a row of its own", aliases=("国三升国四机械",),
    ),
    ProjectType(
        "rail instead of road", "公转铁", "emission", freight_emission,
        "R = 1e-6 (u0 (Wr0 Fr0 + Wt0 Ft0) - u1 (Wr1 Fr1 + Wt1 Ft1))", _FREIGHT, _AIR, _FUEL,
        aliases=("运输结构调整",),
    ),
)  # fmt: skip
"""The types of projects in transport."""
