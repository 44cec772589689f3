"""Loads of outlets and plants: equations on numbers and arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import DataError
from zzcarbon.of_numbers import of_numbers

__all__ = [
    "coefficient_load",
    "flow_weighted_concentration",
    "monitored_load",
    "permitted_load",
    "removed_load",
    "sampled_load",
]

_GRAMS_PER_TONNE = 1e6


def monitored_load(*, concentration: Any, volume: Any) -> Any:
    r"""Load of an outlet from the concentration and the volume of each period.

    Parameters
    ----------
    concentration : float or array, shape (n,)
        Mean concentration of the period [mg/L].
    volume : float or array, shape (n,)
        Water discharged in the period [m3].

    Returns
    -------
    float or array, shape (n,)
        Load [t].

    Notes
    -----
    .. math:: E_i = c_i \cdot q_i \cdot 10^{-6}

    The load of a year is the sum over its periods. Source: mep-2017-81-17ind, automatic monitoring of water.

    Examples
    --------
    >>> round(monitored_load(concentration=251.0, volume=900.0), 6)
    0.2259
    """
    return concentration * volume / _GRAMS_PER_TONNE


@of_numbers
def flow_weighted_concentration(*, concentration: npt.ArrayLike, flow: npt.ArrayLike) -> float:
    r"""Mean concentration weighted by the flow.

    Parameters
    ----------
    concentration : array, shape (n,)
        Concentrations [mg/L].
    flow : array, shape (n,)
        Flow at each of them, not all zero [m3/d, m3/h or m3].

    Returns
    -------
    float
        Mean [mg/L].

    Raises
    ------
    DataError
        No flow, or as many flows as concentrations are not given.

    Notes
    -----
    .. math:: \bar c = \sum_i c_i q_i / \sum_i q_i

    Source: mep-2017-81-17ind, manual monitoring of water (the same product of sums).

    Examples
    --------
    >>> flow_weighted_concentration(concentration=[10.0, 50.0], flow=[300.0, 100.0])
    20.0
    """
    c, q = _pair(concentration, flow)
    if q.sum() <= 0:
        raise DataError("the flow must be above zero to weight by it")
    return float((c * q).sum() / q.sum())


def sampled_load(*, concentration: npt.ArrayLike, flow: npt.ArrayLike, duration: float) -> float:
    r"""Load of a period from samples that each have a concentration and a flow.

    Parameters
    ----------
    concentration : array, shape (n,)
        Concentrations of the samples [mg/L].
    flow : array, shape (n,)
        Flow at each sample [m3/d].
    duration : float
        Days of discharge in the period [d].

    Returns
    -------
    float
        Load [t].

    Raises
    ------
    DataError
        As many flows as concentrations are not given, or there are none.

    Notes
    -----
    .. math:: E = \frac{1}{n}\sum_i c_i q_i \cdot h \cdot 10^{-6}

    Never mean concentration times mean flow. Source: mep-2017-81-17ind, manual monitoring.

    Examples
    --------
    >>> sampled_load(concentration=[10.0, 50.0], flow=[300.0, 100.0], duration=100.0)
    0.4
    """
    c, q = _pair(concentration, flow)
    return float((c * q).mean() * duration / _GRAMS_PER_TONNE)


def removed_load(*, volume: Any, inflow_concentration: Any, outflow_concentration: Any) -> Any:
    r"""Load that a treatment plant takes out of the water.

    Parameters
    ----------
    volume : float or array, shape (n,)
        Water treated [m3].
    inflow_concentration, outflow_concentration : float or array, shape (n,)
        Concentration before and after [mg/L].

    Returns
    -------
    float or array, shape (n,)
        Load removed [t]; negative if the water leaves worse than it came.

    Notes
    -----
    .. math:: R = V (C_{in} - C_{out}) \cdot 10^{-6}

    A mass balance of the water treated.

    Examples
    --------
    >>> removed_load(volume=1e6, inflow_concentration=300.0, outflow_concentration=30.0)
    270.0
    """
    return volume * (inflow_concentration - outflow_concentration) / _GRAMS_PER_TONNE


def coefficient_load(*, activity: Any, coefficient: Any, removal: Any = 0.0, running_rate: Any = 1.0) -> Any:
    r"""Load from a generation coefficient and a removal.

    Parameters
    ----------
    activity : float or array, shape (n,)
        Product, raw material or persons [t, person ...].
    coefficient : float or array, shape (n,)
        Load generated per activity [t/t, t/person ...].
    removal : float or array, shape (n,)
        Share removed while the treatment runs [1].
    running_rate : float or array, shape (n,)
        Share of the water treated while the treatment ran [1].

    Returns
    -------
    float or array, shape (n,)
        Load discharged [t].

    Notes
    -----
    .. math:: E = A \cdot k \cdot (1 - \eta \cdot r)

    The running rate stands in the form attributed to the 2021 handbook, whose text was not seen
    (mee-2021-24): it is 1 unless it is given.

    Examples
    --------
    >>> coefficient_load(activity=28.0, coefficient=214e-6, removal=0.65)
    0.0020972
    """
    return activity * coefficient * (1.0 - removal * running_rate)


def permitted_load(*, daily_flow: Any, days: Any, limit: Any) -> Any:
    r"""Load that a discharge limit allows.

    Parameters
    ----------
    daily_flow : float or array, shape (n,)
        Mean discharge of the last three years; of a plant not yet running, the design flow [m3/d].
    days : float or array, shape (n,)
        Days of discharge [d].
    limit : float or array, shape (n,)
        Limit of the concentration [mg/L].

    Returns
    -------
    float or array, shape (n,)
        Permitted load [t].

    Notes
    -----
    .. math:: E_{allow} = Q \cdot C_{limit} \cdot 10^{-6}

    Source: hj-978-2018, permitted discharge of outlets (read in public code; grade C).

    Examples
    --------
    >>> permitted_load(daily_flow=5000.0, days=365.0, limit=50.0)
    91.25
    """
    return monitored_load(concentration=limit, volume=daily_flow * days)


def _pair(concentration: npt.ArrayLike, flow: npt.ArrayLike) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    c, q = np.asarray(concentration, np.float64), np.asarray(flow, np.float64)
    if c.shape != q.shape or not c.size:
        raise DataError(f"{c.size} concentrations and {q.size} flows: each sample needs both")
    return c, q
