"""The rule that people use by hand: again and again the project that is cheapest for what is still missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zzcarbon.planner.links import needed_by
from zzcarbon.planner.model import Model

__all__ = ["greedy_choice"]

Array = NDArray[np.float64]
_TOLERANCE = 1e-9


def greedy_choice(model: Model) -> Array | None:
    """Return a portfolio by the greedy rule.

    Parameters
    ----------
    model : Model
        The model.

    Returns
    -------
    numpy.ndarray or None, shape (v,)
        The decisions; None where the rule finds no plan, or where measures overlap, which it cannot see.

    Notes
    -----
    In each step the project (with all that it needs) of the lowest cost per share of the quotas that it
    still closes is built at full scale, in the first year that the budget allows; savings come first.
    """
    if len(model.candidates.overlaps) or not len(model.candidate):
        return None
    return _Greedy(model).run()


class _Greedy:
    """The state of the rule: what is built, what is missing, what money is left."""

    def __init__(self, model: Model) -> None:
        self.model = model
        frame = model.candidates.frame
        self.high = frame["maximum"].to_numpy()
        self.cost = frame["yearly_cost"].to_numpy() * self.high
        self.gains = np.array([model.counted(quota) for quota in model.quotas]) * self.high[model.candidate]
        self.missing = np.array([quota.required for quota in model.quotas])
        self.size = np.maximum(np.abs(self.missing), 1.0)
        self.values = np.zeros(model.size)
        self.open = np.zeros(len(frame), dtype=bool)
        self.open[model.candidate] = True
        self.first = np.full(len(frame), -1)
        self.first[model.candidate[::-1]] = np.arange(len(model.candidate))[::-1]
        self.whole = np.zeros((len(self.missing), len(frame)))
        self.whole[:, self.first >= 0] = self.gains[:, self.first[self.first >= 0]]
        pairs = zip(model.candidate.tolist(), model.year.tolist(), strict=True)
        self.places = {pair: place for place, pair in enumerate(pairs)}
        self.built: dict[int, int] = {}
        self.needs = needed_by(model.candidates.requires)
        self.apart: dict[int, set[int]] = {}
        for a, b in model.candidates.excludes:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        self.limits = {row.name: row for row in model.rows if row.name.startswith("budget ")}
        self.spent = np.zeros(len(self.limits))
        self.limit = np.array([row.upper for row in self.limits.values()])
        self.money = np.zeros((len(self.limits), model.size))
        for place, row in enumerate(self.limits.values()):
            np.add.at(self.money[place], row.columns, row.values)

    def run(self) -> Array | None:
        while (self.missing > _TOLERANCE * self.size).any():
            score = self._scores()
            while np.isfinite(score[best := int(np.argmin(score))]):
                if self._build(best):
                    break
                score[best] = np.inf
            else:
                return None
        return self.values

    def _scores(self) -> Array:
        """Return the cost of each candidate per share of the quotas that it closes; infinite where it does not help."""
        due = np.maximum(self.missing, 0.0)
        closed = (np.minimum(self.whole, due[:, None]) / self.size[:, None])[due > 0].sum(axis=0)
        good = self.open & (self.first >= 0) & (closed > 0)
        rate = np.divide(self.cost, closed, out=np.full(len(closed), np.inf), where=good)
        score: Array = np.where(good & (self.cost < 0), self.cost, rate)
        return score

    def _build(self, row: int) -> bool:
        """Build a candidate with all that it needs, if links, years and money allow it."""
        group = [other for other in (*sorted(self.needs.get(row, ())), row) if other not in self.built]
        if any(not self.open[other] or self._apart(other, group) for other in group):
            self.open[row] = False
            return False
        years = [year for year in self.model.years if all(self._place(other, year) >= 0 for other in group)]
        before = max((self.built[other] for other in self.needs.get(row, ()) if other in self.built), default=0)
        for year in years:
            places = [self._place(other, year) for other in group]
            columns = self.model.scale[places]
            amounts = np.where(columns == places, 1.0, self.high[group])
            spent = self.spent + self.money[:, columns] @ amounts if len(self.limits) else self.spent
            if year >= before and (spent <= self.limit * (1 + _TOLERANCE)).all():
                self.values[places] = 1.0
                self.values[columns] = amounts
                self.missing = self.missing - self.gains[:, places].sum(axis=1)
                self.spent = spent
                for other in group:
                    self.built[other], self.open[other] = year, False
                return True
        self.open[row] = False
        return False

    def _apart(self, row: int, group: list[int]) -> bool:
        """Whether a candidate is excluded by one that is built or that would be built with it."""
        return any(other in self.built or other in group for other in self.apart.get(row, ()))

    def _place(self, row: int, year: int) -> int:
        """Return the decision of a candidate and year, -1 if there is none."""
        return self.places.get((row, year), -1)
