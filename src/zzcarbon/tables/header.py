"""The columns that tables may have: inputs of activity rows in ``inputs.csv``, other tables in ``headers.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows

__all__ = ["ACTIVITY", "NUMBERS", "Header", "InputLimit", "listed_headers", "table_headers"]

ACTIVITY = "activity"
"""The table of activity rows."""

NUMBERS = frozenset(("number", "share", "quantity"))
"""Kinds of columns that hold numbers."""


@dataclass(frozen=True, slots=True)
class InputLimit:
    """The range of an input in one unit.

    Attributes
    ----------
    unit : str
    low, high : float
        Both ends are allowed [unit].
    why : str
        What makes it a limit.
    """

    unit: str
    low: float
    high: float
    why: str


@dataclass(frozen=True, slots=True)
class Header:
    """One column that a table may have.

    Attributes
    ----------
    table : str
        Which table: ``activity``, ``ledger``, ``candidates`` ...
    column : str
        Its standard name.
    zh : tuple of str
        What Chinese tables call it.
    kind : str
        What stands in it: number (in `unit` where the row names none), share (0 to 1, or % where the row says
        so), quantity (the row names its unit), year, period, unit, truth or text.
    unit : str
        Unit of its numbers, of a quantity the usual one; empty for text and where the table names it.
    meaning : str
        What it is.
    symbol : str
        Symbol in the equations of the methods.
    figure : str
        Name of the parameter in the database that stands in for it; empty for its own name.
    limits : tuple of InputLimit
        Ranges that nothing can leave, one for each kind of unit.
    """

    table: str
    column: str
    zh: tuple[str, ...]
    kind: str
    unit: str
    meaning: str
    symbol: str = ""
    figure: str = ""
    limits: tuple[InputLimit, ...] = ()


@cache
def table_headers(table: str = ACTIVITY) -> Mapping[str, Header]:
    """Return the columns of one table by their standard names.

    Raises
    ------
    UnknownNameError
        There is no such table.

    Examples
    --------
    >>> table_headers("ledger")["reduction"].zh[0]
    '减排量'
    >>> [limit.unit for limit in table_headers()["ncv"].limits]
    ['GJ/t', 'GJ/m3', 'GJ/m3_0C']
    """
    found = {header.column: header for header in listed_headers() if header.table == table}
    if not found:
        names = tuple(dict.fromkeys(header.table for header in listed_headers()))
        raise UnknownNameError("table", table, names, f"Tables: {', '.join(names)}.")
    return found


@cache
def listed_headers() -> tuple[Header, ...]:
    """Return every column of every table, those of activity rows first."""
    inputs = ({"table": ACTIVITY} | row for row in data_rows("inputs.csv"))
    return tuple(_header(row) for rows in (inputs, data_rows("headers.csv")) for row in rows)


def _header(row: Mapping[str, str]) -> Header:
    limits = tuple(map(_limit, filter(None, row.get("limits", "").split(" | "))))
    zh = tuple(filter(None, row["zh"].split(";")))
    symbol, figure = row.get("symbol", ""), row.get("figure", "")
    return Header(row["table"], row["column"], zh, row["kind"], row["unit"], row["meaning"], symbol, figure, limits)


def _limit(text: str) -> InputLimit:
    """Return a limit of ``low to high unit: why``."""
    span, _, why = text.partition(": ")
    low, _, high, unit = span.split(" ", 3)
    return InputLimit(unit, float(low), float(high), why)
