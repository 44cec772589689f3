"""Tables in text: separator, encoding and form are seen in the first 64 kB, then the whole is read at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.limits import ReadLimits, refuse

__all__ = ["TextTable", "is_note", "read_text_table"]

_HEAD = 1 << 16
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_SEPARATORS = (",", "\t", ";")
_OTHER_MARKS = ("|", "，", "；", "、")
_WESTERN = re.compile(r"[A-Za-z][\u4e00-\u9fff][A-Za-z]")
"""A Chinese character within a Latin word: what letters with accents become when they are read as Chinese."""
_NOTES = ("注", "备注", "说明", "资料来源", "数据来源", "note", "source", "#")
_SHOWN = 20
_CHINESE = "gb18030"
_ENOUGH = 2
# Every digit counts: pandas reads numbers exactly from 3.1 on, before it must be asked.
_EXACT: Any = {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}

FindHeader = Callable[[Sequence[Sequence[str]]], tuple[int, int, dict[int, str]]]
"""Gives among the first rows the place of the header and of the first row below it, and units by column."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as it stands in a file of text.

    Attributes
    ----------
    header : tuple of str
        The cells of the header row.
    header_row : int
        Its number in the file, from 1.
    separator : str
        What parts its cells.
    encoding : str
        How its characters are written.
    units : mapping of int to str
        Units in a row below the header, by place.
    first_row : int
        Number of the first row below it, from 1.
    skipped : tuple of int
        Numbers of blank rows and rows of notes below it.
    frame : pandas.DataFrame, shape (n, len(header))
        The rows below it: text, and numbers in the columns that hold numbers only.
    """

    header: tuple[str, ...]
    header_row: int
    separator: str
    encoding: str
    units: Mapping[int, str]
    first_row: int
    skipped: tuple[int, ...]
    frame: pd.DataFrame


def read_text_table(
    path: Path,
    *,
    encoding: str,
    limits: ReadLimits,
    find_header: FindHeader,
    known: Callable[[Sequence[str]], int],
    numeric: Callable[[str], bool],
) -> TextTable:
    """Read a file of comma, semicolon or tab separated values.

    Parameters
    ----------
    path : Path
    encoding : str
        Encoding where the file does not say it by its first bytes.
    limits : ReadLimits
    find_header : callable
        Finds the header among the first rows.
    known : callable
        How many cells of a row are known headers: two of them prove that a file which is not UTF-8 is GB 18030.
    numeric : callable
        Whether a header is that of a column of numbers.

    Raises
    ------
    DataError
        The file is not text of this encoding, is cut, or its rows have not as many cells as its header.
    """
    name = path.name
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise refuse(name, "the file is empty", "A table has a header row and rows below it.")
    if len(head) == _HEAD and b"\n" not in head and b"\r" not in head:
        columns = max(head.count(mark.encode()) for mark in _SEPARATORS) + 1
        problem = f"the first line is longer than 64 kB: more than {columns} columns"
        raise refuse(name, problem, f"A table has a header row of at most {limits.columns} columns and rows below it.")
    encoding = next((found for mark, found in _MARKS.items() if head.startswith(mark)), encoding)
    encoding = _chinese(head, encoding, find_header, known)
    rows, separator = _first_rows(_decoded_head(head, encoding, name), name, limits)
    data = _utf8(path.read_bytes(), encoding, name)
    at, begin, units = find_header(rows)
    header = tuple(cell.strip() for cell in rows[at])
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise refuse(name, "the header row is empty", "Name the columns in one row above the numbers.")
    if len(header) == 1 and (mark := next((mark for mark in _OTHER_MARKS if mark in header[0]), "")):
        problem = f"one column whose header holds {shown(mark)}"
        raise refuse(name, problem, "Separate the cells by commas, semicolons or tabs.")
    notes, blank = _ragged(data, separator, len(header), begin, name)
    frame = _rows(data, separator, header, [*range(begin), *notes], numeric, name)
    skipped = sorted(row + 1 for row in (*notes, *blank))
    frame, skipped = _without_empty(frame, begin + 1, skipped)
    return TextTable(header, at + 1, separator, encoding, units, begin + 1, tuple(skipped), frame)


def _without_empty(frame: pd.DataFrame, first: int, skipped: list[int]) -> tuple[pd.DataFrame, list[int]]:
    """Leave out rows that hold nothing but separators, and notes below the table."""
    dropped = np.zeros(len(frame), bool)
    if frame.shape[1]:
        dropped = np.array(frame.iloc[:, 0].isna(), dtype=bool)
    if dropped.any():
        dropped[dropped] = frame[dropped].isna().all(axis=1).to_numpy()
    end = frame.iloc[-_SHOWN:].astype(object)
    notes = [is_note(row) for row in end.where(end.notna(), None).to_numpy().tolist()]
    dropped[len(frame) - len(end) :] |= np.array(notes, bool)
    if not dropped.any():
        return frame, skipped
    rows = np.setdiff1d(np.arange(first, first + len(frame) + len(skipped)), skipped)[: len(frame)]
    return frame[~dropped].reset_index(drop=True), sorted({*skipped, *rows[dropped].tolist()})


def is_note(cells: Sequence[Any]) -> bool:
    """Whether a row holds nothing but a remark: one cell that says so.

    Examples
    --------
    >>> is_note(["注：含自备电厂", None]), is_note(["资料来源：统计局", ""]), is_note(["原煤", None])
    (True, True, False)
    """
    filled = [text for cell in cells if cell is not None and (text := str(cell).strip())]
    return len(filled) == 1 and filled[0].casefold().startswith(_NOTES)


def _chinese(head: bytes, encoding: str, find_header: FindHeader, known: Callable[[Sequence[str]], int]) -> str:
    """Return gb18030 for a file that is not UTF-8 and whose header it makes known words; else what was asked for."""
    if not encoding.lower().startswith("utf-8"):
        return encoding
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n")]
    try:
        whole.decode(encoding)
    except UnicodeDecodeError:
        try:
            rows, _ = _first_rows(whole.decode(_CHINESE), "", ReadLimits(columns=len(head)))
        except (UnicodeDecodeError, DataError):
            return encoding
        header = rows[find_header(rows)[0]] if rows else []
        western = "".join(header).isascii() and _WESTERN.search(whole.decode(_CHINESE))
        return _CHINESE if known(header) >= _ENOUGH and not western else encoding
    return encoding


def _decoded_head(head: bytes, encoding: str, name: str) -> str:
    if encoding != "utf-16" and b"\0" in head:
        wide = head.count(b"\0") > len(head) // 4
        remedy = "Give encoding='utf-16'." if wide else "Save the table as text again."
        raise refuse(name, "the file holds bytes of zero: it is not text of this encoding", remedy)
    whole = (
        head if len(head) < _HEAD else head[: max(head.rfind(b"\n"), 0)] + b"\n\0"[: 2 if encoding == "utf-16" else 1]
    )
    try:
        return whole.decode(encoding)
    except UnicodeDecodeError as error:
        raise _other_encoding(name, encoding) from error
    except LookupError as error:
        raise refuse(name, f"there is no encoding {shown(encoding)}", "Write utf-8, gb18030 or utf-16.") from error


def _other_encoding(name: str, encoding: str) -> DataError:
    other = "gb18030" if encoding.lower().startswith("utf") else "utf-8-sig"
    return refuse(name, f"the file is not {encoding}", f"Give encoding={other!r}, or save the file as UTF-8.")


def _first_rows(text: str, name: str, limits: ReadLimits) -> tuple[list[list[str]], str]:
    """Return the first rows and their separator: the one that parts most of them into most cells."""
    lines = text.splitlines()
    counts = {mark: sum(line.count(mark) for line in lines[:50]) for mark in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda mark: counts[mark])
    if (most := max(line.count(separator) for line in lines[:50]) + 1) > limits.columns:
        remedy = f"Leave out columns, or allow more: ReadLimits(columns={most})."
        raise refuse(name, f"{most} columns, the limit is {limits.columns}", remedy)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise refuse(name, f"not a table: {error}", "Are the quotes closed?") from error
    return rows, separator


def _utf8(data: bytes, encoding: str, name: str) -> bytes:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _other_encoding(name, encoding) from error
    if "\0" in text:
        raise refuse(name, "the file holds characters of zero", "Save the table as text again.")
    return data.removeprefix(b"\xef\xbb\xbf") if encoding.startswith("utf-8") else text.encode()


def _ragged(data: bytes, separator: str, width: int, begin: int, name: str) -> tuple[list[int], list[int]]:
    """Return lines of notes and blank lines below the header; lines of another width than it are refused."""
    counts, lines = _cells_per_row(data, separator, name)
    below = np.arange(len(counts)) >= begin
    wrong = np.flatnonzero(below & (counts != width) & (counts > 0))
    notes, problems = [], []
    for row in wrong.tolist():
        cells = lines(row)
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            continue
        if not "".join(cells).strip() or is_note(cells):
            notes.append(row)
            continue
        problem = f"the row has {len(cells)} cells, the header has {width}"
        remedy = "Is the file cut, or a comma inside a text without quotes? Give every row as many cells."
        problems.append(Problem(name, str(row + 1), "", shown(separator.join(cells)), problem, remedy))
        if len(problems) == _SHOWN:
            break
    if problems:
        raise DataError("the file cannot be read", problems)
    return notes, np.flatnonzero(below & (counts == 0)).tolist()


def _cells_per_row(data: bytes, separator: str, name: str) -> tuple[npt.NDArray[np.int64], Callable[[int], list[str]]]:
    """Count the cells of each row: by the bytes, or by the rules of quotes where there are any."""
    if b'"' in data:
        try:
            rows = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=separator, strict=True))
        except csv.Error as error:
            raise refuse(name, f"not a table: {error}", "A quote is not closed, or stands inside a text.") from error
        return np.array([len(row) for row in rows], np.int64), rows.__getitem__
    raw = np.frombuffer(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), np.uint8)
    ends = np.flatnonzero(raw == 10)
    if len(raw) and (not len(ends) or ends[-1] != len(raw) - 1):
        ends = np.append(ends, len(raw))
    starts = np.concatenate([[0], ends[:-1] + 1])
    marks = np.flatnonzero(raw == ord(separator))
    counts = np.searchsorted(marks, ends) - np.searchsorted(marks, starts) + 1
    counts[ends == starts] = 0

    def line(row: int) -> list[str]:
        return raw[starts[row] : ends[row]].tobytes().decode().split(separator)

    return counts.astype(np.int64), line


def _rows(
    data: bytes,
    separator: str,
    header: tuple[str, ...],
    skipped: list[int],
    numeric: Callable[[str], bool],
    name: str,
) -> pd.DataFrame:
    places = list(range(len(header)))
    kinds: Any = {place: str for place in places if not numeric(header[place])}
    try:
        rows: pd.DataFrame = pd.read_csv(
            io.BytesIO(data), sep=separator, header=None, names=places, usecols=places, index_col=False, dtype=kinds,
            skiprows=skipped, keep_default_na=False, na_values=[""], low_memory=False, **_EXACT,
        )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError, OverflowError) as error:
        if isinstance(error, pd.errors.EmptyDataError):
            return pd.DataFrame({place: pd.Series([], dtype=str) for place in places})
        raise refuse(name, f"not a table: {shown(str(error).strip())}", "Save the table as CSV again.") from error
    return rows
