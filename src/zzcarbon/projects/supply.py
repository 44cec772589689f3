"""Projects in buildings and the supply of energy: what one state emits or displaces, and the types."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zzcarbon.of_numbers import of_numbers
from zzcarbon.projects.project_types import Array, Input, ProjectType

__all__ = ["TYPES", "building_emission", "displaced_emission", "heat_emission"]

_KILOGRAMS = 1e-3


@of_numbers
def building_emission(*, area: ArrayLike, demand: ArrayLike, efficiency: ArrayLike, factor: ArrayLike) -> Array:
    r"""Return what the heating or cooling of buildings emits.

    Parameters
    ----------
    area : array_like
        Floor area. [m2]
    demand : array_like
        Heat or cold needed. [kWh/(m2 a)]
    efficiency : array_like
        Heat or cold from a unit of fuel or electricity; above 1 for a heat pump. [1]
    factor : array_like
        Emission factor of the fuel or electricity. [kg/kWh]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-3} A q F / \epsilon

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(building_emission(area=10_000, demand=90, efficiency=0.9, factor=0.0002)), 6)
    0.2
    """
    a, q, part, f = (np.asarray(value, float) for value in (area, demand, efficiency, factor))
    made: Array = a * q * f / part * _KILOGRAMS
    return made


@of_numbers
def heat_emission(*, heat: ArrayLike, efficiency: ArrayLike, factor: ArrayLike) -> Array:
    r"""Return what the supply of heat emits.

    Parameters
    ----------
    heat : array_like
        Heat delivered. [GJ/a]
    efficiency : array_like
        Heat delivered from a unit of fuel or electricity, losses of the network included; above 1 for a
        heat pump. [1]
    factor : array_like
        Emission factor of the fuel, electricity or heat that goes in. [kg/GJ]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-3} H F / \epsilon

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(heat_emission(heat=90_000, efficiency=0.9, factor=0.1)), 6)
    10.0
    """
    h, part, f = (np.asarray(value, float) for value in (heat, efficiency, factor))
    made: Array = h * f / part * _KILOGRAMS
    return made


@of_numbers
def displaced_emission(*, power: ArrayLike, hours: ArrayLike, factor: ArrayLike) -> Array:
    r"""Return what own generation displaces.

    Parameters
    ----------
    power : array_like
        Installed power. [kW]
    hours : array_like
        Full-load hours. [h/a]
    factor : array_like
        Emission factor of the electricity that is displaced; which one is the caller's choice. [kg/kWh]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: K = 10^{-3} P h F

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(displaced_emission(power=1000, hours=1100, factor=0.0004)), 6)
    0.44
    """
    p, h, f = (np.asarray(value, float) for value in (power, hours, factor))
    made: Array = p * h * f * _KILOGRAMS
    return made


_HEAT = (
    Input("heat", "GJ/a", "heat delivered in a year, metered", extent=True),
    Input("efficiency", "1", "heat delivered from a unit of input, losses included; above 1 for heat pumps", "ratio"),
    Input("factor", "kg/GJ", "emission factor of the fuel, electricity or heat that goes in"),
)
_HEAT_FORMULA = "R = 1e-3 (u0 H0 F0 / e0 - u1 H1 F1 / e1)"
_AIR = ("NOx", "SO2", "PM2.5", "CO2")
_ENERGY = "fuel, electricity and heat before and after"

TYPES = (
    ProjectType(
        "building retrofit", "既有建筑节能改造", "emission", building_emission,
        "R = 1e-3 (u0 A0 q0 F0 / e0 - u1 A1 q1 F1 / e1)",
        (Input("area", "m2", "floor area", extent=True),
         Input("demand", "kWh/(m2 a)", "heat or cold needed, metered or from the energy audit"),
         Input("efficiency", "1", "heat or cold from a unit of fuel or electricity", "ratio"),
         Input("factor", "kg/kWh", "emission factor of the fuel or electricity")),
        _AIR, _ENERGY, aliases=("建筑节能改造",),
    ),
    ProjectType(
        "heat pump", "热泵替代", "emission", heat_emission, _HEAT_FORMULA, _HEAT, _AIR, _ENERGY, aliases=("热泵",),
    ),
    ProjectType(
        "district heat", "集中供热替代", "emission", heat_emission, _HEAT_FORMULA, _HEAT, _AIR, _ENERGY,
        aliases=("集中供热",),
    ),
    ProjectType(
        "photovoltaics", "光伏发电", "abatement", displaced_emission, "R = 1e-3 (u1 P1 h1 F1 - u0 P0 h0 F0)",
        (Input("power", "kW", "installed power", extent=True),
         Input("hours", "h/a", "full-load hours of the site", "hours"),
         Input("factor", "kg/kWh", "emission factor of the electricity that is displaced")),
        _AIR, "purchased electricity before and after", aliases=("光伏",),
    ),
)  # fmt: skip
"""The types of projects in buildings and the supply of energy."""
