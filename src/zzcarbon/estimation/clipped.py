"""Row terms of an engine that are zero where a balance is below zero."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Clipped", "groups_inside"]


@dataclass(frozen=True)
class Clipped:
    """A row term that is zero in groups whose balance is below zero.

    Attributes
    ----------
    term : int
        Number of the term.
    labels : tuple of str
        Columns that the balance is grouped by.
    groups : frozenset of tuple
        Groups below zero.
    keys : frozenset of int
        Keys of the balance.
    """

    term: int
    labels: tuple[str, ...]
    groups: frozenset[tuple[Any, ...]]
    keys: frozenset[int]

    def inside(self, cells: Sequence[Sequence[object]], keys: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Mark groups of rows that count zero.

        Parameters
        ----------
        cells : sequence of sequence
            What the groups say in each of the labels.
        keys : ndarray of int, shape (n,)
            Their keys.
        """
        named = zip(*cells, strict=True) if self.labels else [()] * len(keys)
        below = np.fromiter((group in self.groups for group in named), bool, len(keys))
        return below & np.isin(keys, list(self.keys))


def groups_inside(
    groups: pd.DataFrame, labels: Sequence[str], columns: Collection[str]
) -> tuple[tuple[str, ...], frozenset[tuple[Any, ...]]]:
    """Return the labels that are columns of some rows, and the groups that these rows can lie in.

    In a whole of several parts a part may lack a column: its rows lie in the groups where nothing is said of it.

    Parameters
    ----------
    groups : pandas.DataFrame, shape (g, labels)
        None where nothing is said.
    labels : sequence of str
    columns : collection of str
    """
    known = [at for at, name in enumerate(labels) if name in columns]
    absent = [at for at, name in enumerate(labels) if name not in columns]
    rows = [tuple(row) for row in groups.itertuples(index=False)]
    kept = (tuple(row[at] for at in known) for row in rows if all(row[at] is None for at in absent))
    return tuple(labels[at] for at in known), frozenset(kept)
