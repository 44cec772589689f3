"""A works' table of streams as activity rows of the modules: method, fuel and role follow from the stream."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, nearest, shown
from zzcarbon.footprint.works.catalogue import Sector, Stream
from zzcarbon.tables import Cells, open_table, rename_columns, row_numbers
from zzcarbon.tables.headers import local_names
from zzcarbon.tables.numbering import row_ids

__all__ = ["read_streams"]

_FILLED = ("fuel", "role", "flow")
_GIVEN = "reported emission"
_YEAR = re.compile(r"(?:19|20|21)\d\d(?:$|\D)")


def read_streams(source: Any, sector: Sector, year: int | None) -> tuple[pd.DataFrame, list[Stream]]:
    """Return the activity rows of a table of streams, and the stream of each row.

    Parameters
    ----------
    source : path or data frame
        ``stream amount unit`` and the columns of its method; headers in Chinese or English.
    sector : Sector
    year : int or None
        Year of rows that say none [a].

    Returns
    -------
    pandas.DataFrame
        The rows with ``id entity of_year stream part module method`` and what follows from the stream.
    list of Stream

    Raises
    ------
    DataError
        Every problem: columns that are missing, streams that the sector does not have, rows without year or unit,
        an id twice.
    """
    given = open_table(source, "streams", lazy=False)
    file = str(given.attrs.get("file", ""))
    table, problems = rename_columns(
        standard_columns(given, file=file), local_names("streams"), ("stream", "amount"), file
    )
    if problems:
        message = "the streams lack columns"
        raise DataError(message, problems)
    cells = Cells(table.reset_index(drop=True), file, row_numbers(given))
    found = [_found(word, at, cells, sector) for at, word in enumerate(cells.text("stream"))]
    rows = cells.frame.copy()
    rows["id"] = _ids(cells)
    rows["entity"], rows["filled"] = cells.text("entity"), cells.text("filled")
    when = np.where(cells.text("period") != "", cells.text("period"), cells.text("year"))
    cells.report((when == "") & np.array(year is None), "year", "the year is missing", "Give year=, or a column year.")
    odd = (when != "") & np.array([_YEAR.match(text) is None for text in when], bool)
    cells.report(odd, "year", "not a year", "Write it as 2024, a period as 2024-03.")
    if not len(cells):
        cells.report_table("stream", "the table has no rows", "Give one row a stream.")
    cells.report((cells.text("unit") == "") & (cells.text("amount") != ""), "unit", "the unit is missing", "Give it.")
    if cells.problems:
        message = f"the streams have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    streams = [stream for stream in found if stream is not None]
    rows["of_year"] = [int(text[:4]) if text else int(year or 0) for text in when]
    rows["stream"], rows["part"] = [s.name for s in streams], [s.part for s in streams]
    rows["module"] = [s.module for s in streams]
    rows["method"] = _where_blank(cells, "method", [s.method for s in streams])
    for column in _FILLED:
        words = [getattr(stream, column) for stream in streams]
        if column in rows or any(words):
            rows[column] = _where_blank(cells, column, words)
    alone = [s.gases[0] if s.method == _GIVEN and len(s.gases) == 1 else "" for s in streams]
    if "substance" in rows or any(alone):
        rows["substance"] = _where_blank(cells, "substance", alone)
    rows.attrs = {name: value for name, value in given.attrs.items() if name != "units"}
    return rows, streams


def _found(word: str, at: int, cells: Cells, sector: Sector) -> Stream | None:
    """Return the stream of a row: of several methods the one whose column the row fills."""
    named = [stream for stream in sector.streams if word.casefold() == stream.name.casefold() or word in stream.words]
    fits = [stream for stream in named if stream.given and cells.text(stream.given)[at] != ""]
    if named:
        return (fits or [stream for stream in named if not stream.given])[0]
    mark = np.arange(len(cells)) == at
    if not word:
        cells.report(mark, "stream", "the stream is missing", "Name it: zc.footprint.enterprise_streams lists them.")
        return None
    known = list(dict.fromkeys(name for stream in sector.streams for name in (stream.name, *stream.words)))
    near = nearest(word, known)
    remedy = f"Is it {' or '.join(map(shown, near))}?" if near else f"Streams: {', '.join(_names(sector.streams))}."
    cells.report(mark, "stream", f"not a stream of the sector {sector.key}", remedy)
    return None


def _names(streams: Sequence[Stream]) -> list[str]:
    return list(dict.fromkeys(stream.name for stream in streams))


def _ids(cells: Cells) -> list[str]:
    """Return the id of each row, its place where it has none."""
    given = pd.Series(cells.text("id"))
    made = given.where(given != "", row_ids(range(len(given))))
    cells.report(
        made.duplicated(keep=False).to_numpy(), "id", "the id stands twice", "Give every row an id of its own."
    )
    return made.tolist()


def _where_blank(cells: Cells, column: str, words: Sequence[str]) -> np.ndarray:
    said = cells.text(column)
    return np.where(said == "", np.array(words, dtype=object), said)
