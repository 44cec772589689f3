"""Tables beside the activity data (fleets, deposits, charges, shares): one way to read them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.tables import Cells, open_table, row_numbers
from zzcarbon.tables.headers import cell_word
from zzcarbon.vocabulary.terms import term

__all__ = ["SideTable", "refuse_tables"]

_SUM = "Leave the row out: it is the sum of others."


class SideTable(Cells):
    """A table that functions make activity rows from.

    Parameters
    ----------
    source : path, data frame, or plain rows
        Columns by their standard or Chinese names; units in columns of their own, in brackets behind a header or
        in a row below it.
    what : str
        What the table holds, for messages: ``"deposits"``.
    required : iterable of str
        Columns that must be there.
    remedies : mapping of str to str
        What to give where one of them is missing.

    Notes
    -----
    Nothing is raised before `check` or `refuse_tables`: a column that is missing reads as blank.
    """

    def __init__(
        self, source: object, what: str, required: Iterable[str] = (), remedies: Mapping[str, str] | None = None
    ) -> None:
        given = open_table(source, what)
        file = str(given.attrs.get("file", "")) or what
        super().__init__(standard_columns(given, file=file).reset_index(drop=True), file, row_numbers(given))
        self.what = what
        for name in required:
            if name not in self.frame:
                have = ", ".join(map(str, self.frame.columns[:20])) or "none"
                remedy = (remedies or {}).get(name, "Add it.")
                self.report_table(name, "the column is missing", f"{remedy} Columns: {have}.")
        if not len(self.frame):
            self.report_table("", "no rows", "Check the file or the filter.")

    def words(self, *names: str, needed: Iterable[str] = ()) -> pd.DataFrame:
        """Return the keys of words, in whatever language they stand; a total row is a problem.

        Parameters
        ----------
        *names : str
            Columns; those that are not there are left out.
        needed : iterable of str
            Those of them where a blank is a problem.
        """
        keys = {}
        for name in names:
            if name not in self.frame:
                continue
            texts = self.text(name)
            self.report(_totals(texts), name, "a total row stands beside its parts", _SUM)
            if name in needed:
                self.report(texts == "", name, f"{name} is empty", "Name it.")
            codes, distinct = pd.factorize(texts)
            found = np.array([term(str(text)) for text in distinct], dtype=object)
            keys[name] = found[codes] if len(distinct) else texts
        return pd.DataFrame(keys, index=self.frame.index)

    def amounts(self, unit: str = "t") -> npt.NDArray[np.float64]:
        """Return the column ``amount`` in one unit; a blank unit is a problem.

        Parameters
        ----------
        unit : str
            Unit of the result.
        """
        return self.in_unit("amount", unit, low=0.0, unit_column="unit")

    def rows_with_problems(self, column: str) -> npt.NDArray[np.bool_]:
        """Mark the rows of which a cell is reported already."""
        named = {problem.row for problem in self.problems if problem.column == column}
        return np.array([str(row) in named for row in self.rows], dtype=bool)

    def check(self) -> None:
        """Raise what was found so far.

        Raises
        ------
        DataError
            Something was found.
        """
        refuse_tables(f"the {self.what} cannot be used", [self])


def refuse_tables(message: str, tables: Sequence[Cells], problems: Iterable[Problem] = ()) -> None:
    """Raise the problems of several tables, and others beside them, all at once.

    Raises
    ------
    DataError
        There are any.
    """
    found = [*(problem for table in tables for problem in table.problems), *problems]
    if found:
        count = f"{len(found)} problems" if len(found) > 1 else "1 problem"
        raise DataError(f"{message}: {count}", dict.fromkeys(found))


def _totals(texts: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Mark cells that say 合计, total and the like."""
    return np.array([cell_word("total", str(text).rstrip(":：")) is not None for text in texts], dtype=bool)
