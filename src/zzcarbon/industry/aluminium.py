"""Primary aluminium: carbon of the anodes, and the fluorocarbons of the anode effect."""

from __future__ import annotations

from typing import Any

from zzcarbon.industry.shares import share

__all__ = ["anode_co2", "anode_net", "hexafluoroethane", "tetrafluoromethane", "tetrafluoromethane_overvoltage"]


def anode_net(*, anode_gross: Any, loss: Any) -> Any:
    r"""Net consumption of anodes: what was set less the butts that come back.

    Parameters
    ----------
    anode_gross : float or array, shape (n,)
        Anodes set [t].
    loss : float or array, shape (n,)
        Share that returns as butts [1].

    Returns
    -------
    float or array, shape (n,)
        Anodes consumed [t].

    Raises
    ------
    ValueError
        The share lies outside 0 to 1.

    Notes
    -----
    .. math:: M = M_{gross} (1 - l)

    Source: cn-cets-ag-04.01-2024, anode consumption.

    Examples
    --------
    >>> round(float(anode_net(anode_gross=100.0, loss=0.1518)), 6)
    84.82
    """
    return anode_gross * (1 - share(loss, "loss"))[()]


def anode_co2(*, anode_net: Any, sulphur: Any, ash: Any) -> Any:
    r"""CO2 of the anodes that were consumed.

    Parameters
    ----------
    anode_net : float or array, shape (n,)
        Anodes consumed, net [t].
    sulphur, ash : float or array, shape (n,)
        Sulphur and ash in the anode [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    ValueError
        A share lies outside 0 to 1, or sulphur and ash are more than the anode.

    Notes
    -----
    .. math:: E = M (1 - S - A) \cdot 44/12

    Source: cn-ndrc-aluminium-2013, anodes; ipcc-2006-v3, Ch 4 Eq. 4.21 (prebaked cells).

    Examples
    --------
    >>> round(float(anode_co2(anode_net=420.0, sulphur=0.02, ash=0.004)), 2)
    1503.04
    """
    carbon = share(1 - share(sulphur, "sulphur") - share(ash, "ash"), "carbon of the anode")
    return anode_net * carbon[()] * 44 / 12


def tetrafluoromethane(*, aluminium: Any, anode_effect_minutes: Any, slope: Any) -> Any:
    r"""CF4 of the anode effect, by the slope.

    Parameters
    ----------
    aluminium : float or array, shape (n,)
        Aluminium produced [t].
    anode_effect_minutes : float or array, shape (n,)
        Anode effect minutes per cell-day [min/d].
    slope : float or array, shape (n,)
        CF4 per aluminium and anode effect minute per cell-day [kg d/(t min)].

    Returns
    -------
    float or array, shape (n,)
        CF4 [kg].

    Notes
    -----
    .. math:: E = S \cdot AEM \cdot MP

    Source: ipcc-2006-v3, Ch 4 Eq. 4.26.

    Examples
    --------
    >>> round(tetrafluoromethane(aluminium=1000.0, anode_effect_minutes=0.5, slope=0.143), 6)
    71.5
    """
    return slope * anode_effect_minutes * aluminium


def tetrafluoromethane_overvoltage(
    *, aluminium: Any, overvoltage: Any, current_efficiency: Any, coefficient: Any
) -> Any:
    r"""CF4 of the anode effect, by the overvoltage.

    Parameters
    ----------
    aluminium : float or array, shape (n,)
        Aluminium produced [t].
    overvoltage : float or array, shape (n,)
        Anode effect overvoltage [mV].
    current_efficiency : float or array, shape (n,)
        Current efficiency as a share [1].
    coefficient : float or array, shape (n,)
        CF4 per aluminium and millivolt; the table of the IPCC takes the efficiency in percent: divide
        its figure by 100 [kg/(t mV)].

    Returns
    -------
    float or array, shape (n,)
        CF4 [kg].

    Raises
    ------
    ValueError
        The current efficiency lies outside 0 to 1.

    Notes
    -----
    .. math:: E = OVC \cdot \frac{AEO}{CE} \cdot MP

    Source: ipcc-2006-v3, Ch 4 Eq. 4.27.

    Examples
    --------
    >>> round(float(tetrafluoromethane_overvoltage(
    ...     aluminium=1000.0, overvoltage=2.0, current_efficiency=0.95, coefficient=0.0116)), 4)
    24.4211
    """
    return coefficient * overvoltage / share(current_efficiency, "current efficiency")[()] * aluminium


def hexafluoroethane(*, tetrafluoromethane: Any, weight_ratio: Any) -> Any:
    r"""C2F6 that goes with the CF4.

    Parameters
    ----------
    tetrafluoromethane : float or array, shape (n,)
        CF4 [kg].
    weight_ratio : float or array, shape (n,)
        C2F6 per CF4 [kg/kg].

    Returns
    -------
    float or array, shape (n,)
        C2F6 [kg].

    Notes
    -----
    .. math:: E = E_{CF_4} \cdot F

    Source: ipcc-2006-v3, Ch 4 Eq. 4.26.

    Examples
    --------
    >>> round(hexafluoroethane(tetrafluoromethane=71.5, weight_ratio=0.121), 4)
    8.6515
    """
    return tetrafluoromethane * weight_ratio
