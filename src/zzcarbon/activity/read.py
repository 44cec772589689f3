"""Read activity data from CSV, Excel or any data frame."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem

__all__ = ["read_activity", "to_pandas"]


def read_activity(path: str | PathLike[str], *, encoding: str = "utf-8-sig", sheet: str | int = 0) -> pd.DataFrame:
    """Read activity data; Chinese column names are understood, cells stay as they are written.

    Parameters
    ----------
    path : path
        A ``.csv`` or ``.xlsx`` file.
    encoding : str
        Encoding of a CSV file; files of Chinese Excel are often ``"gb18030"``.
    sheet : str or int
        Sheet of a workbook.

    Raises
    ------
    DataError
        The file cannot be read, or its columns cannot be used.
    """
    source = Path(path)
    try:
        if source.suffix.lower() in {".xlsx", ".xlsm"}:
            frame = pd.read_excel(source, sheet_name=sheet)
        else:
            frame = pd.read_csv(source, encoding=encoding, keep_default_na=False, na_values=[""])
    except UnicodeDecodeError as error:
        remedy = "Give encoding='gb18030', or save the file as UTF-8."
        problem = Problem(str(source), "", "", "", f"the file is not {encoding}", remedy)
        message = "the activity data cannot be read"
        raise DataError(message, [problem]) from error
    named = standard_columns(frame, file=source.name).copy()
    named.attrs["file"] = source.name
    return named


def to_pandas(frame: Any) -> pd.DataFrame:
    """Return any data frame as pandas: Polars, PyArrow, DuckDB, Dask, PySpark.

    Raises
    ------
    DataError
        It is no data frame.
    """
    if isinstance(frame, pd.DataFrame):
        return frame
    try:
        native = nw.from_native(frame)
    except TypeError as error:
        message = f"activity data are a data frame, not {type(frame).__name__}"
        raise DataError(message) from error
    eager = native.collect() if isinstance(native, nw.LazyFrame) else native
    return eager.to_pandas()
