"""Limits of a discharge standard, those that depend on the water temperature included."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.factors.condition import matched, parse_condition
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.terms import term
from zzcarbon.water.tables import TableReader

__all__ = ["check_limits", "discharge_limits"]

_PARAMETER = "discharge_limit"
_ROUNDING = 1.0 + 1e-9
_TEMPERATURE = "water_temperature"
_COLUMNS = ("substance", "value", "unit", "condition", "set", "source", "locator", "grade")


def discharge_limits(standard: str | None = None, *, factors: FactorTable | None = None) -> pd.DataFrame:
    """Return the limits of discharge standards that the database holds.

    Parameters
    ----------
    standard : str, optional
        Set of the standard; all if it is not said.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame
        ``substance value unit condition set source locator grade``. A limit such as 5(8) is two rows
        with a condition on ``water_temperature`` [degC].

    Examples
    --------
    >>> table = discharge_limits("cn-gb-18918-2002")
    >>> table[table["substance"] == "NH3-N"]["condition"].tolist()[:2]
    ['class=1A; water_temperature=(12,]', 'class=1A; water_temperature=(,12]']
    """
    table = packaged_factors() if factors is None else factors
    rows = table.parameters
    rows = rows[rows["parameter"] == _PARAMETER].rename(columns={"subject": "substance"})
    if standard is not None:
        rows = rows[rows["set"] == standard]
    return rows[list(_COLUMNS)].reset_index(drop=True)


def check_limits(
    frame: object,
    *,
    standard: str | None = None,
    standard_class: str | None = None,
    limits: pd.DataFrame | None = None,
    factors: FactorTable | None = None,
) -> pd.DataFrame:
    """Compare dated concentrations with the limit that holds for each of them.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with ``substance``, ``concentration``, ``concentration_unit`` and, where a limit depends on
        it, ``water_temperature`` [degC]; ``standard`` and ``standard_class`` where they differ by row.
    standard, standard_class : str, optional
        Set of the standard and class of the plant where the rows do not say them.
    limits : pandas.DataFrame, optional
        Own limits (``substance value unit``, optional ``condition standard``) instead of the database's.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame
        The rows with ``limit`` [unit of the row], ``exceeded`` (missing where there is no limit),
        ``limit_condition`` and ``limit_source``.

    Raises
    ------
    DataError
        A value cannot be read, a standard or class is unknown, or a limit depends on a temperature or class
        that is not given.

    Notes
    -----
    A limit printed 5(8) mg/L is 8 in cold water: each value is compared on its own day, never a yearly
    mean with one of the two. Source: gb-18918-2002, Table 1 with its notes.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "period": ["2024-01-10", "2024-07-10"], "substance": "NH3-N", "concentration": [6.0, 6.0],
    ...     "concentration_unit": "mg/L", "water_temperature": [10.5, 24.0],
    ... })
    >>> found = check_limits(rows, standard="cn-gb-18918-2002", standard_class="1A")
    >>> found["limit"].tolist(), found["exceeded"].tolist()
    ([8.0, 5.0], [False, True])
    """
    reader = TableReader(frame, ("substance", "concentration"), "the concentrations")
    table = _limits(limits, factors)
    names = reader.substances()
    values = reader.numbers("concentration")
    to_common = reader.factors("concentration_unit", "mg/L")
    temperature = reader.numbers(_TEMPERATURE, low=-5.0, high=100.0, blank=True)
    sets = reader.words("standard", default=standard or "")
    classes = reader.words("standard_class", term, default=term(standard_class or ""))
    held = sorted(set(table["set"]))
    unknown = np.array([name != "" and name not in held for name in sets])
    reader.bad(unknown, "standard", "no limits of this standard", f"Standards at hand: {', '.join(held)}.")
    reader.check()
    candidates = {
        key: table[(table["substance"] == key[0]) & ((table["set"] == key[1]) | (key[1] == ""))]
        for key in dict.fromkeys(zip(names, sets, strict=True))
    }
    found = np.full(len(names), -1, np.intp)
    for row, key in enumerate(zip(names, sets, strict=True)):
        known = {"class": classes[row]} | ({_TEMPERATURE: temperature[row]} if np.isfinite(temperature[row]) else {})
        found[row] = _limit_of(row, candidates[key], known, reader)
    reader.check()
    return _compared(reader.table, values, to_common, table, found).assign(substance=names)


def _limits(limits: pd.DataFrame | None, factors: FactorTable | None) -> pd.DataFrame:
    if limits is None:
        return discharge_limits(factors=factors)
    reader = TableReader(limits, ("substance", "value", "unit"), "the limits")
    names, values, _ = reader.substances(), reader.numbers("value"), reader.factors("unit", "mg/L")
    reader.check()
    texts = {name: reader.words(name) for name in ("unit", "condition", "standard", "source", "locator")}
    given = pd.DataFrame({"substance": names, "value": values, **texts, "grade": ""})
    given["source"] = given["source"].where(given["source"] != "", "given by the caller")
    return given.rename(columns={"standard": "set"})


def _limit_of(row: int, rows: pd.DataFrame, known: dict[str, Any], reader: TableReader) -> int:
    """Return the place of the limit of one row; -1 if there is none."""
    held = {
        at: n for at, text in zip(rows.index, rows["condition"], strict=True) if (n := matched(text, known)) is not None
    }
    if held:
        most = max(held.values())
        best = [int(at) for at, count in held.items() if count == most]
        if len({(rows["value"][at], rows["unit"][at]) for at in best}) == 1:
            return best[0]
        text, remedy = f"several limits hold: {', '.join(rows['set'][best])}", "Name the standard, or one limit each."
        reader.report_row(row, "standard", text, remedy)
        return -1
    classes = dict.fromkeys(
        str(parts["class"]) for text in rows["condition"] if "class" in (parts := parse_condition(text))
    )
    if known.get("class") and classes and known["class"] not in classes:
        remedy = f"Classes at hand: {', '.join(classes)}."
        reader.report_row(row, "standard_class", "no limits of this class", remedy, str(known["class"]))
        return -1
    asked = dict.fromkeys(name for text in rows["condition"] for name in parse_condition(text))
    missing = [name for name in asked if known.get(name, "") == ""]
    if missing:
        column = "standard_class" if missing[0] == "class" else missing[0]
        text = f"the limit of {rows['substance'].iloc[0]} depends on {column}"
        remedy = f"Give {column}{' [degC] of each day' if column == _TEMPERATURE else ''}."
        reader.report_row(row, column, text, remedy)
    return -1


def _compared(
    rows: pd.DataFrame,
    values: npt.NDArray[np.float64],
    to_common: npt.NDArray[np.float64],
    table: pd.DataFrame,
    found: npt.NDArray[np.intp],
) -> pd.DataFrame:
    """Put the limit of each row beside its concentration, in the unit of the row."""
    has = found >= 0
    at = np.where(has, found, 0)
    in_common = np.array([v * conversion_factor(u, "mg/L") for v, u in zip(table["value"], table["unit"], strict=True)])
    limit = np.where(has, in_common[at] / to_common, np.nan) if len(table) else np.full(len(found), np.nan)
    exceeded = pd.array(
        np.where(has, values * to_common > in_common[at] * _ROUNDING if len(table) else False, False), "boolean"
    )
    exceeded[~has] = pd.NA
    texts = {"limit_condition": table["condition"], "limit_source": table["source"] + ", " + table["locator"]}
    said = {name: np.where(has, text.to_numpy(object)[at], "") if len(table) else "" for name, text in texts.items()}
    return rows.assign(limit=limit, exceeded=exceeded, **said)
