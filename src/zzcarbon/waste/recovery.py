"""The category of burnt waste: a plant that sells heat or power is one of energy."""

from __future__ import annotations

import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError
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
_YES = ("yes", "true", "1", "是", "有", "1.0")
_NO = ("no", "false", "0", "否", "无", "0.0", "")


def with_recovery(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose category follows from ``energy_recovered``, where they leave it empty.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows.

    Returns
    -------
    pandas.DataFrame, shape (n, ...)
        The same rows; ``category_ipcc2006`` of burnt waste is 1.A.1.a where energy is recovered, else 4.C.1.

    Raises
    ------
    DataError
        ``energy_recovered`` says neither yes nor no.

    Examples
    --------
    >>> rows = pd.DataFrame({"method": ["waste incineration, biogenic CO2"], "energy_recovered": ["yes"]})
    >>> with_recovery(rows)["category_ipcc2006"].tolist()
    ['1.A.1.a']
    """
    frame = standard_columns(frame, file=str(frame.attrs.get("file", "")))
    if "method" not in frame or _COLUMN not in frame:
        return frame
    names = frame["method"].astype(object)
    burnt = names.map({name: _key(name) for name in names.unique()}).isin(_BURNT)
    words = frame[_COLUMN].astype("string").fillna("").str.strip().str.lower()
    recovered = words.isin(_YES)
    cells = Cells(frame, str(frame.attrs.get("file", "")))
    unclear = (burnt & ~recovered & ~words.isin(_NO)).to_numpy(bool)
    remedy = "Write yes or no (是, 否); where it is recovered from a part, split the row."
    cells.report(unclear, _COLUMN, "neither yes nor no", remedy)
    if cells.problems:
        raise DataError("whether energy is recovered is not said clearly", cells.problems)
    if not burnt.any():
        return frame
    said = (
        frame[_CATEGORY].astype(object).fillna("") if _CATEGORY in frame else pd.Series("", frame.index, dtype=object)
    )
    category = recovered.map({True: "1.A.1.a", False: "4.C.1"}).astype(object)
    return frame.assign(**{_CATEGORY: said.where((said != "") | ~burnt, category)})


def _key(name: object) -> str:
    method = choose_method("", "" if name is None or name != name else str(name))  # noqa: PLR0124  (NaN)
    return method.key if method else ""
