"""A declaration at the border as a document in English or Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.model import Note, Part, Section
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.footprint.border.default_values import country_name
from zzcarbon.footprint.subject_tables import subject_table
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from zzcarbon.footprint.border.result import BorderResult

__all__ = ["border_document"]

_STEP = ["good", "what", "value", "unit", "equation", "act", "place", "rounding", "grade", "note"]


def border_document(result: BorderResult, language: str | None = None) -> Document:
    """Return the goods with their embedded emissions, certificates and cost, every step, and what could not be had.

    Parameters
    ----------
    result : BorderResult
    language : {"en", "zh"}, optional
        Default that of ``zc.options``.
    """
    tongue = chosen_language(language)
    goods = result.frame.assign(country=[country_name(one, tongue) for one in result.frame["country"]])
    total = result.total().rename_axis("what").reset_index(name="value")
    total["unit"] = ["t", "t CO2e", "t CO2e", "EUR"]
    if len(goods) and goods["see_workbook"].isna().all():
        goods = goods.drop(columns="see_workbook")
    steps = [
        (part.good.id, step.what, float(step.value), step.unit, step.equation, step.act, step.place, step.rounding,
         step.grade, step.note)
        for item in result.goods for part in item.each() for step in part.steps()
    ]  # fmt: skip
    tables = {
        "total": total,
        "goods": goods.drop(columns="unit", errors="ignore"),
        "precursors": result.precursors.drop(columns="unit", errors="ignore"),
        "steps": pd.DataFrame(steps, columns=_STEP),
        "problems": result.problems,
    }
    parts: list[Part] = [Note(sentence("border rounding", tongue))]
    for key, frame in tables.items():
        if len(frame):
            table = subject_table(key, frame, "border", tongue)
            parts.append(Section(f"section-{key}", table.caption, (table,), folded=key == "steps"))
    years = ", ".join(str(year) for year in sorted({item.good.year for item in result.goods}))
    return Document(
        sentence("border title", tongue), tuple(parts), tongue, sentence("border subtitle", tongue, years=years)
    )
