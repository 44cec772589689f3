"""Rows of several estimates as one: each part keeps its rows, with the numbers of keys and terms of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.estimation.cube import Cube, joined_cubes
from zzcarbon.estimation.rows import ArrayRows, Places, Rows

__all__ = ["JoinedRows", "joined_rows"]


def joined_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of several estimates as one.

    Parameters
    ----------
    parts : sequence of Rows
        Each with the numbers of keys and terms of the whole.
    """
    return JoinedRows(tuple(inner for part in parts for inner in part.parts)) if len(parts) != 1 else parts[0]


@dataclass(frozen=True, eq=False)
class JoinedRows:
    """Rows of several estimates.

    Attributes
    ----------
    parts : tuple of Rows
        Each with the numbers of keys and terms of the whole, and itself no join.
    """

    parts: tuple[Rows, ...]

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of any part."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.columns))

    def cube(self, labels: Sequence[str] = (), *, errors: bool | float = False) -> Cube:
        """Return the sums of the row terms by columns and key."""
        return joined_cubes([part.cube(labels, errors=errors) for part in self.parts])

    def distinct(self, labels: Sequence[str], *, ids: bool = False) -> pd.DataFrame:
        """Return the distinct pairs of key and columns."""
        return pd.concat([part.distinct(labels, ids=ids) for part in self.parts], ignore_index=True)

    def where(self, *, ids: Sequence[str] = (), keys: Sequence[int] = (), limit: int | None = None) -> ArrayRows:
        """Return the rows with an id or of a key."""
        found = [part.where(ids=ids, keys=keys, limit=limit) for part in self.parts]
        filled = [part for part in found if len(part)] or found[:1]
        return _stacked(filled).at(np.arange(sum(map(len, filled)))[:limit])

    def arrays(self) -> Iterator[ArrayRows]:
        """Yield the rows of each part."""
        for part in self.parts:
            yield from part.arrays()

    @property
    def size(self) -> int:
        """Number of positions of all parts."""
        return sum(part.size for part in self.parts)

    @property
    def passes(self) -> pd.DataFrame:
        """What was asked of the engines of the parts."""
        return pd.concat([part.passes for part in self.parts], ignore_index=True)

    def count_at(self, positions: Places, keys: Sequence[int]) -> int:
        """Return the number of rows at some positions or of some keys."""
        return sum(part.count_at(inside, keys) for part, inside in self._parted(positions))

    def places_of(self, positions: Places, keys: Sequence[int], limit: int | None = None) -> Places:
        """Return some positions and those of the rows of some keys."""
        found, start = [], 0
        for part, inside in self._parted(positions):
            found.append(part.places_of(inside, keys, limit) + start)
            start += part.size
        return np.concatenate(found)[:limit]

    def examples(self, positions: Places, columns: Collection[str]) -> ArrayRows:
        """Return the rows at some positions; parts of which none is asked are left alone."""
        return _stacked([part.examples(at, columns) for part, at in self._parted(positions) if len(at)])

    def some_ids(self, count: int) -> list[str]:
        """Return a few ids of each part."""
        return [name for part in self.parts for name in part.some_ids(count)]

    def _parted(self, positions: Places) -> Iterator[tuple[Rows, Places]]:
        """Yield each part with the positions that lie in it."""
        start = 0
        for part in self.parts:
            inside = positions[(positions >= start) & (positions < start + part.size)] - start
            yield part, inside
            start += part.size

    def positions(self, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> Places:
        """Return the positions of the rows of some keys that lie in one of some groups."""
        return np.concatenate([part.positions(keys, labels, groups) for part in self.parts])

    def cleared(self, term: int, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> JoinedRows:
        """Return the rows with one more term, zero in the rows of some keys and groups."""
        return JoinedRows(tuple(part.cleared(term, keys, labels, groups) for part in self.parts))

    def shifted(self, keys: int, terms: Sequence[int], count: int, offset: int) -> JoinedRows:
        """Return the rows with other numbers of keys and terms."""
        return JoinedRows(tuple(part.shifted(keys, terms, count, offset) for part in self.parts))


def _stacked(parts: Sequence[ArrayRows]) -> ArrayRows:
    """Return rows that were picked out of several parts as one."""
    if len(parts) == 1:
        return parts[0]
    values = [
        np.concatenate([np.zeros(len(part)) if term is None else term for part, term in zip(parts, terms, strict=True)])
        for terms in zip(*(part.values for part in parts), strict=True)
    ]
    return ArrayRows(
        pd.concat([part.activity for part in parts], ignore_index=True),
        np.concatenate([part.codes for part in parts]),
        tuple(values),
        parts[0].file,
        names=pd.concat([part.ids for part in parts], ignore_index=True),
        places=np.concatenate([part.places for part in parts if part.places is not None]),
    )
