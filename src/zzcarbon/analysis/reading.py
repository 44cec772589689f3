"""Tables and yearly series as numbers: what is wrong with their cells is collected, not raised one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.activity.columns import NOTATIONS
from zzcarbon.activity.read import to_pandas
from zzcarbon.errors import DataError, Problem, nearest, shown

__all__ = ["YearlySeries", "missing_columns", "number_columns", "read_series", "read_table"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class YearlySeries:
    """One value a year, in the order of the years.

    Attributes
    ----------
    years : ndarray of int, shape (n,)
        Years, none twice.
    values : ndarray, shape (n,)
        Values, NaN where none stands. [unit of the series]
    notations : ndarray of str, shape (n,)
        Notation keys (NE, NO, NA, IE, C), empty where a number or nothing stands.
    """

    years: NDArray[np.int64]
    values: Array
    notations: NDArray[np.object_]


def read_series(series: object, what: str = "series") -> YearlySeries:
    """Return a yearly series as numbers and notation keys.

    Parameters
    ----------
    series : pandas.Series or mapping of int to float
        By year; a blank, a number or a notation key each.
    what : str
        What it is called in messages.

    Raises
    ------
    DataError
        It is no series by year, a year stands twice or is none, a value is no finite number; every problem.

    Examples
    --------
    >>> read_series({2021: 3.0, 2020: "NE"}).values.tolist()
    [nan, 3.0]
    """
    if not isinstance(series, pd.Series | Mapping):
        raise DataError(f"the {what} is a pandas.Series by year or a mapping of years, not {shown(series)}")
    given = series if isinstance(series, pd.Series) else pd.Series(series, dtype=object)
    problems: list[Problem] = []
    years = _years(given.index, what, problems)
    texts = [value.strip() if isinstance(value, str) else value for value in given.tolist()]
    notations = np.array([text if isinstance(text, str) and text in NOTATIONS else "" for text in texts], object)
    blank = np.array([text is None or text is pd.NA or text == "" or text != text for text in texts], bool)  # noqa: PLR0124
    numbers = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(float)
    bad = ~np.isfinite(numbers) & ~blank & (notations == "")
    remedy = f"Give a number, nothing, or a notation key ({', '.join(NOTATIONS)})."
    problems += [
        Problem(what, shown(given.index[at]), "", shown(texts[at]), "not a finite number", remedy)
        for at in np.flatnonzero(bad).tolist()
    ]
    if problems:
        raise DataError(f"the {what} cannot be used", problems)
    order = np.argsort(years, kind="stable")
    return YearlySeries(years[order], numbers[order], notations[order])


def read_table(frame: object, needed: Iterable[str], what: str) -> pd.DataFrame:
    """Return a table as pandas; every column that is missing is a problem.

    Raises
    ------
    DataError
        It is no data frame, or columns are missing or stand twice.
    """
    table = to_pandas(frame)
    problems = missing_columns(table, needed, what)
    if problems:
        raise DataError(f"the {what} cannot be used", problems)
    return table


def missing_columns(table: pd.DataFrame, needed: Iterable[str], what: str) -> list[Problem]:
    """Return a problem for each column that a table lacks or has twice; names that look like it are given."""
    names = [str(name) for name in table.columns]
    problems = []
    for name in dict.fromkeys(needed):
        if names.count(name) == 1:
            continue
        near = nearest(name, names)
        remedy = f"Is it {' or '.join(map(shown, near))}?" if near else f"Columns: {', '.join(names)[:200]}."
        wrong = ("the column stands twice", "Drop one.") if name in names else ("the column is missing", remedy)
        problems.append(Problem(what, "", name, "", *wrong))
    return problems


def number_columns(
    table: pd.DataFrame, columns: Sequence[str], what: str, problems: list[Problem], *, blank: str = ""
) -> Array:
    """Return columns as numbers; what is no finite number is a problem.

    Parameters
    ----------
    table : pandas.DataFrame
        The table.
    columns : sequence of str
        Columns, k in number.
    what : str
        What the table is called in messages.
    problems : list of Problem
        Gains a problem for each cell that is wrong.
    blank : str
        Remedy for an empty cell; ``""`` allows them (NaN).

    Returns
    -------
    ndarray, shape (n, k)
    """
    if all(table[name].dtype == np.float64 for name in columns) and columns:
        plain_numbers: Array = table[list(columns)].to_numpy()
        if np.isfinite(plain_numbers).all():
            return plain_numbers
    made = np.empty((len(columns), len(table)))
    for number, name in enumerate(columns):
        column = table[name]
        plain = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
        values = (column if plain else pd.to_numeric(column.astype(object), errors="coerce")).to_numpy(
            float, na_value=np.nan
        )
        made[number] = values
        finite = np.isfinite(values)
        if finite.all():
            continue
        empty = column.isna().to_numpy() | (column.astype(str).str.strip() == "").to_numpy()
        for mask, problem, remedy in (
            (~finite & ~empty, "not a finite number", "Write it without thousands separators or unit."),
            (empty & bool(blank), "the number is missing", blank),
        ):
            problems += [
                Problem(what, str(table.index[at]), name, shown(column.iloc[at]), problem, remedy)
                for at in np.flatnonzero(mask).tolist()
            ]
    return made.T


def _years(index: pd.Index, what: str, problems: list[Problem]) -> NDArray[np.int64]:
    """Return the years of an index; no year and a year twice are problems."""
    years = np.zeros(len(index), np.int64)
    for at, value in enumerate(index):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = np.nan
        if isinstance(value, bool) or not number.is_integer():
            problems.append(Problem(what, "", "year", shown(value), "is not a year", "Write it as 2024."))
        else:
            years[at] = int(number)
    if not problems:
        problems += [
            Problem(what, "", "year", str(year), "the year stands twice", "Keep one value a year.")
            for year in sorted(set(years[pd.Index(years).duplicated()].tolist()))
        ]
    return years
