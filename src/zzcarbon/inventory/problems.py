"""What is wrong with the rows of an inventory: one line a kind, and the rows of each kind on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import Problem, UnknownNameError, shown
from zzcarbon.estimation.finding import Finding, ascending
from zzcarbon.estimation.rows import Rows

__all__ = ["Found", "grouped_problems", "problem_rows"]

COLUMNS = ("file", "id", "substance", "column", "value", "problem", "remedy")
_SHOWN = 3
"""Ids and values that stand for all rows of a kind."""

Kind = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Of:
    """One kind of problem: the findings of it, and the problems across rows."""

    findings: list[Finding] = field(default_factory=list)
    checks: list[Problem] = field(default_factory=list)


class _Cells(NamedTuple):
    """Id, value and position of each row of a kind."""

    ids: list[str]
    values: list[str]
    places: list[float]


class Found:
    """Findings and problems across rows, by kind (file, column, problem, remedy).

    Parameters
    ----------
    rows : Rows
    findings : sequence of Finding
    checks : sequence of Problem
    """

    def __init__(self, rows: Rows, findings: Sequence[Finding], checks: Sequence[Problem]) -> None:
        self._rows = rows
        kinds: dict[Kind, _Of] = defaultdict(_Of)
        for finding in findings:
            kinds[finding.file, finding.column, finding.problem, finding.remedy].findings.append(finding)
        for check in checks:
            kinds[check.file, check.column, check.problem, check.remedy].checks.append(check)
        self.kinds = dict(kinds)

    def told(self, line: int | None, table: pd.DataFrame) -> pd.DataFrame:
        """Return what the findings of a line of `grouped_problems` say, and the positions and keys of their rows.

        Raises
        ------
        UnknownNameError
            There is no such line, or it is of no row (double counting).
        """
        kinds = self.kinds
        if line is not None:
            _check_line(line, table)
            kind = tuple(table.loc[line, ["file", "column", "problem", "remedy"]])
            kinds = {kind: kinds[kind]}
        lines = []
        for (_, column, problem, remedy), of in kinds.items():
            if of.findings:
                positions, keys = _where(of)
                words = {"problem_column": column, "problem": problem, "remedy": remedy, "substances": _substances(of)}
                lines.append({"positions": positions, "keys": keys, **words})
        if not lines:
            raise UnknownNameError("line of problems", str(line), [], "It names no rows.")
        return pd.DataFrame(lines)

    def count(self, of: _Of) -> int:
        """Return the number of rows of a kind."""
        return self._rows.count_at(*_where(of)) + len(of.checks)

    def cells_of(self, of: _Of, column: str, limit: int | None) -> _Cells:
        """Return id, value and position of the rows of a kind, the first ``limit``; what lies across rows has none."""
        found = _Cells([], [], [])
        if of.findings:
            rows = self._rows.examples(*_where(of), limit, (column,))
            values = [shown(cell) for cell in rows.activity[column]] if column in rows.activity else [""] * len(rows)
            places = rows.places.tolist() if rows.places is not None else [np.nan] * len(rows)
            found = _Cells(rows.ids.tolist(), values, places)
        checks = of.checks[:limit]
        return _Cells(
            [*found.ids, *(check.row for check in checks)],
            [*found.values, *(check.value for check in checks)],
            [*found.places, *([np.nan] * len(checks))],
        )


def _where(of: _Of) -> tuple[npt.NDArray[np.intp], list[int]]:
    """Return the positions and the keys that the findings of a kind name."""
    parts = [finding.rows for finding in of.findings if finding.rows is not None]
    keys = [finding.key for finding in of.findings if finding.rows is None]
    return ascending(np.concatenate(parts)) if parts else np.zeros(0, np.intp), list(dict.fromkeys(keys))


def grouped_problems(found: Found) -> pd.DataFrame:
    """Return one line for each kind of problem, with the number of rows; most rows first."""
    lines = []
    for kind, of in found.kinds.items():
        count = found.count(of)
        if count:
            cells = found.cells_of(of, kind[1], _SHOWN)
            lines.append(
                {
                    "file": kind[0], "id": _some(cells.ids), "substance": _substances(of), "column": kind[1],
                    "value": _some(cells.values), "problem": kind[2], "remedy": kind[3], "rows": count,
                    "_row": min((place for place in cells.places if place == place), default=np.nan),  # noqa: PLR0124
                }
            )  # fmt: skip
    table = pd.DataFrame(lines, columns=[*COLUMNS, "rows", "_row"])
    order = np.lexsort((table["_row"].to_numpy(float), -table["rows"].to_numpy(float)))
    return table.iloc[order].drop(columns="_row").reset_index(drop=True)


def problem_rows(found: Found, line: int | None) -> pd.DataFrame:
    """Return one line per row and problem, in the order of the rows.

    Parameters
    ----------
    found : Found
    line : int or None
        Line of `grouped_problems`; all where it is None.

    Raises
    ------
    UnknownNameError
        There is no such line.
    """
    kinds = found.kinds
    if line is not None:
        table = grouped_problems(found)
        _check_line(line, table)
        kind = tuple(table.loc[line, ["file", "column", "problem", "remedy"]])
        kinds = {kind: kinds[kind]}
    parts = [_written(kind, of, found.cells_of(of, kind[1], None)) for kind, of in kinds.items()]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    ordered = pd.concat(parts, ignore_index=True).sort_values("_row", kind="stable", na_position="last")
    return ordered.drop(columns="_row").reset_index(drop=True)


def _check_line(line: int, table: pd.DataFrame) -> None:
    if line not in table.index:
        raise UnknownNameError("line of problems", str(line), [], f"There are {len(table)} lines.")


def _written(kind: Kind, of: _Of, cells: _Cells) -> pd.DataFrame:
    """Write one kind out for its rows, and for what was found across rows."""
    file, column, problem, remedy = kind
    told = pd.DataFrame({"id": cells.ids, "value": cells.values, "_row": cells.places})
    told = told.assign(file=file, substance=_substances(of), column=column, problem=problem, remedy=remedy)
    return told[[*COLUMNS, "_row"]]


def _substances(of: _Of) -> str:
    return ", ".join(dict.fromkeys(f.substance for f in of.findings if f.substance))


def _some(words: Iterable[object]) -> str:
    """Return the first distinct words."""
    return ", ".join(list(dict.fromkeys(str(word) for word in words if word))[:_SHOWN])
