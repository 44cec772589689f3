"""How candidates depend on each other: what they need, exclude, and lose together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, nearest, shown
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.masses import read_masses
from zzcarbon.vocabulary.substances import substance

__all__ = ["check_links", "links_of", "needed_by", "overlaps_of"]

_OVERLAPS = ("first", "second", "substance", "loss", "unit")
_EMPTY = {"first": int, "second": int, "substance": object, "loss": float}


def links_of(cells: Cells, column: str, places: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the pairs that a column of names tells; unknown names are reported."""
    pairs: list[tuple[int, int]] = []
    texts = cells.text(column)
    for row in np.flatnonzero(texts != "").tolist():
        here = np.arange(len(texts)) == row
        for name in str(texts[row]).replace("；", ";").split(";"):
            if not name.strip():
                continue
            other = places.get(name.strip())
            if other is None:
                near = nearest(name.strip(), places)
                remedy = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
                cells.report(here, column, f"no candidate is called {shown(name.strip())}", remedy)
            elif other == row:
                cells.report(here, column, "a project cannot name itself")
            else:
                pairs.append((row, other))
    return list(dict.fromkeys(pairs))


def needed_by(requires: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return everything that each project needs, directly or by what it needs; those that need nothing are left out.

    Examples
    --------
    >>> needed_by([(0, 1), (1, 2)])
    {0: {1, 2}, 1: {2}}
    """
    direct: dict[int, list[int]] = {}
    for first, second in requires:
        direct.setdefault(first, []).append(second)
    whole: dict[int, set[int]] = {}
    for start, first_ones in direct.items():
        found: set[int] = set()
        left = list(first_ones)
        while left:
            other = left.pop()
            if other not in found:
                found.add(other)
                left += direct.get(other, ())
        whole[start] = found
    return whole


def check_links(
    cells: Cells, frame: pd.DataFrame, requires: Sequence[tuple[int, int]], excludes: Sequence[tuple[int, int]]
) -> None:
    """Report projects that can never be built: they need one that is excluded, or that comes too late."""
    apart = {frozenset(pair) for pair in excludes}
    excluded, names = frame["excluded"].to_numpy(), frame["project"].to_numpy()
    for row, needed in sorted(needed_by(requires).items()):
        here = np.arange(len(frame)) == row
        barred = [str(names[other]) for other in sorted(needed) if excluded[other]]
        if barred and not excluded[row]:
            remedy = "Exclude it as well, or take the dependency away."
            cells.report(here, "requires", f"it depends on an excluded project: {', '.join(barred)}", remedy)
        group = sorted({row, *needed})
        clash = [(a, b) for place, a in enumerate(group) for b in group[place + 1 :] if frozenset((a, b)) in apart]
        for a, b in clash:
            problem = f"it depends on projects that exclude each other: {names[a]} and {names[b]}"
            if row in {a, b}:
                problem = f"it depends on an excluded project: it excludes {names[b if row == a else a]}"
            cells.report(here, "requires", problem)
        late = [str(names[o]) for o in needed if frame["earliest"].iloc[o] > frame["latest"].iloc[row]]
        cells.report(here & bool(late), "requires", f"what it needs comes after its latest year: {', '.join(late)}")


def overlaps_of(
    source: Any, places: Mapping[str, int], reductions: pd.DataFrame
) -> tuple[pd.DataFrame, Sequence[Problem]]:
    """Return what pairs of candidates lose together [t/a], and the problems of the table."""
    if source is None:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _EMPTY.items()}), ()
    try:
        cells = open_cells(source, "overlaps", _OVERLAPS, refusal="the overlaps cannot be used")
    except DataError as error:
        if not error.problems:
            raise
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _EMPTY.items()}), error.problems
    ends = {name: cells.text(name) for name in ("first", "second")}
    for column, names in ends.items():
        cells.report(~pd.Series(names).isin(list(places)).to_numpy(), column, "no candidate has this name")
    cells.report(ends["first"] == ends["second"], "second", "a project does not overlap with itself")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    loss = read_masses(cells, "loss", keys)
    cells.report(loss < 0, "loss", "a negative loss")
    made = pd.DataFrame({name: [places.get(str(text), -1) for text in texts] for name, texts in ends.items()}).assign(
        substance=keys, loss=loss
    )
    totals: dict[Any, float] = reductions.groupby(["candidate", "substance"])["reduction"].sum().to_dict()
    least = [
        min(totals.get((first, key), 0.0), totals.get((second, key), 0.0))
        for first, second, key in made[["first", "second", "substance"]].itertuples(index=False)
    ]
    cells.report(loss > np.array(least) * (1 + 1e-9), "loss", "more than the smaller of the two reduces")
    return made, cells.problems
