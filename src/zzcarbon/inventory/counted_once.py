"""Rows that count one thing twice: the same import again, bills that overlap, totals and regions beside their parts.

Each check has a name, which stands in its problems; ``estimate(..., strict=[name])`` makes an error of them. Nothing
is taken out: two equal deliveries may be real.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError, shown
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import ArrayRows, Rows
from zzcarbon.tables.cells import texts_of
from zzcarbon.tables.dates import Period, read_period
from zzcarbon.tables.headers import cell_word
from zzcarbon.tables.numbering import is_row_id
from zzcarbon.vocabulary.regions import region_path

__all__ = ["CHECKS", "counted_twice", "in_memory", "not_compared", "refuse_strict"]

CHECKS = ("identical rows", "overlapping periods", "two kinds of data", "total rows", "regions", "double counting")
"""Names of the checks."""

_MOST = 100_000
"""Rows up to which every row is compared with the others; more are a matter of a database."""

_NAMES = ("entity", "outlet", "line", "meter")
"""Columns that say which meter, plant or outlet a row is of."""

_NOT_COMPARED = {"id", "activity_source", "file", "amount_text"}

_DAY = 1.0
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows in memory with their keys: what the checks compare."""

    rows: pd.DataFrame
    ids: np.ndarray
    own_ids: bool
    keys: pd.DataFrame
    names: tuple[str, ...]


def counted_twice(rows: Rows, table: CoefficientTable) -> tuple[Problem, ...]:
    """Report rows that count one thing twice.

    * ``identical rows``: rows without ids that are equal in every column, of one meter, plant, outlet or period;
    * ``overlapping periods``: one meter, plant or outlet with one method and fuel at overlapping times;
    * ``two kinds of data``: one outlet, substance and time by two ways of monitoring;
    * ``total rows``: a row called total, 合计, 小计 beside others;
    * ``regions``: a province beside its city, a country beside its province, for one method, fuel and year.

    Of more than 100,000 rows one problem says that they were not compared; rows of an engine are not compared either,
    and a caller who is strict about one of these checks is refused.
    """
    if not in_memory(rows) or len(rows) < 2:
        return ()
    if len(rows) > _MOST:
        return (not_compared(rows),)
    held = _table(rows, table)
    checks = (_identical, _overlapping, _two_kinds, _totals, _regions)
    return tuple(dict.fromkeys(problem for check in checks for problem in check(held)))


def not_compared(rows: Rows) -> Problem:
    """Say that rows were not compared with one another: they are many, or an engine keeps them."""
    where = f"more than {_MOST:,}" if in_memory(rows) else "kept by an engine"
    names = ", ".join(name for name in CHECKS if name != "double counting")
    text = f"{len(rows):,} rows, {where}, were not compared with one another ({names})"
    return Problem(
        "", "", "id", "", text, f"Estimate up to {_MOST:,} rows in memory at a time, or compare them before."
    )


def in_memory(rows: Rows) -> bool:
    """Whether all rows are held in memory, and not by an engine."""
    return all(isinstance(part, ArrayRows) for part in rows.parts)


def refuse_strict(problems: Sequence[Problem], strict: Sequence[str] | str, rows: Rows) -> None:
    """Raise the problems of the checks that a caller is strict about; rows that were not compared fail them.

    Raises
    ------
    DataError
        One of these checks found something, or could not be made.
    UnknownNameError
        There is no such check.
    """
    names = (strict,) if isinstance(strict, str) else tuple(strict)
    for name in names:
        if name not in CHECKS:
            raise UnknownNameError("check", name, CHECKS, f"Checks: {', '.join(CHECKS)}.")
    told = problems if in_memory(rows) else (*problems, not_compared(rows))
    found = [problem for problem in told if any(name in problem.problem for name in names)]
    if found:
        raise DataError(f"{len(found)} problems of checks that are strict here", found)


def _table(rows: Rows, table: CoefficientTable) -> _Table:
    parts = list(rows.arrays())
    frame = pd.concat([part.activity for part in parts], ignore_index=True) if len(parts) > 1 else parts[0].activity
    frame = frame.reset_index(drop=True)
    ids = pd.concat([part.ids for part in parts], ignore_index=True).to_numpy(object)
    keys = table.keys.iloc[np.concatenate([part.codes for part in parts])].reset_index(drop=True)
    own = all("id" in part.activity for part in parts) and not all(map(is_row_id, ids))
    return _Table(frame, ids, own, keys, tuple(name for name in _NAMES if name in frame))


def _identical(held: _Table) -> Iterator[Problem]:
    if held.own_ids or not (held.names or "period" in held.rows):
        return
    columns = [name for name in held.rows.columns if name not in _NOT_COMPARED]
    codes = pd.DataFrame({at: texts_of(held.rows[name])[0] for at, name in enumerate(columns)})
    named = np.zeros(len(codes), bool)
    for name in (*held.names, *(["period"] if "period" in held.rows else [])):
        found, texts = texts_of(held.rows[name])
        named |= np.array([text != "" for text in texts], bool)[found]
    again = codes.duplicated(keep="first").to_numpy() & named
    first = dict(zip(codes.apply(tuple, axis=1), held.ids, strict=True)) if again.any() and len(codes) < 10_000 else {}
    for at in np.flatnonzero(again)[:_SHOWN]:
        other = first.get(tuple(codes.iloc[at]), "")
        text = "identical rows: the same row stands twice, duplicate import or double counting"
        remedy = "Take one out, or give both an id if there were two equal deliveries."
        yield Problem("", str(held.ids[at]), "id", shown(other) if other != held.ids[at] else "", text, remedy)


def _spans(held: _Table) -> list[Period | None]:
    codes, values = pd.factorize(held.rows["period"].astype(object), use_na_sentinel=False)
    read = [found if isinstance(found := read_period(value), Period) else None for value in values]
    return [read[code] for code in codes]


def _same(held: _Table, more: Sequence[str] = ()) -> pd.DataFrame:
    """Return what tells one meter, plant or outlet from the others, as text."""
    facts = {name: texts_of(held.rows[name])[1][texts_of(held.rows[name])[0]] for name in held.names}
    keys = {f"key {name}": held.keys[name].astype(str) for name in more if name in held.keys}
    return pd.DataFrame({**facts, **keys})


def _overlapping(held: _Table) -> Iterator[Problem]:
    if "period" not in held.rows or not held.names:
        return
    passed = {"period", "year", "amount", *_NOT_COMPARED, *held.names}
    labels = [name for name in held.rows.columns if name not in passed and held.rows[name].dtype.kind not in "iufbmM"]
    same = _same(held, ("method", "fuel", "region", "flow"))
    same = same.assign(**{f"label {name}": held.rows[name].astype(str) for name in labels})
    named = (same[list(held.names)] != "").any(axis=1).to_numpy()
    spans = _spans(held)
    for at in same[named].groupby(list(same.columns), sort=False).indices.values():
        places = np.flatnonzero(named)[at]
        mine = sorted((span, int(place)) for place in places if (span := spans[place]) is not None)
        yield from _pairs(held, mine)


def _pairs(held: _Table, mine: Sequence[tuple[Period, int]]) -> Iterator[Problem]:
    """Report each period that begins before an earlier one ends; a shared day at the seam of two bills is none."""
    longest: tuple[Period, int] | None = None
    for span, place in mine:
        if longest is not None and span != longest[0]:
            common = span.overlap(longest[0])
            seam = common <= _DAY and span.days > _DAY and longest[0].days > _DAY
            if common > 0 and not seam:
                whole = longest[0].text == f"{longest[0].year}"
                beside = (
                    "the year and parts of it stand side by side" if whole else f"{longest[0].text} and {span.text}"
                )
                text = f"overlapping periods: {beside}, double counting of one {held.names[0]}"
                yield Problem("", str(held.ids[place]), "period", shown(span.text), text, "Keep one for each time.")
        if longest is None or span.end > longest[0].end:
            longest = (span, place)


def _two_kinds(held: _Table) -> Iterator[Problem]:
    if not {"period", "outlet", "substance"} <= set(held.rows.columns):
        return
    monitored = held.keys["method"].astype(str).str.contains("monitoring").to_numpy(bool)
    facts = _same(held).assign(substance=held.rows["substance"].astype(str))
    spans = _spans(held)
    for at in facts[monitored].groupby(list(facts.columns), sort=False).indices.values():
        places = np.flatnonzero(monitored)[at]
        if held.keys["method"].iloc[places].nunique() < 2:
            continue
        kinds = [(spans[place], held.keys["method"].iloc[place], place) for place in places if spans[place] is not None]
        for number, (span, method, place) in enumerate(kinds):
            other = next((k for k in kinds[:number] if k[1] != method and span.overlap(k[0]) > 0), None)
            if other is not None:
                text = f"two kinds of data: {other[1]} and {method} of one outlet at one time, double counting"
                remedy = "Let zc.water.choose_data choose, or keep one of them."
                yield Problem("", str(held.ids[place]), "method", shown(method), text, remedy)
                break


def _totals(held: _Table) -> Iterator[Problem]:
    names = [name for name in held.rows.columns if held.rows[name].dtype.kind not in "iufbmM" and name != "unit"]
    for name in names:
        if name == "id" and not held.own_ids:
            continue
        codes, texts = texts_of(held.rows[name])
        sums = np.array([bool(text) and cell_word("total", text) is not None for text in texts], bool)
        marked = sums[codes] if len(texts) else np.zeros(0, bool)
        if not marked.any() or marked.all():
            continue
        for place in np.flatnonzero(marked)[:_SHOWN]:
            word = texts[codes[place]]
            text = f"total rows: {shown(word)} is the sum of other rows, double counting"
            yield Problem("", str(held.ids[place]), name, shown(word), text, "Leave the row of the total out.")


def _regions(held: _Table) -> Iterator[Problem]:
    keys = held.keys
    if keys["region"].nunique() < 2:
        return
    facts = _same(held, ("method", "fuel", "flow", "year")).assign(
        substance=held.rows["substance"].astype(str) if "substance" in held.rows else ""
    )
    unnamed = (facts[list(held.names)] == "").all(axis=1).to_numpy() if held.names else np.ones(len(facts), bool)
    for at in facts[unnamed].groupby(list(facts.columns), sort=False).indices.values():
        places = np.flatnonzero(unnamed)[at]
        here = {str(name) for name in keys["region"].iloc[places] if name}
        if len(here) < 2:
            continue
        above = {name: sorted(other for other in here - {name} if name in region_path(other)) for name in here}
        for place in places:
            below = above.get(str(keys["region"].iloc[place]))
            if below:
                name, listed = str(keys["region"].iloc[place]), ", ".join(below[:3])
                text = f"regions: {name} contains {listed}, which stands here too: double counting?"
                remedy = "Keep the region or its parts, or make sure that the one leaves out the others."
                yield Problem("", str(held.ids[place]), "region", shown(name), text, remedy)
                break
