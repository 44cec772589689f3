"""How likely a portfolio meets its quotas, by drawing what its projects reduce."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import TargetError, require, shown
from zzcarbon.planner.choice import Portfolio
from zzcarbon.planner.duties import Quota, require_quotas

__all__ = ["probabilities", "quota_spread"]

Array = NDArray[np.float64]
_HALF_WIDTH = 1.959963984540054
_ALL = "all quotas"
_BLOCK = 1_000


def probabilities(
    portfolio: Portfolio, *, quotas: Iterable[Quota] | None = None, draws: int = 10_000, seed: int = 0
) -> pd.DataFrame:
    r"""Return the probability that a portfolio meets each quota, and all of them.

    Parameters
    ----------
    portfolio : Portfolio
        What is built; the choice stays as it is.
    quotas : iterable of Quota, optional
        What has to be met; the quotas that it was planned for, if left out. Others are of use where it was
        planned for more than is due, as a margin.
    draws : int
        Number of draws.
    seed : int
        Seed of the random numbers: the same seed gives the same answer.

    Returns
    -------
    pandas.DataFrame
        ``quota required mean lower upper probability unit``: mean and 95 % interval of what is achieved [t],
        probability [1]; the last row is that all are met at once.

    Raises
    ------
    TargetError
        No draws, or a quota is due outside the years of the plan.

    Notes
    -----
    .. math:: P_q = \frac{1}{N} \sum_n [\sum_p R_{pq} (1 + u_{pq} z_{pn}/1.96) \ge M_q]

    with z normal, one draw for all substances of a project (a plant that runs badly does so for all of them),
    independent between projects. Losses by overlap are not drawn.
    """
    if not (isinstance(draws, int | np.integer) and draws >= 1):
        message = f"a probability needs draws: 1 or more, not {shown(draws)}"
        raise TargetError(message)
    model = require(portfolio, Portfolio, "planner.portfolio(...)").model
    due = model.quotas if quotas is None else require_quotas(quotas, model.years[0], model.years[-1])
    terms = [_terms(portfolio, quota) for quota in due]
    chosen = np.flatnonzero(np.any([spread != 0 for _, spread in terms], axis=0))
    spreads = np.array([spread[chosen] for _, spread in terms])
    means = np.array([portfolio.achieved(quota) for quota in due])
    random = np.random.default_rng(seed)
    sums = np.empty((draws, len(means)))
    for start in range(0, draws, _BLOCK):
        stop = min(start + _BLOCK, draws)
        sums[start:stop] = means + random.standard_normal((stop - start, len(chosen))) @ spreads.T
    required = np.array([quota.required for quota in due])
    met = sums >= required - 1e-9 * np.maximum(np.abs(required), 1.0)
    lower, upper = np.quantile(sums, [0.025, 0.975], axis=0)
    table = pd.DataFrame(
        {
            "quota": [*(quota.name for quota in due), _ALL],
            "required": [*required, np.nan],
            "mean": [*means, np.nan],
            "lower": [*lower, np.nan],
            "upper": [*upper, np.nan],
            "probability": [*met.mean(axis=0), met.all(axis=1).mean()],
        }
    )
    return table.assign(unit=["t"] * len(required) + [""])


def quota_spread(portfolio: Portfolio, quota: Quota) -> float:
    """Return the standard deviation of what a portfolio counts for a quota, projects independent [t]."""
    return float(np.sqrt(np.sum(_terms(portfolio, quota)[1] ** 2)))


def _terms(portfolio: Portfolio, quota: Quota) -> tuple[Array, Array]:
    """Return what each candidate counts for a quota, and its standard deviation [t]."""
    model = portfolio.model
    count = len(model.candidates)
    start = np.full(count, np.inf)
    size = np.zeros(count)
    built = portfolio.scale > 0
    start[model.candidate[built]], size[model.candidate[built]] = model.year[built], portfolio.scale[built]
    rows = model.candidates.reductions
    rows = rows[rows["substance"] == quota.substance]
    place = rows["candidate"].to_numpy(int)
    years = np.maximum(quota.year - (start[place] + rows["lag"].to_numpy()) + 1, 0.0)
    years = years if quota.counting == "running" else (years > 0).astype(float)
    amount = rows["reduction"].to_numpy(float) * size[place] * years
    spread = amount * rows["uncertainty"].to_numpy(float) / _HALF_WIDTH
    return np.bincount(place, amount, count).astype(float), np.bincount(place, spread, count).astype(float)
