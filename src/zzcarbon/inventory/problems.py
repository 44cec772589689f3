"""What is wrong with the rows of an inventory: one line a kind, and the rows of each kind on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

    def total(self) -> int:
        """Return the number of rows of all kinds; no row is looked at."""
        return sum(map(self.count, self.kinds.values()))

    def cells(self, kinds: Mapping[Kind, _Of], limit: int | None = None) -> list[_Cells]:
        """Return id, value and position of the rows of each kind, the first ``limit``; what lies across rows has none.

        The rows of all kinds are fetched at once.
        """
        none = np.zeros(0, np.intp)
        places = [self._rows.places_of(*_where(of), limit) if of.findings else none for of in kinds.values()]
        wanted = np.unique(np.concatenate([none, *places]))
        if not len(wanted):
            return [_across(of.checks[:limit]) for of in kinds.values()]
        rows = self._rows.examples(wanted, {column for _, column, _, _ in kinds})
        columns = {name: rows.activity[name].tolist() for name in rows.activity}
        ids, numbers = rows.ids.tolist(), np.asarray(rows.places, dtype=float)
        found = []
        for (_, column, _, _), of, positions in zip(kinds, kinds.values(), places, strict=True):
            at = np.searchsorted(wanted, positions)
            values = [_said(columns[column][row]) if column in columns else "" for row in at.tolist()]
            across = _across(of.checks[:limit])
            of_rows = [ids[row] for row in at.tolist()]
            found.append(
                _Cells([*of_rows, *across.ids], [*values, *across.values], [*numbers[at].tolist(), *across.places])
            )
        return found


def _said(value: object) -> str:
    """Return a cell as a person reads it; nothing for a blank one."""
    return "" if value is None or value is pd.NA or value != value else shown(value)  # noqa: PLR0124


def _across(checks: Sequence[Problem]) -> _Cells:
    """Return id and value of what was found across rows."""
    return _Cells([check.row for check in checks], [check.value for check in checks], [np.nan] * len(checks))


def _where(of: _Of) -> tuple[npt.NDArray[np.intp], list[int]]:
    """Return the positions and the keys that the findings of a kind name."""
    parts = [finding.rows for finding in of.findings if finding.rows is not None]
    keys = [finding.key for finding in of.findings if finding.rows is None]
    return ascending(np.concatenate(parts)) if parts else np.zeros(0, np.intp), list(dict.fromkeys(keys))


def grouped_problems(found: Found) -> pd.DataFrame:
    """Return one line for each kind of problem, with the number of rows; most rows first."""
    lines = []
    for (kind, of), cells in zip(found.kinds.items(), found.cells(found.kinds, _SHOWN), strict=True):
        count = found.count(of)
        if count:
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
    cells = found.cells(kinds)
    lengths = [len(of_kind.ids) for of_kind in cells]
    told = {"id": [one for of_kind in cells for one in of_kind.ids]}
    told["value"] = [one for of_kind in cells for one in of_kind.values]
    words = {"substance": [_substances(of) for of in kinds.values()]}
    words |= {name: [kind[at] for kind in kinds] for at, name in enumerate(("file", "column", "problem", "remedy"))}
    for name, of_kinds in words.items():
        told[name] = np.repeat(np.array(of_kinds, dtype=object), lengths).tolist()
    places = np.array([one for of_kind in cells for one in of_kind.places], dtype=float)
    order = np.argsort(places, kind="stable")  # what lies across rows has no place: it stands last
    return pd.DataFrame(told, columns=list(COLUMNS)).take(order).reset_index(drop=True)


def _check_line(line: int, table: pd.DataFrame) -> None:
    if line not in table.index:
        raise UnknownNameError("line of problems", str(line), [], f"There are {len(table)} lines.")


def _substances(of: _Of) -> str:
    return ", ".join(dict.fromkeys(f.substance for f in of.findings if f.substance))


def _some(words: Iterable[object]) -> str:
    """Return the first distinct words."""
    return ", ".join(list(dict.fromkeys(str(word) for word in words if word))[:_SHOWN])
