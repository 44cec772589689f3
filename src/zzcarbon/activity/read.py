"""Read activity data from CSV, Excel or any data frame."""

from __future__ import annotations

from os import PathLike

import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.detection import BelowDetection, below_detection
from zzcarbon.tables.frames import to_pandas
from zzcarbon.tables.headers import header_and_unit
from zzcarbon.tables.limits import ReadLimits
from zzcarbon.tables.read import read_table
from zzcarbon.tables.unread import Unread

__all__ = ["read_activity", "to_pandas"]


def read_activity(
    path: str | PathLike[str],
    *,
    encoding: str = "utf-8-sig",
    sheet: str | int = 0,
    below_detection: BelowDetection = "",
    limits: ReadLimits | None = None,
) -> pd.DataFrame:
    """Read activity data; Chinese column names are understood, cells stay as they are written.

    Parameters
    ----------
    path : path
        A ``.csv``, ``.tsv``, ``.txt`` or ``.xlsx`` file. Titles may stand above the header; a unit may stand in
        brackets behind the name of a column, or in the row below it.
    encoding : str
        Encoding of a text file; files of Chinese Excel are often ``"gb18030"``. UTF-16 is seen by itself.
    sheet : str or int
        Sheet of a workbook.
    below_detection : str
        What results below the limit of detection (``<4``, ``4L``, 未检出) count as where the row does not say it:
        ``zero``, ``half`` or ``limit`` of the limit. Empty: such rows are problems.
    limits : ReadLimits, optional
        Sizes beyond which a file is refused before it is read.

    Returns
    -------
    pandas.DataFrame
        Columns by their standard names. ``attrs["matched"]`` says which header became which column.

    Raises
    ------
    DataError
        The file cannot be read, or its columns cannot be used.
    FileNotFoundError
        There is no such file.
    ImportError
        A workbook without the extra ``excel``.
    """
    frame = read_table(path, encoding=encoding, sheet=sheet, limits=limits)
    matched = {name: header_and_unit(name)[0] for name in frame.columns}
    attrs = {**frame.attrs, "matched": {name: column for name, column in matched.items() if column}}
    named = standard_columns(frame, file=str(frame.attrs["file"])).copy()
    named.attrs = attrs
    return _with_choice(named, below_detection)


def _with_choice(frame: pd.DataFrame, choice: str) -> pd.DataFrame:
    """Write into the rows what the caller chose for results below the limit of detection."""
    read = below_detection(choice)
    if isinstance(read, Unread):
        problem = Problem("", "", "below_detection", shown(choice), read.problem, read.remedy)
        raise DataError("the activity data cannot be read", [problem])
    if read:
        said = frame["below_detection"] if "below_detection" in frame else pd.Series("", index=frame.index)
        frame["below_detection"] = said.where(said.notna() & (said != ""), read)
    return frame
