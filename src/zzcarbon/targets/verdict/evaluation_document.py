"""The evaluation report of a plan as a document: mid-term and final."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import (
    Document,
    Fact,
    Facts,
    Note,
    Paragraph,
    Part,
    Section,
    Table,
    frame_table,
    message,
    sentence,
    word,
)
from zzcarbon.settings import Language, chosen_language
from zzcarbon.targets.verdict.card_document import card_document, quota_rows
from zzcarbon.targets.verdict.scorecard import Scorecard

if TYPE_CHECKING:
    from zzcarbon.targets.verdict.evaluation import Evaluation

__all__ = ["evaluation_document"]

_SHOWN = ["indicator", "area", "status", "on_track", "achieved", "required", "unit", "gap", "progress"]
_TONES = {"met": "good", "not met": "bad", "undetermined": "open"}


def evaluation_document(evaluation: Evaluation, language: str | None = None) -> Document:
    """Return the report of an evaluation.

    Parameters
    ----------
    evaluation : Evaluation
        Scorecards by year.
    language : {"en", "zh"}, optional
        Language of the document.
    """
    tongue = chosen_language(language)
    years = sorted(evaluation)
    parts: list[Part] = [_counts(evaluation, tongue)]
    for at, year in enumerate(years):
        last = at == len(years) - 1
        parts.append(_section(evaluation[year], year, "final" if last and len(years) > 1 else "mid-term", tongue))
    if len(years) > 1:
        parts.append(_changes(evaluation, years, tongue))
    whole = card_document(evaluation[years[-1]], tongue)
    card = evaluation[years[-1]]
    plan = card.title.get(tongue) or card.title["en"]
    title = sentence("evaluation title", tongue, plan=plan, years=", ".join(str(year) for year in years))
    return Document(title, (*parts, whole.parts[-1]), tongue, whole.subtitle)


def _counts(evaluation: Evaluation, language: Language) -> Facts:
    items = []
    for year, card in evaluation.items():
        for status, count in card.counts().items():
            label = sentence("evaluation count", language, year=str(year), status=word(status, language))
            items.append(Fact(label, str(count), tone=_TONES[status]))  # type: ignore[arg-type]
    return Facts(tuple(items))


def _section(card: Scorecard, year: int, kind: str, language: Language) -> Section:
    frame = card.frame[card.frame["reason"] != "superseded"]
    quotas = quota_rows(frame)
    behind = ~quotas & (frame["status"].eq("not met") | frame["on_track"].eq("no"))
    parts: list[Part] = [Paragraph(_conclusion(card, quotas & frame["status"].eq("met"), quotas, language))]
    parts += _tables(card, frame, quotas, behind, year, language)
    open_ones = frame[frame["status"].eq("undetermined")]
    if len(open_ones):
        reasons = open_ones.groupby("reason", sort=True).size().rename("count").reset_index()
        caption = sentence("evaluation open", language, count=len(open_ones))
        parts.append(frame_table(reasons, f"open-{year}", caption, language=language))
    parts += [Note(message(note, language)) for note in card.notes]
    return Section(f"evaluation-{year}", sentence(f"evaluation {kind}", language, year=str(year)), tuple(parts))


def _tables(
    card: Scorecard, frame: pd.DataFrame, quotas: pd.Series, behind: pd.Series, year: int, language: Language
) -> list[Table]:
    found = []
    for key, rows in (("quotas", frame[quotas]), ("behind", frame[behind]), ("met", frame[_kept(frame, quotas)])):
        if len(rows):
            caption = sentence(f"evaluation {key}", language, count=len(rows))
            shown = _local(card, rows, language)[_SHOWN]
            found.append(frame_table(shown, f"{key}-{year}", caption, language=language, folded=key == "met"))
    return found


def _kept(frame: pd.DataFrame, quotas: pd.Series) -> pd.Series:
    return ~quotas & frame["status"].eq("met")


def _conclusion(card: Scorecard, met: pd.Series, quotas: pd.Series, language: Language) -> str:
    counts = card.counts()
    return sentence(
        "evaluation conclusion", language, quotas=int(quotas.sum()), quotas_met=int(met.sum()),
        all=sum(counts.values()), met=counts["met"], missed=counts["not met"], undecided=counts["undetermined"],
    )  # fmt: skip


def _changes(evaluation: Evaluation, years: Sequence[int], language: Language) -> Section:
    frame = evaluation.frame
    first, last = years[0], years[-1]
    moved = frame[frame["change"] != ""]
    columns = ["indicator", "area", f"status {first}", f"status {last}", "change"]
    shown = _local(evaluation[last], moved, language)[columns]
    for year in (first, last):
        shown[f"status {year}"] = [word(text, language) for text in shown[f"status {year}"]]
    names = {f"status {year}": sentence("evaluation verdict", language, year=str(year)) for year in (first, last)}
    caption = sentence("evaluation changed", language, count=len(moved))
    parts: list[Part] = [frame_table(shown.rename(columns=names), "changes", caption, language=language)]
    if moved.empty:
        parts = [Paragraph(sentence("evaluation unchanged", language))]
    return Section("changes", sentence("evaluation changes", language, first=str(first), last=str(last)), tuple(parts))


def _local(card: Scorecard, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return rows with indicator and area in the language."""
    areas = {area: names[language == "zh"] for area, names in card.areas.items()}
    rows = rows.assign(area=rows["area"].map(lambda area: areas.get(area, area)))
    names = rows["indicator_local"].where(rows["indicator_local"] != "", rows["indicator"])
    return rows.assign(indicator=names if language == "zh" else rows["indicator"])
