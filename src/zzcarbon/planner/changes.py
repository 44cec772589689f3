"""Candidates under other assumptions: rate, cost, reduction, delay, and a price on what they move besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from zzcarbon.errors import DataError, TargetError, require, shown
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.cost import yearly_cost
from zzcarbon.tables.stated import is_number, stated_amounts
from zzcarbon.vocabulary.substances import substance

__all__ = ["change_candidates", "price_co_effects"]


def change_candidates(
    candidates: Candidates,
    *,
    rate: float | None = None,
    cost: float = 1.0,
    reduction: float = 1.0,
    delay: int = 0,
) -> Candidates:
    """Return candidates under another assumption.

    Parameters
    ----------
    candidates : Candidates
        What can be built.
    rate : float, optional
        One rate of interest for all. [1/a]
    cost, reduction : float
        Factor on every capital and operation, and on every reduction. [1]
    delay : int
        Years by which everything can begin later. [a]

    Raises
    ------
    TargetError
        A rate is outside 0 to below 1, a factor is not above zero, a delay is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> from zzcarbon import planner
    >>> made = planner.read_candidates(
    ...     pd.DataFrame({"project": ["kiln"], "capital": [100.0], "operation": [5.0], "life": [10], "rate": [0.0],
    ...                   "cost_unit": ["CNY"], "price_year": [2024], "earliest": [2025]}),
    ...     pd.DataFrame({"project": ["kiln"], "substance": ["NOx"], "reduction": [80.0], "unit": ["t"]}))
    >>> float(change_candidates(made, cost=2.0).frame["yearly_cost"].iloc[0])
    30.0
    """
    if rate is not None and not (is_number(rate) and 0 <= rate < 1):
        raise TargetError(f"a rate of interest lies from 0 to below 1, not {shown(rate)}")
    if not all(is_number(factor) and factor > 0 for factor in (cost, reduction)):
        raise TargetError(f"factors on cost and reduction lie above zero, not {shown(cost)} and {shown(reduction)}")
    if not (is_number(delay) and delay >= 0 and delay == int(delay)):
        raise TargetError(f"a delay is a number of years from 0, not {shown(delay)}")
    frame = require(candidates, Candidates, "planner.read_candidates(...)").frame.copy()
    frame[["capital", "operation"]] *= cost
    interest = frame["rate"].to_numpy() if rate is None else np.full(len(frame), rate)
    frame["rate"] = interest
    frame["yearly_cost"] = yearly_cost(
        capital=frame["capital"], operation=frame["operation"], rate=interest, life=frame["life"]
    )
    frame["earliest"] += delay
    frame["latest"] = np.maximum(frame["latest"], frame["earliest"])
    moved = candidates.reductions.assign(reduction=candidates.reductions["reduction"] * reduction)
    lost = candidates.overlaps.assign(loss=candidates.overlaps["loss"] * reduction)
    return replace(candidates, frame=frame, reductions=moved, overlaps=lost)


def price_co_effects(candidates: Candidates, prices: Mapping[str, float]) -> Candidates:
    r"""Return candidates whose yearly cost is less what their other reductions are worth.

    Parameters
    ----------
    candidates : Candidates
        What can be built.
    prices : mapping of str to float
        Price of a tonne of a substance, stated by the caller; what a project adds costs. [currency/t]

    Raises
    ------
    DataError
        A price is negative or no number: every problem.
    TargetError
        No candidate moves the substance.

    Notes
    -----
    .. math:: c'_p = c_p - \sum_s \pi_s R_{ps}

    Only the objective changes: what is spent under a budget stays what it is.
    """
    frame = require(candidates, Candidates, "planner.read_candidates(...)").frame.copy()
    stated, problems = stated_amounts(prices, "prices")
    if problems:
        raise DataError("the prices cannot be used", problems)
    for name, price in stated.items():
        key = substance(name).key
        if key not in candidates.substances:
            raise TargetError(f"no candidate moves {key}: they move {', '.join(candidates.substances)}")
        frame["yearly_cost"] = frame["yearly_cost"] - price * candidates.total(key)
    return replace(candidates, frame=frame)
