"""Checking the entries of a ledger: every problem at once, nothing edited."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, UnitError, english, nearest
from zzcarbon.tables import Cells
from zzcarbon.tables.headers import LocalNames, cell_word, local_names, rename_columns
from zzcarbon.tables.masses import mass_factor
from zzcarbon.targets.ledger.double_booking import check_total_rows
from zzcarbon.targets.ledger.links import check_links
from zzcarbon.targets.ledger.magnitudes import check_magnitudes
from zzcarbon.targets.ledger.statuses import STATUSES
from zzcarbon.vocabulary.substances import substance

__all__ = ["COLUMNS", "DERIVED", "check_entries", "named_entries"]

DERIVED = ("gross", "offset", "net", "active", "counts_from", "root")
"""Columns that checking adds."""

COLUMNS: LocalNames = local_names("ledger")
"""English name of a column to its Chinese names, from the one vocabulary of headers."""

_NEEDED = ("project", "substance", "reduction", "unit", "year")
_TEXTS = (
    "id",
    "indicator",
    "district",
    "sector",
    "method",
    "document",
    "facility",
    "measure",
    "entity",
    "owner",
)


_MOMENT = dt.timedelta(microseconds=1)


def check_entries(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return the entries with their columns read, and ``gross offset net active counts_from root`` added.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table as it came.
    file : str
        Name of the file, for messages.

    Returns
    -------
    pandas.DataFrame
        ``gross``, ``offset`` and ``net`` [t/a]; ``active`` is false for entries that a later one corrects
        and for withdrawn ones; ``counts_from`` is the day from which an entry counts, an ISO date, and
        ``root`` the number of the first booking of its project.

    Raises
    ------
    DataError
        Every problem of every row.
    """
    table = named_entries(frame, file)
    cells = Cells(table, file)
    entries = _read(cells)
    check_magnitudes(cells, entries)
    check_total_rows(cells, entries)
    check_links(cells, entries)
    _check_dates(cells, entries)
    labels = [name for name in table.columns if name not in entries and name not in COLUMNS]
    for name in labels:
        if not pd.api.types.is_numeric_dtype(table[name]):
            cells.text(name)
        entries[name] = table[name].to_numpy()
    if cells.problems:
        raise DataError("the ledger cannot be used", cells.problems)
    return entries


def named_entries(frame: pd.DataFrame, file: str = "") -> pd.DataFrame:
    """Return entries under the standard names of their columns; a needed one that is missing is an error."""
    table, missing = rename_columns(frame, COLUMNS, _NEEDED, file)
    if missing:
        raise DataError("the ledger cannot be used", missing)
    return table


def _read(cells: Cells) -> pd.DataFrame:
    remedies = {"unit": "Write for example t, kg or 万吨."}
    texts = {name: cells.text(name) for name in ("project", "substance", "unit")}
    for name, column in texts.items():
        cells.report(column == "", name, f"the {name} is missing", remedies.get(name, ""))
    substances = cells.translated(texts["substance"], "substance", lambda name: substance(name).key)
    data: dict[str, object] = {**texts, "substance": substances}
    data["reduction"] = cells.number("reduction")
    data["year"] = cells.year("year")
    given = set(cells.frame.columns)
    for name in (*_TEXTS, "increment_of", "corrects"):
        if name in given:
            data[name] = cells.text(name)
    data["status"] = _statuses(cells)
    if "commissioned" in given:
        data["commissioned"] = _days(cells)
    data["side_effect"] = cells.truth("side_effect")
    offset = cells.number("used_as_offset", needed=False)
    factor = _factors(cells, substances, texts["unit"])
    if "used_as_offset" in given:
        data["used_as_offset"] = offset
    for name in ("cost", "design_load", "actual_load"):
        if name in given:
            data[name] = cells.number(name, needed=False)
    if "uncertainty" in given:
        data["uncertainty"] = cells.half_width("uncertainty")
    entries = pd.DataFrame(data, index=range(len(cells)))
    entries["gross"] = entries["reduction"] * factor
    entries["offset"] = np.nan_to_num(offset) * factor
    entries["net"] = entries["gross"] - entries["offset"]
    return _categorised(entries)


def _categorised(entries: pd.DataFrame) -> pd.DataFrame:
    names = ("substance", "status", "unit", "indicator", "district", "sector", "method", "measure")
    return entries.astype({name: "category" for name in names if name in entries})


def _statuses(cells: Cells) -> NDArray[np.object_]:
    texts = cells.text("status")
    texts[texts == ""] = "verified"
    return cells.translated(texts, "status", _status)


def _days(cells: Cells) -> NDArray[np.object_]:
    """Return the day of commissioning of each row, an ISO date; a month or year counts from its last day."""
    periods = cells.periods("commissioned", needed=False)
    last = {id(period): (period.end - _MOMENT).date().isoformat() for period in periods if period is not None}
    return np.array([last.get(id(period), "") for period in periods], dtype=object)


def _check_dates(cells: Cells, entries: pd.DataFrame) -> None:
    """Report what began after the year in which it is booked; add the day from which each entry counts."""
    years = entries["year"].astype(str).to_numpy(object)
    entries["counts_from"] = years + "-12-31"
    if "commissioned" not in entries:
        return
    days = entries["commissioned"].to_numpy()
    late = (days != "") & (days > years + "-12-31") & (entries["year"] > 0).to_numpy()
    remedy = "An abatement is booked in the year in which it begins, or later."
    cells.report(late & entries["active"].to_numpy(), "commissioned", "after the year in which it is booked", remedy)
    begun = np.where(days < years + "-01-01", years + "-01-01", days)
    entries["counts_from"] = np.where(days == "", entries["counts_from"].to_numpy(), begun)


def _status(text: str) -> str:
    name = cell_word("status", text) or text.casefold().replace("_", " ")
    if name not in STATUSES:
        near = nearest(name, STATUSES)
        mean = f"did you mean {near[0]!r}? " if near else ""
        message = f"unknown status: {mean}known are {', '.join(map(repr, STATUSES))}"
        raise ValueError(message)
    return name


def _factors(cells: Cells, substances: NDArray[np.object_], units: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the factor to tonnes of each row; asked once per distinct unit and substance."""
    codes_s, names_s = pd.factorize(substances)
    codes_u, names_u = pd.factorize(units)
    pairs, codes = np.unique(codes_s * max(len(names_u), 1) + codes_u, return_inverse=True)
    factors = np.full(len(pairs), np.nan)
    for number, pair in enumerate(pairs):
        name, unit = names_s[pair // len(names_u)], names_u[pair % len(names_u)]
        if not name or not unit:
            continue
        try:
            factors[number] = mass_factor(str(unit), str(name))
        except UnitError as error:
            cells.report(codes == number, "unit", english(error), "A reduction is a mass, for example in t.")
    found: NDArray[np.float64] = factors[codes]
    return found
