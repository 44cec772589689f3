"""Tables of environmental statistics: read as they are filled in, and written as they are asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from os import PathLike
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, UnitError, UnknownNameError, english, shown
from zzcarbon.tables import Cells, read_table, rename_columns, to_pandas
from zzcarbon.tables.headers import bare_unit, local_names
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance, substances

__all__ = ["read_statistics", "statistics_table"]

_AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "generated": ("产生量", "generated"),
    "removed": ("去除量", "削减量", "removed"),
    "emission": ("排放量", "emission"),
}
_ZH = {name: words[0] for name, words in _AMOUNTS.items()}
_NO_SUBSTANCE = ("废水", "工业废水", "生活污水", "废气", "工业废气", "waste water", "waste gas")
"""What has amounts in these tables and is no substance: kept as it stands."""
_TOTALS = ("合计", "总计", "小计", "total")
_LABELS = ("entity", "code", "district", "industry", "year")
_HEAD = re.compile(rf"(.+?)[\s的]*({'|'.join(word for words in _AMOUNTS.values() for word in words)})", re.IGNORECASE)
_BRACKETS = re.compile(r"^(.*?)\s*[(\[【](.*)[)\]】]$")
_CLOSES = 1e-6
_NUMBERS = tuple(_AMOUNTS)


def read_statistics(
    source: Any, *, entity: str = "", year: int | None = None, unit: str = "", sheet: str | int = 0
) -> pd.DataFrame:
    """Read a table of environmental statistics.

    Three layouts are known: a line an enterprise with columns such as ``化学需氧量排放量（吨）``; the form of one
    enterprise with ``指标名称 计量单位 本年实际``; a line an enterprise and substance with ``substance emission unit``.

    Parameters
    ----------
    source : path or data frame
        CSV or Excel file, or a frame.
    entity : str
        The enterprise of a form that does not name it.
    year : int, optional
        The year of a table that does not name it.
    unit : str
        Unit of columns whose heads name none; no default.
    sheet : str or int
        Sheet of a workbook.

    Returns
    -------
    pandas.DataFrame
        ``entity code district industry year substance generated removed emission unit``: masses in t, NaN where the
        table has no such column or cell. In ``attrs["kept"]`` the columns that are no mass of a substance.

    Raises
    ------
    DataError
        A unit is missing or no mass, a substance is unknown, a row is a sum of others, an enterprise and substance
        stand twice, more is emitted than was generated, or the three amounts do not close: every problem.

    Examples
    --------
    >>> table = pd.DataFrame({"企业名称": ["甲厂", "乙厂"], "年份": 2023, "化学需氧量产生量（吨）": [100.0, 40.0],
    ...     "化学需氧量排放量（吨）": [8.0, 4.0], "氨氮排放量（千克）": [500.0, 100.0]})
    >>> found = read_statistics(table)
    >>> found[["entity", "substance", "generated", "emission"]].values.tolist()[:2]
    [['甲厂', 'COD', 100.0, 8.0], ['甲厂', 'NH3-N', nan, 0.5]]
    """
    if isinstance(source, str | PathLike):
        given = read_table(source, table="statistics", sheet=sheet)
    else:
        given = to_pandas(source, "environmental statistics", lazy=False)
    file = str(given.attrs.get("file", ""))
    table, problems = rename_columns(_without_units(given), local_names("statistics"), (), file)
    if problems:
        raise DataError("the statistics cannot be read", problems)
    table = table.reset_index(drop=True)
    units = {str(name): said for name, said in zip(table.columns, _units(given), strict=True)}
    if "entity" not in table and entity:
        table = table.assign(entity=entity)
    if "year" not in table and year is not None:
        table = table.assign(year=year)
    cells = Cells(table, file)
    rows, kept = _rows(cells, units, unit)
    if cells.problems:
        raise DataError("the statistics cannot be read", cells.problems)
    found = pd.DataFrame(rows, columns=[*_LABELS, "substance", *_NUMBERS, "at"])
    _check(cells, found)
    if cells.problems:
        raise DataError("the statistics contradict themselves", cells.problems)
    result = found.drop(columns="at").assign(unit="t")
    result.attrs["kept"] = kept
    return result


def statistics_table(frame: Any, *, unit: str = "吨", language: str = "zh") -> pd.DataFrame:
    """Return emissions as a table of statistics: a line an enterprise, a column a substance and amount.

    Parameters
    ----------
    frame : data frame
        ``entity substance emission unit`` and what else `read_statistics` gives; for example
        ``inventory.by("entity", "district")``.
    unit : str
        Unit of mass of every column.
    language : {"en", "zh"}
        Language of the heads.

    Returns
    -------
    pandas.DataFrame
        Blank where nothing is known; `read_statistics` reads it again.

    Raises
    ------
    DataError
        A column is missing, a mass has no unit of mass, or an enterprise and substance stand twice.
    UnknownNameError
        Another language.

    Examples
    --------
    >>> rows = pd.DataFrame({"entity": ["甲厂", "甲厂"], "year": 2023, "substance": ["NOx", "SO2"],
    ...     "emission": [1.5, 0.2], "unit": "t"})
    >>> statistics_table(rows).columns.tolist()
    ['企业名称', '年份', '氮氧化物排放量（吨）', '二氧化硫排放量（吨）']
    """
    if language not in {"en", "zh"}:
        raise UnknownNameError("language", language, ("en", "zh"), "Languages are en and zh.")
    table, problems = rename_columns(to_pandas(frame, "emissions"), {}, ("entity", "substance", "emission", "unit"), "")
    labels = [name for name in _LABELS if name in table]
    if not problems:
        cells = Cells(table.reset_index(drop=True))
        names = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
        masses = {
            name: cells.in_unit(name, unit, needed=False, unit_column="unit") for name in _NUMBERS if name in table
        }
        again = table.reset_index(drop=True).assign(substance=names).duplicated([*labels, "substance"]).to_numpy()
        cells.report(again, "substance", "the enterprise and substance stand twice", "Sum them first: by('entity').")
        problems = cells.problems
    if problems:
        raise DataError("the table of statistics cannot be made", problems)
    long = table.reset_index(drop=True)[labels].assign(substance=names, **masses)
    made = long[labels].drop_duplicates().reset_index(drop=True)
    for name in dict.fromkeys(names):
        part = long[long["substance"] == name]
        for amount in (amount for amount in _NUMBERS if amount in masses and part[amount].notna().any()):
            made = made.merge(
                part[[*labels, amount]].rename(columns={amount: _head(str(name), amount, unit, language)}),
                on=labels, how="left",
            )  # fmt: skip
    if language == "zh":
        local = local_names("statistics")
        made = made.rename(columns={name: local[name].split()[0] for name in labels})
    return made


def _head(name: str, amount: str, unit: str, language: str) -> str:
    known = substances()[name]
    return f"{known.zh or name}{_ZH[amount]}（{unit}）" if language == "zh" else f"{name} {amount} [{unit}]"


def _plain(name: object) -> str:
    return unicodedata.normalize("NFKC", str(name)).strip()


def _without_units(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with heads without the unit behind them."""
    heads = []
    for name in frame.columns:
        found = _BRACKETS.match(_plain(name))
        heads.append(found[1] if found and bare_unit(found[2]) else _plain(name))
    return frame.set_axis(heads, axis=1)


def _units(frame: pd.DataFrame) -> list[str]:
    """Return the unit in brackets behind each head, or below it; empty for none."""
    below: Mapping[str, str] = frame.attrs.get("units", {})
    found = [_BRACKETS.match(_plain(name)) for name in frame.columns]
    bracketed = [bare_unit(match[2]) if match else "" for match in found]
    return [unit or str(below.get(str(name), "")) for unit, name in zip(bracketed, frame.columns, strict=True)]


def _rows(cells: Cells, units: Mapping[str, str], unit: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the masses of each enterprise and substance, and the columns that are kept as they are."""
    columns = set(cells.frame.columns)
    if {"indicator", "value"} <= columns:
        return _of_form(cells, unit)
    if "substance" in columns:
        return _of_list(cells, unit)
    return _of_lines(cells, units, unit)


def _labels(cells: Cells) -> list[dict[str, Any]]:
    texts = {name: cells.text(name) for name in _LABELS if name != "year"}
    remedy = "Name it in the table, or with entity=."
    cells.report(texts["entity"] == "", "entity", "the enterprise is missing", remedy)
    sums = np.array([str(name).casefold() in _TOTALS for name in texts["entity"]], bool)
    cells.report(sums, "entity", "a row of sums, which would count twice", "Leave it out.")
    years = cells.year("year", needed=False)
    unknown = (years == 0) if "year" in cells.frame else np.ones(len(cells), bool)
    cells.report(unknown, "year", "the year is missing", "Name it in the table, or with year=.")
    return [{**{name: texts[name][at] for name in texts}, "year": int(years[at])} for at in range(len(cells))]


def _named(text: str) -> tuple[str, str] | None:
    """Return substance and amount of a head; None where it is no amount.

    Raises
    ------
    UnknownNameError
        It is an amount of a substance that nobody knows.
    """
    found = _HEAD.fullmatch(_plain(text))
    if found is None or found[1].strip().casefold() in _NO_SUBSTANCE:
        return None
    amount = next(name for name, words in _AMOUNTS.items() if found[2].casefold() in words)
    return substance(found[1].strip()).key, amount


def _of_lines(cells: Cells, units: Mapping[str, str], unit: str) -> tuple[list[dict[str, Any]], list[str]]:
    labels = _labels(cells)
    found: dict[str, dict[str, np.ndarray]] = {}
    kept = []
    for name in map(str, cells.frame.columns):
        if name in _LABELS:
            continue
        try:
            told = _named(name)
        except UnknownNameError as error:
            cells.report_table(name, english(error), "Correct the head, or leave the column out.")
            continue
        if told is None:
            kept.append(name)
            continue
        factor = _factor(cells, name, units.get(name) or unit)
        if told[1] in found.setdefault(told[0], {}):
            cells.report_table(name, f"{told[0]} {told[1]} stands in two columns", "Keep one.")
        found[told[0]][told[1]] = cells.number(name, needed=False) * factor
    if not found:
        cells.report_table("", "no column is an amount of a substance", "Heads are for example 化学需氧量排放量（吨）.")
    rows = [
        {**label, "substance": name, **{amount: values[at] for amount, values in amounts.items()}, "at": at}
        for at, label in enumerate(labels)
        for name, amounts in found.items()
        if any(np.isfinite(values[at]) for values in amounts.values())
    ]
    return rows, kept


def _of_form(cells: Cells, unit: str) -> tuple[list[dict[str, Any]], list[str]]:
    labels, kept = _labels(cells), []
    values, names, units = cells.number("value", needed=False), cells.text("indicator"), cells.text("unit")
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for at, name in enumerate(names):
        here = np.arange(len(names)) == at
        try:
            told = _named(str(name))
        except UnknownNameError as error:
            cells.report(here, "indicator", english(error), "Correct the name, or leave the row out.")
            continue
        if told is None:
            kept.append(str(name))
            continue
        if np.isnan(values[at]):
            continue
        row = found.setdefault((*labels[at].values(), told[0]), {**labels[at], "substance": told[0], "at": at})
        if told[1] in row:
            cells.report(here, "indicator", f"{told[0]} {told[1]} stands twice", "Keep one.")
        row[told[1]] = values[at] * _factor(cells, str(name), str(units[at]) or unit, here)
    return list(found.values()), list(dict.fromkeys(kept))


def _of_list(cells: Cells, unit: str) -> tuple[list[dict[str, Any]], list[str]]:
    labels = _labels(cells)
    names = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    units = cells.text("unit")
    amounts = {name: cells.number(name, needed=False) for name in _NUMBERS if name in cells.frame}
    if not amounts:
        cells.report_table("emission", "the column is missing", "Columns: generated, removed, emission.")
    factors = {said: _factor(cells, "unit", str(said) or unit, units == said) for said in dict.fromkeys(units.tolist())}
    rows = [
        {**label, "substance": names[at], **{n: v[at] * factors[units[at]] for n, v in amounts.items()}, "at": at}
        for at, label in enumerate(labels)
    ]
    known = {*_LABELS, *_NUMBERS, "substance", "unit"}
    return rows, [str(name) for name in cells.frame.columns if name not in known]


def _factor(cells: Cells, column: str, unit: str, rows: np.ndarray | None = None) -> float:
    """Return the tonnes of a unit; NaN after a report."""
    where = np.ones(len(cells), bool) if rows is None else rows
    if not unit:
        cells.report(where, column, "the unit is missing", "Write it behind the head, （吨）, or give unit=.")
        return float("nan")
    try:
        return conversion_factor(unit, "t")
    except UnitError as error:
        cells.report(where, column, english(error), "An amount of a substance is a mass.")
        return float("nan")


def _check(cells: Cells, found: pd.DataFrame) -> None:
    """Report what contradicts itself: twice, below zero, more out than in, amounts that do not close."""
    at = found["at"].to_numpy(int) if len(found) else np.zeros(0, int)

    def report(mask: pd.Series | np.ndarray, column: str, problem: str, remedy: str = "") -> None:
        cells.report(np.isin(np.arange(len(cells)), at[np.asarray(mask, bool)]), column, problem, remedy)

    twice = found.duplicated([*_LABELS, "substance"])
    for name in sorted(set(found["substance"][twice])):
        report(twice & (found["substance"] == name), "substance", f"{name} of the enterprise stands twice", "Keep one.")
    generated, removed, emission = (found[name].astype(float) for name in _NUMBERS)
    for name, values in (("generated", generated), ("removed", removed), ("emission", emission)):
        report(values < 0, name, f"below zero: {shown(name)}")
    slack = 1 + _CLOSES
    report(emission > generated * slack, "emission", "more is emitted than was generated", "Check units and cells.")
    off = (generated - removed - emission).abs() > _CLOSES * generated + (generated * 0)
    report(off & ~(emission > generated * slack), "removed", "generated less removed is not what is emitted")
