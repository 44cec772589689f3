"""An emergency list for heavy-pollution days as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Note,
    Part,
    Table,
    figure_text,
    frame_table,
    namer,
    sentence,
    title_of,
    word,
)
from zzcarbon.document.problem_tables import problems_told
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from zzcarbon.emergency.measures import EmergencyList

__all__ = ["emergency_document"]

_KEYS = ("enterprise", "process", "grade")


def emergency_document(made: EmergencyList, language: Language) -> Document:
    """Return an emergency list as a document: is it enough at each level, the list, conflicts, what is unknown."""
    names = namer(language)
    daily = dict.fromkeys(("reduction", "base", "required"), "t/d")
    sums = made.sums.drop(columns="unit").assign(met=["met" if met else "not met" for met in made.sums["met"]])
    sums = sums.rename(columns={"met": "status"})
    caption = sentence("emergency sums", language)
    parts: list[Part] = [
        _facts(made, language),
        frame_table(sums, "sums", caption, language=language, units=daily, names=names),
        _list(made, language),
    ]
    if made.conflicts.empty:
        parts.append(Note(sentence("emergency no conflicts", language), "good"))
    else:
        caption = sentence("emergency conflicts", language)
        parts.append(frame_table(made.conflicts, "conflicts", caption, language=language, names=names))
    if made.problems:
        parts.append(problems_told(made.problems, language))
    return Document(sentence("emergency title", language), tuple(parts), language)


def _facts(made: EmergencyList, language: Language) -> Facts:
    """Return for each level and substance what a day reduces, beside what is required."""
    items = []
    for row in made.sums.to_dict("records"):
        level, met = word(row["level"], language), bool(row["met"])
        label = sentence(
            "emergency met" if met else "emergency not met", language, level=level, substance=row["substance"]
        )
        note = sentence("emergency required", language, required=f"{figure_text(row['required'])} t/d")
        items.append(Fact(label, float(row["reduction"]), "t/d", note, "good" if met else "bad"))
    return Facts(tuple(items))


def _list(made: EmergencyList, language: Language) -> Table:
    """Return the list as it is handed out: one row a process, measures and reductions by level."""
    sheet = made.sheet()
    columns = [Column(name, title_of(name, language)) for name in _KEYS]
    kept = [name for name in sheet.columns if name not in _KEYS]
    for name in kept:
        level, _, what = str(name).partition(": ")
        shown = word(level, language)
        if what == "measures":
            columns.append(Column(name, sentence("emergency measures", language, level=shown)))
        else:
            title = sentence("emergency reduction", language, level=shown, substance=what.removesuffix(" t/d"))
            columns.append(Column(name, title, "t/d", "number"))
    rows = tuple(tuple(_cell(value) for value in line) for line in sheet[[*_KEYS, *kept]].itertuples(index=False))
    return Table("list", sentence("emergency list", language), tuple(columns), rows)


def _cell(value: object) -> Cell:
    if isinstance(value, float):
        return None if pd.isna(value) else value
    return str(value)
