"""A ledger of reduction projects as a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zzcarbon.document import Document, Fact, Facts, Note, Part, Table, frame_table, namer, sentence, word
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from zzcarbon.targets.ledger.ledger import Ledger

__all__ = ["ledger_document"]

_ENTRY = (
    "project", "substance", "district", "sector", "year", "commissioned", "status", "net", "gross", "offset",
    "increment_of", "measure", "document", "indicator", "entity", "owner", "id",
)  # fmt: skip


def ledger_document(ledger: Ledger, language: Language) -> Document:
    """Return a ledger as a document: verified sums by substance, year and district, every entry, suspicions."""
    names = namer(language)
    count = len(ledger)
    parts: list[Part] = []
    if count:
        sums = ledger.by("substance")
        facts = tuple(
            Fact(str(name), float(net), "t/a", sentence("verified reduction", language))
            for name, net in zip(sums["substance"].tolist(), sums["net"].tolist(), strict=True)
        )
        parts.append(Facts(facts))
        tables = [
            frame_table(ledger.by(label), key, sentence(f"ledger {key}", language), language=language, names=names)
            for key, label in (("by-year", "year"), ("by-district", "district"))
            if label in ledger.frame
        ]
        parts += tables
        parts.append(_by_status(ledger, language))
    entries = ledger.frame
    shown = entries[[name for name in _ENTRY if name in entries]]
    units = dict.fromkeys(("net", "gross", "offset"), "t/a")
    caption = sentence("ledger entries", language, count=count)
    parts.append(
        _of_entries(frame_table(shown, "entries", caption, language=language, units=units, names=names), language)
    )
    doubts = ledger.suspicions() if count else entries.head(0)
    if len(doubts):
        parts.append(Note(sentence("ledger doubts", language, count=len(doubts)), "open"))
        caption = sentence("suspicions", language)
        parts.append(frame_table(doubts, "suspicions", caption, language=language, units=units, names=names))
    return Document(sentence("ledger title", language, count=count), tuple(parts), language)


def _by_status(ledger: Ledger, language: Language) -> Table:
    """Return the sums of every status: what does not count yet stands beside what does."""
    statuses = [str(status) for status in ledger.cube["status"].unique()]
    frame = ledger.by("status", "substance", statuses=statuses)
    caption = sentence("ledger by-status", language)
    return _of_entries(
        frame_table(frame, "by-status", caption, language=language, names=lambda _, value: word(value, language)),
        language,
    )


def _of_entries(table: Table, language: Language) -> Table:
    """Return a table whose status is that of an entry, no verdict on a target."""
    title = sentence("status of an entry", language)
    columns = tuple(replace(one, title=title) if one.key == "status" else one for one in table.columns)
    return replace(table, columns=columns)
