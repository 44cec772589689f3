"""Any result as a document: its figures with their units, its tables, its problems with their remedies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any, ClassVar

from zzcarbon.document.document import Document
from zzcarbon.document.frames import cell_of, frame_table
from zzcarbon.document.messages import message
from zzcarbon.document.model import Cell, Column, Note, Part, Section, Table
from zzcarbon.document.names import namer
from zzcarbon.document.problem_tables import problem_table, problems_told
from zzcarbon.document.sentence_catalogue import catalogue, sentence, title_of
from zzcarbon.document.text import document_text
from zzcarbon.errors import Problem
from zzcarbon.settings import Language, chosen_language

__all__ = ["ResultCard", "shortened"]

_AS_WORDS = ("year", "last_year", "start", "due", "price_year", "seed", "line")
"""Fields whose numbers are names: written without marks between thousands."""

_MOST = 60
"""Rows of a table that a notebook shows; a report shows all."""


class ResultCard:
    """What a notebook shows of a result, `print` says and `zc.report` writes.

    A result with a method ``document`` is shown as that; any other by its fields: figures as a table with their
    units (``_units_``), frames and arrays as tables, problems with their remedies in full.
    """

    __slots__ = ()

    _units_: ClassVar[Mapping[str, str]] = {}

    def _document_(self, language: str | None = None) -> Document:
        """Return the result as a document in a language."""
        made = getattr(self, "document", None)
        if callable(made):
            whole: Document = made(language)
            return whole
        return _document_of_fields(self, chosen_language(language))

    def _repr_html_(self) -> str:
        return shortened(self._document_()).html()

    def __str__(self) -> str:
        return document_text(self._document_())


def shortened(document: Document, most: int = _MOST) -> Document:
    """Return a document whose tables end after so many rows, each with the number of those left out.

    Examples
    --------
    >>> table = Table("t", "numbers", (Column("n", "n", kind="number"),), tuple((at,) for at in range(5)))
    >>> [getattr(part, "text", len(getattr(part, "rows", ()))) for part in shortened(Document("d", (table,)), 3).parts]
    [3, '2 more rows.']
    """
    parts = _shortened(document.parts, most, document.language)
    return Document(document.title, parts, document.language, document.subtitle)


def _shortened(parts: tuple[Part, ...], most: int, language: Language) -> tuple[Part, ...]:
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Section):
            found.append(Section(part.key, part.title, _shortened(part.parts, most, language), part.folded))
        elif isinstance(part, Table) and len(part.rows) > most:
            found.append(Table(part.key, part.caption, part.columns, part.rows[:most], part.folded))
            found.append(Note(sentence("more rows", language, count=len(part.rows) - most)))
        else:
            found.append(part)
    return tuple(found)


def _document_of_fields(result: Any, language: Language) -> Document:
    figures: list[tuple[Cell, ...]] = []
    parts: list[Part] = []
    columns: dict[int, dict[str, Any]] = {}
    for name in _field_names(result, language):
        value = getattr(result, name)
        if getattr(value, "size", 1) == 0:
            continue
        if getattr(value, "ndim", 0) == 2 and 1 in value.shape and hasattr(value, "ravel"):
            value = value.ravel()
        part = _part(name, value, result, language)
        if isinstance(part, Section) and not part.parts:
            continue
        if part is not None:
            parts.append(part)
        elif getattr(value, "ndim", 0) == 1 and len(value) != 1:
            columns.setdefault(len(value), {})[name] = value
        elif not callable(value) and _figure(name, value, language) not in (None, ""):
            figures.append((_title(name, language), _figure(name, value, language), result._units_.get(name, "")))
    parts += [_columns_table(part, at, result, language) for at, part in enumerate(columns.values(), 1)]
    head = (Column("fact", sentence("fact", language)), Column("value", title_of("value", language)))
    facts = Table(
        "figures",
        sentence("figures of a result", language),
        (*head, Column("unit", title_of("unit", language))),
        tuple(figures),
    )
    key = f"result {type(result).__name__}"
    title = sentence(key, language) if key in catalogue() else type(result).__name__
    return Document(title, (*((facts,) if figures else ()), *parts), language)


def _title(name: str, language: Language) -> str:
    """Return what a field of a result is called."""
    key = f"field {name}"
    return sentence(key, language) if key in catalogue() else title_of(name, language)


def _field_names(result: object, language: Language) -> list[str]:
    """Return the fields to show; of a text that there is in both languages that of the reader."""
    names = [field.name for field in fields(result)] if is_dataclass(result) else []
    hidden = {name if language == "zh" else f"{name}_local" for name in names if f"{name}_local" in names}
    hidden |= {"title_local"} if language == "zh" and "key" in names else set()  # the key is told in Chinese
    return [name for name in names if name not in hidden]


def _part(name: str, value: Any, result: Any, language: Language) -> Part | None:
    """Return a field that is more than a figure as a part; None where it is one."""
    import pandas as pd

    title = _title(name, language)
    if isinstance(value, pd.Series):
        value = value.rename(str(value.name or name)).reset_index()
    if isinstance(value, Mapping) and value and all(isinstance(cell, int | float | str) for cell in value.values()):
        value = pd.DataFrame({"name": list(value), name: list(value.values())})
    if isinstance(value, pd.DataFrame):
        if {"problem", "remedy"} <= set(value.columns):
            return problem_table(value, language)
        shown = value.reset_index() if value.index.name else value
        return frame_table(shown, name, title, language=language, units=result._units_, names=namer(language))
    if isinstance(value, ResultCard):
        return _inner(name, title, value._document_(language).parts)
    if isinstance(value, tuple) and value:
        return _tuple_part(name, value, title, language)
    return None


def _inner(name: str, title: str, parts: tuple[Part, ...]) -> Part:
    """Return the parts of a result inside another: one table under its title, several as a section."""
    named = tuple(replace(part, key=f"{name}-{part.key}") if isinstance(part, Table) else part for part in parts)
    if len(named) == 1 and isinstance(named[0], Table):
        return replace(named[0], caption=title)
    return Section(name, title, named)


def _tuple_part(name: str, value: tuple[Any, ...], title: str, language: Language) -> Part | None:
    import pandas as pd

    if isinstance(value[0], Problem):
        return problems_told(value, language)
    if is_dataclass(value[0]):
        frame = pd.DataFrame([asdict(one) for one in value])
        return _titled(frame_table(frame, name, title, language=language, names=namer(language)), language)
    if isinstance(value[0], str) and any(" " in text for text in value):
        return Section(name, title, tuple(Note(message(text, language)) for text in value))
    return None


def _columns_table(arrays: Mapping[str, Any], at: int, result: Any, language: Language) -> Table:
    import pandas as pd

    caption = sentence("arrays of a result", language)
    frame = pd.DataFrame(dict(arrays))
    table = frame_table(frame, f"arrays-{at}", caption, language=language, units=result._units_, names=namer(language))
    return _titled(table, language)


def _titled(table: Table, language: Language) -> Table:
    """Return a table of fields under the names of the fields."""
    return replace(table, columns=tuple(replace(one, title=_title(one.key, language)) for one in table.columns))


def _figure(name: str, value: Any, language: Language) -> Cell:
    """Return a field that is one figure, word or short list as a cell."""
    if isinstance(value, tuple | list):
        return ", ".join(namer(language)(name, one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(str(key) for key in value)
    if hasattr(value, "ndim"):
        if value.ndim > 1:
            return " x ".join(str(length) for length in value.shape)
        value = value.item() if value.size == 1 else ""
    cell = cell_of(value)
    if isinstance(cell, int) and name in _AS_WORDS:
        return str(cell)
    return namer(language)(name, cell) if isinstance(cell, str) else cell
