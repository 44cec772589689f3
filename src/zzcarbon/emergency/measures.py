"""The emergency list for heavy-pollution days: measures by warning level, what they reduce, what is required."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.emergency.list_conflicts import LEVELS, conflicts, level_key
from zzcarbon.emergency.list_document import emergency_document
from zzcarbon.errors import DataError, Problem
from zzcarbon.files import check_for_excel, escaped, write_whole
from zzcarbon.settings import chosen_language
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.workbooks import require_excel
from zzcarbon.vocabulary.substances import substance

__all__ = ["EmergencyList", "emergency_list"]

_MEASURES = ("enterprise", "process", "grade", "level", "measure", "cut")
_EMISSIONS = ("enterprise", "process", "substance", "emission", "unit")
_REQUIRED = ("level", "substance", "share", "base", "unit")
_CLOSE = 1e-9
_SHEETS = {"frame": "清单", "sums": "合计", "conflicts": "冲突"}


@dataclass(frozen=True, eq=False)
class EmergencyList(ResultCard):
    """An emergency list. Made by `emergency_list`.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per measure and substance: ``enterprise process grade level measure cut substance emission``
        [t/d] ``reduction`` [t/d]. Where the cuts of a process are more than all of it, its reduction is all
        of it, shared among them.
    sums : pandas.DataFrame
        ``level substance reduction base share required met`` [t/d], [1].
    conflicts : pandas.DataFrame
        ``enterprise process level conflict measures``.
    problems : tuple of Problem
        Processes with measures of which no emission is known.
    """

    frame: pd.DataFrame
    sums: pd.DataFrame
    conflicts: pd.DataFrame
    problems: tuple[Problem, ...]

    def document(self, language: str | None = None) -> Document:
        """Return the list as a document in a language."""
        return emergency_document(self, chosen_language(language))

    def sheet(self) -> pd.DataFrame:
        """Return the list as it is handed out: one row per process, measures and reductions by level.

        Returns
        -------
        pandas.DataFrame
            ``enterprise process grade``, then ``<level>: measures`` and ``<level>: <substance> t/d``.
        """
        keys = ["enterprise", "process", "grade"]
        texts = self.frame.drop_duplicates([*keys, "level", "measure"])
        table = texts[keys].drop_duplicates().set_index(keys)
        for level in [name for name in LEVELS if name in set(self.frame["level"])]:
            own = texts[texts["level"] == level].groupby(keys)["measure"].agg("; ".join)
            table[f"{level}: measures"] = own.reindex(table.index).fillna("")
            rows = self.frame[self.frame["level"] == level]
            for name in sorted(set(rows["substance"]) - {""}):
                mass = rows[rows["substance"] == name].groupby(keys)["reduction"].sum()
                table[f"{level}: {name} t/d"] = mass.reindex(table.index)
        return table.reset_index()

    def to_excel(self, path: str | Path) -> None:
        """Write the list, its sums and its conflicts as sheets of an Excel file.

        Parameters
        ----------
        path : path
            The file to write.

        Raises
        ------
        DataError
            A sheet cannot hold a text.
        ImportError
            The extra ``excel`` is not installed.
        """
        require_excel()
        tables = {"frame": self.sheet(), "sums": self.sums, "conflicts": self.conflicts}
        for table in tables.values():
            check_for_excel(table, file=str(path))

        def write(place: Path) -> None:
            with pd.ExcelWriter(place, engine="openpyxl") as writer:
                for name, table in tables.items():
                    escaped(table).to_excel(writer, sheet_name=_SHEETS[name], index=False)

        write_whole(path, write)


def emergency_list(measures: object, emissions: object, required: object, *, limits: object = None) -> EmergencyList:
    r"""Return the emergency list for heavy-pollution days.

    Parameters
    ----------
    measures : data frame
        ``enterprise process grade level measure cut``: performance grade (A, B, ...), warning level (yellow,
        orange, red), share of the process that stops. [1]
    emissions : data frame
        ``enterprise process substance emission unit``: emission of a day, as `daily_emissions` gives it. [t/d]
    required : data frame
        ``level substance share base unit``: the share of the emission of a day of the whole area (``base``)
        that the list must reduce at a level; the plans in force say which. [1], [t/d]
    limits : data frame, optional
        ``grade level most``: the largest cut that may be asked of a performance grade. [1]

    Returns
    -------
    EmergencyList
        Conflicts and requirements that are not met are results, not errors.

    Raises
    ------
    DataError
        Every problem of the tables: cuts outside 0 to 1, unknown levels or substances, a process whose
        emission is told twice.

    Notes
    -----
    .. math:: r = \min(1, \sum_i c_i) \, e

    with the cuts c of a process and its emission e of a day.

    Examples
    --------
    >>> import pandas as pd
    >>> made = emergency_list(
    ...     pd.DataFrame({"enterprise": ["Example Kiln"], "process": ["kiln 1"], "grade": ["B"], "level": ["红色"],
    ...                   "measure": ["stop"], "cut": [1.0]}),
    ...     pd.DataFrame({"enterprise": ["Example Kiln"], "process": ["kiln 1"], "substance": ["NOx"],
    ...                   "emission": [1.5], "unit": ["t/d"]}),
    ...     pd.DataFrame({"level": ["red"], "substance": ["NOx"], "share": [0.3], "base": [4.0], "unit": ["t/d"]}))
    >>> made.sums[["reduction", "required", "met"]].values.tolist()
    [[1.5, 1.2, True]]
    """
    tables = [
        open_cells(source, f"emergency {table}", columns, what=what, refusal="the emergency list cannot be made")
        for source, table, columns, what in (
            (measures, "measures", _MEASURES, "measures"),
            (emissions, "emissions", _EMISSIONS, "emissions"),
            (required, "requirements", _REQUIRED, "required"),
        )
    ]
    asked, daily, due = _measures(tables[0]), _emissions(tables[1]), _required(tables[2])
    problems = [problem for cells in tables for problem in cells.problems]
    if problems:
        raise DataError("the emergency list cannot be made", problems)
    rows = asked.merge(daily, on=["enterprise", "process"], how="left")
    rows["substance"] = rows["substance"].fillna("")
    whole = rows.groupby(["enterprise", "process", "level", "substance"])["cut"].transform("sum")
    rows["reduction"] = rows["emission"] * rows["cut"] / np.maximum(whole, 1.0)
    silent = rows[rows["substance"] == ""].drop_duplicates(["enterprise", "process"])
    unknown = tuple(
        Problem(
            "measures", f"{row['enterprise']}, {row['process']}", "process", "", "nothing is known of what it emits"
        )
        for row in silent.to_dict("records")
    )
    return EmergencyList(rows, _sums(rows, due), conflicts(asked, limits), unknown)


def _measures(cells: Cells) -> pd.DataFrame:
    texts = {name: cells.text(name) for name in ("enterprise", "process", "grade", "measure")}
    for name, column in texts.items():
        cells.report(column == "", name, f"the {name} is missing")
    levels, cut = _levels(cells), cells.in_unit("cut", "1")
    cells.report((cut < 0) | (cut > 1), "cut", "more than 100 % or less than nothing is cut", "30 % is 0.3.")
    return pd.DataFrame({**texts, "level": levels, "cut": cut})


def _emissions(cells: Cells) -> pd.DataFrame:
    texts = {name: cells.text(name) for name in ("enterprise", "process")}
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    mass = _daily(cells, "emission")
    table = pd.DataFrame({**texts, "substance": keys, "emission": mass})
    twice = table.duplicated(["enterprise", "process", "substance"]).to_numpy()
    cells.report(twice, "process", "the process and substance stand twice")
    return table


def _required(cells: Cells) -> pd.DataFrame:
    levels, share = _levels(cells), cells.in_unit("share", "1")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    cells.report((share < 0) | (share > 1), "share", "a share between 0 and 1 is needed", "30 % is 0.3.")
    table = pd.DataFrame({"level": levels, "substance": keys, "least": share, "base": _daily(cells, "base")})
    cells.report(table["base"].to_numpy() == 0, "base", "the area emits nothing")
    cells.report(table.duplicated(["level", "substance"]).to_numpy(), "level", "the level and substance stand twice")
    return table


def _levels(cells: Cells) -> NDArray[np.object_]:
    texts = cells.text("level")
    cells.report(texts == "", "level", "the level is missing", f"Levels: {', '.join(LEVELS)}.")
    return cells.translated(texts, "level", level_key)


def _daily(cells: Cells, column: str) -> NDArray[np.float64]:
    mass = cells.in_unit(column, "t/d", unit_column="unit")
    cells.report(mass < 0, column, "a negative mass")
    return mass


def _sums(rows: pd.DataFrame, due: pd.DataFrame) -> pd.DataFrame:
    sums = rows.groupby(["level", "substance"])["reduction"].sum().reset_index()
    table = due.merge(sums, on=["level", "substance"], how="left")
    table["reduction"] = table["reduction"].fillna(0.0)
    table["share"], table["required"] = table["reduction"] / table["base"], table["least"] * table["base"]
    table["met"] = table["reduction"] >= table["required"] * (1 - _CLOSE)
    table["unit"] = "t/d"
    order = table["level"].map({level: place for place, level in enumerate(LEVELS)})
    table = table.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)
    return table[["level", "substance", "reduction", "base", "share", "required", "met", "unit"]]
