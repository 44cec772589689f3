"""Ammonia in water is reported as nitrogen: the gas NH3 is another substance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.prepared import Prepared
from zzcarbon.tables.cells import texts_of
from zzcarbon.vocabulary.substances import substance_key

__all__ = ["refuse_ammonia_gas"]

_REMEDY = "Write NH3-N (氨氮) and the mass of its nitrogen: 14/17 of the mass of NH3."


def refuse_ammonia_gas(frame: pd.DataFrame) -> Prepared:
    """Return the rows with standard columns; rows with NH3, where water is meant, are refused.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows, with or without column ``substance``.

    Examples
    --------
    >>> refuse_ammonia_gas(pd.DataFrame({"污染物": ["氨氮"]}))[0].columns.tolist()
    ['substance']
    """
    frame = standard_columns(frame, file=str(frame.attrs.get("file", "")))
    if "substance" not in frame:
        return frame, ()
    codes, words = texts_of(frame["substance"])
    gas = np.array([bool(word) and substance_key(word) == "NH3" for word in words], bool)
    if not gas.any():
        return frame, ()
    told = Finding(np.flatnonzero(gas[codes]), "substance", "the gas, not what is measured in water", _REMEDY)
    return frame, (told,)
