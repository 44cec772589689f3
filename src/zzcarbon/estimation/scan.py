"""A frame of any engine, its columns under their standard names, and what they are read as; no row is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.cells import is_text
from zzcarbon.estimation.engines import engine_of, open_frame

__all__ = ["Scan", "scan_frame"]

_ISO_PERIOD = r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?(?:T[0-9:.]+Z?)?)?(?:/.+)?$"
_NESTED = (nw.List, nw.Struct, nw.Array)


@dataclass(frozen=True)
class Scan:
    """A frame that is not read yet.

    Attributes
    ----------
    frame : narwhals.LazyFrame
        Its columns have their standard names.
    schema : mapping of str to narwhals dtype
    file : str
        What problems name as the file.
    """

    frame: nw.LazyFrame[Any]
    schema: Mapping[str, Any]
    file: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Standard names of the columns."""
        return tuple(self.schema)

    @property
    def engine(self) -> str:
        """Name of the engine."""
        return engine_of(self.frame)

    def word(self, name: str, *, shorten: bool = True) -> nw.Expr:
        """Return a column of words as it is grouped by: categories and dates as text, a period by its year.

        The factors of an hour are those of its year: 8,760 hours are one key. A period that is no period
        stays as it is and is told.
        """
        dtype = self.schema[name]
        cell = nw.col(name)
        if dtype == nw.Date:
            cell = cell.dt.to_string("%Y-%m-%d")
        elif dtype == nw.Datetime:
            cell = cell.dt.to_string("%Y-%m-%dT%H:%M:%S")
        elif dtype in {nw.Categorical, nw.Enum}:
            cell = cell.cast(nw.String)
        elif dtype == nw.Boolean:
            cell = cell.cast(nw.Int64)
        elif dtype in {nw.Float32, nw.Float64}:
            cell = nw.when(~cell.is_nan()).then(cell)  # NaN and null are one blank
        if name == "period" and shorten and is_text(dtype):
            year = cell.str.contains(_ISO_PERIOD).fill_null(value=False)
            cell = nw.when(year).then(cell.str.slice(0, 4)).otherwise(cell)
        return cell


def scan_frame(native: Any, required: Iterable[str] = (), *, file: str = "") -> Scan:
    """Look at a frame: its columns and their types.

    Parameters
    ----------
    native : data frame
        Polars, PyArrow, DuckDB, Dask, PySpark or pandas.
    required : iterable of str
        Columns that must be there.
    file : str
        What problems name as the file.

    Raises
    ------
    DataError
        It is no data frame, columns are missing or mean the same, a column holds lists or records, or the
        engine cannot say what its columns are; the engine's own error is the cause.
    """
    frame = open_frame(native)
    try:
        given = frame.collect_schema()
    except Exception as error:
        message = f"{engine_of(frame)} cannot say which columns the activity data have: {error}"
        raise DataError(message) from error
    named = standard_columns(pd.DataFrame(columns=list(given)), required, file=file)
    names = dict(zip(given, map(str, named.columns), strict=True))
    nested = [names[name] for name, dtype in given.items() if any(dtype == kind for kind in _NESTED)]
    if nested:
        remedy = "Unpack the column, one value a cell, or leave it out."
        message = "the columns of the activity data cannot be used"
        raise DataError(message, [Problem(file, "", n, str(given[n]), "lists or records", remedy) for n in nested])
    renamed = {old: new for old, new in names.items() if old != new}
    return Scan(frame.rename(renamed) if renamed else frame, {names[n]: dtype for n, dtype in given.items()}, file)
