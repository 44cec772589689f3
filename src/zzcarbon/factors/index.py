"""The rows of a table by name, substance and set; a row becomes an object when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.factors.model import FactorRow

__all__ = ["RowIndex"]

_BySet = dict[str, list[FactorRow]]
_NONE: dict[str, None] = {}


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
        self._frame, self._names = frame, tuple(columns.values())
        substances = frame["substance"].tolist() if "substance" in frame else [""] * len(frame)
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._sets: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        named = zip(frame[name_column].tolist(), substances, frame["set"].tolist(), strict=True)
        for at, (name, substance, set_key) in enumerate(named):
            self._places[name, substance].append(at)
            self._sets[name, substance][set_key] = None
        self._made: dict[tuple[str, str], _BySet] = {}
        self._by_subject: dict[tuple[str, str, str], _BySet] = {}

    def rows(
        self, name: str, substance: str, set_key: str, subjects: Sequence[str] | None = None
    ) -> Sequence[FactorRow]:
        """Return the rows of one set; with ``subjects`` those of one of them, and those that name none."""
        rows = self._of(name, substance).get(set_key, ())
        if subjects is None or not rows:
            return rows
        place = name, substance, set_key
        if place not in self._by_subject:
            of_subject: _BySet = defaultdict(list)
            for row in rows:
                of_subject[row.subject].append(row)
            self._by_subject[place] = dict(of_subject)
        known = self._by_subject[place]
        return [row for subject in dict.fromkeys((*subjects, "")) for row in known.get(subject, ())]

    def sets(self, name: str, substance: str) -> AbstractSet[str]:
        """Return the sets that have a row, without making any."""
        return self._sets.get((name, substance), _NONE).keys()

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
                if known == name and not having.keys().isdisjoint(sets)
            )
        )

    def _of(self, name: str, substance: str) -> _BySet:
        """Return the rows of a name and a substance by set; two threads that make them make equal ones."""
        made = self._made.get((name, substance))
        if made is None:
            made = defaultdict(list)
            places = np.array(self._places.get((name, substance), []), np.intp)
            cells = [[""] * len(places) if c is None else c.take(places).tolist() for c in self._cells]
            for values in zip(*cells, strict=True):
                row = FactorRow(*values)
                made[row.set].append(row)
            made = self._made[name, substance] = dict(made)
        return made

    @cached_property
    def _cells(self) -> list[Any]:
        """Return the columns as arrays, of which a few cells are taken at a time; None for one that is not there."""
        return [self._frame[name].to_numpy(_kind(self._frame[name])) if name in self._frame else None
                for name in self._names]  # fmt: skip


def _kind(column: pd.Series[Any]) -> type:
    return np.float64 if column.dtype.kind == "f" else object
