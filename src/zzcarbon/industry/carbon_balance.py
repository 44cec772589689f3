"""Carbon that enters less carbon that leaves: steel, chemicals, coke, petrochemicals."""

from __future__ import annotations

from typing import Any

import numpy as np

from zzcarbon.industry.shares import share

__all__ = ["carbon_balance_co2", "carbon_deposit_co2", "electrode_co2", "embedded_co2", "reductant_co2"]


def carbon_balance_co2(
    *, inputs: Any, input_carbon: Any, outputs: Any = (), output_carbon: Any = (), stock_increase: Any = 0.0
) -> float:
    r"""CO2 of a unit or a plant from its carbon balance.

    Parameters
    ----------
    inputs, input_carbon : array, shape (i,)
        What enters [t] and its carbon [t/t].
    outputs, output_carbon : array, shape (j,)
        Products, by-products and wastes that leave [t] and their carbon [t/t].
    stock_increase : float
        Carbon by which the stocks grew [t].

    Returns
    -------
    float
        CO2, never below zero [t].

    Raises
    ------
    ValueError
        A carbon content lies outside 0 to 1.

    Notes
    -----
    .. math:: E = \max\left(0, \sum_i m_i c_i - \sum_j m_j c_j - \Delta C\right) \cdot 44/12

    Source: cn-ndrc-chemical-2013, fuel as raw material; ipcc-2006-v3, Ch 3 Eq. 3.17 and Ch 4 Eq. 4.9.

    Examples
    --------
    >>> round(carbon_balance_co2(inputs=[100.0], input_carbon=[0.9], outputs=[50.0], output_carbon=[0.3]), 6)
    275.0
    """
    entering = np.sum(np.asarray(inputs, dtype=float) * share(input_carbon, "carbon content"))
    leaving = np.sum(np.asarray(outputs, dtype=float) * share(output_carbon, "carbon content"))
    return float(max(entering - leaving - stock_increase, 0.0) * 44 / 12)


def embedded_co2(*, product: Any, factor: Any) -> Any:
    r"""CO2 that the carbon in a product stands for; it is deducted.

    Parameters
    ----------
    product : float or array, shape (n,)
        Product that leaves [t].
    factor : float or array, shape (n,)
        CO2 per product [t/t].

    Returns
    -------
    float or array, shape (n,)
        CO2 to be deducted [t].

    Notes
    -----
    .. math:: R = P \cdot EF

    Source: cn-cets-ag-03.01-2024, carbon in crude steel and products.

    Examples
    --------
    >>> round(embedded_co2(product=1000.0, factor=0.0154), 6)
    15.4
    """
    return product * factor


def electrode_co2(*, electrode: Any, factor: Any) -> Any:
    r"""CO2 of graphite electrodes that burn off.

    Parameters
    ----------
    electrode : float or array, shape (n,)
        Electrodes consumed [t].
    factor : float or array, shape (n,)
        CO2 per electrode [t/t].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Notes
    -----
    .. math:: E = P \cdot EF

    Source: cn-cets-ag-03.01-2024, electrodes.

    Examples
    --------
    >>> round(electrode_co2(electrode=10.0, factor=3.663), 6)
    36.63
    """
    return electrode * factor


def reductant_co2(*, reductant: Any, carbon: Any, oxidised: Any = 1.0) -> Any:
    r"""CO2 of a carbon-bearing reducing agent or raw material.

    Parameters
    ----------
    reductant : float or array, shape (n,)
        Material used [t].
    carbon : float or array, shape (n,)
        Carbon in it [1].
    oxidised : float or array, shape (n,)
        Share of the carbon that leaves as CO2 [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    ValueError
        A share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = M \cdot c \cdot OF \cdot 44/12

    Source: cn-ndrc-24-sectors, fuel as raw material.

    Examples
    --------
    >>> round(float(reductant_co2(reductant=12.0, carbon=0.5)), 6)
    22.0
    """
    return reductant * (share(carbon, "carbon content") * share(oxidised, "oxidised share"))[()] * 44 / 12


def carbon_deposit_co2(*, coke: object, carbon: object, oxidised: object = 1.0) -> Any:
    r"""CO2 of coke that is burnt off a catalyst.

    Parameters
    ----------
    coke : float or array, shape (n,)
        Coke burnt off [t].
    carbon : float or array, shape (n,)
        Carbon in the coke [1].
    oxidised : float or array, shape (n,)
        Share that is oxidised [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    ValueError
        A share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = MC \cdot CF \cdot OF \cdot 44/12

    Source: cn-ndrc-petrochemical-2014, burn-off of the catalytic cracker and reformer.

    Examples
    --------
    >>> round(float(carbon_deposit_co2(coke=3.0, carbon=1.0, oxidised=0.98)), 6)
    10.78
    """
    return reductant_co2(reductant=coke, carbon=carbon, oxidised=oxidised)
