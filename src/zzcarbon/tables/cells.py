"""The cells of a table: read, report, go on; every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import Problem, UnitError, english, shown
from zzcarbon.tables.dates import Period, read_period, read_year
from zzcarbon.tables.detection import below_detection, open_results, settled
from zzcarbon.tables.numbering import row_numbers
from zzcarbon.tables.numbers import Decimal, NumberColumn, distinct_cells, plain_text, read_numbers
from zzcarbon.tables.unread import Unread
from zzcarbon.units import conversion_factor

__all__ = ["TRUTHS", "Cells", "numbers_of", "speaks_chinese", "texts_of"]

TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "有", "√"), True),
    **dict.fromkeys(("false", "no", "n", "0", "否", "无", "×"), False),
}
"""Words for yes and no."""

_FORMULA = ("=", "@", "\t", "\r")
_SAMPLE = 50
_SHARE = "a share where a number with a unit belongs"
_PLAIN_NUMBER = "Write the number; the unit has its own column."


class Cells:
    """The cells of a table with the problems found in them.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table, columns named in English.
    file : str
        Name of the file, for messages; what the table says of it if left out.
    rows : sequence, optional
        What to call each row in messages; its number in the file, or from 1, if left out.
    below : str
        What a result below the limit of detection counts as, where the row does not say it in column
        ``below_detection``: ``zero``, ``half``, ``limit``; empty: it is a problem.
    problems : list of Problem, optional
        Where to put what is found; a list of its own if left out.
    """

    NOT_A_NUMBER = "not a finite number"
    """How the problem of a cell begins that is no number."""

    def __init__(
        self,
        frame: pd.DataFrame,
        file: str = "",
        rows: Sequence[object] | None = None,
        *,
        below: str = "",
        problems: list[Problem] | None = None,
    ) -> None:
        self.frame = frame
        self.file = file or str(frame.attrs.get("file", ""))
        self.problems: list[Problem] = [] if problems is None else problems
        self.rows: Any = row_numbers(frame) if rows is None else rows
        self._below = below
        self._decimal: Decimal | None = None

    def __len__(self) -> int:
        return len(self.frame)

    def part(self, positions: NDArray[np.intp]) -> Cells:
        """Return some of the rows, whose numbers are read by the decimal mark of the whole table."""
        rows = [str(self.rows[at]) for at in positions.tolist()]
        made = Cells(self.frame.iloc[positions], self.file, rows, below=self._below)
        made._decimal = self._mark()
        return made

    def report(self, mask: NDArray[np.bool_], column: str, problem: str, remedy: str = "") -> None:
        """Report one problem for each row of a mask."""
        if not mask.any():
            return
        for position in np.flatnonzero(mask).tolist():
            self.report_row(position, column, problem, remedy)

    def report_row(self, position: int, column: str, problem: str, remedy: str = "", value: str | None = None) -> None:
        """Report a problem of one row, by its position from 0; ``value`` is what the cell holds if left out."""
        if value is None:
            value = _plain(self.frame[column].iloc[position]) if column in self.frame else ""
        self.problems.append(Problem(self.file, str(self.rows[position]), column, value, problem, remedy))

    def report_table(self, column: str, problem: str, remedy: str = "") -> None:
        """Report a problem of the table as a whole."""
        self.problems.append(Problem(self.file, "", column, "", problem, remedy))

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
        """Return a column of finite numbers, NaN where nothing stands; the rest, shares in % included, is reported."""
        values, percent = self._number(column, needed=needed)
        self.report(percent, column, _SHARE, _PLAIN_NUMBER)
        return np.where(percent, np.nan, values) if percent.any() else values

    def in_unit(
        self,
        column: str,
        unit: str,
        *,
        needed: bool = True,
        default: float | None = None,
        low: float = -np.inf,
        high: float = np.inf,
        unit_column: str = "",
    ) -> NDArray[np.float64]:
        """Return a column of numbers in one unit, read in the unit that stands beside each of them.

        Parameters
        ----------
        column : str
            The numbers; ``<column>_unit`` holds their units, a blank one means `unit`.
        unit : str
            The unit of the result; ``"1"`` for shares, which may be written in % and ‰.
        needed : bool
            Whether a blank is a problem.
        default : float, optional
            What a blank stands for [unit].
        low, high : float
            Range that is allowed, both ends included [unit].
        unit_column : str
            Column with the unit of several numbers, for rows that do not say a unit of this one; neither is a problem.
        """
        values, percent = self._number(column, needed=needed and default is None)
        values = values * self._factors(column, unit_column or f"{column}_unit", unit, percent)
        outside = (values < low) | (values > high)
        if outside.any():
            self.report(outside, column, _outside(low, high, unit), "Check the value and its unit.")
        return values if default is None else np.where(np.isnan(values), default, values)

    def share(self, column: str, *, needed: bool = True, default: float | None = None) -> NDArray[np.float64]:
        """Return a column of shares from 0 to 1; each row may say %, ‰ or ppm for itself."""
        return self.in_unit(column, "1", needed=needed, default=default, low=0.0, high=1.0)

    def half_width(self, column: str, *, default: float | None = None) -> NDArray[np.float64]:
        """Return a column of relative uncertainties [1]: 20 is no 20 %, and what is above 1 may have either sign."""
        values = self.in_unit(column, "1", needed=False, default=default)
        self.report(values < 0, column, "a negative uncertainty")
        self.report(values > 1, column, "an uncertainty above the figure itself", "Write 20 % as 0.2, or 20%.")
        return values

    def year(self, column: str = "year", *, needed: bool = True) -> NDArray[np.int64]:
        """Return a column of years, 0 where nothing stands or what stands is reported."""
        years: NDArray[np.int64] = self._each(column, read_year, needed=needed, empty=0).astype(np.int64)
        return years

    def periods(self, column: str = "period", *, needed: bool = True) -> list[Period | None]:
        """Return a column of periods, None where nothing stands or what stands is reported."""
        return list(self._each(column, read_period, needed=needed, empty=None))

    def truth(self, column: str, *, default: bool = False) -> NDArray[np.bool_]:
        """Return a column of yes and no, `default` where nothing stands; other words are reported."""
        found: NDArray[np.bool_] = self._each(column, _truth, needed=False, empty=default).astype(bool)
        return found

    def marked(self, column: str, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return for which rows the text of a column is what is asked for; each distinct text is asked once."""
        codes, values = pd.factorize(self.text(column))
        found = np.array([holds(str(value)) for value in values], dtype=bool)
        marked: NDArray[np.bool_] = found[codes] if len(values) else np.zeros(len(self), bool)
        return marked

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
                self.report(codes == number, column, english(error), "Use a known name.")
        found: NDArray[np.object_] = keys[codes] if len(values) else np.full(len(texts), "", dtype=object)
        return found

    def _number(self, column: str, *, needed: bool) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the numbers of a column, and which of them say % themselves."""
        if column not in self.frame:
            return np.full(len(self.frame), np.nan), np.zeros(len(self.frame), bool)
        numbers = read_numbers(self.frame[column], decimal=self._mark())
        empty = numbers.blank | self._says_nothing(column, numbers)
        if needed:
            self.report(empty, column, "the number is missing", "Give it, or leave the row out.")
        for wrong in numbers.wrong:
            why = "" if "finite" in wrong.problem else f": {wrong.problem}"
            self.report(wrong.rows & ~empty, column, f"{self.NOT_A_NUMBER}{why}", wrong.remedy)
        self.report(numbers.notation != "", column, f"{self.NOT_A_NUMBER}: a notation key", "Leave the row out.")
        values = settled(numbers, self._choices(), self._limits(numbers)) if numbers.below.any() else numbers.values
        for rows, problem, remedy in open_results(numbers, values):
            self.report(rows, column, f"{self.NOT_A_NUMBER}: {problem}", remedy)
        return values, numbers.percent

    def _says_nothing(self, column: str, numbers: NumberColumn) -> NDArray[np.bool_]:
        """Mark words such as nan and none, which stand for nothing here."""
        if not any(wrong.problem == "no number" for wrong in numbers.wrong):
            return np.zeros(len(self.frame), bool)
        codes, texts = texts_of(self.frame[column])
        return np.fromiter((text == "" for text in texts), bool, len(texts))[codes]

    def _choices(self) -> NDArray[np.object_]:
        said = self._each("below_detection", below_detection, needed=False, empty="")
        return np.where(said == "", self._below, said)

    def _limits(self, numbers: NumberColumn) -> NDArray[np.float64]:
        if "detection_limit" not in self.frame:
            return np.full(len(self.frame), np.nan)
        limits = read_numbers(self.frame["detection_limit"], decimal=self._mark())
        return np.where(numbers.below, limits.values, np.nan)

    def _factors(self, column: str, shared: str, unit: str, percent: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return by which number each row's unit goes over into a unit: its own, else the one of several columns."""
        own = f"{column}_unit"
        if own not in self.frame and shared not in self.frame:
            if shared != own:
                self.report_table(shared, "the column is missing", f"Write a unit such as {unit}.")
            elif percent.any() and unit not in {"1", "%"}:
                self.report(percent, column, _SHARE, _PLAIN_NUMBER)
            return np.where(percent & (unit != "%"), 0.01, 1.0)
        said = self.text(own)
        name = own if own in self.frame and (said != "").any() else shared
        if shared != own:
            said = np.where(said == "", self.text(shared), said)
            blank = (said == "") & (self.text(column) != "")
            self.report(blank, shared, "the unit is missing", f"Write a unit such as {unit}.")
        units = np.where(said == "", unit, said)
        units = np.where(percent & (units == "1"), "%", units)  # a cell that says % itself
        factors = np.ones(len(units))
        for text in pd.unique(units):
            try:
                factors[units == text] = conversion_factor(str(text), unit)
            except UnitError as error:
                factors[units == text] = np.nan
                self.report(units == text, name, english(error), f"Use a unit such as {unit}.")
        self.report(percent & (units != "%"), column, _SHARE, _PLAIN_NUMBER)
        return factors

    def _each(self, column: str, read: Callable[[object], Any], *, needed: bool, empty: object) -> NDArray[np.object_]:
        """Read each distinct cell of a column once; what is not understood is reported."""
        if column not in self.frame:
            return np.full(len(self.frame), empty, dtype=object)
        codes, values = distinct_cells(self.frame[column])
        found = np.full(len(values), empty, dtype=object)
        for at, value in enumerate(values):
            read_one = read(value)
            if isinstance(read_one, Unread):
                self.report(codes == at, column, read_one.problem, read_one.remedy)
            elif read_one is None or read_one == "":
                if needed:
                    self.report(codes == at, column, f"the {column} is missing", "Give it.")
            else:
                found[at] = read_one
        return found[codes] if len(values) else np.full(0, empty, dtype=object)

    def _mark(self) -> Decimal:
        if self._decimal is None:
            self._decimal = speaks_chinese(self.frame)
        return self._decimal


def speaks_chinese(frame: pd.DataFrame) -> Decimal:
    """Return the decimal mark of a table: a point where its words are Chinese, else what its cells tell.

    Examples
    --------
    >>> speaks_chinese(pd.DataFrame({"减排量": ["1,200"]})), speaks_chinese(pd.DataFrame({"amount": ["1,200"]}))
    ('.', '')
    """
    if frame.attrs.get("decimal"):
        found: Decimal = frame.attrs["decimal"]
        return found
    words = [str(name) for name in frame.columns]
    for at in range(frame.shape[1]):
        column = frame.iloc[:_SAMPLE, at]
        if column.dtype.kind not in "iufbmM":
            words += [cell for cell in column.tolist() if isinstance(cell, str)]
    return "." if any("\u4e00" <= character <= "\u9fff" for word in words for character in word[:200]) else ""


def texts_of(column: pd.Series) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return the distinct texts of a column, trimmed, and the code of each row."""
    codes, values = distinct_cells(column)
    texts = np.fromiter(map(plain_text, values), object, len(values))
    return codes, texts


def numbers_of(column: pd.Series) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return a column as numbers, and where it is empty; what is no number is NaN."""
    numbers = read_numbers(column)
    return numbers.values, numbers.blank


def _truth(value: object) -> bool | Unread | None:
    text = str(value).casefold() if isinstance(value, bool | np.bool_) else plain_text(value).casefold()
    if not text:
        return None
    found = TRUTHS.get(text)
    return Unread("neither yes nor no", "Write true or false.") if found is None else found


def _outside(low: float, high: float, unit: str) -> str:
    of = "" if unit == "1" else f" {unit}"
    return f"below {low:g}{of}" if np.isinf(high) else f"outside {low:g} to {high:g}{of}"


def _calls(text: str) -> bool:
    """Whether a text that begins with a sign goes on like a formula: ``+cmd()``, ``-A1``, ``-2+3+cmd|``."""
    if text[:1] not in {"+", "-"} or len(text) < 2:
        return False
    return text[1].isalpha() or text[1] in "(=@+-" or any(mark in text for mark in ("|", "!"))


def _plain(value: object) -> str:
    if isinstance(value, np.generic):
        value = value.item()
    return "" if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)) else shown(value)
