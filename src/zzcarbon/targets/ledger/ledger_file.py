"""Reading the table of a ledger from a file or from any data frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.targets.columns import pandas_frame

__all__ = ["read_table"]

_NUMBERS = {"reduction", "used_as_offset", "year", "cost", "design_load", "actual_load", "uncertainty"}
_NUMBERS_LOCAL = {"减排量", "削减量", "年份", "年", "年度", "认定年份", "用作替代量", "替代量", "投资"}


def read_table(source: Any, encoding: str) -> tuple[pd.DataFrame, str, Sequence[object] | None]:
    """Return a table, the name of its file and what to call its rows.

    Parameters
    ----------
    source : path, str or data frame
        CSV or Excel file, or a frame of pandas, Polars, PyArrow and the like.
    encoding : str
        Encoding of a CSV file.

    Raises
    ------
    DataError
        The file cannot be read as a table.
    FileNotFoundError
        There is no such file.
    """
    if not isinstance(source, str | Path):
        return pandas_frame(source, "the entries of a ledger"), "", None
    path = Path(source)
    frame = _excel(path) if path.suffix.casefold() in {".xlsx", ".xlsm"} else _csv(path, encoding)
    return frame, path.name, range(2, len(frame) + 2)


def _csv(path: Path, encoding: str) -> pd.DataFrame:
    try:
        header = pd.read_csv(path, encoding=encoding, nrows=0)
        numbers = {name for name in header.columns if str(name).strip().casefold() in _NUMBERS | _NUMBERS_LOCAL}
        texts: dict[Any, Any] = {name: str for name in header.columns if name not in numbers}
        return pd.read_csv(
            path, encoding=encoding, dtype=texts, keep_default_na=False, na_values=[""], low_memory=False
        )
    except UnicodeDecodeError as error:
        problem = Problem(
            path.name, "", "", "", f"the file is not {encoding}", "Chinese Excel writes encoding='gb18030'."
        )
        raise DataError("the ledger cannot be read", [problem]) from error
    except pd.errors.EmptyDataError as error:
        problem = Problem(
            path.name, "", "", "", "the file is empty", "A ledger without entries still has its header row."
        )
        raise DataError("the ledger cannot be read", [problem]) from error
    except pd.errors.ParserError as error:
        problem = Problem(path.name, "", "", "", f"not a table: {shown(str(error).strip())}")
        raise DataError("the ledger cannot be read", [problem]) from error


def _excel(path: Path) -> pd.DataFrame:
    try:
        return pd.read_excel(path, keep_default_na=False, na_values=[""])
    except ImportError as error:
        message = "Excel files need the extra 'excel': pip install 'zzcarbon[excel]'"
        raise DataError(message) from error
