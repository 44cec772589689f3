"""Checking the entries of a ledger: every problem at once, nothing edited."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, UnitError, nearest
from zzcarbon.targets.columns import Cells, LocalNames, renamed
from zzcarbon.units import conversion_factor, same_dimension
from zzcarbon.vocabulary.substances import substance

__all__ = ["COLUMNS", "STATUSES", "checked_entries"]

STATUSES = ("planned", "under construction", "verified", "withdrawn")
"""Status of an entry; only verified ones count, planned ones enter forecasts."""

COLUMNS: LocalNames = {
    "id": "编号 序号",
    "project": "项目 项目名称 工程名称",
    "substance": "污染物 物质 污染因子",
    "reduction": "减排量 削减量",
    "unit": "单位 计量单位",
    "year": "年份 年 年度 认定年份",
    "indicator": "指标",
    "district": "区县 地区 所在区县",
    "sector": "行业 领域",
    "status": "状态 项目状态",
    "increment_of": "增量所属",
    "used_as_offset": "用作替代量 替代量",
    "side_effect": "副作用",
    "corrects": "更正",
    "method": "核算方法",
    "document": "文件 依据",
    "commissioned": "投运日期",
    "facility": "设施 设施编号",
    "measure": "措施 治理措施",
    "design_load": "设计负荷",
    "actual_load": "实际负荷",
    "owner": "责任单位",
    "cost": "投资",
    "uncertainty": "不确定度",
}
_NEEDED = ("project", "substance", "reduction", "unit", "year")
_TEXTS = (
    "id",
    "indicator",
    "district",
    "sector",
    "method",
    "document",
    "facility",
    "measure",
    "owner",
    "commissioned",
)
_STATUS_WORDS = {
    "": "verified",
    "计划": "planned",
    "拟建": "planned",
    "在建": "under construction",
    "已核定": "verified",
    "已认定": "verified",
    "撤回": "withdrawn",
    "撤销": "withdrawn",
}
_TRUTH = {
    "": False,
    "true": True,
    "yes": True,
    "1": True,
    "是": True,
    "false": False,
    "no": False,
    "0": False,
    "否": False,
}
_TRUTH |= {"1.0": True, "0.0": False}


def checked_entries(frame: pd.DataFrame, file: str, rows: Sequence[object] | None) -> pd.DataFrame:
    """Return the entries with their columns read, and ``gross offset net active`` added.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table as it came.
    file : str
        Name of the file, for messages.
    rows : sequence, optional
        What to call each row in messages.

    Returns
    -------
    pandas.DataFrame
        ``gross``, ``offset`` and ``net`` [t/a]; ``active`` is false for entries that a later one corrects
        and for withdrawn ones.

    Raises
    ------
    DataError
        Every problem of every row.
    """
    table, missing = renamed(frame, COLUMNS, _NEEDED, file)
    if missing:
        raise DataError("the ledger cannot be used", missing)
    cells = Cells(table, file, rows)
    entries = _read(cells)
    _check_signs(cells, entries)
    _check_links(cells, entries)
    labels = [name for name in table.columns if name not in entries and name not in COLUMNS]
    for name in labels:
        if not pd.api.types.is_numeric_dtype(table[name]):
            cells.text(name)
        entries[name] = table[name].to_numpy()
    if cells.problems:
        raise DataError("the ledger cannot be used", cells.problems)
    return entries


def _read(cells: Cells) -> pd.DataFrame:
    remedies = {"unit": "Write for example t, kg or 万吨."}
    texts = {name: cells.text(name) for name in ("project", "substance", "unit")}
    for name, column in texts.items():
        cells.report(column == "", name, f"the {name} is missing", remedies.get(name, ""))
    substances = cells.translated(texts["substance"], "substance", lambda name: substance(name).key)
    data: dict[str, object] = {**texts, "substance": substances}
    data["reduction"] = cells.number("reduction")
    data["year"] = _years(cells)
    given = set(cells.frame.columns)
    for name in (*_TEXTS, "increment_of", "corrects"):
        if name in given:
            data[name] = cells.text(name)
    data["status"] = cells.translated(cells.text("status"), "status", _status) if "status" in given else "verified"
    data["side_effect"] = _truths(cells)
    offset = cells.number("used_as_offset", needed=False)
    factor = _factors(cells, substances, texts["unit"])
    if "used_as_offset" in given:
        data["used_as_offset"] = offset
    for name in ("cost", "design_load", "actual_load", "uncertainty"):
        if name in given:
            data[name] = cells.number(name, needed=False)
    entries = pd.DataFrame(data, index=range(len(cells)))
    if "status" in given:
        entries["status"] = entries["status"].replace("", "verified")
    entries["gross"] = entries["reduction"] * factor
    entries["offset"] = np.nan_to_num(offset) * factor
    entries["net"] = entries["gross"] - entries["offset"]
    for name in ("substance", "status", "unit", "indicator", "district", "sector", "method", "measure"):
        if name in entries:
            entries[name] = entries[name].astype("category")
    return entries


def _years(cells: Cells) -> NDArray[np.int64]:
    years = cells.number("year")
    wrong = np.isfinite(years) & ((years != np.floor(years)) | (years < 1900) | (years > 2200))
    cells.report(wrong, "year", "not a year between 1900 and 2200")
    return np.where(np.isfinite(years) & ~wrong, years, 0).astype(np.int64)


def _status(text: str) -> str:
    name = _STATUS_WORDS.get(text, text.casefold().replace("_", " "))
    if name not in STATUSES:
        near = nearest(name, STATUSES)
        mean = f"did you mean {near[0]!r}? " if near else ""
        message = f"unknown status: {mean}known are {', '.join(STATUSES)}"
        raise ValueError(message)
    return name


def _truths(cells: Cells) -> NDArray[np.bool_]:
    texts = cells.text("side_effect")
    codes, values = pd.factorize(texts)
    known = np.array([_TRUTH.get(str(value).casefold(), False) for value in values], dtype=bool)
    bad = np.array([str(value).casefold() not in _TRUTH for value in values], dtype=bool)
    if bad.any():
        cells.report(bad[codes], "side_effect", "neither yes nor no", "Write true or false.")
    found: NDArray[np.bool_] = known[codes] if len(values) else np.zeros(len(texts), dtype=bool)
    return found


def _factors(cells: Cells, substances: NDArray[np.object_], units: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the factor to tonnes of each row; asked once per distinct unit and substance."""
    codes_s, names_s = pd.factorize(substances)
    codes_u, names_u = pd.factorize(units)
    pairs, codes = np.unique(codes_s * max(len(names_u), 1) + codes_u, return_inverse=True)
    factors = np.full(len(pairs), np.nan)
    for number, pair in enumerate(pairs):
        name, unit = names_s[pair // len(names_u)], names_u[pair % len(names_u)]
        if not name or not unit:
            continue
        try:
            factors[number] = _factor(str(name), str(unit))
        except UnitError as error:
            cells.report(codes == number, "unit", str(error).rstrip("."), "A reduction is a mass, for example in t.")
    found: NDArray[np.float64] = factors[codes]
    return found


def _factor(name: str, unit: str) -> float:
    """Return the tonnes of a unit: a mass or a mass in a year, with or without its own substance."""
    word = name.replace(" ", "_")
    for target in ("t", f"t {word}", "t/a", f"t {word}/a"):
        if same_dimension(unit, target):
            return conversion_factor(unit, target)
    return conversion_factor(unit, f"t {word}")


def _check_signs(cells: Cells, entries: pd.DataFrame) -> None:
    gross = entries["reduction"].to_numpy()
    given = "used_as_offset" in entries
    offset = np.nan_to_num(entries["used_as_offset"].to_numpy()) if given else np.zeros(len(entries))
    side = entries["side_effect"].to_numpy()
    remedy = "Declare it with side_effect = true; it then counts against the substance."
    cells.report((gross < 0) & ~side, "reduction", "a negative reduction that is no side effect", remedy)
    cells.report(offset < 0, "used_as_offset", "a negative mass")
    remedy = "Only tonnes that were reduced can be used as an offset."
    cells.report(offset > np.maximum(gross, 0.0), "used_as_offset", "more than the reduction of the project", remedy)
    if "uncertainty" in entries:
        cells.report(entries["uncertainty"].to_numpy() < 0, "uncertainty", "a negative uncertainty")


def _check_links(cells: Cells, entries: pd.DataFrame) -> None:
    """Check ids, corrections and increments, and that a project is booked once per substance."""
    count = len(entries)
    ids = entries["id"].to_numpy() if "id" in entries else np.full(count, "", dtype=object)
    cells.report((ids != "") & pd.Series(ids).duplicated(keep=False).to_numpy(), "id", "the id stands twice")
    replaced = _replaced(cells, entries, ids)
    withdrawn = (entries["status"] == "withdrawn").to_numpy()
    entries["active"] = ~replaced & ~withdrawn
    increment = entries["increment_of"].to_numpy() if "increment_of" in entries else np.full(count, "", dtype=object)
    _check_increments(cells, entries, ids, increment)
    first = entries["active"].to_numpy() & (increment == "")
    project = pd.factorize(entries["project"].to_numpy()[first])[0]
    key = project * np.int64(len(entries["substance"].cat.categories) + 1) + entries["substance"].cat.codes[first]
    repeated = key.duplicated(keep="first").to_numpy()
    if not repeated.any():
        return
    twice = np.zeros(count, dtype=bool)
    twice[np.flatnonzero(first)[repeated]] = True
    remedy = "Say increment_of if it adds to the first, corrects if it replaces it."
    elsewhere = _other_district(entries, first, key)
    cells.report(twice & ~elsewhere, "project", "the same project and substance is booked twice", remedy)
    cells.report(twice & elsewhere, "district", "the same tonnes are booked in two districts", remedy)


def _other_district(entries: pd.DataFrame, first: NDArray[np.bool_], key: pd.Series) -> NDArray[np.bool_]:
    other = np.zeros(len(entries), dtype=bool)
    if "district" in entries:
        codes = entries["district"].cat.codes[first]
        other[np.flatnonzero(first)] = (codes != codes.groupby(key).transform("first")).to_numpy()
    return other


def _replaced(cells: Cells, entries: pd.DataFrame, ids: NDArray[np.object_]) -> NDArray[np.bool_]:
    replaced = np.zeros(len(entries), dtype=bool)
    if "corrects" not in entries:
        return replaced
    corrects = entries["corrects"].to_numpy()
    given = corrects != ""
    index = pd.Index(ids[ids != ""]).drop_duplicates()
    found = index.get_indexer(corrects)
    remedy = "A correction names the id of the entry that it replaces."
    cells.report(given & (found < 0), "corrects", "no entry has this id", remedy)
    cells.report(given & (corrects == ids), "corrects", "an entry cannot correct itself")
    again = given & pd.Series(corrects).duplicated(keep="first").to_numpy()
    cells.report(again, "corrects", "the entry is corrected twice", "Correct the correction.")
    positions = pd.Series(np.arange(len(ids))).groupby(ids).first().reindex(index).to_numpy()
    known = given & (found >= 0)
    originals = positions[found[known]].astype(int)
    replaced[originals] = True
    codes = entries["substance"].cat.codes.to_numpy()
    other = np.zeros(len(entries), dtype=bool)
    other[np.flatnonzero(known)] = codes[known] != codes[originals]
    cells.report(other, "corrects", "the corrected entry is of another substance")
    return replaced


def _check_increments(
    cells: Cells, entries: pd.DataFrame, ids: NDArray[np.object_], increment: NDArray[np.object_]
) -> None:
    """Check that an increment names an entry's id, or a project, of the same substance."""
    given = increment != ""
    if not given.any():
        return
    codes = entries["substance"].cat.codes.to_numpy()
    usable = entries["active"].to_numpy() & ~given
    names = pd.MultiIndex.from_arrays([entries["project"].to_numpy()[usable], codes[usable]])
    numbered = pd.MultiIndex.from_arrays([ids[entries["active"].to_numpy()], codes[entries["active"].to_numpy()]])
    wanted = pd.MultiIndex.from_arrays([increment[given], codes[given]])
    bad = np.zeros(len(entries), dtype=bool)
    bad[np.flatnonzero(given)] = ~(wanted.isin(names) | wanted.isin(numbered))
    remedy = "Name the project or the id of an entry of the same substance that is booked once already."
    cells.report(bad, "increment_of", "there is nothing that it adds to", remedy)
    own = given & (ids != "") & (increment == ids)
    cells.report(own, "increment_of", "an entry cannot be an increment of itself")
