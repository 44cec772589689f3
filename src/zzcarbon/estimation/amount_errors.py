"""Errors of the amounts of rows by cell: shared within a source, independent without one."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.estimation.cube import Cube, cells_of, sum_by_place
from zzcarbon.estimation.numbers import read_numbers

if TYPE_CHECKING:
    from zzcarbon.estimation.rows import ArrayRows

__all__ = ["ERROR", "ERROR_COLUMNS", "SOURCE", "errors_by_cell"]

Array = npt.NDArray[np.float64]

ERROR = "activity_uncertainty"
"""Column of the half-width of the 95 % interval of the amount, as a fraction."""

SOURCE = "activity_source"
"""Column that names what the error of the amount is shared with."""

ERROR_COLUMNS = ("group", "key", "term", "other", "source", "sum")


def errors_by_cell(rows: ArrayRows, cube: Cube, of_row: npt.NDArray[np.integer], unstated: float) -> pd.DataFrame:
    """Sum the errors of the amounts by cell of a cube.

    Parameters
    ----------
    rows : ArrayRows
        The rows.
    cube : Cube
        Their sums.
    of_row : ndarray of int, shape (n,)
        Cell of each row.
    unstated : float
        Half-width of amounts that state none. [1]

    Returns
    -------
    pandas.DataFrame
        As ``errors`` of `Cube`.

    Raises
    ------
    DataError
        A half-width is negative or no number; every row.
    """
    error = _half_widths(rows, unstated)
    if not error.any():
        return pd.DataFrame(columns=list(ERROR_COLUMNS))
    sources = rows.encoded([SOURCE])[0].relabelled(lambda word: "" if word is None else str(word).strip())
    named = np.array([word != "" for word in sources.values], bool)[sources.codes]
    used = {at: term for at, term in enumerate(rows.values) if term is not None}
    parts = [_shared(cube, of_row, at, term * error, sources.codes, sources.values, named) for at, term in used.items()]
    alone = np.flatnonzero(~named & (error > 0))
    for first, second in combinations_with_replacement(used, 2) if len(alone) else ():
        product = (used[first][alone] * error[alone]) * (used[second][alone] * error[alone])
        sums = sum_by_place(of_row[alone], len(cube.key), product)
        parts.append(_table(cube, np.arange(len(sums)), first, second, "", sums))
    found: pd.DataFrame = pd.concat(parts, ignore_index=True)[list(ERROR_COLUMNS)]
    return found


def _half_widths(rows: ArrayRows, unstated: float) -> Array:
    """Return the half-width of each row; a negative one is an error that names every row."""
    if ERROR not in rows.activity:
        return np.full(len(rows), unstated)
    error = read_numbers(rows.activity[ERROR], ERROR).values
    wrong = np.flatnonzero(error < 0)
    if len(wrong):
        remedy = "Give the half-width of the 95 % interval as a fraction, 0.05 for 5 %."
        raise DataError(
            "the uncertainty of amounts cannot be used",
            [
                Problem(rows.file, rows.id_at(at), ERROR, shown(float(error[at])), "a half-width is below zero", remedy)
                for at in wrong.tolist()
            ],
        )
    return np.where(np.isnan(error), unstated, error)


def _shared(
    cube: Cube,
    of_row: npt.NDArray[np.integer],
    at: int,
    term: Array,
    codes: npt.NDArray[np.int32],
    words: tuple[object, ...],
    named: npt.NDArray[np.bool_],
) -> pd.DataFrame:
    """Sum a term by cell and source, over the rows that name one."""
    chosen = np.flatnonzero(named & (term != 0))
    size = len(words)
    places = of_row[chosen].astype(np.int64) * size + codes[chosen]
    pairs, _, where = cells_of(places, len(cube.key) * size)
    sums = sum_by_place(where, len(pairs), term[chosen])
    return _table(cube, pairs // size, at, -1, np.array(words, object)[pairs % size], sums)


def _table(
    cube: Cube, cells: npt.NDArray[np.int64], first: int, second: int, source: object, sums: Array
) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "group": cube.group[cells],
            "key": cube.key[cells],
            "term": first,
            "other": second,
            "source": source,
            "sum": sums,
        }
    )
    kept: pd.DataFrame = frame.loc[frame["sum"] != 0]
    return kept
