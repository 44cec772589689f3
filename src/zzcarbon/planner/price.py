"""What one more tonne of a quota costs: the duals of the LP relaxation, and named so."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.duties import Quota
from zzcarbon.planner.infeasibility import refuse
from zzcarbon.planner.linear_bound import relaxation
from zzcarbon.planner.model import built_model

__all__ = ["quota_prices"]

_BASIS = "dual of the LP relaxation"


def quota_prices(
    candidates: Candidates,
    quotas: Iterable[Quota],
    *,
    years: tuple[int, int],
    budget: pd.Series | None = None,
    exclude: Iterable[str] = (),
) -> pd.DataFrame:
    r"""Return the price of tightening each quota by a tonne.

    Parameters
    ----------
    candidates, quotas, years, budget, exclude
        As for `portfolio`.

    Returns
    -------
    pandas.DataFrame
        ``quota substance year required price unit basis``; the price is the change of the yearly cost with
        the quota [currency/(a t)], 0 for a quota that does not bind. ``relaxed_cost`` is the cost of the
        relaxation [currency/a], below that of every portfolio.

    Raises
    ------
    InfeasiblePlan
        Not even parts of projects meet the quotas.
    MissingSolver
        scipy is not installed.

    Notes
    -----
    In the LP relaxation a project may be built in part. Its dual is a price of the margin, not what the next
    whole project costs; at a corner it holds on one side only. With whole projects no such price exists.

    .. math:: \lambda_q = \partial C_{LP} / \partial M_q
    """
    model = built_model(candidates, quotas, years, budget=budget, exclude=exclude)
    relaxed = relaxation(model) if model.size else None
    if relaxed is None:
        refuse(model)
    duals = relaxed.duals[: len(model.quotas)]  # quotas are the first rows
    money = f"{candidates.currency}/(a t)"
    rows = [
        [quota.name, quota.substance, quota.year, quota.required, float(price) + 0.0, money, _BASIS]
        for quota, price in zip(model.quotas, duals, strict=True)
    ]
    columns = ["quota", "substance", "year", "required", "price", "unit", "basis"]
    return pd.DataFrame(rows, columns=columns).assign(relaxed_cost=relaxed.cost)
