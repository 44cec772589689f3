"""Reading tables of outlets: required columns, numbers in their units and words, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, UnitError, UnknownNameError, english
from zzcarbon.tables import Cells, open_table, rename_columns, row_numbers
from zzcarbon.tables.headers import local_names
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["TableReader"]


class TableReader(Cells):
    """Reads the columns of one table and gathers what is wrong with them.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        The table; its columns may have the Chinese names of the glossary.
    required : sequence of str
        Columns that must be there.
    what : str
        What the table is, for the message.

    Raises
    ------
    DataError
        A required column is missing, or there are no rows.
    """

    NOT_A_NUMBER = "not a number"

    def __init__(self, frame: object, required: Sequence[str], what: str) -> None:
        given = open_table(frame, what.removeprefix("the "), table="outlets")
        file = str(given.attrs.get("file", ""))
        table, problems = rename_columns(given, local_names("outlets"), (), file)
        if problems:
            raise DataError(f"{what} cannot be used", problems)
        super().__init__(standard_columns(table, file=file).reset_index(drop=True), file, row_numbers(given))
        self._what = what
        for name in required:
            if name not in self.table:
                self.report_table(name, "the column is missing", "Add it.")
        if not len(self.table):
            self.report_table("", "no rows", "Check the file or the filter.")
        self.check()

    @property
    def table(self) -> pd.DataFrame:
        """The table, columns by their standard names."""
        return self.frame

    def check(self) -> None:
        """Raise what was found so far.

        Raises
        ------
        DataError
            Something was found.
        """
        if self.problems:
            raise DataError(f"{self._what} cannot be used", self.problems)

    def bad(self, rows: npt.NDArray[np.bool_], column: str, problem: str, remedy: str) -> None:
        """Add a problem for each marked row."""
        self.report(rows, column, problem, remedy)

    def numbers(
        self,
        name: str,
        unit: str = "",
        *,
        default: float | None = None,
        low: float = 0.0,
        high: float = np.inf,
        blank: bool = False,
    ) -> npt.NDArray[np.float64]:
        """Return a column of numbers, shape (n,).

        Parameters
        ----------
        name : str
            The column.
        unit : str
            Unit of the result: a column ``<name>_unit`` is read, a blank there means this unit. Empty where the
            caller reads the units by `factors`.
        default : float, optional
            What a missing column or a blank cell stands for [unit of the column].
        low, high : float
            Range that is allowed, both ends included [unit of the column].
        blank : bool
            Whether a blank cell is NaN without being a problem.
        """
        if name not in self.table:
            return np.full(len(self), np.nan if default is None else default)
        values = self.in_unit(name, unit, needed=False) if unit else self.number(name, needed=False)
        empty = self.text(name) == ""
        if default is None and not blank:
            self.report(empty, name, "the cell is empty", f"Give {name}.")
        outside = (values < low) | (values > high)
        self.report(outside, name, f"outside {low:g} to {high:g}", "Check the value and its unit.")
        return values if default is None else np.where(empty, default, values)

    def words(self, name: str, read: Callable[[str], str] = str, *, default: str = "") -> npt.NDArray[np.object_]:
        """Return a column of words, each distinct one read once, shape (n,)."""
        if name not in self.table:
            return np.full(len(self), default, dtype=object)
        column = self.table[name].astype("string").str.strip().fillna("").to_numpy(dtype=object)
        found: dict[str, str] = {}
        for word in dict.fromkeys(column):
            try:
                found[word] = read(word) if word else default
            except UnknownNameError as error:
                found[word] = ""
                self.report(column == word, name, english(error), "Use a known name.")
        return np.array([found[word] for word in column], dtype=object)

    def substances(self) -> npt.NDArray[np.object_]:
        """Return the keys of the column ``substance``, shape (n,)."""
        column = self.words("substance", lambda word: substance(word).key)
        self.report(self.text("substance") == "", "substance", "the substance is not said", "Name it.")
        return column

    def factors(self, name: str, target: str, *, default: str | None = None) -> npt.NDArray[np.float64]:
        """Return by which number each row's unit goes over into a target unit, shape (n,).

        Parameters
        ----------
        name : str
            Column of units.
        target : str
            The unit wanted.
        default : str, optional
            What a missing column or a blank cell stands for; None if every row must say it.
        """
        units = self.words(name, default=default or "")
        found: dict[str, float] = {}
        for unit in dict.fromkeys(units):
            try:
                found[unit] = conversion_factor(unit, target) if unit else np.nan
            except UnitError as error:
                found[unit] = np.nan
                self.report(units == unit, name, english(error), f"Use a unit such as {target}.")
        self.report(units == "", name, "the unit is not said", f"Give {name}, for example {target}.")
        return np.array([found[unit] for unit in units], np.float64)
