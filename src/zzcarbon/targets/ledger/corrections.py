"""Entries that replace others: which are the latest, and which contradict each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.tables import Cells

__all__ = ["check_corrections", "follow"]

Positions = NDArray[np.intp]


def follow(step: Positions) -> tuple[Positions, NDArray[np.bool_]]:
    """Follow pointers to their ends, all at once.

    Parameters
    ----------
    step : numpy.ndarray of int, shape (n,)
        Where each entry points to; an end points to itself.

    Returns
    -------
    tuple of (numpy.ndarray of int, numpy.ndarray of bool), shape (n,)
        The end of each entry, and which entries go round in a ring and have none.

    Examples
    --------
    >>> end, ring = follow(np.array([0, 0, 1, 4, 3]))
    >>> end[:3].tolist(), ring.tolist()
    ([0, 0, 0], [False, False, False, True, True])
    """
    end = step
    for _ in range(max(len(step), 2).bit_length()):
        further = end[end]
        if np.array_equal(further, end):
            break
        end = further
    return end, step[end] != end


def check_corrections(
    cells: Cells, entries: pd.DataFrame, ids: NDArray[np.object_], projects: NDArray[np.intp]
) -> Positions:
    """Report corrections that cannot be; return for each entry the one that stands for it now.

    Parameters
    ----------
    cells : Cells
        The table, where problems are reported.
    entries : pandas.DataFrame
        The entries as read.
    ids : numpy.ndarray of object
        The id of each entry, empty where it has none.
    projects : numpy.ndarray of int
        A number for each project, equal where the names are equal in any spelling.

    Returns
    -------
    numpy.ndarray of int
        The entry itself where nothing corrects it, else the last correction.
    """
    itself = np.arange(len(entries))
    if "corrects" not in entries:
        return itself
    corrects = entries["corrects"].to_numpy()
    given = corrects != ""
    original = _positions(ids, corrects)
    remedy = "A correction names the id of the entry that it replaces."
    cells.report(given & (original < 0), "corrects", "no entry has this id", remedy)
    own = given & (corrects == ids)
    cells.report(own, "corrects", "an entry cannot correct itself")
    again = given & pd.Series(corrects).duplicated(keep="first").to_numpy()
    cells.report(again, "corrects", "the entry is corrected twice", "Correct the correction.")
    known = given & (original >= 0) & ~own
    _check_sameness(cells, entries, known, original, projects)
    step = itself.copy()
    step[original[known]] = itself[known]
    latest, ring = follow(step)
    cells.report(ring & given, "corrects", "the corrections go round in a ring", "Say which entry came first.")
    found: Positions = np.where(ring, step, latest)
    return found


def _check_sameness(
    cells: Cells,
    entries: pd.DataFrame,
    known: NDArray[np.bool_],
    original: Positions,
    projects: NDArray[np.intp],
) -> None:
    """Report corrections that name an entry of another substance, project or district."""
    new = "Withdraw the old entry (a correction with status withdrawn) and book a new one."
    substances = entries["substance"].cat.codes.to_numpy()
    other = known & (substances != substances[original])
    cells.report(other, "corrects", "the corrected entry is of another substance")
    other = known & (projects != projects[original])
    cells.report(other, "corrects", "the corrected entry is of another project", new)
    if "district" in entries:
        districts = entries["district"].cat.codes.to_numpy()
        stated = (entries["district"] != "").to_numpy()
        moved = known & stated & stated[original] & (districts != districts[original])
        cells.report(moved, "district", "the corrected entry lies in another district", new)


def _positions(ids: NDArray[np.object_], wanted: NDArray[np.object_]) -> Positions:
    """Return where each wanted id stands first; -1 where no entry has it."""
    named = np.flatnonzero(ids != "")
    index = pd.Index(ids[named])
    if not index.is_unique:
        first = ~index.duplicated()
        named, index = named[first], index[first]
    at = index.get_indexer(pd.Index(wanted))
    if not len(named):
        return np.full(len(wanted), -1)
    found: Positions = np.where(at < 0, -1, named[at])
    return found
