"""A document as an Excel workbook: typed cells, frozen heads, units, colours, charts; no formula from input."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from zzcarbon.document import (
    Cell,
    Column,
    Document,
    Facts,
    Marked,
    Note,
    Paragraph,
    Part,
    Picture,
    References,
    Section,
    Sources,
    Status,
    Table,
    cell_text,
    sentence,
    width_of,
)
from zzcarbon.document.messages import message as told
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.files import not_for_excel

__all__ = ["LIMIT", "workbook_bytes"]

LIMIT = 1_048_573
"""Rows of a sheet below its heads."""

_HEAD = 3
_NAMES = re.compile(r"[\[\]:*?/\\']")
_FILLS = {"good": "#CDEBE1", "bad": "#F6DCCB", "open": "#FBEBC8", "plain": ""}
_WRAPPED = 60
"""Width from which a text wraps: the widest column."""

_HIGHEST = 409.0
"""The highest row of Excel [pt]."""

_WHEN = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same input gives the same bytes)


def workbook_bytes(document: Document) -> bytes:
    """Return a document as the bytes of an ``.xlsx`` file; the same document gives the same bytes.

    Raises
    ------
    ImportError
        xlsxwriter is not installed.
    DataError
        A table has more rows than a sheet, or a text that a cell cannot hold: every one.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise ImportError(told("Excel reports need xlsxwriter: pip install 'zzcarbon[excel]'")) from error
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": document.title, "created": _WHEN})
        _Writer(book, document).write()
    return stream.getvalue()


class _Writer:
    """Writes one document: a sheet of the summary, a sheet for each table, one of the sources."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book, self.document, self.language = book, document, document.language
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.sheets: dict[str, str] = {}
        self.sources = sentence("sources", self.language)
        self.problems: list[Problem] = []
        self.part = ""  # title of the table that is written

    def write(self) -> None:
        """Write every sheet."""
        summary = self._sheet("", sentence("summary sheet", self.language))
        tables = self.document.tables()
        made = {table.key: self._sheet(table.key, table.caption) for table in tables}
        places = {table.key: self._table(made[table.key], table) for table in tables}
        for part in _flat(self.document.parts):
            if isinstance(part, Sources):
                self._sources(self._sheet("sources", self.sources), part)
        self._summary(summary, places)
        if self.problems:
            raise DataError("the report does not fit into Excel", self.problems)

    def _fit(self, text: str) -> str:
        """Return a text that a cell can hold; one that it cannot is a problem of the report."""
        if why := not_for_excel(text):
            remedy = "Write HTML or CSV, or shorten the text."
            self.problems.append(Problem("", "", self.part, shown(text), why, remedy))
        return "" if why else text

    def _sheet(self, key: str, title: str) -> Any:
        """Add a sheet under a name that Excel takes and no other sheet has."""
        name = _NAMES.sub(" ", title).strip()[:31] or "-"
        taken = {other.casefold() for other in self.sheets.values()}
        at = 2
        while name.casefold() in taken:
            end = f" {at}"
            name, at = name[: 31 - len(end)] + end, at + 1
        self.sheets[key] = name
        return self.book.add_worksheet(name)

    def _format(self, **facts: Any) -> Any:
        key = tuple(sorted(facts.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **facts})
        return self.formats[key]

    def _summary(self, sheet: Any, places: Mapping[str, tuple[Table, int]]) -> None:
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 3, 20)
        sheet.hide_gridlines(2)
        sheet.fit_to_pages(1, 0)
        sheet.set_row(0, 21)
        sheet.write_string(0, 0, self._fit(self.document.title), self._format(bold=True, font_size=14))
        row = 1
        if self.document.subtitle:
            sheet.write_string(row, 0, self._fit(self.document.subtitle))
            row += 1
        for part in _flat(self.document.parts):
            row = self._line(sheet, row + 1, part, places)

    def _line(self, sheet: Any, row: int, part: Part, places: Mapping[str, tuple[Table, int]]) -> int:
        """Write what a part has to say on the summary; return the next free row."""
        if isinstance(part, Facts):
            for item in part.items:
                fill = {"bg_color": _FILLS[item.tone]} if _FILLS[item.tone] else {}
                sheet.write_string(row, 0, self._fit(item.label), self._format(**fill))
                self._cell(sheet, (row, 1), item.value, "number", fill)
                sheet.write_string(row, 2, item.unit)
                sheet.write_string(row, 3, self._fit(item.note))
                row += 1
            return row
        if isinstance(part, Table):
            link = f"internal:'{self.sheets[part.key]}'!A1"
            sheet.write_url(row, 0, link, self._format(underline=1, font_color="#0072B2"), self._fit(part.caption))
            sheet.write_string(row, 1, sentence("rows in brackets", self.language, count=len(part.rows)))
            return row + 1
        if isinstance(part, Picture):
            return self._chart(sheet, row, part, places)
        text = part.title if isinstance(part, Section | Sources) else part.text
        wide = self._format(bold=isinstance(part, Section), text_wrap=isinstance(part, Paragraph | Note))
        sheet.merge_range(row, 0, row, 3, "", wide)
        sheet.write_string(row, 0, self._fit(text), wide)
        if isinstance(part, Paragraph | Note):
            sheet.set_row(row, _row_height(((text, 100.0),)))
        return row + 1

    def _table(self, sheet: Any, table: Table) -> tuple[Table, int]:
        if len(table.rows) > LIMIT:
            message = f"table {table.key!r} has {len(table.rows)} rows; a sheet holds {LIMIT}: write CSV or Parquet"
            raise DataError(message)
        self.part = table.caption
        sheet.write_string(0, 0, self._fit(table.caption), self._format(bold=True))
        widths = [_column_width(table, at) for at in range(len(table.columns))]
        for at, column in enumerate(table.columns):
            number = column.kind in {"number", "share", "year"}
            head = self._format(bold=True, bottom=0, text_wrap=True, align="right" if number else "left")
            unit = self._format(italic=True, bottom=2, font_color="#595959", align="right" if number else "left")
            sheet.write_string(1, at, self._fit(column.title), head)
            sheet.write_string(2, at, column.unit, unit)
            sheet.set_column(at, at, widths[at])
        for at, row in enumerate(table.rows, _HEAD):
            for column_at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(sheet, (at, column_at), cell, column.kind, {})
            long = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
            if any(width_of(cell) > _WRAPPED for cell, _ in long):
                sheet.set_row(at, _row_height(long))
        sheet.freeze_panes(_HEAD, 1)
        if table.rows:
            sheet.autofilter(2, 0, 2 + len(table.rows), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0, 2)
        sheet.fit_to_pages(1, 0)
        return table, len(table.rows)

    def _cell(self, sheet: Any, place: tuple[int, int], cell: Cell, kind: str, facts: dict[str, Any]) -> None:
        """Write a cell with its type; text is text, whatever it begins with."""
        if cell is None or (isinstance(cell, Marked) and cell.value is None and not cell.mark):
            return
        if isinstance(cell, Status):
            fill = {"bg_color": _FILLS[cell.tone]} if _FILLS[cell.tone] else {}
            sheet.write_string(*place, self._fit(cell.text), self._format(**fill))
        elif isinstance(cell, References):
            if cell.numbers:
                link = f"internal:'{self.sheets.get('sources', self._source_name())}'!A{cell.numbers[0] + _HEAD}"
                style = self._format(underline=1, font_color="#0072B2")
                sheet.write_url(*place, link, style, cell_text(cell))
        elif isinstance(cell, Marked) and cell.value is not None:
            style = self._format(num_format=_number_format(cell.value, kind), bg_color=_FILLS["open"])
            sheet.write_number(*place, cell.value, style)
            sheet.write_comment(*place, self._fit(cell.mark), {"author": "", "visible": False})
        elif isinstance(cell, int | float):
            sheet.write_number(*place, cell, self._format(num_format=_number_format(cell, kind), **facts))
        else:
            text = cell.mark if isinstance(cell, Marked) else cell
            wrap = {"text_wrap": True} if width_of(text) > _WRAPPED else {}
            sheet.write_string(*place, self._fit(text), self._format(**wrap, **facts))

    def _source_name(self) -> str:
        return _NAMES.sub(" ", self.sources).strip()[:31]

    def _sources(self, sheet: Any, sources: Sources) -> None:
        sheet.write_string(0, 0, sources.title, self._format(bold=True))
        graded = any(grade for *_, grade in sources.items)
        for at, head in enumerate(sources.heads if graded else sources.heads[:3]):
            sheet.write_string(2, at, head, self._format(bold=True, bottom=2))
        for number, item in enumerate(sources.items, 1):
            sheet.write_number(number + 2, 0, number, self._format())
            for at, text in enumerate(item, 1):
                sheet.write_string(number + 2, at, self._fit(text), self._format(text_wrap=True))
            sheet.set_row(number + 2, _row_height(((item[0], 60.0), (item[1], 70.0))))
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 2, 70)
        sheet.freeze_panes(_HEAD, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _chart(self, sheet: Any, row: int, picture: Picture, places: Mapping[str, tuple[Table, int]]) -> int:
        if picture.table not in places or not places[picture.table][1]:
            return row
        table, count = places[picture.table]
        keys = [column.key for column in table.columns]
        name, last = self.sheets[picture.table], _HEAD + count - 1
        chart = self.book.add_chart(
            {"type": "bar", "subtype": "stacked"} if len(picture.values) > 1 else {"type": "bar"}
        )
        label = keys.index(picture.label)
        for value in picture.values:
            at = keys.index(value)
            series = {"name": [name, 1, at], "values": [name, _HEAD, at, last, at]}
            chart.add_series({**series, "categories": [name, _HEAD, label, last, label]})
        chart.set_title({"name": picture.caption, "name_font": {"size": 11}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "#,##0", "name": table.columns[keys.index(picture.values[0])].unit})
        chart.set_legend({"none": len(picture.values) < 2})
        high = max(12, count + 6)
        chart.set_size({"width": 760, "height": 20 * high})
        sheet.insert_chart(row, 0, chart, {"description": picture.caption})
        return row + high + 1


def _flat(parts: tuple[Part, ...]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        found.append(part)
        if isinstance(part, Section):
            found += _flat(part.parts)
    return found


def _row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row whose texts wrap in columns of so many characters [pt]; some programs keep 15.

    Examples
    --------
    >>> _row_height([("x" * 130, 60.0), ("y", 20.0)]), _row_height([])
    (45.0, 15.0)
    """
    lines = [-(-width_of(text) // width) for text, width in texts]
    return min(15.0 * max([1.0, *lines]), _HIGHEST)


def _number_format(value: float, kind: str) -> str:
    if kind == "year":
        return "0"
    if kind == "share":
        return "0.0%"
    size = abs(value)
    if size >= 1000 or float(value).is_integer():
        return "#,##0"
    if size >= 1:
        return "#,##0.00"
    return "0.0000" if size >= 0.001 else "0.00E+00"


def _column_width(table: Table, at: int) -> float:
    column: Column = table.columns[at]
    texts = [column.title, column.unit, *(cell_text(row[at], column.kind) for row in table.rows[:500])]
    return min(_WRAPPED, max(8, 2 + max(width_of(text) for text in texts)))
