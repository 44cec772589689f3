"""CH4 and N2O of wastewater: equations of the IPCC guidelines on numbers and arrays."""

from __future__ import annotations

from typing import Any

__all__ = [
    "domestic_nitrogen",
    "domestic_organics",
    "industrial_organics",
    "sludge_organics",
    "wastewater_ch4",
    "wastewater_n2o",
]

_N2O_PER_N = 44 / 28


def domestic_organics(*, population: Any, bod: Any, days: Any, industrial_factor: Any = 1.0) -> Any:
    r"""Organics in domestic wastewater.

    Parameters
    ----------
    population : float or array, shape (n,)
        Persons [person].
    bod : float or array, shape (n,)
        BOD5 per person [g/(person d)].
    days : float or array, shape (n,)
        Days of the year [d].
    industrial_factor : float or array, shape (n,)
        Correction for industry that discharges into the sewer [1].

    Returns
    -------
    float or array, shape (n,)
        TOW [kg BOD].

    Notes
    -----
    .. math:: TOW = P \cdot BOD \cdot 0.001 \cdot I \cdot d

    Source: ipcc-2006-v5, Ch 6 Eq. 6.3 (365 days there; here the days of the year are an input).

    Examples
    --------
    >>> domestic_organics(population=1000.0, bod=40.0, days=365.0)
    14600.0
    """
    return population * bod * days / 1000.0 * industrial_factor


def industrial_organics(*, product: Any, wastewater: Any, cod: Any) -> Any:
    r"""Organics in industrial wastewater.

    Parameters
    ----------
    product : float or array, shape (n,)
        Industrial product [t].
    wastewater : float or array, shape (n,)
        Wastewater per product [m3/t].
    cod : float or array, shape (n,)
        COD of the untreated wastewater [kg/m3].

    Returns
    -------
    float or array, shape (n,)
        TOW [kg COD].

    Notes
    -----
    .. math:: TOW_i = P_i \cdot W_i \cdot COD_i

    Source: ipcc-2006-v5, Ch 6 Eq. 6.6.

    Examples
    --------
    >>> industrial_organics(product=10.0, wastewater=6.0, cod=3.0)
    180.0
    """
    return product * wastewater * cod


def sludge_organics(*, sludge: Any, removal_factor: Any) -> Any:
    r"""Organics that leave a treatment plant with the sludge.

    Parameters
    ----------
    sludge : float or array, shape (n,)
        Dry mass of sludge removed [t].
    removal_factor : float or array, shape (n,)
        Organics per sludge, K_rem [kg BOD/kg].

    Returns
    -------
    float or array, shape (n,)
        S [kg BOD].

    Notes
    -----
    .. math:: S = S_{mass} \cdot K_{rem} \cdot 1000

    Source: ipcc-2019r-v5, Ch 6 Eq. 6.3b.

    Examples
    --------
    >>> sludge_organics(sludge=2.0, removal_factor=0.8)
    1600.0
    """
    return sludge * removal_factor * 1000.0


def wastewater_ch4(*, organics: Any, b0: Any, mcf: Any, sludge: Any = 0.0, recovered: Any = 0.0) -> Any:
    r"""CH4 of one treatment or discharge pathway.

    Parameters
    ----------
    organics, sludge : float or array, shape (n,)
        Organics that enter the pathway, and those of them that leave with the sludge [kg BOD or kg COD].
    b0 : float or array, shape (n,)
        CH4 producing capacity, of BOD or of COD as the organics are [kg/kg].
    mcf : float or array, shape (n,)
        Methane correction factor of the pathway [1].
    recovered : float or array, shape (n,)
        CH4 recovered or flared [kg].

    Returns
    -------
    float or array, shape (n,)
        CH4 [kg].

    Notes
    -----
    .. math:: E = (TOW - S) \cdot B_0 \cdot MCF - R

    Source: ipcc-2006-v5 and ipcc-2019r-v5, Ch 6 Eq. 6.1, 6.2, 6.4, 6.5.

    Examples
    --------
    >>> wastewater_ch4(organics=1000.0, b0=0.6, mcf=0.5, sludge=200.0, recovered=40.0)
    200.0
    """
    return (organics - sludge) * b0 * mcf - recovered


def domestic_nitrogen(
    *, population: Any, protein: Any, nitrogen_share: Any, extra: Any = 1.0, sludge: Any = 0.0
) -> Any:
    r"""Nitrogen in domestic wastewater.

    Parameters
    ----------
    population : float or array, shape (n,)
        Persons [person].
    protein : float or array, shape (n,)
        Protein eaten per person [kg/(person a)].
    nitrogen_share : float or array, shape (n,)
        Nitrogen in protein, F_NPR [kg/kg].
    extra : float or array, shape (n,)
        Product of the factors for protein not eaten, household chemicals and industry in the sewer [1].
    sludge : float or array, shape (n,)
        Nitrogen removed with the sludge [kg/a].

    Returns
    -------
    float or array, shape (n,)
        Nitrogen [kg/a].

    Notes
    -----
    .. math:: N = P \cdot Protein \cdot F_{NPR} \cdot F_{NON-CON} \cdot F_{IND-COM} \cdot N_{HH} - N_{SLUDGE}

    N_HH belongs to the 2019 Refinement (Eq. 6.10), N_SLUDGE to the 2006 Guidelines (Eq. 6.8).

    Examples
    --------
    >>> domestic_nitrogen(population=1000.0, protein=30.0, nitrogen_share=0.16)
    4800.0
    """
    return population * protein * nitrogen_share * extra - sludge


def wastewater_n2o(*, nitrogen: Any, emission_factor: Any) -> Any:
    r"""N2O of nitrogen that is treated or discharged.

    Parameters
    ----------
    nitrogen : float or array, shape (n,)
        Nitrogen that enters the plant, or that the effluent carries [kg].
    emission_factor : float or array, shape (n,)
        N2O-N per nitrogen [kg/kg].

    Returns
    -------
    float or array, shape (n,)
        N2O [kg].

    Notes
    -----
    .. math:: E = N \cdot EF \cdot 44/28

    Source: ipcc-2006-v5, Ch 6 Eq. 6.7; ipcc-2019r-v5, Ch 6 Eq. 6.7 and 6.9.

    Examples
    --------
    >>> round(wastewater_n2o(nitrogen=1000.0, emission_factor=0.016), 3)
    25.143
    """
    return nitrogen * emission_factor * _N2O_PER_N
