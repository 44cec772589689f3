"""Sums of an inventory: totals, groups, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.cube import Cube
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.scope import INDIRECT, biogenic, by_location, kept_in_totals, scope_of_keys
from zzcarbon.tables.codes import Codes, group_codes
from zzcarbon.tables.headers import folded_header, known_headers
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.categories import gridded_sector

__all__ = ["Totals", "emissions_by", "labelled_cube", "memo_items", "totals"]

_BESIDE = ("flow", "origin")
_NOTATIONS = ("NO", "NA", "IE", "C", "NE")
"""What stands beside a sum, the least certain last; all but NE only where there is no number."""


class Totals(NamedTuple):
    """Sums by substance.

    Attributes
    ----------
    sums : pandas.Series of float
        Emission [t]; NaN where nothing was estimated.
    missing : pandas.Series of bool
        Whether rows without estimate lie under the sum.
    noted : pandas.Series of str
        What the rows say instead of a number where none of them has one: NO, NA, IE or C.
    """

    sums: pd.Series[float]
    missing: pd.Series[bool]
    noted: pd.Series[str]


def totals(rows: Rows, table: CoefficientTable, scopes: Sequence[str] = ("1",)) -> Totals:
    """Return the sum of each substance [t], whether rows without estimate lie under it, and what stands for it."""
    cube = rows.cube()
    kept = kept_in_totals(table, scopes)
    sums = cube.emissions(table, kept)[0]
    _, lines = table.lines_of(cube.key)
    number, lacks = np.isfinite(table.values), table.notation == "NE"
    elsewhere = ~kept & (number | lacks) & _emitted(table)
    given, beside, *said = (
        np.isin(np.arange(len(table.substances)), table.column[lines[marks[lines]]])
        for marks in (kept & number, elsewhere, *(kept & (table.notation == word) for word in _NOTATIONS))
    )
    missing = said[_NOTATIONS.index("NE")]
    noted = np.full(len(sums), "", object)
    for word, held in zip(_NOTATIONS, said, strict=True):
        noted[held & ~given & ~missing] = word
    sums[~given & (missing | beside | (noted != ""))] = np.nan
    index = pd.Index(table.substances, dtype="object")
    return Totals(
        pd.Series(sums, index, dtype=float, name="emission"),
        pd.Series(missing, index, dtype="bool"),
        pd.Series(noted, index, dtype="object"),
    )


def emissions_by(
    rows: Rows, table: CoefficientTable, labels: Sequence[str], unit: str, scopes: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return the emission by labels and substance, sorted by them.

    Without ``scopes`` indirect rows are left out, unless nothing else was estimated or ``scope`` is a label.
    As soon as two scopes occur they stand apart, in a column ``scope``.
    """
    factor = conversion_factor("t", unit)
    asked, labels = labels, _standard_labels(rows, table, labels)
    cube = rows.cube([name for name in labels if name in rows.columns and name not in {*table.keys, "origin"}])
    cells, lines = table.lines_of(cube.key)
    kept = _counted(table, labels, scopes, lines)[lines]
    cells, lines = cells[kept], lines[kept]
    scope = scope_of_keys(table)[cube.key[cells]]
    found = sorted(set(scope.tolist()))
    apart = "scope" not in labels and (len(found) > 1 or (scopes is None and bool(found) and found != ["1"]))
    columns = [_codes(name, cube, table, cells, lines) for name in labels]
    if apart:
        columns.append(Codes(np.searchsorted(found, scope).astype(np.int32), tuple(found)))
        labels = (*labels, "scope")
    codes, names = group_codes(columns) if labels else (np.zeros(len(lines), np.int32), [()])
    width = len(table.substances)
    places, size = codes * np.int64(width) + table.column[lines], len(names) * width
    number = np.isfinite(table.values)[lines]
    parts = np.where(number, table.values[lines] * cube.sums[cells, table.term[lines]], 0.0)
    emission = np.bincount(places, weights=parts, minlength=size)
    said = table.notation[lines]
    given, numbers, *notated = (
        np.bincount(places[mark], minlength=size) > 0
        for mark in (np.ones(len(places), bool), number, *(said == word for word in _NOTATIONS))
    )
    notation = np.full(size, "", object)
    for word, held in zip(_NOTATIONS, notated, strict=True):
        notation[held if word == "NE" else held & ~numbers] = word
    at = np.flatnonzero(given)
    result = (
        pd.DataFrame([names[row] for row in at // max(width, 1)], columns=list(labels)) if labels else pd.DataFrame()
    )
    result["substance"] = [table.substances[number] for number in at % max(width, 1)]
    result["emission"] = np.where(numbers, emission * factor, np.nan)[at]
    result["unit"] = unit
    result["notation"] = notation[at]
    return _sorted(result, labels, at % max(width, 1)).rename(columns=dict(zip(labels, asked, strict=False)))


def memo_items(rows: Rows, table: CoefficientTable) -> pd.DataFrame:
    """Return what stands beside the total [t]: other flows, biogenic CO2, indirect and market-based emissions."""
    labels = ("flow", "origin", "scope", *(("accounting",) if "accounting" in table.keys else ()))
    frame = emissions_by(rows, table, labels, "t")
    beside = (frame["flow"] != "emission") | frame["scope"].isin(INDIRECT)
    beside |= (frame["origin"] == "biogenic") & frame["substance"].astype("str").str.match("CO2")
    if "accounting" in frame:
        beside |= frame["accounting"] == "market"
    return frame[beside].reset_index(drop=True)


def _emitted(table: CoefficientTable) -> npt.NDArray[np.bool_]:
    """Mark the lines of emissions that are not biogenic CO2, shape (lines,)."""
    of_line = table.lines["key"].to_numpy()
    marks: npt.NDArray[np.bool_] = (table.keys["flow"] == "emission").to_numpy()[of_line] & ~biogenic(table)
    return marks


def _counted(
    table: CoefficientTable, labels: Sequence[str], scopes: Sequence[str] | None, lines: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Mark the lines that sums by labels count: a label that tells things apart lets all of them in."""
    of_line = table.lines["key"].to_numpy()
    kept = np.ones(len(table.lines), bool)
    if not any(name in _BESIDE for name in labels):
        kept &= _emitted(table)
    if "accounting" not in labels:
        kept &= by_location(table)[of_line]
    if "scope" in labels:
        return kept
    scope = scope_of_keys(table)[of_line]
    direct = kept & (scope == "1")
    if scopes is None and not np.isfinite(table.values[lines[direct[lines]]]).any():
        return kept
    return kept & np.isin(scope, list(scopes or ("1",)))


def labelled_cube(rows: Rows, table: CoefficientTable, labels: Sequence[str], *, errors: bool | float = False) -> Cube:
    """Return the cube by labels of the rows and of the keys; groups stand in the order of their labels.

    Raises
    ------
    UnknownNameError
        There is no such label.
    """
    asked, labels = labels, _standard_labels(rows, table, labels)
    cube = rows.cube(
        [name for name in labels if name in rows.columns and name not in {*table.keys, "origin"}], errors=errors
    )
    nothing = np.zeros(0, np.int64)
    codes, names = (
        group_codes([_codes(name, cube, table, np.arange(len(cube.key)), nothing) for name in labels])
        if labels
        else (np.zeros(len(cube.key), np.int32), [()])
    )
    named = pd.DataFrame(names, columns=list(labels), dtype=object) if labels else pd.DataFrame(index=range(1))
    named, groups = _in_order(named, codes)
    named = named.set_axis(list(asked), axis=1) if labels else named
    order = np.lexsort((cube.key, groups))
    found = cube.errors
    if found is not None:
        of_cell = pd.Series(groups, index=pd.MultiIndex.from_arrays([cube.group, cube.key]))
        found = found.assign(group=of_cell.reindex(pd.MultiIndex.from_frame(found[["group", "key"]])).to_numpy())
    return Cube(named, groups[order].astype(np.int64), cube.key[order], cube.sums[order], cube.rows[order], found)


def _standard_labels(rows: Rows, table: CoefficientTable, labels: Sequence[str]) -> list[str]:
    """Return the names of labels in the inventory: a header that tables may use names the column it is read as."""
    known = {"origin", "gnfr", *map(str, table.keys.columns), *rows.columns}
    found = []
    for name in labels:
        if not isinstance(name, str):
            raise UnknownNameError("label", name, (), "Give labels one by one: by('fuel', 'year').")
        found.append(name if name in known else known_headers().get(folded_header(name), ""))
        if found[-1] not in known:
            raise UnknownNameError("label", name, sorted(known))
    return found


def _codes(
    name: str, cube: Cube, table: CoefficientTable, cells: npt.NDArray[np.int64], lines: npt.NDArray[np.int64]
) -> Codes:
    """Encode a label of pairs of cell and line: of the key, of the line or of the rows."""
    if name in table.keys:
        values, where = table.keys[name], cube.key[cells]
    elif name == "origin":
        values, where = table.lines["origin"], lines
    elif name == "gnfr" and name not in cube.labels:
        values, where = _gridded(table.keys), cube.key[cells]
    else:
        values, where = cube.labels[name], cube.group[cells]
    cleaned = [None if value is None or value != value else value for value in values.tolist()]  # noqa: PLR0124  (NaN)
    numbers: dict[object, int] = {}
    lookup = np.array([numbers.setdefault(value, len(numbers)) for value in cleaned], np.int32)
    return Codes(lookup[where], tuple(numbers))


def _gridded(keys: pd.DataFrame) -> pd.Series[Any]:
    """Return the GNFR sector of each key; missing where its category belongs to several or to none."""
    nothing = pd.Series("", index=keys.index)
    codes = (keys.get(scheme, nothing).fillna("").astype(str) for scheme in ("category_nfr", "category_ipcc2006"))
    found = [gridded_sector(*pair) or None for pair in zip(*codes, strict=True)]
    return pd.Series(found, index=keys.index, dtype=object)


def _in_order(named: pd.DataFrame, codes: npt.NDArray[np.integer]) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Return groups sorted by their labels, and the codes of the sorted ones."""
    if not len(named.columns):
        return named, codes.astype(np.int64)
    ranks = np.arange(len(named))
    order = _sorted(named.assign(zz_code=ranks), list(named.columns), ranks)["zz_code"].to_numpy()
    place = np.empty(len(named), np.int64)
    place[order] = ranks
    return named.iloc[order].reset_index(drop=True), place[codes]


def _sorted(frame: pd.DataFrame, labels: Sequence[str], rank: npt.NDArray[np.int64]) -> pd.DataFrame:
    ordered = frame.assign(_rank=rank)
    try:
        ordered = ordered.sort_values([*labels, "_rank"], kind="stable", na_position="last")
    except TypeError:  # words and numbers in one column
        ordered = ordered.sort_values([*labels, "_rank"], kind="stable", key=lambda column: column.astype(str))
    return ordered.drop(columns="_rank").reset_index(drop=True)
