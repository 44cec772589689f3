"""Writing files whole or not at all, and texts that a spreadsheet neither runs nor cuts."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path

import pandas as pd

from zzcarbon.document.messages import message
from zzcarbon.errors import HALF_A_CHARACTER, DataError, Problem, shown
from zzcarbon.logs import LOG

__all__ = [
    "as_file",
    "as_path",
    "check_for_excel",
    "encoded",
    "escaped",
    "existing",
    "need_parquet",
    "not_for_excel",
    "replacing",
    "unescaped",
    "write_text",
    "write_whole",
]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
_EXCEL_TEXT = 32_767
_EXCEL_ROWS = 1_048_575
_EXCEL_COLUMNS = 16_384
_NOT_FOR_EXCEL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHOWN = 20


def existing(path: str | PathLike[str]) -> Path:
    """Return the path of a file that is there.

    Raises
    ------
    DataError
        It is no path, but for example a table.
    FileNotFoundError
        There is none; the text speaks the language of ``zc.options``.
    """
    file = as_path(path)
    if not file.exists():
        raise FileNotFoundError(message(f"there is no file {str(file)!r}"))
    return file


def as_path(path: str | PathLike[str]) -> Path:
    """Return a path; what is none, for example a table, is refused.

    Raises
    ------
    DataError
        It is no path.
    """
    if not isinstance(path, str | PathLike):
        raise DataError(
            f"the path of a file is needed, not {type(path).__name__}: a table in memory goes as it is to the function "
            "that works on it"
        )
    return Path(path)


def as_file(path: str | PathLike[str]) -> Path:
    """Return the path of a file to write.

    Raises
    ------
    DataError
        It names no file.

    Examples
    --------
    >>> as_file("out/a.csv").name
    'a.csv'
    """
    file = as_path(path)
    if not file.name:
        raise DataError(f"{str(path)!r} names no file: write for example 'result.csv'")
    return file


def need_parquet() -> None:
    """Refuse what needs pyarrow where it is not installed, before anything is written.

    Raises
    ------
    ImportError
        The text names the extra, in the language of ``zc.options``.
    """
    try:
        import pyarrow as _  # noqa: F401, ICN001
    except ImportError as error:
        raise ImportError(message("Parquet files need pyarrow: pip install 'zzcarbon[parquet]'")) from error


def write_whole(path: str | PathLike[str], write: Callable[[Path], object]) -> None:
    """Write a file beside its place and move it there in one step: under its name stands the old or the new one.

    Parameters
    ----------
    path : path
        Where the file belongs.
    write : callable
        Writes to the path that it is given.

    Raises
    ------
    OSError
        The place cannot be written; what stood there still does.
    DataError
        The path names no file.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "a.txt"), lambda place: place.write_text("whole"))
    ...     Path(folder, "a.txt").read_text(), len(list(Path(folder).iterdir()))
    ('whole', 1)
    """
    with replacing(path) as place:
        write(place)


@contextmanager
def replacing(path: str | PathLike[str]) -> Iterator[Path]:
    """Give a place beside a file; what stands there at the end takes the name of the file, in one step.

    The file gets the rights that any new file of the user gets; a file that is replaced leaves its own.
    """
    target = as_file(path)
    if not target.parent.is_dir():
        raise FileNotFoundError(message(f"there is no folder {str(target.parent)!r}: make it first"))
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}{target.suffix}")
    try:
        yield beside
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        _on_disk(beside)
        beside.replace(target)
        _on_disk(target.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    LOG.info("written: %s", path)


def write_text(path: str | PathLike[str], text: str, *, encoding: str = "utf-8") -> None:
    """Write a text whole or not at all; line ends stay as they are."""
    content = encoded(text, encoding, file=str(path))
    write_whole(path, lambda place: place.write_bytes(content))


def encoded(text: str, encoding: str = "utf-8", *, file: str = "") -> bytes:
    """Return a text as bytes.

    Raises
    ------
    DataError
        It holds half of a character (a surrogate), which no file can hold.

    Examples
    --------
    >>> encoded("NOx")
    b'NOx'
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        near = shown(text[max(error.start - 20, 0) : error.end + 20])
        problem = Problem(file, "", "", near, HALF_A_CHARACTER, "Correct the text.")
        raise DataError("the text cannot be written", [problem]) from error


def escaped(table: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula; `unescaped` takes it off.

    A carriage return or line feed ends a row where it is not quoted: within a text both are kept as a line feed
    in quotes, at its begin they are escaped.

    Examples
    --------
    >>> escaped(pd.DataFrame({"label": ["=1+1", "plain"]}))["label"].tolist()
    ["'=1+1", 'plain']
    """
    return _each_text(table, lambda text: f"'{text}" if text.startswith(_FORMULA) else text)


def unescaped(table: pd.DataFrame) -> pd.DataFrame:
    """Take off the apostrophe that `escaped` put on."""
    return _each_text(table, lambda text: text.removeprefix("'"))


def check_for_excel(table: pd.DataFrame, *, file: str = "") -> None:
    """Refuse a table that a sheet of Excel cannot hold, by name of what it cannot hold.

    Raises
    ------
    DataError
        Too many rows or columns, text beyond 32,767 characters, or control characters.
    """
    if len(table) > _EXCEL_ROWS or table.shape[1] > _EXCEL_COLUMNS:
        message = f"{len(table)} rows do not fit into an Excel sheet of {_EXCEL_ROWS}: write CSV or Parquet"
        raise DataError(message)
    problems: list[Problem] = []
    for at, name in enumerate(table.columns):
        column = table.iloc[:, at]
        if column.dtype.kind in "iufbmM":
            continue
        for row, value in enumerate((str(name), *column.tolist())):
            if not isinstance(value, str) or not (why := not_for_excel(value)):
                continue
            remedy = "Write CSV or Parquet, or shorten the text."
            problems.append(Problem(file, str(row) if row else "", str(name)[:80], shown(value), why, remedy))
            if len(problems) == _SHOWN:
                raise DataError("the table does not fit into Excel", problems)
    if problems:
        raise DataError("the table does not fit into Excel", problems)


def not_for_excel(text: str) -> str:
    r"""Return why a cell of Excel cannot hold a text; empty where it can.

    Examples
    --------
    >>> not_for_excel("raw coal"), not_for_excel("bell\a")
    ('', 'a control character that Excel cannot hold')
    """
    if len(text) > _EXCEL_TEXT:
        return f"a text of {len(text)} characters: Excel cuts it at {_EXCEL_TEXT}"
    return "a control character that Excel cannot hold" if _NOT_FOR_EXCEL.search(text) else ""


def _each_text(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    changed = table.rename(columns=lambda name: change(str(name)))
    for at, column in enumerate(table.columns):
        if table[column].dtype.kind not in "iufb":
            values = [change(value) if isinstance(value, str) else value for value in table[column].tolist()]
            changed[changed.columns[at]] = pd.Series(values, index=table.index, dtype=object)
    return changed


def _on_disk(path: Path) -> None:
    """Ask the system to put a file or folder on the disk; systems that cannot are left alone."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
