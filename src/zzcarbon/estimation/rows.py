"""The rows of an estimate: what can be asked of them, wherever they are.

`ArrayRows` holds them in memory as codes and numbers, `joined_rows` puts several together. Inventories,
uncertainty and reports know only the protocol `Rows`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.amount_errors import errors_by_cell
from zzcarbon.estimation.cube import Cube, cells_of, sum_by_place
from zzcarbon.estimation.finding import ascending
from zzcarbon.tables.codes import Codes, encode_all, group_codes
from zzcarbon.tables.numbering import ROW_ID

__all__ = ["ArrayRows", "Rows"]

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

_CHUNK = 1 << 17
"""Rows that are looked at in one go for the first few of a key."""


class Rows(Protocol):
    """What an inventory asks of its rows."""

    def __len__(self) -> int:
        """Return the number of rows."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that rows can be grouped by, besides the labels of their key."""

    @property
    def parts(self) -> tuple[Rows, ...]:
        """Rows that lie in one place each: themselves, unless they are of several estimates."""

    def cube(self, labels: Sequence[str] = (), *, errors: bool | float = False) -> Cube:
        """Return the sums of the row terms by columns and key; a column that is not there is None.

        With ``errors`` also those of the errors of the amounts; a number is the half-width of amounts that state none.
        """

    def distinct(self, labels: Sequence[str], *, ids: bool = False) -> pd.DataFrame:
        """Return the distinct pairs of key and columns: ``key``, the columns, ``rows``, the first ``id`` if asked."""

    def where(self, *, ids: Sequence[str] = (), keys: Sequence[int] = (), limit: int | None = None) -> ArrayRows:
        """Return some rows in memory: those with an id or of a key, the first ``limit`` of them."""

    def arrays(self) -> Iterator[ArrayRows]:
        """Yield all rows in memory."""

    @property
    def size(self) -> int:
        """Return how many positions findings may name: rows in memory, distinct rows of an engine."""

    def count_at(self, positions: Places, keys: Sequence[int]) -> int:
        """Return the number of rows at some positions or of some keys."""

    def places_of(self, positions: Places, keys: Sequence[int], limit: int | None = None) -> Places:
        """Return in ascending order some positions and those of the rows of some keys, the first ``limit``."""

    def examples(self, positions: Places, columns: Collection[str]) -> ArrayRows:
        """Return the rows at some positions, their activity with these columns alone; of an engine one of each kind."""

    def some_ids(self, count: int) -> list[str]:
        """Return a few ids, for messages."""

    @property
    def passes(self) -> pd.DataFrame:
        """Return what was asked of an engine: asked, rows, groups, seconds; rows in memory are not asked."""

    def positions(self, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> Places:
        """Return the positions of the rows of some keys that lie in one of some groups of columns."""

    def cleared(self, term: int, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> Rows:
        """Return the rows with one more term: a copy of ``term`` that is zero in the rows of `positions`."""

    def shifted(self, keys: int, terms: Sequence[int], count: int, offset: int) -> Rows:
        """Return the rows with other numbers of keys and terms: part of a larger whole.

        Parameters
        ----------
        keys : int
            Number of the first key.
        terms : sequence of int
            New number of each term.
        count : int
            Number of terms of the whole.
        offset : int
            Position of the first row in the whole.
        """


@dataclass(frozen=True, eq=False)
class ArrayRows:
    """Rows in memory.

    Attributes
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        The rows as they were given, with the standard names of the columns.
    codes : ndarray of int32, shape (n,)
        Key of each row.
    values : tuple of ndarray of float64, shape (n,), or None
        Row terms, in the order of the table's ``terms``; zero where a row is not estimated, None where no
        row uses the term.
    file : str
        Name of the file the rows came from.
    offset : int
        Position of the first row in the inventory, for rows without id.
    names : pandas.Series or None
        Ids of rows that were picked out.
    places : ndarray of int, shape (n,), or None
        Their positions in the inventory.
    """

    activity: pd.DataFrame
    codes: npt.NDArray[np.int32]
    values: tuple[Array | None, ...]
    file: str = ""
    offset: int = 0
    names: pd.Series[str] | None = None
    places: Places | None = None

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the rows."""
        return tuple(map(str, self.activity.columns))

    @property
    def parts(self) -> tuple[Rows, ...]:
        """These rows."""
        return (self,)

    @cached_property
    def ids(self) -> pd.Series[str]:
        """Ids of the rows: their own, or ``row-1``, ``row-2`` ... by position."""
        if self.names is not None:
            return self.names
        if "id" in self.activity:
            return self.activity["id"].astype(str).reset_index(drop=True)
        numbers = pd.RangeIndex(self.offset + 1, self.offset + 1 + len(self))
        return pd.Series(ROW_ID + numbers.astype(str), name="id")

    def id_at(self, row: int) -> str:
        """Return the id of one row without writing out all of them."""
        if self.names is not None:
            return str(self.names.iloc[row])
        return str(self.activity["id"].iloc[row]) if "id" in self.activity else f"{ROW_ID}{self.offset + row + 1}"

    def cube(self, labels: Sequence[str] = (), *, errors: bool | float = False) -> Cube:
        """Return the sums of the row terms by columns and key."""
        groups, names = self._groups(labels)
        keys = int(self.codes.max(initial=-1)) + 1
        wide = groups if len(names) * keys < np.iinfo(np.int32).max else groups.astype(np.int64)
        places: npt.NDArray[Any] = self.codes if len(names) == 1 else wide * keys + self.codes
        cells, counts, of_row = cells_of(places, len(names) * keys)
        group, key = np.divmod(cells, max(keys, 1))
        sums = np.zeros((len(cells), len(self.values)))
        for at, term in enumerate(self.values):
            if term is not None:
                sums[:, at] = sum_by_place(of_row, len(cells), term)
        named = pd.DataFrame(names, columns=list(labels), dtype=object) if labels else pd.DataFrame(index=range(1))
        found = Cube(named, group, key, sums, counts)
        if errors is False:
            return found
        return replace(found, errors=errors_by_cell(self, found, of_row, 0.0 if errors is True else errors))

    def distinct(self, labels: Sequence[str], *, ids: bool = False) -> pd.DataFrame:
        """Return the distinct pairs of key and columns."""
        of_key = Codes(self.codes, tuple(range(int(self.codes.max(initial=-1)) + 1)))
        codes, names = group_codes([of_key, *self.encoded(labels)])
        columns = dict(zip(("key", *labels), zip(*names, strict=True), strict=True))
        table = pd.DataFrame({name: np.array(cells, object) for name, cells in columns.items()})
        table["rows"] = np.bincount(codes, minlength=len(names))
        if ids:
            first = np.zeros(len(names), np.int64)
            first[codes[::-1]] = np.arange(len(codes))[::-1]
            table["id"] = [self.id_at(at) for at in first.tolist()]
        return table

    def where(self, *, ids: Sequence[str] = (), keys: Sequence[int] = (), limit: int | None = None) -> ArrayRows:
        """Return the rows with an id or of a key."""
        found = np.isin(self.codes, list(keys)) if keys else np.zeros(len(self), bool)
        if ids:
            found |= self.ids.isin(list(ids)).to_numpy()
        return self.at(np.flatnonzero(found)[:limit])

    def at(self, positions: Places) -> ArrayRows:
        """Return the rows at some positions."""
        return self._picked(positions, self.activity)

    def _picked(self, positions: Places, activity: pd.DataFrame) -> ArrayRows:
        return ArrayRows(
            activity.take(positions).reset_index(drop=True),
            self.codes[positions],
            tuple(None if term is None else term[positions] for term in self.values),
            self.file,
            names=pd.Series(self._ids_at(positions), dtype=object, name="id"),
            places=positions + self.offset if self.places is None else self.places[positions],
        )

    def _ids_at(self, positions: Places) -> list[str]:
        """Return the ids of some rows without writing out all of them."""
        if self.names is not None:
            return [str(name) for name in self.names.iloc[positions]]
        if "id" in self.activity:
            return [str(name) for name in self.activity["id"].iloc[positions]]
        return [f"{ROW_ID}{at}" for at in (positions + self.offset + 1).tolist()]

    def arrays(self) -> Iterator[ArrayRows]:
        """Yield the rows."""
        yield self

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self)

    @property
    def passes(self) -> pd.DataFrame:
        """Nothing: these rows are in memory."""
        return pd.DataFrame(columns=["asked", "rows", "groups", "seconds"])

    def count_at(self, positions: Places, keys: Sequence[int]) -> int:
        """Return the number of rows at some positions or of some keys."""
        if not len(keys):
            return len(ascending(positions))
        of_keys = self._marked(keys)
        beside = ascending(positions[~of_keys[self.codes[positions]]])
        return int(self._rows_of_keys[of_keys].sum()) + len(beside)

    @cached_property
    def _rows_of_keys(self) -> npt.NDArray[np.intp]:
        """Number of rows of each key."""
        return np.bincount(self.codes, minlength=int(self.codes.max(initial=-1)) + 1)

    def _marked(self, keys: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Mark some keys among those of the rows; in a whole of several parts others are keys of no row here."""
        marks = np.zeros(len(self._rows_of_keys), bool)
        marks[[key for key in keys if key < len(marks)]] = True
        return marks

    def examples(self, positions: Places, columns: Collection[str]) -> ArrayRows:
        """Return the rows at some positions, without their terms."""
        kept = [name for name in self.activity.columns if name in columns]
        return replace(self, values=())._picked(positions, self.activity[kept])

    def some_ids(self, count: int) -> list[str]:
        """Return the first ids."""
        return [str(name) for name in self.ids.head(count)]

    def places_of(self, positions: Places, keys: Sequence[int], limit: int | None = None) -> Places:
        """Return some positions and those of the rows of some keys: looked for no further than they are needed."""
        if not len(keys):
            return ascending(positions)[:limit]
        wanted = self._marked(keys)
        found, step = [np.zeros(0, np.intp)], len(self) if limit is None else _CHUNK
        for start in range(0, len(self), max(step, 1)):
            found.append(np.flatnonzero(wanted[self.codes[start : start + step]]) + start)
            if limit is not None and sum(map(len, found)) >= limit:
                break
        return ascending(np.concatenate([positions, *found]))[:limit]

    def shifted(self, keys: int, terms: Sequence[int], count: int, offset: int) -> ArrayRows:
        """Return the rows with other numbers of keys and terms."""
        values: list[Array | None] = [None] * count
        for old, new in enumerate(terms):
            values[new] = self.values[old]
        return replace(self, codes=self.codes + np.int32(keys), values=tuple(values), offset=self.offset + offset)

    def positions(self, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> Places:
        """Return the positions of the rows of some keys that lie in one of some groups."""
        return np.flatnonzero(self._inside(keys, labels, groups)) + self.offset

    def cleared(self, term: int, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> ArrayRows:
        """Return the rows with one more term, zero in the rows of some keys and groups."""
        values = self.values[term]
        if values is not None:
            values = np.where(self._inside(keys, labels, groups), 0.0, values)
        return replace(self, values=(*self.values, values))

    def _inside(self, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> npt.NDArray[np.bool_]:
        codes, names = self._groups(labels) if labels else (np.zeros(len(self), np.int32), [()])
        wanted = {tuple(row) for row in groups.itertuples(index=False)}
        marks = np.array([name in wanted for name in names], bool)
        return np.asarray(marks[codes] & np.isin(self.codes, list(keys)))

    def _groups(self, labels: Sequence[str]) -> tuple[npt.NDArray[np.int32], list[tuple[object, ...]]]:
        if not labels:
            return np.zeros(0, np.int32), [()]
        return group_codes(self.encoded(labels))

    def encoded(self, labels: Sequence[str]) -> list[Codes]:
        """Encode columns; one that is not there is None in every row."""
        present = [name for name in labels if name in self.activity]
        encoded = dict(zip(present, encode_all([self.activity[name] for name in present]), strict=True))
        return [encoded.get(name, Codes.constant(None, len(self))) for name in labels]
