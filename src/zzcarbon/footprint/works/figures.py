"""Figures behind an enterprise account: measured or default, with source, page and grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from zzcarbon.estimation.coefficients import Row
from zzcarbon.estimation.numbers import read_numbers
from zzcarbon.inventory.described import document_of
from zzcarbon.inventory.inventory import Inventory

__all__ = ["FIGURES", "figure_table"]

FIGURES = ("id", "stream", "gas", "figure", "value", "unit", "basis", "source", "locator", "grade")
"""Columns of the table; basis is measured or default."""


def figure_table(inventory: Inventory, frame: pd.DataFrame) -> pd.DataFrame:
    """Return every figure that rows were multiplied by, one line a row, gas and figure.

    Parameters
    ----------
    inventory : Inventory
        What the rows were estimated to.
    frame : pandas.DataFrame
        Lines with ``id stream gas coefficient_id``.
    """
    wanted = list(dict.fromkeys(frame["id"]))
    cells = inventory.activity.where(ids=wanted).activity.drop_duplicates("id").set_index("id") if wanted else None
    lines = frame[frame["coefficient_id"] != ""]
    made = [
        (line.id, line.stream, line.gas, *figure)
        for line in lines.itertuples()
        for figure in _figures(inventory.table.printed.get(str(line.coefficient_id), []), cells, str(line.id))
    ]
    return pd.DataFrame(made, columns=list(FIGURES))


def _figures(printed: Sequence[Row], cells: pd.DataFrame | None, row: str) -> Iterator[tuple[Any, ...]]:
    for told in printed:
        if told["kind"] not in {"figure", "passing"}:
            continue
        column = str(told["column"])
        name = str(told["name"]) if told["symbol"] != "EF" else f"emission factor of {told['substance']}"
        if column:
            value = float("nan") if cells is None else _number(cells.loc[row, column])
            yield (name or column, value, str(told["unit"]), "measured", "", f"column {column}", "own")
        else:
            where = (document_of(str(told["source"])), str(told["locator"]), str(told["grade"]))
            yield (name, float(str(told["value"])), str(told["unit"]), "default", *where)


def _number(cell: object) -> float:
    return float(read_numbers(pd.DataFrame({"figure": [cell]}), "figure").values[0])
