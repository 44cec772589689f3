"""The statement of an organisation: scopes side by side, never mixed; what stands apart stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zzcarbon.analysis import restate
from zzcarbon.document.document import Document
from zzcarbon.document.problem_frame import problem_frame
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.footprint.company.consolidation import Group, worst_notations
from zzcarbon.footprint.company.intervals import statement_intervals
from zzcarbon.footprint.company.recalculated import recalculated
from zzcarbon.footprint.company.statement_document import statement_document
from zzcarbon.footprint.denominators import read_denominators
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.plain import plain_rows
from zzcarbon.uncertainty.tables import Assumptions
from zzcarbon.written_result import WrittenResult

__all__ = ["Statement", "made_of"]

_FIXED = ("scope 1", "scope 2, location-based", "scope 2, market-based", "scope 3")
_APART = {"biogenic CO2": "biogenic CO2", "removal": "removals", "avoided": "avoided emissions",
          "projected": "projected lifetime emissions", "transfer": "transferred CO2"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Statement(WrittenResult):
    """Greenhouse gases of an organisation by year.

    Attributes
    ----------
    approach, gwp : str
        Consolidation, and the GWP set of gases; CO2e of another set that a factor states is marked in ``frame``.
    frame : pandas.DataFrame
        ``year entity site region scope accounting category_ghgp category_iso14064 carrier kind gas gwp share emission
        unit notation``: t CO2e that count, by share.
    instruments : pandas.DataFrame
        What covers the electricity of the market-based total [MWh, t CO2e, at 100 %].
    quality : pandas.DataFrame
        Share of the emissions by evidence grade of their factors.
    credits : pandas.DataFrame
        Offset credits, apart: they lower no total.
    found : tuple of Problem
        What does not fit; see `problems`.
    edition : str
        Edition of the factors.
    base_year : int or None
        Year that changes are counted from.
    proposed : bool
        Whether instruments were matched by the hour, as proposed and not in force.
    inventory, boundary : Inventory, Boundary
        What the statement was made of.
    """

    approach: str
    gwp: str
    frame: pd.DataFrame
    instruments: pd.DataFrame
    quality: pd.DataFrame
    credits: pd.DataFrame
    found: tuple[Problem, ...]
    edition: str
    base_year: int | None = None
    proposed: bool = False
    inventory: Inventory | None = None
    boundary: Group | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the statement."""
        return tuple(sorted({int(year) for year in self.frame["year"]}))

    @property
    def problems(self) -> pd.DataFrame:
        """What does not fit: instruments of another period or market, rows that were not estimated."""
        return problem_frame(self.found)

    def totals(self, year: int | None = None) -> pd.DataFrame:
        """Return the lines of the statement: scope 1; scope 2 twice; scope 3 and its categories; what stands apart.

        Parameters
        ----------
        year : int, optional
            One year; all of them if left out.

        Returns
        -------
        pandas.DataFrame
            ``year line emission unit notation sets``; ``sets`` names every GWP set behind a line that mixes some.
        """
        rows = [
            line
            for when in (self.years if year is None else (year,))
            for line in _lines(self.frame[self.frame["year"] == when], when)
        ]
        return pd.DataFrame(rows, columns=["year", "line", "emission", "unit", "notation", "sets"])

    def total(self, line: str, year: int | None = None) -> float:
        """Return one line of a year [t CO2e]; scopes are not added.

        Raises
        ------
        UnknownNameError
            There is no such line, or several years and none is named.
        """
        when = year if year is not None else (self.years[0] if len(self.years) == 1 else None)
        if when not in self.years:
            raise UnknownNameError("year of the statement", when, map(str, self.years))
        table = self.totals(when).set_index("line")["emission"]
        if line not in table.index:
            raise UnknownNameError("line of the statement", line, table.index)
        return float(table[line])

    def series(self, line: str) -> pd.Series[float]:
        """Return one line by year [t CO2e]: for `check` of a target and for ``zc.plot.trajectory``.

        Raises
        ------
        UnknownNameError
            There is no such line.
        """
        table = self.totals()
        if line not in set(table["line"]):
            raise UnknownNameError("line of the statement", line, dict.fromkeys(table["line"]))
        return table[table["line"] == line].set_index("year")["emission"]

    def observations(self, area: str = "CN") -> pd.DataFrame:
        """Return every line that is known as an observation: for ``check`` of a plan, see `target_plan`.

        Parameters
        ----------
        area : str
            Region of the plan.

        Returns
        -------
        pandas.DataFrame
            ``indicator area year value unit source grade``; the grade is that of an own statement, B.
        """
        table = self.totals()
        known = table[table["emission"].notna()]
        made = known.rename(columns={"line": "indicator", "emission": "value"})[["indicator", "year", "value"]]
        return made.assign(area=area, unit="t", source="statement of the organisation", grade="B").reset_index(
            drop=True
        )

    def by(self, *labels: str, year: int | None = None) -> pd.DataFrame:
        """Return emissions by columns of ``frame``; scope, accounting and kind always stand apart.

        Returns
        -------
        pandas.DataFrame
            The labels, ``emission`` [t CO2e], NaN where nothing was estimated, ``notation`` NE where rows are missing
            from it, NA where there is no such gas, and ``unit``.
        """
        frame = self.frame if year is None else self.frame[self.frame["year"] == year]
        for label in labels:
            if label not in frame:
                raise UnknownNameError("label", label, frame.columns)
        keys = list(dict.fromkeys(["scope", "accounting", "kind", *labels]))
        made = frame.groupby(keys, sort=True, dropna=False)["emission"].sum(min_count=1).to_frame()
        made["notation"] = worst_notations(frame, keys, sort=True)
        made.loc[made["emission"].notna() & (made["notation"] != "NE"), "notation"] = ""
        return made.reset_index().assign(unit="t CO2e")

    def intensity(self, denominators: Mapping[str, Mapping[int, float]]) -> pd.DataFrame:
        """Return emission per revenue, product or person: scopes 1 and 2 by each accounting, and scope 3.

        Parameters
        ----------
        denominators : mapping
            By name, for example ``"revenue [百万元]"``, the value of each year.

        Returns
        -------
        pandas.DataFrame
            ``year denominator line value unit``; a denominator that is zero or missing gives NaN.

        Raises
        ------
        DataError
            A denominator is no numbers by year, or gives no year of the statement.
        """
        divisors = read_denominators(denominators, self.years)
        rows = []
        for year in self.years:
            table = self.totals(year).set_index("line")["emission"]
            sums = {f"scopes 1 and 2, {way}": table["scope 1"] + table[f"scope 2, {way}"] for way in
                    ("location-based", "market-based")} | {"scope 3": table["scope 3"]}  # fmt: skip
            for one in divisors:
                rows += [(year, one.name, line, value / one.of(year), one.unit) for line, value in sums.items()]
        return pd.DataFrame(rows, columns=["year", "denominator", "line", "value", "unit"])

    def change(self) -> pd.DataFrame:
        """Return each line against the base year: ``year line base emission change relative``.

        Raises
        ------
        DataError
            No base year was named, or the inventory has no row of it.
        """
        if self.base_year not in self.years:
            message = "the base year is not in the statement"
            remedy = "Name it in statement(base_year=...), with rows of that year in the inventory."
            raise DataError(message, [Problem("", "", "base_year", str(self.base_year), message, remedy)])
        table = self.totals()
        base = table[table["year"] == self.base_year].set_index("line")["emission"]
        rest = table[table["year"] != self.base_year].reset_index(drop=True)
        rest["base"] = rest["line"].map(base)
        rest["change"] = rest["emission"] - rest["base"]
        rest["relative"] = rest["change"] / rest["base"].where(rest["base"] != 0)
        return rest[["year", "line", "base", "emission", "change", "relative", "unit"]]

    def restatement(self, reported: Mapping[str, float], *, year: int, threshold: float) -> pd.DataFrame:
        """Compare what was reported of a year with what is computed now; above a threshold the year is restated.

        Parameters
        ----------
        reported : mapping of str to float
            By line what was reported [t CO2e].
        year : int
            The year, usually the base year [a].
        threshold : float
            Relative change from which a line is restated [1]; the organisation's own policy, there is no default.

        Returns
        -------
        pandas.DataFrame
            ``line reported recalculated relative restate base``; base is the figure to compare with from now on.
        """
        found = self.totals(year).set_index("line")["emission"]
        rows = []
        for line, old in reported.items():
            if line not in found.index:
                raise UnknownNameError("line of the statement", line, found.index)
            made = restate(old, float(found[line]), threshold=threshold)
            rows.append((line, old, made.recalculated, made.change, made.verdict == "restate", made.base))
        return pd.DataFrame(rows, columns=["line", "reported", "recalculated", "relative", "restate", "base"])

    def uncertainty(
        self,
        *,
        draws: int = 0,
        seed: int | None = None,
        activity: float | None = None,
        default: float | None = None,
        widths: Mapping[str, float] | None = None,
        defaults: Sequence[str] = (),
    ) -> pd.DataFrame:
        """Return each line of the statement with its 95 % interval, by the shares that count.

        Parameters
        ----------
        draws, seed, activity, default, widths, defaults
            As in ``Inventory.uncertainty``.

        Returns
        -------
        pandas.DataFrame
            ``year line emission unit lower upper`` [t CO2e], ``relative`` [1] and the rest as in
            ``Inventory.uncertainty``. Figures that sites share are one error. The market-based line has none: rates of
            instruments come without bounds. GWP are taken as exact.

        Warns
        -----
        UncertaintyWarning
            Figures have no bounds, or intervals are too wide for first order.

        Raises
        ------
        DataError
            The statement was read from a file and has no inventory, or as in ``Inventory.uncertainty``.
        """
        inventory, boundary = made_of(self)
        return statement_intervals(inventory, boundary, self.gwp, Assumptions(default, draws, seed),
                                   activity=activity, widths=widths, defaults=defaults)  # fmt: skip

    def recalculation(self, old: Statement) -> pd.DataFrame:
        """Split the change of each year since an older statement into its causes, at the shares of today.

        Parameters
        ----------
        old : Statement
            The statement as it was reported, with its inventory.

        Returns
        -------
        pandas.DataFrame
            ``year scope old new difference activity factor method gwp coverage`` and ``boundary`` [t CO2e]: the six
            add up to the difference. ``boundary`` is what other shares and entities make of the old inventory.

        Raises
        ------
        DataError
            One of the two has no inventory.
        """
        mine, theirs = made_of(self), made_of(old)
        return recalculated(mine, self.gwp, theirs, old.gwp)

    def quality_score(self, points: Mapping[str, float]) -> float:
        """Return the mean of the points of the evidence grades, weighted by the emission that rests on them.

        Parameters
        ----------
        points : mapping of str to float
            Points of each grade in ``quality``, ``{"A": 1, "B": 2, "C": 3, "own": 2}``: the organisation's own scale,
            there is no default.

        Raises
        ------
        DataError
            A grade has no points, all of them.
        """
        lacking = [grade for grade in self.quality["grade"] if grade not in points]
        if lacking:
            message = "grades without points"
            raise DataError(message, [Problem("", "", "points", grade, "the grade has no points", "Give them.")
                                      for grade in lacking])  # fmt: skip
        return float((self.quality["grade"].map(points) * self.quality["share"]).sum())

    def document(self, language: str | None = None) -> Document:
        """Return the statement as a document in English or Chinese."""
        return statement_document(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Return totals, lines, instruments, quality and problems as plain data."""
        return {
            "approach": self.approach,
            "gwp": self.gwp,
            "edition": self.edition,
            "base_year": self.base_year,
            "totals": plain_rows(self.totals()),
            "lines": plain_rows(self.frame),
            "instruments": plain_rows(self.instruments),
            "quality": plain_rows(self.quality),
            "credits": plain_rows(self.credits),
            "problems": plain_rows(self.problems),
        }

    def __repr__(self) -> str:
        return self.document().text()


def made_of(statement: Statement) -> tuple[Inventory, Group]:
    """Return the inventory and the boundary that a statement was made of.

    Raises
    ------
    DataError
        It has none.
    """
    if statement.inventory is None or statement.boundary is None:
        message = "the statement has no inventory behind it"
        raise DataError(message, [Problem("", "", "", "", message, "Make it by Boundary.statement.")])
    return statement.inventory, statement.boundary


def _lines(frame: pd.DataFrame, year: int) -> list[tuple[Any, ...]]:
    emitted = frame[frame["kind"] == "emission"]
    scope, way = emitted["scope"], emitted["accounting"]
    parts = {
        "scope 1": emitted[scope == "1"],
        "scope 2, location-based": emitted[(scope == "2") & (way == "location")],
        "scope 2, market-based": emitted[(scope == "2") & (way == "market")],
        "scope 3": emitted[scope == "3"],
    }
    for number in range(1, 16):
        rows = parts["scope 3"][parts["scope 3"]["category_ghgp"] == str(number)]
        if len(rows):
            parts[f"scope 3, category {number}"] = rows
    parts |= {name: frame[frame["kind"] == kind] for kind, name in _APART.items() if (frame["kind"] == kind).any()}
    return [(year, name, *_summed(rows)) for name, rows in parts.items()]


def _summed(rows: pd.DataFrame) -> tuple[float, str, str, str]:
    """Return the sum, NaN where there are no rows or nothing under it was estimated, never 0; its sets where mixed."""
    total = float(rows["emission"].sum(min_count=1))
    notation = "no rows" if rows.empty else "NE" if (rows["notation"] == "NE").any() else ""
    sets = sorted(set(rows.loc[rows["emission"].notna(), "gwp"]) - {"as stated"})
    return total, "t CO2e", notation, " + ".join(sets) if len(sets) > 1 else ""
