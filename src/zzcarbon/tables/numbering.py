"""What the rows of a table are called in messages: one numbering for files and frames."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["row_numbers"]


def row_numbers(frame: pd.DataFrame) -> Sequence[int]:
    """Return what people call each row: its number in the file, or from 1 where no file is known.

    Examples
    --------
    >>> list(row_numbers(pd.DataFrame({"amount": [1.0, 2.0]})))
    [1, 2]
    """
    first = int(frame.attrs.get("first_row", 1))
    skipped = frame.attrs.get("skipped_rows", ())
    if not skipped:
        return range(first, first + len(frame))
    rows = np.setdiff1d(np.arange(first, first + len(frame) + len(skipped)), np.asarray(skipped))
    numbers: list[int] = rows[: len(frame)].tolist()
    return numbers
