"""A method of estimation, declared: what it asks for, what it multiplies, where it stands.

Every method is a sum of products: emission = coefficient of the key x row term. The coefficient is
composed from the figures of the database that the key asks for; the row term is the amount times
the values that were measured for the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import nearest
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.validation import validation_text
from zzcarbon.vocabulary.names import NameIndex, folded

__all__ = ["Chooser", "Form", "Method", "Route", "table_of_methods", "variant_of"]

_ALWAYS = ("amount", "unit")

Columns = Mapping[str, npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Form:
    """A factor that is a function of columns of the activity data.

    Attributes
    ----------
    name : str
        As the rows of the database call it in column ``form``.
    columns : tuple of str
        Columns of numbers it reads, in the units that the method names.
    coefficients : tuple of str
        Names of its coefficients; one that a row does not give is zero.
    function : callable
        ``function(columns, coefficients)`` of two mappings of name to array, shape (n,), returns the
        factor in the unit of the row, shape (n,); None in an inventory that was saved.
    equation : str
        The function in symbols.
    levels : mapping of str to tuple of float
        By column, the only values that the tables behind the function know; NaN elsewhere.
    """

    name: str
    columns: tuple[str, ...]
    coefficients: tuple[str, ...]
    function: Callable[[Columns, Columns], npt.NDArray[np.float64]] | None
    equation: str
    levels: Mapping[str, tuple[float, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Route:
    """One way to the coefficient of some substances.

    Attributes
    ----------
    substances : tuple of str
        What it gives; empty means every substance that the method declares.
    parameters : tuple of Input
        Figures of the product, taken together from one set.
    factor : bool
        Whether an emission factor is one of the figures.
    constant, constant_text : float, str
        Fixed number of the equation, for example 44/12.
    equation : str
        The product in the symbols of the method.
    """

    substances: tuple[str, ...]
    parameters: tuple[Input, ...]
    factor: bool
    equation: str
    constant: float = 1.0
    constant_text: str = ""

    @property
    def first(self) -> Input | None:
        """The first figure of the product besides a factor and what bridges units."""
        return next((parameter for parameter in self.parameters if not parameter.bridge), None)


@dataclass(frozen=True, slots=True)
class Method:
    """A declared method.

    Attributes
    ----------
    key, module : str
        Name of the method and of its module.
    activity : str
        Activity whose factors it takes.
    title, title_local : str
        What it is, in English and Chinese.
    edition : str
        Edition of the guideline.
    substances : tuple of str
        What it gives by default.
    routes : tuple of Route
        Ways to the coefficient, in the order they are tried within a set.
    columns : tuple of Input
        What it reads besides the columns every method reads.
    carriers : tuple of str
        Fuels and carriers for which it is the default; empty for all others.
    controlled : bool
        Whether ``removal_efficiency`` of a substance lowers its emission.
    scope : str
        Scope of the GHG Protocol that the emission falls in.
    tier : str
        Tier, where the guideline names one.
    gwp : str
        GWP set that the guideline fixes; empty where it fixes none.
    source, locator : str
        The document and the place of the equation.
    validated : str
        The published case that the tests reproduce; empty if there is none.
    limits : str
        Where the method should not be used.
    instead : str
        Method that has figures of the subjects which this one lacks; the remedy names it. Empty: there is none.
    subject : str
        Key column that says what the row is of: fuel, product, material, vehicle, animal ...; empty
        if the method has one subject only.
    dimensions : tuple of str
        Further columns that the conditions of step tables ask for.
    sign : int
        -1 where the amount lowers the emission: carbon that leaves in a product.
    flow : str
        What a row does with the substance where it does not say so: a sink removes.
    origin : str
        Origin of the carbon where a row does not say it; empty where the fuel or the factor does.
    methane : str
        Origin of the methane where neither the row nor a fuel says it: AR5 and AR6 count fossil and other apart.
    balance : str
        Name of a balance; its rows are summed by entity, line, region and year, and a sum below zero
        is zero.
    yearly : bool
        Whether the factors are per year and the row stands for one year.
    forms : tuple of Form
        Functions that factors of the method may be.
    """

    key: str
    module: str
    activity: str
    title: str
    title_local: str
    edition: str
    substances: tuple[str, ...]
    routes: tuple[Route, ...]
    columns: tuple[Input, ...]
    source: str
    locator: str
    carriers: tuple[str, ...] = ()
    controlled: bool = False
    scope: str = ""
    tier: str = ""
    gwp: str = ""
    validated: str = ""
    limits: str = ""
    instead: str = ""
    subject: str = "fuel"
    dimensions: tuple[str, ...] = ()
    sign: int = 1
    flow: str = "emission"
    origin: str = ""
    methane: str = ""
    balance: str = ""
    yearly: bool = False
    forms: tuple[Form, ...] = ()

    @property
    def measured_columns(self) -> tuple[str, ...]:
        """Columns that may hold measured values, each once."""
        names = [parameter.column for route in self.routes for parameter in route.parameters]
        return tuple(dict.fromkeys(names))

    @property
    def form_columns(self) -> tuple[str, ...]:
        """Columns that the forms read, each once; their unit is fixed by the method."""
        return tuple(dict.fromkeys(column for form in self.forms for column in form.columns))

    @property
    def shares(self) -> tuple[str, ...]:
        """Columns of shares from 0 to 1, each once."""
        return tuple(dict.fromkeys(p.column for route in self.routes for p in route.parameters if p.share))

    @property
    def default_units(self) -> dict[str, str]:
        """Units of measured columns that rows need not name."""
        parameters = [parameter for route in self.routes for parameter in route.parameters]
        named = {p.column: p.default_unit for p in parameters if p.default_unit}
        return {**dict.fromkeys(self.form_columns, "1"), **named}

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every column that it reads, each once: those it names, then figures and words that it only uses."""
        figures = [parameter for route in self.routes for parameter in route.parameters]
        found = {item.column: item for item in self.columns}
        for item in (*figures, *map(Input, (*self.form_columns, *self.key_columns))):
            found.setdefault(item.column, item)
        return tuple(found.values())

    @property
    def key_columns(self) -> tuple[str, ...]:
        """Columns of words that choose its factors, each once."""
        return tuple(dict.fromkeys(filter(None, (self.subject, *self.dimensions))))

    @property
    def equation(self) -> str:
        """The equations of all routes."""
        return "; ".join(dict.fromkeys(route.equation for route in self.routes))

    def required_columns(self) -> tuple[str, ...]:
        """Columns that every row of the method needs."""
        return tuple(item.column for item in self.columns if item.required)


def variant_of(
    method: Method, *, source: str, locator: str, validated: str = "", limits: str = "", **changes: Any
) -> Method:
    """Return a method of the same shape, whose claims are its own: none of them is inherited.

    Parameters
    ----------
    method : Method
        The method that it is like.
    source, locator, validated, limits : str
        As in `Method`.
    changes
        What else differs.

    Examples
    --------
    >>> from zzcarbon.energy.methods import METHODS
    >>> variant_of(METHODS[0], source="ipcc-2006-v2", locator="Vol 2", key="other").validated
    ''
    """
    return replace(method, source=source, locator=locator, validated=validated, limits=limits, **changes)


class Chooser:
    """Finds the method of a row: the one it names, or that of its fuel.

    Parameters
    ----------
    methods : sequence of Method
        Named by their key or by their title in English or Chinese.
    default : Method, optional
        What is used where neither the row nor its fuel says a method.

    Attributes
    ----------
    methods : tuple of Method
    module : str
        Module of all methods; empty where they are of several.
    required_columns : tuple of str
        Columns that every row needs.
    key_columns, measured_columns : tuple of str
        Columns of words, and of numbers, that any method reads.
    shares : frozenset of str
        Those of numbers that are shares.

    Examples
    --------
    >>> from zzcarbon.energy.methods import METHODS
    >>> choose = Chooser(METHODS)
    >>> choose("electricity", "").key, choose("", "combustoin"), choose.nearest("combustoin")[0]
    ('purchased electricity', None, 'combustion')
    """

    def __init__(self, methods: Sequence[Method], default: Method | None = None) -> None:
        self.methods = tuple(methods)
        self._names = NameIndex("method", [(method.key, (method.title, method.title_local)) for method in methods])
        self._by_key = {method.key: method for method in methods}
        self._by_carrier = {carrier: method for method in methods for carrier in method.carriers}
        self._default = default

    @cached_property
    def module(self) -> str:
        """The module of all methods; empty where they are of several."""
        modules = {method.module for method in self.methods}
        return modules.pop() if len(modules) == 1 else ""

    @cached_property
    def required_columns(self) -> tuple[str, ...]:
        """Columns that every row needs, and those that all methods need."""
        shared = set.intersection(*(set(method.required_columns()) for method in self.methods))
        return (*_ALWAYS, *sorted(shared.difference(_ALWAYS)))

    @cached_property
    def key_columns(self) -> tuple[str, ...]:
        """Columns of words that make a key for any method."""
        return tuple(dict.fromkeys(column for method in self.methods for column in method.key_columns))

    @cached_property
    def measured_columns(self) -> tuple[str, ...]:
        """Columns of numbers that any method reads."""
        return tuple(dict.fromkeys(name for m in self.methods for name in (*m.measured_columns, *m.form_columns)))

    @cached_property
    def shares(self) -> frozenset[str]:
        """Columns of shares from 0 to 1 of any method."""
        return frozenset(column for method in self.methods for column in method.shares)

    def __call__(self, fuel: str, name: str) -> Method | None:
        """Return the method for a fuel and the word in column ``method``; None if there is none."""
        if not name:
            return self._by_carrier.get(fuel, self._default)
        return self._by_key[self._names.key(name)] if name in self._names else None

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the names that look like one that is not known, or the methods whose names hold it."""
        names = {key: (key, method.title, method.title_local) for key, method in self._by_key.items()}
        alike = nearest(name, [spelt for all_of in names.values() for spelt in all_of], 2)
        word = folded(name)
        return (
            alike or tuple(key for key, all_of in names.items() if any(word in folded(spelt) for spelt in all_of))[:2]
        )


def table_of_methods(methods: Iterable[Method], text: str = "") -> pd.DataFrame:
    """Return methods as a table: what they read and give, equation, tier, source, validation.

    Parameters
    ----------
    methods : iterable of Method
    text : str
        Words, in English or Chinese, each of which must stand somewhere in the line of a method.

    Examples
    --------
    >>> from zzcarbon.energy.methods import METHODS
    >>> table_of_methods(METHODS, "锅炉 NOx")["method"].tolist()
    ['boiler, urban inventory']
    """
    rows = [
        {
            "method": method.key,
            "module": method.module,
            "title": method.title,
            "title_local": method.title_local,
            "edition": method.edition,
            "substances": " ".join(method.substances),
            "columns": ", ".join(item.column + ("*" if item.required else "") for item in method.inputs),
            "equation": method.equation,
            "tier": method.tier,
            "scope": method.scope,
            "gwp": method.gwp,
            "source": method.source,
            "locator": method.locator,
            "validated": method.validated or "unvalidated",
            "validation": validation_text(method.module, method.key, method.substances),
            "limits": method.limits,
        }
        for method in methods
    ]
    words = folded(str(text or "")).split()
    lines = [folded(" ".join(map(str, row.values()))) for row in rows]
    found: pd.DataFrame = pd.DataFrame(rows)[[all(word in line for word in words) for line in lines]]
    return found.reset_index(drop=True)
