"""How a figure was obtained: the equation with its numbers, and the page each of them stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.block import Block
from zzcarbon.estimation.compose import Coefficient
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
        parts.append((repr(detail.key.amount.factor), f"{row['unit']} in {detail.key.amount.numerator}"))
    for figure in detail.figures:
        value = figure.value if figure.value is not None else float(str(row[figure.column]))
        parts.append((repr(value), _figure_text(detail, figure.name, figure.symbol, value, figure.unit, figure.column)))
        if figure.coherent.factor != 1:
            ratio = "/".join(filter(None, (figure.coherent.numerator or "1", figure.coherent.denominator)))
            parts.append((repr(figure.coherent.factor), f"{figure.unit} in {ratio}"))
    if detail.route.constant != 1:
        parts.append((f"({detail.route.constant_text})", detail.route.constant_text))
    for column in detail.term:
        if column.startswith("1-"):
            source = column.removeprefix("1-")
            value = float(str(row[source] if source in row else row["removal_efficiency"]))
            parts.append((f"(1 - {value!r})", f"one minus {source}"))
    if detail.key.sign < 0:
        parts.append(("(-1)", f"flow: {detail.key.flow}"))
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


def _figure_text(detail: Coefficient, name: str, symbol: str, value: float, unit: str, column: str) -> str:
    """Say what a figure is and where it stands."""
    if column:
        return f"{name} ({symbol}): {value!r} {unit}, measured (column {column})"
    row = next(f.row for f in detail.figures if f.name == name and f.row)
    document = sources().get(row.source, Source(row.source, "figures of the caller"))
    what = f"emission factor of {detail.substance}" if symbol == "EF" else name
    return f"{what} ({symbol}): {value!r} {unit} [{row.subject}], {document}, {row.locator} (grade {row.grade})"


def _why(block: Block, at: int, name: str) -> str:
    reasons = [
        f"  {finding.problem}. {finding.remedy}"
        for finding in block.findings
        if finding.substance in {"", name} and at in block.rows_of(finding)
    ]
    return "\n".join(reasons)
