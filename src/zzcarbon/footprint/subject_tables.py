"""Frames of footprints as tables of documents, headings and words in both languages."""

from __future__ import annotations

import pandas as pd

from zzcarbon.document.messages import message
from zzcarbon.document.model import Column, Kind, Table
from zzcarbon.document.sentence_catalogue import catalogue, sentence

__all__ = ["subject_table"]


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
    columns = tuple(
        Column(str(name), _said("column", str(name), subject, language), "", _kind(str(name), frame[name]))
        for name in frame
    )
    rows = tuple(
        tuple(None if value is None or value != value else _cell(value, subject, language) for value in row)  # noqa: PLR0124
        for row in frame.itertuples(index=False, name=None)
    )
    return Table(key, sentence(f"{subject} {key}", language), columns, rows)


def _cell(value: object, subject: str, language: str) -> str | float | int:
    if isinstance(value, str):
        said = _said("word", value, subject, language)
        return said if said != value else message(value, language)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _said(kind: str, text: str, subject: str, language: str) -> str:
    """Return a heading or word in the language, as it is where there is none."""
    for whose in (subject, "statement"):
        if (key := f"{whose} {kind} {text}") in catalogue():
            return sentence(key, language)
    return text


def _kind(name: str, column: pd.Series) -> Kind:
    if name == "year":
        return "year"
    return "number" if pd.api.types.is_float_dtype(column) else "text"
