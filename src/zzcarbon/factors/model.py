"""One emission factor as the answer to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.factors.factor_document import factor_document
from zzcarbon.provenance import Source, sources

if TYPE_CHECKING:
    from zzcarbon.quantities import Quantity

__all__ = ["EmissionFactor", "FactorRow"]


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One row of the database, a factor or a parameter.

    ``name`` is the activity of a factor or the name of a parameter; ``subject`` is the fuel or
    product in the set's own words.
    """

    id: str
    name: str
    subject: str
    scheme: str
    category: str
    substance: str
    value: float
    lower: float
    upper: float
    bounds: str
    distribution: str
    unit: str
    basis: str
    set: str
    region: str
    printed_for: str
    valid_from: str
    valid_to: str
    technology: str
    control: str
    condition: str
    form: str
    coefficients: str
    origin: str
    source: str
    locator: str
    derived: str
    grade: str
    kind: str
    purpose: str
    note: str

    def describes(self, year: int | None) -> bool:
        """Whether the row is valid in a year; a row without validity always is, one with it needs a year."""
        if not (self.valid_from or self.valid_to):
            return True
        return year is not None and (self.valid_from or "0000")[:4] <= f"{year:04d}" <= (self.valid_to or "9999")[:4]

    def __str__(self) -> str:
        process = (self.subject, self.category, self.technology, self.control, self.condition)
        words = (self.substance, *process, self.region)
        years = (self.valid_from or self.valid_to)[:4]
        text = ", ".join(word for word in (*words, years) if word)
        return f"{self.id} [{text}; set {self.set}, grade {self.grade}]"


@dataclass(frozen=True, slots=True)
class EmissionFactor(ResultCard):
    """The factor that was chosen, with the way that led to it.

    Attributes
    ----------
    row : FactorRow
        The row of the database.
    trail : tuple of str
        Steps of the choice: sets that had no row, regions and categories that were gone up.
    """

    row: FactorRow
    trail: tuple[str, ...] = ()

    @property
    def quantity(self) -> Quantity:
        """The factor [mass of the substance per activity]."""
        return self._of(self.row.value)

    @property
    def lower(self) -> Quantity:
        """Lower bound, NaN where the source prints none [as ``quantity``]."""
        return self._of(self.row.lower)

    @property
    def upper(self) -> Quantity:
        """Upper bound, NaN where the source prints none [as ``quantity``]."""
        return self._of(self.row.upper)

    @property
    def source(self) -> Source:
        """The document; a set of the caller is its own."""
        return sources().get(self.row.source, Source(self.row.source, "figures of the caller"))

    @property
    def locator(self) -> str:
        """Page, table or cell in the document."""
        return self.row.locator

    @property
    def grade(self) -> str:
        """Evidence grade: A, B or C."""
        return self.row.grade

    def document(self, language: str | None = None) -> Document:
        """Return the factor as a card in a language."""
        return factor_document(self, language)

    def _of(self, value: float) -> Quantity:
        from zzcarbon.quantities import quantity

        mass, _, per = self.row.unit.partition("/")
        substance = f" {self.row.substance}" if self.row.substance else ""
        result: Quantity = quantity(1, f"{mass}{substance}{'/' if per else ''}{per}") * value
        return result
