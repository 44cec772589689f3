"""A document as HTML: one file, no network, readable in light and dark, on paper and by a screen reader."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zzcarbon.document.cells import cell_text, number_of
from zzcarbon.document.figures import figure_text
from zzcarbon.document.model import (
    Cell,
    Column,
    Fact,
    Facts,
    Marked,
    Note,
    Paragraph,
    Part,
    Picture,
    References,
    Section,
    Sources,
    Status,
    Table,
)
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.document.text import width_of

if TYPE_CHECKING:
    from zzcarbon.document.document import Document

__all__ = ["document_fragment", "document_page"]

_SHORT = 16
"""Width up to which a text stands on one line; a longer one is never squeezed to a word a line."""
_NUMBERS = ("number", "share", "year")
_TAGS = {"en": "en", "zh": "zh-Hans"}


def document_fragment(document: Document) -> str:
    """Return a document as one element with its style, ready for a notebook."""
    return f"<style>{_style()}</style>{_body(document, 'h3')}"


def document_page(document: Document) -> str:
    """Return a document as a page of its own."""
    return (
        f'<!doctype html>\n<html lang="{_TAGS[document.language]}"><head><meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(document.title)}</title>\n<style>{_style()}</style></head>\n"
        f'<body class="zzcarbon-page"><main>\n{_body(document, "h1")}\n</main></body></html>\n'
    )


@cache
def _style() -> str:
    text = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def _body(document: Document, tag: str) -> str:
    level = int(tag[1])
    subtitle = f'<p class="zz-subtitle">{html.escape(document.subtitle)}</p>' if document.subtitle else ""
    parts = "\n".join(_part(part, document.language, level + 1) for part in document.parts)
    lang = _TAGS[document.language]
    head = f"<{tag}>{html.escape(document.title)}</{tag}>{subtitle}"
    return f'<div class="zzcarbon-document" lang="{lang}">{head}\n{parts}</div>'


def _part(part: Part, language: str, level: int) -> str:
    if isinstance(part, Section):
        return _section(part, language, level)
    if isinstance(part, Paragraph):
        return f"<p>{html.escape(part.text)}</p>"
    if isinstance(part, Note):
        return f'<p class="zz-note zz-{part.tone}">{html.escape(part.text)}</p>'
    if isinstance(part, Facts):
        return f'<div class="zz-facts">{"".join(_fact(item) for item in part.items)}</div>'
    if isinstance(part, Picture):
        return f'<figure id="{part.key}">{part.svg}<figcaption>{html.escape(part.caption)}</figcaption></figure>'
    if isinstance(part, Sources):
        return _sources(part)
    return _table(part, language)


def _section(section: Section, language: str, level: int) -> str:
    tag = f"h{min(level, 6)}"
    inner = "\n".join(_part(part, language, level + 1) for part in section.parts)
    title = html.escape(section.title)
    inner = inner.replace(f"<caption>{title}</caption>", f'<caption class="zz-heard">{title}</caption>')
    if section.folded:
        return f'<details id="{section.key}"><summary>{title}</summary>{inner}</details>'
    return f'<section id="{section.key}"><{tag}>{title}</{tag}>{inner}</section>'


def _fact(fact: Fact) -> str:
    value = fact.value if isinstance(fact.value, str) else figure_text(fact.value)
    exact = "" if isinstance(fact.value, str | None) else f' data-value="{fact.value!r}"'
    note = f'<div class="zz-small">{html.escape(fact.note)}</div>' if fact.note else ""
    return (
        f'<div class="zz-fact zz-{fact.tone}"><div class="zz-small">{html.escape(fact.label)}</div>'
        f'<div class="zz-value"{exact}>{html.escape(value)} <span class="zz-unit">{html.escape(fact.unit)}</span></div>'
        f"{note}</div>"
    )


def _table(table: Table, language: str) -> str:
    filled = [at for at in range(len(table.columns)) if not table.rows or any(_filled(row[at]) for row in table.rows)]
    columns = [table.columns[at] for at in filled]
    head = "".join(_head(column) for column in columns)
    rows = "".join(_row(row, table.columns, filled) for row in table.rows)
    caption = html.escape(table.caption)
    if table.folded:
        count = html.escape(sentence("rows in brackets", language, count=len(table.rows)))
        grid = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return (
            f'<details id="{table.key}"><summary>{caption} {count}</summary><div class="zz-wide">{grid}</div></details>'
        )
    grid = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="zz-wide" id="{table.key}">{grid}</div>'


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], filled: list[int]) -> str:
    cells = "".join(_cell(row[at], columns[at], first=not place) for place, at in enumerate(filled))
    return f"<tr>{cells}</tr>"


def _filled(cell: Cell) -> bool:
    return bool(cell_text(cell))


def _head(column: Column) -> str:
    unit = f'<br><span class="zz-unit">{html.escape(column.unit)}</span>' if column.unit else ""
    kind = ' class="zz-number"' if column.kind in _NUMBERS else ' class="zz-short"' if len(column.title) < 6 else ""
    return f'<th scope="col"{kind}>{html.escape(column.title)}{unit}</th>'


def _cell(cell: Cell, column: Column, *, first: bool) -> str:
    tag, scope = ("th", ' scope="row"') if first else ("td", "")
    if isinstance(cell, Status):
        return f'<{tag}{scope} class="zz-status zz-{cell.tone}">{html.escape(cell.text)}</{tag}>'
    if isinstance(cell, References):
        links = " ".join(f'<a href="#source-{number}">[{number}]</a>' for number in cell.numbers)
        return f'<{tag}{scope} class="zz-references">{links}</{tag}>'
    exact = number_of(cell)
    value = f' data-value="{exact!r}"' if exact is not None else ""
    if isinstance(cell, Marked):
        text = f'{figure_text(cell.value)} <abbr class="zz-mark">{html.escape(cell.mark)}</abbr>'
    else:
        text = html.escape(cell_text(cell, column.kind))
    number = column.kind in _NUMBERS or exact is not None
    look = "zz-number" if number else "zz-short" if width_of(text) <= _SHORT else "zz-long"
    return f'<{tag}{scope} class="{look}"{value}>{text}</{tag}>'


def _sources(sources: Sources) -> str:
    graded = any(grade for *_, grade in sources.items)
    shown = 4 if graded else 3
    heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in sources.heads[:shown])
    rows = "".join(_source(at, item[: shown - 1]) for at, item in enumerate(sources.items, 1))
    caption = html.escape(sources.title)
    return (
        f'<div class="zz-wide" id="sources"><table class="zz-sources"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _source(number: int, item: tuple[str, ...]) -> str:
    cells = "".join(f"<td>{html.escape(text)}</td>" for text in item)
    return f'<tr id="source-{number}"><th scope="row">[{number}]</th>{cells}</tr>'
