"""Control devices: what is generated, collected, removed, and how long the device runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import DataError
from zzcarbon.industry.shares import share

__all__ = ["Release", "controlled_emission", "in_parallel", "in_series"]

Array = npt.NDArray[np.float64]


class Release(NamedTuple):
    """An emission in its two parts.

    Attributes
    ----------
    organised : float or array
        What leaves through the stack, after the device.
    fugitive : float or array
        What was never collected.
    """

    organised: Any
    fugitive: Any

    @property
    def total(self) -> Any:
        """Both parts together."""
        return self.organised + self.fugitive


def controlled_emission(
    activity: Any, generation: Any, collection: Any = 1.0, removal: Any = 0.0, operating_rate: Any = 1.0
) -> Release:
    r"""Emission behind a hood and a device, organised and fugitive apart.

    Parameters
    ----------
    activity : float or array, shape (n,)
        Activity, for example paint used [any unit].
    generation : float or array, shape (n,)
        Generated per activity, before any control [mass per unit of the activity].
    collection : float or array, shape (n,)
        Share that the hood collects [1].
    removal : float or array, shape (n,)
        Share of the collected that the device removes while it runs [1].
    operating_rate : float or array, shape (n,)
        Share of the production time in which the device runs [1].

    Returns
    -------
    Release
        ``organised`` and ``fugitive`` [mass].

    Raises
    ------
    DataError
        A share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = M G \left(c (1 - \eta k) + (1 - c)\right)

    Source: cn-coef-handbook-2021, coefficient method (generation, removal, running rate). Devices in
    series or in parallel: compose ``removal`` with `in_series` and `in_parallel` first.

    Examples
    --------
    >>> release = controlled_emission(100.0, 0.2, collection=0.8, removal=0.9, operating_rate=0.5)
    >>> [round(float(part), 6) for part in release]
    [8.8, 4.0]
    """
    collected = share(collection, "collection")
    passed = 1 - share(removal, "removal") * share(operating_rate, "operating rate")
    generated = activity * generation
    return Release(generated * (collected * passed)[()], generated * (1 - collected)[()])


def in_series(removals: Sequence[Any], operating_rates: Sequence[Any] | None = None) -> Any:
    r"""Return the removal of devices one behind the other.

    Parameters
    ----------
    removals : sequence of float or array
        Removal of each device, in any order [1].
    operating_rates : sequence of float or array, optional
        Share of time each one runs, independent of the others; all the time if not given [1].

    Returns
    -------
    float or array
        Removal of all together [1].

    Raises
    ------
    DataError
        A share lies outside 0 to 1, or the two sequences differ in length.

    Notes
    -----
    .. math:: \eta = 1 - \prod_i (1 - \eta_i k_i)

    The devices are taken to remove the same share of whatever reaches them. Source: identity.

    Examples
    --------
    >>> round(float(in_series([0.5, 0.9])), 6)
    0.95
    """
    rates = _rates(removals, operating_rates)
    passed: Array = np.asarray(1.0)
    for removal, rate in zip(removals, rates, strict=True):
        passed = passed * (1 - share(removal, "removal") * share(rate, "operating rate"))
    return (1 - passed)[()]


def in_parallel(
    removals: Sequence[Any], gas_shares: Sequence[Any], operating_rates: Sequence[Any] | None = None
) -> Any:
    r"""Return the removal of devices side by side, each on its share of the gas.

    Parameters
    ----------
    removals : sequence of float or array
        Removal of each device [1].
    gas_shares : sequence of float or array
        Share of the pollutant that each device receives; what is missing to 1 passes untreated [1].
    operating_rates : sequence of float or array, optional
        Share of time each one runs; all the time if not given [1].

    Returns
    -------
    float or array
        Removal of all together [1].

    Raises
    ------
    DataError
        A share lies outside 0 to 1, the shares of the gas add up to more than 1, or lengths differ.

    Notes
    -----
    .. math:: \eta = \sum_i s_i \eta_i k_i, \qquad \sum_i s_i \le 1

    Source: mass balance.

    Examples
    --------
    >>> round(float(in_parallel([0.9, 0.5], [0.5, 0.5])), 6)
    0.7
    """
    rates = _rates(removals, operating_rates)
    total: Array = np.asarray(0.0)
    removed: Array = np.asarray(0.0)
    for removal, part, rate in zip(removals, gas_shares, rates, strict=True):
        fraction = share(part, "share of the gas")
        total = total + fraction
        removed = removed + fraction * share(removal, "removal") * share(rate, "operating rate")
    if bool((total > 1 + 1e-12).any()):
        message = f"the shares of the gas add up to {float(np.max(total))!r}, more than 1"
        raise DataError(message)
    return np.minimum(removed, 1.0)[()]


def _rates(removals: Sequence[Any], operating_rates: Sequence[Any] | None) -> Sequence[Any]:
    """Return one operating rate a device."""
    return [1.0] * len(removals) if operating_rates is None else operating_rates
