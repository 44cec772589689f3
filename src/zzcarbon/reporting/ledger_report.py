"""A ledger of reduction projects as a document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import Document, Fact, Facts, Note, Part, Picture, Table, frame_table, sentence, word
from zzcarbon.document.names import namer
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.settings import Language
from zzcarbon.targets import Ledger

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ledger_document"]

_ENTRY = (
    "project", "substance", "district", "sector", "year", "commissioned", "status", "net", "gross", "offset",
    "increment_of", "measure", "document", "indicator", "owner", "id",
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
            frame_table(ledger.by(*labels), key, sentence(f"ledger {key}", language), language=language, names=names)
            for key, labels in (("by-year", ("year",)), ("by-district", ("district",)), ("by-status", ()))
            if not labels or labels[0] in ledger.frame
        ][:2]
        parts += [*_pictures(ledger, language), *tables]
        parts.append(_by_status(ledger, language))
    entries = ledger.frame
    shown = entries[[name for name in _ENTRY if name in entries]]
    units = dict.fromkeys(("net", "gross", "offset"), "t/a")
    caption = sentence("ledger entries", language, count=count)
    parts.append(frame_table(shown, "entries", caption, language=language, units=units, names=names))
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
    return frame_table(frame, "by-status", caption, language=language, names=lambda _, value: word(value, language))


def _pictures(ledger: Ledger, language: Language) -> list[Part]:
    """Draw the verified reductions of the substance with most entries by year."""
    sums = ledger.by("year").rename(columns={"net": "emission"})
    pictures: list[Part] = []
    for substance in ledger.substances:
        rows = sums[sums["substance"].eq(substance)]
        if len(rows) < 2:
            continue  # one bar shows nothing
        frame = rows.assign(year=rows["year"].astype(str))[["year", "emission", "unit"]]
        draw = partial(_draw, frame, language)
        svg = chart_svg(draw, height=0.32 * len(rows) + 1.2, name=f"ledger-{len(pictures)}")
        if svg:
            caption = sentence("ledger picture", language, substance=substance)
            pictures.append(Picture(f"ledger-{len(pictures)}", caption, svg))
    return pictures


def _draw(frame: pd.DataFrame, language: Language, ax: Axes) -> None:
    from zzcarbon.charts import sectors

    sectors(frame, "year", over=None, ax=ax, language=language)
    ax.set_xlabel(sentence("axis reduction", language, unit="t/a"))
