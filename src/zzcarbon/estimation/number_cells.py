"""The columns of numbers of a frame on any engine: limits, the number of a cell, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import narwhals as nw
import pandas as pd

from zzcarbon.estimation.cells import GOOD, kind, number
from zzcarbon.estimation.controls import REMOVAL, is_control
from zzcarbon.estimation.measured import limits_of, measured_columns, measured_name
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.numbers import LARGEST
from zzcarbon.estimation.scan import Scan
from zzcarbon.estimation.term import Term
from zzcarbon.unit_words import words
from zzcarbon.units import conversion_factor, dimension

__all__ = ["NumberCells", "number_cells", "term_of"]

_BEYOND, _ABOVE = 1e31, 1e9
"""Numbers that are too high for any activity, and for a share in any unit."""


@dataclass(frozen=True)
class NumberCells:
    """A column of numbers.

    Attributes
    ----------
    name : str
        What terms call it: ``removal_efficiency_NOx`` where the column is ``removal_efficiency``.
    column : str
        Column of the frame.
    number, kind : narwhals expression
        The number, a share in percent as a fraction, and the kind of the cell.
    highest : float
        A number that is too high.
    sound : bool
        Whether all cells are known to be good: none is looked at again.
    """

    name: str
    column: str
    number: nw.Expr
    kind: nw.Expr
    highest: float
    sound: bool = False

    def clean(self, blank: float) -> nw.Expr:
        """Return the good numbers; another value for all other cells."""
        return self.number if self.sound else nw.when(self.kind == GOOD).then(self.number).otherwise(nw.lit(blank))


def number_cells(scan: Scan, choose_method: Chooser, wanted: Sequence[str] | None) -> tuple[NumberCells, ...]:
    """Return the columns of numbers that the methods read: the amount first.

    Raises
    ------
    DataError
        A removal efficiency is of nobody knows which substance.
    """
    columns = pd.DataFrame(columns=list(scan.columns))
    measured = measured_columns(columns, choose_method, wanted, scan.file)
    return (
        _cells(scan, "amount", "amount", 0.0, math.inf),
        *(_cells(scan, measured_name(name, wanted), name, *limits_of(name, choose_method.shares)) for name in measured),
    )


def _cells(scan: Scan, name: str, column: str, low: float, high: float) -> NumberCells:
    dtype = scan.schema[column]
    value = number(column, dtype)
    if not math.isfinite(high):
        return NumberCells(name, column, value, kind(column, dtype, low, LARGEST), highest=_BEYOND)
    if f"{column}_unit" not in scan.schema:
        return NumberCells(name, column, value, kind(column, dtype, low, high), highest=_ABOVE)
    unit = scan.word(f"{column}_unit").cast(nw.String).str.strip_chars()
    parts, limit = nw.lit(1.0), nw.lit(high)
    for text, part in _parts().items():
        of_unit = (unit == text).fill_null(value=False)
        parts = nw.when(of_unit).then(nw.lit(part)).otherwise(parts)
        limit = nw.when(of_unit).then(nw.lit(high / part)).otherwise(limit)
    found = kind(column, dtype, low, limit)
    return NumberCells(name, column, value * parts if is_control(column) else value, found, highest=_ABOVE)


@cache
def _parts() -> dict[str, float]:
    """Return the units of shares, and what one stands for in each: 0.01 for %."""
    without_prefix = (text for text, word in words().items() if not word.prefix and not word.remedy)
    units = [text for text in without_prefix if dimension(text) == "1"]
    return {text: part for text in units if (part := conversion_factor(text, "1")) != 1}


def term_of(term: Term, numbers: Mapping[str, NumberCells]) -> nw.Expr:
    """Return a row term without its function as an expression; zero where the amount is not a number."""
    result = numbers["amount"].clean(0.0)
    for name in term.columns:
        result = result * numbers[name].clean(1.0)
    product: nw.Expr | None = None
    for name in term.removed:
        share = numbers[name].clean(0.0 if name.startswith(REMOVAL) else 1.0)
        product = share if product is None else product * share
    return result if product is None else result * (1.0 - product)
