"""Sums of the errors of amounts of rows of an engine: what their uncertainty is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.amount_errors import ABOVE, BELOW, ERROR, REFUSED, REMEDY, SOURCE, UNIT, WIDEST
from zzcarbon.estimation.cells import BLANK, GOOD, bound_of, kind, number
from zzcarbon.estimation.distinct_lines import LABEL, LINE
from zzcarbon.estimation.frame_words import groups_of, objects
from zzcarbon.estimation.grouped import group_rows, sum_rows

if TYPE_CHECKING:
    from zzcarbon.estimation.frame_rows import FrameRows

__all__ = ["errors_of"]

_COLUMNS = ["group", "key", "term", "other", "source", "sum"]


def errors_of(rows: FrameRows, known: Sequence[str], labels: Sequence[str], unstated: float) -> pd.DataFrame:
    """Sum the errors of the amounts by cell: shared within a source, independent without one.

    Parameters
    ----------
    rows : FrameRows
    known, labels : sequence of str
        Labels that are columns of the rows, and all labels that were asked for.
    unstated : float
        Half-width of amounts that state none. [1]

    Returns
    -------
    pandas.DataFrame
        As ``errors`` of `zzcarbon.estimation.cube.Cube`.

    Raises
    ------
    DataError
        A half-width is negative, above `WIDEST` or no number.
    """
    if ERROR not in rows.scan.schema and not unstated:
        return pd.DataFrame(columns=_COLUMNS)
    count = len(rows.terms)
    pairs = [(first, second) for first in range(count) for second in (-1, *range(first, count))]
    found = _sums(rows, known, pairs, unstated)
    groups, _ = groups_of(found, [f"{LABEL} {name}" if name in known else "" for name in labels], labels)
    told = objects(found["zz_source"]).map(lambda word: "" if word is None else str(word).strip())
    key = rows.codes[found[LINE]].astype(np.int64) + rows.first_key
    places = rows.places or tuple(range(count))
    parts = []
    for first, second in pairs:
        both = found[f"{first} {second}^"] + found[f"{first} {second}_"]
        sums = np.where(rows.estimated[found[LINE]], both, 0.0)
        kept = ((told != "") if second < 0 else (told == "")).to_numpy(bool) & (sums != 0)
        other = places[second] if second >= 0 else -1
        cells = {"group": groups[kept], "key": key[kept], "term": places[first], "other": other}
        parts.append(pd.DataFrame({**cells, "source": told.to_numpy()[kept], "sum": sums[kept]}))
    joined = pd.concat(parts, ignore_index=True)
    return joined.groupby(_COLUMNS[:-1], as_index=False, sort=True)[["sum"]].sum()[_COLUMNS]


def _sums(rows: FrameRows, known: Sequence[str], pairs: Sequence[tuple[int, int]], unstated: float) -> pd.DataFrame:
    """Return by line, labels and source the sums of term x u, and of (term u)(other u) of each pair."""
    error: nw.Expr = nw.lit(unstated)
    wrong: nw.Expr = nw.lit(0)
    if UNIT in rows.scan.schema:
        told = "units of half-widths are not read in an engine"
        raise DataError(REFUSED, [Problem(rows.scan.file, "", UNIT, "", told, f"Drop the column. {REMEDY}")])
    if ERROR in rows.scan.schema:
        dtype = rows.scan.schema[ERROR]
        cell, wrong = number(ERROR, dtype), kind(ERROR, dtype, 0.0, WIDEST)
        wrong = nw.when((wrong == GOOD) | (wrong == BLANK)).then(nw.lit(0)).otherwise(nw.lit(1))
        error = nw.when(cell.is_finite().fill_null(value=False)).then(cell).otherwise(error)
    source = rows.scan.word(SOURCE) if SOURCE in rows.scan.schema else nw.lit("")
    frame, passes = rows.scan.frame, rows.scan.asked
    limits = {"lowest": nw.col("u").min(), "largest": nw.col("u").max(), "wrong": nw.col("w").sum()}
    asked = "limits of the errors of amounts"
    found = group_rows(frame, {}, {"u": error, "w": wrong}, limits, passes=passes, asked=asked).iloc[0]
    largest = float(found["largest"])
    if found["wrong"]:
        reach = f"{found['lowest']:g} to {largest:g}"
        told = BELOW if found["lowest"] < 0 else ABOVE if largest > WIDEST else "a half-width is not a finite number"
        raise DataError(REFUSED, [Problem(rows.scan.file, f"{int(found['wrong'])} rows", ERROR, reach, told, REMEDY)])
    tops = [rows.bound(term) / max(len(rows), 1) * max(largest, 1.0) for term in rows.terms]
    parts, bounds = {}, {}
    for first, second in pairs:
        one = rows.clipped_term(first) * error
        parts[f"{first} {second}"] = one if second < 0 else one * (rows.clipped_term(second) * error)
        bounds[f"{first} {second}"] = bound_of(len(rows), tops[first] * (1.0 if second < 0 else tops[second]))
    by = rows.by(known) | {"zz_source": source}
    return rows.located(sum_rows(frame, by, parts, bounds, passes=passes, asked="sums of errors of amounts"))
