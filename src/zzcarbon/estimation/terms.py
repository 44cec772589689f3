"""Row terms: what the coefficient of a row is multiplied by, one array for all rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from zzcarbon.estimation.block import Coefficients
from zzcarbon.estimation.coefficient import Coefficient
from zzcarbon.estimation.rows import Finding, Numbers
from zzcarbon.factors.function import read_coefficients

__all__ = ["row_terms", "undefined"]

Array = npt.NDArray[np.float64]


def row_terms(
    coefficients: Coefficients, amount: Numbers, measured: Mapping[str, Numbers], codes: npt.NDArray[np.int32]
) -> tuple[Array, ...]:
    """Return the row terms of a block.

    Parameters
    ----------
    coefficients : Coefficients
        Their ``terms`` say what is multiplied; see `Coefficient`.
    amount : Numbers, shape (n,)
    measured : mapping of str to Numbers, shape (n,)
        Columns of measured values.
    codes : ndarray of int32, shape (n,)
        Key of each row.

    Returns
    -------
    tuple of ndarray of float64, shape (n,)
        In the order of ``coefficients.terms``; zero where the row is not estimated.
    """
    empty = np.asarray(np.isnan(coefficients.values).all(axis=1))
    bad = empty[codes] | amount.blank
    clean = np.where(bad, 0.0, amount.values) if bad.any() else amount.values
    functions = _functions(coefficients)
    result = []
    for at, parts in enumerate(coefficients.terms):
        term = clean
        for part in parts:
            if part.startswith("form:"):
                term = term * _form_values(functions[at], measured, codes, term != 0)
            elif part.startswith("1-"):
                term = term * (1.0 - _product(part.removeprefix("1-").split("*"), measured, len(codes)))
            else:
                term = term * np.nan_to_num(measured[part].values, nan=1.0)
        result.append(term)
    return tuple(result)


def undefined(
    coefficients: Coefficients,
    terms: Sequence[Array],
    measured: Mapping[str, Numbers],
) -> list[Finding]:
    """Find the rows in which a function has no value: outside its range, or between the levels of its tables."""
    findings = []
    for at, keys in _functions(coefficients).items():
        rows = np.flatnonzero(np.isnan(terms[at]))
        if not len(rows):
            continue
        form = next(detail.form for _, detail in keys if detail.form)
        explained = np.zeros(len(rows), bool)
        for column, levels in form.levels.items():
            between = ~np.isin(measured[column].values[rows], levels)
            explained |= between
            listed = ", ".join(f"{level:g}" for level in levels)
            problem = f"the table behind the factor has no class for this {column}: it knows {listed}"
            remedy = "Give one of these values, or take another method."
            findings.append(Finding(rows[between], column, problem, remedy))
        problem = f"the function {form.name!r} has no value here"
        remedy = "Give values inside the range of the function, or take another method."
        findings.append(Finding(rows[~explained], form.columns[0], problem, remedy))
    return [finding for finding in findings if finding.rows is not None and len(finding.rows)]


def _product(names: Sequence[str], measured: Mapping[str, Numbers], count: int) -> Array:
    """Return removal x collected share x share of time; the removal is a column or a number."""
    first, *shares = names
    product = np.nan_to_num(measured[first].values, nan=0.0) if first in measured else np.full(count, float(first))
    for name in shares:
        product = product * np.nan_to_num(measured[name].values, nan=1.0)
    return product


def _functions(coefficients: Coefficients) -> dict[int, list[tuple[int, Coefficient]]]:
    """Return by term the keys whose factor is a function."""
    found: dict[int, list[tuple[int, Coefficient]]] = {}
    for (key, substance), detail in coefficients.details.items():
        if detail.form:
            found.setdefault(int(coefficients.term_of[key, substance]), []).append((key, detail))
    return found


def _form_values(
    keys: Sequence[tuple[int, Coefficient]],
    measured: Mapping[str, Numbers],
    codes: npt.NDArray[np.int32],
    used: npt.NDArray[np.bool_],
) -> Array:
    """Evaluate a form for the rows of its keys, all at once; one elsewhere."""
    form = keys[0][1].form
    if form is None:
        return np.ones(len(codes))
    position = np.full(int(codes.max(initial=0)) + 1, -1)
    table = np.zeros((len(keys), len(form.coefficients)))
    for at, (key, detail) in enumerate(keys):
        if key < len(position):
            position[key] = at
        row = next(figure.row for figure in detail.figures if figure.row and figure.row.form)
        table[at] = read_coefficients(row.coefficients, form.coefficients)
    where = np.flatnonzero((position[codes] >= 0) & used)
    chosen = position[codes[where]]
    columns = {name: measured[name].values[where] for name in form.columns}
    values = np.ones(len(codes))
    values[where] = form.function(columns, {name: table[chosen, at] for at, name in enumerate(form.coefficients)})
    return values
