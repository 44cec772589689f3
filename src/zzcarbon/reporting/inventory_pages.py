"""The whole report of an inventory: totals, charts, tables by label, what it rests on, problems, sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import (
    Cell,
    Column,
    Document,
    Part,
    Picture,
    References,
    Section,
    Table,
    frame_table,
    message,
    sentence,
    title_of,
    word,
)
from zzcarbon.document.names import namer
from zzcarbon.inventory import Inventory
from zzcarbon.inventory.evidence import Evidence, evidence_of
from zzcarbon.inventory.inventory_document import (
    inventory_subtitle,
    inventory_title,
    notes_on_totals,
    problem_parts,
    sum_table,
    total_facts,
)
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["inventory_report"]

_LABELS = (
    *("year", "module", "sector", "branch", "category_nfr", "category_ipcc2006", "category_ghgp", "industry_gbt4754"),
    *("fuel", "method", "district", "entity", "region"),
)
"""Columns that a reader asks for, in this order; each stands in the report where it has two words or more."""

_EVIDENCE = ("activity_evidence", "evidence")
_MOST = 60
_PICTURES = 1
_ALL_PICTURES = 5
_BARS = 30


def inventory_report(inventory: Inventory, language: Language) -> Document:
    """Return an inventory as a whole report.

    Every number of a table leads to its sources by the numbers in the last column; the sums are those of
    ``inventory.by``.
    """
    evidence = evidence_of(inventory.table)
    names = namer(language)
    tables = [
        sum_table(inventory, (label,), f"by-{label}", _caption(label, language), language, evidence, names)
        for label in _labels(inventory)
    ]
    pictures = [picture for table in tables for picture in _pictures(table, language)][:_ALL_PICTURES]
    totals = sum_table(inventory, (), "totals", sentence("inventory totals", language), language, evidence)
    behind: list[Part] = [
        *_evidence(inventory, language),
        *_memo(inventory, language),
        _coefficients(inventory, evidence, language),
    ]
    parts: list[Part] = [
        total_facts(inventory, language),
        *notes_on_totals(inventory, language),
        Section("summary", sentence("inventory section summary", language), (totals, *pictures)),
    ]
    if tables:
        parts.append(Section("tables", sentence("inventory section tables", language), tuple(tables)))
    parts += [
        Section("problems-section", sentence("problems", language), tuple(problem_parts(inventory, language))),
        Section("behind", sentence("inventory section behind", language), tuple(behind)),
        evidence.list_of(language),
    ]
    title, subtitle = inventory_title(inventory, language), inventory_subtitle(inventory, language)
    return Document(title, tuple(parts), language, subtitle)


def _labels(inventory: Inventory) -> list[str]:
    """Return the labels that tell rows apart and are few enough to read."""
    known = {*inventory.table.keys.columns, *inventory.activity.columns}
    found = []
    for label in _LABELS:
        if label in known:
            words = inventory.by("scope", label)[label].dropna().astype(str)
            if 2 <= words[words.ne("")].nunique() <= _MOST:
                found.append(label)
    return found


def _caption(label: str, language: Language) -> str:
    return sentence("by label", language, label=_spaced(title_of(label, language), language))


def _spaced(title: str, language: Language) -> str:
    """Return a title that stands inside a Chinese sentence, apart from it where it begins in Latin letters."""
    return f" {title}" if language == "zh" and title[:1].isascii() else title


def _pictures(table: Table, language: Language) -> list[Picture]:
    """Draw the first substances of a table, one bar a label."""
    label = table.columns[0]
    direct = [column for column in table.columns if column.kind == "number" and column.key.endswith(" direct")]
    pictures: list[Picture] = []
    for column in direct[:_PICTURES]:
        at = table.columns.index(column)
        rows = [(row[0], _number(row[at])) for row in table.rows if row[at] is not None]
        frame = pd.DataFrame(rows, columns=["label", "emission"]).assign(unit="t", substance=column.title)
        if frame["emission"].notna().sum() < 2 or len(frame) > _BARS:  # one bar says nothing
            continue
        height = 0.3 * len(frame) + 1.2
        key = f"{table.key}-{len(pictures)}"
        svg = chart_svg(partial(_draw, frame, language), width=8.5, height=height, name=key)
        if svg:
            caption = sentence(
                "picture by label", language, substance=column.title, label=_spaced(label.title, language)
            )
            pictures.append(Picture(f"picture-{key}", caption, svg, table.key, label.key, (column.key,)))
    return pictures


def _draw(frame: pd.DataFrame, language: Language, ax: Axes) -> None:
    from zzcarbon.charts import sectors

    sectors(frame, "label", over=None, ax=ax, language=language)


def _number(cell: object) -> float:
    value = getattr(cell, "value", cell)
    return float(value) if isinstance(value, int | float) else float("nan")


def _evidence(inventory: Inventory, language: Language) -> list[Part]:
    """Return how much of each substance rests on which evidence of its activity data."""
    label = next((name for name in _EVIDENCE if name in inventory.activity.columns), None)
    if label is None:
        return []
    sums = inventory.by("scope", label).dropna(subset=["emission"])
    sums = sums[~sums["scope"].astype(str).isin(["2", "3"])]
    size = sums.assign(size=sums["emission"].abs())
    table = size.pivot_table(index="substance", columns=label, values="size", aggfunc="sum", sort=False, fill_value=0.0)
    share = table.div(table.sum(axis=1), axis=0)
    heads = [Column("substance", title_of("substance", language))]
    heads += [Column(str(name), word(name, language) or sentence("no word", language), kind="share") for name in share]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(name), *(float(value) for value in line)) for name, line in zip(share.index, share.to_numpy(), strict=True)
    )
    return [Table("evidence", sentence("evidence table", language), tuple(heads), rows)]


def _memo(inventory: Inventory, language: Language) -> list[Part]:
    memo = inventory.memo()
    if memo.empty:
        return []
    caption = sentence("memo items", language)
    return [frame_table(memo, "memo", caption, language=language, names=namer(language))]


def _coefficients(inventory: Inventory, evidence: Evidence, language: Language) -> Table:
    """Return the coefficients with equation, grade and places."""
    frame = inventory.coefficients
    names = namer(language)
    keys = ("coefficient_id", "method", "substance", "fuel", "value", "unit", "equation", "grade", "validated")
    shown = [key for key in keys if key in frame]
    columns = [Column(key, title_of(key, language), kind="number" if key == "value" else "text") for key in shown]
    columns.append(Column("references", title_of("references", language), kind="references"))
    rows = []
    for record in frame.to_dict("records"):
        cells = [_coefficient_cell(key, record, names, language) for key in shown]
        numbers = evidence.of_coefficient.get(str(record.get("coefficient_id")), ())
        rows.append((*cells, References(numbers)))
    caption = sentence("coefficients caption", language, count=len(rows))
    return Table("coefficients", caption, tuple(columns), tuple(rows), folded=True)


def _coefficient_cell(
    key: str, record: Mapping[object, object], names: object, language: Language
) -> str | float | None:
    value = record[key]
    if key == "value":
        return float(value) if isinstance(value, int | float) and value == value else None  # noqa: PLR0124  (NaN)
    text = "" if value is None or value != value else str(value)  # noqa: PLR0124  (NaN)
    if key == "unit":
        return message(text, language)
    return (
        names(key, text)
        if callable(names) and key in {"method", "fuel"}
        else word(text, language)
        if key == "validated"
        else text
    )
