"""The coefficients of an inventory described: value, figures, sources, grade and trail, one a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from zzcarbon.estimation.coefficients import CoefficientTable, Row
from zzcarbon.provenance import sources as documents

__all__ = ["described_coefficients", "document_of"]


def described_coefficients(table: CoefficientTable) -> pd.DataFrame:
    """Return the distinct coefficients with what they rest on, by their id."""
    lines = table.lines[table.lines["id"] != ""].drop_duplicates("id").sort_values("id")
    printed = table.printed
    rows = [
        _described(str(line["id"]), line, printed.get(str(line["id"]), []), str(table.terms[line["term"]]))
        for line in ({str(name): cell for name, cell in row.items()} for row in lines.to_dict("records"))
    ]
    return pd.DataFrame(rows)


def document_of(key: str) -> str:
    """Return a document by its key; a set of the caller is its own."""
    found = documents().get(key)
    return str(found) if found else key


def _described(name: str, line: Row, printed: Sequence[Row], term: str) -> Row:
    of = {kind: [row for row in printed if row["kind"] == kind] for kind in ("method", "figure", "passing", "note")}
    method: Row = of["method"][0] if of["method"] else {}
    figures = [*of["figure"], *of["passing"]]
    rows = [row for row in figures if row["row"]]
    return {
        "coefficient_id": name,
        "method": method.get("symbol", ""),
        "substance": line["substance"],
        "fuel": method.get("set", ""),
        "subject": method.get("subject", ""),
        "value": line["value"],
        "unit": f"t {line['substance']} per {_multiplied(term, str(method.get('unit', 'row')), figures)}",
        "term": term,
        "equation": method.get("text", ""),
        "figures": "; ".join(map(_figure, figures)),
        "factor_ids": _listed(row["row"] for row in rows if row["substance"]),
        "parameter_ids": _listed(row["row"] for row in rows if not row["substance"]),
        "sets": _distinct(row["set"] for row in rows),
        "source": _distinct(document_of(str(row["source"])) for row in rows),
        "locator": _distinct(row["locator"] for row in rows),
        "grade": line["grade"],
        "validated": method.get("grade", ""),
        "trail": "; ".join(str(row["text"]) for row in of["note"]),
    }


def _multiplied(term: str, unit: str, figures: Sequence[Row]) -> str:
    """Return what a coefficient is per: the unit of the amount, and the columns of the row that multiply it too.

    Examples
    --------
    >>> _multiplied("amount x ncv x (1 - removal_efficiency_NOx)", "t", [{"column": "ncv", "unit": "GJ/t"}])
    't x ncv [GJ/t] x (1 - removal_efficiency_NOx)'
    """
    units = {str(row["column"]): f"{row['column']} [{row['unit']}]" for row in figures if row["column"]}
    amount, *others = term.split(" x ")
    return " x ".join([unit if amount == "amount" else f"{unit} x {amount}", *(units.get(at, at) for at in others)])


def _figure(row: Row) -> str:
    if row["column"]:
        return f"{row['name']} measured in {row['column']} [{row['unit']}]"
    if row["form"]:
        return f"{row['name']} {row['form']}({row['coefficients']}) {row['unit']}"
    return f"{row['name']} {row['value']!r} {row['unit']}"


def _listed(words: Iterable[object]) -> str:
    return "; ".join(map(str, words))


def _distinct(words: Iterable[object]) -> str:
    return _listed(dict.fromkeys(words))
