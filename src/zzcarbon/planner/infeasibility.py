"""Why no portfolio meets the quotas: which of them bind, and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, TargetError
from zzcarbon.planner.model import Model, Row
from zzcarbon.planner.solver import solve

__all__ = ["InfeasiblePlan", "refuse", "shortfalls"]

_GAP = 1e-3
_SECONDS = 5.0
_TOLERANCE = 1e-6
_LARGE = 2_000
"""From this number of variables on, shortfalls are looked for with parts of projects first."""


class InfeasiblePlan(TargetError, DataError):
    """No portfolio meets the quotas.

    Attributes
    ----------
    problems : tuple of Problem
        One for each quota or budget that binds.
    shortfalls : pandas.DataFrame
        ``constraint required reachable short_alone short_together unit``.
    """

    def __init__(self, message: str, problems: Iterable[Problem], table: pd.DataFrame) -> None:
        super().__init__(message, problems)
        self.shortfalls = table


def shortfalls(model: Model) -> pd.DataFrame:
    """Return how far the quotas are out of reach.

    Parameters
    ----------
    model : Model
        A model, feasible or not.

    Returns
    -------
    pandas.DataFrame
        For each quota ``required``, ``reachable`` (the most that it can reach if the other quotas do not
        count), ``short_alone`` (what is missing then), ``short_together`` (what is missing in the plan that
        misses the smallest sum of shares of the quotas) [t]. For each year with a budget ``required`` is
        the budget and ``short_together`` the money that is missing to meet all quotas, NaN where money does
        not help [currency]. ``basis``: in large models parts of projects are allowed, so that at least so
        much is missing.
    """
    if model.size > _LARGE:
        table = _table(model, whole=False)
        if (table["short_together"].fillna(0.0) > 0).any():
            return table.assign(basis="parts of projects")
    return _table(model, whole=True).assign(basis="whole projects")


def _table(model: Model, *, whole: bool) -> pd.DataFrame:
    together = _together(model, whole=whole)
    rows: list[dict[str, object]] = []
    for place, quota in enumerate(model.quotas):
        reach = _reachable(model, place, whole=whole)
        rows.append(
            {
                "constraint": quota.name,
                "required": quota.required,
                "reachable": reach,
                "short_alone": max(quota.required - reach, 0.0),
                "short_together": together[place],
                "unit": "t",
            }
        )
    return pd.DataFrame(rows + _missing_money(model, whole=whole))


def refuse(model: Model) -> NoReturn:
    """Raise the error that says which quotas bind and by how much.

    Raises
    ------
    InfeasiblePlan
        Always.
    """
    table = shortfalls(model)
    problems = []
    for row in table.to_dict("records"):
        name, unit = str(row["constraint"]), str(row["unit"])
        if name.startswith("budget ") and row["short_together"] > 0:
            what = f"{row['short_together']:.6g} {unit} are missing to meet all quotas"
            problems.append(Problem("", name, "budget", f"{row['required']:.6g} {unit}", what))
        elif row["short_alone"] > _TOLERANCE * max(abs(row["required"]), 1.0):
            what = f"at most {row['reachable']:.6g} {unit} can be reached, {row['short_alone']:.6g} {unit} are missing"
            problems.append(Problem("", name, "quota", f"{row['required']:.6g} {unit}", what))
        elif not name.startswith("budget ") and row["short_together"] > _TOLERANCE * max(abs(row["required"]), 1.0):
            what = f"with the other quotas {row['short_together']:.6g} {unit} are missing"
            problems.append(Problem("", name, "quota", f"{row['required']:.6g} {unit}", what))
    raise InfeasiblePlan("no portfolio meets the quotas", problems, table)


def _reachable(model: Model, place: int, *, whole: bool) -> float:
    """Return the most of a quota if no other has to be met [t]."""
    columns, values = model.quota_terms(model.quotas[place])
    if not model.size:
        return 0.0
    objective = np.zeros(model.size)
    np.add.at(objective, columns, -values)
    if not objective.any():
        return 0.0
    quotas = range(len(model.quotas))
    found = solve(model, objective=objective, skip=quotas, whole=whole, gap=_GAP, seconds=_SECONDS)
    return 0.0 if found.values is None else float(-(objective @ found.values))


def _together(model: Model, *, whole: bool) -> list[float]:
    """Return what each quota misses in the plan that misses the smallest sum of shares [t]."""
    count = len(model.quotas)
    if not model.size:
        return [max(quota.required, 0.0) for quota in model.quotas]
    extra = []
    objective = np.concatenate([np.zeros(model.size), np.ones(count)])
    for place, quota in enumerate(model.quotas):
        columns, values = model.quota_terms(quota)
        size = max(abs(quota.required), 1.0)
        columns = np.append(columns, model.size + place)
        extra.append(Row(quota.name, columns, np.append(values, size), quota.required, np.inf))
    found = solve(
        model,
        objective=objective,
        extra=extra,
        free=count,
        skip=list(range(count)),
        whole=whole,
        gap=_GAP,
        seconds=_SECONDS,
    )
    if found.values is None:
        return [float("nan")] * count
    sizes = [max(abs(quota.required), 1.0) for quota in model.quotas]
    slack = found.values[model.size :]
    return [float(size * part) if part > _TOLERANCE else 0.0 for size, part in zip(sizes, slack.tolist(), strict=True)]


def _missing_money(model: Model, *, whole: bool) -> list[dict[str, object]]:
    """Return what each year's budget misses to meet all quotas; NaN where no money would do."""
    places = [place for place, row in enumerate(model.rows) if row.name.startswith("budget ")]
    if not places:
        return []
    extra = [
        Row(
            model.rows[place].name,
            np.append(model.rows[place].columns, model.size + number),
            np.append(model.rows[place].values, -1.0),
            -np.inf,
            model.rows[place].upper,
        )
        for number, place in enumerate(places)
    ]
    objective = np.concatenate([np.zeros(model.size), np.ones(len(places))])
    found = solve(
        model, objective=objective, extra=extra, free=len(places), skip=places, whole=whole, gap=_GAP, seconds=_SECONDS
    )
    slack = [np.nan] * len(places) if found.values is None else found.values[model.size :].tolist()
    return [
        {
            "constraint": model.rows[place].name,
            "required": model.rows[place].upper,
            "reachable": np.nan,
            "short_alone": np.nan,
            "short_together": money,
            "unit": model.candidates.currency,
        }
        for place, money in zip(places, slack, strict=True)
    ]
