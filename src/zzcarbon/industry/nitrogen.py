"""Ammonia, nitric acid, adipic acid, and the slip of ammonia from denitrification."""

from __future__ import annotations

from typing import Any

import numpy as np

from zzcarbon.industry.shares import share

__all__ = ["acid_n2o", "ammonia_co2", "ammonia_slip"]


def acid_n2o(*, acid: Any, factor: Any, destruction: Any = 0.0, utilisation: Any = 1.0) -> Any:
    r"""N2O of nitric or adipic acid behind a destruction device.

    Parameters
    ----------
    acid : float or array, shape (n,)
        Acid produced, as pure acid [t].
    factor : float or array, shape (n,)
        N2O generated per acid [kg/t].
    destruction : float or array, shape (n,)
        Share that the device destroys [1].
    utilisation : float or array, shape (n,)
        Share of the production time in which it runs [1].

    Returns
    -------
    float or array, shape (n,)
        N2O [kg].

    Raises
    ------
    ValueError
        A share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = P \cdot EF \cdot (1 - DF \cdot ASUF)

    Source: ipcc-2006-v3, Ch 3 Eq. 3.6 (nitric acid) and 3.8 (adipic acid).

    Examples
    --------
    >>> round(float(acid_n2o(acid=1000.0, factor=300.0, destruction=0.925, utilisation=0.97)), 4)
    30825.0
    """
    return acid * factor * (1 - share(destruction, "destruction") * share(utilisation, "utilisation"))[()]


def ammonia_co2(
    *, ammonia: Any, fuel: Any, carbon_content: Any, oxidation_factor: Any = 1.0, recovered: Any = 0.0
) -> Any:
    r"""CO2 of ammonia from the fuel it needs, less what goes to urea.

    Parameters
    ----------
    ammonia : float or array, shape (n,)
        Ammonia produced [t].
    fuel : float or array, shape (n,)
        Fuel needed, feedstock and energy together [GJ/t].
    carbon_content : float or array, shape (n,)
        Carbon of the fuel [kg/GJ].
    oxidation_factor : float or array, shape (n,)
        Share of the carbon that is oxidised [1].
    recovered : float or array, shape (n,)
        CO2 recovered for use elsewhere, urea above all [t].

    Returns
    -------
    float or array, shape (n,)
        CO2, never below zero [t].

    Raises
    ------
    ValueError
        The oxidation factor lies outside 0 to 1.

    Notes
    -----
    .. math:: E = AP \cdot FR \cdot CCF \cdot COF \cdot 44/12 - R

    Source: ipcc-2006-v3, Ch 3 Eq. 3.1.

    Examples
    --------
    >>> round(float(ammonia_co2(ammonia=1000.0, fuel=30.0, carbon_content=15.3)), 4)
    1683.0
    """
    oxidised = share(oxidation_factor, "oxidation factor")[()]
    return np.maximum(ammonia * fuel * carbon_content * oxidised * (44 / 12) / 1000 - recovered, 0.0)


def ammonia_slip(*, flue_gas: Any, concentration: Any) -> Any:
    r"""NH3 that leaves a catalytic or non-catalytic denitrification unused.

    Parameters
    ----------
    flue_gas : float or array, shape (n,)
        Flue gas, in the same state (dry or wet, oxygen, temperature) as the concentration [m3].
    concentration : float or array, shape (n,)
        Ammonia behind the unit [mg/m3].

    Returns
    -------
    float or array, shape (n,)
        NH3 [t].

    Notes
    -----
    .. math:: E = V \cdot C \cdot 10^{-9}

    Source: mass balance.

    Examples
    --------
    >>> ammonia_slip(flue_gas=1e9, concentration=2.5)
    2.5
    """
    return flue_gas * concentration / 1e9
