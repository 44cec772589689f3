"""An inventory as plain data: one JSON text of what its rows are multiplied by, and one table of its rows."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem
from zzcarbon.estimation.coefficients import LINES, CoefficientTable, Row, table_of
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.joined_rows import joined_rows
from zzcarbon.estimation.method import Form
from zzcarbon.estimation.rows import ArrayRows, Places, Rows
from zzcarbon.estimation.term import Term

__all__ = [
    "FORMAT",
    "ID",
    "KEY",
    "PLACE",
    "TERM",
    "Parts",
    "in_memory",
    "rows_from",
    "rows_table",
    "text_from",
    "text_of",
]

FORMAT = 2
"""Number of this way to write an inventory; version 0.1.0 wrote none."""

KEY, TERM, ID, PLACE = "zzcarbon key", "zzcarbon term ", "zzcarbon id", "zzcarbon place"
"""Columns of the rows besides their own: number of the key, before that of a row term, id, position for findings."""

_TABLES = ("lines", "leaves", "sources")


class Parts(NamedTuple):
    """What an inventory consists of."""

    activity: Rows
    table: CoefficientTable
    findings: tuple[Finding, ...]
    edition: str
    record: tuple[str, ...]
    across: tuple[Problem, ...]


def text_of(parts: Parts, told: Mapping[str, Any]) -> str:
    """Return all but the rows as JSON, with further facts."""
    table = parts.table
    facts = {
        "format": FORMAT,
        "edition": parts.edition,
        "record": list(parts.record),
        "checks": [asdict(check) for check in parts.across],
        "findings": [_finding_told(finding) for finding in parts.findings],
        "terms": [_term_told(term) for term in table.terms],
        "keys": _columns(table.keys),
        **{name: _columns(getattr(table, name)) for name in _TABLES},
        **told,
    }
    return json.dumps(facts, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def text_from(facts: Mapping[str, Any], rows: Rows) -> Parts:
    """Return the inventory of rows and of the facts that `text_of` wrote."""
    keys = pd.DataFrame(facts["keys"], dtype=object)
    table = CoefficientTable(
        keys,
        table_of(_rows_of(facts["lines"]), LINES),
        tuple(_rows_of(facts["leaves"])),
        tuple(_rows_of(facts["sources"])),
        tuple(map(_term, facts["terms"])),
    )
    return Parts(
        rows,
        table,
        tuple(map(_finding, facts["findings"])),
        str(facts["edition"]),
        tuple(facts["record"]),
        tuple(Problem(**check) for check in facts["checks"]),
    )


def in_memory(parts: Parts) -> Parts:
    """Return an inventory whose rows are in memory one after the other, and findings that name their positions there.

    Rows of an engine are fetched: a finding of one distinct line of them is of all its rows.
    """
    held, places, first = [], [], 0
    for rows in parts.activity.arrays():
        moved = rows.places is not None or rows.offset != first
        held.append(replace(rows, names=rows.ids, places=None, offset=first) if moved else rows)
        places.append(_places(rows))
        first += len(rows)
    line = np.concatenate(places)
    findings = (
        finding if finding.rows is None else replace(finding, rows=np.flatnonzero(np.isin(line, finding.rows)))
        for finding in parts.findings
    )
    return parts._replace(activity=joined_rows(held), findings=tuple(findings))


def rows_table(rows: Rows, *, placed: bool = False) -> pd.DataFrame:
    """Return the rows with their key and row terms, and if asked the position that findings name."""
    parts = [_with_numbers(part, placed=placed) for part in rows.arrays()]
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def rows_from(table: pd.DataFrame, terms: int) -> ArrayRows:
    """Return the rows that `rows_table` wrote."""
    own = [name for name in table.columns if not str(name).startswith("zzcarbon ")]
    values = tuple(table[f"{TERM}{at}"].to_numpy(np.float64) for at in range(terms))
    names = table[ID].astype(str).reset_index(drop=True) if ID in table else None
    places = table[PLACE].to_numpy(np.intp) if PLACE in table else None
    return ArrayRows(table[own], table[KEY].to_numpy(np.int32), values, names=names, places=places)


def _places(rows: ArrayRows) -> Places:
    """Return the position of each row that findings name."""
    return np.arange(rows.offset, rows.offset + len(rows)) if rows.places is None else rows.places


def _with_numbers(rows: ArrayRows, *, placed: bool) -> pd.DataFrame:
    numbers: dict[str, Any] = {KEY: rows.codes, **({PLACE: _places(rows)} if placed else {})}
    if "id" not in rows.activity:
        numbers[ID] = rows.ids.to_numpy(object)
    zero = np.zeros(len(rows))
    numbers |= {f"{TERM}{at}": zero if term is None else term for at, term in enumerate(rows.values)}
    return pd.concat([rows.activity.reset_index(drop=True), pd.DataFrame(numbers)], axis=1)


def _columns(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Return a table as lists, None where a number is missing."""
    cells = {str(name): table[name].astype(object).where(table[name].notna(), None).tolist() for name in table.columns}
    return {name: [_plain(cell) for cell in column] for name, column in cells.items()}


def _plain(cell: object) -> object:
    return cell.item() if isinstance(cell, np.generic) else cell


def _rows_of(columns: Mapping[str, Sequence[Any]]) -> list[Row]:
    """Return the rows of a table that was written as lists; what is None is not said."""
    names = list(columns)
    return [
        {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
        for cells in zip(*columns.values(), strict=True)
    ]


def _finding_told(finding: Finding) -> dict[str, Any]:
    told = {name: getattr(finding, name) for name in Finding.__dataclass_fields__}
    if finding.rows is not None:
        steps = np.diff(finding.rows.astype(np.int64), prepend=0).tobytes()
        told["rows"] = base64.b64encode(zlib.compress(steps)).decode()
    return told


def _finding(told: Mapping[str, Any]) -> Finding:
    finding = Finding(**told)
    if told["rows"] is None:
        return finding
    steps = np.frombuffer(zlib.decompress(base64.b64decode(told["rows"])), np.int64)
    return replace(finding, rows=np.cumsum(steps).astype(np.intp))


def _term_told(term: Term) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(term, name) for name in Term.__dataclass_fields__}
    if term.form:
        form = term.form
        told["form"] = {
            "name": form.name, "columns": form.columns, "coefficients": form.coefficients, "equation": form.equation,
        }  # fmt: skip
    return told


def _term(told: Mapping[str, Any]) -> Term:
    form = told["form"]
    return Term(
        columns=tuple(told["columns"]),
        removed=tuple(told["removed"]),
        form=_form(form) if form else None,
        of=told["of"],
        balance=told["balance"],
    )


def _form(told: Mapping[str, Any]) -> Form:
    columns: Sequence[str] = told["columns"]
    return Form(told["name"], tuple(columns), tuple(told["coefficients"]), None, told["equation"])
