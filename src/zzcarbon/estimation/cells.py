"""Cells of a column of numbers as expressions of any engine: the number, and what is wrong with it.

An engine casts only what is a plain number by its pattern, so that no word ends a query. What only a whole column
tells (``1,234``), and what is no number though it means one (``90%``, ``<4``, ``IE``), is a problem here: in memory
`zzcarbon.tables.numbers` reads it. Sums are exact: a term is split by
``hi = (term + C) - C`` and ``lo = term - hi``, where C is a power of two above the sum of all terms. The
high parts add without rounding in any order, and what the low parts round is far below the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import narwhals as nw
import numpy as np
import numpy.typing as npt

__all__ = ["BLANK", "GOOD", "KIND_BITS", "SAMPLES", "bound_of", "halves", "is_text", "kind", "number", "packed",
           "unpacked"]  # fmt: skip

GOOD, BLANK, INFINITE, LOW, HIGH, FORMULA, WORD, TEXT = range(8)
KIND_BITS, _WIDTH = 3, 63
"""Bits of a kind, and those of an int64 that never make it negative."""

_NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
_INFINITE = r"^[+-]?(?:[iI][nN][fF]|[iI][nN][fF][iI][nN][iI][tT][yY])$"
_FORMULA = "^[=@]"
_WORDS = "^(?:[nN][aA][nN]|[nN][aA]|[nN]/[aA]|[nN][uU][lL][lL]|[nN][oO][nN][eE]|-|--|—)$"

SAMPLES: Mapping[int, object] = {
    BLANK: None, INFINITE: math.inf, FORMULA: "=A1", WORD: "-", TEXT: "words",
}  # fmt: skip
"""A cell of each kind: what the reader of pandas says of it holds for all cells of the kind."""

_TEXTS = (nw.String, nw.Categorical, nw.Enum, nw.Boolean, nw.Date, nw.Datetime, nw.Object, nw.Unknown)


def is_text(dtype: nw.dtypes.DType | type) -> bool:
    """Whether cells of a type are read as text."""
    return any(dtype == text for text in _TEXTS)


def number(name: str, dtype: nw.dtypes.DType | type) -> nw.Expr:
    """Return the cells of a column as float64; NaN or null where there is no number."""
    if not is_text(dtype):
        return nw.col(name) if dtype == nw.Float64 else nw.col(name).cast(nw.Float64)
    text = _text(name, dtype)
    return nw.when(_matches(text, _NUMBER)).then(text).otherwise(nw.lit("nan")).cast(nw.Float64)


def kind(name: str, dtype: nw.dtypes.DType | type, low: float, high: float | nw.Expr) -> nw.Expr:
    """Return the kind of each cell: 0 good, 1 blank, 2 not finite, 3 low, 4 high, 5 formula, 6 no number, 7 text."""
    value = number(name, dtype)
    blank = (value.is_null() | value.is_nan()).fill_null(value=True)
    finite = value.is_finite().fill_null(value=False)
    ranged = _first(((~finite, INFINITE), (value < low, LOW), (value > high, HIGH)), nw.lit(GOOD))
    if not is_text(dtype):
        return _first(((blank, BLANK),), ranged)
    text = _text(name, dtype)
    words = (
        (_matches(text, pattern), at) for at, pattern in ((INFINITE, _INFINITE), (FORMULA, _FORMULA), (WORD, _WORDS))
    )
    numbers = nw.when(_matches(text, _NUMBER)).then(ranged).otherwise(_first(tuple(words), nw.lit(TEXT)))
    return _first((((text.is_null() | (text == "")).fill_null(value=True), BLANK),), numbers)


def _first(cases: Sequence[tuple[nw.Expr, int]], rest: nw.Expr) -> nw.Expr:
    """Return the code of the first condition that holds, else the rest."""
    for condition, code in reversed(cases):
        rest = nw.when(condition).then(nw.lit(code)).otherwise(rest)
    return rest


def packed(name: str, codes: Sequence[nw.Expr], bits: int) -> dict[str, nw.Expr]:
    """Return small whole numbers as few columns of int64: rows are grouped by these, not by one for each.

    Parameters
    ----------
    name : str
        What the columns are called, before their number.
    codes : sequence of expression
        Whole numbers from 0 to below 2 ** bits.
    bits : int
    """
    each = _WIDTH // bits
    columns = {}
    for first in range(0, len(codes), each):
        column = nw.lit(0).cast(nw.Int64)
        for at, code in enumerate(codes[first : first + each]):
            column = column + code.cast(nw.Int64) * 2 ** (bits * at)
        columns[f"{name} {first // each}"] = column
    return columns


def unpacked(columns: npt.NDArray[np.int64], count: int, bits: int) -> npt.NDArray[np.int64]:
    """Return the numbers that columns stand for, shape (rows, count).

    Examples
    --------
    >>> unpacked(np.array([[7 + 8 * 1]]), 3, 3)
    array([[7, 1, 0]])
    """
    each = _WIDTH // bits
    parts = [columns[:, at // each] >> bits * (at % each) & 2**bits - 1 for at in range(count)]
    return np.stack(parts, axis=1) if parts else np.zeros((len(columns), 0), np.int64)


def bound_of(rows: int, highest: float) -> float:
    """Return a power of two above the sum of all terms [unit of the term]; 0 where all terms are zero.

    Examples
    --------
    >>> bound_of(2, 3.0)
    16.0
    """
    if not highest > 0:
        return 0.0
    return math.ldexp(1.0, math.ceil(math.log2(rows + 2)) + math.ceil(math.log2(highest)))


def halves(name: str, bound: float) -> tuple[nw.Expr, nw.Expr]:
    """Return the high and the low part of a column of terms: ``hi + lo`` is the term, and ``hi`` adds exactly."""
    high = (nw.col(name) + bound) - bound
    return high, nw.col(name) - high


def _text(name: str, dtype: nw.dtypes.DType | type) -> nw.Expr:
    cell = nw.col(name) if dtype == nw.String else nw.col(name).cast(nw.String)
    return cell.str.strip_chars()


def _matches(text: nw.Expr, pattern: str) -> nw.Expr:
    return text.str.contains(pattern).fill_null(value=False)
