"""An energy balance as a document: what was read, what each heading was taken as, what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.balance.words import balance_words
from zzcarbon.document.document import Document
from zzcarbon.document.frames import frame_table
from zzcarbon.document.messages import message
from zzcarbon.document.model import Note, Part
from zzcarbon.document.names import reader_name
from zzcarbon.document.problem_tables import problem_table
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from zzcarbon.balance.energy_balance import Balance

__all__ = ["balance_document"]

_SHOWN = ["process", "fuel", "amount", "unit", "year", "mark", "cell"]


def balance_document(balance: Balance, language: Language) -> Document:
    """Return a balance as a document: figures by row and fuel, then headings and labels, problems and notes.

    Parameters
    ----------
    balance : Balance
    language : {"en", "zh"}
    """

    def named(column: str, value: object) -> str:
        known = (
            balance_words().get(str(value)) if language == "zh" and column in {"process", "fuel", "taken_as"} else None
        )
        return known or reader_name("fuel" if column == "taken_as" else column, value, language)

    tables = {"read": balance.frame[_SHOWN], "understood": balance.understood}
    parts: list[Part] = [
        frame_table(table, key, sentence(f"balance {key}", language), language=language, names=named)
        for key, table in tables.items()
    ]
    if len(balance.problems):
        parts.append(problem_table(pd.DataFrame(balance.problems), language))
    parts += [Note(message(text, language)) for text in balance.notes]
    return Document(sentence("result Balance", language), tuple(parts), language, balance.title)
