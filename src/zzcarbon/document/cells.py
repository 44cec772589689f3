"""A cell as text."""

from __future__ import annotations

from zzcarbon.document.figures import figure_text, share_text
from zzcarbon.document.model import Cell, Column, Kind, Marked, References, Status

__all__ = ["cell_text", "heading_text", "number_of"]


def cell_text(cell: Cell, kind: Kind = "text") -> str:
    """Return a cell as people read it.

    Examples
    --------
    >>> cell_text(1234.5, "number"), cell_text(0.42, "share"), cell_text(Marked(None, "NE")), cell_text(2025, "year")
    ('1,234', '42.0 %', 'NE', '2025')
    """
    if isinstance(cell, Status):
        return cell.text
    if isinstance(cell, Marked):
        return " ".join(part for part in (figure_text(cell.value), cell.mark) if part)
    if isinstance(cell, References):
        return ", ".join(str(number) for number in cell.numbers)
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if kind == "year":
        return f"{cell:.0f}"
    return share_text(cell) if kind == "share" else figure_text(cell)


def number_of(cell: Cell) -> float | None:
    """Return the exact number of a cell, None where it has none.

    Examples
    --------
    >>> number_of(Marked(2.5, "NE")), number_of("text")
    (2.5, None)
    """
    value = cell.value if isinstance(cell, Marked) else cell
    return value if isinstance(value, int | float) and value == value else None  # noqa: PLR0124  (NaN)


def heading_text(column: Column) -> str:
    """Return the heading of a column with its unit.

    Examples
    --------
    >>> heading_text(Column("achieved", "achieved", "t"))
    'achieved [t]'
    """
    return f"{column.title} [{column.unit}]" if column.unit else column.title
