"""How a figure was obtained: the equation with its numbers, and the page each of them stands on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.document import Column, Document, Note, Paragraph, Part, Section, Table, Tone, message, sentence
from zzcarbon.document.names import method_title
from zzcarbon.document.result_card import ResultCard
from zzcarbon.document.told import InWords, Message, Named, Told
from zzcarbon.errors import DataError, UnknownNameError
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
    substance : str
        What is emitted.
    expression : str
        Numbers only: evaluating it gives the emission [t]; empty where nothing was estimated.
    emission : float
        The emission [t].
    head : Told
        What is explained, and its figure.
    equation : str
        The equation of the method.
    pieces : tuple of (str, InWords)
        Numbers of the expression and what each of them is.
    notes : tuple of str
        Steps of the choice and other remarks; of a line without estimate the reasons.
    """

    substance: str
    expression: str
    emission: float
    head: Told
    equation: str = ""
    pieces: tuple[tuple[str, InWords], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is explained, and its figure, in English."""
        return self.head.text("en")

    @property
    def text(self) -> str:
        """The explanation as text, in English."""
        return self.told("en")

    def told(self, language: str) -> str:
        """Return the explanation as text in a language."""
        lines = [self.head.text(language)]
        if not self.expression:
            return "\n".join([*lines, *(f"  {message(note, language)}" for note in self.notes)])
        lines += [f"  {self.equation}"] if self.equation else []
        lines.append(f"  = {self.expression}")
        lines += dict.fromkeys(f"  {piece.text(language)}" for _, piece in self.pieces)
        notes = (sentence("explain note", language, step=message(note, language)) for note in self.notes)
        return "\n".join([*lines, *(f"  {note}" for note in notes)])


@dataclass(frozen=True, slots=True)
class Explanation(ResultCard):
    """The explanation of a row; prints as text."""

    row_id: str
    lines: tuple[Line, ...]
    language: str | None = None

    def __str__(self) -> str:
        language = chosen_language(self.language)
        return "\n\n".join(line.told(language) for line in self.lines)

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


def _section(line: Line, at: int, language: str) -> Section:
    expression = f"= {line.expression}" if line.expression else ""
    parts: list[Part] = [Paragraph(text) for text in (line.equation, expression) if text]
    if line.pieces:
        columns = (Column("number", sentence("number", language)), Column("what", sentence("what it is", language)))
        rows = tuple((number, piece.text(language)) for number, piece in line.pieces)
        parts.append(Table(f"pieces-{at}", sentence("pieces", language), columns, rows))
    tone: Tone = "plain" if line.expression else "open"
    parts += [Note(message(text, language), tone) for text in line.notes]
    return Section(f"line-{at}", line.head.text(language), tuple(parts))


@dataclass(frozen=True, slots=True)
class _Part:
    """A number of the product, as it is evaluated, and what it is."""

    number: str
    told: InWords


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
    if not told and substance is None:
        raise DataError(f"{row_id} has no estimate: .problems says why")
    if not told:
        raise UnknownNameError(f"substance of row {row_id}", substance, table.substances)
    return Explanation(row_id, tuple(told), language)


def _line(rows: ArrayRows, table: CoefficientTable, findings: Sequence[Finding], line: int, emission: float) -> Line:
    """Explain a substance and gas of a row: one product, or two that add."""
    first = table.lines.loc[line]
    name, row_id = str(first["substance"]), rows.id_at(0)
    if first["notation"]:
        head = Told("explain title notation", {"substance": name, "row": row_id, "notation": str(first["notation"])})
        reasons = _why(rows, findings, {"", name, str(first["gas"])})
        return Line(name, "", math.nan, head, notes=tuple(reasons))
    same = (table.lines[["key", "substance", "gas"]] == first[["key", "substance", "gas"]]).all(axis=1)
    expressions: list[str] = []
    pieces: list[tuple[str, InWords]] = []
    notes: dict[str, None] = {}
    method: Row = {}
    for _, part in table.lines[same].iterrows():
        printed = table.printed.get(part["id"], [])
        parts = list(_parts(printed, table.terms[part["term"]], rows, int(part["term"]), float(part["value"])))
        expressions.append(" * ".join(piece.number for piece in parts))
        pieces += [(piece.number, piece.told) for piece in parts]
        notes |= dict.fromkeys(str(row["text"]) for row in printed if row["kind"] == "note")
        method = next((row for row in printed if row["kind"] == "method"), method)
    expression = expressions[0] if len(expressions) == 1 else " + ".join(expressions)
    head = _head(name, row_id, emission, method, str(first["tier"]))
    return Line(name, expression, emission, head, str(method.get("text", "")), tuple(pieces), tuple(notes))


def _head(substance: str, row_id: str, emission: float, method: Row, tier: str) -> Told:
    """Return what is explained, its figure, method and tier."""
    title = _Method(str(method["name"]), str(method["symbol"])) if method else Told("explain method", {})
    facts: dict[str, str | InWords] = {
        "substance": substance, "row": row_id, "emission": f"{emission:.6g}", "method": title, "tier": tier
    }  # fmt: skip
    return Told("explain title" if tier else "explain title without tier", facts)


@dataclass(frozen=True, slots=True)
class _Method:
    """A method by its title."""

    title: str
    name: str

    def text(self, language: str) -> str:
        return self.title if language == "en" else method_title(self.name, language)


def _parts(printed: Sequence[Row], term: Term, rows: ArrayRows, number: int, value: float) -> Iterator[_Part]:
    """Yield the numbers of one product in their order."""
    row = rows.activity.iloc[0]
    if not any(told["kind"] == "amount" for told in printed):  # of a file of version 0.1.0, which holds the result
        yield _Part(repr(value), Told("explain held", {}))
        return
    for told in printed:
        yield from _told(told, term, rows, number)
    figures = {told["column"] for told in printed}
    for column in term.columns:
        if column not in figures and not _blank(row, column):
            share = _share(row, column)
            yield _Part(repr(share), Told("explain share", {"column": Named("column", column), "value": f"{share:g}"}))
    if term.removed:
        yield _removed(term, row)
    if term.balance and not rows.values[number].any():  # type: ignore[union-attr]
        yield _Part("0", Told("explain balance", {"balance": term.balance}))


def _told(told: Row, term: Term, rows: ArrayRows, number: int) -> Iterator[_Part]:
    """Yield one number, and what brings its unit to the coherent one."""
    kind, factor, text = told["kind"], float(str(told["factor"])), Message(str(told["text"]))
    if kind == "amount":
        amount = _number(rows.activity["amount"].iloc[0], "amount")
        yield _Part(repr(amount), Told("explain amount", {"amount": f"{amount:g}", "unit": str(told["unit"])}))
    elif kind in {"figure", "passing"}:
        yield _figure(told, term, rows, number)
    elif kind == "constant":
        yield _Part(f"({told['text']})", text)
    elif kind == "sign":
        yield _Part("(-1)", _sign(str(told["text"])))
    elif kind == "gwp":
        yield _Part(repr(told["value"]), text)
    if kind in {"amount", "figure"} and factor != 1:
        units: dict[str, str | InWords] = {"unit": str(told["unit"]), "coherent": str(told["coherent"])}
        yield _Part(repr(factor), Told("explain conversion", units))


def _sign(text: str) -> InWords:
    flow = text.removeprefix("flow: ")
    return Told("explain flow", {"flow": Named("flow", flow)}) if flow != text else Message(text)


def _figure(told: Row, term: Term, rows: ArrayRows, number: int) -> _Part:
    """Return a figure as number and what it is."""
    row = rows.activity.iloc[0]
    name, symbol, unit = str(told["name"]), str(told["symbol"]), "" if told["unit"] == "1" else f" {told['unit']}"
    named: InWords = Named("column", name)
    if told["column"]:
        column = str(told["column"])
        measured = _number(row[column], column)
        facts: dict[str, str | InWords] = {"name": named, "symbol": symbol, "value": f"{measured:g}{unit}"}
        return _Part(repr(measured), Told("explain measured", {**facts, "column": column}))
    figure = float(str(told["value"]))
    if symbol == "EF":
        named = Told("explain factor", {"substance": str(told["substance"])})
    function = bool(told["form"] and term.form)
    if function and term.form:
        figure = _function(term.form, str(told["coefficients"]), rows, number, term)
    subject = str(told["subject"])
    value: dict[str, str | InWords] = {"figure": f"{figure:.10g}", "unit": unit}
    shown = Told("explain value of", {**value, "subject": Named("subject", subject)}) if subject else None
    what: InWords = Told(
        "explain figure",
        {
            "name": named, "symbol": symbol, "value": shown or Told("explain value", value),
            "grade": str(told["grade"]),
            "where": f"{document_of(str(told['source']))}, {told['locator']}",
        },
    )  # fmt: skip
    if told["text"]:
        what = Told("explain remark", {"figure": what, "remark": str(told["text"])})
    if function and term.form:
        at = ", ".join(f"{column} {_number(row[column], column):g}" for column in term.form.columns)
        by = {"equation": term.form.equation, "coefficients": str(told["coefficients"]), "at": at}
        what = Told("explain function", {"figure": what, **by})
    if told["kind"] == "passing":
        share = figure * float(str(told["factor"]))
        return _Part(f"(1 - {share!r})", Told("explain passing", {"figure": what}))
    return _Part(repr(figure), what)


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
    return _Part(f"(1 - {product})", Told("explain removed", {"product": " x ".join(names)}))


def _number(cell: object, name: str) -> float:
    return float(read_numbers(pd.DataFrame({name: [cell]}), name, low=-np.inf).values[0])


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


def _why(rows: ArrayRows, findings: Sequence[Finding], names: set[str]) -> list[str]:
    key, position = int(rows.codes[0]), None if rows.places is None else rows.places[0]
    return [
        f"{finding.problem}. {finding.remedy}"
        for finding in findings
        if finding.substance in names and (finding.key == key if finding.rows is None else position in finding.rows)
    ]
