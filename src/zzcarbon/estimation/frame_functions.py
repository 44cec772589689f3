"""Factors that are functions of columns, for rows of an engine: computed on batches where the rows are.

The coefficients of the function stand in a small table that is joined by line; a batch of numbers goes in, the value
of each function and a code for why it has none come out. They are columns of the frame from then on, so that sums,
rows and files need nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.distinct_lines import LINE, Distinct
from zzcarbon.estimation.engines import Lazy, with_values
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.findings import reasons_of, without_value
from zzcarbon.estimation.frame_rows import FrameRows
from zzcarbon.estimation.front import Understood, codes_of
from zzcarbon.estimation.method import Form
from zzcarbon.estimation.term import Term

__all__ = ["Evaluated", "evaluated"]

_MOST_BITS = 52
"""Bits that a float64 holds exactly."""

_WHY = "zz_why "


@dataclass(frozen=True)
class _Function:
    """A row term that is a function of columns.

    Attributes
    ----------
    at : int
        Number of the term.
    form : Form
    word, first : int
        Column of codes and first bit in it of the reasons why there is no value.
    """

    at: int
    form: Form
    word: int
    first: int

    @property
    def column(self) -> str:
        """Column of its values."""
        return f"zz_function {self.at}"

    @property
    def term(self) -> str:
        """Column of the row term without it: where it is zero, nothing is computed."""
        return f"zz_other {self.at}"

    @property
    def coefficients(self) -> list[str]:
        """Columns of its coefficients, after one that says whether the line has any."""
        return [f"zz_has {self.at}", *(f"zz_coefficient {self.at} {name}" for name in self.form.coefficients)]


@dataclass(frozen=True, eq=False)
class Evaluated:
    """Lines parted by where functions have a value.

    Attributes
    ----------
    distinct : Distinct
    columns : mapping of Term to str
        Column of the value of each function.
    codes : ndarray of int32, shape (k,)
        Key of each line.
    findings : tuple of Finding
    """

    distinct: Distinct
    columns: Mapping[Term, str]
    codes: npt.NDArray[np.int32]
    findings: tuple[Finding, ...]


def evaluated(distinct: Distinct, told: Understood, frame: FrameRows) -> Evaluated:
    """Compute the functions of the row terms: one more query, and none where no term is a function.

    Parameters
    ----------
    distinct : Distinct
    told : Understood
        What the lines say.
    frame : FrameRows
        The rows while their functions are not computed.
    """
    parameters = {at: told.table.parameters(at) for at in range(len(told.table.terms))}
    functions = _functions(told.table.terms, parameters)
    if not functions:
        return Evaluated(distinct, {}, told.codes, told.findings)
    columns: dict[str, npt.NDArray[Any]] = {LINE: np.arange(len(distinct.found))}
    for function in functions:
        cells, width = parameters[function.at], len(function.coefficients)
        table = [(1.0, *cells[key]) if key in cells else (np.nan,) * width for key in told.codes.tolist()]
        columns |= dict(zip(function.coefficients, np.array(table, float).reshape(-1, width).T, strict=True))
    small = pd.DataFrame(columns)
    scan = replace(distinct.scan, frame=_computed(frame, small, functions))
    whys = {f"{_WHY}{f.word}": nw.col(f"{_WHY}{f.word}").cast(nw.Int64) for f in functions}
    highs = {f.column: nw.col(f.column).abs() for f in functions}
    parted = distinct.parted(scan, whys, "values of functions of columns", highs)
    before = frame.line_of(parted.found).to_numpy(np.intp)
    findings = [
        f if f.rows is None else replace(f, rows=np.flatnonzero(np.isin(before, f.rows))) for f in told.findings
    ]
    for function in functions:
        why = parted.found[f"{_WHY}{function.word}"].to_numpy(np.int64) >> function.first
        for at, reason in enumerate(reasons_of(function.form)):
            if len(rows := np.flatnonzero(why >> at & 1)):
                findings.append(Finding(rows, *reason))
    keys = replace(told.keys, codes=told.keys.codes[before])
    of_terms = {told.table.terms[f.at]: f.column for f in functions}
    return Evaluated(parted, of_terms, codes_of(keys, told.without, findings), tuple(findings))


def _functions(terms: Sequence[Term], parameters: Mapping[int, Mapping[int, tuple[float, ...]]]) -> list[_Function]:
    """Return the terms that are functions, each with room for its reasons in a column of codes."""
    functions: list[_Function] = []
    word, first = 0, 0
    for at, term in enumerate(terms):
        if term.form is None or term.form.function is None or not parameters[at]:
            continue
        bits = len(reasons_of(term.form))
        if first + bits > _MOST_BITS:
            word, first = word + 1, 0
        functions.append(_Function(at, term.form, word, first))
        first += bits
    return functions


def _computed(frame: FrameRows, small: pd.DataFrame, functions: Sequence[_Function]) -> Lazy:
    """Return the rows with the columns of values and codes."""
    own = frame.scan.frame.collect_schema().names()
    numbers = {name: frame.numbers[name].clean(np.nan) for f in functions for name in f.form.columns}
    made = {f"zz_number {name}": cell for name, cell in numbers.items()} | {f.term: frame.term(f.at) for f in functions}
    joined = frame.joined(small).with_columns(*(cell.alias(name) for name, cell in made.items()))
    read = [*made, *(name for function in functions for name in function.coefficients)]
    values = [*(f.column for f in functions), *dict.fromkeys(f"{_WHY}{f.word}" for f in functions)]
    return with_values(joined, read, values, partial(_values, functions=tuple(functions))).select(*own, *values)


def _values(batch: pd.DataFrame, *, functions: tuple[_Function, ...]) -> pd.DataFrame:
    """Compute the functions of some rows, and the codes for why they have no value; one where they do not apply."""
    found = {function.column: np.ones(len(batch)) for function in functions}
    codes = {f"{_WHY}{function.word}": np.zeros(len(batch), np.int64) for function in functions}
    cells = {name: batch[name].to_numpy(np.float64) for name in batch}
    for function in functions:
        form, (has, *coefficients) = function.form, function.coefficients
        rows = np.flatnonzero((cells[has] == 1.0) & (cells[function.term] != 0.0))
        if form.function is None or not len(rows):
            continue
        numbers = {name: cells[f"zz_number {name}"][rows] for name in form.columns}
        given = {name: cells[column][rows] for name, column in zip(form.coefficients, coefficients, strict=True)}
        value = form.function(numbers, given)
        found[function.column][rows] = value
        for at, mask in enumerate(without_value(form, value, numbers)):
            codes[f"{_WHY}{function.word}"][rows] |= mask.astype(np.int64) << (function.first + at)
    return pd.DataFrame({**found, **{name: code.astype(float) for name, code in codes.items()}})
