"""How a figure was obtained: the equation with its numbers, and the page each of them stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.block import Block
from zzcarbon.estimation.coefficient import Coefficient
from zzcarbon.estimation.controls import REMOVAL
from zzcarbon.estimation.figures import Figure
from zzcarbon.estimation.method import Form
from zzcarbon.factors.function import read_coefficients
from zzcarbon.gwp import gwp_factor
from zzcarbon.provenance import Source, sources

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
    """

    substance: str
    expression: str
    emission: float
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a row; prints as text."""

    row_id: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return "\n\n".join(line.text for line in self.lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        import html

        return f"<pre>{html.escape(str(self))}</pre>"


def explain_row(blocks: Sequence[Block], row_id: str, substance: str | None) -> Explanation:
    """Explain the emissions of one row.

    Raises
    ------
    UnknownNameError
        No row has this id, or it does not give the substance.
    """
    block, at = _find(blocks, row_id)
    table = block.coefficients
    key = int(block.codes[at])
    lines = []
    for number, name in enumerate(table.substances):
        if substance not in {None, name, table.gases[number]}:
            continue
        if table.notations[key, number] == "-":
            continue
        lines.append(_line(block, at, key, number, row_id))
    if not lines:
        raise UnknownNameError(f"substance of row {row_id}", substance, table.substances)
    return Explanation(row_id, tuple(lines))


def _find(blocks: Sequence[Block], row_id: str) -> tuple[Block, int]:
    for block in blocks:
        found = (block.ids == row_id).to_numpy().nonzero()[0]
        if len(found):
            return block, int(found[0])
    raise UnknownNameError("row", row_id, [str(name) for block in blocks for name in block.ids.head(1000)])


def _line(block: Block, at: int, key: int, number: int, row_id: str) -> Line:
    table = block.coefficients
    name = table.substances[number]
    detail = table.details.get((key, number))
    if detail is None:
        notation = table.notations[key, number]
        return Line(name, "", float("nan"), f"{name} of {row_id}: {notation}\n{_why(block, at, name)}")
    row = block.activity.iloc[at]
    amount = float(str(row["amount"]))
    parts = [(repr(amount), f"amount: {amount:g} {row['unit']}")]
    if detail.key.amount.factor != 1:
        parts.append((repr(detail.key.amount.factor), f"{row['unit']} in {detail.key.amount}"))
    for figure in detail.figures:
        parts += _figure_parts(detail, figure, row)
    if detail.route.constant != 1:
        parts.append((f"({detail.route.constant_text})", detail.route.constant_text))
    parts += [_control(detail, column, row) for column in detail.term if column.startswith("1-")]
    if detail.key.sign < 0:
        parts.append(("(-1)", _why_negative(detail)))
    if name != table.gases[number] and name.startswith("CO2e"):
        factor = gwp_factor(table.gases[number], name[6:-1])
        parts.append((repr(factor), f"GWP of {table.gases[number]}, {name}"))
    expression = " * ".join(number_text for number_text, _ in parts)
    emission = float(block.emissions(number)[at])
    head = f"{name} of {row_id}: {emission!r} t ({detail.key.method.title}, tier {detail.tier or 'none'})"
    body = [f"  {text}" for _, text in parts]
    trail = [f"  note: {step}" for step in detail.trail]
    text = "\n".join([head, f"  {detail.route.equation}", f"  = {expression}", *body, *trail])
    return Line(name, expression, emission, text)


def _figure_parts(detail: Coefficient, figure: Figure, row: pd.Series) -> list[tuple[str, str]]:
    """Return a figure as number and text, and what brings its unit to the coherent one."""
    if figure.row and detail.form and figure.row.form:
        value, with_what = _function(detail.form, figure.row.coefficients, row)
        text = _figure_text(detail, figure, value) + with_what
    else:
        value = figure.value if figure.value is not None else float(str(row[figure.column]))
        text = _figure_text(detail, figure, value)
    parts = [(repr(value), text)]
    if figure.coherent.factor != 1:
        parts.append((repr(figure.coherent.factor), f"{figure.unit} in {figure.coherent}"))
    return parts


def _function(form: Form, coefficients: str, row: pd.Series) -> tuple[float, str]:
    """Return the value of a factor that is a function, with its coefficients and columns."""
    numbers = read_coefficients(coefficients, form.coefficients)
    columns = {name: np.array([float(str(row[name]))]) for name in form.columns}
    arrays = {name: np.array([number]) for name, number in zip(form.coefficients, numbers, strict=True)}
    value = float(form.function(columns, arrays)[0])
    at = ", ".join(f"{name} {float(array[0]):g}" for name, array in columns.items())
    return value, f"; {form.equation} with {coefficients} at {at}"


def _control(detail: Coefficient, term: str, row: pd.Series) -> tuple[str, str]:
    """Return one minus removal x collected share x share of time."""
    first, *shares = term.removeprefix("1-").split("*")
    if first.startswith(REMOVAL):
        column = first if first in row else REMOVAL
        numbers = [_share(row, column)]
        text = f"one minus {first}"
    else:
        numbers = [float(first)]
        control = detail.controls[0]
        text = f"one minus {_figure_text(detail, control, control.value or 0.0)}"
    given = [name for name in shares if not pd.isna(row[name])]
    numbers += [_share(row, name) for name in given]
    product = " * ".join(repr(number) for number in numbers)
    return f"(1 - {product})", " x ".join([text, *given])


def _share(row: pd.Series, column: str) -> float:
    """Return a share of the row; percent is divided by one hundred."""
    value = float(str(row[column]))
    return value / 100.0 if str(row.get(f"{column}_unit", "")) == "%" else value


def _why_negative(detail: Coefficient) -> str:
    if detail.key.flow != "emission":
        return f"flow: {detail.key.flow}"
    return "leaves the balance"


def _figure_text(detail: Coefficient, figure: Figure, value: float) -> str:
    """Say what a figure is and where it stands."""
    name, symbol, row = figure.name, figure.symbol, figure.row
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    if row is None:
        return f"{name} ({symbol}): {value!r}{unit}, measured (column {figure.column})"
    document = sources().get(row.source, Source(row.source, "figures of the caller"))
    what = f"emission factor of {detail.substance}" if symbol == "EF" else name
    of = f" [{row.subject}]" if row.subject else ""
    return f"{what} ({symbol}): {value!r}{unit}{of}, {document}, {row.locator} (grade {row.grade})"


def _why(block: Block, at: int, name: str) -> str:
    reasons = [
        f"  {finding.problem}. {finding.remedy}"
        for finding in block.findings
        if finding.substance in {"", name} and at in block.rows_of(finding)
    ]
    return "\n".join(reasons)
