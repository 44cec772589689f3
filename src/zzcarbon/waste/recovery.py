"""The category of burnt waste: a plant that sells heat or power is one of energy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.estimation.prepared import Prepared, refused_rows
from zzcarbon.tables import Cells
from zzcarbon.waste.methods import choose_method

__all__ = ["with_recovery"]

_COLUMN = "energy_recovered"
_CATEGORY = "category_ipcc2006"
_BURNT = (
    "waste incineration, air pollutants",
    "waste incineration, CH4 and N2O",
    "waste incineration, fossil CO2",
    "waste incineration, biogenic CO2",
)
_REMEDY = "Write yes or no (是, 否); where it is recovered from a part, split the row."


def with_recovery(frame: pd.DataFrame) -> Prepared:
    """Return rows whose category follows from ``energy_recovered``, where they leave it empty.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows.

    Returns
    -------
    Prepared
        The same rows; ``category_ipcc2006`` of burnt waste is 1.A.1.a where energy is recovered, else 4.C.1. Rows
        that say neither yes nor no are refused.

    Examples
    --------
    >>> rows = pd.DataFrame({"method": ["waste incineration, biogenic CO2"], "energy_recovered": ["yes"]})
    >>> with_recovery(rows)[0]["category_ipcc2006"].tolist()
    ['1.A.1.a']
    """
    frame = standard_columns(frame, file=str(frame.attrs.get("file", "")))
    if "method" not in frame or _COLUMN not in frame:
        return frame, ()
    cells = Cells(frame, rows=range(len(frame)))
    burnt = cells.marked("method", lambda name: _key(name) in _BURNT)
    if not burnt.any():
        return frame, ()
    recovered = cells.truth(_COLUMN)
    unclear = [problem for problem in cells.problems if problem.column == _COLUMN and burnt[int(problem.row)]]
    unsaid = cells.text(_CATEGORY) == ""
    said = frame[_CATEGORY].astype(object) if _CATEGORY in frame else pd.Series("", frame.index, dtype=object)
    category = pd.Series(np.where(recovered, "1.A.1.a", "4.C.1"), frame.index, dtype=object)
    refused = refused_rows(replace(problem, remedy=_REMEDY) for problem in unclear)
    return frame.assign(**{_CATEGORY: said.mask(unsaid & burnt, category)}), refused


def _key(name: str) -> str:
    method = choose_method("", name)
    return method.key if method else ""
