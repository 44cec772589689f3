"""Numbers as people write them in the cells of a table, told apart from what only looks like one.

A cell is a number (``12.5``, ``１２``, ``1.2e3``, ``1,234.5``, ``1.234,5``), a share in percent (``90%``), a
result below the limit of detection (``<4``, ``4L``, ``ND``, ``未检出``), a notation key (``IE``, ``NO,NE``),
blank, or wrong. What one cell leaves open its column decides: ``1,234`` is 1234 beside ``1,200.5`` and
1.234 beside ``12,5``; beside neither it is said to be open.
"""

from __future__ import annotations

import decimal
import re
import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["NOTATIONS", "Decimal", "NumberColumn", "WrongCells", "distinct_cells", "plain_text", "read_numbers"]

NOTATIONS = ("NE", "NO", "NA", "IE", "C")
"""Notation keys: not estimated, not occurring, not applicable, included elsewhere, confidential."""

Decimal = Literal["", ".", ","]
"""Which mark parts the decimals: empty where the column tells."""

_LEAST_CERTAIN_FIRST = ("NE", "C", "IE", "NA", "NO")
_EMPTY = {"", "nan", "none", "<na>", "nat", "null"}
_NO_NUMBER = {
    "na",
    "n/a",
    "n.a.",
    "-",
    "--",
    "—",
    "–",
    "/",
    "...",
    "…",
    "……",
    ".",
    "无",
    "无数据",
    "缺",
    "缺失",
    "暂缺",
}
_SPREADSHEET_ERRORS = ("#div/0!", "#ref!", "#value!", "#n/a", "#name?", "#num!", "#null!")
_NOT_DETECTED = {"nd", "n.d.", "n.d", "bdl", "未检出", "低于检出限", "<mdl", "<lod", "<dl", "<检出限", "not detected"}

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_INFINITE = re.compile(r"[+-]?inf(?:inity)?", re.IGNORECASE)
_POINTS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_ONE_COMMA = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_COMMA_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACE_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+(?:[eE][+-]?[0-9]{1,3})?")
_POINT_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_BELOW = re.compile(
    r"(?:nd|未检出)?\s*\(?\s*<\s*([^<>()]+?)\s*\)?|([0-9.,]+)\s*L|(?:nd|未检出)\s*\(\s*([0-9.,]+)\s*\)", re.IGNORECASE
)
_KEYS = re.compile(r"(?:NE|NO|NA|IE|C)(?:\s*[,;/+]\s*(?:NE|NO|NA|IE|C))*")

_SEPARATORS = "a number with thousands separators or a decimal comma: which of the two is not said"


@dataclass(frozen=True, slots=True)
class WrongCells:
    """Cells of one column that are no numbers, for one reason.

    Attributes
    ----------
    rows : ndarray of bool, shape (n,)
        Which cells.
    problem, remedy : str
        What is wrong and what to do.
    """

    rows: npt.NDArray[np.bool_]
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers.

    Attributes
    ----------
    values : ndarray of float64, shape (n,)
        The numbers as written, ``90`` of ``90%``; NaN where there is none.
    blank : ndarray of bool, shape (n,)
        Where nothing stands.
    percent : ndarray of bool, shape (n,)
        Where the cell itself says %.
    below : ndarray of bool, shape (n,)
        Where the result is below the limit of detection.
    limit : ndarray of float64, shape (n,)
        The limit of detection where the cell states it, otherwise NaN.
    notation : ndarray of str, shape (n,)
        The notation key of the cell, of several the least certain; otherwise empty.
    wrong : tuple of WrongCells
        What is none of these.
    """

    values: npt.NDArray[np.float64]
    blank: npt.NDArray[np.bool_]
    percent: npt.NDArray[np.bool_]
    below: npt.NDArray[np.bool_]
    limit: npt.NDArray[np.float64]
    notation: npt.NDArray[np.object_]
    wrong: tuple[WrongCells, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    value: float = np.nan
    blank: bool = False
    percent: bool = False
    below: bool = False
    limit: float = np.nan
    notation: str = ""
    problem: str = ""
    remedy: str = ""


_WORD = _Cell(problem="text where a number belongs", remedy="Write a number; the unit goes into its own column.")
_BLANK = _Cell(blank=True)
_FORMULA = _Cell(problem="a formula, not a number", remedy="Save the values, not the formulas.")
_INFINITY = _Cell(problem="the number is not finite", remedy="Give a finite number.")
_ERROR = _Cell(problem="an error of the spreadsheet, not a number", remedy="Mend the formula of the sheet.")
_TRUTH = _Cell(problem="yes or no where a number belongs", remedy="Write a number.")
_DATE = _Cell(problem="a date where a number belongs", remedy="Write a number; dates go into column period.")
_NONE = _Cell(problem="no number", remedy="Give a number, or a notation key (NE, NO, NA, IE, C) in column notation.")
_OPEN = _Cell(problem=_SEPARATORS, remedy="Write 1234.5 without separators.")


def read_numbers(column: pd.Series[Any], *, decimal: Decimal = "") -> NumberColumn:
    """Read a column of numbers; nothing is guessed and nothing dropped.

    Parameters
    ----------
    column : pandas.Series, shape (n,)
        Numbers, or cells of any kind.
    decimal : str
        The mark before the decimals, ``"."`` or ``","``, where the cells of the column do not tell it.

    Returns
    -------
    NumberColumn

    Examples
    --------
    >>> found = read_numbers(pd.Series(["1,234", "12,5", "<4", "IE", "many", ""]))
    >>> found.values.tolist()[:2], found.limit.tolist()[2], found.notation.tolist()[3]
    ([1.234, 12.5], 4.0, 'IE')
    >>> [(wrong.problem, wrong.rows.nonzero()[0].tolist()) for wrong in found.wrong]
    [('text where a number belongs', [4])]
    """
    if column.dtype.kind in "iuf":
        return _of_numbers(column.to_numpy(dtype=np.float64, na_value=np.nan))
    codes, values = _distinct(column)
    texts = [value if _is_number(value) else plain_text(value) for value in values]
    mark = _decimal_mark([text for text in texts if isinstance(text, str)], decimal)
    return _spread(codes, [_read(value, text, mark) for value, text in zip(values, texts, strict=True)])


def plain_text(value: object) -> str:
    """Return a cell as text in one width, without blanks around it; empty where nothing stands.

    Examples
    --------
    >>> plain_text(" ＜４ "), plain_text(None), plain_text(7.0)
    ('<4', '', '7')
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else str(int(value)) if _whole(float(value)) else repr(float(value))
    text = unicodedata.normalize("NFKC", str(value)).replace("−", "-").strip(" \u200b\ufeff\t\r\n")
    return "" if text.casefold() in _EMPTY else text


def _whole(number: float) -> bool:
    return bool(np.isfinite(number)) and number == int(number) and abs(number) < 1e15


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.number | decimal.Decimal) and not isinstance(value, bool | np.bool_)


def _of_numbers(values: npt.NDArray[np.float64]) -> NumberColumn:
    count = len(values)
    blank, none = np.isnan(values), np.zeros(count, bool)
    infinite = np.isinf(values)
    wrong = (WrongCells(infinite, _INFINITY.problem, _INFINITY.remedy),) if infinite.any() else ()
    values = np.where(infinite, np.nan, values) if infinite.any() else values
    return NumberColumn(values, blank, none, none, np.full(count, np.nan), np.full(count, "", object), wrong)


def _distinct(column: pd.Series[Any]) -> tuple[npt.NDArray[np.intp], list[Any]]:
    """Return codes and distinct cells; a yes is not the number one, though Python takes them for equal."""
    cells = column.astype(object)
    truths = [isinstance(cell, bool | np.bool_) for cell in cells]
    if any(truths):
        cells = pd.Series(
            [f"={cell}" if truth else cell for cell, truth in zip(cells, truths, strict=True)], dtype=object
        )
    return distinct_cells(cells)


def distinct_cells(column: pd.Series[Any]) -> tuple[npt.NDArray[np.intp], list[Any]]:
    """Return the code of each row and the distinct cells; lists and mappings, which have no hash, as text."""
    try:
        codes, values = pd.factorize(column, use_na_sentinel=False)
    except TypeError:
        plain = [cell if isinstance(cell, Hashable) else repr(cell) for cell in column]
        codes, values = pd.factorize(pd.Series(plain, dtype=object), use_na_sentinel=False)
    return codes, list(values)


def _decimal_mark(texts: list[str], otherwise: Decimal) -> Decimal:
    """Return the mark that the cells of the column prove; where some prove the one and some the other, none."""
    comma = any(_comma_is_decimal(text) for text in texts)
    point = any(_point_is_decimal(text) for text in texts)
    if comma and point:
        return ""
    return "," if comma else "." if point else otherwise


def _comma_is_decimal(text: str) -> bool:
    if _SPACE_GROUPS.fullmatch(text):
        return "," in text
    groups = _COMMA_GROUPS.fullmatch(text) and not text.lstrip("+-").startswith("0")
    return bool(_POINT_GROUPS.fullmatch(text) or (_DECIMAL_COMMA.fullmatch(text) and not groups))


def _point_is_decimal(text: str) -> bool:
    if _COMMA_GROUPS.fullmatch(text) and not text.lstrip("+-").startswith("0"):
        return not _ONE_COMMA.fullmatch(text)
    return bool("." in text and _PLAIN.fullmatch(text) and not _POINTS.fullmatch(text))


def _read(value: object, text: float | str, mark: Decimal) -> _Cell:
    if not isinstance(text, str):
        number = float(text)
        return _BLANK if np.isnan(number) else _INFINITY if np.isinf(number) else _Cell(number)
    if text in {"=True", "=False"} and value == text:
        return _TRUTH
    if hasattr(value, "year") and hasattr(value, "month"):
        return _DATE
    if not text:
        return _NONE if isinstance(value, str) and value.strip() else _BLANK
    return _read_text(text, mark)


def _read_text(text: str, mark: Decimal) -> _Cell:
    folded = text.casefold()
    if text.startswith(("=", "@")):
        return _FORMULA
    if folded in _SPREADSHEET_ERRORS:
        return _ERROR
    if _KEYS.fullmatch(text) and text != "NA":  # NA is also how statistics programs write that nothing is known
        keys = re.split(r"\s*[,;/+]\s*", text)
        return _Cell(notation=min(keys, key=_LEAST_CERTAIN_FIRST.index))
    if folded in _NO_NUMBER:
        return _NONE
    if folded in _NOT_DETECTED:
        return _Cell(below=True)
    if match := _BELOW.fullmatch(text):
        limit = _number(match[1] or match[2] or match[3], mark)
        return _Cell(below=True, limit=limit.value) if limit.value >= 0 else _WORD
    if text.endswith("%"):
        return replace(share, percent=True) if (share := _number(text[:-1].rstrip(), mark)).problem == "" else share
    return _number(text, mark)


def _number(text: str, mark: Decimal) -> _Cell:
    """Read the digits of a number, in the one way that they can be meant."""
    if _INFINITE.fullmatch(text):
        return _INFINITY
    if _POINTS.fullmatch(text) and mark == ",":
        return _OPEN
    if _PLAIN.fullmatch(text):
        return _finite(text)
    if _ONE_COMMA.fullmatch(text):
        return _OPEN if not mark else _finite(text.replace(",", "." if mark == "," else ""))
    if _SPACE_GROUPS.fullmatch(text):
        return _finite(re.sub(r"[ '’]", "", text).replace(",", "."))
    if _comma_is_decimal(text):
        return _finite(text.replace(".", "").replace(",", "."))
    if _COMMA_GROUPS.fullmatch(text):
        return _finite(text.replace(",", ""))
    return _WORD


def _finite(text: str) -> _Cell:
    number = float(text)
    return _Cell(number) if np.isfinite(number) else _INFINITY


def _spread(codes: npt.NDArray[np.intp], cells: list[_Cell]) -> NumberColumn:
    """Return the column of the cells that the codes name."""

    def column(name: str, kind: Any) -> Any:
        return np.array([getattr(cell, name) for cell in cells], dtype=kind)[codes] if cells else np.zeros(0, kind)

    reasons = dict.fromkeys((cell.problem, cell.remedy) for cell in cells if cell.problem)
    wrong = tuple(
        WrongCells(np.array([cell.problem == problem for cell in cells], bool)[codes], problem, remedy)
        for problem, remedy in reasons
    )
    return NumberColumn(
        column("value", float), column("blank", bool), column("percent", bool), column("below", bool),
        column("limit", float), column("notation", object), wrong,
    )  # fmt: skip
