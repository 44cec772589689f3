"""Numbers of activity rows: read as float64, every bad value found, none dropped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.finding import Finding

__all__ = ["Numbers", "read_numbers"]

_SEPARATORS = "^[+-]?[0-9]{1,3}(?:[,，\u00a0\u2009' ][0-9]{3})+(?:[.][0-9]+)?$"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers.

    Attributes
    ----------
    values : ndarray of float64, shape (n,)
        The numbers; NaN where blank or bad.
    blank : ndarray of bool, shape (n,)
        Where the cell is empty.
    findings : tuple of Finding
        Bad cells.
    """

    values: npt.NDArray[np.float64]
    blank: npt.NDArray[np.bool_]
    findings: tuple[Finding, ...]


def read_numbers(column: pd.Series, name: str, *, low: float = 0.0, high: float = np.inf) -> Numbers:
    """Read a column of numbers.

    Parameters
    ----------
    column : pandas.Series, shape (n,)
        Numbers, or text that holds numbers.
    name : str
        Name of the column, for problems.
    low, high : float
        Range that is allowed, both ends included [unit of the column].

    Returns
    -------
    Numbers
    """
    if column.dtype.kind in "iuf":
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        blank = np.isnan(values)
        findings: list[Finding] = []
    else:
        values, blank, findings = _from_text(column, name)
    limits = (
        (np.isinf(values), "the number is not finite", "Give a finite number."),
        (values < low, f"the number is below {low:g}", _below_remedy(low)),
        ((values > high) & ~np.isinf(values), f"the number is above {high:g}", "Check the unit (fraction or %)."),
    )
    for mask, problem, remedy in limits:
        if mask.any():
            findings.append(Finding(np.flatnonzero(mask), name, problem, remedy))
    return Numbers(values, blank, tuple(findings))


def _from_text(column: pd.Series, name: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], list[Finding]]:
    text = column.astype("string").str.strip().fillna("")
    values = pd.to_numeric(text.where(text != ""), errors="coerce").to_numpy(np.float64, na_value=np.nan)
    words = text.str.lower().isin(["nan", "na", "n/a", "null", "none", "-", "--", "—"])
    blank = (text == "").to_numpy(bool)
    bad = np.isnan(values) & ~blank
    separated = text.str.match(_SEPARATORS).fillna(value=False).to_numpy(bool) & bad
    formula = text.str.match(r"^[=@]").fillna(value=False).to_numpy(bool) & bad
    word = words.to_numpy(bool, na_value=False) & bad
    other = bad & ~separated & ~formula & ~word
    kinds = (
        (separated, "a number with thousands separators", "Write 1234.5 without separators."),
        (formula, "a formula, not a number", "Save the values, not the formulas."),
        (word, "no number", "Give a number, or a notation key (NE, NO, NA, IE, C) in column notation."),
        (other, "text where a number belongs", "Write a number; the unit goes into its own column."),
    )
    return values, blank, [Finding(np.flatnonzero(m), name, p, r) for m, p, r in kinds if m.any()]


def _below_remedy(low: float) -> str:
    if low == 0.0:
        return "Amounts are never negative: say removal or output in column flow or role."
    return "Check the value."
