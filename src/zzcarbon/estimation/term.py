"""Row terms: what the coefficient of a row is multiplied by, one array for all rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from zzcarbon.estimation.controls import REMOVAL
from zzcarbon.estimation.method import Form

__all__ = ["Term", "one_minus"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Term:
    """Amount x columns x (1 - product of columns) x function of columns.

    Attributes
    ----------
    columns : tuple of str
        Columns of numbers that multiply; a blank cell counts as 1.
    removed : tuple of str
        Shares whose product is taken off 1: what a device removes of what is collected for a share of
        the time. A blank removal counts as 0, a blank share as 1.
    form : Form or None
        Function that the factor is; its coefficients differ by key.
    of : str
        Substance of the function's coefficients.
    balance : str
        Name of the balance and the substance for which this is a copy of another term: zero in groups
        whose balance is below zero.

    Examples
    --------
    >>> term = Term(columns=("ncv",), removed=("removal_efficiency_NOx", "operating_rate"))
    >>> print(term)
    amount x ncv x (1 - removal_efficiency_NOx x operating_rate)
    >>> cells = {"amount": [2.0], "ncv": [3.0], "removal_efficiency_NOx": [0.5], "operating_rate": [np.nan]}
    >>> term.values({name: np.array(cell) for name, cell in cells.items()}, {}, np.zeros(1, np.int32))
    array([3.])
    """

    columns: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    form: Form | None = None
    of: str = ""
    balance: str = ""

    def values(
        self, numbers: Mapping[str, Array], parameters: Mapping[int, tuple[float, ...]], codes: npt.NDArray[np.int32]
    ) -> Array:
        """Return the term of each row, shape (n,); NaN where the function has no value.

        Parameters
        ----------
        numbers : mapping of str to ndarray of float64, shape (n,)
            The columns, and ``amount``, which is zero where the row is not estimated.
        parameters : mapping of int to tuple of float
            Coefficients of the function, by key.
        codes : ndarray of int32, shape (n,)
            Key of each row.
        """
        term = numbers["amount"]
        for name in self.columns:
            term = term * np.nan_to_num(numbers[name], nan=1.0)
        if self.removed:
            term = term * one_minus(self.removed, numbers)
        if self.form and self.form.function and parameters:
            term = term * _form_values(self.form, parameters, numbers, codes, term != 0)
        return term

    def without_function(self) -> Term:
        """Return the term as data: what can be saved and pickled."""
        return replace(self, form=replace(self.form, function=None)) if self.form else self

    def __str__(self) -> str:
        parts = ["amount", *self.columns]
        if self.removed:
            parts.append(f"(1 - {' x '.join(self.removed)})")
        if self.form:
            parts.append(f"{self.form.name}({', '.join(self.form.columns)})")
        return " x ".join(parts)


def one_minus(names: Sequence[str], numbers: Mapping[str, Array]) -> Array:
    """Return one minus the product of shares, shape (n,)."""
    product: Array = np.ones(1)
    for name in names:
        blank = 0.0 if name.startswith(REMOVAL) else 1.0
        product = product * np.nan_to_num(numbers[name], nan=blank)
    result: Array = 1.0 - product
    return result


def _form_values(
    form: Form,
    parameters: Mapping[int, tuple[float, ...]],
    numbers: Mapping[str, Array],
    codes: npt.NDArray[np.int32],
    used: npt.NDArray[np.bool_],
) -> Array:
    """Evaluate a function for the rows of its keys, all at once; one elsewhere."""
    values = np.ones(len(codes))
    if form.function is None:
        return values
    position = np.full(max(*parameters, int(codes.max(initial=0)), 0) + 1, -1)
    position[list(parameters)] = np.arange(len(parameters))
    where = np.flatnonzero((position[codes] >= 0) & used)
    chosen = np.array(list(parameters.values())).reshape(len(parameters), -1)[position[codes[where]]]
    columns = {name: numbers[name][where] for name in form.columns}
    values[where] = form.function(columns, {name: chosen[:, at] for at, name in enumerate(form.coefficients)})
    return values
