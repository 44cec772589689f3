"""The cheapest portfolio that meets every quota by its year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document import Document
from zzcarbon.errors import TargetError, shown
from zzcarbon.plain import plain_rows, plain_value
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.duties import Quota
from zzcarbon.planner.greedy import greedy_choice
from zzcarbon.planner.infeasibility import refuse
from zzcarbon.planner.model import Model, built_model
from zzcarbon.planner.near_optimum import search
from zzcarbon.planner.portfolio_document import portfolio_document
from zzcarbon.planner.solver import Solution
from zzcarbon.settings import chosen_language
from zzcarbon.tables.stated import is_number
from zzcarbon.written_result import WrittenResult

__all__ = ["Portfolio", "portfolio", "portfolio_of", "solved"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Portfolio(WrittenResult):
    """Projects to build, and when.

    Attributes
    ----------
    model : Model
        What was planned.
    values : array of float, shape (v,)
        The decisions.
    bound : float
        No plan costs less. [currency/a]
    seconds : float
        Time of the solver. [s]
    found_by : str
        ``optimum`` (within the gap), ``time limit``, or ``greedy`` where that was cheaper.
    """

    model: Model
    values: Array
    bound: float
    seconds: float
    found_by: str = "optimum"

    def document(self, language: str | None = None) -> Document:
        """Return the portfolio as a document in a language."""
        return portfolio_document(self, chosen_language(language))

    @property
    def record(self) -> tuple[str, ...]:
        """Which substances were counted under the name of a quota, and which were not and why."""
        return self.model.candidates.record

    @property
    def scale(self) -> Array:
        """Scale of each decision of the model, shape (m,) [1]."""
        made: Array = self.values[self.model.scale] * self.model.factor
        return np.where(self.values[: len(made)] > 0.5, made, 0.0)

    @cached_property
    def cost(self) -> float:
        """Yearly cost: capital spread over its life, and operation [currency/a]."""
        return float(self.frame["yearly_cost"].sum())

    @property
    def capital(self) -> float:
        """Money spent on building [currency]."""
        return float(self.frame["capital"].sum())

    @property
    def gap(self) -> float:
        """How far the cost may lie above that of the best plan, as a share of it [1]."""
        if not np.isfinite(self.bound):
            return float("nan")
        return max(self.cost - self.bound, 0.0) / max(abs(self.cost), 1e-12)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The projects: ``project year scale capital operation yearly_cost``, in order of years."""
        model, scale = self.model, self.scale
        built = np.flatnonzero(scale > 0)
        rows = model.candidates.frame.iloc[model.candidate[built]].reset_index(drop=True)
        size = scale[built]
        table = pd.DataFrame({"project": rows["project"], "year": model.year[built], "scale": size})
        for name in ("capital", "operation", "yearly_cost"):
            table[name] = rows[name] * size
        table["district"] = rows["district"]
        return table.sort_values(["year", "project"], kind="stable").reset_index(drop=True)

    @property
    def quotas(self) -> pd.DataFrame:
        """Each quota: ``quota substance counting year required achieved surplus`` [t]."""
        rows = []
        for quota in self.model.quotas:
            achieved = self.achieved(quota)
            rows.append([quota.name, quota.substance, quota.counting, quota.year, quota.required, achieved])
        table = pd.DataFrame(rows, columns=["quota", "substance", "counting", "year", "required", "achieved"])
        return table.assign(surplus=table["achieved"] - table["required"], unit="t")

    def achieved(self, quota: Quota) -> float:
        """Return what the portfolio counts for a quota, losses by overlap taken off [t]."""
        gained = float(self.model.counted(quota) @ self.scale)
        last = self.model.years.index(quota.year)
        span = range(last + 1) if quota.counting == "running" else (last,)
        starts = self._starts()
        lost = 0.0
        for a, b, name, loss in self.model.candidates.overlaps[["first", "second", "substance", "loss"]].itertuples(
            index=False
        ):
            if name == quota.substance:
                lost += loss * sum(max(starts[a], starts[b]) <= self.model.years[step] for step in span)
        return gained - lost

    def _starts(self) -> Array:
        """Return the year in which each candidate is built, infinite if it is not."""
        starts = np.full(len(self.model.candidates), np.inf)
        built = self.scale > 0
        starts[self.model.candidate[built]] = self.model.year[built]
        return starts

    @property
    def spending(self) -> pd.Series:
        """Capital and operation spent in each year [currency]."""
        frame = self.frame
        spent = {
            year: float(
                frame.loc[frame["year"] == year, "capital"].sum() + frame.loc[frame["year"] <= year, "operation"].sum()
            )
            for year in self.model.years
        }
        return pd.Series(spent, name="spending").rename_axis("year")

    def reduced(self, substance: str) -> float:
        """Return the yearly reduction of a substance once everything runs, losses taken off [t/a]."""
        last = self.model.years[-1]
        quota = Quota("", substance, 0.0, last)
        reductions = self.model.candidates.total(substance)
        starts = self._starts()
        pairs = self.model.candidates.overlaps
        pairs = pairs[pairs["substance"] == substance]
        lost = sum(
            loss
            for a, b, loss in pairs[["first", "second", "loss"]].itertuples(index=False)
            if max(starts[a], starts[b]) <= quota.year
        )
        return float(reductions[self.model.candidate] @ self.scale) - float(lost)

    def entries(self, status: str = "planned") -> pd.DataFrame:
        """Return entries of a ledger: what each project adds, in the year in which it adds it.

        Parameters
        ----------
        status : str
            Status of the entries: planned ones enter forecasts; verified ones would count in a check.

        Returns
        -------
        pandas.DataFrame
            Columns of `zzcarbon.targets.read_ledger`.
        """
        model, scale = self.model, self.scale
        built = np.flatnonzero(scale > 0)
        when = pd.DataFrame({"candidate": model.candidate[built], "start": model.year[built], "scale": scale[built]})
        rows = model.candidates.reductions.merge(when, on="candidate").sort_values(["candidate", "substance", "lag"])
        names = model.candidates.frame["project"].to_numpy()[rows["candidate"]]
        districts = model.candidates.frame["district"].to_numpy()[rows["candidate"]]
        amount = rows["reduction"] * rows["scale"]
        later = rows.duplicated(["candidate", "substance"]).to_numpy()
        return pd.DataFrame(
            {
                "project": names,
                "substance": rows["substance"].to_numpy(),
                "reduction": amount.to_numpy(float),
                "unit": "t",
                "year": (rows["start"] + rows["lag"]).to_numpy(),
                "status": status,
                "side_effect": (amount < 0).to_numpy(),
                "increment_of": np.where(later, names, ""),
                "district": districts,
                "uncertainty": rows["uncertainty"].to_numpy(),
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as plain data: projects, quotas, spending by year, cost and how good it is."""
        facts: dict[str, Any] = plain_value(
            {
                "currency": self.model.candidates.currency,
                "price_year": self.model.candidates.price_year,
                "years": [self.model.years[0], self.model.years[-1]],
                "cost": self.cost,
                "capital": self.capital,
                "bound": self.bound,
                "gap": self.gap,
                "found_by": self.found_by,
                "projects": plain_rows(self.frame),
                "quotas": plain_rows(self.quotas),
                "spending": {str(year): money for year, money in self.spending.items()},
            }
        )
        return facts

    def __repr__(self) -> str:
        money = self.model.candidates.currency
        worth = f"{self.cost:,.6g} {money}/a, {self.capital:,.6g} {money} to build"
        return f"<Portfolio of {len(self.frame)} projects: {worth}, gap {self.gap:.2%}, {self.found_by}>"


def portfolio(
    candidates: Candidates,
    quotas: Iterable[Quota],
    *,
    years: tuple[int, int],
    budget: pd.Series | None = None,
    exclude: Iterable[str] = (),
    gap: float = 0.01,
    seconds: float = 60.0,
) -> Portfolio:
    """Return the cheapest portfolio that meets all quotas by their years.

    Parameters
    ----------
    candidates : Candidates
        What can be built.
    quotas : iterable of Quota
        What has to be met; a carbon budget is one of them (`carbon_budget`).
    years : tuple of int
        First and last year in which something can be built.
    budget : pandas.Series, optional
        Most that may be spent in a year: capital of what is built in it, operation of all that stands.
        [currency of the candidates]
    exclude : iterable of str
        Projects that may not be built.
    gap : float
        Relative gap at which the search may stop. [1]
    seconds : float
        Time after which it stops. [s]

    Returns
    -------
    Portfolio

    Raises
    ------
    InfeasiblePlan
        No portfolio meets the quotas: which bind, and by how much.
    DataError
        A project needs one that is excluded.
    TargetError
        There are no quotas, one is due outside the years, or the time ended before a plan was found.

    Notes
    -----
    Minimise the sum of scale x yearly cost over projects; of plans of equal cost the one that builds
    earlier. A project is built once or not at all; a project that needs another is not built before it. Two
    measures on one source lose their overlap as soon as both stand: exact for pairs, on the safe side for
    three and more. A cheaper plan of the greedy rule, if the search stopped early, is taken instead.

    Examples
    --------
    >>> import pandas as pd
    >>> from zzcarbon import planner
    >>> names = ["kiln", "boiler", "buses"]
    >>> candidates = planner.read_candidates(
    ...     pd.DataFrame({"project": names, "capital": [100, 60, 90], "operation": [0, 0, 0], "life": 10, "rate": 0.0,
    ...                   "cost_unit": "万元", "price_year": 2024, "earliest": 2024}),
    ...     pd.DataFrame({"project": names, "substance": "NOx", "reduction": [50.0, 35.0, 40.0], "unit": "t"}))
    >>> due = planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": [70.0], "unit": ["t"], "year": [2025]}))
    >>> planner.portfolio(candidates, due, years=(2024, 2025)).frame[["project", "year"]].values.tolist()
    [['boiler', 2024], ['buses', 2024]]
    """
    model = built_model(candidates, quotas, years, budget=budget, exclude=exclude)
    return portfolio_of(model, gap=gap, seconds=seconds)


def portfolio_of(model: Model, *, gap: float, seconds: float) -> Portfolio:
    """Return the cheapest portfolio of a model; the arguments are those of `portfolio`.

    Raises
    ------
    InfeasiblePlan, TargetError
        As `portfolio`.
    """
    if not (is_number(gap) and 0 <= gap < 1):
        message = f"a gap is a share from 0 to below 1, not {shown(gap)}"
        raise TargetError(message)
    if not model.size:
        refuse(model)
    solution = search(model, gap=gap, seconds=seconds)
    if solution.status == "infeasible":
        refuse(model)
    rule = greedy_choice(model)
    own = None if solution.values is None else solved(model, solution)
    simple = None if rule is None else Portfolio(model, rule, solution.bound, solution.seconds, "greedy")
    if own is None and simple is None:
        message = f"no portfolio was found within {seconds:g} s: allow more time, or a larger gap"
        raise TargetError(message)
    if own is None or (simple is not None and simple.cost < own.cost):
        assert simple is not None  # noqa: S101  # one of the two is there
        return simple
    return own


def solved(model: Model, solution: Solution) -> Portfolio:
    """Return what the solver found as a portfolio."""
    assert solution.values is not None  # noqa: S101  # the callers refuse a search that found nothing
    found_by = "optimum" if solution.status == "optimal" else "time limit"
    return Portfolio(model, solution.values, solution.bound, solution.seconds, found_by)
