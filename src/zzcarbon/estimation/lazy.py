"""Estimate rows of any engine: one query for the distinct words and kinds of cells, then the estimate of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.balance import clip_balances
from zzcarbon.estimation.cells import is_text
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.distinct_lines import STEP, Distinct
from zzcarbon.estimation.engines import fetch
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.frame_functions import evaluated
from zzcarbon.estimation.frame_heat import net_frame
from zzcarbon.estimation.frame_rows import FrameRows
from zzcarbon.estimation.frame_years import yearly_frame
from zzcarbon.estimation.front import Understood, key_edges, understand
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.number_cells import number_cells
from zzcarbon.estimation.options import Options
from zzcarbon.estimation.prepared import Prepare
from zzcarbon.estimation.rows import Rows
from zzcarbon.estimation.scan import Scan, scan_frame
from zzcarbon.estimation.term import Term
from zzcarbon.estimation.words import readers

__all__ = ["InEngine", "estimate_frame"]

_ALSO = ("energy_recovered",)
"""Columns of words that a sector reads besides those that make a key."""


class InEngine(NamedTuple):
    """What an estimate of rows of an engine hands over."""

    rows: Rows
    table: CoefficientTable
    findings: tuple[Finding, ...]
    checks: tuple[Problem, ...]
    edition: str


def estimate_frame(
    native: object,
    choose_method: Chooser,
    options: Options,
    options_of: Callable[[pd.DataFrame], Options],
    *,
    prepare: Prepare,
    labels: Sequence[str] = (),
    check_ids: bool = False,
) -> InEngine:
    """Estimate the emissions of rows that stay in their engine.

    Parameters
    ----------
    native : data frame
        Polars, PyArrow, DuckDB, Dask or PySpark.
    choose_method : Chooser
    options : Options
        What the caller says.
    options_of : callable
        The same for the distinct rows, whose words may ask for more factors.
    prepare : callable
        What the sector does with the words of the distinct rows.
    labels : sequence of str
        Labels to sum by at once: ``by`` of these, or of fewer, then asks the engine no more.
    check_ids : bool
        Whether ids must be proven to be unique: it moves all ids once.

    Returns
    -------
    InEngine

    Raises
    ------
    DataError
        The table as a whole cannot be used, or the engine failed.
    """
    scan = scan_frame(native, choose_method.required_columns)
    if check_ids:
        _check_ids(scan)
    scan, gross = net_frame(scan)
    distinct = _distinct(scan, choose_method, options, gross, labels)
    yearly = yearly_frame(scan, distinct.found["period"]) if "period" in distinct.words else None
    if yearly is not None:
        distinct = _distinct(yearly, choose_method, options, gross, labels)
    distinct = distinct.within_limits()
    given, refused = prepare(distinct.given())
    used = options_of(given)
    told = understand(given, choose_method, used, refused, scan.schema)
    edition = used.table.edition
    rows = _frame_rows(distinct, told, told.codes)
    functions = evaluated(distinct, told, rows)
    if functions.columns:
        rows = replace(_frame_rows(functions.distinct, told, functions.codes), functions=functions.columns)
    clipped = clip_balances(rows, told.table)
    table = clipped.table
    if labels:
        clipped.rows.cube([name for name in labels if name in rows.columns and name not in table.keys])
    findings = tuple(replace(finding, file=scan.file) for finding in functions.findings)
    below = tuple(replace(check, file=scan.file) for check in clipped.checks)
    return InEngine(clipped.rows, table, (*findings, *clipped.findings), (*scan.across, *below), edition)


def _frame_rows(distinct: Distinct, told: Understood, codes: npt.NDArray[np.int32]) -> FrameRows:
    """Return the rows of an engine with the keys of their lines."""
    numbered = np.zeros(len(told.table.keys), bool)
    numbered[told.table.lines["key"].to_numpy()[np.isfinite(told.table.values)]] = True
    rows = FrameRows(
        scan=distinct.scan,
        words=distinct.marks,
        numbers={cells.name: replace(cells, sound=distinct.sound) for cells in distinct.numbers},
        lines=distinct.lines,
        codes=codes,
        terms=told.table.terms,
        estimated=numbered[codes],
        highest=distinct.highest,
    )
    if distinct.sums is not None and told.table.terms == (Term(),):
        rows.know(distinct.labels, distinct.sums)
    return rows


def _distinct(
    scan: Scan, choose_method: Chooser, options: Options, more: Mapping[str, nw.Expr], labels: Sequence[str]
) -> Distinct:
    """Ask for the distinct lines; a number of a step table is one that lies in the same intervals."""
    numbers = number_cells(scan, choose_method, options.substances)
    edges = key_edges(choose_method, options)
    units = [f"{cells.column}_unit" for cells in numbers]
    reading = readers(pd.DataFrame(columns=list(scan.columns)), options.region, options.year)
    measured = {cells.column: cells for cells in numbers}
    names = [name for name in dict.fromkeys([*reading, *edges, *units, *_ALSO]) if name in scan.schema]
    words = {
        name: _interval(nw.col(name).cast(nw.Float64), edges[name])
        if edges.get(name) and not is_text(scan.schema[name])
        else scan.word(name)
        for name in names
        if name not in measured
    }
    steps = {
        f"{STEP}{name}": _interval(cells.number, edges[name]) for name, cells in measured.items() if edges.get(name)
    }
    marks = {**words, **steps, **more}
    beside = [name for name in dict.fromkeys(labels) if name in scan.schema and (name not in words or name == "period")]
    at_once = Distinct.with_sums(scan, numbers, marks, beside) if beside else None
    return at_once or Distinct.of(scan, numbers, marks)


def _interval(cell: nw.Expr, ends: Sequence[float]) -> nw.Expr:
    """Return a number that lies in the same intervals of a step table: few distinct keys, however many numbers."""
    inside = nw.lit(ends[-1] + 1.0)
    for at, end in reversed(list(enumerate(ends))):
        if at + 1 < len(ends):
            inside = nw.when(cell < ends[at + 1]).then(nw.lit((end + ends[at + 1]) / 2.0)).otherwise(inside)
        inside = nw.when(cell == end).then(nw.lit(float(end))).otherwise(inside)
    inside = nw.when(cell < ends[0]).then(nw.lit(ends[0] - 1.0)).otherwise(inside)
    return nw.when(~(cell.is_null() | cell.is_nan()).fill_null(value=True)).then(inside)


def _check_ids(scan: Scan) -> None:
    """Refuse ids that are blank or stand twice."""
    if "id" not in scan.schema:
        return
    counted = scan.frame.group_by("id").agg(nw.len().alias("rows"))
    twice = fetch(counted.filter((nw.col("rows") > 1) | nw.col("id").is_null()).head(20))
    scan.note("unique ids", int(twice["rows"].sum()), len(twice))
    if len(twice):
        problems = [
            Problem(scan.file, "", "id", repr(name), "the id is blank or stands twice", "Make ids unique.")
            for name in twice["id"]
        ]
        message = f"{len(problems)} ids or more are blank or repeated"
        raise DataError(message, problems)
