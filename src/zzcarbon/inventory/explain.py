"""How a figure was obtained: the equation with its numbers, and the page each of them stands on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.document import Column, Document, Note, Paragraph, Part, Section, Table, message, sentence
from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable, Row
from zzcarbon.estimation.controls import REMOVAL
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.lines import row_emissions
from zzcarbon.estimation.method import Form
from zzcarbon.estimation.numbers import read_numbers
from zzcarbon.estimation.rows import ArrayRows, Rows
from zzcarbon.estimation.term import Term
from zzcarbon.factors.function import read_coefficients
from zzcarbon.inventory.described import document_of
from zzcarbon.settings import chosen_language

__all__ = ["Explanation", "Line", "explain_row"]


@dataclass(frozen=True, slots=True)
class Line:
    """One emission of a row.

    Attributes
    ----------
    expression : str
        Numbers only: evaluating it gives the emission [t].
    emission : float
        The emission [t].
    text : str
        The explanation as text.
    equation : str
        The equation of the method.
    pieces : tuple of (str, str)
        Numbers of the expression and what each of them is.
    notes : tuple of str
        Steps of the choice and other remarks.
    """

    substance: str
    expression: str
    emission: float
    text: str
    equation: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is explained, and its figure."""
        return self.text.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a row; prints as text."""

    row_id: str
    lines: tuple[Line, ...]
    language: str | None = None

    def __str__(self) -> str:
        if chosen_language(self.language) == "en":
            return "\n\n".join(line.text for line in self.lines)
        return "\n\n".join("\n".join(message(row, "zh") for row in line.text.split("\n")) for line in self.lines)

    def document(self, language: str | None = None) -> Document:
        """Return the explanation as a document: equation, expression, and a table of its numbers.

        Parameters
        ----------
        language : {"en", "zh"}, optional
            English or Chinese; that of the explanation if not given.
        """
        tongue = chosen_language(language or self.language)
        parts = tuple(_section(line, at, tongue) for at, line in enumerate(self.lines))
        return Document(sentence("explanation title", tongue, row=self.row_id), parts, tongue)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return self.document().html()


def _section(line: Line, at: int, language: str) -> Section:
    parts: list[Part] = [
        Paragraph(text) for text in (line.equation, f"= {line.expression}" if line.expression else "") if text
    ]
    if not line.expression:
        parts += [Note(message(text.strip(), language), "open") for text in line.text.split("\n")[1:]]
    if line.pieces:
        columns = (Column("number", sentence("number", language)), Column("what", sentence("what it is", language)))
        rows = tuple((number, message(f"  {text}", language).strip()) for number, text in line.pieces)
        parts.append(Table(f"pieces-{at}", sentence("pieces", language), columns, rows))
    parts += [Note(message(text, language)) for text in line.notes]
    return Section(f"line-{at}", message(line.title, language), tuple(parts))


@dataclass(frozen=True, slots=True)
class _Part:
    """A number of the product, as it is evaluated, and what it is."""

    number: str
    text: str


def explain_row(
    rows: Rows,
    table: CoefficientTable,
    findings: Sequence[Finding],
    row_id: str,
    substance: str | None,
    language: str | None = None,
) -> Explanation:
    """Explain the emissions of one row.

    Raises
    ------
    UnknownNameError
        No row has this id, or it does not give the substance.
    """
    found = rows.where(ids=[row_id], limit=1)
    if not len(found):
        raise UnknownNameError("row", row_id, rows.some_ids(1000))
    _, lines, emissions = row_emissions(found, table)
    told = [
        _line(found, table, findings, int(line), float(emission))
        for line, emission in zip(lines, emissions, strict=True)
        if substance in {None, table.lines["substance"][line], table.lines["gas"][line]}
    ]
    if not told:
        raise UnknownNameError(f"substance of row {row_id}", substance, table.substances)
    return Explanation(row_id, tuple(told), language)


def _line(rows: ArrayRows, table: CoefficientTable, findings: Sequence[Finding], line: int, emission: float) -> Line:
    """Explain a substance and gas of a row: one product, or two that add."""
    first = table.lines.loc[line]
    name, row_id = str(first["substance"]), rows.id_at(0)
    if first["notation"]:
        return Line(
            name,
            "",
            math.nan,
            f"{name} of {row_id}: {first['notation']}\n{_why(rows, findings, {'', name, str(first['gas'])})}",
        )
    same = (table.lines[["key", "substance", "gas"]] == first[["key", "substance", "gas"]]).all(axis=1)
    expressions: list[str] = []
    pieces: list[tuple[str, str]] = []
    body: list[str] = []
    notes: dict[str, None] = {}
    head: Row = {}
    for _, part in table.lines[same].iterrows():
        printed = table.printed.get(part["id"], [])
        parts = list(_parts(printed, table.terms[part["term"]], rows, int(part["term"]), float(part["value"])))
        expressions.append(" * ".join(piece.number for piece in parts))
        body += [f"  {piece.text}" for piece in parts]
        pieces += [(piece.number, piece.text) for piece in parts]
        notes |= dict.fromkeys(str(row["text"]) for row in printed if row["kind"] == "note")
        head = next((row for row in printed if row["kind"] == "method"), head)
    title = f"{name} of {row_id}: {emission:.6g} t ({head.get('name', 'method')}, tier {first['tier'] or 'none'})"
    equation = [f"  {head['text']}"] if head.get("text") else []
    expression = expressions[0] if len(expressions) == 1 else " + ".join(expressions)
    remarks = [f"  note: {step}" for step in notes]
    text = "\n".join([title, *equation, f"  = {expression}", *dict.fromkeys(body), *remarks])
    return Line(name, expression, emission, text, str(head.get("text", "")), tuple(pieces), tuple(notes))


def _parts(printed: Sequence[Row], term: Term, rows: ArrayRows, number: int, value: float) -> Iterator[_Part]:
    """Yield the numbers of one product in their order."""
    row = rows.activity.iloc[0]
    if not any(told["kind"] == "amount" for told in printed):  # of a file of version 0.1.0, which holds the result
        yield _Part(repr(value), "emission [t], as the file holds it")
        return
    for told in printed:
        yield from _told(told, term, rows, number)
    figures = {told["column"] for told in printed}
    for column in term.columns:
        if column not in figures and not _blank(row, column):
            share = _share(row, column)
            yield _Part(repr(share), f"{column}: {share:g}")
    if term.removed:
        yield _removed(term, row)
    if term.balance and not rows.values[number].any():  # type: ignore[union-attr]
        yield _Part("0", f"the balance {term.balance} is below zero: it counts as zero")


def _told(told: Row, term: Term, rows: ArrayRows, number: int) -> Iterator[_Part]:
    """Yield one number, and what brings its unit to the coherent one."""
    kind, factor = told["kind"], float(str(told["factor"]))
    if kind == "amount":
        amount = _number(rows.activity["amount"].iloc[0], "amount")
        yield _Part(repr(amount), f"amount: {amount:g} {told['unit']}")
    elif kind in {"figure", "passing"}:
        yield _figure(told, term, rows, number)
    elif kind == "constant":
        yield _Part(f"({told['text']})", str(told["text"]))
    elif kind == "sign":
        yield _Part("(-1)", str(told["text"]))
    elif kind == "gwp":
        yield _Part(repr(told["value"]), str(told["text"]))
    if kind in {"amount", "figure"} and factor != 1:
        yield _Part(repr(factor), f"{told['unit']} in {told['coherent']}")


def _figure(told: Row, term: Term, rows: ArrayRows, number: int) -> _Part:
    """Return a figure as number and text."""
    row = rows.activity.iloc[0]
    name, symbol, unit = told["name"], told["symbol"], "" if told["unit"] == "1" else f" {told['unit']}"
    if told["column"]:
        measured = _number(row[str(told["column"])], str(told["column"]))
        return _Part(repr(measured), f"{name} ({symbol}): {measured:g}{unit}, measured (column {told['column']})")
    figure = float(str(told["value"]))
    with_what = ""
    if told["form"] and term.form:
        figure = _function(term.form, str(told["coefficients"]), rows, number, term)
        at = ", ".join(f"{column} {_number(row[column], column):g}" for column in term.form.columns)
        with_what = f"; {term.form.equation} with {told['coefficients']} at {at}"
    what = f"emission factor of {told['substance']}" if symbol == "EF" else str(name)
    of = f" [{told['subject']}]" if told["subject"] else ""
    where = f"{document_of(str(told['source']))}, {told['locator']} (grade {told['grade']})"
    remark = f"; {told['text']}" if told["text"] else ""
    text = f"{what} ({symbol}): {figure:.10g}{unit}{of}, {where}{remark}{with_what}"
    if told["kind"] == "passing":
        share = figure * float(str(told["factor"]))
        return _Part(f"(1 - {share!r})", f"one minus {text}")
    return _Part(repr(figure), text)


def _function(form: Form, coefficients: str, rows: ArrayRows, number: int, term: Term) -> float:
    """Return the value of a factor that is a function; of a saved inventory it is what the row term holds."""
    row = rows.activity.iloc[0]
    columns = {name: np.array([_number(row[name], name)]) for name in form.columns}
    if form.function is not None:
        numbers = read_coefficients(coefficients, form.coefficients)
        arrays = {name: np.array([one]) for name, one in zip(form.coefficients, numbers, strict=True)}
        return float(form.function(columns, arrays)[0])
    given = [name for name in (*term.columns, *term.removed) if not _blank(row, name)]
    cells = {name: np.array([_share(row, name)]) for name in given}
    cells |= {name: np.array([math.nan]) for name in (*term.columns, *term.removed) if name not in cells}
    plain = Term(term.columns, term.removed)
    cells["amount"] = np.array([_number(row["amount"], "amount")])
    without = float(plain.values(cells, {}, np.zeros(1, np.int32))[0])
    held = rows.values[number]
    return float(held[0]) / without if held is not None and without else 0.0


def _removed(term: Term, row: pd.Series) -> _Part:
    """Return one minus removal x collected share x share of time."""
    first, *others = term.removed
    names = [first, *(name for name in others if not _blank(row, name))]
    product = " * ".join(repr(_share(row, name)) for name in names)
    return _Part(f"(1 - {product})", f"one minus {' x '.join(names)}")


def _number(cell: object, name: str) -> float:
    return float(read_numbers(pd.Series([cell]), name, low=-np.inf).values[0])


def _share(row: pd.Series, column: str) -> float:
    """Return a share of the row; percent is divided by one hundred, a blank removal is none and a blank share all."""
    name = column if column in row or not column.startswith(REMOVAL) else REMOVAL
    if _blank(row, name):
        return 0.0 if column.startswith(REMOVAL) else 1.0
    value = _number(row[name], name)
    return value / 100.0 if str(row.get(f"{name}_unit", "")) == "%" else value


def _blank(row: pd.Series, column: str) -> bool:
    if column.startswith(REMOVAL) and column not in row:
        column = REMOVAL
    return bool(np.isnan(_number(row.get(column), column)))


def _why(rows: ArrayRows, findings: Sequence[Finding], names: set[str]) -> str:
    key, position = int(rows.codes[0]), None if rows.places is None else rows.places[0]
    reasons = [
        f"  {finding.problem}. {finding.remedy}"
        for finding in findings
        if finding.substance in names and (finding.key == key if finding.rows is None else position in finding.rows)
    ]
    return "\n".join(reasons)
