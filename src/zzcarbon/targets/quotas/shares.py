"""A quota among several that owe it: shares, allocation, transfers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import TargetError, UnknownNameError, shown
from zzcarbon.tables.stated import is_number

__all__ = [
    "decompose",
    "equal_shares",
    "given_shares",
    "inverse_cost_shares",
    "proportional_shares",
    "transfer",
]


def equal_shares(districts: Iterable[str]) -> pd.Series:
    """Return equal shares of a quota.

    Parameters
    ----------
    districts : iterable of str
        Names of the districts.

    Returns
    -------
    pandas.Series
        Share by district. [1]

    Examples
    --------
    >>> equal_shares(["East", "West"]).tolist()
    [0.5, 0.5]
    """
    if not isinstance(districts, Iterable):
        raise TargetError(f"districts are names, not {shown(districts)}")
    names = [districts] if isinstance(districts, str) else [str(name) for name in districts]
    return proportional_shares(pd.Series(1.0, index=names))


def proportional_shares(amounts: pd.Series) -> pd.Series:
    """Return shares in proportion to an amount: emissions, or the capacity to abate.

    Parameters
    ----------
    amounts : pandas.Series
        Amount by district, in one unit; none is negative.

    Returns
    -------
    pandas.Series
        Share by district. [1]

    Raises
    ------
    TargetError
        There is no district, one stands twice, or an amount is negative, missing or all are zero.

    Examples
    --------
    >>> proportional_shares(pd.Series({"East": 30.0, "West": 10.0})).tolist()
    [0.75, 0.25]
    """
    values = _check_amounts(amounts, "amounts")
    total = math.fsum(values)
    if total <= 0:
        message = "the amounts of all districts are zero"
        raise TargetError(message)
    return values / total


def inverse_cost_shares(marginal_cost: pd.Series) -> pd.Series:
    """Return shares that are larger where abating is cheaper.

    Parameters
    ----------
    marginal_cost : pandas.Series
        Cost of abating a further tonne by district. [CNY/t]

    Returns
    -------
    pandas.Series
        Share by district, in inverse proportion to cost. [1]

    Raises
    ------
    TargetError
        A cost is not positive.

    Notes
    -----
    For costs that rise linearly with the reduction this is the allocation at which marginal costs are equal.

    Examples
    --------
    >>> inverse_cost_shares(pd.Series({"East": 100.0, "West": 300.0})).tolist()
    [0.75, 0.25]
    """
    values = _check_amounts(marginal_cost, "costs")
    if (values <= 0).any():
        message = "a marginal cost is not positive"
        raise TargetError(message)
    return proportional_shares(1.0 / values)


def given_shares(shares: Mapping[str, float] | pd.Series) -> pd.Series:
    """Return shares that somebody decided, once they add up to one.

    Parameters
    ----------
    shares : mapping of str to float or pandas.Series
        Share by district. [1]

    Raises
    ------
    TargetError
        The shares do not add up to one.

    Examples
    --------
    >>> given_shares({"East": 0.6, "West": 0.4}).tolist()
    [0.6, 0.4]
    """
    values = _check_amounts(shares, "shares")
    total = math.fsum(values)
    if not math.isclose(total, 1.0, rel_tol=0, abs_tol=1e-9):
        message = f"the shares add up to {total!r}, not to 1"
        raise TargetError(message)
    return values


def decompose(quota: float, shares: pd.Series | Mapping[str, float], *, decimals: int | None = None) -> pd.Series:
    """Return a quota by district; the parts add up to it.

    Parameters
    ----------
    quota : float
        The city's quota. [t]
    shares : pandas.Series or mapping of str to float
        Share by district. [1]
    decimals : int, optional
        Round to this many decimals: the districts with the largest remainders are rounded up, so that
        the sum stays.

    Returns
    -------
    pandas.Series
        Duty by district. [t]

    Raises
    ------
    TargetError
        The quota is no mass, or the shares do not add up to one.

    Examples
    --------
    >>> parts = decompose(10.0, equal_shares(["a", "b", "c"]), decimals=0)
    >>> parts.tolist(), sum(parts)
    ([4.0, 3.0, 3.0], 10.0)
    """
    if not (is_number(quota) and quota >= 0):
        raise TargetError(f"a quota is a mass of at least 0, not {shown(quota)}")
    whole = given_shares(shares) * quota
    if decimals is None:
        return whole
    grain = 10.0**-decimals
    steps = np.floor(whole / grain + 1e-9)
    missing = round(quota / grain) - int(steps.sum())
    rest = (whole / grain - steps).to_numpy()
    order = np.lexsort((np.arange(len(rest)), -rest))
    steps.iloc[order[:missing]] += 1
    rounded: pd.Series = (steps * grain).round(max(decimals, 0))
    return rounded


def transfer(allocation: pd.Series, *, giver: str, taker: str, amount: float) -> pd.Series:
    """Return an allocation after a district handed a part of its duty to another.

    Parameters
    ----------
    allocation : pandas.Series
        Duty by district. [t]
    giver, taker : str
        District whose duty falls, and district whose duty rises.
    amount : float
        What is handed over. [t]

    Returns
    -------
    pandas.Series
        Duty by district; the sum is the same. [t]

    Raises
    ------
    UnknownNameError
        A district is not in the allocation.
    TargetError
        The amount is negative or more than the giver's duty, or both districts are one.

    Examples
    --------
    >>> transfer(pd.Series({"East": 6.0, "West": 4.0}), giver="East", taker="West", amount=1.5).tolist()
    [4.5, 5.5]
    """
    moved = _check_amounts(allocation, "duties").copy()
    for name in (giver, taker):
        if name not in moved.index:
            raise UnknownNameError("district", name, moved.index)
    if giver == taker or not (is_number(amount) and 0.0 <= amount <= float(moved[giver])):
        message = f"{giver!r} cannot hand {shown(amount)} t of a duty of {float(moved[giver])!r} t to {taker!r}"
        raise TargetError(message)
    moved[giver] -= amount
    moved[taker] += amount
    return moved


def _check_amounts(values: Any, what: str) -> pd.Series:
    """Return numbers by district, or refuse what cannot be shared by: every district that is wrong."""
    if isinstance(values, Mapping):
        values = pd.Series(dict(values), dtype=object)
    if not isinstance(values, pd.Series):
        raise TargetError(f"the {what} are a pandas.Series of numbers by district, not {shown(values)}")
    numbers: pd.Series = pd.to_numeric(values, errors="coerce").astype(float)
    if not len(numbers):
        message = f"the {what} name no district"
        raise TargetError(message)
    if numbers.index.has_duplicates:
        message = f"the {what} name a district twice: {sorted(set(numbers.index[numbers.index.duplicated()]))}"
        raise TargetError(message)
    bad = numbers[~(np.isfinite(numbers) & (numbers >= 0))]
    if len(bad):
        message = f"the {what} of {', '.join(map(str, bad.index))} are negative or missing"
        raise TargetError(message)
    return numbers
