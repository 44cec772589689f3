"""Ecological compensation: money follows the classes and concentrations that a check has judged."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from zzcarbon.errors import TargetError, UnknownNameError, shown
from zzcarbon.tables.stated import is_number
from zzcarbon.targets.verdict.scorecard import Scorecard

__all__ = ["compensation"]


def compensation(
    card: Scorecard, rates: Mapping[str, float], *, rewards: Mapping[str, float] | None = None, currency: str = "CNY"
) -> pd.DataFrame:
    r"""Return what each section, source or district pays or receives.

    Parameters
    ----------
    card : Scorecard
        A check as of the year that is paid for.
    rates : mapping of str to float
        Money for each class, or each unit, by which a target is missed: by id of a target or the beginning of
        ids, the longest that fits. The rules of the authority, there is no default. [currency/class, currency/unit]
    rewards : mapping of str to float, optional
        Money for each class or unit by which it is kept better than asked; none if left out.
    currency : str
        Currency of the rates.

    Returns
    -------
    pandas.DataFrame
        ``target indicator area status gap rate amount currency reason``: ``amount`` is negative where money is paid and
        NaN where the target is undetermined, with the reason.

    Raises
    ------
    UnknownNameError
        A rate fits no target of the card.
    TargetError
        A rate is negative.

    Notes
    -----
    .. math:: M = -r \max(g, 0) + b \max(-g, 0)

    with the gap g in classes or in the unit of the target, rate r and reward b.
    """
    better = dict(rewards or {})
    frame = card.frame[card.frame["reason"] != "superseded"]
    for name, rate in (*rates.items(), *better.items()):
        if not (is_number(rate) and rate >= 0):
            raise TargetError(f"the rate of {name} is at least 0, not {shown(rate)}")
        if not any(str(target).startswith(name) for target in frame["target"]):
            raise UnknownNameError("target", name, frame["target"])
    rows = []
    for row in frame.to_dict("records"):
        due, paid = _rate(rates, row["target"]), _rate(better, row["target"])
        if due is None and paid is None:
            continue
        known = row["status"] in {"met", "not met"}
        gap = float(row["gap"]) if known else np.nan
        amount = (paid or 0.0) * max(-gap, 0.0) - (due or 0.0) * max(gap, 0.0) if known else np.nan
        reason = "" if known else row["reason"]
        used = due if known and gap > 0 else paid
        rows.append([row["target"], row["indicator"], row["area"], row["status"], gap, used, amount, currency, reason])
    columns = ["target", "indicator", "area", "status", "gap", "rate", "amount", "currency", "reason"]
    return pd.DataFrame(rows, columns=columns)


def _rate(rates: Mapping[str, float], target: str) -> float | None:
    fitting = [name for name in rates if target.startswith(name)]
    return rates[max(fitting, key=len)] if fitting else None
