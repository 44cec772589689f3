"""What one more tonne of a quota costs: the duals of the LP relaxation, and named so."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.infeasibility import refuse
from zzcarbon.planner.model import built_model
from zzcarbon.planner.quotas import Quota
from zzcarbon.planner.solver import MissingSolver

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
    try:
        from scipy.optimize import linprog
        from scipy.sparse import diags, vstack
    except ImportError as error:
        raise MissingSolver("planning needs the extra 'planner': pip install 'zzcarbon[planner]'") from error
    model = built_model(candidates, quotas, years, budget=budget, exclude=exclude)
    if not model.size:
        refuse(model)
    matrix, lower, upper = model.matrix()
    below, above = np.isfinite(lower), np.isfinite(upper)
    stacked = vstack([-matrix[below], matrix[above]]).tocsr()
    limits = np.concatenate([-lower[below], upper[above]])
    largest = np.asarray(abs(stacked).max(axis=1).todense(), float).ravel()
    largest = np.where(largest > 0, largest, 1.0)
    unit = float(np.max(np.abs(model.cost))) or 1.0
    answer = linprog(
        model.cost / unit,
        A_ub=diags(1.0 / largest) @ stacked,
        b_ub=limits / largest,
        bounds=np.column_stack([np.zeros(model.size), model.upper]),
        method="highs",
    )
    if answer.x is None:
        refuse(model)
    count = len(model.quotas)  # quotas are the first rows, and all of them are bounded below
    duals = -np.asarray(answer.ineqlin.marginals)[:count] * unit / largest[:count]
    money = f"{candidates.currency}/(a t)"
    rows = [
        [quota.name, quota.substance, quota.year, quota.required, float(price) + 0.0, money, _BASIS]
        for quota, price in zip(model.quotas, duals, strict=True)
    ]
    columns = ["quota", "substance", "year", "required", "price", "unit", "basis"]
    return pd.DataFrame(rows, columns=columns).assign(relaxed_cost=float(answer.fun) * unit)
