"""Write an inventory to files.

CSV and Parquet: ``name.csv`` holds the frame; beside it stand ``name.coefficients.csv`` and
``name.problems.csv`` for readers, ``name.rows.csv`` and ``name.inventory.json`` from which the inventory is
made again. The JSON is written last and names the hash of every other part: parts of two inventories
are not taken for one. Excel: one workbook with the same parts as sheets. Text that a spreadsheet
would run as a formula gets an apostrophe in front; `read_inventory` takes it off.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from zzcarbon.document import in_language, sentence
from zzcarbon.files import as_file, check_for_excel, encoded, escaped, replacing, write_whole
from zzcarbon.inventory.facts import Parts, rows_table, text_of

__all__ = [
    "JSON",
    "KINDS",
    "PARTS",
    "SHEET",
    "file_hash",
    "kinds_of",
    "part_of",
    "write_csv",
    "write_excel",
    "write_parquet",
]

PARTS = ("frame", "rows", "coefficients", "problems")
"""Parts of an inventory besides the JSON."""

JSON = "json"
"""Ending of the file of facts."""

SHEET = "kernel"
"""Sheet of a workbook that holds the facts, cut into cells."""

_CELL = 30_000
KINDS = {"i": "int", "u": "int", "f": "float", "b": "bool", "M": "date"}
"""Kinds of columns that are not text."""

Tables = Mapping[str, pd.DataFrame]


def write_csv(parts: Parts, tables: Tables, path: str | PathLike[str]) -> None:
    """Write the parts as CSV; ``tables`` holds frame, coefficients and problems."""

    def write(table: pd.DataFrame, place: Path) -> None:
        safe = escaped(table)
        ends = any(
            safe[name].astype(str).str.contains("\r").any() for name in safe if safe[name].dtype.kind not in "iufb"
        )
        quoting: Literal[0, 2] = (
            csv.QUOTE_NONNUMERIC if ends else csv.QUOTE_MINIMAL
        )  # a bare carriage return would end the row
        place.write_bytes(encoded(safe.to_csv(index=False, lineterminator="\n", quoting=quoting), file=str(path)))

    _write_parts(parts, tables, as_file(path), write)


def write_parquet(parts: Parts, tables: Tables, path: str | PathLike[str]) -> None:
    """Write the parts as Parquet (extra ``parquet``)."""

    def write(table: pd.DataFrame, place: Path) -> None:
        one_type = _one_type_a_column(table)
        words = [
            name for name in one_type if one_type[name].dtype.kind != "f"
        ]  # a dictionary of measured numbers grows
        made: dict[str, Any] = {"engine": "pyarrow", "index": False, "compression": "zstd", "use_dictionary": words}
        one_type.to_parquet(place, **made)

    _write_parts(parts, tables, as_file(path), write)


def write_excel(parts: Parts, tables: Tables, path: str | PathLike[str], language: str | None = None) -> None:
    """Write a workbook with the sheets inventory, coefficients, problems, rows and kernel.

    Raises
    ------
    DataError
        A sheet cannot hold the rows or their text.
    """
    everything = {**tables, "rows": rows_table(parts.activity)}
    for table in everything.values():
        check_for_excel(table, file=str(path))
    rows = everything["rows"]
    text = text_of(parts, {"kinds": kinds_of(rows), "exact": _digits_lost(rows)})
    cells = pd.DataFrame({"json": [text[at : at + _CELL] for at in range(0, len(text), _CELL)]})
    sheets = {}
    for name in PARTS:
        sheet, table = "inventory" if name == "frame" else name, escaped(everything[name])
        if language is not None and name != "rows":  # what is read again keeps its names
            table, sheet = in_language(table, language), sentence(f"sheet {sheet}", language)
        sheets[sheet] = table
    sheets[SHEET] = escaped(cells)

    def write(place: Path) -> None:
        with pd.ExcelWriter(place, engine="openpyxl") as book:
            for sheet, table in sheets.items():
                table.to_excel(book, sheet_name=sheet, index=False)

    write_whole(Path(path), write)


def part_of(path: Path, name: str) -> Path:
    """Return the file of a part.

    Examples
    --------
    >>> part_of(Path("city.csv"), "rows").name, part_of(Path("city.csv"), JSON).name
    ('city.rows.csv', 'city.csv.json')
    """
    if name == "frame":
        return path
    return path.with_name(f"{path.name}.{JSON}") if name == JSON else path.with_suffix(f".{name}{path.suffix}")


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def kinds_of(table: pd.DataFrame) -> dict[str, str]:
    """Return what the columns hold: text where nothing else is said, ``gaps`` for text with missing cells."""
    kinds = {str(name): KINDS.get(table[name].dtype.kind, "") for name in table}
    return {name: kind or "gaps" for name, kind in kinds.items() if kind or table[name].isna().any()}


def _write_parts(parts: Parts, tables: Tables, path: Path, write: Callable[[pd.DataFrame, Path], None]) -> None:
    """Write every part beside its place; they take their names when all are there, the facts with the hashes last."""
    everything = {**tables, "rows": rows_table(parts.activity)}
    with ExitStack() as whole:
        beside = {name: whole.enter_context(replacing(part_of(path, name))) for name in (JSON, *PARTS)}
        for name in PARTS:
            write(everything[name], beside[name])
        stamps = {part_of(path, name).name: file_hash(beside[name]) for name in PARTS}
        told: dict[str, Any] = {"kinds": kinds_of(everything["rows"]), "parts": stamps}
        beside[JSON].write_bytes(encoded(text_of(parts, told)))


def _digits_lost(table: pd.DataFrame) -> list[list[Any]]:
    """Return the numbers that a workbook would round to 16 digits, and the texts whose line ends it would change."""
    texts = [
        [row, column, value]
        for column in table.columns
        if table[column].dtype.kind not in KINDS
        for row, value in enumerate(table[column].tolist())
        if isinstance(value, str) and "\r" in value
    ]
    return texts + [
        [row, column, repr(value)]
        for column in table.select_dtypes("float64")
        for row, value in enumerate(table[column].tolist())
        if value == value and float(f"{value:.16g}") != value  # noqa: PLR0124
    ]


def _one_type_a_column(table: pd.DataFrame) -> pd.DataFrame:
    """Write columns of mixed cells (a number here, bad text there) as text: Parquet has one type a column."""
    changed = table.copy()
    for name in changed:
        if changed[name].dtype == object:
            cells = changed[name]
            changed[name] = cells.map(lambda cell: None if cell is None or cell != cell else str(cell))  # noqa: PLR0124
    return changed
