"""Units that stand in the header: in brackets behind a name, or in a row below; they go into columns of their own."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, UnitError, shown
from zzcarbon.tables.numbers import plain_text
from zzcarbon.units import conversion_factor

__all__ = ["unit_column", "with_header_units"]

_SHARED = {
    **dict.fromkeys(
        ("amount", "reduction", "value", "mass", "emission", "loss", "required", "quantity", "base", "output"), "unit"
    ),
    **dict.fromkeys(("capital", "operation"), "cost_unit"),
}
"""Numbers whose unit stands in a column of another name than theirs with ``_unit``."""


def unit_column(column: str, known: Container[str], own: Container[str] = ()) -> str:
    """Return the name of the column that holds the unit of a number.

    Parameters
    ----------
    column : str
        Standard name of the numbers.
    known : container of str
        Columns that the table may have.
    own : container of str
        Columns of which the table names the unit itself: its column ``unit`` is that of other numbers.

    Examples
    --------
    >>> unit_column("amount", {"amount", "unit"}), unit_column("ncv", {"amount", "unit"})
    ('unit', 'ncv_unit')
    >>> unit_column("emission", {"emission", "output", "unit"}, {"emission"})
    'emission_unit'
    """
    shared = "" if column in own else _SHARED.get(column, "")
    return shared if shared in known else f"{column}_unit"


def with_header_units(
    frame: pd.DataFrame, units: Mapping[str, str], known: Container[str], file: str, own: Container[str] = ()
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a table in which each unit of the header stands in the rows, and what contradicts it.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Columns by their standard names.
    units : mapping of str to str
        Unit by standard name of its numbers.
    known : container of str
        Columns that the table may have.
    file : str
        Name of the file, for messages.
    own : container of str
        As of `unit_column`.

    Returns
    -------
    pandas.DataFrame
        A row that says its unit itself keeps it.
    list of Problem
        Two units of one number: two headers of one column of units, or a row that says another one.

    Examples
    --------
    >>> rows = pd.DataFrame({"amount": [1.0]})
    >>> with_header_units(rows, {"amount": "万吨"}, {"unit"}, "")[0]["unit"].tolist()
    ['万吨']
    """
    added: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, unit in units.items():
        column = unit_column(name, known, own)
        said = added.get(column, frame.get(column))
        if said is None:
            added[column] = pd.Series(unit, index=frame.index, dtype=object)
            continue
        texts = pd.Series(said).map(plain_text)
        others = sorted({text for text in texts.unique() if text and not _same(text, unit)})
        if others:
            problem = f"the header of {name} says {unit}, column {column} says {', '.join(others[:3])}"
            problems.append(Problem(file, "", column, shown(others[0]), problem, "Keep one of the two."))
        if (texts == "").any():
            added[column] = pd.Series(np.where(texts == "", unit, said), index=frame.index, dtype=object)
    if not added:
        return frame, problems
    made = frame.assign(**added)
    made.attrs = dict(frame.attrs)
    return made, problems


def _same(one: str, other: str) -> bool:
    try:
        return one == other or conversion_factor(one, other) == 1.0
    except UnitError:
        return False
