"""What is handed in: a result as a page, a workbook or a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

from zzcarbon.document import Document, Table, cell_text, heading_text
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.files import encoded, write_whole
from zzcarbon.reporting.documents import report_document
from zzcarbon.reporting.workbook import workbook_bytes

__all__ = ["report", "table_csv"]


def report(result: Any, path: str | PathLike[str], *, language: str | None = None, table: str | None = None) -> Path:
    """Write a result as a report: ``.html`` a page, ``.xlsx`` a workbook, ``.csv`` one of its tables.

    Parameters
    ----------
    result : Inventory, Scorecard, Ledger, Portfolio, Statement, Product or data frame
        What to report; a frame is what ``compare``, ``uncertainty`` or ``by`` gave. Everything with a method
        ``document(language)`` is taken.
    path : path
        File to write; its ending says the kind. It is there whole or not at all.
    language : {"en", "zh"}, optional
        Language of every text; that of ``zc.options`` if not given.
    table : str, optional
        For ``.csv``: which table of the report; the first if not given.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    DataError
        The ending is not one of the three, the result is none, or there is nothing to report.
    UnknownNameError
        There is no such language or table.
    ImportError
        Excel needs ``zzcarbon[excel]``.

    Notes
    -----
    A page needs no network: style and charts are inside it. Numbers carry their exact value in the page, and
    are typed cells in a workbook; text is never a formula. The same result gives the same bytes. CSV begins
    with a byte order mark, by which Excel in Chinese recognises UTF-8. Charts of a page need
    ``zzcarbon[plot]``; without it the page has its tables only.

    Examples
    --------
    >>> import tempfile, pathlib, zzcarbon as zc
    >>> card = zc.plan("zhengzhou-14fyp").check(as_of=2025)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = zc.report(card, pathlib.Path(folder) / "card.html", language="zh")
    ...     "减排量指标" in file.read_text(encoding="utf-8")
    True
    """
    file = Path(path)
    writers: dict[str, Callable[[Document], bytes]] = {
        ".html": lambda document: encoded(document.page(), file=str(file)),
        ".xlsx": workbook_bytes,
        ".csv": lambda document: encoded(table_csv(_chosen(document, table)), "utf-8-sig", file=str(file)),
    }
    kind = file.suffix.lower()
    if kind not in writers:
        problem = Problem(str(file), "", "", file.suffix, "no kind of report", "End the name in .html, .xlsx or .csv.")
        raise DataError("the report cannot be written", [problem])
    content = writers[kind](report_document(result, language))
    write_whole(file, lambda place: place.write_bytes(content))
    return file


def table_csv(table: Table) -> str:
    r"""Return a table as CSV: exact numbers, units in the heads, text that begins like a formula quoted by a mark.

    Examples
    --------
    >>> from zzcarbon.document import Column
    >>> table_csv(Table("t", "c", (Column("a", "区域"), Column("b", "NOx", "t", "number")), (("=1+1", 0.1),)))
    "区域,NOx [t]\r\n'=1+1,0.1\r\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([heading_text(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([_plain(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)])
    return stream.getvalue()


def _plain(cell: Any, kind: Any) -> object:
    if isinstance(cell, int | float):
        return repr(cell)
    text = cell_text(cell, kind)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _chosen(document: Document, key: str | None) -> Table:
    tables = document.tables()
    if not tables:
        raise DataError(
            "the report has no table", [Problem("", "", "", "", "there is nothing to write", "Write .html.")]
        )
    if key is None:
        return tables[0]
    found = [table for table in tables if table.key == key]
    if not found:
        keys = [table.key for table in tables]
        raise UnknownNameError("table of the report", key, keys, f"Tables: {', '.join(keys)}.")
    return found[0]
