"""Entries that add to a project: what each adds to, and what cannot be."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.tables import Cells
from zzcarbon.targets.ledger.corrections import follow
from zzcarbon.targets.ledger.statuses import RANKS
from zzcarbon.vocabulary.names import folded

__all__ = ["check_increments", "project_numbers"]

Positions = NDArray[np.intp]
Mask = NDArray[np.bool_]


def check_increments(
    cells: Cells,
    entries: pd.DataFrame,
    ids: NDArray[np.object_],
    latest: Positions,
) -> Positions:
    """Report increments that cannot be; return for each entry the first booking of its project.

    Parameters
    ----------
    cells : Cells
        The table, where problems are reported.
    entries : pandas.DataFrame
        The entries as read, with ``active``.
    ids : numpy.ndarray of object
        The id of each entry, empty where it has none.
    latest : numpy.ndarray of int
        The entry that stands for each now, from corrections.

    Returns
    -------
    numpy.ndarray of int
        The entry itself where it is no increment.
    """
    count = len(entries)
    itself = np.arange(count)
    if "increment_of" not in entries:
        return itself
    wanted = entries["increment_of"].to_numpy()
    given = (wanted != "") & entries["active"].to_numpy()
    if not given.any():
        return itself
    own = given & (ids != "") & (wanted == ids)
    cells.report(own, "increment_of", "an entry cannot be an increment of itself")
    base, several = _bases(entries, ids, latest, given)
    remedy = "Name the project or the id of an entry of the same substance that is booked once already."
    cells.report(given & ~several & (base < 0), "increment_of", "there is nothing that it adds to", remedy)
    cells.report(several, "increment_of", "several projects have this name", "Name the id of the entry.")
    known = given & (base >= 0) & ~own
    step = np.where(known, base, itself)
    first, ring = follow(step)
    remedy = "One of them is the first booking: leave its increment_of blank."
    cells.report(ring & known, "increment_of", "the increments go round in a ring", remedy)
    _check_order(cells, entries, known & ~ring, np.where(known, base, itself))
    return np.where(ring, itself, first)


def _bases(
    entries: pd.DataFrame,
    ids: NDArray[np.object_],
    latest: Positions,
    given: Mask,
) -> tuple[Positions, Mask]:
    """Return what each increment adds to (-1: nothing), and where a name stands for several projects."""
    active = entries["active"].to_numpy()
    substances = entries["substance"].cat.codes.to_numpy()
    base = np.full(len(entries), -1)
    several = np.zeros(len(entries), dtype=bool)
    rows = np.flatnonzero(given)
    wanted = entries["increment_of"].to_numpy()[rows]
    by_id = _match([ids], ids != "", [wanted])
    found = np.where(by_id < 0, -1, latest[by_id])
    usable = (found >= 0) & active[found] & (substances[found] == substances[rows])
    base[rows[usable]] = found[usable]
    first = active & (entries["increment_of"] == "").to_numpy()
    names = project_numbers(np.concatenate([entries["project"].to_numpy(), wanted]))
    old, new = names[: len(entries)], names[len(entries) :]
    own_district = _districts(entries)
    exact = _match([old, substances, own_district], first, [new, substances[rows], own_district[rows]])
    base[rows] = np.where(base[rows] < 0, exact, base[rows])
    left = base[rows] < 0
    keys = old * np.int64(substances.max() + 2) + substances
    wide = new * np.int64(substances.max() + 2) + substances[rows]
    counts = pd.Series(keys[first]).value_counts()
    alike = counts.reindex(wide).fillna(0).to_numpy()
    single = _match([keys], first, [wide])
    base[rows] = np.where(left & (alike == 1), single, base[rows])
    several[rows] = left & (alike > 1)
    return base, several


def project_numbers(names: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return a number for each project name; case, width and blanks (in Chinese none) do not tell projects apart.

    Examples
    --------
    >>> project_numbers(np.array(["Plant A", "plant  a", "１号锅炉", "1 号锅炉", "b"], dtype=object)).tolist()
    [0, 0, 1, 1, 2]
    """
    codes, distinct = pd.factorize(names)
    same, _ = pd.factorize(np.array([_bare(str(name)) for name in distinct], dtype=object))
    found: NDArray[np.intp] = same[codes] if len(distinct) else codes
    return found


def _bare(name: str) -> str:
    text = folded(name)
    return text if text.isascii() else "".join(text.split())


def _match(keys: list[NDArray[np.generic]], usable: Mask, wanted: list[NDArray[np.generic]]) -> Positions:
    """Return where the wanted keys stand first among usable entries; -1 where they do not."""
    at = np.flatnonzero(usable)
    if not len(at):
        return np.full(len(wanted[0]), -1)
    index = pd.MultiIndex.from_arrays([key[at] for key in keys]) if len(keys) > 1 else pd.Index(keys[0][at])
    first = ~index.duplicated()
    index, at = index[first], at[first]
    asked = pd.MultiIndex.from_arrays(wanted) if len(wanted) > 1 else pd.Index(wanted[0])
    place = index.get_indexer(asked)
    return np.where(place < 0, -1, at[place])


def _districts(entries: pd.DataFrame) -> NDArray[np.intp]:
    if "district" not in entries:
        return np.zeros(len(entries), dtype=np.intp)
    codes: NDArray[np.intp] = entries["district"].cat.codes.to_numpy().astype(np.intp)
    return codes


def _check_order(cells: Cells, entries: pd.DataFrame, known: Mask, base: Positions) -> None:
    """Report increments that come before what they add to, in another district, or are further than it."""
    years = entries["year"].to_numpy()
    cells.report(known & (years < years[base]), "year", "the increment comes before what it adds to")
    if "commissioned" in entries:
        day = entries["commissioned"].to_numpy()
        early = (day != "") & (day[base] != "") & (years >= years[base]) & (day < day[base])
        cells.report(known & early, "commissioned", "the increment comes before what it adds to")
    if "district" in entries:
        codes = _districts(entries)
        stated = (entries["district"] != "").to_numpy()
        moved = known & stated & stated[base] & (codes != codes[base])
        remedy = "A project lies in one district: book the other place as a project of its own."
        cells.report(moved, "district", "the increment lies in another district than its project", remedy)
    ranks = entries["status"].astype(object).map(RANKS).to_numpy(float)
    ahead = known & (ranks > ranks[base])
    remedy = "Correct the status of the project first."
    cells.report(ahead, "status", "the increment is further than the project that it adds to", remedy)
