"""Read a table from a file: the header is found below titles, codes stay text, odd files are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from zzcarbon.errors import shown
from zzcarbon.files import as_path, existing
from zzcarbon.tables.cells import speaks_chinese
from zzcarbon.tables.frames import to_pandas
from zzcarbon.tables.header import NUMBERS, table_headers
from zzcarbon.tables.headers import bare_unit, header_and_unit
from zzcarbon.tables.limits import ReadLimits, refuse
from zzcarbon.tables.numbers import plain_text
from zzcarbon.tables.text_files import is_note, read_text_table
from zzcarbon.tables.workbooks import read_sheet

__all__ = [
    "TABLE_FILES",
    "header_position",
    "open_table",
    "read_table",
    "rows_below_header",
    "table_kind",
]

TABLE_FILES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""Kinds of files that hold a table."""

_WORKBOOKS = {".xlsx", ".xlsm"}
_LOOKED_AT = 40
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_ENOUGH = 2


def read_table(
    path: str | PathLike[str],
    *,
    table: str = "activity",
    encoding: str = "utf-8-sig",
    sheet: str | int = 0,
    limits: ReadLimits | None = None,
) -> pd.DataFrame:
    """Read a table from a file, headers as they are written.

    Parameters
    ----------
    path : path
        A ``.csv``, ``.tsv``, ``.txt`` or ``.xlsx`` file.
    table : str
        Which table it is: its headers are looked for.
    encoding : str
        Encoding of a text file that does not say it by its first bytes, as UTF-16 does. A file that is not UTF-8 but
        has Chinese headers of the list in GB 18030 is read as such; ``attrs["encoding"]`` says so.
    sheet : str or int
        Sheet of a workbook, by name or from 0; 0 is the one with rows below headers of the list, else the first with
        such headers.
    limits : ReadLimits, optional
        Sizes beyond which a file is refused before it is read.

    Returns
    -------
    pandas.DataFrame
        Text columns hold text as it is written (``0131``), number columns numbers where every cell is one. A label
        of another name holds numbers only where nothing is lost by it: no zero in front, no blank among whole ones. In
        ``attrs``: ``file``, ``header_row`` and ``first_row`` (from 1), ``skipped_rows`` (blank ones, notes), ``sheet``,
        ``units`` (in brackets behind headers, or in a row below), ``decimal``.

    Raises
    ------
    DataError
        The file cannot be read as a table.
    FileNotFoundError
        There is no such file.
    ImportError
        A workbook without the extra ``excel``.
    """
    source = as_path(path)
    limits = limits or ReadLimits()
    _check_file(source, limits)

    def header(rows: Sequence[Sequence[str]]) -> tuple[int, int, dict[int, str]]:
        at = header_position(rows, table)
        return at, *rows_below_header(rows, at, table)

    if source.suffix.lower() in _WORKBOOKS:
        frame = _of_sheet(source, sheet, limits, table)
    else:
        text = read_text_table(
            source,
            encoding=encoding,
            limits=limits,
            find_header=header,
            known=lambda row: _known(row, table),
            numeric=lambda name: _is_numeric(name, table),
        )
        frame = _named(text.frame, text.header, text.units, table)
        decimal = "," if text.separator == ";" else speaks_chinese(frame)
        rows = {"header_row": text.header_row, "first_row": text.first_row, "skipped_rows": text.skipped}
        frame.attrs |= {**rows, "sheet": "", "decimal": decimal, "encoding": text.encoding}
    frame.attrs["file"] = source.name
    return frame


def header_position(rows: Sequence[Sequence[Any]], table: str) -> int:
    """Return which of the first rows is the header: the first filled one, unless a later one has known headers.

    Examples
    --------
    >>> header_position([["2023年能源消费", "", ""], ["燃料", "数量", "单位"], ["原煤", "1", "t"]], "activity")
    1
    """
    first = next((at for at, row in enumerate(rows) if any(plain_text(cell) for cell in row)), 0)
    scores = [_known(row, table) for row in rows[:_LOOKED_AT]]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at), default=0)
    if not scores or scores[best] < _ENOUGH:
        return first
    second = best == first + 1 and scores[best] > scores[first]  # a header of two rows: the lower one names more
    return best if second or scores[first] < _ENOUGH else first


def rows_below_header(rows: Sequence[Sequence[Any]], at: int, table: str) -> tuple[int, dict[int, str]]:
    """Return where the rows begin, and units by place.

    Below a header may stand the same header in another language, and a row of units.

    Examples
    --------
    >>> rows_below_header([["燃料", "数量"], ["fuel", "amount"], ["", "(万吨)"], ["原煤", "1"]], 0, "activity")
    (3, {1: '万吨'})
    """
    names = [header_and_unit(cell, table)[0] for cell in rows[at]]
    units: dict[int, str] = {}
    begin = at + 1
    while begin < len(rows):
        filled = {place: text for place, cell in enumerate(rows[begin]) if (text := plain_text(cell))}
        again = filled and all(
            place < len(names) and names[place] and header_and_unit(text, table)[0] == names[place]
            for place, text in filled.items()
        )
        found = {place: bare_unit(text) for place, text in filled.items()}
        if not again and not (found and all(found.values()) and not units):
            break
        if not again:
            units = found
        begin += 1
    return begin, units


def _rows_of_table(rows: Sequence[Sequence[Any]], table: str) -> int | None:
    """Return how many of the rows stand below a header of the table; None where there is no such header.

    A list of words and their meaning knows two in each line: it is no sheet of rows.
    """
    best = max((_known(row, table) for row in rows), default=0)
    if best <= _ENOUGH:
        return None if best < _ENOUGH else 0
    begin, _ = rows_below_header(rows, header_position(rows, table), table)
    return sum(1 for row in rows[begin:] if any(plain_text(cell) for cell in row) and not is_note(row))


def _known(row: Sequence[Any], table: str) -> int:
    names = {
        name for cell in row if isinstance(cell, str) and cell.strip() and (name := header_and_unit(cell, table)[0])
    }
    return len(names)


def _check_file(source: Path, limits: ReadLimits) -> None:
    if source.is_dir():
        raise refuse(source.name, "a folder, not a file", "Give the file inside it.")
    existing(source)
    if source.suffix.lower() not in TABLE_FILES:
        kinds = ", ".join(TABLE_FILES)
        remedy = "Save it as .xlsx." if source.suffix.lower() == ".xls" else f"Tables are read from {kinds}."
        raise refuse(source.name, f"a file of kind {shown(source.suffix)}", remedy)
    size = source.stat().st_size / 1e6
    if size > limits.megabytes:
        remedy = f"Read it with an engine (Polars, DuckDB), or allow more: ReadLimits(megabytes={size:.0f})."
        raise refuse(source.name, f"the file has {size:.0f} MB, the limit is {limits.megabytes:g} MB", remedy)


def _of_sheet(source: Path, sheet: str | int, limits: ReadLimits, table: str) -> pd.DataFrame:
    found = read_sheet(source, sheet, limits, lambda rows: _rows_of_table(rows, table))
    if not any(found.rows):
        raise refuse(
            source.name, f"the sheet {shown(found.sheet)} is empty", "A table has a header row above its rows."
        )
    at = header_position(found.rows, table)
    begin, units = rows_below_header(found.rows, at, table)
    header = [plain_text(cell) for cell in found.rows[at]]
    skipped = tuple(at + 1 for at in range(begin, len(found.rows)) if not found.rows[at] or is_note(found.rows[at]))
    left_out = set(skipped)
    body = [row for at, row in enumerate(found.rows[begin:], start=begin + 1) if at not in left_out]
    beyond = max((len(row) for row in body), default=0)
    if beyond > len(header):
        problem = f"rows have up to {beyond} cells, the header has {len(header)}"
        raise refuse(source.name, problem, "Give every column a header, or clear the cells beside the table.")
    columns = {
        place: _column([row[place] if place < len(row) else None for row in body], name, table)
        for place, name in enumerate(header)
    }
    frame = _named(pd.DataFrame(columns, index=pd.RangeIndex(len(body))), header, units, table)
    rows = {"header_row": at + 1, "first_row": begin + 1, "skipped_rows": skipped}
    frame.attrs |= {**rows, "sheet": found.sheet, "decimal": speaks_chinese(frame)}
    return frame


def open_table(
    source: object, what: str, *, table: str = "activity", lazy: bool = True, encoding: str = "utf-8-sig"
) -> pd.DataFrame:
    """Return a table that comes as a path, as a data frame of any library, or as plain rows.

    Parameters
    ----------
    source : path, data frame, list of mappings, or mapping
    what : str
        What the table holds, for messages.
    table : str
        Which table it is: its headers are looked for in a file.
    lazy : bool
        Whether a lazy frame is collected; otherwise it is refused.
    encoding : str
        Encoding of a CSV file.

    Raises
    ------
    DataError
        It is no table, or the file cannot be read.
    FileNotFoundError
        There is no such file.
    """
    if isinstance(source, str | PathLike):
        return read_table(source, table=table, encoding=encoding)
    return to_pandas(source, what, lazy=lazy)


def _named(frame: pd.DataFrame, header: Sequence[str], below: Mapping[int, str], table: str) -> pd.DataFrame:
    """Name the columns; those without name and cells are left out, others are called by their place."""
    empty = {place for place, name in enumerate(header) if not name and frame[place].isna().all()}
    kept = [place for place in range(len(header)) if place not in empty]
    names = [header[place] or f"column {place + 1}" for place in kept]
    units = {
        name: unit
        for place, name in zip(kept, names, strict=True)
        if (unit := below.get(place) or header_and_unit(name, table)[1])
    }
    labels = [place for place, name in zip(kept, names, strict=True) if not header_and_unit(name, table)[0]]
    frame = frame.copy()
    for place in labels:
        frame[place] = _without_loss(frame[place])
    named = frame[kept].set_axis(names, axis=1)
    named.attrs["units"] = units
    return named


def _without_loss(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a label as numbers where each cell is printed back as it is written, otherwise as it is."""
    filled = column.dropna()
    if column.dtype.kind in "iufbmM" or not len(filled) or not all(isinstance(cell, str) for cell in filled):
        return column
    if not all(_PLAIN.fullmatch(cell) for cell in filled):
        return column
    whole = not any("." in cell for cell in filled)
    if whole and len(filled) < len(column):
        return column
    return column.astype("int64") if whole else column.astype("float64")


def _column(cells: list[Any], name: str, table: str) -> pd.Series[Any]:
    """Return a column of a sheet: numbers where all are, otherwise text for codes and cells as they are."""
    numbers = all(cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells)
    known = header_and_unit(name, table)[0]
    if known and not _is_numeric(name, table) and table_kind(known, table) == "text":
        return pd.Series([plain_text(cell) or None for cell in cells], dtype=object)
    if numbers or all(cell is None or isinstance(cell, datetime) for cell in cells):
        return pd.Series(cells, dtype=object).infer_objects()
    return pd.Series(cells, dtype=object)


def table_kind(column: str, table: str) -> str:
    """Return what stands in a column: see `Header.kind`; empty for labels."""
    known = table_headers(table).get(column)
    return known.kind if known else "unit" if column.endswith("_unit") else ""


def _is_numeric(name: str, table: str) -> bool:
    column = header_and_unit(name, table)[0]
    return bool(column) and (
        table_kind(column, table) in NUMBERS | {"year"} or column.startswith("removal_efficiency_")
    )
