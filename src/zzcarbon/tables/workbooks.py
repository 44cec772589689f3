"""Tables in workbooks: the directory of the file is looked at before anything is unpacked."""

from __future__ import annotations

import functools
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zzcarbon.document.messages import message as told
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.limits import ReadLimits, refuse

__all__ = ["SheetTable", "check_workbook", "read_sheet", "require_excel"]

_OLD = b"\xd0\xcf\x11\xe0"
_MEGABYTE = 1e6
_LOOKED_AT, _SHOWN = 40, 20
_FORMULA = re.compile(rb"<c ([^>]*)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>")
_PLACE = re.compile(rb'r="([A-Z]+)([0-9]+)"')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The cells of a sheet.

    Attributes
    ----------
    rows : list of list
        Cells by row, without empty cells at the end of a row.
    sheet : str
        Name of the sheet.
    """

    rows: list[list[Any]]
    sheet: str


def require_excel() -> Any:
    """Return the package that reads workbooks.

    Raises
    ------
    ImportError
        It is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        message = told("Excel files need the extra 'excel': pip install 'zzcarbon[excel]'")
        raise ImportError(message) from error
    return openpyxl


def check_workbook(path: Path, limits: ReadLimits) -> None:
    """Refuse what is not a workbook, or unpacks to more than the limits allow; nothing is unpacked.

    Raises
    ------
    DataError
        The file is of another kind, damaged, or too large.
    """
    name = path.name
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise refuse(name, "the file is empty", "Save the workbook again.")
    if head.startswith(_OLD):
        raise refuse(name, "an old or encrypted workbook (.xls)", "Save it as .xlsx without a password.")
    try:
        with zipfile.ZipFile(path) as book:
            entries = book.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refuse(name, "not a workbook, or damaged", "Open it in a spreadsheet and save it as .xlsx.") from error
    if len(entries) > limits.entries:
        remedy = f"Allow more: ReadLimits(entries={len(entries)})."
        raise refuse(name, f"{len(entries)} files in the workbook, the limit is {limits.entries}", remedy)
    size = sum(entry.file_size for entry in entries) / _MEGABYTE
    if size > limits.unpacked_megabytes:
        remedy = f"Save the table as CSV, or allow more: ReadLimits(unpacked_megabytes={size:.0f})."
        raise refuse(name, f"unpacked it has {size:.0f} MB, the limit is {limits.unpacked_megabytes:g} MB", remedy)
    if not any(entry.filename.endswith("workbook.xml") for entry in entries):
        raise refuse(name, "a packed file that is not a workbook", "Save the table as .xlsx or .csv.")


def read_sheet(
    path: Path, sheet: str | int, limits: ReadLimits, holds: Callable[[Sequence[Sequence[Any]]], int | None]
) -> SheetTable:
    """Read the cells of one sheet: values as they were typed, the last results of formulas.

    Parameters
    ----------
    path : Path
    sheet : str or int
        Name or number from 0; 0 is the sheet that holds the table, the one with rows where several do; else the first.
    limits : ReadLimits
    holds : callable
        How many of the first rows of a sheet are rows of the table; None where it is another table.

    Returns
    -------
    SheetTable
        Text of cells that are merged downwards stands in each of their rows; a number stands in the first one.

    Raises
    ------
    DataError
        The workbook cannot be read, has no such sheet, rows in several sheets, or a formula without a stored result.
    ImportError
        The extra ``excel`` is not installed.
    """
    openpyxl = require_excel()
    check_workbook(path, limits)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            page = _page(book, sheet, path.name) if sheet else _the_table(book, path.name, holds)
            page.reset_dimensions()
            rows = [_trimmed(row, path.name, limits) for row in page.iter_rows(values_only=True)]
            _complete(rows, path, page)
            return SheetTable(rows, page.title)
        finally:
            book.close()
    except DataError:
        raise
    except Exception as error:  # what a damaged workbook raises depends on where it is damaged
        why = f"the workbook is damaged: {shown(str(error))}"
        raise refuse(path.name, why, "Open it in a spreadsheet and save it again.") from error


def _the_table(book: Any, name: str, holds: Callable[[Sequence[Sequence[Any]]], int | None]) -> Any:
    """Return the sheet of the table: the one with rows; without any the first, visible ones before hidden."""
    pages = sorted(book.worksheets, key=lambda page: page.sheet_state != "visible")
    found: dict[Any, int] = {}
    for page in pages if len(pages) > 1 else ():
        page.reset_dimensions()
        rows = [list(row) for row in page.iter_rows(max_row=_LOOKED_AT, values_only=True)]
        count = holds(rows)
        if count is not None and not _is_example(rows):
            found[page] = count
    filled = [page for page, count in found.items() if count and page.sheet_state == "visible"]
    if len(filled) > 1:
        titles = ", ".join(page.title for page in filled)
        remedy = f"Read one after the other, such as sheet={shown(filled[1].title)}."
        raise refuse(name, f"several sheets hold rows: {titles}", remedy)
    return next(iter([*filled, *found]), None) or _page(book, 0, "")


def _is_example(rows: Sequence[Sequence[Any]]) -> bool:
    """Say whether a sheet is the example of a template, whose title says that it is not read."""
    title = str(rows[0][0]) if rows and rows[0] else ""
    return title in {sentence("example title", language) for language in ("en", "zh")}


def _complete(rows: list[list[Any]], path: Path, page: Any) -> None:
    """Write the text of merged cells into each of their rows; refuse formulas whose result nobody stored."""
    with zipfile.ZipFile(path) as book:
        text = book.read(page._worksheet_path)
    open_formulas = [cell for cell in _FORMULA.findall(text) if b't="str"' not in cell] if b"<f" in text else []
    if open_formulas:
        problems = []
        for cell in open_formulas[:_SHOWN]:
            column, row = _PLACE.search(cell).groups()  # type: ignore[union-attr]
            remedy = "Open the workbook in a spreadsheet and save it."
            problem = "a formula without a stored result"
            problems.append(Problem(path.name, row.decode(), column.decode(), "", problem, remedy))
        raise DataError("the file cannot be read", problems)
    for column, first, other, last in _MERGED.findall(text):
        if column != other:
            continue
        at, above = _number(column.decode()), int(first) - 1
        value = rows[above][at] if above < len(rows) and at < len(rows[above]) else None
        for below in rows[above + 1 : int(last)] if isinstance(value, str) else ():
            below.extend([None] * (at + 1 - len(below)))
            below[at] = value


def _number(letters: str) -> int:
    """Return the place of a column from 0: ``A``, ``AB``."""
    return functools.reduce(lambda number, letter: 26 * number + ord(letter) - 64, letters, 0) - 1


def _page(book: Any, sheet: str | int, name: str) -> Any:
    pages = book.worksheets
    if isinstance(sheet, int) and not isinstance(sheet, bool) and 0 <= sheet < len(pages):
        return pages[sheet]
    found = [page for page in pages if page.title == sheet]
    if not found:
        titles = ", ".join(shown(page.title) for page in pages[:20]) or "none"
        raise refuse(name, f"there is no sheet {shown(sheet)}", f"Sheets: {titles}.")
    return found[0]


def _trimmed(row: Sequence[Any], name: str, limits: ReadLimits) -> list[Any]:
    last = len(row)
    while last and (row[last - 1] is None or row[last - 1] == ""):
        last -= 1
    if last > limits.columns:
        remedy = f"Leave out columns, or allow more: ReadLimits(columns={last})."
        raise refuse(name, f"{last} columns, the limit is {limits.columns}", remedy)
    return list(row[:last])
