"""A data frame as a table of a document."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from zzcarbon.document.model import Cell, Column, Kind, Marked, Status, Table, Tone
from zzcarbon.document.sentence_catalogue import title_of, word
from zzcarbon.errors import Problem, require, shown

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cell_of", "frame_problems", "frame_table"]

_YEARS = ("year", "due_year", "base_year", "price_year", "data_year", "from", "to", "earliest", "latest", "vintage")
_NO_END = {"0001-01-01", "9999-12-31", "9999"}
"""What stands for a period without beginning or end: blank for a reader."""

_SHARES = ("share", "ratio", "relative", "progress")
_MASSES = (
    "emission", "emission_other", "difference", "lower", "upper", "gross", "offset", "net", "reduction",
    "achieved", "required", "gap", "surplus",
)  # fmt: skip
_TONES: Mapping[str, Tone] = {"met": "good", "not met": "bad", "undetermined": "open"}


def frame_table(
    frame: pd.DataFrame,
    key: str,
    caption: str,
    *,
    language: str | None = None,
    units: Mapping[str, str] | None = None,
    names: Callable[[str, object], str] | None = None,
    folded: bool = False,
) -> Table:
    """Return a frame as a table: a column of one unit goes to the heads, a notation stands beside its number.

    Parameters
    ----------
    frame : data frame
        What to show.
    key, caption : str
        As of `Table`.
    language : {"en", "zh"}, optional
        Language of the headings.
    units : mapping of str to str, optional
        Units of columns.
    names : callable, optional
        Gives the name of a word of a column in the language.
    folded : bool
        As of `Table`.
    """
    units = dict(units or {})
    hidden = set()
    masses = any(name in _MASSES for name in frame)
    if masses and "unit" in frame and len(set(frame["unit"])) == 1:
        units = {name: str(frame["unit"].iloc[0]) for name in frame if name in _MASSES} | units
        hidden.add("unit")
    marked = "notation" in frame and "emission" in frame
    hidden |= {"notation"} if marked else set()
    shown = [str(name) for name in frame.columns if name not in hidden]
    columns = tuple(Column(name, title_of(name, language), units.get(name, ""), _kind(frame, name)) for name in shown)
    marks = frame["notation"].tolist() if marked else [""] * len(frame)
    values = zip(*(frame[name].tolist() for name in shown), strict=True)
    rows = tuple(
        tuple(
            _cell(value, column, mark if column.key == "emission" else "", language, names)
            for value, column in zip(row, columns, strict=True)
        )
        for row, mark in zip(values, marks, strict=True)
    )
    return Table(key, caption, columns, rows, folded)


def cell_of(value: object) -> Cell:
    """Return a value of a frame as a cell: a number as it is, nothing for a gap, all else as text.

    Examples
    --------
    >>> cell_of(2.5), cell_of(float("nan")), cell_of(None), cell_of("kiln"), cell_of(("kiln", "mill"))
    (2.5, None, None, 'kiln', 'kiln, mill')
    """
    if value is None or value != value:  # noqa: PLR0124  (NaN)
        return None
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value) if math.isfinite(value) else str(value)
    return str(value).removesuffix(" 00:00:00")


def _kind(frame: pd.DataFrame, name: str) -> Kind:
    if name == "status":
        return "status"
    numeric = frame[name].dtype.kind in "iuf" if hasattr(frame[name].dtype, "kind") else False
    if not numeric:
        return "text"
    if name in _YEARS:
        return "year"
    return "share" if name in _SHARES else "number"


def _cell(
    value: object, column: Column, mark: object, language: str | None, names: Callable[[str, object], str] | None
) -> Cell:
    cell = cell_of(value)
    if str(cell) in _NO_END and column.kind in {"text", "year"}:
        return None
    if mark and isinstance(mark, str):
        return Marked(float(cell) if isinstance(cell, int | float) else None, mark)
    if column.kind == "status" and isinstance(cell, str):
        return Status(word(cell, language), _TONES.get(cell, "plain"))
    if isinstance(cell, str):
        return names(column.key, cell) if names else word(cell, language)
    return cell


def frame_problems(frame: pd.DataFrame, labels: Sequence[str], figures: Sequence[str]) -> list[Problem]:
    """Return what a frame of sums lacks to be drawn or written: columns, and numbers in those of figures.

    Raises
    ------
    DataError
        It is no frame.
    """
    import pandas as pd

    require(frame, pd.DataFrame, "inventory.by(...)")
    missing = [name for name in (*labels, *figures) if name not in frame]
    have = f"Columns: {', '.join(map(str, frame.columns))}."
    problems = [Problem("", "", name, "", "the column is missing", have) for name in missing]
    for name in (name for name in figures if name not in missing):
        told = frame[name].notna() & pd.to_numeric(frame[name], errors="coerce").isna()
        problems += [
            Problem("", str(row), name, shown(frame[name].iloc[row - 1]), "not a number", "Give a number.")
            for row in (told.to_numpy().nonzero()[0] + 1).tolist()
        ]
    return problems
