"""What a method implies for the rows that name it: the flow of sinks."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.agriculture.methods import choose_method
from zzcarbon.agriculture.sinks import SINK_FLOWS

__all__ = ["with_implied"]


def with_implied(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows that say what their method implies, where they leave the column empty.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows with column ``method``.

    Returns
    -------
    pandas.DataFrame, shape (n, ...)
        The same rows; ``flow`` is removal, capture or transfer out for sinks.

    Examples
    --------
    >>> with_implied(pd.DataFrame({"method": ["captured CO2"], "amount": [1.0]}))["flow"].tolist()
    ['capture']
    """
    frame = standard_columns(frame, file=str(frame.attrs.get("file", "")))
    if "method" not in frame:
        return frame
    return _filled(frame, "flow", SINK_FLOWS)


def _filled(frame: pd.DataFrame, column: str, implied: Mapping[str, str]) -> pd.DataFrame:
    names = frame["method"].astype(object)
    of_name = {name: implied.get(_key(name), "") for name in names.unique()}
    known = names.map(of_name)
    if not (known != "").any():
        return frame
    said = frame[column].fillna("") if column in frame else pd.Series("", index=frame.index)
    return frame.assign(**{column: said.where((said != "") | (known == ""), known)})


def _key(name: object) -> str:
    method = choose_method("", "" if name is None or name != name else str(name))  # noqa: PLR0124  (NaN)
    return method.key if method else ""
