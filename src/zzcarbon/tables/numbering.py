"""What the rows of a table are called: their number in messages, and an id where they have none of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

__all__ = ["ROW_ID", "is_row_id", "own_ids", "row_id", "row_ids", "row_numbers"]

ROW_ID = "row-"
"""What the id of a row without its own begins with."""


def row_numbers(frame: pd.DataFrame, first: int = 1) -> Sequence[int]:
    """Return what people call each row: its number in the file, or from ``first`` where no file is known.

    Rows of a plain CSV with a header above them begin with 2.

    Examples
    --------
    >>> list(row_numbers(pd.DataFrame({"amount": [1.0, 2.0]})))
    [1, 2]
    """
    first = int(frame.attrs.get("first_row", first))
    skipped = frame.attrs.get("skipped_rows", ())
    if not skipped:
        return range(first, first + len(frame))
    rows = np.setdiff1d(np.arange(first, first + len(frame) + len(skipped)), np.asarray(skipped))
    numbers: list[int] = rows[: len(frame)].tolist()
    return numbers


def row_id(position: int) -> str:
    """Return the id of a row without its own, by its position from 0.

    Examples
    --------
    >>> row_id(0)
    'row-1'
    """
    return f"{ROW_ID}{position + 1}"


def row_ids(positions: Iterable[int]) -> list[str]:
    """Return the ids of some rows without their own.

    Examples
    --------
    >>> row_ids(range(2))
    ['row-1', 'row-2']
    """
    return [row_id(int(position)) for position in positions]


def own_ids(frame: pd.DataFrame) -> list[object]:
    """Return what column ``id`` says of each row, or the ids of rows without their own.

    Examples
    --------
    >>> own_ids(pd.DataFrame({"id": ["kiln"]})), own_ids(pd.DataFrame({"amount": [1.0]}))
    (['kiln'], ['row-1'])
    """
    return frame["id"].tolist() if "id" in frame else list(row_ids(range(len(frame))))


def is_row_id(text: object) -> bool:
    """Whether an id was given to a row without its own: it tells nobody apart.

    Examples
    --------
    >>> is_row_id("row-12"), is_row_id("row-a")
    (True, False)
    """
    word = str(text)
    return word.startswith(ROW_ID) and word[len(ROW_ID) :].isdecimal()
