"""An input of a method: a column of the activity data, in the role that it has there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zzcarbon.tables.header import Header, table_headers

__all__ = ["Input"]

_MARK = re.compile("([;:] )")


@dataclass(frozen=True, slots=True)
class Input:
    """A column that a method reads: a word, or a figure that was measured or is taken from a set of factors.

    What is left empty is what ``factors/inputs.csv`` declares.

    Attributes
    ----------
    column : str
        Name of the column; ``removal_efficiency_<substance>`` stands for one of each substance.
    meaning : str
        What it holds in this method, with its unit in brackets.
    required : bool
        Whether every row needs it.
    symbol : str
        Symbol in the equation.
    figure : str
        Name in the database of the parameter that stands in where the row gives none.
    kind : str
        ``share`` is from 0 to 1 [1], or to 100 where the row says %; ``number`` has the unit `unit`
        where the row names none; the row names that of a ``quantity``.
    unit : str
        Its unit.
    bridge : bool
        Whether it is used only where the amount and the next figure differ in dimension: a heating
        value is not needed for an amount of heat.
    of : str
        Key column that says what it is a figure of, where that is not the subject of the method: the
        heating value is one of the ``fuel`` of a vehicle. ``"-"`` for a figure of nothing in particular.
    any_set : bool
        Whether another set may give it where the set of the factor does not; the trail says so.

    Examples
    --------
    >>> Input("cao_share").meaning, Input("ncv").figure, Input("density", "density of the fuel [kg/L]").meaning
    ('CaO less what came without carbonate [1]; chemical analysis', 'net_calorific_value', 'density of the fuel [kg/L]')
    """

    column: str
    meaning: str = ""
    required: bool = False
    symbol: str = ""
    figure: str = ""
    kind: str = ""
    unit: str = ""
    bridge: bool = False
    of: str = ""
    any_set: bool = False

    def __post_init__(self) -> None:
        """Fill in what is declared.

        Raises
        ------
        KeyError
            The column stands in no list.
        """
        declared = table_headers()[self.column.partition("_<")[0]]
        for name, text in (
            ("meaning", _described(declared)),
            ("symbol", declared.symbol),
            ("figure", declared.figure or self.column),
            ("kind", declared.kind),
            ("unit", declared.unit),
        ):
            if not getattr(self, name):
                object.__setattr__(self, name, text)

    @property
    def share(self) -> bool:
        """Whether it is a share from 0 to 1."""
        return self.kind == "share"

    @property
    def default_unit(self) -> str:
        """Unit where the row names none; empty if the row must name it."""
        return "" if self.kind == "quantity" else self.unit


def _described(header: Header) -> str:
    """Return what a column holds, with its unit in brackets."""
    if not header.unit:
        return header.meaning
    named = f", unit in {header.column}_unit" if header.kind == "quantity" else ""
    what, mark, more = _MARK.split(header.meaning, 1) if _MARK.search(header.meaning) else (header.meaning, "", "")
    return f"{what} [{header.unit}{named}]{mark}{more}"
