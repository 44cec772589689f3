"""First-order decay of organic carbon in landfills: all waste types and sites at once, year after year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError

__all__ = ["Decay", "first_order_decay", "landfill_emission"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decay(ResultCard):
    """What became of the decomposable carbon; shape (years, n).

    Attributes
    ----------
    deposited : ndarray
        Decomposable carbon deposited in the year [as the waste].
    decomposed : ndarray
        Carbon decomposed in the year [as the waste].
    stock : ndarray
        Decomposable carbon left at the end of the year [as the waste].
    methane : ndarray
        CH4 generated in the year [as the waste].
    """

    deposited: Array
    decomposed: Array
    stock: Array
    methane: Array


def first_order_decay(
    deposits: Any,
    *,
    organic_carbon: Any,
    decomposed_fraction: Any,
    correction_factor: Any,
    decay_rate: Any,
    methane_fraction: Any,
    start_month: float = 13.0,
) -> Decay:
    r"""CH4 that landfilled waste generates, by first-order decay.

    Parameters
    ----------
    deposits : array, shape (years,) or (years, n)
        Waste deposited in each of consecutive years, for n wastes and sites [t or any mass].
    organic_carbon : float or array, shape (n,) or (years, n)
        Degradable organic carbon, DOC [1].
    decomposed_fraction : float or array, shape (n,) or (years, n)
        Share of it that decomposes, DOC_f [1].
    correction_factor : float or array, shape (n,) or (years, n)
        Methane correction factor of the site, MCF [1].
    decay_rate : float or array, shape (n,)
        Rate constant k [1/a].
    methane_fraction : float or array, shape (n,)
        Methane in landfill gas by volume, F [1].
    start_month : float
        Month M in which decay starts: 13 is January of the year after the deposit, the default of the
        guidelines [month].

    Returns
    -------
    Decay

    Raises
    ------
    DataError
        A deposit is below zero or no number, a share lies outside 0 to 1, a rate is below zero, or the month lies
        outside 1 to 13.

    Notes
    -----
    .. math::

        D = W \cdot DOC \cdot DOC_f \cdot MCF; \quad
        H_t = D_t e^{-k (13 - M)/12} + H_{t-1} e^{-k}

    .. math:: CH_4 = \tfrac{16}{12} F \cdot [D_t (1 - e^{-k (13 - M)/12}) + H_{t-1} (1 - e^{-k})]

    Source: ipcc-2006-v5, Ch 3 Eq. 3.2 to 3.6 and 3A1; ipcc-2019r-v5, waste model.

    Examples
    --------
    >>> decay = first_order_decay([2300.322] * 3, organic_carbon=0.15, decomposed_fraction=0.7,
    ...     correction_factor=0.705, decay_rate=0.185, methane_fraction=0.5)
    >>> decay.methane.round(5).ravel().tolist()
    [0.0, 19.17319, 35.10811]
    """
    waste = np.asarray(deposits, np.float64)
    waste = waste[:, None] if waste.ndim == 1 else waste
    _check(waste, start_month, decay_rate, organic_carbon, decomposed_fraction, correction_factor, methane_fraction)
    deposited = waste * organic_carbon * decomposed_fraction * correction_factor
    rate = np.broadcast_to(np.asarray(decay_rate, np.float64), waste.shape[1:])
    kept, first = np.exp(-rate), np.exp(-rate * (13.0 - start_month) / 12.0)
    stock, decomposed = np.empty_like(deposited), np.empty_like(deposited)
    held = np.zeros(waste.shape[1])
    for year, carbon in enumerate(deposited):
        decomposed[year] = carbon * (1.0 - first) + held * (1.0 - kept)
        held = carbon * first + held * kept
        stock[year] = held
    return Decay(deposited, decomposed, stock, decomposed * methane_fraction * (16 / 12))


def landfill_emission(*, generated: Any, recovered: Any, oxidation: Any) -> Any:
    r"""CH4 that leaves a landfill.

    Parameters
    ----------
    generated : float or array, shape (n,)
        CH4 generated [t].
    recovered : float or array, shape (n,)
        CH4 collected and burnt or used [t].
    oxidation : float or array, shape (n,)
        Share of the rest that the cover oxidises, OX [1].

    Returns
    -------
    float or array, shape (n,)
        CH4 emitted [t].

    Raises
    ------
    DataError
        More is recovered than generated.

    Notes
    -----
    .. math:: E = (G - R)(1 - OX)

    Source: ipcc-2006-v5, Ch 3 Eq. 3.1.

    Examples
    --------
    >>> landfill_emission(generated=100.0, recovered=40.0, oxidation=0.1)
    54.0
    """
    if bool(np.any(np.asarray(recovered) > np.asarray(generated) * (1 + 1e-9))):
        message = f"more CH4 is recovered than generated: {recovered!r} of {generated!r}"
        raise DataError(message)
    return (generated - recovered) * (1.0 - oxidation)


def _check(waste: Array, start_month: float, rate: object, *shares: Any) -> None:
    if waste.ndim != 2 or not bool((waste >= 0).all() and np.isfinite(waste).all()):
        message = "deposits are numbers of zero or more, one row a year"
        raise DataError(message)
    if not 1.0 <= start_month <= 13.0:
        message = f"the start month lies from 1 to 13, not {start_month!r}"
        raise DataError(message)
    if not bool((np.asarray(rate) >= 0).all()):
        message = f"a decay rate is not below zero, not {rate!r}"
        raise DataError(message)
    for share in shares:
        values = np.asarray(share)
        if not bool(((values >= 0) & (values <= 1)).all()):
            message = f"organic carbon, fractions and correction factors lie from 0 to 1, not {share!r}"
            raise DataError(message)
