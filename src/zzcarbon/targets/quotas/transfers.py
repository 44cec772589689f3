"""Duties handed from one city to another: every move at once, sums kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, TargetError
from zzcarbon.tables import open_cells, open_table
from zzcarbon.targets.quotas.duty_table import read_duties
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.substances import substance

__all__ = ["transfers"]

_NEEDED = ("giver", "taker", "substance", "amount", "document")


def transfers(duties: pd.DataFrame, moves: Any) -> pd.DataFrame:
    """Return the duties of cities after parts of them were handed over.

    Parameters
    ----------
    duties : pandas.DataFrame
        Duty by city (index) and substance (columns). [t]
    moves : data frame
        ``giver taker substance amount unit document``, in order: the giver's duty falls, the taker's rises.

    Returns
    -------
    pandas.DataFrame
        Duties after all moves; the sum of each substance is the same. [t]

    Raises
    ------
    DataError
        A city or substance has no duty, an amount is no mass or not above zero, giver and taker are one, a move has no
        document, or a giver hands over more than it has by then, or a duty is negative: every problem.
    TargetError
        A duty is missing, or a city stands twice.

    Examples
    --------
    >>> duties = pd.DataFrame({"NOx": {"郑州市": 19075.0, "开封市": 4000.0}})
    >>> moves = pd.DataFrame({"giver": ["郑州市"], "taker": ["开封市"], "substance": ["NOx"], "amount": [0.05],
    ...     "unit": ["万吨"], "document": ["agreement of the two cities"]})
    >>> transfers(duties, moves)["NOx"].tolist()
    [18575.0, 4500.0]
    """
    given = open_table(moves, "transfers", table="transfers", lazy=False)
    table = read_duties(duties)
    if table.isna().any(axis=None) or table.index.has_duplicates:
        raise TargetError("a duty is missing, or a city stands twice")
    cells = open_cells(given, "transfers", _NEEDED, refusal="the transfers cannot be used")
    cities = {folded(str(name)): name for name in table.index}

    def city(name: str) -> str:
        if folded(name) not in cities:
            message = f"{name} has no duty: {', '.join(map(str, table.index))}"
            raise ValueError(message)
        return str(cities[folded(name)])

    givers, takers = (cells.translated(cells.text(name), name, city) for name in ("giver", "taker"))
    names = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    masses = cells.in_unit("amount", "t", unit_column="unit", low=0.0)
    cells.report(masses == 0, "amount", "nothing is handed over")
    cells.report(cells.text("document") == "", "document", "the document is missing", "Name the agreement.")
    cells.report((givers == takers) & (givers != ""), "taker", "giver and taker are one city")
    other = np.array([bool(name) and name not in table for name in names], bool)
    cells.report(other, "substance", "no city has a duty of it", f"Duties: {', '.join(map(str, table.columns))}.")
    if not cells.problems:
        for at, (giver, taker, name, mass) in enumerate(zip(givers, takers, names, masses, strict=True)):
            left = float(table.loc[giver, name])
            if mass > left:
                cells.report(
                    np.arange(len(cells)) == at, "amount", f"more than the {left:g} t that {giver} has by then"
                )
                continue
            table.loc[giver, name] = left - mass
            table.loc[taker, name] = float(table.loc[taker, name]) + mass
    if cells.problems:
        raise DataError("the transfers cannot be used", cells.problems)
    return table
