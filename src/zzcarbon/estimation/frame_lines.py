"""The rows of an engine written out where they are: one line per row and substance, by one join."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.distinct_lines import LINE
from zzcarbon.estimation.engines import Lazy
from zzcarbon.estimation.frame_rows import FrameRows
from zzcarbon.estimation.lines import label_name

__all__ = ["frame_lines", "frame_problems"]

_ANSWERED = ("substance", "flow", "notation")
"""Columns of the rows that the result says itself."""

_VALUE = "zz_value"


def frame_lines(rows: FrameRows, table: CoefficientTable) -> Lazy:
    """Return the columns of the rows, substance, emission, unit, notation and coefficient; nothing is run.

    The emission of a line is the sum of its coefficients times the row terms [t], null under a notation.
    """
    small, valued = _coefficients(rows, table)
    joined = rows.joined(small)
    values = [nw.col(f"{_VALUE} {at}") * rows.clipped_term(at) for at in valued]
    total = values[0] if values else nw.lit(0.0)
    for value in values[1:]:
        total = total + value
    number = nw.when(nw.col("zz_notation") == "").then(total)
    own = [name for name in rows.columns if name not in _ANSWERED]
    named = {name: name if name == "id" else label_name(name, own) for name in own}
    return joined.select(
        *(nw.col(name).alias(new) for name, new in named.items()),
        nw.col("zz_substance").alias("substance"),
        nw.col("zz_flow").alias("flow"),
        number.alias("emission"),
        nw.lit("t").alias("unit"),
        nw.col("zz_notation").alias("notation"),
        nw.col("zz_id").alias("coefficient_id"),
    )


def frame_problems(rows: FrameRows, lines: pd.DataFrame) -> Lazy:
    """Return the rows with a problem as they were given, with what is wrong; nothing is run.

    Parameters
    ----------
    rows : FrameRows
    lines : pandas.DataFrame
        ``zz_line`` and the columns that say what is wrong.
    """
    joined = rows.joined(lines)
    told = {name: f"problem_{name}" if name in rows.columns else name for name in map(str, lines) if name != LINE}
    return joined.select(
        *(nw.col(name) for name in rows.columns), *(nw.col(name).alias(new) for name, new in told.items())
    )


def _coefficients(rows: FrameRows, table: CoefficientTable) -> tuple[pd.DataFrame, list[int]]:
    """Return the coefficients of each line of words: one row for each substance, one column for each term."""
    places = list(rows.places) or list(range(len(rows.terms)))
    of_place = {place: at for at, place in enumerate(places)}
    things, lines = table.lines_of(rows.codes.astype(np.int64) + rows.first_key)
    flat = pd.DataFrame({
        LINE: things, "zz_substance": table.lines["substance"].to_numpy(object)[lines],
        "zz_flow": table.keys["flow"].to_numpy(object)[table.lines["key"].to_numpy()[lines]],
        "zz_notation": table.notation[lines], "zz_id": table.lines["id"].to_numpy(object)[lines],
        "term": [of_place[int(place)] for place in table.term[lines]], "value": table.values[lines],
    })  # fmt: skip
    valued = sorted(flat.loc[flat["value"].notna(), "term"].unique().tolist())
    for at in valued:
        flat[f"{_VALUE} {at}"] = np.where((flat["term"] == at) & flat["value"].notna(), flat["value"], 0.0)
    how = {f"{_VALUE} {at}": "sum" for at in valued}
    first = dict.fromkeys(("zz_flow", "zz_notation", "zz_id"), "first")
    grouped = flat.groupby([LINE, "zz_substance"], sort=False).agg({**first, **how}).reset_index()
    return grouped, valued
