"""What a method implies for the rows that name it: origin of carbon, flow, category."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.waste.methods import choose_method

__all__ = ["with_implied"]

_ORIGINS = {
    "waste incineration, fossil CO2": "fossil",
    "waste incineration, biogenic CO2": "biogenic",
    "open burning, fossil CO2": "fossil",
    "open burning, biogenic CO2": "biogenic",
}
_FLOWS = {"energy from waste": "avoided"}
_BURNT = (
    "waste incineration, air pollutants",
    "waste incineration, CH4 and N2O",
    "waste incineration, fossil CO2",
    "waste incineration, biogenic CO2",
)
_YES = ("yes", "true", "1", "是", "有", "1.0")
_NO = ("no", "false", "0", "否", "无", "0.0", "")


def with_implied(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows that say what their method implies, where they leave the column empty.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows with column ``method``.

    Returns
    -------
    pandas.DataFrame, shape (n, ...)
        The same rows; ``origin`` is fossil or biogenic for CO2 of burnt waste, ``flow`` is avoided for energy
        sold, and ``category_ipcc2006`` is 1.A.1.a or 4.C.1 by ``energy_recovered``.

    Raises
    ------
    DataError
        ``energy_recovered`` says neither yes nor no.

    Examples
    --------
    >>> rows = pd.DataFrame({"method": ["waste incineration, biogenic CO2"], "energy_recovered": ["yes"]})
    >>> with_implied(rows)[["origin", "category_ipcc2006"]].values.tolist()
    [['biogenic', '1.A.1.a']]
    """
    frame = standard_columns(frame, file=str(frame.attrs.get("file", "")))
    if "method" not in frame:
        return frame
    keys = frame["method"].astype(object)
    keys = keys.map({name: _key(name) for name in keys.unique()})
    frame = _filled(frame, "origin", keys.map(lambda key: _ORIGINS.get(key, "")))
    frame = _filled(frame, "flow", keys.map(lambda key: _FLOWS.get(key, "")))
    if "energy_recovered" not in frame:
        return frame
    words = frame["energy_recovered"].astype("string").fillna("").str.strip().str.lower()
    recovered = words.isin(_YES)
    burnt = keys.isin(_BURNT)
    unclear = np.flatnonzero((burnt & ~recovered & ~words.isin(_NO)).to_numpy(bool))
    if len(unclear):
        raise DataError("whether energy is recovered is not said clearly", _unclear(frame, unclear))
    category = recovered.map({True: "1.A.1.a", False: "4.C.1"}).where(burnt, "")
    return _filled(frame, "category_ipcc2006", category)


def _unclear(frame: pd.DataFrame, rows: npt.NDArray[np.intp]) -> list[Problem]:
    file, column = str(frame.attrs.get("file", "")), "energy_recovered"
    remedy = "Write yes or no (是, 否); where it is recovered from a part, split the row."
    return [
        Problem(file, str(row + 1), column, shown(frame[column].iloc[row]), "neither yes nor no", remedy)
        for row in rows
    ]


def _filled(frame: pd.DataFrame, column: str, known: pd.Series) -> pd.DataFrame:
    known = known.astype(object)
    if not (known != "").any():
        return frame
    said = (
        frame[column].astype(object).fillna("") if column in frame else pd.Series("", index=frame.index, dtype=object)
    )
    values: Mapping[str, pd.Series] = {column: said.where((said != "") | (known == ""), known)}
    return frame.assign(**values)


def _key(name: object) -> str:
    method = choose_method("", "" if name is None or name != name else str(name))  # noqa: PLR0124  (NaN)
    return method.key if method else ""
