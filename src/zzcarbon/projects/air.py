"""Projects at stacks, solvents and filling stations: what one state emits or abates, and the types."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zzcarbon.of_numbers import of_numbers
from zzcarbon.projects.project_types import Array, Input, ProjectType

__all__ = [
    "TYPES",
    "flue_gas_emission",
    "reported_emission",
    "residual_emission",
    "solvent_emission",
    "treatment_abatement",
    "vapour_abatement",
]

_KILOGRAMS = 1e-3
_MILLIGRAMS = 1e-9


@of_numbers
def residual_emission(*, activity: ArrayLike, factor: ArrayLike, removal: ArrayLike) -> Array:
    r"""Return what an activity emits behind its treatment.

    Parameters
    ----------
    activity : array_like
        Fuel burnt or goods produced in a year. [GJ/a]
    factor : array_like
        Emission factor without treatment. [kg/GJ]
    removal : array_like
        Share removed by the treatment. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-3} A F (1 - \eta)

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(residual_emission(activity=1e6, factor=0.2, removal=0.5)), 6)
    100.0
    """
    a, f, share = (np.asarray(value, float) for value in (activity, factor, removal))
    made: Array = a * f * (1.0 - share) * _KILOGRAMS
    return made


@of_numbers
def treatment_abatement(
    *, generated: ArrayLike, collection: ArrayLike, running: ArrayLike, removal: ArrayLike
) -> Array:
    r"""Return what an end-of-pipe treatment abates.

    Parameters
    ----------
    generated : array_like
        Mass generated. [t/a]
    collection : array_like
        Share collected. [1]
    running : array_like
        Share of the time in which the treatment runs. [1]
    removal : array_like
        Share removed of what is collected. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: K = G c k \eta

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(treatment_abatement(generated=100, collection=0.9, running=1, removal=0.8)), 6)
    72.0
    """
    g, c, k, share = (np.asarray(value, float) for value in (generated, collection, running, removal))
    made: Array = g * c * k * share
    return made


@of_numbers
def solvent_emission(*, material: ArrayLike, content: ArrayLike, removal: ArrayLike) -> Array:
    r"""Return what a material with VOCs emits.

    Parameters
    ----------
    material : array_like
        Material used. [t/a]
    content : array_like
        VOCs in the material by mass. [1]
    removal : array_like
        Share of the VOCs that the treatment removes, collection included. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = m w (1 - \eta)

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(solvent_emission(material=100, content=0.5, removal=0.2)), 6)
    40.0
    """
    m, w, share = (np.asarray(value, float) for value in (material, content, removal))
    made: Array = m * w * (1.0 - share)
    return made


@of_numbers
def vapour_abatement(*, throughput: ArrayLike, vapour: ArrayLike, running: ArrayLike, removal: ArrayLike) -> Array:
    r"""Return what vapour recovery abates.

    Parameters
    ----------
    throughput : array_like
        Petrol loaded or sold. [t/a]
    vapour : array_like
        Vapour displaced by a tonne. [kg/t]
    running : array_like
        Share of the time in which the recovery runs. [1]
    removal : array_like
        Share recovered. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: K = 10^{-3} Q v k \eta

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(vapour_abatement(throughput=10_000, vapour=2.5, running=1, removal=0.9)), 6)
    22.5
    """
    q, v, k, share = (np.asarray(value, float) for value in (throughput, vapour, running, removal))
    made: Array = q * v * k * share * _KILOGRAMS
    return made


@of_numbers
def flue_gas_emission(*, flow: ArrayLike, hours: ArrayLike, concentration: ArrayLike) -> Array:
    r"""Return what a stack emits, from its flue gas.

    Parameters
    ----------
    flow : array_like
        Dry flue gas at 0 degC, at the oxygen of the concentration. [m3_0C/h]
    hours : array_like
        Hours of operation. [h/a]
    concentration : array_like
        Mean concentration. [mg/m3_0C]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: E = 10^{-9} V h C

    An identity: the official formula was not seen.

    Examples
    --------
    >>> round(float(flue_gas_emission(flow=500_000, hours=7_000, concentration=100)), 6)
    350.0
    """
    v, h, held = (np.asarray(value, float) for value in (flow, hours, concentration))
    made: Array = v * h * held * _MILLIGRAMS
    return made


@of_numbers
def reported_emission(*, emission: ArrayLike) -> Array:
    """Return an emission as the statistics of its year have it.

    Parameters
    ----------
    emission : array_like
        Emission of the unit. [t/a]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Examples
    --------
    >>> float(reported_emission(emission=12.0))
    12.0
    """
    return np.asarray(emission, float)


_ACTIVITY = Input("activity", "GJ/a", "fuel burnt or goods produced in a year, metered", extent=True)
_FACTOR = Input("factor", "kg/GJ", "emission factor without treatment, from the database or measured")
_SHARE = Input("removal", "1", "share removed by the treatment", "share")
_GENERATED = Input("generated", "t/a", "mass generated before treatment", extent=True)
_RUNNING = Input("running", "1", "share of the time in which the treatment runs", "share")
_TREATMENT = (_GENERATED, Input("collection", "1", "share collected", "share"), _RUNNING, _SHARE)
_BURNT = (_ACTIVITY, _FACTOR, _SHARE)
_BURNT_FORMULA = "R = 1e-3 (u0 A0 F0 (1 - eta0) - u1 A1 F1 (1 - eta1))"
_TREATED_FORMULA = "R = u1 G1 c1 k1 eta1 - u0 G0 c0 k0 eta0"
_STACK = (
    Input("flow", "m3_0C/h", "dry flue gas at 0 degC, at the oxygen of the concentration", extent=True),
    Input("hours", "h/a", "hours of operation", "hours"),
    Input("concentration", "mg/m3_0C", "mean concentration, continuous monitoring"),
)
_AIR = ("NOx", "SO2", "PM2.5")
_BURNING = (*_AIR, "CO2")
_FUELS = "fuel, electricity and heat before and after"
_REAGENT = "electricity and reagents of the treatment; NH3 slip as a row of its own"
_PAIR = ("activity", "factor")

TYPES = (
    ProjectType(
        "closure", "关停淘汰", "emission", reported_emission, "R = u0 E0 - u1 E1",
        (Input("emission", "t/a", "emission in the statistics of the base year; after: what is left", extent=True),),
        (*_AIR, "VOCs", "CO2", "COD", "NH3-N"), _FUELS, aliases=("产业结构升级", "industrial upgrading", "淘汰关停"),
    ),
    ProjectType(
        "fuel switch", "燃料替代", "emission", residual_emission, _BURNT_FORMULA, _BURNT, _BURNING, _FUELS,
        product=_PAIR, aliases=("煤改气", "煤改电", "清洁能源替代"),
    ),
    ProjectType(
        "boiler replacement", "锅炉淘汰置换", "emission", residual_emission, _BURNT_FORMULA, _BURNT, _BURNING, _FUELS,
        product=_PAIR, aliases=("锅炉改造",),
    ),
    ProjectType(
        "low-NOx burner", "低氮燃烧改造", "emission", residual_emission, _BURNT_FORMULA, _BURNT, ("NOx",), _FUELS,
        product=_PAIR, aliases=("低氮改造",),
    ),
    ProjectType(
        "SCR retrofit", "SCR脱硝改造", "abatement", treatment_abatement, _TREATED_FORMULA, _TREATMENT, ("NOx",),
        _REAGENT, aliases=("SCR", "选择性催化还原"),
    ),
    ProjectType(
        "SNCR retrofit", "SNCR脱硝改造", "abatement", treatment_abatement, _TREATED_FORMULA, _TREATMENT, ("NOx",),
        _REAGENT, aliases=("SNCR", "选择性非催化还原"),
    ),
    ProjectType(
        "ultra-low emission retrofit", "超低排放改造", "emission", flue_gas_emission,
        "R = 1e-9 (u0 V0 h0 C0 - u1 V1 h1 C1)", _STACK, _AIR, _REAGENT, aliases=("超低排放",),
    ),
    ProjectType(
        "VOC substitution", "低VOCs原辅材料替代", "emission", solvent_emission,
        "R = u0 m0 w0 (1 - eta0) - u1 m1 w1 (1 - eta1)",
        (Input("material", "t/a", "material used", extent=True),
         Input("content", "1", "VOCs in the material by mass, safety data sheet or test report", "share"), _SHARE),
        ("VOCs",), _FUELS, aliases=("源头替代",),
    ),
    ProjectType(
        "VOC collection", "VOCs收集", "abatement", treatment_abatement, _TREATED_FORMULA, _TREATMENT, ("VOCs",),
        "electricity of the fans; fuel of an oxidiser", aliases=("VOCs收集改造",),
    ),
    ProjectType(
        "VOC treatment", "VOCs末端治理", "abatement", treatment_abatement, _TREATED_FORMULA, _TREATMENT, ("VOCs",),
        "electricity of the fans; fuel of an oxidiser", aliases=("VOCs治理",),
    ),
    ProjectType(
        "vapour recovery", "油气回收", "abatement", vapour_abatement,
        "R = 1e-3 (u1 Q1 v1 k1 eta1 - u0 Q0 v0 k0 eta0)",
        (Input("throughput", "t/a", "petrol loaded or sold", extent=True),
         Input("vapour", "kg/t", "vapour displaced by a tonne, test or database"), _RUNNING, _SHARE),
        ("VOCs",), "electricity of the recovery", aliases=("油气回收改造",),
    ),
    ProjectType(
        "energy saving", "节能改造", "emission", residual_emission, _BURNT_FORMULA, _BURNT, _BURNING, _FUELS,
        product=_PAIR, aliases=("节能",),
    ),
)  # fmt: skip
"""The types of projects at stacks, solvents and filling stations."""
