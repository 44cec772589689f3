"""The cost curve of linked candidates: what each adds behind those before it, and whether a plan builds it."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from zzcarbon.errors import UnknownNameError, require
from zzcarbon.planner.candidates import Candidates
from zzcarbon.planner.links import needed_by
from zzcarbon.vocabulary.substances import substance

if TYPE_CHECKING:
    from zzcarbon.planner.choice import Portfolio

__all__ = ["candidate_cost_curve"]

_NOTHING = 1e-12


def candidate_cost_curve(candidates: Candidates, name: str, *, plan: Portfolio | None = None) -> pd.DataFrame:
    r"""Return the marginal abatement cost curve of candidates with their links.

    Parameters
    ----------
    candidates : Candidates
        What can be built; each at full scale.
    name : str
        The substance.
    plan : Portfolio, optional
        A plan of these candidates: ``built`` says what is in it.

    Returns
    -------
    pandas.DataFrame
        In the order of the curve: ``project needs reduction cost marginal_cost cumulative_reduction cumulative_cost``
        [t/a, currency/a, currency/t], ``lost`` to overlaps with what stands before [t/a], ``left_out`` (the project
        before it that excludes it, ``excluded``, or ``none of it`` where it moves none of the substance and nothing
        needs it) and, with a plan, ``built``. What is left out adds nothing and
        stands at the end.

    Raises
    ------
    UnknownNameError
        No candidate moves the substance.

    Notes
    -----
    A candidate that needs others comes with those of them that do not stand yet, at the cost and reduction of all.
    In each step comes the largest saving, then the lowest cost per tonne that is still reduced behind the overlaps.

    Examples
    --------
    >>> from zzcarbon import planner
    >>> names = ["burner", "catalyst", "gas"]
    >>> candidates = planner.read_candidates(
    ...     pd.DataFrame({"project": names, "capital": 0, "operation": [4, 24, 90], "life": 10, "rate": 0.0,
    ...                   "cost_unit": "万元", "price_year": 2024, "earliest": 2024, "excludes": ["", "", "burner"]}),
    ...     pd.DataFrame({"project": names, "substance": "NOx", "reduction": [40.0, 80.0, 95.0], "unit": "t"}),
    ...     pd.DataFrame({"first": ["burner"], "second": ["catalyst"], "substance": "NOx", "loss": 32.0, "unit": "t"}))
    >>> curve = candidate_cost_curve(candidates, "NOx")
    >>> curve[["project", "reduction", "marginal_cost", "left_out"]].values.tolist()
    [['burner', 40.0, 1000.0, ''], ['catalyst', 48.0, 5000.0, ''], ['gas', 0.0, nan, 'burner']]
    """
    require(candidates, Candidates, "planner.read_candidates(...)")
    key = substance(name).key
    if key not in candidates.substances:
        raise UnknownNameError("substance of the candidates", name, candidates.substances)
    curve = _Curve(candidates, key)
    rows = curve.run()
    table = pd.DataFrame(rows, columns=["project", "needs", "reduction", "cost", "lost", "left_out"])
    gain, cost = table["reduction"].to_numpy(float), table["cost"].to_numpy(float)
    table.insert(4, "marginal_cost", np.divide(cost, gain, out=np.full(len(gain), np.nan), where=gain > _NOTHING))
    table.insert(5, "cumulative_reduction", gain.cumsum())
    table.insert(6, "cumulative_cost", cost.cumsum())
    if plan is not None:
        table["built"] = table["project"].isin(set(plan.frame["project"]))
    return table


class _Curve:
    """What stands, what is excluded, and what each candidate would add now."""

    def __init__(self, candidates: Candidates, key: str) -> None:
        frame = candidates.frame
        scale = frame["maximum"].to_numpy(float)
        self.names = candidates.names
        self.cost = frame["yearly_cost"].to_numpy(float) * scale
        self.gain = candidates.total(key) * scale
        self.needs = needed_by(candidates.requires)
        self.apart: dict[int, set[int]] = {}
        for a, b in candidates.excludes:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        self.losses: dict[int, dict[int, float]] = {}
        pairs = candidates.overlaps[candidates.overlaps["substance"] == key]
        for a, b, loss in pairs[["first", "second", "loss"]].itertuples(index=False):
            self.losses.setdefault(int(a), {})[int(b)] = float(loss)
            self.losses.setdefault(int(b), {})[int(a)] = float(loss)
        self.stands: set[int] = set()
        idle = np.flatnonzero(self.gain == 0).tolist()
        self.out: dict[int, str] = dict.fromkeys(np.flatnonzero(frame["excluded"].to_numpy(bool)).tolist(), "excluded")
        self.out = {**dict.fromkeys(set(idle).difference(*self.needs.values()), "none of it"), **self.out}

    def run(self) -> list[tuple[str, str, float, float, float, str]]:
        rows: list[tuple[str, str, float, float, float, str]] = []
        heap = [(self._key(row), row) for row in range(len(self.names)) if row not in self.out]
        heapq.heapify(heap)
        while heap:
            key, row = heapq.heappop(heap)
            if row in self.stands or row in self.out:
                continue
            now = self._key(row)
            if now > key:  # something before it took from it: it waits for its new place
                heapq.heappush(heap, (now, row))
                continue
            rows += self._build(row, heap)
        left = sorted(self.out, key=lambda row: row)
        return rows + [(self.names[row], "", 0.0, 0.0, 0.0, self.out[row]) for row in left]

    def _group(self, row: int) -> list[int]:
        """Return the candidate behind those that it needs and that do not stand yet."""
        return [other for other in (*sorted(self.needs.get(row, ())), row) if other not in self.stands]

    def _lost(self, group: list[int]) -> float:
        """Return what a group loses to what stands and within itself [t/a]."""
        before = {*self.stands}
        lost = 0.0
        for row in group:
            lost += sum(loss for other, loss in self.losses.get(row, {}).items() if other in before)
            before.add(row)
        return lost

    def _key(self, row: int) -> tuple[int, float, int]:
        """Return the place of a candidate now: savings first, then by cost per tonne, then what moves nothing."""
        group = self._group(row)
        cost = float(self.cost[group].sum())
        gain = float(self.gain[group].sum()) - self._lost(group)
        if cost < 0:
            return 0, cost, row
        return (1, cost / gain, row) if gain > _NOTHING else (2, cost, row)

    def _build(
        self, row: int, heap: list[tuple[tuple[int, float, int], int]]
    ) -> list[tuple[str, str, float, float, float, str]]:
        """Put a candidate on the curve with what it needs; what it excludes is out."""
        group = self._group(row)
        for other in group:
            if other in self.out or self.apart.get(other, set()) & {*self.stands, *group}:
                self.out[row] = self.out.get(other) or self.names[min(self.apart[other] & {*self.stands, *group})]
                return []
        needs = "; ".join(self.names[other] for other in group[:-1])
        made = []
        for other in group:
            lost = self._lost([other])
            self.stands.add(other)
            told = needs if other == row else ""
            made.append((self.names[other], told, float(self.gain[other]) - lost, float(self.cost[other]), lost, ""))
            for excluded in self.apart.get(other, set()) - self.stands:
                self.out.setdefault(excluded, self.names[other])
        waiting = {asker for asker, needed in self.needs.items() if needed & {*group}}
        for asker in waiting - self.stands:
            heapq.heappush(heap, (self._key(asker), asker))
        return made
