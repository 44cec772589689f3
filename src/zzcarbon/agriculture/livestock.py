"""Equations of livestock: methane of digestion and manure, loads to water."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import DataError

__all__ = ["discharged_share", "enteric_ch4", "manure_ch4", "manure_n2o"]

METHANE_ENERGY = 55.65
"""Energy content of methane [MJ/kg]; ipcc-2019r-v4, Ch 10 Eq. 10.21."""
METHANE_DENSITY = 0.67
"""Mass of a cubic metre of methane [kg/m3]; ipcc-2019r-v4, Ch 10 Eq. 10.23."""


def enteric_ch4(*, animals: Any, gross_energy: Any, methane_conversion: Any, days: Any) -> Any:
    r"""CH4 of enteric fermentation from feed energy, tier 2.

    Parameters
    ----------
    animals : float or array, shape (n,)
        Annual average population [head].
    gross_energy : float or array, shape (n,)
        Gross energy intake [MJ/(head d)].
    methane_conversion : float or array, shape (n,)
        Share of the gross energy that becomes methane, Ym [1].
    days : float or array, shape (n,)
        Days of the period [d].

    Returns
    -------
    float or array, shape (n,)
        CH4 [kg].

    Notes
    -----
    .. math:: E = N \cdot GE \cdot Y_m \cdot T / 55.65

    Source: ipcc-2019r-v4, Ch 10 Eq. 10.21.

    Examples
    --------
    >>> round(enteric_ch4(animals=1, gross_energy=250.0, methane_conversion=0.065, days=365), 3)
    106.581
    """
    return animals * gross_energy * methane_conversion * days / METHANE_ENERGY


def manure_ch4(
    *, animals: Any, volatile_solids: Any, days: Any, producing_capacity: Any, conversion_factor: Any
) -> Any:
    r"""CH4 of manure in one system, tier 2.

    Parameters
    ----------
    animals : float or array, shape (n,)
        Annual average population whose manure goes into the system [head].
    volatile_solids : float or array, shape (n,)
        Volatile solids excreted [kg/(head d)].
    days : float or array, shape (n,)
        Days of the period [d].
    producing_capacity : float or array, shape (n,)
        Greatest methane yield of the solids, B0 [m3/kg].
    conversion_factor : float or array, shape (n,)
        Share of it that the system and climate give, MCF [1].

    Returns
    -------
    float or array, shape (n,)
        CH4 [kg].

    Notes
    -----
    .. math:: E = N \cdot VS \cdot T \cdot B_0 \cdot 0.67 \cdot MCF

    Source: ipcc-2019r-v4, Ch 10 Eq. 10.23.

    Examples
    --------
    >>> round(manure_ch4(animals=1, volatile_solids=1, days=1, producing_capacity=0.24, conversion_factor=0.73), 4)
    0.1174
    """
    return animals * volatile_solids * days * producing_capacity * METHANE_DENSITY * conversion_factor


def manure_n2o(
    *, nitrogen: Any, direct: Any, volatilised_share: Any, redeposited: Any, leached_share: Any, leached: Any
) -> Any:
    r"""N2O of manure nitrogen in one system: direct, of what volatilises, and of what leaches.

    Parameters
    ----------
    nitrogen : float or array, shape (n,)
        Nitrogen that goes into the system [kg].
    direct : float or array, shape (n,)
        N2O-N per nitrogen in the system, EF3 [1].
    volatilised_share, leached_share : float or array, shape (n,)
        Shares of the nitrogen that volatilise as NH3 and NOx, and that leach [1].
    redeposited, leached : float or array, shape (n,)
        N2O-N per nitrogen volatilised (EF4) and leached (EF5) [1].

    Returns
    -------
    float or array, shape (n,)
        N2O [kg].

    Notes
    -----
    .. math:: E = N (EF_3 + F_{gas} EF_4 + F_{leach} EF_5) \cdot 44/28

    Source: ipcc-2019r-v4, Ch 10 Eq. 10.25 to 10.29.

    Examples
    --------
    >>> round(manure_n2o(nitrogen=28.0, direct=0.01, volatilised_share=0, redeposited=0, leached_share=0, leached=0), 2)
    0.44
    """
    return nitrogen * (direct + volatilised_share * redeposited + leached_share * leached) * 44 / 28


def discharged_share(shares: object, removals: object) -> npt.NDArray[np.float64]:
    r"""Share of a load that reaches water, for a mix of manure practices.

    Parameters
    ----------
    shares : array, shape (..., k)
        Share of the animals on each of k practices; they sum to at most one, the rest removes nothing [1].
    removals : array, shape (..., k)
        Share that the practice removes [1].

    Returns
    -------
    ndarray of float64, shape (...)
        Share discharged [1].

    Raises
    ------
    DataError
        Shares or removals lie outside 0 to 1, or the shares sum to more than one.

    Notes
    -----
    .. math:: D / P = 1 - \sum_k n_k r_k

    Source: chongqing-livestock-2016, equation of the discharge coefficient.

    Examples
    --------
    >>> round(float(discharged_share([0.5, 0.5], [0.9, 0.7])), 3)
    0.2
    """
    share, removal = np.asarray(shares, np.float64), np.asarray(removals, np.float64)
    inside = bool(((share >= 0) & (share <= 1)).all() and ((removal >= 0) & (removal <= 1)).all())
    if not inside or bool((share.sum(axis=-1) > 1.0001).any()):
        message = f"shares and removals lie from 0 to 1 and shares sum to at most one, not {shares!r} and {removals!r}"
        raise DataError(message)
    result: npt.NDArray[np.float64] = 1.0 - (share * removal).sum(axis=-1)
    return result
