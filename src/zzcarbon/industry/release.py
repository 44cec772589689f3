"""Activity rows with a hood, split into what the hood collects and what escapes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.tables import Cells
from zzcarbon.tables.numbering import row_ids

__all__ = ["split_release"]

_COLLECTION = "collection_efficiency"


def split_release(frame: pd.DataFrame) -> pd.DataFrame:
    r"""Split every row with a collection efficiency into an organised and a fugitive row.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows; ``collection_efficiency`` [1] where there is a hood.

    Returns
    -------
    pandas.DataFrame
        Rows with a label ``release``: ``organised`` (amount times c, with its device), ``fugitive``
        (amount times 1 - c, without) or empty for rows that say no collection. ``id`` gets the label
        as a suffix, ``activity_source`` the parent's id, so that both halves share one activity error.

    Raises
    ------
    DataError
        There is no column ``amount``, or a collection efficiency lies outside 0 to 1; all problems at once.

    Notes
    -----
    .. math:: M G (1 - c \eta k) = (M c) G (1 - \eta k) + M (1 - c) G

    Source: identity.

    Examples
    --------
    >>> rows = pd.DataFrame({"amount": [10.0], "unit": ["t"], "collection_efficiency": [0.75]})
    >>> split_release(rows)[["id", "release", "amount", "collection_efficiency"]].values.tolist()
    [['row-1/organised', 'organised', 7.5, 1.0], ['row-1/fugitive', 'fugitive', 2.5, 0.0]]
    """
    share = _collected(frame)
    named = frame.reset_index(drop=True)
    if "id" not in named:
        named.insert(0, "id", row_ids(range(len(named))))
    if "activity_source" not in named:
        named["activity_source"] = named["id"].astype(str)
    hooded = ~np.isnan(share)
    organised, fugitive = named[hooded].copy(), named[hooded].copy()
    for part, label, of_amount in (
        (organised, "organised", share[hooded]),
        (fugitive, "fugitive", 1 - share[hooded]),
    ):
        part["release"] = label
        part["id"] = part["id"].astype(str) + f"/{label}"
        part["amount"] = pd.to_numeric(part["amount"]) * of_amount
        part[_COLLECTION] = 1.0 if label == "organised" else 0.0
        if f"{_COLLECTION}_unit" in part:
            part[f"{_COLLECTION}_unit"] = None
    if "control" in fugitive:
        fugitive["control"] = None
    rest = named[~hooded].assign(release="")
    together: pd.DataFrame = pd.concat([organised, fugitive, rest]).sort_index(kind="stable", ignore_index=True)
    return together


def _collected(frame: pd.DataFrame) -> np.ndarray:
    """Return the share that is collected, NaN where none is said."""
    problems = []
    if "amount" not in frame.columns:
        problems.append(Problem(column="amount", problem="the column is missing", remedy="add 'amount'"))
    if _COLLECTION not in frame.columns:
        share = np.full(len(frame), np.nan)
    else:
        cells = frame[_COLLECTION]
        share = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float)
        percent = frame.get(f"{_COLLECTION}_unit", pd.Series("", index=frame.index)).eq("%").to_numpy()
        share = np.where(percent, share / 100, share)
        wrong = cells.notna().to_numpy() & ~((share >= 0) & (share <= 1))
        remedy = "give 0 to 1, or blank where there is no hood"
        Cells(frame, problems=problems).report(wrong, _COLLECTION, "not a share", remedy)
    if problems:
        message = "the rows cannot be split:"
        raise DataError(message, problems)
    return share
