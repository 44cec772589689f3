"""What one project reduces: mass balances by type of project.

These are identities. The official formulas and factors of the accounting guides of the 14th five-year
period were not seen; months that count, caps, default removal rates and utilisation are therefore inputs
without defaults, and the ledger's column ``method`` says which were used.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "closure_reduction",
    "effluent_reduction",
    "fuel_switch_reduction",
    "livestock_reduction",
    "material_reduction",
    "removal_reduction",
    "reuse_reduction",
    "sewage_reduction",
    "vehicle_reduction",
]

Array = NDArray[np.float64]
_GRAMS = 1e-6
_KILOGRAMS = 1e-3


def _numbers(*values: ArrayLike) -> tuple[Array, ...]:
    return tuple(np.asarray(value, float) for value in values)


def sewage_reduction(
    flow: ArrayLike,
    influent: ArrayLike,
    effluent: ArrayLike,
    *,
    flow_before: ArrayLike,
    influent_before: ArrayLike,
    effluent_before: ArrayLike,
) -> Array:
    r"""Return what a new or larger sewage plant reduces.

    Parameters
    ----------
    flow, flow_before : array_like
        Sewage treated after and before the project. [m3/a]
    influent, effluent, influent_before, effluent_before : array_like
        Flow-weighted mean concentrations. [mg/L]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: R = 10^{-6} (Q_1 (C_{i1} - C_{e1}) - Q_0 (C_{i0} - C_{e0}))

    Examples
    --------
    >>> float(sewage_reduction(2e6, 300, 40, flow_before=1e6, influent_before=300, effluent_before=50))
    270.0
    """
    q1, i1, e1, q0, i0, e0 = _numbers(flow, influent, effluent, flow_before, influent_before, effluent_before)
    return (q1 * (i1 - e1) - q0 * (i0 - e0)) * _GRAMS


def effluent_reduction(flow: ArrayLike, before: ArrayLike, after: ArrayLike) -> Array:
    r"""Return what a better effluent reduces.

    Parameters
    ----------
    flow : array_like
        Sewage treated. [m3/a]
    before, after : array_like
        Effluent concentration before and after the project. [mg/L]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: R = 10^{-6} Q (C_{e0} - C_{e1})

    Examples
    --------
    >>> float(effluent_reduction(1e7, 50.0, 30.0))
    200.0
    """
    q, old, new = _numbers(flow, before, after)
    return q * (old - new) * _GRAMS


def reuse_reduction(reused: ArrayLike, effluent: ArrayLike) -> Array:
    r"""Return what reclaimed water reduces that is not discharged.

    Parameters
    ----------
    reused : array_like
        Water reused and not discharged. [m3/a]
    effluent : array_like
        Concentration at which it would have been discharged. [mg/L]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: R = 10^{-6} Q_r C_e

    Examples
    --------
    >>> float(reuse_reduction(2e6, 30.0))
    60.0
    """
    q, concentration = _numbers(reused, effluent)
    return q * concentration * _GRAMS


def closure_reduction(base_emission: ArrayLike) -> Array:
    """Return what a closure reduces: the emission in the statistics of the base year.

    Parameters
    ----------
    base_emission : array_like
        Emission of the closed unit in the base year's statistics. [t/a]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Examples
    --------
    >>> float(closure_reduction(12.0))
    12.0
    """
    return _numbers(base_emission)[0]


def fuel_switch_reduction(
    activity_before: ArrayLike,
    factor_before: ArrayLike,
    removal_before: ArrayLike,
    activity_after: ArrayLike,
    factor_after: ArrayLike,
    removal_after: ArrayLike,
) -> Array:
    r"""Return what another fuel in a furnace or boiler reduces.

    Parameters
    ----------
    activity_before, activity_after : array_like
        Fuel burned before and after. [activity/a]
    factor_before, factor_after : array_like
        Emission factor of each fuel. [t/activity]
    removal_before, removal_after : array_like
        Share removed from the flue gas. [1]

    Returns
    -------
    numpy.ndarray
        Negative where the switch adds emissions: then it is a side effect. [t/a]

    Notes
    -----
    .. math:: R = A_0 F_0 (1 - \eta_0) - A_1 F_1 (1 - \eta_1)

    Examples
    --------
    >>> float(fuel_switch_reduction(1000.0, 0.01, 0.5, 800.0, 0.002, 0.0))
    3.4
    """
    a0, f0, r0, a1, f1, r1 = _numbers(
        activity_before, factor_before, removal_before, activity_after, factor_after, removal_after
    )
    return a0 * f0 * (1 - r0) - a1 * f1 * (1 - r1)


def removal_reduction(
    generated: ArrayLike,
    *,
    collection: ArrayLike,
    running: ArrayLike,
    removal: ArrayLike,
    collection_before: ArrayLike,
    running_before: ArrayLike,
    removal_before: ArrayLike,
) -> Array:
    r"""Return what a better end-of-pipe treatment of NOx or VOCs reduces.

    Parameters
    ----------
    generated : array_like
        Mass generated. [t/a]
    collection, collection_before : array_like
        Share collected. [1]
    running, running_before : array_like
        Share of the time in which the treatment runs. [1]
    removal, removal_before : array_like
        Share removed of what is collected. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: R = G (c_1 k_1 \eta_1 - c_0 k_0 \eta_0)

    Examples
    --------
    >>> float(removal_reduction(100.0, collection=0.9, running=1.0, removal=0.8,
    ...                         collection_before=0.5, running_before=1.0, removal_before=0.4))
    52.0
    """
    g, c1, k1, e1 = _numbers(generated, collection, running, removal)
    c0, k0, e0 = _numbers(collection_before, running_before, removal_before)
    return g * (c1 * k1 * e1 - c0 * k0 * e0)


def material_reduction(
    mass_before: ArrayLike,
    content_before: ArrayLike,
    removal_before: ArrayLike,
    mass_after: ArrayLike,
    content_after: ArrayLike,
    removal_after: ArrayLike,
) -> Array:
    r"""Return what a material with less VOCs reduces.

    Parameters
    ----------
    mass_before, mass_after : array_like
        Material used. [t/a]
    content_before, content_after : array_like
        VOCs in the material by mass. [1]
    removal_before, removal_after : array_like
        Share of the VOCs removed by treatment. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Notes
    -----
    .. math:: R = m_0 w_0 (1 - \eta_0) - m_1 w_1 (1 - \eta_1)

    Examples
    --------
    >>> float(material_reduction(100.0, 0.5, 0.2, 100.0, 0.1, 0.2))
    32.0
    """
    return fuel_switch_reduction(mass_before, content_before, removal_before, mass_after, content_after, removal_after)


def vehicle_reduction(
    vehicles: ArrayLike, distance: ArrayLike, factor: ArrayLike, *, factor_of_replacement: ArrayLike
) -> float:
    r"""Return what scrapping and replacing vehicles reduces.

    Parameters
    ----------
    vehicles : array_like, shape (n,)
        Vehicles scrapped by class. [vehicle]
    distance : array_like, shape (n,)
        Distance of one vehicle in a year. [km/a]
    factor, factor_of_replacement : array_like, shape (n,)
        Emission of the old vehicle and of the one that takes its place (0 if none). [g/km]

    Returns
    -------
    float
        [t/a]

    Notes
    -----
    .. math:: R = 10^{-6} \sum_j n_j L_j (F_j - F'_j)

    Examples
    --------
    >>> vehicle_reduction([1000], [50_000], [8.0], factor_of_replacement=[2.0])
    300.0
    """
    n, length, old, new = _numbers(vehicles, distance, factor, factor_of_replacement)
    return float(np.sum(n * length * (old - new)) * _GRAMS)


def livestock_reduction(animals: ArrayLike, excretion: ArrayLike, removal: ArrayLike, reference: ArrayLike) -> float:
    r"""Return what better manure treatment reduces.

    Parameters
    ----------
    animals : array_like, shape (n,)
        Animals by species. [head]
    excretion : array_like, shape (n,)
        Pollutant generated by an animal. [kg/(head a)]
    removal, reference : array_like, shape (n,)
        Share removed on the farm, and share verified before. [1]

    Returns
    -------
    float
        [t/a]

    Notes
    -----
    .. math:: R = 10^{-3} \sum_j N_j e_j (f_j - f_{ref})

    Examples
    --------
    >>> round(livestock_reduction([10_000], [36.0], [0.9], [0.6]), 6)
    108.0
    """
    n, mass, share, before = _numbers(animals, excretion, removal, reference)
    return float(np.sum(n * mass * (share - before)) * _KILOGRAMS)
