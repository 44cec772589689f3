"""Templates: workbooks to fill in, that read back without loss."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

from zzcarbon.document import sentence, width_of, word
from zzcarbon.document.messages import message as told
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.files import write_whole
from zzcarbon.modules import MODULES, methods
from zzcarbon.settings import Language, chosen_language
from zzcarbon.tables.header import ACTIVITY, NUMBERS, table_headers
from zzcarbon.vocabulary.fuels import fuels
from zzcarbon.vocabulary.substances import substances

__all__ = ["template", "template_kinds"]

_FILE = Path(__file__).parent / "templates.csv"
_ROWS = 2000
"""Rows of a sheet that have drop-downs."""

_HEAD = 3
_UNIT = "_unit"
_WHEN = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same template gives the same bytes)
_UNITS = (
    *("t", "万吨", "kg", "m3", "万立方米", "亿立方米", "kWh", "万千瓦时", "亿千瓦时"),
    *("GJ", "TJ", "吨标准煤", "万吨标准煤", "辆", "头", "万头", "km"),
)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "notation": ("NE", "NO", "NA", "IE"),
    "gas_reference": ("0", "20"),
    "side_effect": ("yes", "no"),
    "status": ("verified", "planned", "under construction", "withdrawn"),
    "cost_unit": ("元", "万元", "亿元"),
    "category_ghgp": tuple(str(number) for number in range(1, 16)),
    "basis": ("level", "yearly", "cumulative"),
    "role": ("output", "input", "emission"),
    "retired": ("yes", "no"),
}
_OF_TABLE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("activity", "role"): ("input", "output"),
    ("observations", "status"): ("final", "provisional"),
    ("observations", "unit"): (),
    ("instruments", "kind"): ("certificate", "contract", "supplier rate", "residual mix"),
    ("exchanges", "kind"): ("fossil", "biogenic", "land use change", "removal"),
    ("entities", "control"): ("operational", "financial", "full", "joint financial", "no control"),
}
"""Words of columns whose name means another thing in another table."""

_STRICT = ("notation", "gas_reference", "side_effect", "module", "category_ghgp", "retired")


@dataclass(frozen=True, slots=True)
class _Column:
    sheet: str
    table: str
    column: str
    needed: bool
    example: str


def template_kinds() -> tuple[str, ...]:
    """Return what templates there are.

    Examples
    --------
    >>> template_kinds()[:3]
    ('energy', 'industry', 'transport')
    """
    return tuple(dict.fromkeys(row["kind"] for row in _rows()))


def template(kind: str, path: str | PathLike[str], *, language: str | None = None, methods: Iterable[str] = ()) -> Path:
    """Write a workbook to fill in: heads in both languages, drop-downs, a filled example, notes.

    Parameters
    ----------
    kind : str
        A module (``energy``, ``industry`` ...), ``city``, ``enterprise``, ``value chain``, ``refrigerants``,
        ``ledger``, ``observations``, ``candidates``, ``product`` or ``organisation``; or its name in Chinese.
    path : path
        File to write, ``.xlsx``.
    language : {"en", "zh"}, optional
        Language of heads, notes and example; that of ``zc.options`` if not given.
    methods : iterable of str, optional
        For a module: methods whose columns are wanted as well, see ``zc.methods()``.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    UnknownNameError
        There is no such kind, method or language.
    DataError
        The file does not end in .xlsx.
    ImportError
        Excel needs ``zzcarbon[excel]``.

    Notes
    -----
    The first sheets are to be filled in, and are read back by ``zc.read_activity(path, sheet=...)``,
    ``zc.read_ledger(path)`` or, for other tables, ``zc.tables.read_table(path, table=..., sheet=...)``. The example
    stands on sheets of its own, so that it is never counted. Heads are protected without password; drop-downs warn
    but let other words through where a user may have his own.

    Examples
    --------
    >>> import tempfile, pathlib, zzcarbon as zc
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     zc.template("energy", pathlib.Path(folder) / "energy.xlsx", language="zh").name
    'energy.xlsx'
    """
    tongue = chosen_language(language)
    chinese = {word(name, "zh"): name for name in template_kinds()}
    kind = chinese.get(kind, kind)
    if kind not in template_kinds():
        known = [*template_kinds(), *chinese]
        raise UnknownNameError("template", kind, known, f"Templates: {', '.join(word(k) for k in template_kinds())}.")
    file = Path(path)
    if file.suffix.lower() != ".xlsx":
        problem = Problem(str(file), "", "", file.suffix, "a template is a workbook", "End the name in .xlsx.")
        raise DataError("the template cannot be written", [problem])
    columns = [*_columns(kind, tongue), *_of_methods(kind, methods, tongue)]
    content = _workbook(columns, tongue)
    write_whole(file, lambda place: place.write_bytes(content))
    return file


def _columns(kind: str, language: Language) -> list[_Column]:
    return [
        _Column(row[f"sheet_{language}"], row["table"], row["column"], bool(row["needed"]), row[language])
        for row in _rows()
        if row["kind"] == kind
    ]


def _of_methods(kind: str, names: Iterable[str], language: Language) -> list[_Column]:
    """Return the further columns of some methods of a module."""
    wanted = list(names)
    if not wanted:
        return []
    table = methods()
    table = table[table["module"].eq(kind)]
    known = dict(zip(table["method"], table["columns"], strict=True))
    have = _columns(kind, language)
    taken = {column.column for column in have}
    found: dict[str, bool] = {}
    for name in wanted:
        if name not in known:
            raise UnknownNameError(f"method of module {kind!r}", name, known)
        for text in str(known[name]).split(","):
            column = text.strip()
            if column and column.rstrip("*") not in taken and "<" not in column:
                found[column.rstrip("*")] = found.get(column.rstrip("*"), False) or column.endswith("*")
    return [_Column(have[0].sheet, ACTIVITY, column, needed, "") for column, needed in found.items()]


def _workbook(columns: Sequence[_Column], language: Language) -> bytes:
    try:
        import xlsxwriter
    except ImportError as error:
        raise ImportError(told("templates need xlsxwriter: pip install 'zzcarbon[excel]'")) from error
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": _WHEN})
        sheets: dict[str, list[_Column]] = {}
        for column in columns:
            sheets.setdefault(column.sheet, []).append(column)
        made = {name: book.add_worksheet(name[:31]) for name in sheets}
        examples = {name: book.add_worksheet(sentence("example sheet", language, name=name)[:31]) for name in sheets}
        notes = book.add_worksheet(sentence("notes sheet", language))
        lists = book.add_worksheet("lists")
        lists.hide()
        places = _Lists(lists)
        for name, parts in sheets.items():
            _fill(book, made[name], parts, language, places, example=False)
            _fill(book, examples[name], parts, language, places, example=True)
        _notes(book, notes, columns, language)
    return stream.getvalue()


class _Lists:
    """The words of the drop-downs, on a hidden sheet: a list in the cell itself ends at 255 characters."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.known: dict[tuple[str, ...], str] = {}

    def place(self, words: tuple[str, ...]) -> str:
        """Return the range that holds some words."""
        if words not in self.known:
            column = len(self.known)
            for row, text in enumerate(words):
                self.sheet.write_string(row, column, text)
            letter = chr(65 + column) if column < 26 else f"A{chr(65 + column - 26)}"
            self.known[words] = f"=lists!${letter}$1:${letter}${len(words)}"
        return self.known[words]


def _fill(
    book: Any, sheet: Any, columns: Sequence[_Column], language: Language, lists: _Lists, *, example: bool
) -> None:
    """Write heads, units, drop-downs, and the example row where it is wanted."""
    open_cell = book.add_format({"locked": False})
    text_cell = book.add_format({"locked": False, "num_format": "@"})
    title = sentence("example title" if example else "template title", language)
    sheet.write_string(0, 0, title, book.add_format({"italic": True, "font_color": "#595959"}))
    for at, column in enumerate(columns):
        head = {"bold": True, "bg_color": "#D6E6F2" if column.needed else "#EFEFEF", "border": 1}
        kind = _kind(column)
        sheet.write_string(1, at, _head(column, language), book.add_format(head))
        sheet.write_string(
            2,
            at,
            _head(column, "en" if language == "zh" else "zh"),
            book.add_format({**head, "bold": False, "italic": True}),
        )
        width = max(width_of(_head(column, "en")), width_of(_head(column, "zh")), width_of(column.example)) + 3
        sheet.set_column(at, at, width, open_cell if kind in {"number", "year"} else text_cell)
        words = _words(column, language)
        if words:
            strict = column.column in _STRICT
            sheet.data_validation(_HEAD, at, _HEAD + _ROWS, at, {
                "validate": "list", "source": lists.place(words), "error_type": "stop" if strict else "warning",
                "error_title": sentence("odd word title", language), "error_message": sentence("odd word", language),
            })  # fmt: skip
        elif kind == "number":
            rule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
            sheet.data_validation(_HEAD, at, _HEAD + _ROWS, at, {**rule, "error_type": "warning"})
        if example and column.example:
            number = kind in {"number", "year"} and column.example.replace(".", "", 1).isdigit()
            if number:
                sheet.write_number(_HEAD, at, float(column.example), open_cell)
            else:
                sheet.write_string(_HEAD, at, column.example, text_cell)
    sheet.freeze_panes(_HEAD, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.fit_to_pages(1, 0)
    allowed = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
    sheet.protect("", dict.fromkeys(allowed, True))


def _notes(book: Any, sheet: Any, columns: Sequence[_Column], language: Language) -> None:
    """Write what each column takes."""
    bold = book.add_format({"bold": True, "bottom": 2})
    for row, key in enumerate(("note fill", "note colours", "note gaps", "note read")):
        sheet.write_string(row, 0, sentence(key, language))
    heads = ("note sheet", "note head", "note name", "note needed", "note unit", "note example", "note also")
    for at, key in enumerate(heads):
        sheet.write_string(5, at, sentence(key, language), bold)
    for row, column in enumerate(columns, 6):
        header = table_headers(column.table).get(column.column)
        also = "；".join(header.zh[1:]) if header else ""
        needed = sentence("yes needed", language) if column.needed else ""
        unit = header.unit if header else ""
        for at, text in enumerate(
            (column.sheet, _head(column, language), column.column, needed, unit, column.example, also)
        ):
            sheet.write_string(row, at, text)
    for at, width in enumerate((14, 22, 22, 8, 14, 24, 60)):
        sheet.set_column(at, at, width)
    sheet.protect()


def _head(column: _Column, language: Language) -> str:
    """Return the head of a column: the first Chinese name that is understood, or the name of the library."""
    if language == "en":
        return column.column
    headers = table_headers(column.table)
    name = column.column
    if name in headers:
        return headers[name].zh[0] if headers[name].zh else name
    if name.endswith(_UNIT) and name.removesuffix(_UNIT) in headers:
        return f"{headers[name.removesuffix(_UNIT)].zh[0]}单位"
    return name


def _kind(column: _Column) -> str:
    header = table_headers(column.table).get(column.column)
    return "text" if header is None else "number" if header.kind in NUMBERS else header.kind


def _words(column: _Column, language: Language) -> tuple[str, ...]:
    """Return the words of a drop-down; none where every text is right."""
    name = column.column
    if name == "module":
        pairs = [(row["zh"], row["en"]) for row in _rows() if row["column"] == "module"]
        return tuple(dict.fromkeys(zh if language == "zh" else en for zh, en in pairs))
    if name == "method" and column.table == ACTIVITY:
        table = methods()
        own = [row for row in _rows() if f"{row['sheet_' + language]}" == column.sheet and row["kind"] in MODULES]
        modules = {row["kind"] for row in own} or set(MODULES)
        table = table[table["module"].isin(modules)]
        return tuple(table["title_local" if language == "zh" else "method"])
    if name == "fuel":
        return tuple(item.zh if language == "zh" and item.zh else item.key for item in fuels().values())
    if name == "substance":
        return tuple(substances())
    of_table = _OF_TABLE.get((column.table, name))
    if of_table is not None:
        return of_table
    return _UNITS if name == "unit" else _CHOICES.get(name, ())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
