"""Frames of footprints as tables of documents, headings and words in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from zzcarbon.document.messages import message
from zzcarbon.document.model import Column, Kind, Table
from zzcarbon.document.sentence_catalogue import catalogue, sentence, word

__all__ = ["subject_table", "subject_word"]

_NAMES = {"id", "entity", "site", "instrument", "process", "item", "serial", "cn_code", "file"}
"""Columns that hold the user's own words, which stay as they are."""


def subject_table(key: str, frame: pd.DataFrame, subject: str, language: str) -> Table:
    """Return a frame as a table of a document.

    Parameters
    ----------
    key : str
        Name of the table; its caption is the sentence ``"<subject> <key>"``.
    frame : pandas.DataFrame
    subject : str
        Whose words it uses first: ``statement``, ``border``, ``product``; then those of the statement.
    language : str
    """
    notation = frame.get("notation")
    frame = frame.drop(columns="notation", errors="ignore") if "emission" in frame else frame
    columns = tuple(
        Column(str(name), _said("column", str(name), subject, language), "", _kind(str(name), frame[name]))
        for name in frame
    )
    cells = [_cells(frame[name], str(name), subject, language) for name in frame]
    if notation is not None and "emission" in frame:
        at = list(frame).index("emission")
        cells[at] = [word if word and cell == "NE" else cell for cell, word in zip(cells[at], notation, strict=True)]
    rows = tuple(zip(*cells, strict=True))
    return Table(key, sentence(f"{subject} {key}", language), columns, rows)


def _cells(column: pd.Series, name: str, subject: str, language: str) -> list[str | float | int | None]:
    """Return the cells of a column, each distinct text in the language; names of sites and works stay as they are."""
    told: dict[object, str] = {}
    for value in column.unique():
        if isinstance(value, str):
            told[value] = (_said("word", value, subject, language) if name in _NAMES
                           else subject_word(value, subject, language))  # fmt: skip
    blank = "NE" if name == "emission" else None
    truths = {truth: word(str(truth), language) for truth in (True, False)}
    return [
        blank if value is None or value != value else truths[value] if isinstance(value, bool) else _cell(value, told)  # noqa: PLR0124
        for value in column.tolist()
    ]


def subject_word(text: str, subject: str, language: str) -> str:
    """Return a word of a subject, or a sentence of the library, in a language."""
    said = _said("word", text, subject, language)
    return message(text, language) if said == text else said


def _cell(value: object, told: Mapping[object, str]) -> str | float | int:
    if isinstance(value, str):
        return told[value]
    return value if isinstance(value, int | float) else str(value)


def _said(kind: str, text: str, subject: str, language: str) -> str:
    """Return a heading or word in the language, as it is where there is none."""
    for whose in (subject, "statement"):
        if (key := f"{whose} {kind} {text}") in catalogue():
            return sentence(key, language)
    return text


def _kind(name: str, column: pd.Series) -> Kind:
    if name in {"year", "share"}:
        return name  # type: ignore[return-value]  # both are kinds
    return "number" if pd.api.types.is_float_dtype(column) else "text"
