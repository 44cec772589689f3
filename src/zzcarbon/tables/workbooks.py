"""Tables in workbooks: the directory of the file is looked at before anything is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zzcarbon.errors import DataError, shown
from zzcarbon.tables.limits import ReadLimits, refuse

__all__ = ["SheetTable", "check_workbook", "read_sheet", "require_excel"]

_OLD = b"\xd0\xcf\x11\xe0"
_MEGABYTE = 1e6


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
        message = "Excel files need the extra 'excel': pip install 'zzcarbon[excel]'"
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


def read_sheet(path: Path, sheet: str | int, limits: ReadLimits) -> SheetTable:
    """Read the cells of one sheet: values as they were typed, the last results of formulas.

    Raises
    ------
    DataError
        The workbook cannot be read, or has no such sheet.
    ImportError
        The extra ``excel`` is not installed.
    """
    openpyxl = require_excel()
    check_workbook(path, limits)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            page = _page(book, sheet, path.name)
            page.reset_dimensions()
            rows = [_trimmed(row, path.name, limits) for row in page.iter_rows(values_only=True)]
            return SheetTable(rows, page.title)
        finally:
            book.close()
    except DataError:
        raise
    except Exception as error:  # what a damaged workbook raises depends on where it is damaged
        why = f"the workbook is damaged: {shown(str(error))}"
        raise refuse(path.name, why, "Open it in a spreadsheet and save it again.") from error


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
