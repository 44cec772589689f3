"""The only group-by over rows: distinct combinations, with counts, limits and exact sums."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, TooManyGroups
from zzcarbon.estimation.cells import halves
from zzcarbon.estimation.engines import Lazy, engine_errors, fetch
from zzcarbon.settings import options

__all__ = ["MOST_GROUPS", "added", "group_rows", "refuse_changed", "sum_rows"]

MOST_GROUPS = 1_000_000
"""Groups that one query may hand over: above it the groups are the data, and stay where they are."""


def group_rows(
    frame: Lazy,
    by: Mapping[str, nw.Expr],
    made: Mapping[str, nw.Expr],
    aggregates: Mapping[str, nw.Expr],
    *,
    passes: list[dict[str, Any]],
    asked: str,
) -> pd.DataFrame:
    """Group the rows in the engine and return the groups, sorted: no engine keeps an order.

    Parameters
    ----------
    frame : narwhals.LazyFrame
    by : mapping of str to expression
        What the rows are grouped by; nothing: one group.
    made : mapping of str to expression
        Columns that the aggregates read; made before grouping, since some engines cannot compute in it.
    aggregates : mapping of str to expression
        ``rows`` (their number) is always there.
    passes : list of dict
        Where the query is noted: asked, rows, groups, seconds.
    asked : str
        What is asked, in words.

    Raises
    ------
    DataError
        The engine failed.
    TooManyGroups
        There are more than `MOST_GROUPS` groups.
    """
    start = time.perf_counter()
    with engine_errors(frame):
        chosen = frame.select(*(part.alias(name) for name, part in (*by.items(), *made.items())))
        how = [nw.len().alias("rows"), *(part.alias(name) for name, part in aggregates.items())]
        few = chosen.group_by(list(by)).agg(*how).head(MOST_GROUPS + 1) if by else chosen.select(*how)
    with _shown(asked) as tell:
        found = fetch(few)
        tell(int(found["rows"].sum()), len(found))
    if len(found) > MOST_GROUPS:
        message = (
            f"{asked}: more than {MOST_GROUPS:,} groups by {', '.join(by)}. Group by columns with fewer values, "
            "or group inventory.rows() in the engine"
        )
        raise TooManyGroups(message)
    found = _sorted(_plain(found, list(by)), list(by))
    rows, seconds = int(found["rows"].sum()), time.perf_counter() - start
    passes.append({"asked": asked, "rows": rows, "groups": len(found), "seconds": seconds})
    return found


@contextmanager
def _shown(asked: str) -> Iterator[Callable[[int, int], None]]:
    """Show a query on the terminal where that is wanted: as a bar of tqdm where it is installed, else as text."""
    if not options.progress:
        yield lambda *_: None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        start = time.perf_counter()
        sys.stderr.write(f"zzcarbon: {asked} ...\n")

        def written(rows: int, groups: int) -> None:
            seconds = time.perf_counter() - start
            sys.stderr.write(f"zzcarbon: {asked}: {groups:,} groups of {rows:,} rows in {seconds:.1f} s\n")

        yield written
        return
    with tqdm(desc=f"zzcarbon: {asked}", unit=" rows", unit_scale=True) as bar:

        def moved(rows: int, groups: int) -> None:
            bar.update(rows)
            bar.set_postfix_str(f"{groups:,} groups")

        yield moved


def sum_rows(
    frame: Lazy,
    by: Mapping[str, nw.Expr],
    terms: Mapping[str, nw.Expr],
    bounds: Mapping[str, float],
    *,
    passes: list[dict[str, Any]],
    asked: str,
    beside: Mapping[str, nw.Expr] | None = None,
) -> pd.DataFrame:
    """Return the exact sum of each term by group, whatever the order and the partitions of the rows.

    Parameters
    ----------
    terms : mapping of str to expression
        Terms by name [unit of the term]; finite.
    bounds : mapping of str to float
        A power of two above the sum of each, see `zzcarbon.estimation.cells.bound_of`.
    beside : mapping of str to expression
        Further aggregates of the terms.
    frame, by, passes, asked
        As for `group_rows`.

    Returns
    -------
    pandas.DataFrame
        The groups, ``rows`` and for each term ``name^`` and ``name_``: the sums of the high and of the low parts, whose
        sum is the sum of the term. Groups are put together by adding the high and the low parts apart.
    """
    with engine_errors(frame):
        inner = frame.select(*(part.alias(name) for name, part in (*by.items(), *terms.items())))
    split = {name: halves(name, bounds[name]) for name in terms}
    parts = {f"{name}{mark}": half for name, pair in split.items() for mark, half in zip("^_", pair, strict=True)}
    kept, more = {name: nw.col(name) for name in by}, beside or {}
    read = {name: nw.col(name) for name in terms} if more else {}
    how = {**{name: nw.col(name).sum() for name in parts}, **more}
    return group_rows(inner, kept, {**read, **parts}, how, passes=passes, asked=asked)


def added(found: pd.DataFrame, places: npt.NDArray[np.int64], count: int, name: str) -> npt.NDArray[np.float64]:
    """Return the sum of a term over the groups of each place, shape (count,): exact, however they were parted.

    Parameters
    ----------
    found : pandas.DataFrame
        What `sum_rows` returns.
    places : ndarray of int, shape (groups,)
    count : int
        Number of places.
    name : str
        Name of the term.
    """
    high, low = (np.bincount(places, found[f"{name}{mark}"], minlength=count) for mark in "^_")
    return np.asarray(high + low, np.float64)


def refuse_changed(found: pd.DataFrame, rows: int, *, same: bool = True) -> None:
    """Refuse groups of a source that gives other rows than before.

    Parameters
    ----------
    found : pandas.DataFrame
        Groups, with the number of their ``rows``.
    rows : int
        Number of rows before.
    same : bool
        Whether the groups are such as were there before.

    Raises
    ------
    DataError
        The number of rows is another, or the groups are.
    """
    now = int(found["rows"].sum())
    if now != rows or not same:
        message = (
            f"the activity data changed between two readings: {rows:,} rows before, {now:,} now. Estimate again from "
            "data that stay as they are (a file, or a frame that the engine keeps: persist, cache, collect)"
        )
        raise DataError(message)


def _plain(found: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return counts as int and numbers as float, whatever the engine made of them (Decimal, nullable types)."""
    plain: dict[str, Any] = {name: found[name] for name in keys} | {"rows": np.asarray(found["rows"], np.int64)}
    for name in found.columns.difference(list(plain), sort=False):
        decimal = found[name].dtype == object and any(isinstance(cell, Decimal) for cell in found[name])
        plain[name] = np.asarray(found[name], float) if decimal or found[name].dtype.kind in "iuf" else found[name]
    return pd.DataFrame(plain)


def _sorted(found: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Sort by the values of the groups, missing ones last: the same order on every engine."""
    ranks = []
    for name in by:
        column = found[name].astype(float if found[name].dtype.kind in "iuf" else object)
        values = column if column.dtype == float else column.map(str, na_action="ignore")
        codes, _ = pd.factorize(values, sort=True)
        ranks.append(np.where(codes < 0, len(found), codes))
    order = np.lexsort(ranks[::-1]) if ranks else np.arange(len(found))
    return found.iloc[order].reset_index(drop=True)
