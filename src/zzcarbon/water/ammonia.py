"""Ammonia in water is reported as nitrogen: the gas NH3 is another substance."""

from __future__ import annotations

import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.tables import Cells
from zzcarbon.vocabulary.substances import substance

__all__ = ["refuse_ammonia_gas"]

_REMEDY = "Write NH3-N (氨氮) and the mass of its nitrogen: 14/17 of the mass of NH3."


def refuse_ammonia_gas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with standard columns; refuse NH3 where water is meant.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows, with or without column ``substance``.

    Raises
    ------
    DataError
        A row names the gas NH3 (氨).

    Examples
    --------
    >>> refuse_ammonia_gas(pd.DataFrame({"污染物": ["氨氮"]})).columns.tolist()
    ['substance']
    """
    file = str(frame.attrs.get("file", ""))
    frame = standard_columns(frame, file=file)
    if "substance" not in frame:
        return frame
    named = frame["substance"].astype("string").str.strip().fillna("")
    gas = {word for word in named.unique() if word and _key(word) == "NH3"}
    if not gas:
        return frame
    cells = Cells(frame, file)
    cells.report(named.isin(gas).to_numpy(bool), "substance", "the gas, not what is measured in water", _REMEDY)
    raise DataError("ammonia in water is NH3-N", cells.problems)


def _key(word: str) -> str:
    try:
        return substance(word).key
    except UnknownNameError:
        return ""
