"""Words of groups that came from an engine: as objects, as names of groups, as what joins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["NO_NUMBER", "NO_WORD", "filled", "groups_of", "line_words", "objects"]

NO_WORD, NO_NUMBER = "\u2400", -1e300
"""What stands for a missing word and a missing number in a join: no data hold it."""


def line_words(found: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the words of lines as the readers of words take them: missing ones are None."""
    columns = {name: found[name] for name in names}
    return pd.DataFrame({n: c if c.dtype.kind in "iuf" else objects(c) for n, c in columns.items()})


def groups_of(
    found: pd.DataFrame, columns: Sequence[str], labels: Sequence[str]
) -> tuple[npt.NDArray[np.int64], pd.DataFrame]:
    """Return the number of the group of each line, and what names the groups; an empty column is None everywhere."""
    if not labels:
        return np.zeros(len(found), np.int64), pd.DataFrame(index=range(1))
    cells = [objects(found[name]).tolist() if name else [None] * len(found) for name in columns]
    codes, names = pd.factorize(pd.Series(list(zip(*cells, strict=True)), dtype=object))
    return codes.astype(np.int64), pd.DataFrame(list(names), columns=list(labels), dtype=object)


def objects(column: pd.Series) -> pd.Series:
    """Return cells as objects, None where one is missing."""
    return column.astype(object).where(column.notna(), None)


def filled(column: pd.Series, *, numeric: bool) -> pd.Series:
    """Return words or numbers that join: a missing one has a name."""
    if numeric:
        return column.astype(float).fillna(NO_NUMBER)
    return objects(column).map(str, na_action="ignore").fillna(NO_WORD).astype(object)
