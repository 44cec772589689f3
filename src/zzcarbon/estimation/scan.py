"""A frame of any engine, its columns under their standard names, and what they are read as; no row is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.cells import is_text
from zzcarbon.estimation.engines import Lazy, engine_errors, engine_of, is_dataset, open_frame
from zzcarbon.estimation.uneven_files import dropped_columns
from zzcarbon.tables.numbering import ROW_ID, row_id

__all__ = ["Scan", "scan_frame"]

_ISO_PERIOD = r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?(?:T[0-9:.]+Z?)?)?$"
_POSITION = "zz_position"
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
    numbered : bool
        Whether rows without id have a position: those of a frame in memory.
    across : tuple of Problem
        Columns that only some files have and the frame leaves out.
    asked : list of dict
        The queries so far, for all that is made of the frame.
    """

    frame: Lazy
    schema: Mapping[str, Any]
    file: str = ""
    numbered: bool = False
    across: tuple[Problem, ...] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)

    def note(self, asked: str, rows: int, groups: int) -> None:
        """Add a query whose time is not taken."""
        self.asked.append({"asked": asked, "rows": rows, "groups": groups, "seconds": 0.0})

    @property
    def order(self) -> nw.Expr | None:
        """What the first row of a group is found by: its id, or its position in a frame that has one."""
        return nw.col(_POSITION) if self.numbered else self.id

    @property
    def id(self) -> nw.Expr | None:
        """Id of each row as text; None where rows have neither a column ``id`` nor a position."""
        if "id" in self.schema:
            return nw.col("id").cast(nw.String)
        if not self.numbered:
            return None
        return nw.concat_str([nw.lit(ROW_ID), (nw.col(_POSITION) + 1).cast(nw.String)])

    def id_text(self, order: Any) -> str:
        """Return the id of a row from what `order` says of it."""
        return row_id(int(order)) if self.numbered else str(order)

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

        The factors of an hour are those of its year: 8,760 hours are one key. An interval, and a period that
        is no period, stay as they are.
        """
        dtype = self.schema[name]
        cell = nw.col(name)
        if dtype == nw.Date:
            cell = cell.dt.to_string("%Y-%m-%d")
        elif dtype == nw.Datetime:
            cell = cell.dt.to_string("%Y-%m-%dT%H:%M:%S")
        elif dtype in {nw.Categorical, nw.Enum, nw.Unknown}:
            cell = cell.cast(nw.String)
        elif dtype == nw.Boolean:
            cell = cell.cast(nw.Int64)
        elif dtype in {nw.Float32, nw.Float64}:
            cell = nw.when(~cell.is_nan()).then(cell)  # NaN and null are one blank
        if name == "period" and shorten and is_text(dtype):
            year = cell.str.contains(_ISO_PERIOD).fill_null(value=False)
            cell = nw.when(year).then(cell.str.slice(0, 4)).otherwise(cell)
        return cell


def scan_frame(native: object, required: Iterable[str] = (), *, file: str = "") -> Scan:
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
        It is no data frame, columns are missing or mean the same, a column holds lists or records, numbers of some
        files are rounded to the type of others, or the engine cannot say what its columns are; the engine's own
        error is the cause.
    """
    frame = open_frame(native, position=_POSITION)
    with engine_errors(frame, "say which columns the activity data have"):
        given = dict(frame.collect_schema())
    own = [name for name in given if name != _POSITION]
    named = standard_columns(pd.DataFrame(columns=own), required, file=file)
    names = dict(zip(own, map(str, named.columns), strict=True))
    nested = [name for name in own if any(given[name] == kind for kind in _NESTED)]
    if nested:
        remedy = "Unpack the column, one value a cell, or leave it out."
        message = "the columns of the activity data cannot be used"
        raise DataError(
            message, [Problem(file, "", names[n], str(given[n]), "lists or records", remedy) for n in nested]
        )
    numbered = given.pop(_POSITION, None) is not None and "id" not in names.values()
    renamed = {old: new for old, new in names.items() if old != new}
    schema = {names[name]: dtype for name, dtype in given.items()}
    engine = "pyarrow" if is_dataset(native) else engine_of(frame)
    across = dropped_columns(native if is_dataset(native) else nw.to_native(frame), engine)
    return Scan(frame.rename(renamed) if renamed else frame, schema, file, numbered=numbered, across=across)
