"""From composed coefficients to plain tables: the last place where a coefficient is an object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import CATEGORY_SCHEMES
from zzcarbon.estimation.coefficient import Coefficient, Key
from zzcarbon.estimation.coefficients import LINES, CoefficientTable, Row, table_of
from zzcarbon.estimation.figures import Figure
from zzcarbon.estimation.keys import Concerned
from zzcarbon.estimation.term import Term

__all__ = ["Cell", "coefficient_table"]

BYPASS = "-bypass"
"""Behind the id of what passes beside a device."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a key gives of a substance: a coefficient, or a notation."""

    key: int
    substance: str
    origin: str
    notation: str = ""
    coefficient: Coefficient | None = None


def coefficient_table(
    keys: Sequence[Key | Concerned | None], cells: Sequence[Cell], substances: Sequence[str]
) -> CoefficientTable:
    """Return the tables of composed coefficients.

    Parameters
    ----------
    keys : sequence of Key, Concerned or None, length k
        The distinct keys; of rows that cannot be estimated what is known of them.
    cells : sequence of Cell
        By key and substance; what the method does not give has none.
    substances : sequence of str
        Their order.
    """
    terms: dict[Term, int] = {Term(): 0}
    lines: list[Row] = []
    leaves: dict[str, list[Row]] = {}
    sources: dict[str, list[Row]] = {}
    order = {name: at for at, name in enumerate(substances)}
    for cell in sorted(cells, key=lambda cell: (order[cell.substance], cell.key)):
        told = {"key": cell.key, "substance": cell.substance, "gas": cell.substance, "origin": cell.origin}
        if cell.coefficient is None:
            missing = {"value": np.nan, "constant": np.nan, "term": 0, "tier": "", "grade": "", "id": ""}
            lines.append({**told, **missing, "notation": cell.notation})
            continue
        for name, passing, term in _parts(cell.coefficient):
            number = terms.setdefault(term, len(terms))
            lines.append({**told, **_line(cell.coefficient, name, passing=passing), "term": number})
            if name not in leaves:
                leaves[name] = [{"id": name, **leaf} for leaf in _leaves(cell.coefficient, passing=passing)]
                printed = enumerate(_sources(cell.coefficient, passing=passing))
                sources[name] = [{"id": name, "place": at, **row} for at, row in printed]
    labels = [_labels(key) for key in keys]
    names = dict.fromkeys(name for row in labels for name in row)
    return CoefficientTable(
        _objects(labels, tuple(names)),
        table_of(lines, LINES),
        tuple(row for rows in leaves.values() for row in rows),
        tuple(row for rows in sources.values() for row in rows),
        tuple(terms),
    )


def _objects(rows: Sequence[Row], names: Sequence[str]) -> pd.DataFrame:
    """Return rows as a table of objects; what a row does not say is None."""
    cells = np.empty((len(rows), len(names)), object)
    for at, name in enumerate(names):
        cells[:, at] = [row.get(name) for row in rows]
    return pd.DataFrame(cells, columns=list(names), dtype=object)


def _parts(coefficient: Coefficient) -> Iterator[tuple[str, bool, Term]]:
    """Yield id, whether the gas passes a device of the database, and term of each line."""
    yield coefficient.id, coefficient.control is not None, coefficient.term
    if coefficient.bypass:
        yield f"{coefficient.id}{BYPASS}", False, coefficient.bypass


def _line(coefficient: Coefficient, name: str, *, passing: bool) -> Row:
    value = coefficient.value * (coefficient.passing if passing else 1.0)
    return {
        "value": value, "constant": coefficient.constant, "notation": "", "tier": coefficient.tier,
        "grade": coefficient.grade, "id": name,
    }  # fmt: skip


def _leaves(coefficient: Coefficient, *, passing: bool) -> Iterator[Row]:
    """Yield the figures of the database that the value is a product of."""
    rows = [figure.row for figure in coefficient.figures if figure.row]
    for name, power in Counter(row.id for row in rows).items():
        row = next(row for row in rows if row.id == name)
        kind = "factor" if row.substance else "parameter"
        if row.form:
            yield {"leaf": name, "kind": kind, "power": power, "value": 1.0, "unit": row.unit}
        else:
            yield {
                "leaf": name, "kind": kind, "power": power, "value": row.value, "lower": row.lower,
                "upper": row.upper, "distribution": row.distribution, "unit": row.unit,
            }  # fmt: skip
    control = coefficient.control
    if passing and control and control.row:
        ratio = control.coherent.factor
        yield {
            "leaf": f"passing:{control.row.id}", "kind": "passing", "power": 1, "value": coefficient.passing,
            "lower": 1.0 - control.row.upper * ratio, "upper": 1.0 - control.row.lower * ratio,
            "distribution": control.row.distribution, "unit": "1",
        }  # fmt: skip


def _sources(coefficient: Coefficient, *, passing: bool) -> Iterator[Row]:
    """Yield what is printed of a coefficient, in the order of the product."""
    key, route = coefficient.key, coefficient.route
    yield {
        "kind": "method", "name": key.method.title, "symbol": key.method.key, "subject": key.subject,
        "unit": key.unit, "text": route.equation, "source": key.method.source, "locator": key.method.locator,
        "grade": key.method.validated or "unvalidated", "substance": coefficient.substance, "set": key.fuel,
    }  # fmt: skip
    yield {"kind": "amount", "unit": key.unit, "factor": key.amount.factor, "coherent": str(key.amount)}
    for figure in coefficient.figures:
        yield _figure(figure, "figure")
    if route.constant != 1:
        yield {"kind": "constant", "value": route.constant, "text": route.constant_text}
    if passing and coefficient.control:
        yield _figure(coefficient.control, "passing")
    if key.sign < 0:
        text = f"flow: {key.flow}" if key.flow != "emission" else "leaves the balance"
        yield {"kind": "sign", "value": -1.0, "text": text}
    for step in coefficient.trail:
        yield {"kind": "note", "text": step}


def _figure(figure: Figure, kind: str) -> Row:
    told: dict[str, object] = {
        "kind": kind, "name": figure.name, "symbol": figure.symbol, "unit": figure.unit, "column": figure.column,
        "factor": figure.coherent.factor, "coherent": str(figure.coherent),
    }  # fmt: skip
    row = figure.row
    if row is None:
        return told
    return {
        **told, "value": row.value, "row": row.id, "subject": row.subject, "substance": row.substance,
        "set": row.set, "source": row.source, "locator": row.locator, "grade": row.grade, "form": row.form,
        "coefficients": row.coefficients, "text": _remarks(row),
    }  # fmt: skip


def _remarks(row: object) -> str:
    """Return what the row says about itself: for what it was printed, how it was derived, its note."""
    parts = {"printed_for": "printed for {}", "derived": "derived: {}", "note": "{}"}
    told = {name: str(getattr(row, name, "")) for name in parts}
    return "; ".join(text.format(told[name]) for name, text in parts.items() if told[name])


def _labels(key: Key | Concerned | None) -> Row:
    """Return what the inventory can be grouped by without looking at the rows."""
    if not isinstance(key, Key):
        method = key.method.key if key and key.method else ""
        unknown = {"gwp": "", "balance": "", "flow": "emission", "scope": "", "fuel": "", "region": "", "year": None}
        return {"method": method, "module": "", **unknown, **dict(key.labels if key else ())}
    told = {name: (key.categories or {}).get(scheme) for name, scheme in CATEGORY_SCHEMES.items()}
    told |= {"category_ghgp": key.category_ghgp, "accounting": key.accounting}
    return {
        "method": key.method.key, "module": key.method.module, "gwp": key.method.gwp,
        "balance": key.method.balance if key.flow == "emission" else "",
        "flow": key.flow, "scope": key.scope, "fuel": key.fuel, "region": key.region, "year": key.year,
        **{name: word for name, word in told.items() if word},
    }  # fmt: skip
