"""The result of one estimate: codes, row terms and a small table of coefficients.

Emission of a row = coefficient of its key x row term. Nothing larger is stored: totals need no rows,
and rows are written out only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.codes import occurs
from zzcarbon.estimation.coefficient import Coefficient
from zzcarbon.estimation.rows import Finding

__all__ = ["Block", "Coefficients", "present", "sum_by_group"]

_CHUNK = 1 << 17
_DENSE = 1 << 24


@dataclass(frozen=True)
class Coefficients:
    """Coefficients of k keys and s substances.

    Attributes
    ----------
    substances : tuple of str, shape (s,)
        Names; after a conversion several columns may have one name (CO2e of each gas).
    gases : tuple of str, shape (s,)
        What was estimated, before any conversion.
    values : ndarray of float64, shape (k, s)
        Mass per unit of the row term [t]; NaN where there is none.
    notations : ndarray of str, shape (k, s)
        ``""`` for a number; NE, NO, NA, IE or C; ``"-"`` where the method does not give the substance.
    terms : tuple of tuple of str, shape (m,)
        Row terms by the columns that multiply the amount.
    term_of : ndarray of int, shape (k, s)
        Which term the coefficient multiplies.
    labels : pandas.DataFrame, shape (k, ...)
        Of each key: method, flow, scope, fuel, region, year and categories.
    origins : ndarray of str, shape (k, s)
    details : dict of (k, s) to Coefficient
        What each number rests on.
    """

    substances: tuple[str, ...]
    gases: tuple[str, ...]
    values: npt.NDArray[np.float64]
    notations: npt.NDArray[np.str_]
    terms: tuple[tuple[str, ...], ...]
    term_of: npt.NDArray[np.intp]
    labels: pd.DataFrame
    origins: npt.NDArray[np.str_]
    details: dict[tuple[int, int], Coefficient]


@dataclass(frozen=True)
class Block:
    """Rows of one estimate.

    Attributes
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        The rows as they were given, with the standard names of the columns.
    codes : ndarray of int32, shape (n,)
        Key of each row.
    terms : tuple of ndarray of float64, shape (m, n)
        Row terms, in the order of ``coefficients.terms``; zero where the row is not estimated.
    coefficients : Coefficients
    findings : tuple of Finding
        Problems, by rows.
    file : str
        Name of the file the rows came from.
    offset : int
        Position of the first row in the inventory, for rows without id.
    """

    activity: pd.DataFrame
    codes: npt.NDArray[np.int32]
    terms: tuple[npt.NDArray[np.float64], ...]
    coefficients: Coefficients
    findings: tuple[Finding, ...]
    file: str = ""
    offset: int = 0

    @cached_property
    def ids(self) -> pd.Series[str]:
        """Ids of the rows: their own, or ``row-1``, ``row-2`` ... by position."""
        if "id" in self.activity:
            return self.activity["id"].astype(str).reset_index(drop=True)
        numbers = pd.RangeIndex(self.offset + 1, self.offset + 1 + len(self.codes))
        return pd.Series("row-" + numbers.astype(str), name="id")

    @cached_property
    def _rows_by_key(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        order = np.argsort(self.codes, kind="stable")
        return order, np.searchsorted(self.codes[order], np.arange(len(self.coefficients.values) + 1))

    def rows_of(self, finding: Finding) -> npt.NDArray[np.intp]:
        """Return the positions of the rows that a finding concerns."""
        if finding.rows is not None:
            return finding.rows
        order, starts = self._rows_by_key
        return order[starts[finding.key] : starts[finding.key + 1]]

    def problem_count(self) -> int:
        """Return the number of problems without looking the rows up."""
        sizes = np.bincount(self.codes, minlength=len(self.coefficients.values))
        return sum(int(sizes[f.key]) if f.rows is None else len(f.rows) for f in self.findings)

    def id_at(self, row: int) -> str:
        """Return the id of one row without writing out all of them."""
        return str(self.activity["id"].iloc[row]) if "id" in self.activity else f"row-{self.offset + 1 + row}"

    def with_coefficients(self, coefficients: Coefficients) -> Block:
        """Return the same rows with other coefficients."""
        return replace(self, coefficients=coefficients)

    def emissions(self, substance: int) -> npt.NDArray[np.float64]:
        """Return the emission of each row [t], shape (n,); NaN where it has none."""
        table = self.coefficients
        values = table.values[:, substance][self.codes]
        chosen = table.term_of[:, substance]
        if len(table.terms) == 1:
            return values * self.terms[0]
        result = np.zeros(len(self.codes))
        for at in np.unique(chosen):
            mask = (chosen == at)[self.codes]
            result[mask] = values[mask] * self.terms[at][mask]
        return result

    def sums(self, groups: npt.NDArray[np.int32], count: int, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """Return the emission by group and substance [t], shape (count, s).

        The row terms are summed by group and key first; the matrix product with the coefficients
        comes after, so the cost does not grow with the number of substances.

        Parameters
        ----------
        groups : ndarray of int32, shape (n,)
        count : int
            Number of groups.
        kept : ndarray of bool, shape (k, s)
            Coefficients that count.
        """
        table = self.coefficients
        result = np.zeros((count, len(table.substances)))
        for at in range(len(table.terms)):
            used = kept & (table.term_of == at) & np.isfinite(table.values)
            if not used.any():
                continue
            coefficients = np.where(used, table.values, 0.0)
            if count * len(coefficients) > _DENSE:
                result += _sparse(groups, count, self.codes, self.terms[at], coefficients)
                continue
            amounts = sum_by_group(groups, count, self.codes, len(coefficients), self.terms[at])
            result += amounts @ coefficients
        return result

    def occurring(
        self, groups: npt.NDArray[np.int32], count: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the pairs of group and key that have a row, each of shape (pairs,)."""
        keys = len(self.coefficients.values)
        flat = groups.astype(np.int64) * keys + self.codes if count > 1 else self.codes
        dense = count * keys <= _DENSE
        pairs = np.flatnonzero(occurs(flat, count * keys)) if dense else np.unique(flat)
        return np.divmod(pairs.astype(np.int64), keys)


def present(
    occurring: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], count: int, marks: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return whether a group has a row whose key is marked, shape (count, s).

    Parameters
    ----------
    occurring : pair of ndarray
        Groups and keys that occur together.
    marks : ndarray of bool, shape (k, s)
    """
    result = np.zeros((count, marks.shape[1]), bool)
    np.logical_or.at(result, occurring[0], marks[occurring[1]])
    return result


def sum_by_group(
    groups: npt.NDArray[np.int32],
    count: int,
    codes: npt.NDArray[np.int32],
    keys: int,
    term: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Sum a row term by group and key, shape (count, keys).

    The rows are summed in chunks and the chunks added pairwise: that keeps the rounding of ten
    million additions below 1e-12 and stays within the cache of the processor.
    """
    cells = count * keys
    chunk = max(_CHUNK, 4 * cells)
    partial = []
    for start in range(0, len(term), chunk):
        stop = start + chunk
        flat = groups[start:stop].astype(np.int64) * keys + codes[start:stop] if count > 1 else codes[start:stop]
        partial.append(np.bincount(flat, weights=term[start:stop], minlength=cells))
    total: npt.NDArray[np.float64] = pairwise(partial) if partial else np.zeros(cells)
    return total.reshape(count, keys)


def _sparse(
    groups: npt.NDArray[np.int32],
    count: int,
    codes: npt.NDArray[np.int32],
    term: npt.NDArray[np.float64],
    coefficients: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Sum where groups times keys are too many for a dense table: only pairs that occur are kept."""
    pairs, places = np.unique(groups.astype(np.int64) * len(coefficients) + codes, return_inverse=True)
    amounts = np.bincount(places, weights=term, minlength=len(pairs))
    result = np.zeros((count, coefficients.shape[1]))
    np.add.at(result, pairs // len(coefficients), amounts[:, None] * coefficients[pairs % len(coefficients)])
    return result


def pairwise(parts: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Add arrays pairwise."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    total: npt.NDArray[Any] = pairwise(parts[:middle]) + pairwise(parts[middle:])
    return total
