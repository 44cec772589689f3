"""Columns of ledgers and observations: read in the room of tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zzcarbon.tables.cells import Cells, numbers_of, texts_of
from zzcarbon.tables.frames import to_pandas
from zzcarbon.tables.headers import LocalNames, renamed

__all__ = ["Cells", "LocalNames", "numbers_of", "pandas_frame", "renamed", "texts_of"]


def pandas_frame(source: Any, what: str) -> pd.DataFrame:
    """Return an eager data frame of any library as one of pandas."""
    return to_pandas(source, what, lazy=False)
