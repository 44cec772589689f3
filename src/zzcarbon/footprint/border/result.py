"""What a declaration comes to: a table, and every step behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.problem_frame import problem_frame
from zzcarbon.document.result_card import ResultCard
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.errors import Problem, UnknownNameError
from zzcarbon.footprint.border.border_document import border_document
from zzcarbon.footprint.border.default_values import country_name
from zzcarbon.footprint.border.goods import Good
from zzcarbon.footprint.border.step import Step
from zzcarbon.footprint.subject_tables import subject_word
from zzcarbon.settings import chosen_language

__all__ = ["EMBEDDED", "BorderResult", "GoodResult"]

_NAN = Decimal("NaN")
EMBEDDED = ("specific embedded emissions", "default value")
"""Names of the step that is the specific embedded emissions of a good."""


@dataclass(frozen=True, slots=True)
class GoodResult:
    """A good or precursor with the steps of its figures."""

    good: Good
    emissions: tuple[Step, ...]
    allocation: tuple[Step, ...]
    due: tuple[Step, ...]
    price: tuple[Step, ...]
    precursors: tuple[GoodResult, ...]
    exempt: bool = False

    @property
    def see(self) -> Decimal | None:
        """Specific embedded emissions [t CO2e/t]."""
        return next((step.value for step in self.emissions if step.what in EMBEDDED), None)

    @property
    def sefa(self) -> Decimal | None:
        """Free allocation embedded in a tonne [t CO2e/t]."""
        return self.allocation[-1].value if self.allocation else None

    def steps(self) -> Iterator[Step]:
        """Return every step, in order."""
        yield from (*self.emissions, *self.allocation, *self.due, *self.price)

    def value(self, what: str) -> Decimal:
        """Return the last figure of a name, NaN where there is none."""
        found = [step.value for step in self.steps() if step.what == what]
        return found[-1] if found else _NAN

    def each(self) -> Iterator[GoodResult]:
        """Return this and every precursor below it."""
        yield self
        for part in self.precursors:
            yield from part.each()


@dataclass(frozen=True, eq=False)
class BorderResult(ResultCard):
    """Embedded emissions, certificates and cost of the goods of a declaration.

    Attributes
    ----------
    goods : tuple of GoodResult
        The goods with their precursors and steps.
    found : tuple of Problem
        Figures that could not be had, see `problems`.
    """

    goods: tuple[GoodResult, ...]
    found: tuple[Problem, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per good: ``see``, ``see_workbook`` where it differs, ``sefa`` [t CO2e/t], emissions, cost."""
        return pd.DataFrame([self._row(item) for item in self.goods])

    @property
    def precursors(self) -> pd.DataFrame:
        """One row per precursor, with the good it goes into in ``of``."""
        parts = [part for item in self.goods for part in item.each() if part.good.of]
        return pd.DataFrame([{"of": part.good.of, **self._row(part)} for part in parts])

    @property
    def problems(self) -> pd.DataFrame:
        """Figures that could not be had, with the remedy."""
        return problem_frame(self.found).rename(columns={"row": "id"})

    def total(self) -> pd.Series[float]:
        """Return mass [t], embedded emissions [t CO2e], certificates [t CO2e] and cost [EUR]; NaN if one is missing."""
        columns = ["mass", "embedded_emissions", "certificates", "cost"]
        return self.frame[columns].sum(skipna=False)

    def explain(self, id: str, *, language: str | None = None) -> str:  # noqa: A002
        """Return every step of a good and its precursors: equation, act, annex, table, rounding, grade.

        Parameters
        ----------
        id : str
            As in ``frame``.
        language : {"en", "zh"}, optional
            Default that of ``zc.options``.

        Raises
        ------
        UnknownNameError
            There is no such good.
        """
        known = {part.good.id: part for item in self.goods for part in item.each()}
        if id not in known:
            raise UnknownNameError("good", id, known)
        tongue = chosen_language(language)
        lines = []
        for part in known[id].each():
            good = part.good
            country = country_name(good.country, tongue) if good.country else sentence("border no country", tongue)
            lines.append(sentence("border precursor of" if good.of else "border good", tongue, id=good.id,
                                  cn_code=good.cn_code, country=country, mass=str(good.mass), year=str(good.year),
                                  method=subject_word(good.method, "border", tongue)))  # fmt: skip
            lines += [f"  {step.text(tongue)}" for step in part.steps()]
        return "\n".join(lines)

    def document(self, language: str | None = None) -> Document:
        """Return the declaration as a document in English or Chinese: goods, steps, what could not be had."""
        return border_document(self, language)

    def __repr__(self) -> str:
        more = f"\n{len(self.found)} problems (.problems)" if self.found else ""
        return f"{self.frame.to_string(index=False)}{more}"

    def _row(self, item: GoodResult) -> dict[str, object]:
        good = item.good
        other = item.value("the same from the workbook of February 2026")
        see = item.see if item.see is not None else _NAN
        return {
            "id": good.id,
            "cn_code": good.cn_code,
            "country": good.country,
            "sector": good.sector,
            "year": good.year,
            "method": good.method,
            "mass": float(good.mass),
            "see": float(see),
            "see_workbook": float(other),
            "sefa": float(item.sefa) if item.sefa is not None else float("nan"),
            "embedded_emissions": float(good.mass * see),
            "exempt": item.exempt,
            "certificates": float(item.value("certificates")),
            "price": float(item.value("price")),
            "cost": 0.0 if item.exempt else float(item.value("cost")),
            "unit": "t; t CO2e/t; t CO2e; EUR",
        }
