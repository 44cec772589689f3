"""Where title, headings, units and figures of a balance lie: found by its words, not by counting rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from zzcarbon.balance.grid import Grid
from zzcarbon.balance.words import fuel_of, process_of, split_unit, unit_of

__all__ = ["Heading", "Layout", "find_layout"]

_LABELS = 3
"""Columns that may hold the labels."""

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column of figures.

    Attributes
    ----------
    column : int
        Its place, from 0.
    label : str
        The heading as printed.
    fuel : str or None
        The fuel it names; None if it names none.
    unit : str or None
        The unit of its figures; None if there is none.
    year : int or None
        The year it names, where years stand across and all energy is one figure.
    """

    column: int
    label: str
    fuel: str | None
    unit: str | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a balance lie.

    Attributes
    ----------
    first, last : int
        First and last row of figures, from 0.
    label : int
        Column of the labels.
    headings : tuple of Heading
        Columns of figures.
    year : int or None
        The year in the title; None if it names none or several.
    title : str
        The title.
    """

    first: int
    last: int
    label: int
    headings: tuple[Heading, ...]
    year: int | None
    title: str


def find_layout(grid: Grid, fuels: Mapping[str, str | None]) -> Layout | None:
    """Return the layout of a grid; None where no column holds labels of a balance.

    Parameters
    ----------
    grid : Grid
        The cells.
    fuels : mapping of str to str or None
        The caller's own names of headings.
    """
    label = max(range(min(_LABELS, grid.width)), key=lambda at: len(_processes(grid, at)))
    rows = _processes(grid, label)
    if len(rows) < 2:
        return None
    first, last = rows[0], _last(grid, label, rows[-1])
    title = next((str(cell) for row in grid.rows[:first] for cell in row if cell is not None), "")
    heads = tuple(
        _heading(grid, at, first, fuels)
        for at in range(label + 1, grid.width)
        if any(_is_figure(grid.cell(row, at)) for row in range(first, last + 1))
    )
    spread = _table_unit(grid, first)
    filled = tuple(head if head.unit else replace(head, unit=spread) for head in heads)
    return Layout(first, last, label, filled, _year(grid, first), title.strip())


def _processes(grid: Grid, column: int) -> list[int]:
    return [at for at, row in enumerate(grid.rows) if process_of(row[column]) is not None]


def _last(grid: Grid, label: int, known: int) -> int:
    """Return the last row with a label and a number: one below the last known label is no note."""
    below = range(known + 1, len(grid.rows))
    return max([known, *(at for at in below if grid.cell(at, label) is not None and _has_number(grid, at, label))])


def _has_number(grid: Grid, at: int, label: int) -> bool:
    cells = (grid.cell(at, column) for column in range(label + 1, grid.width))
    return any(re.fullmatch(r"-?[\d,]+(\.\d+)?", str(cell).strip()) for cell in cells if cell is not None)


def _is_figure(cell: object) -> bool:
    return (isinstance(cell, int | float) and not isinstance(cell, bool)) or bool(re.search(r"\d", str(cell or "")))


def _heading(grid: Grid, column: int, first: int, fuels: Mapping[str, str | None]) -> Heading:
    """Read the words above a column: parts of one word may stand in several rows; the lowest name counts."""
    cells = [str(grid.cell(row, column)).strip() for row in range(first) if _own(grid, row, column)]
    words = [word for cell in cells for word in split_unit(cell) if word]
    runs = [_joined(words[begin:end]) for end in range(1, len(words) + 1) for begin in range(max(0, end - 4), end)]
    named = [text for text in runs if text in fuels or fuel_of(text)]
    units = sorted((text for text in runs if unit_of(text)), key=lambda text: (not text.isascii(), len(text)))
    unit = unit_of(units[-1]) if units else None
    if named:
        label = _lowest(named)
        return Heading(column, label, fuels[label] if label in fuels else fuel_of(label), unit)
    years = _years_above(grid, column, first)
    if years:
        return Heading(column, str(years[-1]), "all fuels", unit, years[-1])
    return Heading(column, next((word for word in words if not unit_of(word)), ""), None, unit)


def _joined(words: list[str]) -> str:
    text = "".join(words)
    return " ".join(words) if text.isascii() else text


def _lowest(named: list[str]) -> str:
    """Return the Chinese name that ends lowest, of those the longest; an English one where there is no other."""
    chinese = [text for text in named if not text.isascii()] or named
    last = chinese[-1]
    return max((text for text in chinese if text.endswith(last)), key=len)


def _years_above(grid: Grid, column: int, first: int) -> list[int]:
    cells = [str(grid.cell(row, column) or "").strip().removesuffix("年") for row in range(first)]
    return [int(text[:4]) for text in cells if re.fullmatch(r"(19[5-9]\d|20\d\d)(\.0)?", text)]


def _own(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell above the figures is a heading: not a title that is spread over the table, not a number."""
    cell = grid.cell(row, column)
    if cell is None or isinstance(cell, int | float):
        return False
    same = sum(other == cell for other in grid.rows[row])
    return same <= max(2, grid.width // 2) or unit_of(cell) is not None


def _table_unit(grid: Grid, first: int) -> str | None:
    """Return the unit that is stated once for the whole table: 单位：万吨标准煤."""
    stated = [
        unit_of(cell)
        for row in grid.rows[:first]
        for cell in row
        if isinstance(cell, str)
        and (re.match(r"\s*(计量)?单位|\s*unit", cell, re.IGNORECASE) or cell.strip()[:1] in "(（")
    ]
    units = {unit for unit in stated if unit}
    return units.pop() if len(units) == 1 else None


def _year(grid: Grid, first: int) -> int | None:
    years = {
        int(found)
        for row in grid.rows[:first]
        for cell in row
        if isinstance(cell, str)
        for found in _YEAR.findall(cell)
    }
    return years.pop() if len(years) == 1 else None
