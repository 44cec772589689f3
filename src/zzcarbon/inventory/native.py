"""The rows of an inventory as frames of the engine that holds them."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.distinct_lines import LINE
from zzcarbon.estimation.frame_lines import frame_lines, frame_problems
from zzcarbon.estimation.frame_rows import FrameRows
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.facts import ID, KEY, PLACE, TERM

__all__ = ["is_native", "native_lines", "native_problems", "native_rows"]


def is_native(rows: Rows) -> bool:
    """Whether rows stay in an engine; of several estimates, whether any does."""
    return any(isinstance(part, FrameRows) for part in rows.parts)


def native_lines(rows: Rows, table: CoefficientTable) -> Any:
    """Return one line per row and substance in the engine.

    Raises
    ------
    DataError
        The rows lie in more than one place.
    """
    frames = [frame_lines(part, table) for part in _frames(rows)]
    if len({frame.implementation for frame in frames}) > 1:
        raise _scattered()
    if len(frames) == 1:
        return nw.to_native(frames[0])
    names = list(dict.fromkeys(name for frame in frames for name in frame.collect_schema()))
    alike = [
        frame.select(*(nw.col(n) if n in frame.collect_schema() else nw.lit(None).alias(n) for n in names))
        for frame in frames
    ]
    return nw.to_native(nw.concat(alike, how="vertical"))


def native_rows(rows: Rows) -> Any:
    """Return the rows in the engine as they were given, with the numbers of key and distinct line and the row terms."""
    (frame,) = _frames(rows)
    line = np.arange(len(frame.lines))
    joined = frame.joined(pd.DataFrame({LINE: line, KEY: frame.codes + frame.first_key, PLACE: line + frame.offset}))
    places = frame.places or tuple(range(len(frame.terms)))
    terms = {place: frame.clipped_term(at) for at, place in enumerate(places)}
    width = frame.width or len(frame.terms)
    ids = [frame.scan.id.alias(ID)] if frame.scan.id is not None and "id" not in frame.columns else []
    return nw.to_native(
        joined.select(
            *(nw.col(name) for name in (*frame.columns, KEY, PLACE)),
            *ids,
            *((terms[at] if at in terms else nw.lit(0.0)).alias(f"{TERM}{at}") for at in range(width)),
        )
    )


def native_problems(rows: Rows, told: pd.DataFrame) -> Any:
    """Return the rows with a problem in the engine, with what is wrong.

    Parameters
    ----------
    rows : Rows
    told : pandas.DataFrame
        ``positions`` and ``keys`` of each problem, and what it says.
    """
    frames = _frames(rows)
    if len(frames) > 1:
        message = "ask the problem_rows of each inventory before combine: their rows are different tables"
        raise DataError(message)
    parts = []
    for row in told.to_dict("records"):
        lines = pd.DataFrame({LINE: frames[0].places_of(row.pop("positions"), row.pop("keys"))})
        parts.append(lines.assign(**{str(name): value for name, value in row.items()}))
    return nw.to_native(frame_problems(frames[0], pd.concat(parts, ignore_index=True)))


def _frames(rows: Rows) -> list[FrameRows]:
    frames = [part for part in rows.parts if isinstance(part, FrameRows)]
    if len(frames) < len(rows.parts):
        raise _scattered()
    return frames


def _scattered() -> DataError:
    return DataError("some rows are in memory or in another engine: take rows() of each inventory before combine")
