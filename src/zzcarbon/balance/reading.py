"""Reading the energy balance of a yearbook in its own layout."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from os import PathLike
from typing import Any

import pandas as pd

from zzcarbon.balance.energy_balance import CARRIERS, Balance
from zzcarbon.balance.grid import Grid, cell_name, read_grid
from zzcarbon.balance.layout import Heading, Layout, find_layout
from zzcarbon.balance.words import Process, bare_label, process_of, processes, split_unit
from zzcarbon.document.problem_frame import problem_frame
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.vocabulary.fuels import fuel

__all__ = ["read_balance"]

_COLUMNS = (
    "process", "label", "parent", "role", "sign", "fuel", "fuel_label", "amount", "unit", "year", "mark", "file",
    "sheet", "cell",
)  # fmt: skip
_NOTHING = {"", "-", "--", "—", "――", "－", "/"}
_MARKS = re.compile(r"^(?:…+|\.{2,6}|[<＜≤].*|#|x|X)$")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_TOLERANCE = 0.005


def read_balance(
    path: str | PathLike[str],
    sheet: str | int | None = None,
    year: int | None = None,
    *,
    unit: str | None = None,
    fuels: Mapping[str, str | None] | None = None,
    rows: Mapping[str, str | None] | None = None,
) -> Balance:
    r"""Read an energy balance in its own layout: titles, headings of any depth, fuels across, rows down.

    Parameters
    ----------
    path : path
        ``.xlsx`` (extra ``excel``) or CSV in UTF-8, UTF-16 or GB 18030.
    sheet : str or int, optional
        The sheet; the first if not given.
    year : int, optional
        The year; read from the title if not given.
    unit : str, optional
        Unit of the columns that state none.
    fuels : mapping of str to str or None, optional
        Own names of headings: ``{"其他洗煤": "other washed coal"}``; None leaves a column out.
    rows : mapping of str to str or None, optional
        Own names of labels: ``{"规模以上工业": "industry"}``; None leaves a row out.

    Returns
    -------
    Balance
        Figures in long form, what was understood, what was not.

    Raises
    ------
    DataError
        The file is no balance, or year or units are nowhere: everything that is missing at once.
    UnknownNameError
        A fuel or row of the own names is unknown.

    Notes
    -----
    Blank cells are no figures, not zeros. ``…`` and ``<0.5`` are kept as marks. Signs stay as printed; a figure
    of the wrong sign, and items that do not add up to their total within half a percent, stand in
    ``problems``. Labels lose numbering, ``#`` and padding (``6.制    气``).

    Examples
    --------
    >>> import tempfile, pathlib
    >>> sheet = "6-16 某省能源平衡表(实物量)-2020\n项目,原煤,电力\n,万吨,亿千瓦时\n"
    >>> sheet += "四.终端消费量,30,5\n2.工 业,20,5\n3.建筑业,10,\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "balance.csv"
    ...     _ = file.write_text(sheet, encoding="gb18030")
    ...     balance = read_balance(file)
    >>> balance
    <Balance of 2020: 3 rows, 2 fuels, 0 problems>
    >>> balance.activity(region="CN-HA")[["process", "fuel", "amount", "unit"]].values.tolist()
    [['industry', 'raw coal', 20.0, '万吨'], ['construction', 'raw coal', 10.0, '万吨']]
    """
    own_fuels = {str(name): _known_fuel(key) for name, key in (fuels or {}).items()}
    own_rows = {bare_label(name): _known_row(key) for name, key in (rows or {}).items()}
    grid = read_grid(path, sheet)
    layout = find_layout(grid, own_fuels)
    if layout is None:
        remedy = "A balance has labels such as 终端消费量 in one of its first three columns; give sheet=."
        raise DataError("the file is no energy balance", [Problem(grid.file, "", "", "", "no row is known", remedy)])
    when = year or layout.year
    _check(grid, layout, when, unit)
    figures, understood, problems = _figures(grid, layout, int(when or 0), unit, own_fuels, own_rows)
    frame = pd.DataFrame(figures, columns=list(_COLUMNS))
    problems += _signs(frame)
    problems += _sums(frame)
    return Balance(frame, understood, problem_frame(problems), _notes(grid, layout), layout.title)


def _known_fuel(key: str | None) -> str | None:
    return None if key is None else fuel(key).key


def _known_row(key: str | None) -> str | None:
    if key is not None and key not in processes():
        raise UnknownNameError("row of a balance", key, processes(), f"Rows: {', '.join(processes())}.")
    return key


def _check(grid: Grid, layout: Layout, year: int | None, unit: str | None) -> None:
    problems = []
    if year is None and not all(head.year for head in layout.headings):
        problems.append(
            Problem(grid.file, "", "", layout.title, "the title names no year, or several", "Give year=2020.")
        )
    named = any(split_unit(bare_label(row[layout.label]))[1] for row in grid.rows[layout.first : layout.last + 1])
    bare = [
        head.label or cell_name(layout.first, head.column) for head in layout.headings if not head.unit and not named
    ]
    if bare and unit is None:
        text = ", ".join(bare[:8])
        problems.append(
            Problem(grid.file, "", text, "", "no unit is stated", "Give unit='万吨标准煤', or add the unit.")
        )
    if not any(head.fuel for head in layout.headings):
        problems.append(
            Problem(grid.file, "", "", "", "no heading names a fuel", "Give fuels={'heading': 'raw coal'}.")
        )
    if problems:
        raise DataError("the balance cannot be read", problems)


def _figures(
    grid: Grid,
    layout: Layout,
    year: int,
    unit: str | None,
    fuels: Mapping[str, str | None],
    rows: Mapping[str, str | None],
) -> tuple[list[tuple[Any, ...]], pd.DataFrame, list[Problem]]:
    problems: list[Problem] = []
    seen = []
    for head in layout.headings:
        place = cell_name(layout.first - 1, head.column)
        seen.append(("column", head.label, head.fuel or "", head.unit or unit or "", place))
        if head.fuel is None and head.label not in fuels:
            remedy = f"Give fuels={{{head.label!r}: None}} to leave it out, or its fuel in place of None."
            problems.append(Problem(grid.file, place, head.label, "", "the heading names no fuel", remedy))
    problems += _twice(grid, layout)
    found, above = [], ""
    for at in range(layout.first, layout.last + 1):
        label = grid.cell(at, layout.label)
        if label is None:
            continue
        bare = bare_label(label)
        key = rows[bare] if bare in rows else process_of(label)
        seen.append(("row", str(label).strip(), key or "", "", cell_name(at, layout.label)))
        if key is None:
            if bare not in rows and any(grid.cell(at, head.column) is not None for head in layout.headings):
                block = ", ".join(one for one, of in processes().items() if of.parent == above)
                remedy = f"Give rows={{{bare!r}: None}} to leave it out, or in place of None one of {block}."
                place = cell_name(at, layout.label)
                problems.append(Problem(grid.file, place, "", str(label).strip(), "the label names no row", remedy))
            continue
        above = key if processes()[key].role == "total" else processes()[key].parent
        for head in layout.headings:
            if head.fuel is not None:
                found += _figure(grid, at, head, processes()[key], str(label).strip(), year, unit, problems)
    return found, pd.DataFrame(seen, columns=["kind", "printed", "taken_as", "unit", "cell"]), problems


def _figure(
    grid: Grid,
    at: int,
    head: Heading,
    process: Process,
    label: str,
    year: int,
    unit: str | None,
    problems: list[Problem],
) -> list[tuple[Any, ...]]:
    place = cell_name(at, head.column)
    amount, mark = _number(grid.cell(at, head.column))
    if amount is None and not mark:
        return []
    if amount is None and not _MARKS.match(mark):
        remedy = "Write a number, or leave the cell blank."
        problems.append(Problem(grid.file, place, head.label, mark, "text where a number belongs", remedy))
    value = math.nan if amount is None else amount
    own = split_unit(bare_label(label))[1] or head.unit or unit or ""
    factor, name = (10.0, "TJ") if own == "10 TJ" else (1.0, own)
    return [
        (process.key, label, process.parent, process.role, process.sign, head.fuel, head.label, value * factor, name,
         head.year or year, mark, grid.file, grid.sheet, place)
    ]  # fmt: skip


def _number(cell: object) -> tuple[float | None, str]:
    """Return the number of a cell, or the mark that stands in its place."""
    if cell is None or isinstance(cell, bool):
        return None, "" if cell is None else str(cell)
    if isinstance(cell, int | float):
        return (float(cell), "") if math.isfinite(cell) else (None, str(cell))
    text = str(cell).strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if text in _NOTHING:
        return None, ""
    plain = text.replace(",", "") if _THOUSANDS.match(text) else text
    try:
        return float(plain), ""
    except ValueError:
        return None, text


def _signs(frame: pd.DataFrame) -> list[Problem]:
    """Tell figures whose sign is not that of their row; nothing is turned round in silence."""
    wrong = frame[(frame["sign"].eq("-") & frame["amount"].gt(0)) | (frame["sign"].eq("+") & frame["amount"].lt(0))]
    turned = frame[frame["role"].eq("power") & frame["amount"].gt(0) & ~frame["fuel"].isin(CARRIERS)]
    told = [(row, "the sign is not that of the row") for row in wrong.itertuples()]
    told += [
        (row, "a fuel that goes into a power station is negative: a positive figure is not counted as burnt")
        for row in turned.itertuples()
    ]
    remedy = "Check the sheet: the sign stays as printed."
    return [
        Problem(str(row.file), str(row.cell), str(row.fuel_label), str(row.amount), problem, remedy)
        for row, problem in told
    ]


def _twice(grid: Grid, layout: Layout) -> list[Problem]:
    """Tell columns that name one fuel twice in a year: both are counted."""
    first: dict[tuple[str, int | None], Heading] = {}
    problems = []
    for head in layout.headings:
        other = first.setdefault((head.fuel, head.year), head) if head.fuel else head
        if other is not head:
            place = f"{cell_name(layout.first - 1, other.column)}, {cell_name(layout.first - 1, head.column)}"
            remedy = "Delete one of the columns, or name in fuels= what the other is."
            problems.append(Problem(grid.file, place, head.label, "", "two columns name the same fuel", remedy))
    return problems


def _sums(frame: pd.DataFrame) -> list[Problem]:
    """Tell totals that their items do not add up to."""
    problems = []
    totals = {process.key for process in processes().values() if process.role == "total"}
    for (parent, name), items in frame[frame["parent"].isin(totals)].groupby(["parent", "fuel_label"], sort=False):
        total = frame[frame["process"].eq(str(parent)) & frame["fuel_label"].eq(str(name))]
        if total.empty or items["amount"].isna().any() or total["amount"].isna().any():
            continue
        found, printed = float(items["amount"].sum()), float(total["amount"].iloc[0])
        if abs(found - printed) > _TOLERANCE * max(abs(printed), float(items["amount"].abs().max())) + 0.011 * len(
            items
        ):
            text = f"the items of {total['label'].iloc[0]} add up to {found:.10g}, not {printed:.10g}"
            remedy = "Check the sheet; the figures stay as printed."
            problems.append(
                Problem(str(total["file"].iloc[0]), str(total["cell"].iloc[0]), str(name), str(printed), text, remedy)
            )
    return problems


def _notes(grid: Grid, layout: Layout) -> tuple[str, ...]:
    below = [cell for row in grid.rows[layout.last + 1 :] for cell in row if isinstance(cell, str)]
    return tuple(dict.fromkeys(text.strip() for text in below if text.strip()))
