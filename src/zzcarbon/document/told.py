"""What is said of a figure, before anybody asks for a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from zzcarbon.document.messages import message
from zzcarbon.document.names import reader_name
from zzcarbon.document.sentence_catalogue import sentence, title_of

__all__ = ["InWords", "Message", "Named", "Told"]


class InWords(Protocol):
    """Something that has a text in each language."""

    def text(self, language: str) -> str:
        """Return it in a language."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the catalogue and what stands in its holes: text, or something in words itself.

    Examples
    --------
    >>> told = Told("explain share", {"column": Named("column", "collection_efficiency"), "value": "0.8"})
    >>> told.text("en"), Told("explain passing", {"figure": told}).text("zh")
    ('collection_efficiency: 0.8', '一减 收集效率：0.8')
    """

    key: str
    values: dict[str, str | InWords]

    def text(self, language: str) -> str:
        """Return the sentence in a language."""
        shown = {name: one if isinstance(one, str) else one.text(language) for name, one in self.values.items()}
        return sentence(self.key, language, **shown)


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the library: the name of a column (``column``), of a figure, or a word of a column."""

    column: str
    name: str

    def text(self, language: str) -> str:
        """Return the name in a language; English keeps the name of the library."""
        if language == "en":
            return self.name
        if self.column == "column":
            title = title_of(self.name, "zh")
            return title if title != self.name else reader_name("", self.name, "zh")
        return reader_name(self.column, self.name, "zh")


@dataclass(frozen=True, slots=True)
class Message:
    """A message that the library wrote in English."""

    english: str

    def text(self, language: str) -> str:
        """Return it in a language."""
        return message(self.english, language)
