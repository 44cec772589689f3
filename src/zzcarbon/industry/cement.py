"""Cement clinker: the present Chinese method, the first one, and the tiers of the IPCC."""

from __future__ import annotations

from typing import Any

import numpy as np

from zzcarbon.errors import DataError
from zzcarbon.industry.shares import share

__all__ = ["clinker_co2", "clinker_dust_co2", "clinker_oxide_co2", "raw_meal_carbon_co2"]

_CAO = 44 / 56
_MGO = 44 / 40


def clinker_co2(*, clinker: Any, factor: Any, deduction: Any = 0.0) -> Any:
    r"""CO2 of one clinker line after the deduction for raw materials that hold no carbonate.

    Parameters
    ----------
    clinker : float or array, shape (n,)
        Clinker produced [t].
    factor : float or array, shape (n,)
        CO2 per clinker of this kind [t/t].
    deduction : float or array, shape (n,)
        Sum over the replacing raw materials of mass times coefficient [t].

    Returns
    -------
    float or array, shape (n,)
        CO2, never below zero [t].

    Notes
    -----
    .. math:: E = \max\left(0, P \cdot EF - \sum_j M_j d_j\right)

    The maximum is taken for the line as a whole, after its kinds of clinker are summed.
    Source: cn-cets-ag-02.01-2024, process emission.

    Examples
    --------
    >>> float(clinker_co2(clinker=1000.0, factor=0.535, deduction=35.0))
    500.0
    """
    return np.maximum(clinker * factor - deduction, 0.0)


def clinker_oxide_co2(
    *, clinker: Any, cao: Any, mgo: Any, cao_without_carbonate: Any = 0.0, mgo_without_carbonate: Any = 0.0
) -> Any:
    r"""CO2 worked back from the oxides in clinker and in dust.

    Parameters
    ----------
    clinker : float or array, shape (n,)
        Clinker, or dust of the kiln head or of the bypass [t].
    cao, mgo : float or array, shape (n,)
        Oxides in it [1].
    cao_without_carbonate, mgo_without_carbonate : float or array, shape (n,)
        The part of the oxides that did not come from carbonate [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    DataError
        A share lies outside 0 to 1, or more oxide came from elsewhere than there is.

    Notes
    -----
    .. math:: E = Q \left((FR_1 - FR_{10}) \frac{44}{56} + (FR_2 - FR_{20}) \frac{44}{40}\right)

    Source: cn-gbt-32151.8-2015, process emission (GB/T 32151.8-2015); ipcc-2006-v3, Ch 2 Eq. 2.4 for CaO alone.

    Examples
    --------
    >>> round(float(clinker_oxide_co2(clinker=1000.0, cao=0.65, mgo=0.02)), 4)
    532.7143
    """
    lime = share(share(cao, "CaO") - share(cao_without_carbonate, "CaO without carbonate"), "CaO from carbonate")
    magnesia = share(share(mgo, "MgO") - share(mgo_without_carbonate, "MgO without carbonate"), "MgO from carbonate")
    return clinker * (lime * _CAO + magnesia * _MGO)[()]


def raw_meal_carbon_co2(*, raw_meal: Any, carbon: Any) -> Any:
    r"""CO2 of the carbon in raw meal that is neither carbonate nor fuel.

    Parameters
    ----------
    raw_meal : float or array, shape (n,)
        Raw meal [t].
    carbon : float or array, shape (n,)
        Non-fuel carbon in it [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    DataError
        The carbon share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = Q \cdot FR_0 \cdot 44/12

    Source: cn-gbt-32151.8-2015, process emission.

    Examples
    --------
    >>> round(float(raw_meal_carbon_co2(raw_meal=1500.0, carbon=0.002)), 6)
    11.0
    """
    return raw_meal * share(carbon, "carbon")[()] * 44 / 12


def clinker_dust_co2(*, clinker: Any, factor: Any, dust_correction: Any) -> Any:
    r"""CO2 of clinker with a correction for kiln dust that is lost.

    Parameters
    ----------
    clinker : float or array, shape (n,)
        Clinker produced [t].
    factor : float or array, shape (n,)
        CO2 per clinker [t/t].
    dust_correction : float or array, shape (n,)
        Correction for lost cement kiln dust, at least 1 [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    DataError
        The correction is below 1.

    Notes
    -----
    .. math:: E = M_{cl} \cdot EF_{cl} \cdot CF_{ckd}

    Source: ipcc-2006-v3, Ch 2 Eq. 2.2 (tier 2).

    Examples
    --------
    >>> round(float(clinker_dust_co2(clinker=1000.0, factor=0.52, dust_correction=1.02)), 6)
    530.4
    """
    if bool((np.asarray(dust_correction) < 1).any()):
        message = f"the dust correction is at least 1, not {float(np.min(dust_correction))!r}"
        raise DataError(message)
    return clinker * factor * dust_correction
