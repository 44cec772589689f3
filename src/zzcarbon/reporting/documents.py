"""Which document reports which result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from zzcarbon.analysis.assessments import KeyCategories
from zzcarbon.document import Document, Picture, sentence
from zzcarbon.emergency import EmergencyList
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.inventory import Inventory
from zzcarbon.planner import ParetoFront, Portfolio, RobustPlan
from zzcarbon.reporting.emergency_report import emergency_document
from zzcarbon.reporting.frame_report import frame_document, key_categories_document
from zzcarbon.reporting.inventory_pages import inventory_report
from zzcarbon.reporting.ledger_report import ledger_document
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.reporting.portfolio_report import front_document, portfolio_document, robust_document
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
    (Ledger, ledger_document),
    (Portfolio, portfolio_document),
    (ParetoFront, front_document),
    (RobustPlan, robust_document),
    (EmergencyList, emergency_document),
    (KeyCategories, key_categories_document),
    (pd.DataFrame, frame_document),
)
"""Which function reports which result; every other result has a method ``document``."""
