"""Any data frame, and plain lists and mappings, as a data frame of pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.errors import HALF_A_CHARACTER, DataError, Problem, shown

__all__ = ["is_plain", "plain_cells", "to_pandas"]

_PLAIN = {
    str, int, float, bool, type(None), type(pd.NA), type(pd.NaT), pd.Timestamp, pd.Period, date, datetime,
    np.float64, np.float32, np.int64, np.int32, np.bool_, np.str_,
}  # fmt: skip
"""Kinds of cells that readers know."""


def to_pandas(source: Any, what: str = "activity data", *, lazy: bool = True) -> pd.DataFrame:
    """Return a data frame of any library as one of pandas.

    Parameters
    ----------
    source : data frame, list of mappings, or mapping
        pandas, Polars, PyArrow, DuckDB, Dask, PySpark; rows as mappings; columns as sequences, or one row.
    what : str
        What the table holds, for messages.
    lazy : bool
        Whether a lazy frame is collected; otherwise it is refused.

    Raises
    ------
    DataError
        It is no table, or a text holds half of a character, which nothing can write.

    Examples
    --------
    >>> to_pandas([{"fuel": "diesel", "amount": 1.0}])["fuel"].tolist()
    ['diesel']
    >>> to_pandas({"fuel": "diesel", "amount": 1.0}).shape
    (1, 2)
    """
    if isinstance(source, pd.DataFrame):
        return _whole_characters(source, what)
    if is_plain(source):
        return _whole_characters(_of_plain(source, what), what)
    try:
        native = nw.from_native(source) if lazy else nw.from_native(source, eager_only=True)
    except TypeError as error:
        kind = "a data frame" if lazy else "an eager data frame"
        sums = ': its by("year") is one' if callable(getattr(source, "by", None)) else ""
        raise DataError(f"{what} are {kind}, not {type(source).__name__}{sums}") from error
    eager = native.collect() if isinstance(native, nw.LazyFrame) else native
    made: pd.DataFrame = eager.to_pandas()
    return made


def plain_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose cells are text, numbers, dates or nothing; others (lists, bytes) as their text.

    Examples
    --------
    >>> plain_cells(pd.DataFrame({"fuel": ["coke", ["diesel"]]}))["fuel"].tolist()
    ['coke', "['diesel']"]
    """
    odd = {}
    for at in np.flatnonzero([dtype == np.dtype(object) for dtype in frame.dtypes]).tolist():
        name, column = frame.columns[at], frame.iloc[:, at]
        if set(map(type, column.to_numpy(object))) <= _PLAIN:
            continue
        cells = [cell if type(cell) in _PLAIN else _as_plain(cell) for cell in column.to_numpy(object)]
        odd[name] = pd.Series(cells, index=frame.index, dtype=object)
    if not odd:
        return frame
    made = frame.assign(**{str(name): cells for name, cells in odd.items()})
    made.attrs = dict(frame.attrs)
    return made


def is_plain(source: object) -> bool:
    """Whether a table comes as a mapping or as a sequence of mappings.

    Examples
    --------
    >>> is_plain([{"fuel": "diesel"}]), is_plain("diesel"), is_plain([1, 2])
    (True, False, False)
    """
    if isinstance(source, Mapping):
        return True
    rows = isinstance(source, Sequence) and not isinstance(source, str | bytes)
    return rows and all(isinstance(row, Mapping) for row in source)  # type: ignore[attr-defined]


def _of_plain(source: Any, what: str) -> pd.DataFrame:
    _check_headers(source if isinstance(source, Mapping) else {name for row in source for name in row}, what)
    if not isinstance(source, Mapping):
        rows = [dict(row) for row in source]
        try:
            return pd.DataFrame.from_records(rows)
        except UnicodeEncodeError:  # text columns of pandas cannot hold it; its cell is named afterwards
            return pd.DataFrame(rows, dtype=object)
    columns = {name: _cells(value) for name, value in source.items()}
    lengths = {len(cells) for cells in columns.values() if isinstance(cells, list)}
    if len(lengths) > 1:
        raise DataError(f"{what} have columns of {', '.join(map(str, sorted(lengths)))} cells: give one length")
    index = pd.RangeIndex(lengths.pop() if lengths else 1)
    try:
        return pd.DataFrame(columns, index=index)
    except UnicodeEncodeError:
        return pd.DataFrame(columns, index=index, dtype=object)


def _whole_characters(frame: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return a table; texts with half of a character are refused, each by its row and column."""
    _check_headers(frame.columns, what)
    problems: list[Problem] = []
    for at in np.flatnonzero([dtype == np.dtype(object) for dtype in frame.dtypes]).tolist():
        cells = frame.iloc[:, at].tolist()
        if not _half([cell for cell in cells if type(cell) is str]):
            continue
        name = str(frame.columns[at])
        problems += [
            Problem(what, str(row), name, shown(cell), HALF_A_CHARACTER, "Correct the text.")
            for row, cell in enumerate(cells, start=1)
            if type(cell) is str and _half([cell])
        ]
    if problems:
        raise DataError(f"{what} hold half of a character", problems)
    return frame


def _check_headers(names: Iterable[object], what: str) -> None:
    half = sorted(shown(str(name)) for name in names if _half([str(name)]))
    if half:
        problems = [Problem(what, "", "", name, HALF_A_CHARACTER, "Correct the header.") for name in half]
        raise DataError(f"{what} hold half of a character", problems)


def _half(texts: Sequence[str]) -> bool:
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return True
    return False


def _cells(value: object) -> Any:
    """Return the cells of a column as a list; a single value stands for every row."""
    if isinstance(value, pd.Series | np.ndarray):
        return value.tolist()
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str | bytes) else value


def _as_plain(cell: object) -> object:
    """Return a cell of another kind as a number where it is one, else as its text."""
    if isinstance(cell, np.integer | np.floating):
        return cell.item()
    return float(cell) if isinstance(cell, Decimal) else repr(cell)
