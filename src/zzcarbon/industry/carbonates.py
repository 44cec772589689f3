"""Carbonates that are split by heat: lime, glass, ceramics, bricks, refractories, fluxes."""

from __future__ import annotations

from typing import Any

import numpy as np

from zzcarbon.errors import DataError
from zzcarbon.industry.shares import share

__all__ = ["carbonate_co2", "glass_co2", "lime_co2"]


def carbonate_co2(*, carbonate: Any, factor: Any, purity: Any = 1.0, calcined: Any = 1.0) -> Any:
    r"""CO2 of a carbonate that is split.

    Parameters
    ----------
    carbonate : float or array, shape (n,)
        Mineral used [t].
    factor : float or array, shape (n,)
        CO2 per pure carbonate, 44 over its molar mass [t/t].
    purity : float or array, shape (n,)
        Carbonate in the mineral [1].
    calcined : float or array, shape (n,)
        Share that is split [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    DataError
        Purity or the calcined share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = M \cdot EF \cdot PUR \cdot F

    Source: ipcc-2006-v3, Ch 2 Eq. 2.14 (limestone and dolomite apart), Eq. 2.15; cn-ndrc-24-sectors, carbonates.

    Examples
    --------
    >>> round(float(carbonate_co2(carbonate=100.0, factor=0.43971, purity=0.9)), 4)
    39.5739
    """
    return carbonate * factor * (share(purity, "purity") * share(calcined, "calcined"))[()]


def lime_co2(*, lime: Any, factor: Any, kiln_dust: Any = 1.0, hydrated: Any = 0.0, water: Any = 0.0) -> Any:
    r"""CO2 of lime from its mass.

    Parameters
    ----------
    lime : float or array, shape (n,)
        Lime produced [t].
    factor : float or array, shape (n,)
        CO2 per lime of this kind [t/t].
    kiln_dust : float or array, shape (n,)
        Correction for dust that is not in the product, at least 1 [1].
    hydrated : float or array, shape (n,)
        Share of the lime that was slaked [1].
    water : float or array, shape (n,)
        Water in the slaked lime [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    DataError
        A share lies outside 0 to 1, or the correction is below 1.

    Notes
    -----
    .. math:: E = M \cdot EF \cdot CF_{LKD} \cdot (1 - x y)

    Source: ipcc-2006-v3, Ch 2 Eq. 2.6 and the correction for hydrated lime.

    Examples
    --------
    >>> round(float(lime_co2(lime=1000.0, factor=0.75, kiln_dust=1.02)), 6)
    765.0
    """
    if bool((np.asarray(kiln_dust) < 1).any()):
        message = f"the kiln dust correction is at least 1, not {float(np.min(kiln_dust))!r}"
        raise DataError(message)
    slaked = (share(hydrated, "hydrated lime") * share(water, "water in hydrated lime"))[()]
    return lime * factor * kiln_dust * (1 - slaked)


def glass_co2(*, glass: Any, factor: Any, cullet: Any = 0.0) -> Any:
    r"""CO2 of the carbonates in glass, from the glass that is melted.

    Parameters
    ----------
    glass : float or array, shape (n,)
        Glass melted [t].
    factor : float or array, shape (n,)
        CO2 per glass without cullet [t/t].
    cullet : float or array, shape (n,)
        Share of cullet in the charge [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    DataError
        The cullet ratio lies outside 0 to 1.

    Notes
    -----
    .. math:: E = M_g \cdot EF \cdot (1 - CR)

    Source: ipcc-2006-v3, Ch 2 Eq. 2.10 and 2.11.

    Examples
    --------
    >>> round(float(glass_co2(glass=1000.0, factor=0.2, cullet=0.5)), 6)
    100.0
    """
    return glass * factor * (1 - share(cullet, "cullet"))[()]
