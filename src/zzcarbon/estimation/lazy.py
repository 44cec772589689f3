"""Estimate rows of any engine: one query for the distinct words and kinds of cells, then the estimate of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.balance import clip_balances
from zzcarbon.estimation.cells import is_text, kinds_code
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.engines import fetch
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.frame_rows import KINDS, FrameRows
from zzcarbon.estimation.frame_words import line_words
from zzcarbon.estimation.front import Estimated, estimate_rows, key_edges, required_columns, understand
from zzcarbon.estimation.grouped import Passes, group_rows
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.number_cells import NumberCells, number_cells, representative
from zzcarbon.estimation.options import Options
from zzcarbon.estimation.rows import Rows
from zzcarbon.estimation.scan import Scan, scan_frame
from zzcarbon.estimation.when import split_by_year
from zzcarbon.estimation.words import readers
from zzcarbon.settings import options as settings

__all__ = ["InEngine", "Prepare", "estimate_frame"]

Prepare = Callable[[pd.DataFrame], pd.DataFrame]
"""What a sector does with the words of rows before they are read; it returns as many rows."""

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
    native: Any,
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
    scan = scan_frame(native, required_columns(choose_method))
    numbers = number_cells(scan, choose_method.methods, options.substances)
    words = _words(scan, numbers, choose_method, options)
    passes = Passes()
    if check_ids:
        _check_ids(scan, passes)
    kinds = kinds_code([cells.kind for cells in numbers])
    highs = {f"zz_high {at}": cells.clean(0.0) for at, cells in enumerate(numbers)}
    found = group_rows(
        scan.frame, {**words, KINDS: kinds}, highs, {name: nw.col(name).max() for name in highs}, passes=passes,
        asked="distinct keys",
    )  # fmt: skip
    if not len(found):
        message = "the activity data have no rows"
        raise DataError(message, [Problem(scan.file, "", "", "", "no rows", "Check the file or the filter.")])
    lines = line_words(found, list(words))
    lines.attrs["file"] = scan.file
    given = prepare(representative(lines, found[KINDS].to_numpy(np.int64), numbers))
    used = options_of(given)
    if "gcv" in scan.schema or len(split_by_year(given)) != len(given):
        return InEngine(*_in_memory(scan, choose_method, used, prepare), (), used.table.edition)
    told = understand(given, choose_method, used)
    edition = used.table.edition
    if any(term.form for term in told.table.terms):
        return InEngine(*_in_memory(scan, choose_method, used, prepare), (), edition)
    numbered = np.zeros(len(told.table.keys), bool)
    numbered[told.table.lines["key"].to_numpy()[np.isfinite(told.table.values)]] = True
    rows = FrameRows(
        scan=scan,
        words=words,
        kinds=kinds,
        numbers={cells.name: cells for cells in numbers},
        lines=found[[*words, KINDS, "rows"]],
        codes=told.codes,
        terms=told.table.terms,
        estimated=numbered[told.codes],
        highest={cells.name: float(found[f"zz_high {at}"].max()) for at, cells in enumerate(numbers)},
        asked=passes,
    )
    clipped = clip_balances(rows, told.table)
    table = clipped.table
    if labels:
        clipped.rows.cube([name for name in labels if name in rows.columns and name not in table.keys])
    findings = tuple(replace(finding, file=scan.file) for finding in told.findings)
    below = tuple(replace(check, file=scan.file) for check in clipped.checks)
    return InEngine(clipped.rows, table, (*findings, *clipped.findings), below, edition)


def _words(scan: Scan, numbers: Sequence[NumberCells], choose_method: Chooser, options: Options) -> dict[str, nw.Expr]:
    """Return the columns that make a key; a number of a step table is one that lies in the same intervals."""
    edges = key_edges(choose_method, options)
    units = [f"{cells.column}_unit" for cells in numbers]
    reading = readers(pd.DataFrame(columns=list(scan.columns)), options.defaults)
    names = dict.fromkeys([*reading, *edges, *units, *_ALSO])
    measured = {cells.column for cells in numbers}
    return {
        name: _interval(name, edges[name]) if edges.get(name) and not is_text(scan.schema[name]) else scan.word(name)
        for name in names
        if name in scan.schema and name not in measured
    }


def _interval(name: str, ends: Sequence[float]) -> nw.Expr:
    """Return a number that lies in the same intervals of a step table: few distinct keys, however many numbers."""
    cell = nw.col(name).cast(nw.Float64)
    below = ends[0] - 1.0
    chain = nw.when(cell < ends[0]).then(nw.lit(below))
    for at, end in enumerate(ends):
        chain = chain.when(cell == end).then(nw.lit(float(end)))
        following = ends[at + 1] if at + 1 < len(ends) else None
        if following is not None:
            chain = chain.when(cell < following).then(nw.lit((end + following) / 2.0))
    inside = chain.otherwise(nw.lit(ends[-1] + 1.0))
    return nw.when(~(cell.is_null() | cell.is_nan()).fill_null(value=True)).then(inside)


def _check_ids(scan: Scan, passes: Passes) -> None:
    """Refuse ids that are blank or stand twice."""
    if "id" not in scan.schema:
        return
    counted = scan.frame.group_by("id").agg(nw.len().alias("rows"))
    twice = fetch(counted.filter((nw.col("rows") > 1) | nw.col("id").is_null()).head(20))
    passes.note("unique ids", int(twice["rows"].sum()), len(twice), 0.0)
    if len(twice):
        problems = [
            Problem(scan.file, "", "id", repr(name), "the id is blank or stands twice", "Make ids unique.")
            for name in twice["id"]
        ]
        message = f"{len(problems)} ids or more are blank or repeated"
        raise DataError(message, problems)


def _in_memory(scan: Scan, choose_method: Chooser, options: Options, prepare: Prepare) -> Estimated:
    """Estimate in memory what no group tells.

    That is: factors that are functions of columns (speed, engine work, manure), gross calorific values, periods
    over several years.
    """
    rows = int(fetch(scan.frame.select(nw.len().alias("rows")))["rows"].iloc[0])
    if rows > settings.limit:
        message = (
            f"{rows:,} rows with functions of columns, gross calorific values (gcv) or periods over several years are "
            f"estimated in memory, up to {settings.limit:,}: estimate them in parts and combine, or raise "
            "zc.options(limit=...)"
        )
        raise DataError(message)
    frame = fetch(scan.frame.select(*(nw.col(name) for name in scan.columns)))
    return estimate_rows(prepare(frame), choose_method, options)
