"""The coefficient of a key and a substance: what its rows are multiplied by, and what that rests on."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from zzcarbon.coherent_units import Coherent
from zzcarbon.estimation.figures import Figure
from zzcarbon.estimation.method import Method, Route
from zzcarbon.estimation.term import Term
from zzcarbon.provenance import worst_grade

__all__ = ["Coefficient", "Key"]


@dataclass(frozen=True)
class Key:
    """What an activity row says besides its numbers: rows with one key share their coefficients.

    Attributes
    ----------
    amount : Coherent
        Unit of the amount.
    measured : mapping of str to str
        Columns that hold a measured value in these rows, with their unit.
    words : mapping of str to str or float
        Columns that the method is keyed by: its subject and its dimensions.
    role : str
        Input, output, or a change of stock; empty where the rows do not say.
    substance : str
        The only substance of the rows, where they name one.
    scope : str
        Scope of the GHG Protocol that the rows say, or that of the method.
    accounting : str
        ``location`` or ``market``: which of two accountings of one purchase the rows are.
    category_ghgp : str
        Category of scope 3 that the rows say.
    """

    method: Method
    unit: str
    amount: Coherent
    region: str
    year: int | None
    fuel: str = ""
    technology: str = ""
    control: str = ""
    categories: Mapping[str, str] | None = None
    measured: Mapping[str, str] | None = None
    gas_state: str = ""
    gross: bool = False
    sign: int = 1
    flow: str = "emission"
    role: str = ""
    origin: str = ""
    notation: str = ""
    factor_year: int | None = None
    words: Mapping[str, str | float] = field(default_factory=dict)
    substance: str = ""
    scope: str = ""
    accounting: str = ""
    category_ghgp: str = ""

    @cached_property
    def said(self) -> tuple[Hashable, ...]:
        """All that the key says but its method, to look it up: 1, 1.0 and "1" are three words."""
        own = (getattr(self, each.name) for each in fields(self) if each.name != "method")
        return tuple(
            tuple((name, type(word), word) for name, word in part.items()) if isinstance(part, Mapping) else part
            for part in own
        )

    def word(self, column: str) -> str:
        """Return what the rows say in a key column."""
        return self.fuel if column == "fuel" else str(self.words.get(column, ""))

    @property
    def subject(self) -> str:
        """What the rows are of: a fuel, a product, a vehicle ..."""
        return self.word(self.method.subject)


@dataclass(frozen=True)
class Coefficient:
    """Emission per unit of the row term, with all that it rests on: what one row of the table is made of.

    Attributes
    ----------
    key : Key
    substance : str
    figures : tuple of Figure
        Figures of the product, the ones of the database and the measured ones.
    route : Route
    trail : tuple of str
        Steps of the choice.
    term : Term
        What the rows multiply.
    control : Figure or None
        Removal efficiency of the database.
    bypass : Term or None
        What passes beside the device, where the rows say how much it collects or how long it runs: the
        emission is then ``value x bypass + value x (1 - removal) x term``.
    """

    key: Key
    substance: str
    figures: tuple[Figure, ...]
    route: Route
    trail: tuple[str, ...]
    term: Term
    control: Figure | None = None
    bypass: Term | None = None

    @cached_property
    def constant(self) -> float:
        """What the numbers of the figures, in their own units, are multiplied by [t per unit]."""
        ratios = (figure.coherent.factor for figure in self.figures)
        return self.key.sign * self.key.amount.factor * math.prod(ratios) * self.route.constant

    @cached_property
    def value(self) -> float:
        """Product of the figures that are the same for all rows of the key [t per unit]."""
        numbers = (figure.number for figure in self.figures)
        return self.key.sign * self.key.amount.factor * math.prod(numbers) * self.route.constant

    @property
    def passing(self) -> float:
        """Share that passes the control device [1]; all where the database gives no removal."""
        return 1.0 - self.control.number if self.control else 1.0

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The figures, and the removal of the database."""
        return (*self.figures, self.control) if self.control else self.figures

    @cached_property
    def grade(self) -> str:
        """The worst grade of its figures; empty if all were measured."""
        return worst_grade(tuple(f.row.grade for f in self.parts if f.row))

    @cached_property
    def origin(self) -> str:
        """Origin of the carbon as the factor says it; empty where it does not."""
        return next((f.row.origin for f in self.figures if f.row and f.row.substance and f.row.origin), "")

    @cached_property
    def tier(self) -> str:
        """3 with a measured figure, 2 with figures of a country, 1 with defaults for the world."""
        if self.key.method.tier:
            return self.key.method.tier
        if any(figure.column for figure in self.figures) or not self.figures:
            return "3"
        regions = {figure.row.region for figure in self.figures if figure.row}
        head = self.figures[-1].row if self.route.factor else None
        return "1" if (head.region if head else "") == "GLO" or regions == {"GLO"} else "2"

    @cached_property
    def id(self) -> str:
        """Name made from the content: equal coefficients have equal names."""
        figures = [(f.name, f.value, f.unit, f.row.id if f.row else f.column) for f in self.parts]
        term = str(self.term)
        content = (self.key.method.key, self.key.unit, self.substance, figures, self.trail, self.value, term)
        return hashlib.sha256(repr(content).encode()).hexdigest()[:12]
