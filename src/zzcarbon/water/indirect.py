"""Water that goes to a sewage plant: counted at the plant's outlet, not once more at the works."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.water.periods import Spans, spans
from zzcarbon.water.tables import TableReader

__all__ = ["mark_indirect"]


def mark_indirect(frame: object) -> pd.DataFrame:
    """Mark the outlets of works whose water goes to a sewage plant that has rows of its own.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows for `estimate` with ``substance``, ``period`` or ``year``, ``plant`` (the sewage plant that the
        row is the outlet of) and ``receiving_plant`` (the sewage plant that the water of the row goes to).

    Returns
    -------
    pandas.DataFrame
        The rows with ``notation`` IE (included elsewhere) where the plant's own rows hold the load, and
        ``indirect`` saying so; where the plant has no rows for the substance and all of the time, the row
        stays and ``indirect`` says that too.

    Raises
    ------
    DataError
        A column is missing, a substance is unknown, or a period cannot be read.

    Notes
    -----
    What a plant lets out includes what is left of the water of the works behind it: adding both counts it
    twice. What a plant reuses or removes is gone from both. A mass balance; nothing is taken out in silence.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "entity": ["dye works", "tannery", "water company"], "plant": ["", "", "plant north"],
    ...     "receiving_plant": ["plant north", "plant south", ""], "substance": "COD", "year": 2024,
    ... })
    >>> mark_indirect(rows)["notation"].tolist()
    ['IE', '', '']
    """
    reader = TableReader(frame, ("substance", "plant", "receiving_plant"), "the outlets")
    names = reader.substances()
    plants, receiving = reader.words("plant"), reader.words("receiving_plant")
    reader.bad(
        (plants == receiving) & (plants != ""), "receiving_plant", "a plant that feeds itself", "Leave it blank."
    )
    reader.check()
    times = spans(reader.table, file=reader.file)
    notation = reader.words("notation")
    said = np.full(len(names), "", dtype=object)
    for row in np.flatnonzero(receiving != ""):
        own = np.flatnonzero((plants == receiving[row]) & (names == names[row]))
        if _all_covered(times, int(row), own):
            said[row] = f"counted at the outlet of {receiving[row]}"
            notation[row] = notation[row] or "IE"
        else:
            said[row] = f"{receiving[row]} has no rows of {names[row]} for all of the time: counted here"
    return reader.table.assign(substance=names, notation=notation, indirect=said)


def _all_covered(times: Spans, row: int, own: npt.NDArray[np.intp]) -> bool:
    """Whether the rows of the plant cover the whole period of a row."""
    if not len(own):
        return False
    one = times.at(np.array([row]))
    return bool(one.covered(times.at(own).union())[0] >= (one.stop - one.start)[0])
