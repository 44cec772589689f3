"""A ledger of reduction projects as a document with its pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import Document, Part, Picture, sentence
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.settings import Language
from zzcarbon.targets import Ledger

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ledger_report"]


def ledger_report(ledger: Ledger, language: Language) -> Document:
    """Return a ledger as a document, with a picture of the years below its headline."""
    plain = ledger.document(language)
    pictures = tuple(_pictures(ledger, language)) if len(ledger) else ()
    parts = (*plain.parts[:1], *pictures, *plain.parts[1:])
    return Document(plain.title, parts, language, plain.subtitle)


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
