"""Any data frame, and plain lists and mappings, as a data frame of pandas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.errors import DataError

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
        It is no table.

    Examples
    --------
    >>> to_pandas([{"fuel": "diesel", "amount": 1.0}])["fuel"].tolist()
    ['diesel']
    >>> to_pandas({"fuel": "diesel", "amount": 1.0}).shape
    (1, 2)
    """
    if isinstance(source, pd.DataFrame):
        return source
    if is_plain(source):
        return _of_plain(source, what)
    try:
        native = nw.from_native(source) if lazy else nw.from_native(source, eager_only=True)
    except TypeError as error:
        kind = "a data frame" if lazy else "an eager data frame"
        raise DataError(f"{what} are {kind}, not {type(source).__name__}") from error
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
        cells = [cell if type(cell) in _PLAIN else _as_text(cell) for cell in column.to_numpy(object)]
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
    if not isinstance(source, Mapping):
        return pd.DataFrame.from_records([dict(row) for row in source])
    columns = {name: _cells(value) for name, value in source.items()}
    lengths = {len(cells) for cells in columns.values() if isinstance(cells, list)}
    if len(lengths) > 1:
        raise DataError(f"{what} have columns of {', '.join(map(str, sorted(lengths)))} cells: give one length")
    index = pd.RangeIndex(lengths.pop() if lengths else 1)
    return pd.DataFrame(columns, index=index)


def _cells(value: Any) -> Any:
    """Return the cells of a column as a list; a single value stands for every row."""
    if isinstance(value, pd.Series | np.ndarray):
        return value.tolist()
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str | bytes) else value


def _as_text(cell: object) -> object:
    """Return a cell of another kind as a number where it is one, else as its text."""
    if isinstance(cell, np.integer | np.floating):
        return cell.item()
    return repr(cell)
