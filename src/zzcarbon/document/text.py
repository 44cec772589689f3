"""A document as plain text; characters of East Asian width count twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zzcarbon.document.cells import cell_text, heading_text
from zzcarbon.document.figures import figure_text
from zzcarbon.document.model import Facts, Note, Paragraph, Part, Picture, Section, Sources, Table
from zzcarbon.document.sentence_catalogue import sentence

if TYPE_CHECKING:
    from zzcarbon.document.document import Document

__all__ = ["aligned", "document_text", "width_of"]

_WIDEST = 44
_ROWS = 30
_NUMBERS = ("number", "share", "year")


def document_text(document: Document) -> str:
    """Return a document as plain text."""
    lines = _underlined(document.title, "=")
    if document.subtitle:
        lines.append(document.subtitle)
    for part in document.parts:
        lines += ["", *_lines(part, document.language)]
    return "\n".join(lines)


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool] = ()) -> list[str]:
    """Return rows of text with their columns aligned; the first row is the heading, the last column is whole.

    Parameters
    ----------
    rows : sequence of sequence of str
        Cells.
    right : sequence of bool
        Which columns hold numbers and stand to the right.

    Examples
    --------
    >>> aligned([["区域", "t"], ["郑州市", "5"]], [False, True])
    ['区域    t', '郑州市  5']
    """
    cells = [[*map(_cut, row[:-1]), *row[-1:]] for row in rows]
    widths = [max(width_of(cell) for cell in column) for column in zip(*cells, strict=True)]
    sides = [*right, *([False] * (len(widths) - len(right)))]
    return ["  ".join(_padded(*part) for part in zip(row, widths, sides, strict=True)).rstrip() for row in cells]


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    Examples
    --------
    >>> width_of("郑州 NOx")
    8
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _lines(part: Part, language: str) -> list[str]:
    if isinstance(part, Section):
        lines = _underlined(part.title, "-")
        for inner in part.parts:
            told = _lines(inner, language)
            lines += [*(told[1:] if told[:1] == [part.title] else told), ""]
        return lines[:-1] if part.parts else lines
    if isinstance(part, Paragraph | Note):
        return [part.text]
    if isinstance(part, Facts):
        rows = [
            (item.label, item.value if isinstance(item.value, str) else figure_text(item.value), item.unit, item.note)
            for item in part.items
        ]
        return aligned(rows, (False, True)) if rows else []
    if isinstance(part, Picture):
        return [part.caption]
    if isinstance(part, Sources):
        return [part.title, *(f"[{at}] {', '.join(x for x in item if x)}" for at, item in enumerate(part.items, 1))]
    return _table_lines(part, language)


def _table_lines(table: Table, language: str) -> list[str]:
    if table.folded:
        return [table.caption, sentence("more rows", language, count=len(table.rows))]
    shown = table.rows[:_ROWS]
    texts = [[cell_text(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)] for row in shown]
    filled = [at for at in range(len(table.columns)) if not texts or any(row[at] for row in texts)]
    heads = [heading_text(table.columns[at]) for at in filled]
    right = [table.columns[at].kind in _NUMBERS for at in filled]
    lines = [table.caption, *aligned([heads, *([row[at] for at in filled] for row in texts)], right)]
    if len(table.rows) > _ROWS:
        lines.append(sentence("more rows", language, count=len(table.rows) - _ROWS))
    return lines


def _underlined(text: str, line: str) -> list[str]:
    return [text, line * width_of(text)]


def _padded(text: str, width: int, right: bool) -> str:
    blank = " " * (width - width_of(text))
    return blank + text if right else text + blank


def _cut(text: str) -> str:
    if width_of(text) <= _WIDEST:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character) > _WIDEST - 3:
            break
        kept += character
    return f"{kept}..."
