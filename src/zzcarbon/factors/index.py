"""The rows of a table by name, substance and set; a row becomes an object when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.factors.model import FactorRow

__all__ = ["RowIndex"]

_BySet = dict[str, list[FactorRow]]


class RowIndex:
    """Rows of a database by name, substance and set: built once, asked often.

    Parameters
    ----------
    frame : pandas.DataFrame
        Factors or parameters.
    name_column : str
        ``activity`` or ``parameter``.
    """

    def __init__(self, frame: pd.DataFrame, name_column: str) -> None:
        columns = {name: name_column if name == "name" else name for name in FactorRow.__dataclass_fields__}
        self._count = len(frame)
        self._columns = [_cells(frame, column) for column in columns.values()]
        substances = frame["substance"].tolist() if "substance" in frame else [""] * len(frame)
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._sets: dict[tuple[str, str], set[str]] = defaultdict(set)
        named = zip(frame[name_column].tolist(), substances, frame["set"].tolist(), strict=True)
        for at, (name, substance, set_key) in enumerate(named):
            self._places[name, substance].append(at)
            self._sets[name, substance].add(set_key)
        self._made: dict[tuple[str, str], _BySet] = {}

    def rows(self, name: str, substance: str, set_key: str) -> Sequence[FactorRow]:
        """Return the rows of one set."""
        return self._of(name, substance).get(set_key, ())

    def has_rows(self, name: str, substance: str, set_key: str) -> bool:
        """Whether a set has a row, without making any."""
        return set_key in self._sets.get((name, substance), ())

    def names(self) -> tuple[str, ...]:
        """Return the activities or parameters that have a row."""
        return tuple(sorted({name for name, _ in self._places}))

    def all_rows(self, name: str, substance: str) -> Iterable[FactorRow]:
        """Return the rows of all sets."""
        for rows in self._of(name, substance).values():
            yield from rows

    def substances(self, name: str, sets: Sequence[str]) -> tuple[str, ...]:
        """Return the substances that have a row under a name in one of the sets."""
        return tuple(
            sorted(
                substance
                for (known, substance), having in self._sets.items()
                if known == name and not having.isdisjoint(sets)
            )
        )

    def _of(self, name: str, substance: str) -> _BySet:
        """Return the rows of a name and a substance by set; two threads that make them make equal ones."""
        made = self._made.get((name, substance))
        if made is None:
            made = defaultdict(list)
            places = np.array(self._places.get((name, substance), []), np.intp)
            cells = [[""] * len(places) if c is None else c.take(places).tolist() for c in self._columns]
            for values in zip(*cells, strict=True):
                row = FactorRow(*values)
                made[row.set].append(row)
            made = self._made[name, substance] = dict(made)
        return made


def _cells(frame: pd.DataFrame, column: str) -> Any:
    """Return the array of a column, of which a few cells are taken at a time; None if there is no such column."""
    if column not in frame:
        return None
    return frame[column].to_numpy() if frame[column].dtype.kind == "f" else frame[column].array
