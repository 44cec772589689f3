"""A table of factors as a block: by factor, time and category, with everything that is wrong told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.analysis.reading import number_columns
from zzcarbon.errors import DataError, Problem, shown

__all__ = ["Panel", "numbered", "read_panel"]

Array = NDArray[np.float64]

_WHAT = "factors"
_EXACT = 1e-9
_CLOSE = 4


@dataclass(frozen=True)
class Panel:
    """Factors of categories over time.

    Attributes
    ----------
    factors : ndarray, shape (k, times, categories)
        Zero in every factor where a category has no row.
    times : list
        The times, in order.
    categories : pandas.DataFrame
        What each category is.
    names : tuple of str
        The factors, k in number.
    """

    factors: Array
    times: list[Any]
    categories: pd.DataFrame
    names: tuple[str, ...]

    @cached_property
    def values(self) -> Array:
        """Products of the factors, shape (times, categories)."""
        made: Array = np.prod(self.factors, axis=0)
        return made


def read_panel(
    table: pd.DataFrame, factors: tuple[str, ...], by: tuple[str, ...], time: str, value: str | None
) -> Panel:
    """Return a table of factors as a block.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per category and time.
    factors, by : tuple of str
        Columns of the factors and of the category.
    time, value : str
        Columns of the time and, to be checked, of the value.

    Raises
    ------
    DataError
        A factor is blank or no number, a category stands twice in one time, the factors do not multiply to the value,
        or there is one time only; every problem.
    """
    problems: list[Problem] = []
    numbers = number_columns(table, factors, _WHAT, problems).T
    if np.isnan(numbers.min(initial=0.0)):
        blank = np.isnan(numbers)
        remedy = "Give it; beside a factor of zero it may stay blank."
        empty = blank & table[list(factors)].isna().to_numpy().T & ~(numbers == 0).any(axis=0)
        _report(table, factors, empty, "the factor is missing", remedy, problems)
        numbers = np.where(blank, 1.0, numbers)
    _check_products(table, factors, numbers, problems)
    times, categories, place = _whole_grid(table, by, time) or _places(table, by, time, problems)
    if value is not None:
        _check_value(table, value, numbers, problems)
    if problems:
        raise DataError("the factors cannot be decomposed", problems)
    if len(times) < 2:
        raise DataError(f"a change needs two times, column {time!r} holds {len(times)}")
    block = numbers
    if place is not None:
        block = np.zeros((len(factors), len(times) * len(categories)))
        block[:, place] = numbers
    return Panel(block.reshape(len(factors), len(times), len(categories)), times, categories, factors)


def _whole_grid(table: pd.DataFrame, by: tuple[str, ...], time: str) -> tuple[list[Any], pd.DataFrame, None] | None:
    """Return times and categories of a table whose rows are a grid already: time by time the same categories."""
    columns = table[[time, *by]]
    if not len(table) or columns.isna().to_numpy().any():
        return None
    moments = table[time].to_numpy()
    width = int(np.argmax(moments != moments[0])) or len(table)
    if len(table) % width:
        return None
    grid = moments.reshape(-1, width)
    times, categories = grid[:, 0], table[list(by)].iloc[:width]
    sorted_ = bool((times[1:] > times[:-1]).all()) and bool((grid == grid[:, :1]).all())
    words = (table[name].to_numpy().reshape(-1, width) for name in by)
    if not sorted_ or categories.duplicated().any() or not all(bool((word == word[:1]).all()) for word in words):
        return None
    return times.tolist(), categories.reset_index(drop=True), None


def _places(
    table: pd.DataFrame, by: tuple[str, ...], time: str, problems: list[Problem]
) -> tuple[list[Any], pd.DataFrame, NDArray[np.int64]]:
    """Return times, categories and the place of each row among them; a missing time and a row twice are problems."""
    moment, times = _coded(table[time], sort=True)
    _report(table, (time,), (moment < 0)[None], "the time is missing", "Give it.", problems)
    codes, categories = numbered(table, by)
    place = np.maximum(moment, 0).astype(np.int64) * max(len(categories), 1) + codes
    if np.bincount(place, minlength=1).max(initial=0) > 1:
        twice = pd.Series(place).duplicated().to_numpy() & (moment >= 0)
        named = " and ".join((*by, time))
        remedy = "Add the rows up, or name another category."
        _report(table, (time,), twice[None], f"{named} stand twice", remedy, problems)
    return pd.Index(times).tolist(), categories, place


def numbered(table: pd.DataFrame, by: tuple[str, ...]) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Return the number of the category of each row, and the categories."""
    codes, count = np.zeros(len(table), np.int64), 1
    for at, name in enumerate(by):
        more, words = _coded(table[name])
        if at == 0:
            codes, count = more, len(words)
            continue
        codes, distinct = pd.factorize(codes * len(words) + more)
        codes, count = codes.astype(np.int64), len(distinct)
    first = np.zeros(count if len(table) else 0, np.int64)
    first[codes[::-1]] = np.arange(len(table))[::-1]
    return codes, table[list(by)].iloc[first].reset_index(drop=True)


def _coded(column: pd.Series, *, sort: bool = False) -> tuple[NDArray[np.int64], Any]:
    """Return the number of each value and the values; whole numbers that lie close need no hash table."""
    if column.dtype == np.int64 and len(column):
        values = column.to_numpy()
        low = int(values.min())
        span = int(values.max()) - low + 1
        if span <= _CLOSE * len(values):
            there = np.zeros(span, bool)
            there[values - low] = True
            return (np.cumsum(there) - 1)[values - low], np.flatnonzero(there) + low
    codes, words = pd.factorize(column, sort=sort, use_na_sentinel=sort)
    return codes.astype(np.int64), words


def _report(
    table: pd.DataFrame,
    columns: Sequence[str],
    mask: NDArray[np.bool_],
    problem: str,
    remedy: str,
    found: list[Problem],
) -> None:
    """Add a problem for each cell of a mask by column and row."""
    for column, row in zip(*(axis.tolist() for axis in np.nonzero(mask)), strict=True):
        name = columns[column]
        found.append(Problem(_WHAT, str(table.index[row]), name, shown(table[name].iloc[row]), problem, remedy))


def _check_products(table: pd.DataFrame, factors: tuple[str, ...], numbers: Array, problems: list[Problem]) -> None:
    """Find rows whose factors multiply to more than a number holds."""
    with np.errstate(over="ignore", invalid="ignore"):
        bound = np.prod(np.abs(numbers).max(axis=1, initial=1.0))
        if np.isfinite(bound) or problems:
            return
        away = ~np.isfinite(np.prod(numbers, axis=0))
    for row in np.flatnonzero(away).tolist():
        remedy = "Check their units."
        told = "the factors multiply to more than a number holds"
        problems.append(Problem(_WHAT, str(table.index[row]), " ".join(factors), "", told, remedy))


def _check_value(table: pd.DataFrame, value: str, numbers: Array, problems: list[Problem]) -> None:
    """Compare the product of the factors with the value."""
    stated, product = number_columns(table, (value,), _WHAT, problems, blank="Give it.")[:, 0], np.prod(numbers, axis=0)
    away = np.abs(product - stated) > _EXACT * np.maximum(np.abs(stated), np.abs(product))
    for row in np.flatnonzero(away).tolist():
        told = f"the factors multiply to {float(product[row])!r}"
        remedy = "Check units and factors: they multiply to the value."
        problems.append(Problem(_WHAT, str(table.index[row]), value, shown(stated[row]), told, remedy))
