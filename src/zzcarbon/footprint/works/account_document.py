"""The account of an enterprise as a document in English or Chinese, figures as they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.model import Note, Part, Section
from zzcarbon.document.sentence_catalogue import sentence, title_of
from zzcarbon.footprint.subject_tables import subject_table
from zzcarbon.footprint.works.catalogue import sector_named
from zzcarbon.provenance import source
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from zzcarbon.footprint.works.account import EnterpriseAccount

__all__ = ["account_document"]

_STREAMS = ["id", "entity", "year", "part", "stream", "gas", "emission", "notation", "filled"]


def account_document(account: EnterpriseAccount, language: str | None = None) -> Document:
    """Return the account: totals as printed, streams, figures with their sources, what is absent, problems.

    Parameters
    ----------
    account : EnterpriseAccount
    language : {"en", "zh"}, optional
        Default that of ``zc.options``.
    """
    tongue = chosen_language(language)
    sector = sector_named(account.sector)
    names = {stream.name: stream.words[0] for stream in sector.streams} if tongue == "zh" else {}
    printed = account.rounded().drop(columns="unit")
    printed["emission"] = [
        _printed(line, value) for line, value in zip(printed["line"], printed["emission"], strict=True)
    ]
    figures = account.figures.assign(figure=[title_of(name, tongue) for name in account.figures["figure"]])
    tables = {
        "totals": printed,
        "streams": _named(account.frame[_STREAMS], names),
        "figures": _named(figures, names),
        "absent": _named(account.absent, names),
        "problems": account.problems,
    }
    parts: list[Part] = [Note(sentence("enterprise rounding", tongue))]
    for key, frame in tables.items():
        if len(frame):
            table = subject_table(key, frame, "enterprise", tongue)
            parts.append(Section(f"section-{key}", table.caption, (table,), folded=key == "figures"))
    name = sector.words[0] if tongue == "zh" else sector.key
    years = ", ".join(map(str, sorted(set(account.frame["year"]))))
    title = sentence("enterprise title", tongue, sector=name, years=years)
    document = str(source(sector.source))
    return Document(title, tuple(parts), tongue, sentence("enterprise subtitle", tongue, document=document))


def _named(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with the streams by their names in the language."""
    return frame.assign(stream=frame["stream"].replace(dict(names)))


def _printed(line: str, emission: float) -> str:
    """Return a figure with the decimals that it is printed with."""
    return "NE" if emission != emission else f"{emission:,.{0 if line == 'enterprise total' else 2}f}"  # noqa: PLR0124
