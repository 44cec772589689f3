"""A scorecard as a document: quotas first, then what has data, what lacks data folded at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from zzcarbon.document import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Note,
    Part,
    References,
    Section,
    Sources,
    Status,
    Table,
    Tone,
    message,
    sentence,
    title_of,
    word,
)
from zzcarbon.document.model import Kind
from zzcarbon.provenance import plan_sources
from zzcarbon.settings import Language, chosen_language

if TYPE_CHECKING:
    from zzcarbon.targets.verdict.scorecard import Scorecard

__all__ = ["card_document", "quota_rows"]

_KINDS: Mapping[str, Kind] = {
    "due_year": "year", "status": "status", "achieved": "number", "required": "number", "gap": "number",
    "progress": "share", "references": "references",
}  # fmt: skip
_COLUMNS = (
    "indicator", "area", "due_year", "status", "reason", "on_track", "achieved", "required", "gap", "unit",
    "progress", "references", "place", "target", "version",
)  # fmt: skip
_TONES: Mapping[str, Tone] = {"met": "good", "not met": "bad", "undetermined": "open"}


def quota_rows(frame: pd.DataFrame) -> pd.Series[bool]:
    """Mark the reduction quotas of a card that are in force: sums of a substance over years."""
    return frame["kind"].eq("cumulative_min") & frame["substance"].ne("") & frame["reason"].ne("superseded")


def card_document(card: Scorecard, language: str | None = None) -> Document:
    """Return a scorecard as a document.

    Parameters
    ----------
    card : Scorecard
        The card.
    language : {"en", "zh"}, optional
        Language of the document.
    """
    tongue = chosen_language(language)
    frame = card.frame
    titles = {key: (tongue == "zh" and source.title_local) or source.title for key, source in plan_sources().items()}
    documents, places = _places(card.details, titles, tongue)
    quotas = quota_rows(frame)
    bare = ~quotas & frame["achieved"].isna() & frame["status"].eq("undetermined")
    old = frame["reason"].eq("superseded")
    groups = (
        ("quotas", quotas, False),
        ("judged", ~quotas & ~bare & ~old, False),
        ("gaps", bare & ~old, True),
        ("superseded", old, True),
    )
    tables: list[Part] = [
        _table(card, frame[chosen], key, places, tongue, folded=folded)
        for key, chosen, folded in groups
        if chosen.any()
    ]
    notes: list[Part] = [Note(message(note, tongue)) for note in card.notes]
    when = sentence("card without year", tongue) if card.as_of is None else str(card.as_of)
    title = sentence("card title", tongue, plan=card.title.get(tongue) or card.title["en"], when=when)
    heads = tuple(sentence(f"source {name}", tongue) for name in ("number", "document", "place", "grade"))
    sources = Sources(sentence("sources", tongue), documents, (heads[0], heads[1], heads[2], heads[3]))
    subtitle = sentence("card grade", tongue, grade=card.grade)
    parts = (_facts(card, tongue), *tables, *_problems(card, tongue), *notes, sources)
    return Document(title, parts, tongue, subtitle)


def _facts(card: Scorecard, language: Language) -> Facts:
    counts = card.counts()
    items = [Fact(word(status, language), str(count), tone=_TONES[status]) for status, count in counts.items()]
    return Facts(tuple(items))


def _places(
    details: pd.DataFrame, titles: Mapping[str, str], language: Language
) -> tuple[tuple[tuple[str, str, str], ...], list[tuple[int, str]]]:
    """Return the documents of the targets; of each row its number and the place in it."""
    found: dict[str, int] = {}
    rows = []
    for document, section, line in details[["document", "section", "line"]].itertuples(index=False):
        known = line is not None and line == line and str(line)  # noqa: PLR0124  (NaN)
        at = sentence("line of a text", language, line=f"{float(line):.0f}") if known else ""
        rows.append(
            (found.setdefault(str(document), len(found) + 1), f"{message(str(section or ''), language)} {at}".strip())
        )
    return tuple((titles.get(key, key), key, "") for key in found), rows


def _table(
    card: Scorecard,
    frame: pd.DataFrame,
    key: str,
    places: Sequence[tuple[int, str]],
    language: Language,
    *,
    folded: bool,
) -> Table:
    columns = tuple(Column(name, title_of(name, language), kind=_KINDS.get(name, "text")) for name in _COLUMNS)
    rows = tuple(
        _row(card, row, places[int(str(at))], language)
        for at, row in zip(frame.index, frame.to_dict("records"), strict=True)
    )
    return Table(key, sentence(f"card {key}", language), columns, rows, folded)


def _row(card: Scorecard, row: Mapping[Any, Any], place: tuple[int, str], language: Language) -> tuple[Cell, ...]:
    local = language == "zh"
    classes = card.scales.get((row["target"], row["version"]), ())
    names = card.areas.get(row["area"], (row["area"], row["area"]))
    values: list[Cell] = []
    for name in ("achieved", "required", "gap"):
        value = float(row[name])
        known = value == value  # noqa: PLR0124  (NaN)
        if classes and name != "gap":
            values.append(classes[int(value) - 1] if known else None)
        else:
            values.append(value if known and not classes else None)
    progress = float(row["progress"])
    return (
        row["indicator_local"] if local and row["indicator_local"] else row["indicator"],
        names[1] if local else names[0],
        int(row["due_year"]) if str(row["due_year"]).isdigit() else word(row["due_year"], language),
        Status(word(row["status"], language), _TONES.get(row["status"], "plain")),
        word(row["reason"], language),
        word(f"on track {row['on_track']}" if row["on_track"] else "", language),
        *values,
        "" if classes or row["unit"] == "1" else word(row["unit"], language),
        progress if progress == progress else None,  # noqa: PLR0124  (NaN)
        References((place[0],)),
        place[1],
        row["target"],
        row["version"],
    )


def _problems(card: Scorecard, language: Language) -> tuple[Part, ...]:
    if card.problems.empty:
        return ()
    names = [name for name in ("file", "row", "column", "value", "problem", "remedy") if name in card.problems]
    columns = tuple(Column(name, title_of(name, language)) for name in names)
    rows = tuple(
        tuple(
            message(str(value), language) if name in {"problem", "remedy"} else str(value)
            for name, value in zip(names, row, strict=True)
        )
        for row in card.problems[names].itertuples(index=False)
    )
    table = Table("problems", sentence("problems caption", language, count=len(rows)), columns, rows)
    return (Section("problems-section", sentence("problems", language), (table,)),)
