"""Projects at farms, sites, roads, kitchens and processes: ammonia, dust, fumes, CO2 of industry, and the types."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zzcarbon.of_numbers import of_numbers
from zzcarbon.projects.air import flue_gas_emission, treatment_abatement
from zzcarbon.projects.project_types import Array, Input, ProjectType

__all__ = ["TYPES", "dust_emission", "fertiliser_ammonia", "housing_ammonia", "process_emission"]

_KILOGRAMS = 1e-3
_AMMONIA_PER_NITROGEN = 17.031 / 14.007


@of_numbers
def housing_ammonia(*, animals: ArrayLike, factor: ArrayLike, removal: ArrayLike) -> Array:
    r"""Return the NH3 of animals in closed houses behind the treatment of the exhaust air.

    Parameters
    ----------
    animals : array_like
        Mean number of animals. [head]
    factor : array_like
        NH3 of an animal in a year without treatment. [kg/(head a)]
    removal : array_like
        Share removed, collection included. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-3} N F (1 - \eta)

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(housing_ammonia(animals=50_000, factor=2.0, removal=0.5)), 6)
    50.0
    """
    n, f, share = (np.asarray(value, float) for value in (animals, factor, removal))
    made: Array = n * f * (1.0 - share) * _KILOGRAMS
    return made


@of_numbers
def fertiliser_ammonia(*, nitrogen: ArrayLike, loss: ArrayLike) -> Array:
    r"""Return the NH3 that fertiliser loses to the air.

    Parameters
    ----------
    nitrogen : array_like
        Nitrogen applied, as N. [t/a]
    loss : array_like
        Share of the nitrogen that is lost as NH3. [1]

    Returns
    -------
    numpy.ndarray
        NH3. [t/a]

    Notes
    -----
    .. math:: E = \frac{17.031}{14.007} N f

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(fertiliser_ammonia(nitrogen=1000, loss=0.1)), 2)
    121.59
    """
    made: Array = np.asarray(nitrogen, float) * np.asarray(loss, float) * _AMMONIA_PER_NITROGEN
    return made


@of_numbers
def dust_emission(*, extent: ArrayLike, factor: ArrayLike, control: ArrayLike) -> Array:
    r"""Return the dust of a site, a road or a pile behind its control.

    Parameters
    ----------
    extent : array_like
        Area and time of a site, distance driven on a road, mass handled at a pile, in a year. [1/a]
    factor : array_like
        Dust without control for one unit of the extent. [kg]
    control : array_like
        Share kept back by cover, spraying, sweeping. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-3} A F (1 - \eta)

    An identity: the official formula was not seen, and factors are the caller's.

    Examples
    --------
    >>> round(float(dust_emission(extent=200_000, factor=0.1, control=0.6)), 6)
    8.0
    """
    a, f, share = (np.asarray(value, float) for value in (extent, factor, control))
    made: Array = a * f * (1.0 - share) * _KILOGRAMS
    return made


@of_numbers
def process_emission(*, product: ArrayLike, factor: ArrayLike) -> Array:
    r"""Return what a process emits for its product: clinker, lime, aluminium.

    Parameters
    ----------
    product : array_like
        Product, or the part of it that carries the emission (clinker in cement). [t/a]
    factor : array_like
        Emission for a tonne. [t/t]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = P F

    Examples
    --------
    >>> round(float(process_emission(product=1e6, factor=0.52)), 1)
    520000.0
    """
    made: Array = np.asarray(product, float) * np.asarray(factor, float)
    return made


_GAS = (
    Input("flow", "m3_0C/h", "dry flue gas at 0 degC, at the oxygen of the concentration", extent=True),
    Input("hours", "h/a", "hours of operation", "hours"),
    Input("concentration", "mg/m3_0C", "mean concentration, monitoring"),
)
_GAS_FORMULA = "R = 1e-9 (u0 V0 h0 C0 - u1 V1 h1 C1)"
_DUST = ("TSP", "PM10", "PM2.5")
_DUST_FORMULA = "R = 1e-3 (u0 A0 F0 (1 - eta0) - u1 A1 F1 (1 - eta1))"
_EXTENT = (
    Input("extent", "1/a", "area and months of sites, distance driven, mass handled in a year", extent=True),
    Input("factor", "kg", "dust without control for one unit, from a named document or measured"),
    Input("control", "1", "share kept back", "share"),
)
_TREATED = (
    Input("generated", "t/a", "mass generated before treatment", extent=True),
    Input("collection", "1", "share collected", "share"),
    Input("running", "1", "share of the time in which it runs", "share"),
    Input("removal", "1", "share removed", "share"),
)

TYPES = (
    ProjectType(
        "livestock ammonia", "规模化养殖场氨减排", "emission", housing_ammonia,
        "R = 1e-3 (u0 N0 F0 (1 - eta0) - u1 N1 F1 (1 - eta1))",
        (Input("animals", "1", "mean number of animals", extent=True),
         Input("factor", "kg/a", "NH3 of an animal in a year without treatment"),
         Input("removal", "1", "share removed, collection included", "share")),
        ("NH3",), "electricity of fans and scrubbers; N2O and manure NH3 further on as rows of their own",
        aliases=("养殖场氨减排", "圈舍封闭管理"),
    ),
    ProjectType(
        "fertiliser ammonia", "化肥氨减排", "emission", fertiliser_ammonia,
        "R = 17.031/14.007 (u0 N0 f0 - u1 N1 f1)",
        (Input("nitrogen", "t/a", "nitrogen applied, as N", extent=True),
         Input("loss", "1", "share of the nitrogen lost as NH3", "share")),
        ("NH3",), "fertiliser and field work before and after; N2O of soils", aliases=("化肥减量增效",),
    ),
    ProjectType(
        "ammonia slip", "氨逃逸治理", "emission", flue_gas_emission, _GAS_FORMULA, _GAS, ("NH3",),
        "reagent and electricity; NOx where the reagent is cut", aliases=("降低氨逃逸",),
    ),
    ProjectType(
        "dust control", "扬尘治理", "emission", dust_emission, _DUST_FORMULA, _EXTENT, _DUST,
        "water, electricity and fuel of spraying and sweeping", product=("extent", "factor"),
        aliases=("工地扬尘治理", "道路扬尘治理", "堆场抑尘", "道路机械化清扫"),
    ),
    ProjectType(
        "catering fumes", "餐饮油烟治理", "emission", flue_gas_emission, _GAS_FORMULA, _GAS, ("PM2.5", "VOCs"),
        "electricity of fans and filters", aliases=("油烟净化",),
    ),
    ProjectType(
        "process CO2", "工业过程降碳", "emission", process_emission, "R = u0 P0 F0 - u1 P1 F1",
        (Input("product", "t/a", "product that carries the emission, such as clinker", extent=True),
         Input("factor", "t/t", "emission for a tonne of it")),
        ("CO2",), "fuel and electricity before and after", aliases=("熟料替代", "原料替代"),
    ),
    ProjectType(
        "CO2 capture", "二氧化碳捕集", "abatement", treatment_abatement,
        "R = u1 G1 c1 k1 eta1 - u0 G0 c0 k0 eta0", _TREATED, ("CO2",),
        "steam and electricity of the capture: its own CO2 counts against it", aliases=("碳捕集",),
    ),
)  # fmt: skip
"""The types of projects at farms, sites, roads, kitchens and processes."""
