"""What a portfolio has to meet: quotas by their years, and a carbon budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, TargetError, require, shown
from zzcarbon.tables import open_cells
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.opening import report_totals
from zzcarbon.tables.stated import is_number, is_year, stated_array
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.verdict.plan import Plan
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["Quota", "as_quotas", "carbon_budget", "quotas", "quotas_of_plan", "require_quotas"]


@dataclass(frozen=True, slots=True)
class Quota(ResultCard):
    """One thing that a portfolio has to meet by a year.

    Attributes
    ----------
    name, substance : str
        What it is called, and what it is of.
    required : float
        The sum that is due. [t]
    year : int
        The year by whose end it is due.
    counting : {"booked", "running"}
        ``booked``: newly added yearly abatement, once, in its year (a quota of key projects). ``running``:
        what all projects abate, in every year up to the year (a carbon budget).
    """

    _units_: ClassVar[Mapping[str, str]] = {"required": "t"}

    name: str
    substance: str
    required: float
    year: int
    counting: Literal["booked", "running"] = "booked"


def quotas(frame: Any) -> tuple[Quota, ...]:
    """Read quotas from a table.

    Parameters
    ----------
    frame : data frame
        ``substance required unit year``, optional ``quota`` (name) and ``counting`` (booked or running).

    Returns
    -------
    tuple of Quota

    Raises
    ------
    DataError
        Every problem of every row.

    Examples
    --------
    >>> import pandas as pd
    >>> quotas(pd.DataFrame({"substance": ["NOx"], "required": [1.2], "unit": ["kt"], "year": [2030]}))[0].required
    1200.0
    """
    needed = ("substance", "required", "unit", "year")
    cells = open_cells(frame, "quotas", needed, refusal="the quotas cannot be used")
    report_totals(cells, "quota", "substance")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    cells.report(cells.text("substance") == "", "substance", "the substance is missing", "Name it.")
    required, years = read_masses(cells, "required", keys), cells.year()
    cells.report(required < 0, "required", "a quota below zero is met by nothing")
    counting = cells.text("counting")
    cells.report(~pd.Series(counting).isin(["", "booked", "running"]).to_numpy(), "counting", "booked or running")
    names = cells.text("quota")
    labels = [str(name) or f"{key} {year}" for name, key, year in zip(names, keys, years, strict=True)]
    twice = pd.Series(labels).duplicated().to_numpy()
    cells.report(twice, "quota", "the quota stands twice", "Give each row a name of its own.")
    if cells.problems:
        raise DataError("the quotas cannot be used", cells.problems)
    ways: list[Any] = [str(word) or "booked" for word in counting]
    return tuple(
        Quota(name, key, float(mass), int(year), way)
        for name, key, mass, year, way in zip(labels, keys, required, years, ways, strict=True)
    )


def quotas_of_plan(plan: Plan, ledger: Ledger | None = None, *, as_of: int | None = None) -> tuple[Quota, ...]:
    """Return what is missing of the quotas of a plan.

    Parameters
    ----------
    plan : Plan
        A plan with quotas that a ledger feeds.
    ledger : Ledger, optional
        What is booked and verified already; it is taken off.
    as_of : int, optional
        Last year of the ledger that counts.

    Returns
    -------
    tuple of Quota
        One for each quota of the area of the plan that is in force. [t]

    Raises
    ------
    TargetError
        The plan has no such quota.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> [quota.required for quota in quotas_of_plan(zc.plan("zhengzhou-14fyp"))]
    [19075.0, 10327.0, 10434.0, 263.0]
    """
    card = require(plan, Plan, "zc.plan(...)").check(ledger, as_of=as_of).frame
    found = []
    for target in plan.versions:
        row = card[(card["target"] == target.id) & (card["version"] == target.version)]
        if not target.from_ledger or target.area != plan.area or target.value is None or row.empty:
            continue
        if row["reason"].iloc[0] == "superseded":
            continue
        achieved = row["achieved"].iloc[0]
        done = 0.0 if achieved is None or pd.isna(achieved) else float(achieved)
        words = target.unit.split()
        factor = conversion_factor(target.unit, f"t {target.substance}" if target.substance in words else "t")
        found.append(Quota(target.id, target.substance, max(float(target.value) - done, 0.0) * factor, target.due))
    if not found:
        message = f"the plan {plan.name!r} has no quota that a ledger can feed"
        raise TargetError(message)
    return tuple(found)


def carbon_budget(baseline: pd.Series, budget: float, *, name: str = "carbon budget", gas: str = "CO2") -> Quota:
    r"""Return what a portfolio must abate for emissions to stay inside a budget.

    Parameters
    ----------
    baseline : pandas.Series
        Emission by year without the portfolio, over the years of the budget. [t]
    budget : float
        What may be emitted in these years together. [t]
    name, gas : str
        What the budget is called, and of which gas it is.

    Returns
    -------
    Quota
        Of counting ``running``, due in the last year of the baseline; not above zero where the
        baseline keeps the budget.

    Raises
    ------
    DataError
        The baseline is no series of numbers by year, or the budget no number.

    Notes
    -----
    .. math:: \sum_t (E_t - R_t) \le B \iff \sum_t R_t \ge \sum_t E_t - B

    with R the abatement in place in the year t.

    Examples
    --------
    >>> carbon_budget(pd.Series([100.0, 100.0], index=[2024, 2025]), 150.0).required
    50.0
    """
    if not isinstance(baseline, pd.Series) or baseline.empty or not all(is_year(year) for year in baseline.index):
        raise DataError(f"a baseline is a pandas.Series of emissions by year, not {shown(baseline)}")
    if not is_number(budget):
        raise DataError(f"a budget is a number, not {shown(budget)}")
    required = (
        float(np.sum(stated_array(baseline.to_numpy(), "emissions of a baseline are numbers", low=-np.inf))) - budget
    )
    return Quota(name, substance(gas).key, required, int(max(baseline.index)), "running")


def as_quotas(wanted: Any) -> tuple[Quota, ...]:
    """Return quotas that were made before; a table of them is read.

    Raises
    ------
    DataError
        It is neither, or a cell of the table is wrong.
    """
    if isinstance(wanted, Quota):
        return (wanted,)
    if isinstance(wanted, Iterable) and not isinstance(wanted, str | Mapping | pd.DataFrame | pd.Series):
        listed = tuple(wanted)
        if all(isinstance(quota, Quota) for quota in listed):
            return listed
    return quotas(wanted)


def _is_due(quota: Quota) -> bool:
    """Whether a quota is a mass; a budget that the baseline keeps asks for nothing and may lie below zero."""
    return bool(np.isfinite(quota.required)) and (quota.required >= 0 or quota.counting == "running")


def require_quotas(wanted: Iterable[Quota], first: int, last: int) -> Sequence[Quota]:
    """Return quotas that the years of a plan can serve.

    Raises
    ------
    TargetError
        There are none, or one is due outside the years.
    """
    listed = as_quotas(wanted)
    if not listed:
        raise TargetError("a portfolio needs at least one quota")
    wrong = [f"{quota.name} ({quota.required!r} t)" for quota in listed if not _is_due(quota)]
    if wrong:
        raise TargetError(f"a quota is a mass of at least 0: {', '.join(wrong)}")
    if last < first:
        raise TargetError(f"the years of a portfolio run from the first to the last, not from {first} to {last}")
    late = [quota.name for quota in listed if not first <= quota.year <= last]
    if late:
        message = f"due outside the years {first} to {last}: {', '.join(late)}"
        raise TargetError(message)
    return listed
