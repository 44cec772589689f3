"""An inventory as a folder of Parquet files, written by the engine that holds the rows.

``lines/`` holds one line per row and substance, for any reader of Parquet; ``rows-0/`` ... the rows with key
and row terms and ``inventory.json`` the coefficients, from which the inventory is made again; ``coefficients.csv``
and ``problems.csv`` are for people. ``_SUCCESS`` is written last: a folder without it is not finished.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.engines import Lazy, open_frame, write_folder
from zzcarbon.estimation.rows import Rows
from zzcarbon.files import escaped, write_text
from zzcarbon.inventory.facts import Parts, rows_table, text_of
from zzcarbon.inventory.native import is_native, native_lines, native_rows
from zzcarbon.inventory.store import kinds_of

__all__ = ["DONE", "FACTS", "is_folder", "write_parquet_folder"]

DONE = "_SUCCESS"
FACTS = "inventory.json"
_SUFFIX = ".part"
_TRIES = 100


def write_parquet_folder(
    parts: Parts,
    tables: dict[str, pd.DataFrame],
    frame: pd.DataFrame | None,
    path: str | PathLike[str],
    partition_by: Sequence[str],
) -> None:
    """Write an inventory as a folder; what is interrupted leaves nothing under its name.

    Parameters
    ----------
    parts : Parts
    tables : dict of str to DataFrame
        ``coefficients`` and ``problems`` (one line a kind).
    frame : pandas.DataFrame or None
        The lines of rows in memory; None where the engine writes them.
    path : path
        Folder; one that holds a finished inventory is replaced.
    partition_by : sequence of str
        Columns of the lines of which each combination of values gets a folder of its own.

    Raises
    ------
    DataError
        The folder cannot be written, holds something else, or the engine failed.
    """
    target = Path(path)
    beside = target.with_name(target.name + _SUFFIX)
    _check_place(target)
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        lines = native_lines(parts.activity, parts.table) if frame is None else _table(frame)
        write_folder(_opened(lines), beside / "lines", partition_by)
        kinds = [_write_rows(part, beside / f"rows-{at}") for at, part in enumerate(parts.activity.parts)]
        for name in ("coefficients", "problems"):
            write_text(beside / f"{name}.csv", escaped(tables[name]).to_csv(index=False, lineterminator="\n"))
        write_text(beside / FACTS, text_of(parts, {"kinds": kinds[0], "parts": {}, "folder": len(kinds)}))
        (beside / DONE).touch()
        _put(beside, target)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror or error}"
        raise DataError(message) from error
    finally:
        try:
            _remove(beside)
        except KeyboardInterrupt:  # what interrupted Polars arrives here once more
            _remove(beside)


def is_folder(path: Path) -> bool:
    """Whether a path is a folder that holds a finished inventory.

    Raises
    ------
    DataError
        It is a folder without a finished inventory.
    """
    if not path.is_dir():
        return False
    if not (path / DONE).exists():
        problem = Problem(str(path), "", "", "", f"{DONE} is missing: the inventory is not finished", "Write it again.")
        message = "the folder holds no finished inventory"
        raise DataError(message, [problem])
    return True


def _check_place(target: Path) -> None:
    """Refuse to replace what is not an inventory."""
    if not target.exists() or (target.is_dir() and ((target / DONE).exists() or not any(target.iterdir()))):
        return
    problem = Problem(str(target), "", "", "", "something else has this name", "Give another name, or remove it.")
    message = "an inventory of an engine is written as a folder"
    raise DataError(message, [problem])


def _remove(folder: Path) -> None:
    """Remove a folder; an engine that was interrupted may write into it a moment more."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


def _put(beside: Path, target: Path) -> None:
    """Give the folder its name; one that had the name goes when the new one has it."""
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _write_rows(rows: Rows, folder: Path) -> dict[str, str]:
    """Write the rows with key and row terms; return the kinds of their columns."""
    if is_native(rows):
        native = _opened(native_rows(rows))
        write_folder(native, folder, ())
        return {}
    table = rows_table(rows, placed=True)
    write_folder(_opened(_table(table)), folder, ())
    return kinds_of(table)


def _table(frame: pd.DataFrame) -> object:
    import pyarrow as pa

    return pa.Table.from_pandas(frame, preserve_index=False)


def _opened(native: object) -> Lazy:
    return open_frame(native, position="")
