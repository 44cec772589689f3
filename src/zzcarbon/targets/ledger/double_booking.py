"""The same tonnes twice: one project booked again, one facility in two districts, a total beside its parts."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.tables import Cells
from zzcarbon.tables.headers import cell_word
from zzcarbon.vocabulary.names import folded

__all__ = ["check_booked_once", "check_total_rows"]

Mask = NDArray[np.bool_]

_REMEDY = "Say increment_of if it adds to the first, corrects if it replaces it."


def check_booked_once(cells: Cells, entries: pd.DataFrame, projects: NDArray[np.intp], first: Mask) -> None:
    """Report first bookings of a project and substance that stand there already.

    Parameters
    ----------
    cells : Cells
        The table, where problems are reported.
    entries : pandas.DataFrame
        The entries as read, with ``gross``.
    projects : numpy.ndarray of int
        A number for each project name, equal in any spelling.
    first : numpy.ndarray of bool
        Active entries that are no increment.

    Notes
    -----
    A name that stands in two districts, or at two facilities, is two projects (trucks replaced, boilers
    closed), unless the tonnes are the same and nothing else tells the two apart. A named facility lies in one
    district, whatever substance is booked of it.
    """
    _check_one_district(cells, entries, projects, first)
    at = np.flatnonzero(first)
    key = projects[at] * np.int64(len(entries["substance"].cat.categories) + 1)
    key = key + entries["substance"].cat.codes.to_numpy()[at]
    often = pd.Series(key).duplicated(keep=False).to_numpy()
    if not often.any():
        return
    at, key = at[often], key[often]
    group = pd.DataFrame(
        {
            "key": key,
            "district": _codes(entries, "district")[at],
            "facility": _codes(entries, "facility")[at],
            "gross": entries["gross"].to_numpy()[at],
        }
    )
    twice, elsewhere = _again(group), _moved(group)
    for mask, column, problem in (
        (twice, "project", "the same project and substance is booked twice"),
        (elsewhere & ~twice, "district", "the same tonnes are booked in two districts"),
    ):
        whole = np.zeros(len(entries), dtype=bool)
        whole[at] = mask
        cells.report(whole, column, problem, _REMEDY)


def _check_one_district(cells: Cells, entries: pd.DataFrame, projects: NDArray[np.intp], first: Mask) -> None:
    """Report a project whose facility stands in another district for another substance."""
    places = pd.DataFrame({"facility": _codes(entries, "facility"), "district": _codes(entries, "district")})
    places = places.assign(project=projects, substance=entries["substance"].cat.codes.to_numpy())
    known = places[first & (places["facility"] >= 0).to_numpy() & (places["district"] >= 0).to_numpy()]
    often = known[known.duplicated(["project", "facility"], keep=False)]
    if often.empty:
        return
    there = often.groupby(["project", "facility"])[["district", "substance"]].transform("first")
    moved = (often["district"] != there["district"]) & (often["substance"] != there["substance"])
    whole = np.zeros(len(entries), dtype=bool)
    whole[often.index[moved]] = True
    remedy = "A facility lies in one district: correct one of the two, or give the facilities names of their own."
    cells.report(whole, "district", "the facility of the project lies in another district", remedy)


def check_total_rows(cells: Cells, entries: pd.DataFrame) -> None:
    """Report rows that are called a total: they are the sum of other rows, and would count twice.

    What else such a row lacks is not said: it is to be left out.
    """
    totals: set[str] = set()
    for name in ("project", "district", "id"):
        if name not in entries:
            continue
        codes, texts = pd.factorize(entries[name].astype(object))
        total = np.array([_is_total(str(text)) for text in texts], dtype=bool)
        if total.any():
            remedy, before = "Leave the row out: it is the sum of others.", len(cells.problems)
            cells.report(total[codes], name, "a total row stands beside its parts", remedy)
            totals.update(problem.row for problem in cells.problems[before:])
    said = [
        problem for problem in cells.problems if problem.row in totals and problem.problem.startswith("a total row")
    ]
    cells.problems[:] = [*(problem for problem in cells.problems if problem.row not in totals), *said]


def _is_total(text: str) -> bool:
    """Whether a name says that its row is the sum of others."""
    if text.isascii() and text[-1:].isdigit():  # no word for a total ends in a digit, most names of a long ledger do
        return False
    return cell_word("total", folded(text).rstrip(":")) is not None


def _again(group: pd.DataFrame) -> Mask:
    """Mark rows that neither a district nor a facility tells from an earlier row of their name."""
    nameless = (group["district"] < 0) & (group["facility"] < 0)
    second = group["key"].duplicated(keep="first")
    with_nameless = nameless.groupby(group["key"]).transform("any")
    place = ["key", "district"]
    second_there = group.duplicated(place, keep="first")
    bare = (group["facility"] < 0).groupby([group["key"], group["district"]]).transform("any")
    same_facility = (group["facility"] >= 0) & group.duplicated([*place, "facility"], keep="first")
    again = (second & with_nameless) | (second_there & bare) | same_facility
    return again.to_numpy(bool)


def _moved(group: pd.DataFrame) -> Mask:
    """Mark rows that repeat the tonnes, or the facility, of their name in another district."""
    bare = group["facility"] < 0
    tonnes = bare & group.assign(bare=bare).duplicated(["key", "gross", "bare"], keep="first")
    facility = ~bare & group.duplicated(["key", "facility"], keep="first")
    return (tonnes | facility).to_numpy(bool)


def _codes(entries: pd.DataFrame, name: str) -> NDArray[np.int64]:
    """Return a number for each distinct text of a column, -1 where nothing stands."""
    if name not in entries:
        return np.full(len(entries), -1, dtype=np.int64)
    column = entries[name]
    codes, values = pd.factorize(column.astype(object))
    blank = np.array([value == "" for value in values], dtype=bool)
    found: NDArray[np.int64] = np.where(blank[codes], -1, codes) if len(values) else codes
    return found
