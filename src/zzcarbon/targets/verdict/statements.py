"""Statements of persons on targets that no formula can judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, nearest
from zzcarbon.tables import open_cells
from zzcarbon.tables.headers import LocalNames, local_names

__all__ = ["Statement", "read_statements"]

_COLUMNS: LocalNames = local_names("statements")
_NEEDED = ("target", "status", "date", "document")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person said about a target in words.

    Attributes
    ----------
    status : str
        ``met`` or ``not met``.
    date, document, by : str
        When, in which document and by whom.
    """

    status: str
    date: str
    document: str
    by: str = ""


def read_statements(frame: pd.DataFrame, qualitative: Mapping[str, str]) -> dict[str, Statement]:
    """Return statements by target.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``target status date document`` and, if wanted, ``by``; status is ``met`` or ``not met``.
    qualitative : dict of str to str
        The qualitative targets of the plan and their indicators.

    Raises
    ------
    DataError
        A target is unknown or can be computed, a status is unknown, a date or document is missing.
    """
    cells = open_cells(frame, "statements", _NEEDED, refusal="the statements cannot be used")
    columns = {name: cells.text(name) for name in _COLUMNS}
    for name in _NEEDED:
        cells.report(columns[name] == "", name, f"the {name} is missing")
    wrong = ~np.isin(columns["status"], ["", "met", "not met"])
    cells.report(wrong, "status", "unknown status", "A statement says met or not met.")
    for position, target in enumerate(columns["target"]):
        if target and target not in qualitative:
            near = nearest(target, qualitative)
            remedy = f"Did you mean {near[0]!r}?" if near else "Targets with a figure are computed."
            cells.problems.append(
                Problem(
                    "statements",
                    str(cells.rows[position]),
                    "target",
                    repr(target),
                    "no qualitative target of the plan",
                    remedy,
                )
            )
    cells.report(pd.Series(columns["target"]).duplicated().to_numpy(), "target", "two statements on one target")
    if cells.problems:
        raise DataError("the statements cannot be used", cells.problems)
    rows = zip(*(columns[name] for name in _COLUMNS), strict=True)
    return {target: Statement(status, date, document, by) for target, status, date, document, by in rows}
