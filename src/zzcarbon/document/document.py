"""A document: title, language, parts; it writes itself as text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass, field

from zzcarbon.document.html import document_fragment, document_page
from zzcarbon.document.model import Part, Section, Table
from zzcarbon.document.text import document_text
from zzcarbon.settings import Language

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole: title, language, parts.

    Attributes
    ----------
    title : str
        Heading of the whole.
    parts : tuple
        What follows, in order.
    language : {"en", "zh"}
        Language of every text in it.
    subtitle : str
        One line below the title: edition, grade, date of the data.
    """

    title: str
    parts: tuple[Part, ...] = field(default=())
    language: Language = "en"
    subtitle: str = ""

    def tables(self) -> tuple[Table, ...]:
        """Return every table, in order, also those inside sections."""
        return tuple(_tables(self.parts))

    def text(self) -> str:
        """Return the document as plain text."""
        return document_text(self)

    def html(self) -> str:
        """Return the document as one HTML fragment with its style, for a notebook."""
        return document_fragment(self)

    def page(self) -> str:
        """Return the document as an HTML page of its own that needs no network."""
        return document_page(self)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()


def _tables(parts: tuple[Part, ...]) -> list[Table]:
    found: list[Table] = []
    for part in parts:
        if isinstance(part, Table):
            found.append(part)
        if isinstance(part, Section):
            found += _tables(part.parts)
    return found
