"""An emission factor and a factor table as cards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from zzcarbon.document import Column, Document, Fact, Facts, Note, Table, message, sentence, title_of, word
from zzcarbon.document.names import reader_name
from zzcarbon.settings import Language, chosen_language

if TYPE_CHECKING:
    from zzcarbon.factors.browsing import Browsing
    from zzcarbon.factors.model import EmissionFactor

__all__ = ["factor_document", "factor_table_document"]

_SHOWN = (
    *("activity", "subject", "technology", "control", "substance", "region", "basis"),
    *("valid_from", "valid_to", "condition", "set", "id"),
)


def factor_document(factor: EmissionFactor, language: str | None = None) -> Document:
    """Return a factor as a card: value with bounds, where it stands, what it is for, how it was chosen."""
    tongue = chosen_language(language)
    row = factor.row
    bounds = ""
    if not (math.isnan(row.lower) or math.isnan(row.upper)):
        bounds = sentence("factor bounds", tongue, lower=row.lower, upper=row.upper)
    name = getattr(row, "name", "") or row.id
    facts = Facts(
        (Fact(word(name, tongue), row.value, f"{row.unit}", bounds), Fact(title_of("grade", tongue), row.grade))
    )
    rows = [(title_of(key, tongue), _told(key, getattr(row, key, ""), tongue)) for key in _SHOWN]
    rows += [(title_of("source", tongue), str(factor.source)), (title_of("locator", tongue), factor.locator)]
    columns = (Column("fact", sentence("fact", tongue)), Column("value", title_of("value", tongue)))
    table = Table("factor", sentence("factor facts", tongue), columns, tuple(row for row in rows if row[1]))
    notes = tuple(Note(message(step, tongue)) for step in factor.trail)
    title = sentence("factor title", tongue, substance=row.substance, name=word(name, tongue))
    return Document(title, (facts, table, *notes), tongue)


def _told(column: str, text: str, language: Language) -> str:
    """Return what the database says in a column; words in a list each by itself."""
    if column in {"basis", "purpose"}:
        return "; ".join(message(word(part.strip(), language), language) for part in text.split(";"))
    if column == "coverage":
        return message(text, language)
    return reader_name(column, text, language) if column == "region" else word(text, language)


def factor_table_document(table: Browsing, language: str | None = None) -> Document:
    """Return a factor table as a card: how much it holds, at which grade, in which edition, by which sets."""
    tongue = chosen_language(language)
    sets = table.sets()
    facts = Facts(
        (
            Fact(sentence("factors held", tongue), str(len(table.frame))),
            Fact(sentence("parameters held", tongue), str(len(table.parameters))),
            Fact(sentence("sets held", tongue), str(len(sets))),
            Fact(sentence("edition", tongue), table.edition),
        )
    )
    names = [name for name in ("set", "key", "title", "title_zh", "purpose", "coverage") if name in sets][:4]
    columns = tuple(Column(name, title_of(name, tongue)) for name in names)
    rows = tuple(
        tuple(_told(name, str(value), tongue) for name, value in zip(names, line, strict=True))
        for line in sets[names].itertuples(index=False)
    )
    listed = Table("sets", sentence("sets caption", tongue), columns, rows, folded=True)
    return Document(sentence("factor table title", tongue, grade=table.grade), (facts, listed), tongue)
