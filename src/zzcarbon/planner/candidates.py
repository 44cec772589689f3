"""Candidate projects: what they cost, what they reduce, what they need and exclude; every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, UnitError, english, nearest
from zzcarbon.planner.cost import yearly_cost
from zzcarbon.planner.links import check_links, links_of, overlaps_of
from zzcarbon.planner.portfolio_document import candidates_document
from zzcarbon.projects.project_reductions import Reductions
from zzcarbon.settings import chosen_language
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.headers import LocalNames, local_names
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.opening import report_totals
from zzcarbon.targets.ledger.magnitudes import LARGEST_REDUCTION
from zzcarbon.targets.plan_data.listed_projects import as_listed
from zzcarbon.units import canonical, conversion_factor
from zzcarbon.vocabulary.families import family_members, kinship
from zzcarbon.vocabulary.substances import substance

__all__ = ["Candidates", "candidate_rows", "read_candidates"]

COLUMNS: LocalNames = local_names("candidates")
_NEEDED = ("project", "capital", "operation", "life", "rate", "cost_unit", "price_year", "earliest")
_REFUSAL = "the candidates cannot be used"
_REDUCTIONS = ("project", "substance", "reduction", "unit")
_NO_LIMIT = 9999


@dataclass(frozen=True, eq=False)
class Candidates(ResultCard):
    """Candidate projects, checked. Made by `read_candidates`; never changed.

    Attributes
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        ``project capital operation yearly_cost`` [currency, currency/a], ``life rate`` [a, 1/a], ``earliest
        latest minimum maximum excluded district``.
    reductions : pandas.DataFrame
        ``candidate`` (position), ``substance``, ``reduction`` [t/a], ``lag`` [a], ``uncertainty`` [1].
    requires, excludes : tuple of (int, int)
        Pairs of positions: the first needs the second; at most one of the two.
    overlaps : pandas.DataFrame
        ``first second substance loss`` [t/a]: what is lost if both are built.
    currency, price_year
        Money of all costs.
    record : tuple of str
        What is counted under another name, and what is not and why.
    """

    frame: pd.DataFrame
    reductions: pd.DataFrame
    requires: tuple[tuple[int, int], ...]
    excludes: tuple[tuple[int, int], ...]
    overlaps: pd.DataFrame
    currency: str
    price_year: int
    record: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    def document(self, language: str | None = None) -> Document:
        """Return the candidates as a document in English or Chinese: costs, reductions, links."""
        return candidates_document(self, chosen_language(language))

    def __repr__(self) -> str:
        money = f"{self.currency} of {self.price_year}"
        return f"<Candidates: {len(self)} projects, {', '.join(self.substances)}; {money}>"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the projects, in order."""
        return tuple(self.frame["project"])

    @property
    def substances(self) -> tuple[str, ...]:
        """Substances that they move."""
        return tuple(sorted(set(self.reductions["substance"])))

    def total(self, name: str) -> NDArray[np.float64]:
        """Return the yearly reduction of each project once it runs in full, shape (n,) [t/a]."""
        rows = self.reductions[self.reductions["substance"] == substance(name).key]
        return np.bincount(rows["candidate"], rows["reduction"].astype(float), len(self)).astype(float)

    def counted_as(self, name: str) -> Candidates:
        """Return the candidates with the members of a family of substances under its name, on the record.

        Parameters
        ----------
        name : str
            Key of a substance that a quota is in: NMVOC counts for VOCs.

        Raises
        ------
        DataError
            A candidate has reductions under both names: its tonnes would count twice.
        """
        members, present = family_members(name), self.substances
        rows = self.reductions[self.reductions["substance"].isin(members)]
        both = rows.groupby("candidate")["substance"].nunique()
        if (both > 1).any():
            names = ", ".join(self.names[int(at)] for at in both.index[both > 1][:3])
            raise DataError(f"reductions under two names that are both counted as {name}: {names}; keep one of them")
        kin = {old: kinship(old, name) for old in present if old not in members}
        said = [f"{old} is counted as {name}: {members[old]}" for old in present if old in members and old != name]
        said += [f"{old} is not counted as {name}: {why.why}" for old, why in kin.items() if why and why.rule == "ask"]
        if not said:
            return self
        renamed_rows = self.reductions.assign(
            substance=self.reductions["substance"].where(~self.reductions["substance"].isin(members), name)
        )
        losses = self.overlaps.assign(substance=self.overlaps["substance"].replace(dict.fromkeys(members, name)))
        record = tuple(dict.fromkeys((*self.record, *said)))
        return replace(self, reductions=renamed_rows, overlaps=losses, record=record)


def candidate_rows(projects: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return blank tables of costs and reductions for projects that a plan lists.

    Parameters
    ----------
    projects : pandas.DataFrame
        Projects as ``zc.plan(...).projects`` lists them.

    Returns
    -------
    tuple of (pandas.DataFrame, pandas.DataFrame)
        The first two arguments of `read_candidates` for projects that aim at a substance; costs, years and
        reductions are left to be filled in.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> costs, reductions = candidate_rows(zc.plan("zhengzhou-14fyp").projects)
    >>> len(costs), sorted(set(reductions["substance"]))
    (34, ['CH4', 'CO2', 'COD', 'NH3', 'NH3-N', 'NOx', 'VOCs'])
    """
    projects = as_listed(projects)
    aiming = projects[projects["aims"] != ""]
    costs = pd.DataFrame({"project": aiming["project_local"], "district": aiming["area"]})
    costs = costs.reindex(columns=[*_NEEDED, "district"]).reset_index(drop=True)
    parts = aiming.assign(substance=aiming["aims"].str.split()).explode("substance")
    reductions = pd.DataFrame({"project": parts["project_local"], "substance": parts["substance"], "unit": "t"})
    return costs, reductions.reindex(columns=["project", "substance", "reduction", "unit"]).reset_index(drop=True)


def read_candidates(costs: Any, reductions: Any, overlaps: Any = None) -> Candidates:
    """Read candidate projects.

    Parameters
    ----------
    costs : data frame, shape (n, ...)
        ``project``, ``capital`` [cost_unit], ``operation`` [cost_unit/a], ``life`` [a], ``rate`` [1/a],
        ``cost_unit`` (CNY, 万元, ...), ``price_year``, ``earliest`` year; optional ``latest``, ``minimum`` and
        ``maximum`` scale [1] (1 and 1: the whole project or nothing), ``requires`` and ``excludes`` (names
        with ``;`` between), ``excluded`` (yes: may not be built), ``district``.
    reductions : data frame or Reductions
        ``project substance reduction unit``: newly added yearly abatement; negative where a project adds.
        Optional ``lag`` [a] (years after building in which this part is added) and ``uncertainty``
        (half-width of the 95 % interval, as a fraction).
    overlaps : data frame, optional
        ``first second substance loss unit``: what two measures on one source lose if both are built.

    Returns
    -------
    Candidates

    Raises
    ------
    DataError
        Every problem: two currencies or price years, a project that depends on an excluded one, unknown
        names, a project twice, a scale that is no scale, a life of nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> read_candidates(
    ...     pd.DataFrame({"project": ["kiln"], "capital": [120.0], "operation": [5.0], "life": [15], "rate": [0.05],
    ...                   "cost_unit": ["万元"], "price_year": [2024], "earliest": [2025]}),
    ...     pd.DataFrame({"project": ["kiln"], "substance": ["NOx"], "reduction": [80.0], "unit": ["t"]}))
    <Candidates: 1 projects, NOx; CNY of 2024>
    """
    cells = open_cells(costs, "candidates", _NEEDED, what="costs", refusal=_REFUSAL, alike=True)
    report_totals(cells, "project")
    frame, currency, price_year = _costs(cells)
    places = {name: place for place, name in reversed(list(enumerate(frame["project"])))}
    requires, excludes = (links_of(cells, name, places) for name in ("requires", "excludes"))
    check_links(cells, frame, requires, excludes)
    found, problems = _reductions(reductions, places)
    losses, more = overlaps_of(overlaps, places, found)
    cells.problems += [*problems, *more]
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    both = sorted({tuple(sorted(pair)) for pair in excludes})
    return Candidates(frame, found, tuple(requires), tuple((a, b) for a, b in both), losses, currency, price_year)


def _costs(cells: Cells) -> tuple[pd.DataFrame, str, int]:
    names = cells.text("project")
    cells.report(names == "", "project", "the project is missing")
    twice = (names != "") & pd.Series(names).duplicated(keep="first").to_numpy()
    cells.report(twice, "project", "the project stands twice")
    factor, currency = _money(cells)
    capital, operation = (cells.number(name) * factor for name in ("capital", "operation"))
    cells.report(capital < 0, "capital", "a negative capital")
    rate = cells.in_unit("rate", "1")
    cells.report((rate < 0) | (rate >= 1), "rate", "no rate of interest", "A rate of 8 % is 0.08.")
    life = _life(cells, capital)
    data: dict[str, Any] = {"project": names, "capital": capital, "operation": operation}
    life = np.where(life > 0, life, np.nan)
    usable = np.where(rate > -1, rate, np.nan)
    data["yearly_cost"] = yearly_cost(capital=capital, operation=operation, rate=usable, life=life)
    data |= {"life": life, "rate": usable}
    data["earliest"] = cells.year("earliest")
    latest = _latest(cells)
    data["latest"] = np.where(latest == 0, _NO_LIMIT, latest)
    cells.report(data["latest"] < data["earliest"], "latest", "before the earliest year")
    low, high = (cells.in_unit(name, "1", needed=False, default=1.0) for name in ("minimum", "maximum"))
    low = np.minimum(low, high) if "minimum" not in cells.frame else low
    cells.report((low <= 0) | (low > high), "minimum", "no scale above zero and up to the maximum")
    cells.report(high <= 0, "maximum", "a scale must be above zero")
    frame = pd.DataFrame(data).assign(minimum=low, maximum=high)
    frame["excluded"] = cells.truth("excluded")
    frame["district"] = cells.text("district")
    return frame, currency, _price_year(cells)


def _latest(cells: Cells) -> NDArray[np.int64]:
    """Return the last year of each project, 0 for none; a table that was read before says 9999."""
    if "latest" in cells.frame:
        ended = cells.frame["latest"].mask(cells.marked("latest", str(_NO_LIMIT).__eq__), None)
        cells = Cells(cells.frame.assign(latest=ended), cells.file, cells.rows, problems=cells.problems)
    return cells.year("latest", needed=False)


def _life(cells: Cells, capital: NDArray[np.float64]) -> NDArray[np.float64]:
    life = cells.in_unit("life", "a", needed=False)
    cells.report((capital > 0) & ~(life > 0), "life", "capital needs a life above zero")
    return np.where(capital == 0, np.nan_to_num(life, nan=1.0), life)


def _money(cells: Cells) -> tuple[NDArray[np.float64], str]:
    """Return the factor to the currency of each row, and the currency; two of them are a problem."""
    units = cells.text("cost_unit")
    cells.report(units == "", "cost_unit", "the unit of money is missing", "Write for example 万元 or CNY.")
    factors, names = np.ones(len(units)), np.full(len(units), "", dtype=object)
    for unit in pd.unique(units):
        here = units == unit
        try:
            name = canonical(str(unit)) if unit else ""
            factors[here] = conversion_factor(str(unit), name) if unit else 1.0
            if unit and name not in {"CNY", "USD", "EUR"}:
                cells.report(here, "cost_unit", "no unit of money", "Write for example 万元 or CNY.")
                continue
            names[here] = name
        except UnitError as error:
            cells.report(here, "cost_unit", english(error), "Write for example 万元 or CNY.")
    known = [name for name in names if name]
    first = known[0] if known else ""
    other = (names != first) & (names != "")
    cells.report(other, "cost_unit", f"another currency than {first}", "Convert to one currency at a rate you name.")
    return factors, first


def _price_year(cells: Cells) -> int:
    years = cells.year("price_year")
    first = int(years[0]) if len(years) else 0
    other = (years != first) & (years != 0)
    remedy = "Convert to one price year with an index you name."
    cells.report(other, "price_year", f"another price year than {first}", remedy)
    return first


def _reductions(source: Any, places: Mapping[str, int]) -> tuple[pd.DataFrame, Sequence[Any]]:
    if isinstance(source, Reductions):
        rows = source.frame[source.frame["notation"] != "NE"]
        source = rows.assign(reduction=rows["yearly"], unit="t")
    try:
        cells = open_cells(source, "reductions", _REDUCTIONS, refusal=_REFUSAL, alike=True)
    except DataError as error:
        if not error.problems:
            raise
        return pd.DataFrame(columns=["candidate", "substance", "reduction", "lag", "uncertainty"]), error.problems
    report_totals(cells, "project")
    names = cells.text("project")
    for name in sorted(set(names) - set(places)):
        near = nearest(str(name), places)
        mean = f"Did you mean {' or '.join(map(repr, near))}?" if near else "It has no row among the costs."
        cells.report(names == name, "project", "no candidate has this name", mean)
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    cells.report(keys == "", "substance", "the substance is missing or unknown")
    masses = read_masses(cells, "reduction", keys)
    large = np.abs(masses) > LARGEST_REDUCTION
    cells.report(large, "reduction", f"more than {LARGEST_REDUCTION:g} t/a", "Check the value and its unit.")
    lag = cells.in_unit("lag", "a", needed=False, default=0.0)
    cells.report((lag < 0) | (lag != np.floor(lag)), "lag", "no whole number of years from 0")
    spread = cells.half_width("uncertainty", default=0.0)
    made = pd.DataFrame({"candidate": [places.get(str(name), 0) for name in names], "substance": keys})
    made = made.assign(reduction=masses, lag=np.nan_to_num(lag).astype(int), uncertainty=spread)
    twice = made.duplicated(["candidate", "substance", "lag"]).to_numpy()
    cells.report(twice, "substance", "the project and substance stand twice", "Parts added later have a lag.")
    return made, cells.problems
