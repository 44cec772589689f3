"""Errors of the amounts of rows by cell: shared within a source, independent without one."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, english, shown
from zzcarbon.estimation.cube import Cube, cells_of, sum_by_place
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.numbers import read_numbers
from zzcarbon.units import conversion_factor

if TYPE_CHECKING:
    from zzcarbon.estimation.rows import ArrayRows

__all__ = [
    "ABOVE",
    "BELOW",
    "ERROR",
    "ERROR_COLUMNS",
    "REFUSED",
    "REMEDY",
    "SOURCE",
    "UNIT",
    "WIDEST",
    "errors_by_cell",
]

Array = npt.NDArray[np.float64]

ERROR = "activity_uncertainty"
"""Column of the half-width of the 95 % interval of the amount, as a fraction."""

SOURCE = "activity_source"
"""Column that names what the error of the amount is shared with."""

UNIT = "activity_uncertainty_unit"
"""Column of its unit: % or 1; a fraction without it."""

WIDEST = 2.0
"""A wider half-width is a percentage that was written as a fraction."""

REFUSED = "the uncertainty of amounts cannot be used"
BELOW = "a half-width is below zero"
ABOVE = f"a half-width is above {WIDEST:g}, {WIDEST:.0%} of the amount"
REMEDY = "Give the half-width of the 95 % interval as a fraction, 0.05 for 5 %."

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
        A half-width is negative, above `WIDEST` or no number, or its unit is no share; every row.
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
    """Return the half-width of each row as a fraction; every one that is none is told with its row."""
    if ERROR not in rows.activity:
        return np.full(len(rows), unstated)
    read = read_numbers(rows.activity[[ERROR]], ERROR, low=-np.inf)
    parts, findings = _parts_of_one(rows, read.percent)
    error = read.values * parts
    found = [
        (read.findings, rows.activity[ERROR], ERROR),
        (findings, rows.activity.get(UNIT, rows.activity[ERROR]), UNIT),
    ]
    problems = [
        Problem(rows.file, rows.id_at(at), column, shown(cells.iloc[at]), finding.problem, finding.remedy or REMEDY)
        for several, cells, column in found
        for finding in several
        for at in ([] if finding.rows is None else finding.rows.tolist())
    ]
    for wrong, told in ((error < 0, BELOW), ((error > WIDEST) & np.isfinite(error), ABOVE)):
        problems += [
            Problem(rows.file, rows.id_at(at), ERROR, shown(float(error[at])), told, REMEDY)
            for at in np.flatnonzero(wrong).tolist()
        ]
    if problems:
        raise DataError(REFUSED, problems)
    return np.where(np.isnan(error), unstated, error)


def _parts_of_one(rows: ArrayRows, percent: npt.NDArray[np.bool_] | None) -> tuple[Array, list[Finding]]:
    """Return what one of the unit of each half-width is: 0.01 for percent; a unit that is no share is a finding."""
    parts = np.ones(len(rows)) if percent is None else np.where(percent, 0.01, 1.0)
    findings = []
    if UNIT in rows.activity:
        said = rows.activity[UNIT].map(lambda cell: "" if cell is None or cell != cell else str(cell).strip())  # noqa: PLR0124
        for text in dict.fromkeys(said[said != ""]):
            of_unit = (said == text).to_numpy()
            try:
                parts[of_unit] = conversion_factor(text, "1")
            except UnitError as error:
                findings.append(Finding(np.flatnonzero(of_unit), UNIT, english(error), "Write % or 1."))
    return parts, findings


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
