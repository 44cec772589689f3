"""Reading tables of outlets: required columns, numbers and words, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.activity.read import to_pandas
from zzcarbon.errors import DataError, Problem, UnitError, UnknownNameError, shown
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["TableReader"]

_WATER_FLOW = {"流量": "flow", "流量单位": "flow_unit"}
"""Words that are of water here; in an inventory ``flow`` says what a row does with its substance."""


class TableReader:
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

    def __init__(self, frame: Any, required: Sequence[str], what: str) -> None:
        table = to_pandas(frame)
        self.file = str(table.attrs.get("file", ""))
        table = table.rename(columns={name: _WATER_FLOW.get(str(name).strip(), name) for name in table})
        self.table = standard_columns(table, file=self.file).reset_index(drop=True)
        self._what = what
        self.problems: list[Problem] = []
        for name in required:
            if name not in self.table:
                self.problems.append(Problem(self.file, "", name, "", "the column is missing", "Add it."))
        if not len(self.table):
            self.problems.append(Problem(self.file, "", "", "", "no rows", "Check the file or the filter."))
        self.check()

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
        values = self.table.get(column)
        for row in np.flatnonzero(rows):
            value = "" if values is None else shown(values.iloc[row])
            self.problems.append(Problem(self.file, str(row + 1), column, value, problem, remedy))

    def numbers(
        self, name: str, *, default: float | None = None, low: float = 0.0, high: float = np.inf, blank: bool = False
    ) -> npt.NDArray[np.float64]:
        """Return a column of numbers, shape (n,).

        Parameters
        ----------
        name : str
            The column.
        default : float, optional
            What a missing column or a blank cell stands for [unit of the column].
        low, high : float
            Range that is allowed, both ends included [unit of the column].
        blank : bool
            Whether a blank cell is NaN without being a problem.
        """
        fill = np.nan if default is None else default
        if name not in self.table:
            return np.full(len(self.table), fill)
        column = self.table[name]
        values = pd.to_numeric(column, errors="coerce").to_numpy(np.float64, na_value=np.nan)
        empty = (column.isna() | (column.astype("string").str.strip() == "")).to_numpy(bool, na_value=True)
        self.bad(~empty & ~np.isfinite(values), name, "not a number", "Write a number; the unit has its own column.")
        if default is None and not blank:
            self.bad(empty, name, "the cell is empty", f"Give {name}.")
        limits = f"outside {low:g} to {high:g}"
        with np.errstate(invalid="ignore"):
            self.bad((values < low) | (values > high), name, limits, "Check the value and its unit.")
        return np.where(empty, fill, values)

    def words(self, name: str, read: Callable[[str], str] = str, *, default: str = "") -> npt.NDArray[np.object_]:
        """Return a column of words, each distinct one read once, shape (n,)."""
        if name not in self.table:
            return np.full(len(self.table), default, dtype=object)
        column = self.table[name].astype("string").str.strip().fillna("").to_numpy(dtype=object)
        found: dict[str, str] = {}
        for word in dict.fromkeys(column):
            try:
                found[word] = read(word) if word else default
            except UnknownNameError as error:
                found[word] = ""
                self.bad(column == word, name, str(error), "Use a known name.")
        return np.array([found[word] for word in column], dtype=object)

    def substances(self) -> npt.NDArray[np.object_]:
        """Return the keys of the column ``substance``, shape (n,)."""
        column = self.words("substance", lambda word: substance(word).key)
        blank = (
            self.table["substance"].isna() | (self.table["substance"].astype("string").str.strip() == "")
        ).to_numpy(bool, na_value=True)
        self.bad(blank, "substance", "the substance is not said", "Name it.")
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
                self.bad(units == unit, name, str(error), f"Use a unit such as {target}.")
        self.bad(units == "", name, "the unit is not said", f"Give {name}, for example {target}.")
        return np.array([found[unit] for unit in units], np.float64)
