"""Which document reports which result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from zzcarbon.document import Document, Picture, sentence
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.inventory import Inventory
from zzcarbon.reporting.frame_report import frame_document
from zzcarbon.reporting.inventory_pages import inventory_report
from zzcarbon.reporting.ledger_report import ledger_report
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.settings import Language, chosen_language
from zzcarbon.targets import Ledger, Scorecard

__all__ = ["report_document"]


def report_document(result: Any, language: str | None = None) -> Document:
    """Return the document of a result, charts included.

    Parameters
    ----------
    result : object
        As of `report`.
    language : {"en", "zh"}, optional
        The language.

    Raises
    ------
    DataError
        Nothing is known of such a result.
    """
    tongue = chosen_language(language)
    if isinstance(result, Document):
        return result
    for kind, document in _MAKERS:
        if isinstance(result, kind):
            return document(result, tongue)
    if isinstance(result, ResultCard):
        return result._document_(tongue)
    if callable(getattr(result, "document", None)):
        made = result.document(tongue)
        if isinstance(made, Document):
            return made
    remedy = (
        "Give an inventory, scorecard, ledger, portfolio, statement, product, emergency list or a frame of results."
    )
    raise DataError(
        "the result has no report", [Problem("", "", "", shown(result), "no report is known of it", remedy)]
    )


def _scorecard(card: Scorecard, language: Language) -> Document:
    """Return a scorecard with the picture of its quotas before the tables."""
    from zzcarbon.charts import quota

    document = card.document(language)
    try:
        svg = chart_svg(lambda ax: quota(card, ax=ax, language=language), width=9.0, height=2.8, name="quotas-chart")
    except DataError:
        return document  # no quota on this card
    if not svg:
        return document
    picture = Picture("quotas-chart", sentence("quota picture", language), svg, "quotas", "indicator", ("progress",))
    return Document(
        document.title, (document.parts[0], picture, *document.parts[1:]), document.language, document.subtitle
    )


_MAKERS: tuple[tuple[type, Callable[[Any, Language], Document]], ...] = (
    (Inventory, inventory_report),
    (Scorecard, _scorecard),
    (Ledger, ledger_report),
    (pd.DataFrame, frame_document),
)
"""Which function reports which result; every other result has a method ``document``."""
