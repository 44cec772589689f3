"""Ecological compensation: money follows the classes and concentrations that a check has judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, TargetError, UnknownNameError, english, require, shown
from zzcarbon.tables.stated import is_number, stated_by_name
from zzcarbon.targets.verdict.scorecard import Scorecard

__all__ = ["Rate", "compensation", "stepped_payment"]

Rate: TypeAlias = float | Mapping[float, float]
"""Money for each unit of a gap; or by steps, ``{0: 100_000, 5: 200_000}``: what lies above 5 at the second rate."""


def stepped_payment(gap: float, rate: Rate) -> float:
    r"""Return the money for a gap, at one rate or at rates that change with it.

    Parameters
    ----------
    gap : float
        What a target is missed or surpassed by. [unit]
    rate : float or mapping of float to float
        Money for each unit; by steps, where each begins and its rate, the first at 0. [currency/unit]

    Raises
    ------
    TargetError
        The gap or a rate is below zero, or the first step does not begin at 0.

    Notes
    -----
    .. math:: M = \sum_i r_i \min(\max(g - b_i, 0), b_{i+1} - b_i)

    Examples
    --------
    The city's own rule for its districts (郑州市环境空气质量生态补偿办法（试行）, in force from 1 October 2020, as
    大河报 of 28 September 2020 prints it): PM2.5 up to 5 ug/m3 above the mean costs 100,000 CNY for each, what lies
    above that 200,000.

    >>> stepped_payment(12.0, {0: 100_000, 5: 200_000})
    1900000.0
    """
    if not (is_number(gap) and gap >= 0):
        raise TargetError(f"a gap to be paid for is a number of at least 0, not {shown(gap)}")
    steps = dict(rate) if isinstance(rate, Mapping) else {0.0: rate}
    if not all(is_number(part) and part >= 0 for part in (*steps, *steps.values())) or min(steps, default=1.0) != 0:
        raise TargetError(f"a rate is at least 0, and steps of rates begin at 0, not {shown(rate)}")
    edges = sorted(steps)
    parts = zip(edges, [*edges[1:], np.inf], strict=True)
    return float(sum(steps[low] * min(max(gap - low, 0.0), high - low) for low, high in parts))


def compensation(
    card: Scorecard, rates: Mapping[str, Rate], *, rewards: Mapping[str, Rate] | None = None, currency: str = "CNY"
) -> pd.DataFrame:
    r"""Return what each section, source or district pays or receives.

    Parameters
    ----------
    card : Scorecard
        A check as of the year that is paid for.
    rates : mapping of str to float or to steps
        Money for each class, or each unit, by which a target is missed: by id of a target or the beginning of
        ids, the longest that fits; steps as for `stepped_payment`. The rules of the authority, there is no default.
        [currency/class, currency/unit]
    rewards : mapping of str to float or to steps, optional
        Money for each class or unit by which it is kept better than asked; none if left out.
    currency : str
        Currency of the rates.

    Returns
    -------
    pandas.DataFrame
        ``target indicator area status gap rate amount currency reason``: ``amount`` is negative where money is paid and
        NaN where the target is undetermined, with the reason; ``rate`` is empty where it is by steps.

    Raises
    ------
    UnknownNameError
        A rate fits no target of the card.
    DataError
        It is no card, or a rate cannot be: every problem.

    Notes
    -----
    .. math:: M = -r \max(g, 0) + b \max(-g, 0)

    with the gap g in classes or in the unit of the target, rate r and reward b.
    """
    require(card, Scorecard, "plan.check(...)")
    due_rates, better = _stated_rates(rates, "rates"), _stated_rates(rewards, "rewards")
    frame = card.frame[card.frame["reason"] != "superseded"]
    for name in (*due_rates, *better):
        if not any(str(target).startswith(name) for target in frame["target"]):
            raise UnknownNameError("target", name, frame["target"])
    rows = []
    for row in frame.to_dict("records"):
        due, paid = _rate(due_rates, row["target"]), _rate(better, row["target"])
        if due is None and paid is None:
            continue
        known = row["status"] in {"met", "not met"}
        gap = float(row["gap"]) if known else np.nan
        used, sign = (due, -1.0) if known and gap > 0 else (paid, 1.0)
        amount = (0.0 if used is None else sign * stepped_payment(abs(gap), used)) if known else np.nan
        rate = used if is_number(used) else None
        reason = "" if known else row["reason"]
        rows.append([row["target"], row["indicator"], row["area"], row["status"], gap, rate, amount, currency, reason])
    columns = ["target", "indicator", "area", "status", "gap", "rate", "amount", "currency", "reason"]
    return pd.DataFrame(rows, columns=columns)


def _stated_rates(given: Any, argument: str) -> dict[str, Rate]:
    named = stated_by_name(given, "rates are stated by id of a target, or by the beginning of ids")
    problems = []
    for name, rate in named.items():
        try:
            stepped_payment(0.0, rate)
        except TargetError as error:
            problems.append(Problem("", name, argument, shown(rate), english(error)))
    if problems:
        raise DataError("the rates cannot be used", problems)
    return named


def _rate(rates: Mapping[str, Rate], target: str) -> Rate | None:
    fitting = [name for name in rates if target.startswith(name)]
    return rates[max(fitting, key=len)] if fitting else None
