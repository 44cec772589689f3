"""The account of an enterprise: streams, figures, parts, total, allowances; rounding apart from the calculation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.problem_frame import problem_frame
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.footprint.denominators import read_denominators
from zzcarbon.footprint.goals.allowances import benchmark_allowances
from zzcarbon.footprint.works.account_document import account_document
from zzcarbon.footprint.works.catalogue import PARTS
from zzcarbon.footprint.works.guideline import AUXILIARY_ELECTRICITY
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.plain import plain_rows
from zzcarbon.tables import to_pandas
from zzcarbon.written_result import WrittenResult

__all__ = ["DECIMALS", "TOTAL", "EnterpriseAccount", "half_up"]

TOTAL = "enterprise total"
"""Name of the line that adds up all parts."""

DECIMALS = {"amount": 2, "net_calorific_value": 3, "carbon_content": 5, "source": 2, "intensity": 4, TOTAL: 0}
"""Decimals of printed figures (CETS-AG-03.01-V01-2024, appendix C; grade A)."""


@dataclass(frozen=True, eq=False)
class EnterpriseAccount(WrittenResult):
    """Greenhouse gases of an enterprise by the method of its sector.

    Attributes
    ----------
    sector, gwp : str
        Sector, and GWP set of other gases than CO2; empty where there is only CO2.
    frame : pandas.DataFrame
        ``id entity year part stream gas emission unit notation tier filled coefficient_id``: t CO2e of every row,
        below zero where it is taken off, NaN under a notation. Nothing is rounded.
    figures : pandas.DataFrame
        ``id stream gas figure value unit basis source locator grade``: what was measured and what is default.
    absent : pandas.DataFrame
        ``entity year stream``: streams that works of the sector have as a rule, and that no row states.
    found : tuple of Problem
        What does not fit; see `problems`.
    inventory : Inventory
        What the modules estimated; ``explain`` shows every row.
    """

    sector: str
    gwp: str
    frame: pd.DataFrame
    figures: pd.DataFrame
    absent: pd.DataFrame
    found: tuple[Problem, ...]
    inventory: Inventory

    @property
    def problems(self) -> pd.DataFrame:
        """What does not fit, with the remedy."""
        return problem_frame(self.found)

    def totals(self) -> pd.DataFrame:
        """Return the parts of each entity and year, and the enterprise total: ``entity year line emission unit``.

        A part or total under which a row was not estimated is NaN, with notation NE, never a smaller sum. Biogenic CO2
        stands in ``biogenic CO2``, outside the total.
        """
        rows: list[tuple[Any, ...]] = []
        for (entity, year), lines in self.frame.groupby(["entity", "year"], sort=True):
            stated = [part for part in (*PARTS, "biogenic CO2") if (lines["part"] == part).any()]
            rows += [(entity, year, part, *_summed(lines[lines["part"] == part])) for part in stated]
            rows.append((entity, year, TOTAL, *_summed(lines[lines["part"] != "biogenic CO2"])))
        return pd.DataFrame(rows, columns=["entity", "year", "line", "emission", "unit", "notation"])

    def total(self, line: str = TOTAL, *, entity: str | None = None, year: int | None = None) -> float:
        """Return one line [t CO2e], the enterprise total if none is named; NaN where it is not known.

        Raises
        ------
        UnknownNameError
            There is no such line, entity or year, or there are several.
        """
        table = self.totals()
        for name, asked in (("entity", entity), ("year", year)):
            known = list(dict.fromkeys(table[name]))
            if asked is None and len(known) > 1:
                raise UnknownNameError(f"{name} of the account", "", map(str, known), f"Name one: {name}.")
            table = table if asked is None else table[table[name] == asked]
            if table.empty:
                raise UnknownNameError(f"{name} of the account", asked, map(str, known))
        if line not in set(table["line"]):
            raise UnknownNameError("line of the account", line, table["line"])
        return float(table.set_index("line")["emission"][line])

    def rounded(self) -> pd.DataFrame:
        """Return the totals as they are printed: parts to 0.01 t, the enterprise total to whole tonnes, half up.

        The total is rounded from the exact sum, not added up from rounded parts.
        """
        made = self.totals()
        places = [DECIMALS[TOTAL] if line == TOTAL else DECIMALS["source"] for line in made["line"]]
        return made.assign(emission=[half_up(v, n) for v, n in zip(made["emission"], places, strict=True)])

    def intensity(self, outputs: Mapping[str, Mapping[int, float]]) -> pd.DataFrame:
        """Return emission per output: ``entity year line output value unit``, not rounded.

        Parameters
        ----------
        outputs : mapping
            By name with unit, for example ``"clinker [t]"``, the output of each year.

        Raises
        ------
        DataError
            An output is no numbers by year, or gives no year of the account.
        """
        totals = self.totals()
        divisors = read_denominators(outputs, map(int, totals["year"]))
        rows = [
            (*place, one.name, emission / one.of(place[1]), one.unit)
            for *place, emission in totals[["entity", "year", "line", "emission"]].itertuples(index=False)
            for one in divisors
        ]
        return pd.DataFrame(rows, columns=["entity", "year", "line", "output", "value", "unit"])

    def allowances(self, installations: Any, *, covered: Sequence[str] | str) -> pd.DataFrame:
        """Return free allowances by benchmark against what the scheme counts, surplus or deficit.

        Parameters
        ----------
        installations : data frame
            ``output unit benchmark benchmark_unit benchmark_source``, optional ``entity year correction``: one row per
            unit or product; see `zzcarbon.footprint.benchmark_allowances`. No benchmark is packaged.
        covered : str or sequence of str
            Parts of the total that the scheme counts; never taken in silence.

        Returns
        -------
        pandas.DataFrame
            ``entity year allowance emission surplus unit covered``: t CO2e; a surplus below zero is a deficit.

        Raises
        ------
        DataError
            Parts that the account does not have or that are not known, rows of other entities or years, faulty
            benchmarks.
        """
        covered = (covered,) if isinstance(covered, str) else covered
        rows = to_pandas(installations, "installations").reset_index(drop=True)
        keys = self.frame[["entity", "year"]].drop_duplicates()
        if len(keys) == 1:
            rows = rows.assign(**{name: keys[name].iloc[0] for name in ("entity", "year") if name not in rows})
        problems = [*self._not_covered(covered), *_strangers(rows, keys)]
        if problems:
            message = "the allowances cannot be computed"
            raise DataError(message, problems)
        given = benchmark_allowances(rows.assign(emission=0.0))
        allowed = given.groupby(["entity", "year"], sort=True)["allowance"].sum()
        counted = self.frame[self.frame["part"].isin(covered)]
        emission = counted.groupby(["entity", "year"], sort=True)["emission"].sum(min_count=1)
        made = allowed.to_frame().join(emission).reset_index()
        made["surplus"] = made["allowance"] - made["emission"]
        return made.assign(unit="t CO2e", covered="; ".join(covered))

    def document(self, language: str | None = None) -> Document:
        """Return the account as a document in English or Chinese, figures as they are printed."""
        return account_document(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Return totals, streams, figures, what is absent and problems as plain data, not rounded."""
        tables = {"totals": self.totals(), "streams": self.frame, "figures": self.figures, "absent": self.absent,
                  "problems": self.problems}  # fmt: skip
        return {"sector": self.sector, "gwp": self.gwp, "edition": self.inventory.edition,
                **{name: plain_rows(table) for name, table in tables.items()}}  # fmt: skip

    def __repr__(self) -> str:
        return self.document("en").text()

    def _not_covered(self, covered: Sequence[str]) -> list[Problem]:
        known = list(dict.fromkeys(self.frame["part"]))
        remedy = f"Parts: {', '.join(known)}."
        found = [Problem("", "", "covered", part, "not a part of the account", remedy) for part in covered
                 if part not in known]  # fmt: skip
        found += [] if covered else [Problem("", "", "covered", "", "no part is named", remedy)]
        open_ = self.frame[self.frame["part"].isin(covered) & self.frame["emission"].isna()]
        found += [Problem("", name, "covered", "NE", "its emission is not known", "See .problems of the account.")
                  for name in open_["id"]]  # fmt: skip
        if self.sector == "power" and "net purchased electricity" in covered:
            late = self.frame["year"][self.frame["year"] >= AUXILIARY_ELECTRICITY]
            problem = "from 2026 on purchased electricity is not in the emission of a power enterprise"
            found += [Problem("", "", "covered", str(y), problem, "Leave it out.") for y in sorted(set(late))]
        return found


def half_up(value: float, places: int) -> float:
    """Return a figure as it is printed, half up; NaN stays.

    Examples
    --------
    >>> half_up(2.5, 0), half_up(1.005, 2)
    (3.0, 1.01)
    """
    if not np.isfinite(value):
        return value
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def _strangers(rows: pd.DataFrame, keys: pd.DataFrame) -> list[Problem]:
    lacking = [name for name in ("entity", "year") if name not in rows]
    if lacking:
        return [Problem("", "", name, "", "the column is missing", "Name entity and year of each row.")
                for name in lacking]  # fmt: skip
    known = set(keys.itertuples(index=False, name=None))
    return [
        Problem("", str(at), "entity", f"{entity}, {year}", "not of the account", "Correct entity or year.")
        for at, (entity, year) in enumerate(zip(rows["entity"], rows["year"], strict=True))
        if (entity, year) not in known
    ]


def _summed(lines: pd.DataFrame) -> tuple[float, str, str]:
    """Return a sum; NaN where a row under it is not known, nothing where it does not occur or stands elsewhere."""
    if (lines["emission"].isna() & ~lines["notation"].isin(["NO", "NA", "IE"])).any():
        return float("nan"), "t CO2e", "NE"
    return float(lines["emission"].sum()), "t CO2e", ""
