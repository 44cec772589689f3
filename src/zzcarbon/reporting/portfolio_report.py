"""A portfolio of projects as a document."""

from __future__ import annotations

from zzcarbon.document import Document, Fact, Facts, Note, Part, frame_table, sentence
from zzcarbon.planner import Portfolio
from zzcarbon.reporting.names import namer
from zzcarbon.settings import Language

__all__ = ["portfolio_document"]


def portfolio_document(portfolio: Portfolio, language: Language) -> Document:
    """Return a portfolio as a document: cost, quotas, projects in order of years, spending, reductions."""
    names = namer(language)
    money = str(getattr(portfolio.model.candidates, "currency", "") or "")
    yearly = f"{money}/a" if money else ""
    facts = Facts(
        (
            Fact(sentence("yearly cost", language), float(portfolio.cost), yearly),
            Fact(sentence("capital to spend", language), float(portfolio.capital), money),
            Fact(sentence("projects chosen", language), str(len(portfolio.frame))),
        )
    )
    found = str(portfolio.found_by)
    note = Note(sentence(f"found {found}", language), "good" if found.startswith("opti") else "open")
    units = {"capital": money, "operation": yearly, "yearly_cost": yearly, "spending": money, "reduction": "t/a"}
    spending = portfolio.spending.reset_index()
    tables: list[Part] = [
        frame_table(frame, key, sentence(f"portfolio {key}", language), language=language, units=units, names=names)
        for key, frame in (
            ("quotas", portfolio.quotas),
            ("projects", portfolio.frame),
            ("spending", spending),
            ("reductions", portfolio.entries()[["project", "substance", "reduction", "year", "district"]]),
        )
        if len(frame)
    ]
    return Document(sentence("portfolio title", language), (facts, note, *tables), language)
