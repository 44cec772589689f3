"""A portfolio of projects as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import Document, Fact, Facts, Note, Part, frame_table, message, sentence, title_of
from zzcarbon.document.names import namer
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from zzcarbon.planner.candidates import Candidates
    from zzcarbon.planner.choice import Portfolio
    from zzcarbon.planner.pareto import ParetoFront
    from zzcarbon.planner.robust import RobustPlan

__all__ = ["candidates_document", "front_document", "portfolio_document", "robust_document"]


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


def front_document(front: ParetoFront, language: Language) -> Document:
    """Return a front as a document: cost and reduction of each portfolio, and what each of them builds."""
    names = namer(language)
    money = front.portfolios[0].model.candidates.currency if front.portfolios else ""
    units = {"cost": f"{money}/a", "reduction": "t/a", "cost_per_tonne": f"{money}/t"}
    caption = sentence("front steps", language)
    parts: list[Part] = [frame_table(front.frame, "front", caption, language=language, units=units, names=names)]
    per = {"capital": money, "operation": f"{money}/a", "yearly_cost": f"{money}/a"}
    for at, portfolio in enumerate(front.portfolios, 1):
        caption = sentence("front portfolio", language, number=str(at))
        key = f"portfolio-{at}"
        table = frame_table(portfolio.frame, key, caption, language=language, units=per, names=names, folded=True)
        parts.append(table)
    return Document(sentence("front title", language, gas=front.gas), tuple(parts), language)


def robust_document(plan: RobustPlan, language: Language) -> Document:
    """Return a plan with a margin as a document: the chances of its quotas, then the portfolio."""
    units = dict.fromkeys(("required", "margin", "achieved", "deviation"), "t")
    caption = sentence("robust quotas", language)
    chances = frame_table(plan.frame, "chances", caption, language=language, units=units, names=namer(language))
    inner = portfolio_document(plan.portfolio, language)
    return Document(sentence("robust title", language), (chances, *inner.parts), language)


def candidates_document(candidates: Candidates, language: Language) -> Document:
    """Return candidates as a document: money with its year, costs, reductions, links by their names, the record."""
    names, money = namer(language), candidates.currency
    units = {"capital": money, "operation": f"{money}/a", "yearly_cost": f"{money}/a", "life": "a", "rate": "1/a"}
    masses = {"reduction": "t/a", "loss": "t/a", "lag": "a"}
    known = dict(enumerate(candidates.names))
    moved = candidates.reductions.rename(columns={"candidate": "project"})
    moved["project"] = moved["project"].map(known)
    overlaps = candidates.overlaps.rename(columns={"first": "project", "second": "other_project"})
    overlaps = overlaps.assign(**{side: overlaps[side].map(known) for side in ("project", "other_project")})
    pairs = {
        name: pd.DataFrame(
            [(known[a], known[b]) for a, b in getattr(candidates, name)], columns=["project", "other_project"]
        )
        for name in ("requires", "excludes")
    }
    tables = {"frame": candidates.frame, "reductions": moved, "overlaps": overlaps, **pairs}
    facts = Facts(
        (
            Fact(sentence("field currency", language), money),
            Fact(title_of("price_year", language), str(candidates.price_year)),
        )
    )
    parts = [
        frame_table(
            table, key, sentence(f"field {key}", language), language=language, units=units | masses, names=names
        )
        for key, table in tables.items()
        if len(table)
    ]
    notes = [Note(message(text, language)) for text in candidates.record]
    return Document(sentence("result Candidates", language), (facts, *parts, *notes), language)
