"""The cube: sums of the row terms by group and key, the only thing that reads rows.

Emission of a row = value of the line x row term. Sums of emissions need only the sums of the terms, so
their cost does not grow with the number of substances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.coefficients import CoefficientTable

__all__ = ["Cube", "cells_of", "joined_cubes", "sum_by_place"]

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_CHUNK = 1 << 17
_DENSE = 1 << 24


@dataclass(frozen=True, eq=False)
class Cube:
    """Sums by group and key.

    Attributes
    ----------
    labels : pandas.DataFrame, shape (g, labels)
        What names each group; one line without column where nothing is asked for.
    group, key : ndarray of int64, shape (c,)
        Pairs of group and key that have a row, sorted by both.
    sums : ndarray of float64, shape (c, m)
        Sum of each row term [unit of the amount].
    rows : ndarray of int64, shape (c,)
        Number of rows.
    errors : pandas.DataFrame or None
        Where they are asked for: ``group key term other source sum``. With a source, the sum of term x u over
        its rows, whose errors are one (``other`` is -1); without, the sum of (term u)(other u) for each pair
        of terms of a key, of rows whose errors are independent. u: half-width of the 95 % interval [1].
    """

    labels: pd.DataFrame
    group: Places
    key: Places
    sums: Array
    rows: Places
    errors: pd.DataFrame | None = None

    def emissions(self, table: CoefficientTable, kept: npt.NDArray[np.bool_] | None = None) -> Array:
        """Return the emission by group and substance [t], shape (g, s).

        Parameters
        ----------
        table : CoefficientTable
        kept : ndarray of bool, shape (lines,), optional
            Lines that count; all where it is not given.
        """
        cells, lines = table.lines_of(self.key)
        counted = np.isfinite(table.values)[lines]
        if kept is not None:
            counted &= kept[lines]
        cells, lines = cells[counted], lines[counted]
        width = len(table.substances)
        places = self.group[cells] * width + table.column[lines]
        parts = table.values[lines] * self.sums[cells, table.term[lines]]
        sums = np.bincount(places, weights=parts, minlength=len(self.labels) * width)
        return sums.reshape(len(self.labels), width).astype(np.float64, copy=False)


def joined_cubes(cubes: Sequence[Cube]) -> Cube:
    """Return the cubes of several parts as one; equal groups of two parts become one."""
    labels = pd.concat([cube.labels for cube in cubes], ignore_index=True)
    starts = np.cumsum([0, *(len(cube.labels) for cube in cubes)])
    groups = np.concatenate([cube.group + start for cube, start in zip(cubes, starts, strict=False)])
    if not len(labels.columns):
        lookup, distinct = np.zeros(len(labels), np.int64), labels.iloc[:1]
    else:
        named = labels.astype(object).where(labels.notna(), None)
        lookup, tuples = pd.factorize(pd.Series(list(map(tuple, named.to_numpy())), dtype=object))
        distinct = pd.DataFrame(list(tuples), columns=labels.columns, dtype=object)
    keys = np.concatenate([cube.key for cube in cubes])
    group = lookup[groups].astype(np.int64)
    order = np.lexsort((keys, group))
    errors = [
        cube.errors.assign(group=lookup[cube.errors["group"] + start])
        for cube, start in zip(cubes, starts, strict=False)
        if cube.errors is not None
    ]
    return Cube(
        distinct.reset_index(drop=True),
        group[order],
        keys[order],
        np.concatenate([cube.sums for cube in cubes])[order],
        np.concatenate([cube.rows for cube in cubes])[order],
        pd.concat(errors, ignore_index=True) if errors else None,
    )


def cells_of(places: npt.NDArray[np.integer], size: int) -> tuple[Places, Places, npt.NDArray[np.integer]]:
    """Return the places that occur, how many rows lie at each, and for every row which of them it is.

    Few places are counted in a table of all of them, many are sorted: only those that occur are kept.
    """
    if size <= _DENSE:
        counts = np.bincount(places, minlength=size)
        cells = np.flatnonzero(counts)
        if len(cells) == size:
            return cells, counts, places
        lookup = np.zeros(size, np.int32)
        lookup[cells] = np.arange(len(cells), dtype=np.int32)
        return cells, counts[cells], lookup[places]
    cells, of_row, counts = np.unique(places, return_inverse=True, return_counts=True)
    return cells.astype(np.int64), counts, of_row


def sum_by_place(places: npt.NDArray[np.integer], size: int, term: Array) -> Array:
    """Sum a term by place, exactly whatever the order of the rows, shape (size,).

    Each number is parted at the last bit that a sum of all of them can hold: the high parts add without
    rounding, and the low parts are so small that their rounding is not seen. The rows are taken in chunks
    that stay in the cache of the processor.

    Examples
    --------
    >>> numbers = np.array([1e16, 1.0, -1e16, 1.0])
    >>> sum_by_place(np.zeros(4, np.int64), 1, numbers), numbers.cumsum()[-1]
    (array([2.]), np.float64(1.0))
    """
    bound = _bound(term)
    high, low = np.zeros(size), np.zeros(size)
    chunk = max(_CHUNK, 4 * size)
    for start in range(0, len(term), chunk):
        part, where = term[start : start + chunk], places[start : start + chunk]
        upper = (part + bound) - bound
        high += np.bincount(where, weights=upper, minlength=size)
        low += np.bincount(where, weights=part - upper, minlength=size)
    total: Array = high + low
    return total


def _bound(term: Array) -> float:
    """Return a power of two above the number of terms times the highest; zero where none can be had."""
    if not len(term):
        return 0.0
    highest = max(float(term.max()), -float(term.min()))
    if not np.isfinite(highest):
        return 0.0
    exponent = (len(term) + 1).bit_length() + int(np.frexp(highest)[1])
    return float(np.ldexp(1.0, exponent)) if exponent < 1000 else 0.0
