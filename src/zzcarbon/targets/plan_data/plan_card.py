"""A plan as a card: what it is, its reduction quotas, then every other target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import Document, Fact, Facts, Note, Part, Table, frame_table, message, sentence, title_of, word
from zzcarbon.settings import Language
from zzcarbon.targets.plan_data.kinds import KINDS

if TYPE_CHECKING:
    from zzcarbon.targets.plan_data.plan_data import PlanData

__all__ = ["plan_card"]


def plan_card(plan: PlanData, language: Language) -> Document:
    """Return a plan as a card; the newest version of each target stands in it."""
    local = language == "zh"
    frame = plan.targets.drop_duplicates("target", keep="last")
    quotas = frame["kind"].eq("cumulative_min") & frame["substance"].ne("")
    start, end = plan.period
    document = plan.document
    facts = Facts(
        (
            Fact(sentence("plan period", language), sentence("plan years", language, start=f"{start}", end=f"{end}")),
            Fact(sentence("plan targets", language), str(len(frame))),
            Fact(sentence("plan binding", language), str(int(frame["binding"].sum()))),
            Fact(title_of("grade", language), document.grade),
        )
    )
    parts: list[Part] = [facts]
    parts += [
        _table(frame[chosen], key, language, folded=folded)
        for key, chosen, folded in (("quotas", quotas, False), ("targets", ~quotas, True))
        if chosen.any()
    ]
    parts += [Note(message(note, language)) for note in document.notes]
    title = document.title_local if local and document.title_local else document.title
    return Document(title, tuple(parts), language, sentence("plan name", language, name=plan.name))


def _table(frame: pd.DataFrame, key: str, language: Language, *, folded: bool) -> Table:
    """Return targets with name, place, value, unit and where they are printed."""
    local = language == "zh"
    shown = pd.DataFrame(
        {
            "indicator": frame["indicator_local"] if local else frame["indicator"],
            "area": frame["area_local"] if local else frame["area"],
            "kind": [getattr(KINDS[kind], language) for kind in frame["kind"]],
            "value": frame["value"],
            "unit": frame["unit"],
            "due_year": frame["due_year"],
            "binding": [word(bool(binding), language) for binding in frame["binding"]],
            "section": [message(section, language) for section in frame["section"]],
            "target": frame["target"],
        }
    )
    return frame_table(shown, key, sentence(f"plan table {key}", language), language=language, folded=folded)
