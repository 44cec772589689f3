"""Which document reports which result."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zzcarbon.document import Document, Picture, sentence
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.inventory import Inventory
from zzcarbon.planner import Portfolio
from zzcarbon.reporting.inventory_pages import inventory_report
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.settings import chosen_language
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
    if isinstance(result, Inventory):
        return inventory_report(result, tongue)
    if isinstance(result, Scorecard):
        return _scorecard(result, tongue)
    if isinstance(result, Ledger):
        from zzcarbon.reporting.ledger_report import ledger_document

        return ledger_document(result, tongue)
    if isinstance(result, Portfolio):
        from zzcarbon.reporting.portfolio_report import portfolio_document

        return portfolio_document(result, tongue)
    if isinstance(result, pd.DataFrame):
        from zzcarbon.reporting.frame_report import frame_document

        return frame_document(result, tongue)
    if callable(getattr(result, "document", None)):
        made = result.document(tongue)
        if isinstance(made, Document):
            return made
    remedy = (
        "Give an inventory, scorecard, ledger, portfolio, statement, product or the frame of compare or uncertainty."
    )
    raise DataError(
        "the result has no report", [Problem("", "", "", shown(result), "no report is known of it", remedy)]
    )


def _scorecard(card: Scorecard, language: str) -> Document:
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
