"""Columns of ledgers and observations: their names, and cells read without guessing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem, nearest, shown

__all__ = ["Cells", "LocalNames", "numbers_of", "pandas_frame", "renamed", "texts_of"]

LocalNames = Mapping[str, str]
"""English name of a column to its Chinese names, separated by blanks."""

_EMPTY = {"", "nan", "none", "<na>", "nat", "null"}
_FORMULA = ("=", "@", "\t", "\r")


class Cells:
    """The cells of a table with the problems found in them.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table, columns named in English.
    file : str
        Name of the file, for messages.
    rows : sequence, optional
        What to call each row in messages; the index if left out.
    """

    def __init__(self, frame: pd.DataFrame, file: str = "", rows: Sequence[object] | None = None) -> None:
        self.frame = frame
        self.file = file
        self.problems: list[Problem] = []
        self._rows: Any = frame.index if rows is None else rows

    def __len__(self) -> int:
        return len(self.frame)

    def report(self, mask: NDArray[np.bool_], column: str, problem: str, remedy: str = "") -> None:
        """Report one problem for each row of a mask."""
        if not mask.any():
            return
        values = self.frame.get(column)
        for position in np.flatnonzero(mask).tolist():
            value = "" if values is None else _plain(values.iloc[position])
            self.problems.append(Problem(self.file, str(self._rows[position]), column, value, problem, remedy))

    def text(self, column: str) -> NDArray[np.object_]:
        """Return a column as trimmed text, empty where nothing stands; formulas are reported."""
        if column not in self.frame:
            return np.full(len(self.frame), "", dtype=object)
        codes, values = texts_of(self.frame[column])
        formula = np.fromiter((value.startswith(_FORMULA) or _calls(value) for value in values), bool, len(values))
        if formula.any():
            remedy = "Put the text itself in the cell."
            self.report(formula[codes], column, "the text begins like a spreadsheet formula", remedy)
        return values[codes]

    def number(self, column: str, *, needed: bool = True) -> NDArray[np.float64]:
        """Return a column of finite numbers, NaN where nothing stands; the rest is reported."""
        if column not in self.frame:
            return np.full(len(self.frame), np.nan)
        numbers, empty = numbers_of(self.frame[column])
        if needed:
            self.report(empty, column, "the number is missing")
        bad = ~empty & ~np.isfinite(numbers)
        if bad.any():
            self.report(bad, column, "not a finite number", "Write it without thousands separators or unit.")
        return np.where(bad, np.nan, numbers)

    def translated(self, texts: NDArray[np.object_], column: str, known: Callable[[str], str]) -> NDArray[np.object_]:
        """Return the key of each distinct text; what `known` refuses is reported."""
        codes, values = pd.factorize(texts)
        keys = np.full(len(values), "", dtype=object)
        for number, value in enumerate(values):
            if value == "":
                continue
            try:
                keys[number] = known(value)
            except (LookupError, ValueError) as error:
                self.report(codes == number, column, str(error).rstrip("."))
        found: NDArray[np.object_] = keys[codes] if len(values) else np.full(len(texts), "", dtype=object)
        return found


def pandas_frame(source: Any, what: str) -> pd.DataFrame:
    """Return an eager data frame of any library as one of pandas.

    Raises
    ------
    DataError
        It is no eager data frame.
    """
    if isinstance(source, pd.DataFrame):
        return source
    try:
        made: pd.DataFrame = nw.from_native(source, eager_only=True).to_pandas()
    except TypeError as error:
        message = f"{what} are an eager data frame, not {type(source).__name__}"
        raise DataError(message) from error
    return made


def texts_of(column: pd.Series) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return the distinct texts of a column, trimmed, and the code of each row."""
    codes, values = pd.factorize(column, use_na_sentinel=False)
    plain = np.asarray(values, dtype=object)
    texts = np.fromiter(map(_trimmed, plain), object, len(plain))
    return codes, texts


def numbers_of(column: pd.Series) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return a column as numbers, and where it is empty; what is no number is NaN."""
    if pd.api.types.is_bool_dtype(column):
        return np.full(len(column), np.nan), np.zeros(len(column), dtype=bool)
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.to_numpy(float, na_value=np.nan)
        return numbers, np.isnan(numbers)
    codes, texts = texts_of(column)
    values = np.fromiter((_as_number(text) for text in texts), float, len(texts))
    empty = np.fromiter((text == "" for text in texts), bool, len(texts))
    return values[codes], empty[codes]


def renamed(
    frame: pd.DataFrame, local: LocalNames, needed: Iterable[str], file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a table with English column names, and a problem for each that is missing or twice.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns in English or Chinese; others stay as they are.
    local : mapping
        English name to Chinese names.
    needed : iterable of str
        Columns that must be there.
    file : str
        Name of the file, for messages.
    """
    known = {_folded(name): english for english, names in local.items() for name in (english, *names.split())}
    columns = [known.get(_folded(str(column)), str(column).strip()) for column in frame.columns]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    problems = [Problem(file, "", name, "", "the column stands twice") for name in twice]
    for name in needed:
        if name not in columns:
            near = nearest(name, [column for column in columns if column not in local])
            remedy = f"Is it {' or '.join(map(shown, near))}?" if near else f"Columns: {', '.join(columns)[:200]}."
            problems.append(Problem(file, "", name, "", "the column is missing", remedy))
    return frame.set_axis(columns, axis=1), problems


def _trimmed(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value)).strip(" \u3000\n") if value is not None else ""
    return "" if text.casefold() in _EMPTY else text


def _calls(text: str) -> bool:
    """Whether a text that begins with a sign goes on like a formula: ``+cmd()``, ``-A1``."""
    return text[:1] in {"+", "-"} and len(text) > 1 and (text[1].isalpha() or text[1] in "(=@+-")


def _as_number(text: str) -> float:
    if not text or not text.isascii() or not set(text) <= set("0123456789.+-eE"):
        return np.nan
    try:
        return float(text)
    except ValueError:
        return np.nan


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold().replace(" ", "_")


def _plain(value: object) -> str:
    if isinstance(value, np.generic):
        value = value.item()
    return "" if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)) else shown(value)
