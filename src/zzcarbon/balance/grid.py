"""The cells of a sheet as they lie, merged cells filled."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from zzcarbon.errors import DataError
from zzcarbon.files import as_path, existing
from zzcarbon.tables.limits import ReadLimits, refuse
from zzcarbon.tables.workbooks import check_workbook, require_excel

__all__ = ["Grid", "cell_name", "read_grid"]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row, all rows of one width; a blank cell is None."""

    rows: tuple[tuple[Any, ...], ...]
    file: str
    sheet: str = ""

    def cell(self, row: int, column: int) -> Any:
        """Return a cell; None beyond the end."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def read_grid(path: str | PathLike[str], sheet: str | int | None) -> Grid:
    """Read a sheet of an Excel file, or a CSV file in UTF-8, UTF-16 or GB 18030.

    Raises
    ------
    DataError
        The file is of another kind, damaged or empty, or has no such sheet.
    """
    file = as_path(path)
    rows, name = _of_workbook(file, sheet) if file.suffix.lower() in {".xlsx", ".xlsm"} else (_of_text(file), "")
    kept = [[None if cell in {None, ""} else cell for cell in row] for row in rows]
    while kept and not any(cell is not None for cell in kept[-1]):
        kept.pop()
    width = max((at + 1 for row in kept for at, cell in enumerate(row) if cell is not None), default=0)
    if not width:
        raise refuse(file.name, "the table is empty", "Check the file and the sheet.")
    return Grid(tuple((*row[:width], *[None] * (width - len(row))) for row in kept), file.name, name)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet shows it.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(9, 27)
    ('A1', 'AB10')
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _of_workbook(file: Path, sheet: str | int | None) -> tuple[list[list[Any]], str]:
    openpyxl = require_excel()
    check_workbook(existing(file), ReadLimits())
    book = openpyxl.load_workbook(file, data_only=True)
    pages = book.worksheets
    wanted = 0 if sheet is None else sheet
    page = next((p for at, p in enumerate(pages) if wanted in (at, p.title)), None)
    if page is None:
        titles = ", ".join(repr(p.title) for p in pages)
        raise refuse(file.name, f"there is no sheet {wanted!r}", f"Sheets: {titles}.")
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    for area in page.merged_cells.ranges:
        first = rows[area.min_row - 1][area.min_col - 1]
        for row in rows[area.min_row - 1 : area.max_row]:
            row[area.min_col - 1 : area.max_col] = [first] * (area.max_col - area.min_col + 1)
    return rows, str(page.title)


def _of_text(file: Path) -> list[list[Any]]:
    data = existing(file).read_bytes()
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        mark = max(",\t;", key=text[:4000].count)
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)]
    message = f"{file.name} is neither an .xlsx workbook nor text in UTF-8, UTF-16 or GB 18030"
    raise DataError(message)
