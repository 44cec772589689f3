"""What a document is made of: plain data, every text already in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zzcarbon.errors import DataError

__all__ = [
    "Cell",
    "Column",
    "Fact",
    "Facts",
    "Kind",
    "Marked",
    "Note",
    "Paragraph",
    "Part",
    "Picture",
    "References",
    "Section",
    "Sources",
    "Status",
    "Table",
    "Tone",
]

Tone = Literal["good", "bad", "open", "plain"]
Kind = Literal["text", "number", "share", "year", "status", "references"]


@dataclass(frozen=True, slots=True)
class Status:
    """A word with a tone, so that a reader sees at once where to look."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Marked:
    """A number that is not the whole of it: some rows under it were not estimated (NE), or none was (no value)."""

    value: float | None
    mark: str


@dataclass(frozen=True, slots=True)
class References:
    """Numbers of the sources that a line rests on."""

    numbers: tuple[int, ...] = ()


Cell = str | int | float | None | Status | Marked | References


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    key : str
        Name of the column in the frame behind it.
    title : str
        Heading in the language of the document.
    unit : str
        Unit of its numbers.
    kind : {"text", "number", "share", "year", "status", "references"}
        How its cells are written.
    """

    key: str
    title: str
    unit: str = ""
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row.

    Attributes
    ----------
    key : str
        Name of the table: its anchor on a page, its sheet in a workbook.
    caption : str
        What the table shows.
    columns : tuple of Column
        The columns.
    rows : tuple of tuple
        Cells; one that is None is blank.
    folded : bool
        Whether a page shows it closed.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False

    def __post_init__(self) -> None:
        wrong = [at for at, row in enumerate(self.rows) if len(row) != len(self.columns)]
        if wrong:
            message = (
                f"table {self.key!r}: row {wrong[0]} has {len(self.rows[wrong[0]])} cells, not {len(self.columns)}"
            )
            raise DataError(message)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know; ``bad`` is a warning."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the headline; ``value`` None is one that does not exist, and ``note`` says why."""

    label: str
    value: float | str | None
    unit: str = ""
    note: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of the headline, side by side."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, with what it shows in words; a workbook draws it from the table that it shows.

    Attributes
    ----------
    key, caption : str
        Anchor, and what it shows.
    svg : str
        The picture.
    table : str
        Key of the table that holds its numbers; empty if there is none.
    label : str
        Column of the words along the axis.
    values : tuple of str
        Columns of the numbers.
    """

    key: str
    caption: str
    svg: str
    table: str = ""
    label: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """The numbered list that `References` point to: document, and the places in it.

    Attributes
    ----------
    title : str
        Heading.
    items : tuple of (str, str, str)
        Document; locators: page, table, cell; grade.
    heads : tuple of str
        Headings of number, document, place and grade.
    """

    title: str
    items: tuple[tuple[str, str, str], ...]
    heads: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading."""

    key: str
    title: str
    parts: tuple[Part, ...] = ()
    folded: bool = False


Part = Section | Paragraph | Note | Facts | Table | Picture | Sources
