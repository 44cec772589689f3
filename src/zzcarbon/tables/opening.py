"""One way to open a table of any room: a path or a frame, headers in Chinese or English, units where they stand."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from zzcarbon.errors import DataError, Problem, nearest, shown
from zzcarbon.tables.cells import Cells
from zzcarbon.tables.header import table_headers
from zzcarbon.tables.headers import LocalNames, cell_word, known_headers, local_names, rename_columns
from zzcarbon.tables.numbering import row_numbers
from zzcarbon.tables.read import open_table

__all__ = ["open_cells", "report_totals"]

_SHOWN = 24
"""Headers that are listed at most."""


def open_cells(
    source: object,
    table: str,
    needed: Iterable[str],
    *,
    what: str = "",
    local: LocalNames | None = None,
    refusal: str,
    closed: bool = False,
    alike: bool = False,
) -> Cells:
    """Return the cells of a table, columns by their standard names, rows from 0 on.

    Parameters
    ----------
    source : path, data frame, list of mappings, or mapping
        A lazy frame is refused: its rows have no order that a message could name.
    table : str
        Which table it is, as `zzcarbon.headers` lists them.
    needed : iterable of str
        Columns that must be there.
    what : str
        What the table is called in messages; its name if left out.
    local : mapping, optional
        Its columns and their Chinese names, where they are not those of the list.
    refusal : str
        Message of the error: ``"the candidates cannot be used"``.
    closed : bool
        Whether numbers under a header that no table knows are refused: nothing would read them. Notes are not.
    alike : bool
        Whether they are refused where the header looks like one that the table would read; others are labels.

    Raises
    ------
    DataError
        It is no table, or a column is missing, twice, or says two units.
    FileNotFoundError
        There is no such file.

    Examples
    --------
    >>> rows = [{"污染物": "NOx", "减排量（kt）": 1.2, "项目": "kiln"}]
    >>> cells = open_cells(rows, "reductions", ("project",), refusal="the reductions cannot be used")
    >>> cells.frame["unit"].tolist()
    ['kt']
    """
    called = what or table
    given = open_table(source, called, table=table, lazy=False)
    file = str(given.attrs.get("file", "")) or called
    names = local_names(table) if local is None else local
    own = {header.column for header in table_headers(table).values() if header.unit}
    named, problems = rename_columns(given, names, needed, file, own=own)
    if closed or alike:
        problems += _unread_numbers(named, names, file, alone=not closed)
    if problems:
        raise DataError(refusal, problems)
    return Cells(named.reset_index(drop=True), file, row_numbers(given))


def _unread_numbers(named: pd.DataFrame, names: LocalNames, file: str, *, alone: bool) -> list[Problem]:
    """Report numbers under a header that no table knows, with the headers that the table would read, or those alone."""
    known = {*names, *(f"{name}_unit" for name in names), *known_headers(), *known_headers().values()}
    free = [word for name, words in names.items() if name not in named for word in (name, *words.split())]
    problems = []
    for name in map(str, named.columns):
        if name in known or not pd.to_numeric(named[name], errors="coerce").notna().any():
            continue
        alike = nearest(name, free, 1)
        if alone and not alike:
            continue
        remedy = (
            f"Name it {shown(alike[0])} if it is that, or leave the column out."
            if alike
            else f"Columns besides: {', '.join(free[:_SHOWN])}, or leave the column out."
        )
        problems.append(Problem(file, "", name, "", "numbers under a header that is not known", remedy))
    return problems


def report_totals(cells: Cells, *columns: str) -> None:
    """Report rows that are called a total (合计): they are the sum of other rows, and would count twice."""
    for name in columns:
        if name in cells.frame:
            cells.report(
                cells.marked(name, lambda text: cell_word("total", text.rstrip(":：")) is not None),
                name,
                "a total row stands beside its parts",
                "Leave the row out: it is the sum of others.",
            )
