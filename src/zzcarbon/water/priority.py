"""Which data of an outlet count, when several are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, UnknownNameError, english, shown
from zzcarbon.tables import Cells, open_table, row_numbers
from zzcarbon.vocabulary.names import NameIndex
from zzcarbon.vocabulary.substances import substance
from zzcarbon.water.gaps import MissingThreshold
from zzcarbon.water.periods import Spans, spans

__all__ = ["ORDER", "choose_data", "rank_data"]

ORDER = {
    "continuous monitoring": 1,
    "manual monitoring": 2,
    "monitoring, means only": 2,
    "material balance": 3,
    "generation coefficient": 3,
    "discharge coefficient": 3,
    "domestic sewage coefficient": 3,
    "industrial wastewater coefficient": 3,
    "sampling estimate": 4,
}
"""Rank of the kinds of data; the lower goes first (cn-env-tax-law, art. 10)."""

_LOCAL = {
    "continuous monitoring": ("自动监测", "在线监测", "连续监测"),
    "manual monitoring": ("手工监测",),
    "monitoring, means only": ("监测均值",),
    "material balance": ("物料衡算",),
    "generation coefficient": ("产污系数",),
    "discharge coefficient": ("排污系数",),
    "domestic sewage coefficient": ("生活源产污系数",),
    "industrial wastewater coefficient": ("工业源产排污系数",),
    "sampling estimate": ("抽样测算",),
}
_ONE_AT_A_TIME = frozenset(
    {"continuous monitoring", "manual monitoring", "monitoring, means only", "sampling estimate"}
)
"""Kinds of which one row says all of an outlet, substance and time; a balance or coefficient has many."""

_KINDS = NameIndex("kind of data", ((name, _LOCAL[name]) for name in ORDER))
_PLACES = ("region", "entity", "plant", "outlet")


def choose_data(
    frame: object, *, prescribed: str | None = None, threshold: MissingThreshold | None = None
) -> pd.DataFrame:
    """Return the rows to estimate from, where an outlet has several kinds of data for one time.

    Parameters
    ----------
    frame : path or data frame, shape (n, ...)
        Rows with ``method``, ``substance``, ``period`` or ``year``, and what names the outlet
        (``region``, ``entity``, ``plant``, ``outlet``). A column ``prescribed`` says what the permit
        specification of the row's outlet prescribes.
    prescribed : str, optional
        Method that the permit specification prescribes where rows do not say it: material balance,
        generation coefficient or discharge coefficient.
    threshold : MissingThreshold, optional
        Share of missing automatic data above which they do not count; needed where column
        ``missing_share`` says that data are missing.

    Returns
    -------
    pandas.DataFrame
        The rows that count, with column ``passed_over``: what was given for the same outlet, substance
        and time besides, with the reason.

    Raises
    ------
    DataError
        A column is missing, a word is unknown, a threshold is needed, data of one kind stand twice for one
        time, or material balance and coefficient are both given and nothing says which is prescribed.

    Notes
    -----
    Continuous monitoring > manual monitoring > material balance or coefficient, whichever the permit
    specification prescribes > sampling estimate. Source: cn-env-tax-law, art. 10; mee-2021-16.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "outlet": "DW001", "substance": "COD", "year": 2024,
    ...     "method": ["manual monitoring", "continuous monitoring", "discharge coefficient"],
    ... })
    >>> chosen = choose_data(rows)
    >>> chosen["method"].tolist(), chosen["passed_over"].tolist()
    (['continuous monitoring'], ['manual monitoring; discharge coefficient'])
    """
    ranked = rank_data(frame, prescribed=prescribed, threshold=threshold)
    return ranked[ranked["used"]].drop(columns=["used", "reason"])


def rank_data(
    frame: object, *, prescribed: str | None = None, threshold: MissingThreshold | None = None
) -> pd.DataFrame:
    """Return all rows and say which of them count.

    Parameters
    ----------
    frame, prescribed, threshold
        As for `choose_data`.

    Returns
    -------
    pandas.DataFrame
        The rows with ``used`` (bool), ``reason`` (why a row does not count) and ``passed_over``.

    Raises
    ------
    DataError
        As for `choose_data`.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "outlet": "DW001", "substance": "氨氮", "period": ["2024-01", "2024"],
    ...     "method": ["自动监测", "排污系数"],
    ... })
    >>> rank_data(rows)["reason"].tolist()
    ['', 'continuous monitoring goes first; 335 d of the period have no better data']
    """
    given = open_table(frame, "the data of the outlets")
    file = str(given.attrs.get("file", ""))
    table = standard_columns(given, ("method", "substance"), file=file).reset_index(drop=True)
    cells = Cells(table, file, row_numbers(given))
    names = _names(cells, prescribed)
    times = spans(table, file=file)
    gone = _too_much_missing(cells, names, threshold)
    keys = [names.substance, *(_key(table[name]) for name in _PLACES if name in table)]
    groups = [
        np.asarray(rows, np.intp)
        for rows in pd.DataFrame(keys).T.groupby(list(range(len(keys))), sort=False).indices.values()
    ]
    for rows in groups:
        _refuse_repeated(rows, names, times, cells)
    _check(cells, "data of one kind stand twice for one outlet and time")
    reason = np.array(gone, dtype=object)
    passed = np.full(len(table), "", dtype=object)
    for rows in groups:
        reason[rows] = _reasons(rows, reason, names, times, cells)
        passed[rows] = _passed_over(rows, reason, names, times)
    _check(cells, "material balance and coefficient for one outlet: which one is prescribed?")
    result = table.assign(method=names.method, substance=names.substance)
    return result.assign(used=reason == "", reason=reason, passed_over=passed)


def _check(cells: Cells, message: str) -> None:
    if cells.problems:
        raise DataError(message, cells.problems)


@dataclass(frozen=True, slots=True)
class _Names:
    method: npt.NDArray[np.object_]
    substance: npt.NDArray[np.object_]
    prescribed: npt.NDArray[np.object_]

    @property
    def rank(self) -> npt.NDArray[np.intp]:
        return np.array([ORDER[name] for name in self.method], np.intp)


def _reasons(
    rows: npt.NDArray[np.intp], before: npt.NDArray[np.object_], names: _Names, times: Spans, cells: Cells
) -> list[str]:
    """Say why rows of one outlet and substance do not count: rank after rank, what is left uncovered does."""
    reason = dict(zip(rows.tolist(), before[rows].tolist(), strict=True))
    rank = names.rank[rows]
    open_rows = rows[before[rows] == ""]
    taken = Spans(np.zeros(0), np.zeros(0))
    better: list[int] = []
    for level in sorted(set(rank.tolist())):
        here = rows[(rank == level) & np.isin(rows, open_rows)]
        if not len(here):
            continue
        covered = times.at(here).covered(taken)
        for row, days in zip(here[covered > 0], covered[covered > 0], strict=True):
            rest = times.stop[row] - times.start[row] - days
            open_days = f"; {rest:g} d of the period have no better data" if rest > 0 else ""
            first = next(at for at in better if _overlap(times, at, row))
            reason[int(row)] = f"{names.method[first]} goes first{open_days}"
        left = here[covered == 0]
        beside = _beside_prescribed(left, names, times, cells)
        reason |= beside
        kept = left[~np.isin(left, list(beside))]
        if len(kept):
            better += kept.tolist()
            starts = np.concatenate([taken.start, times.start[kept]])
            taken = Spans(starts, np.concatenate([taken.stop, times.stop[kept]])).union()
    return list(reason.values())


def _passed_over(rows: npt.NDArray[np.intp], reason: npt.NDArray[np.object_], names: _Names, times: Spans) -> list[str]:
    """Return what was given beside each row of one outlet and substance that counts."""
    lost = rows[reason[rows] != ""]
    told = []
    for row in rows:
        beside = [at for at in lost if reason[row] == "" and _overlap(times, at, row)]
        told.append("; ".join(dict.fromkeys(f"{names.method[at]}{_why(str(reason[at]))}" for at in beside)))
    return told


def _refuse_repeated(rows: npt.NDArray[np.intp], names: _Names, times: Spans, cells: Cells) -> None:
    """Report rows of one kind of monitoring that lie in the time of another: they would be added up."""
    for kind in _ONE_AT_A_TIME.intersection(names.method[rows]):
        of_kind = rows[names.method[rows] == kind]
        of_kind = of_kind[np.argsort(times.start[of_kind], kind="stable")]
        last = np.maximum.accumulate(times.stop[of_kind])[:-1]
        for row in of_kind[1:][times.start[of_kind[1:]] < last]:
            remedy = "Drop one of them, or name the outlets apart in column outlet."
            cells.report_row(row, "period", "another row has the same time", remedy, kind)


def _overlap(times: Spans, left: int, right: int) -> bool:
    return bool(times.start[left] < times.stop[right] and times.stop[left] > times.start[right])


def _why(reason: str) -> str:
    """Return in brackets why a row was passed over, where it is not its rank alone."""
    text = reason.partition("; ")[2] if " goes first" in reason else reason
    return f" ({text})" if text else ""


def _beside_prescribed(rows: npt.NDArray[np.intp], names: _Names, times: Spans, cells: Cells) -> dict[int, str]:
    """Say which of the methods of one rank that overlap do not count: the permit specification prescribes another."""
    kinds = list(dict.fromkeys(names.method[rows].tolist()))
    if len(kinds) < 2:
        return {}
    unions = {kind: times.at(rows[names.method[rows] == kind]).union() for kind in kinds}
    lost = {}
    for row in rows.tolist():
        rivals = [k for k in kinds if k != names.method[row] and times.at(np.array([row])).covered(unions[k])[0] > 0]
        wanted = str(names.prescribed[row])
        if not rivals or wanted == names.method[row]:
            continue
        if names.method[row] == "manual monitoring" and rivals == ["monitoring, means only"]:
            continue
        if wanted in rivals:
            lost[row] = f"the permit specification prescribes {wanted}"
        elif names.method[row] == "monitoring, means only":
            lost[row] = "samples with their flow go before means"
        else:
            text = f"{names.method[row]} beside {' and '.join(rivals)}"
            remedy = "Say in column prescribed which of them the permit specification prescribes."
            cells.report_row(row, "prescribed", text, remedy, shown(wanted))
    return lost


def _too_much_missing(cells: Cells, names: _Names, threshold: MissingThreshold | None) -> list[str]:
    """Return why automatic data do not count; empty where they do."""
    table = cells.frame
    if "missing_share" not in table:
        return [""] * len(table)
    share = pd.to_numeric(table["missing_share"], errors="coerce").to_numpy(np.float64)
    bad = table["missing_share"].notna().to_numpy(bool) & ~((share >= 0) & (share <= 1))
    if bad.any():
        remedy = "Write 0.3 for 30 %; leave it blank where nothing is missing."
        cells.report(bad, "missing_share", "no share", remedy)
    _check(cells, "shares of missing data lie from 0 to 1")
    share = np.nan_to_num(share)
    asked = (share > 0) & (names.method == "continuous monitoring")
    if asked.any() and threshold is None:
        remedy = "Give threshold=MissingThreshold(share, source=..., medium='water'): there is no default for water."
        cells.report(asked, "missing_share", "how much may be missing?", remedy)
    _check(cells, "automatic data with gaps need a threshold")
    return [
        threshold.reason(part) if threshold and ask and part > threshold.share else ""
        for part, ask in zip(share.tolist(), asked.tolist(), strict=True)
    ]


def _names(cells: Cells, prescribed: str | None) -> _Names:
    """Read the words of each row, all bad ones at once."""
    table = cells.frame

    def read(column: str, word: object, row: int) -> str:
        text = "" if pd.isna(word) else str(word)  # type: ignore[call-overload]
        if column == "prescribed" and not text:
            return ""
        try:
            return substance(text).key if column == "substance" else _KINDS.key(text)
        except UnknownNameError as error:
            remedy = f"Use one of: {', '.join(ORDER)}." if column != "substance" else "See substances.csv."
            cells.report_row(row, column, english(error), remedy, shown(text))
            return ""

    default = "" if prescribed is None else prescribed
    said = table["prescribed"] if "prescribed" in table else pd.Series(default, index=table.index)
    columns = {"method": table["method"], "substance": table["substance"], "prescribed": said.fillna(default)}
    read_columns = {
        name: np.array([read(name, word, row) for row, word in enumerate(column)], dtype=object)
        for name, column in columns.items()
    }
    _check(cells, "words of the data are unknown")
    return _Names(**read_columns)


def _key(column: pd.Series[Any]) -> npt.NDArray[np.object_]:
    return column.astype("string").fillna("").to_numpy(dtype=object)
