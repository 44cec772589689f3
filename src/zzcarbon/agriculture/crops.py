"""Equations of crops: organic amendment of rice fields, straw that is burnt."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import DataError

__all__ = ["burnt_dry_matter", "organic_scaling"]


def organic_scaling(*, amendment: object, conversion: object) -> npt.NDArray[np.float64]:
    r"""Scaling factor of rice methane for organic amendments.

    Parameters
    ----------
    amendment : array, shape (..., k)
        Amount of each of k amendments, straw as dry and others as fresh mass [t/ha].
    conversion : array, shape (..., k)
        Conversion factor of each amendment [1]: ``organic_amendment_conversion`` of the database.

    Returns
    -------
    ndarray of float64, shape (...)
        Scaling factor, at least one [1].

    Raises
    ------
    DataError
        An amount or a conversion factor is below zero.

    Notes
    -----
    .. math:: SF_o = (1 + \sum_k ROA_k CFOA_k)^{0.59}

    Source: ipcc-2006-v4, Ch 5 Eq. 5.3.

    Examples
    --------
    >>> round(float(organic_scaling(amendment=[4.25], conversion=[1.0])), 5)
    2.66008
    """
    rate, factor = np.asarray(amendment, np.float64), np.asarray(conversion, np.float64)
    if bool((rate < 0).any() or (factor < 0).any()):
        message = f"amendments and their conversion factors are not below zero: {amendment!r}, {conversion!r}"
        raise DataError(message)
    result: npt.NDArray[np.float64] = (1.0 + np.atleast_1d(rate * factor).sum(axis=-1)) ** 0.59
    return result


def burnt_dry_matter(*, straw: Any, burnt_share: Any, dry_matter: Any, combustion_factor: Any) -> Any:
    r"""Dry matter of straw that burns in the field.

    Parameters
    ----------
    straw : float or array, shape (n,)
        Straw of the harvest [t].
    burnt_share : float or array, shape (n,)
        Share of it that is set on fire [1].
    dry_matter : float or array, shape (n,)
        Dry matter per mass of straw [1].
    combustion_factor : float or array, shape (n,)
        Share of the burning straw that is consumed [1].

    Returns
    -------
    float or array, shape (n,)
        Dry matter burnt [t].

    Notes
    -----
    .. math:: M = S \cdot f_{burnt} \cdot dm \cdot C_f

    Source: ipcc-2006-v4, Ch 2 Eq. 2.27.

    Examples
    --------
    >>> round(burnt_dry_matter(straw=2.0, burnt_share=1.0, dry_matter=0.85, combustion_factor=0.8), 2)
    1.36
    """
    return straw * burnt_share * dry_matter * combustion_factor
