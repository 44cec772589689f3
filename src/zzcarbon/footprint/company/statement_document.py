"""The statement as a document in English or Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.model import Column, Note, Part, Section, Table
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.footprint.subject_tables import subject_table
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from zzcarbon.footprint.company.statement import Statement

__all__ = ["line_name", "statement_document"]


def statement_document(statement: Statement, language: str | None = None) -> Document:
    """Return the statement: totals by year, entities, gases, instruments, quality, problems.

    Parameters
    ----------
    statement : Statement
    language : {"en", "zh"}, optional
        Default that of ``zc.options``.
    """
    tongue = chosen_language(language)
    parts: list[Part] = [_totals(statement, tongue)]
    open_lines = _incomplete(statement, tongue)
    if open_lines:
        parts.append(Note(sentence("statement incomplete", tongue, lines=open_lines), "open"))
    if (statement.totals()["sets"] != "").any():
        parts.append(Note(sentence("statement mixed sets", tongue), "open"))
    parts.append(Note(sentence("statement scope 2 twice", tongue)))
    if statement.proposed:
        parts.append(Note(sentence("statement proposed", tongue), "open"))
    tables = {
        "entities": statement.by("year", "entity").drop(columns="unit"),  # it stands in the heading
        "gases": statement.by("year", "gas").drop(columns="unit"),
        "instruments": statement.instruments,
        "quality": statement.quality,
        "credits": statement.credits,
        "problems": statement.problems,
    }
    for key, frame in tables.items():
        if len(frame):
            table = subject_table(key, frame, "statement", tongue)
            parts.append(Section(f"section-{key}", table.caption, (table,), folded=key in {"gases", "problems"}))
    years = ", ".join(map(str, statement.years))
    title = sentence("statement title", tongue, years=years)
    approach = sentence(f"statement {statement.approach}", tongue)
    subtitle = sentence("statement subtitle", tongue, approach=approach, gwp=statement.gwp, edition=statement.edition)
    return Document(title, tuple(parts), tongue, subtitle)


def _incomplete(statement: Statement, language: str) -> str:
    """Return the lines that have a figure from which rows without estimate are missing, with their years."""
    table = statement.totals()
    part = table[table["emission"].notna() & (table["notation"] == "NE")]
    mark = "；" if language == "zh" else "; "
    return mark.join(
        f"{line_name(line, language)} {year}" for line, year in zip(part["line"], part["year"], strict=True)
    )


def line_name(line: str, language: str) -> str:
    """Return the name of a line in a language."""
    head, _, number = line.partition(", category ")
    if number:
        name = sentence(f"statement category {number}", language)
        return sentence("statement category line", language, number=number, name=name)
    return sentence(f"statement line {head}", language)


def _totals(statement: Statement, language: str) -> Table:
    table = statement.totals()
    lines = list(dict.fromkeys(table["line"]))
    columns = [Column("line", sentence("statement column line", language))]
    columns += [Column(str(year), str(year), "t CO2e", "number") for year in statement.years]
    wide = table.set_index(["line", "year"])
    rows = []
    for line in lines:
        cells = [_cell(wide, line, year, language) for year in statement.years]
        rows.append((line_name(line, language), *cells))
    return Table("totals", sentence("statement totals", language), tuple(columns), tuple(rows))


def _cell(wide: pd.DataFrame, line: str, year: int, language: str) -> float | str | None:
    if (line, year) not in wide.index:
        return None
    value = float(wide["emission"][line, year])
    if value == value:  # noqa: PLR0124  (NaN)
        return value
    return sentence("statement no rows", language) if wide["notation"][line, year] == "no rows" else "NE"
