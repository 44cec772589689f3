"""The linear model of a portfolio: variables, rows and costs, without a solver.

Each candidate and year has a decision to build (0 or 1); candidates of variable scale have their scale
beside it; two measures that overlap have an indicator for each year in which both stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem, TargetError, UnknownNameError, require, shown
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.duties import Quota, require_quotas
from zzcarbon.planner.links import needed_by
from zzcarbon.tables.stated import stated_names, stated_span
from zzcarbon.vocabulary.families import families

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Model", "Row", "built_model"]

Array = NDArray[np.float64]
_EARLIER = 1e-7
"""Weight by which, of plans that cost the same, the earlier is taken [share of a yearly cost per year]."""


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint: ``lower <= sum of values x variables <= upper``."""

    name: str
    columns: NDArray[np.int64]
    values: Array
    lower: float
    upper: float


@dataclass(frozen=True, eq=False)
class Model:
    """A portfolio problem as a linear programme with integers.

    Attributes
    ----------
    candidates, quotas, years
        What is to be planned.
    candidate, year : array of int, shape (m,)
        The candidate and year of each decision.
    scale : array of int, shape (m,)
        The variable that holds the scale of each decision.
    factor : array of float, shape (m,)
        What turns that variable into a scale [1].
    cost : array of float, shape (v,)
        Yearly cost of each variable [currency/a].
    late : array of float, shape (v,)
        What breaks ties between years [currency/a].
    integer, upper : array of float, shape (v,)
        Whether a variable is whole, and its largest value; the smallest is 0.
    rows : tuple of Row
        Links, quotas (first of all: one for each of `quotas`, in order) and budgets.
    budget, excluded
        As the caller gave them.
    """

    candidates: Candidates
    quotas: Sequence[Quota]
    years: tuple[int, ...]
    candidate: NDArray[np.int64]
    year: NDArray[np.int64]
    scale: NDArray[np.int64]
    factor: Array
    cost: Array
    late: Array
    integer: Array
    upper: Array
    rows: tuple[Row, ...]
    budget: pd.Series | None = None
    excluded: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Number of variables."""
        return len(self.cost)

    def matrix(self, extra: Sequence[Row] = (), width: int | None = None) -> tuple[csr_matrix, Array, Array]:
        """Return the rows as a sparse matrix with lower and upper bounds."""
        from scipy.sparse import csr_matrix

        rows = (*self.rows, *extra)
        counts = [len(row.columns) for row in rows]
        columns = np.concatenate([row.columns for row in rows])
        values = np.concatenate([row.values for row in rows])
        made = csr_matrix(
            (values, (np.repeat(np.arange(len(rows)), counts), columns)), shape=(len(rows), width or self.size)
        )
        return made, np.array([row.lower for row in rows]), np.array([row.upper for row in rows])

    def sum_of(self, values: Array) -> tuple[NDArray[np.int64], Array]:
        """Return columns and coefficients of the sum of a value per decision times its scale."""
        return self.scale, values * self.factor

    def quota_terms(self, quota: Quota) -> tuple[NDArray[np.int64], Array]:
        """Return columns and coefficients of what counts for a quota [t]."""
        columns, values = self.sum_of(self.counted(quota))
        losses = self.candidates.overlaps
        first = self.size - len(losses) * len(self.years)
        extra_columns, extra_values = [columns], [values]
        for place, (name, loss) in enumerate(zip(losses["substance"], losses["loss"], strict=True)):
            if name != quota.substance:
                continue
            last = self.years.index(quota.year)
            span = range(last + 1) if quota.counting == "running" else (last,)
            extra_columns.append(np.array([first + place * len(self.years) + step for step in span], np.int64))
            extra_values.append(np.full(len(span), -float(loss)))
        return np.concatenate(extra_columns), np.concatenate(extra_values)

    def counted(self, quota: Quota) -> Array:
        """Return what each decision at scale 1 counts for a quota, shape (m,) [t]."""
        rows = self.candidates.reductions
        rows = rows[rows["substance"] == quota.substance]
        found = np.zeros(len(self.candidate))
        for lag, part in rows.groupby("lag"):
            amount = np.bincount(part["candidate"], part["reduction"].astype(float), len(self.candidates))
            years = np.maximum(quota.year - (self.year + int(str(lag))) + 1, 0)
            found += amount[self.candidate] * (years if quota.counting == "running" else years > 0)
        return found


def built_model(
    candidates: Candidates,
    quotas: Iterable[Quota],
    years: tuple[int, int],
    *,
    budget: pd.Series | None = None,
    exclude: Iterable[str] = (),
) -> Model:
    """Return the model of a portfolio.

    Parameters
    ----------
    candidates : Candidates
        What can be built.
    quotas : iterable of Quota
        What has to be met.
    years : tuple of int
        First and last year in which something can be built.
    budget : pandas.Series, optional
        Most that may be spent in a year: capital of what is built and operation of what stands. [currency]
    exclude : iterable of str
        Projects that may not be built.

    Raises
    ------
    DataError
        A project needs one that is excluded here; a year of the budget lies outside.
    UnknownNameError
        There is no such project.
    TargetError
        There are no quotas, or one is due outside the years.
    """
    first, last = stated_span(years)
    candidates = require(candidates, Candidates, "planner.read_candidates(...)")
    span = tuple(range(first, last + 1))
    wanted = require_quotas(quotas, first, last)
    for name in sorted({quota.substance for quota in wanted} & set(families())):
        candidates = candidates.counted_as(name)
    excluded = stated_names(exclude, "excluded projects")
    allowed = _allowed(candidates, excluded)
    frame = candidates.frame
    earliest = np.maximum(frame["earliest"].to_numpy(), first)
    latest = np.minimum(frame["latest"].to_numpy(), last)
    grid = np.arange(first, last + 1)
    open_to = allowed[:, None] & (grid >= earliest[:, None]) & (grid <= latest[:, None])
    candidate, step = np.nonzero(open_to)
    low, high = frame["minimum"].to_numpy()[candidate], frame["maximum"].to_numpy()[candidate]
    count = len(candidate)
    free = low < high
    scale = np.arange(count)
    scale[free] = count + np.arange(int(free.sum()))
    pairs = len(candidates.overlaps) * len(span)
    size = count + int(free.sum()) + pairs
    factor = np.where(free, 1.0, high)
    cost, late, upper = np.zeros(size), np.zeros(size), np.ones(size)
    yearly = frame["yearly_cost"].to_numpy()
    cost[scale] = yearly[candidate] * factor
    typical = float(np.mean(np.abs(yearly))) if len(yearly) else 0.0
    late[:count] = _EARLIER * typical * step
    upper[scale[free]] = high[free]
    integer = np.zeros(size)
    integer[:count] = 1.0
    model = Model(
        candidates, wanted, span, candidate.astype(np.int64), grid[step], scale.astype(np.int64), factor, cost, late,
        integer, upper, (),
    )  # fmt: skip
    rows = [
        *_quota_rows(model),
        *_once(model),
        *_scales(model, low, high, free),
        *_links(model),
        *_overlaps(model, count + int(free.sum())),
        *_budgets(model, budget),
    ]
    return Model(
        candidates, wanted, span, model.candidate, model.year, model.scale, factor, cost, late, integer, upper,
        tuple(rows), budget, excluded,
    )  # fmt: skip


def _allowed(candidates: Candidates, exclude: Iterable[str]) -> NDArray[np.bool_]:
    """Return which candidates may be built; a project that needs an excluded one is an error."""
    names = list(candidates.names)
    barred = candidates.frame["excluded"].to_numpy(bool).copy()
    for name in exclude:
        if name not in names:
            raise UnknownNameError("project", name, names)
        barred[names.index(name)] = True
    problems = []
    for row, needed in sorted(needed_by(candidates.requires).items()):
        lost = [names[other] for other in sorted(needed) if barred[other]]
        if lost and not barred[row]:
            problem = f"it depends on an excluded project: {', '.join(lost)}"
            problems.append(Problem("", names[row], "exclude", "", problem, "Exclude it as well."))
    if problems:
        raise DataError("the portfolio cannot be planned", problems)
    return ~barred


def _quota_rows(model: Model) -> Iterable[Row]:
    for quota in model.quotas:
        columns, values = model.quota_terms(quota)
        yield Row(quota.name, columns, values, quota.required, np.inf)


def _decisions(model: Model) -> list[NDArray[np.int64]]:
    """Return the decisions of each candidate."""
    order = np.argsort(model.candidate, kind="stable")
    cuts = np.searchsorted(model.candidate[order], np.arange(1, len(model.candidates)))
    return [part.astype(np.int64) for part in np.split(order, cuts)]


def _once(model: Model) -> Iterable[Row]:
    for part in _decisions(model):
        if len(part) > 1:
            yield Row("once", part, np.ones(len(part)), -np.inf, 1.0)


def _scales(model: Model, low: Array, high: Array, free: NDArray[np.bool_]) -> Iterable[Row]:
    for place in np.flatnonzero(free):
        columns = np.array([model.scale[place], place], np.int64)
        yield Row("at most", columns, np.array([1.0, -high[place]]), -np.inf, 0.0)
        yield Row("at least", columns, np.array([1.0, -low[place]]), 0.0, np.inf)


def _links(model: Model) -> Iterable[Row]:
    parts = _decisions(model)
    for a, b in model.candidates.excludes:
        both = np.concatenate([parts[a], parts[b]])
        yield Row("excludes", both, np.ones(len(both)), -np.inf, 1.0)
    for a, b in model.candidates.requires:
        for year in model.years:
            own, other = (part[model.year[part] <= year] for part in (parts[a], parts[b]))
            if len(own):
                values = np.concatenate([np.ones(len(own)), -np.ones(len(other))])
                yield Row("requires", np.concatenate([own, other]), values, -np.inf, 0.0)


def _overlaps(model: Model, start: int) -> Iterable[Row]:
    """Two measures both stand in a year if the indicator of that year is 1; the model wants it to be 0."""
    parts = _decisions(model)
    pairs = model.candidates.overlaps[["first", "second"]].itertuples(index=False)
    for place, (a, b) in enumerate(pairs):
        for step, year in enumerate(model.years):
            both = np.concatenate([parts[int(a)], parts[int(b)]])
            both = both[model.year[both] <= year]
            column = start + place * len(model.years) + step
            columns = np.append(both, column).astype(np.int64)
            yield Row("overlap", columns, np.append(np.ones(len(both)), -1.0), -np.inf, 1.0)


def _budgets(model: Model, budget: pd.Series | None) -> Iterable[Row]:
    if budget is None:
        return
    if not isinstance(budget, pd.Series | Mapping):
        message = f"a budget is money by year, such as pd.Series({{{model.years[0]}: 1e6}}), not {shown(budget)}"
        raise TargetError(message)
    budget = pd.Series(dict(budget.items()), dtype=float)
    problems = []
    for year, money in budget.items():
        if year not in model.years:
            remedy = f"Years are {model.years[0]} to {model.years[-1]}."
            problems.append(Problem("", str(year), "budget", str(money), "outside the years of the plan", remedy))
        elif not (float(money) >= 0 and np.isfinite(float(money))):
            problems.append(Problem("", str(year), "budget", str(money), "no amount of money"))
    if problems:
        raise DataError("the portfolio cannot be planned", problems)
    frame = model.candidates.frame
    capital, operation = (frame[name].to_numpy()[model.candidate] for name in ("capital", "operation"))
    years: Any = budget.index
    for year in years:
        spent = np.where(model.year == year, capital, 0.0) + np.where(model.year <= year, operation, 0.0)
        columns, values = model.sum_of(spent)
        yield Row(f"budget {year}", columns, values, -np.inf, float(budget[year]))
