"""Carbon and pollutants of a new project: before and after, against benchmark, budget and replacement."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, TargetError, shown
from zzcarbon.tables import to_pandas
from zzcarbon.tables.stated import is_number, stated_amounts
from zzcarbon.targets.quotas.emissions import yearly_totals
from zzcarbon.targets.quotas.offsets import required_offset
from zzcarbon.vocabulary.substances import substance

__all__ = ["appraise_project"]


def appraise_project(
    before: object,
    after: object,
    *,
    output: float | None = None,
    benchmarks: Mapping[str, float] | None = None,
    budget_left: Mapping[str, float] | None = None,
    multiples: Mapping[str, float] | None = None,
    offsets: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    r"""Return what a project adds of each substance, and whether benchmark, budget and replacement allow it.

    Parameters
    ----------
    before, after : data frame
        ``year substance emission unit`` of one year each, for example from ``Inventory.by("year")``: the place as it
        is and with the project. An empty frame before is a new site.
    output : float, optional
        Product of the project in a year, in the unit of the benchmarks. [unit/a]
    benchmarks : mapping of str to float, optional
        Most that a unit of product may emit, by substance. [t/unit]
    budget_left : mapping of str to float, optional
        What is left of a budget or quota, by substance. [t/a]
    multiples : mapping of str to float, optional
        Multiple by which new emissions are replaced (1 equal, 2 double), by substance. [1]
    offsets : mapping of str to float, optional
        Reductions offered for it. [t/a]

    Returns
    -------
    pandas.DataFrame
        ``substance before after change intensity benchmark benchmark_verdict budget_left budget_verdict required_offset
        offered replacement_verdict``, masses in t/a; verdicts are met, not met, undetermined, or empty where nothing is
        asked.

    Raises
    ------
    DataError
        A cell of the emissions is wrong, or a benchmark, budget, multiple or offset cannot be: every problem.
    TargetError
        A table has several years or an emission below zero, a benchmark without output, or an output of nothing.

    Notes
    -----
    .. math:: I = E_1 / Q \le B, \qquad E_1 - E_0 \le M, \qquad \sum O \ge k \max(E_1 - E_0, 0)

    Source: the plan asks for equal or multiple replacement (zz-fyp14-2022, 四（二）) and for carbon in the appraisal
    of projects (bz-draft-2025, chapter 2). Benchmarks, multiples and budgets are the caller's.
    """
    limits, left, times, offered = _stated(
        benchmarks=(benchmarks, 0.0),
        budget_left=(budget_left, -np.inf),
        multiples=(multiples, 1.0),
        offsets=(offsets, 0.0),
    )
    if output is not None and not (is_number(output) and output > 0):
        raise TargetError(f"the output of a project is a number above zero, not {shown(output)}")
    if limits and output is None:
        raise TargetError("a benchmark needs the output of the project, above zero")
    old, new = (_of_one_year(table, what) for table, what in ((before, "before"), (after, "after")))
    asked = {*limits, *left, *times}
    rows = []
    for name in sorted({*old, *new, *asked}):
        was, now = old.get(name, 0.0 if not np.isnan(new.get(name, np.nan)) else np.nan), new.get(name, np.nan)
        change = now - was
        rate = now / output if output else np.nan
        known = name in times and np.isfinite(change)
        need = float(required_offset(max(change, 0.0), times[name])) if known else np.nan
        rows.append(
            {
                "substance": name,
                "before": was,
                "after": now,
                "change": change,
                "intensity": rate,
                "benchmark": limits.get(name, np.nan),
                "benchmark_verdict": _verdict(rate, limits.get(name)),
                "budget_left": left.get(name, np.nan),
                "budget_verdict": _verdict(change, left.get(name)),
                "required_offset": need,
                "offered": offered.get(name, 0.0),
                "replacement_verdict": _verdict(need, offered.get(name, 0.0)) if name in times else "",
            }
        )
    return pd.DataFrame(rows)


def _of_one_year(table: object, what: str) -> dict[str, float]:
    frame = to_pandas(table, what)
    if not len(frame):
        return {}
    totals = yearly_totals(frame)
    below = sorted(totals.loc[totals["emission"] < 0, "substance"].astype(str))
    if below:
        raise TargetError(f"the table {what} the project has an emission below zero: {', '.join(below)}")
    if len(set(totals["year"])) > 1:
        raise TargetError(f"the table {what} the project has several years: give one")
    return {str(name): float(mass) for name, mass in zip(totals["substance"], totals["emission"], strict=True)}


def _stated(**given: tuple[Mapping[str, float] | None, float]) -> list[dict[str, float]]:
    """Return what was stated by substance, under keys, and refuse every number that cannot be."""
    made, problems = [], []
    for argument, (part, low) in given.items():
        amounts, wrong = stated_amounts(part, argument, low=low)
        problems += wrong
        made.append({substance(name).key: value for name, value in amounts.items()})
    if problems:
        raise DataError("the project cannot be appraised", problems)
    return made


def _verdict(value: float, limit: float | None) -> str:
    if limit is None:
        return ""
    if not np.isfinite(value):
        return "undetermined"
    return "met" if value <= limit + 1e-9 * max(abs(limit), 1.0) else "not met"
