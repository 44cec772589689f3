"""Sums of an inventory: totals, groups, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.codes import Codes, group_codes
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.cube import Cube
from zzcarbon.estimation.rows import Rows
from zzcarbon.units import conversion_factor

__all__ = ["emissions_by", "kept_in_totals", "labelled_cube", "memo_items", "totals"]

_BESIDE = ("flow", "origin")


def kept_in_totals(table: CoefficientTable) -> npt.NDArray[np.bool_]:
    """Mark the lines that a total sums: emissions, without biogenic CO2; shape (lines,)."""
    lines = table.lines
    emitted = (table.keys["flow"] == "emission").to_numpy()[lines["key"].to_numpy()]
    biogenic = ((lines["gas"] == "CO2") & (lines["origin"] == "biogenic")).to_numpy()
    kept: npt.NDArray[np.bool_] = emitted & ~biogenic
    return kept


def totals(rows: Rows, table: CoefficientTable) -> tuple[pd.Series[float], pd.Series[bool]]:
    """Return the sum of each substance [t], and whether rows without estimate lie under it."""
    cube = rows.cube()
    kept = kept_in_totals(table)
    sums = cube.emissions(table, kept)[0]
    _, lines = table.lines_of(cube.key)
    lacking = set(table.column[lines[(kept & (table.notation == "NE"))[lines]]].tolist())
    missing = {name: at in lacking for at, name in enumerate(table.substances)}
    index = pd.Index(table.substances, dtype="object")
    return pd.Series(sums, index, dtype=float, name="emission"), pd.Series(missing, index, dtype="bool")


def emissions_by(rows: Rows, table: CoefficientTable, labels: Sequence[str], unit: str) -> pd.DataFrame:
    """Return the emission by labels and substance, sorted by them."""
    factor = conversion_factor("t", unit)
    _check_labels(rows, table, labels)
    everything = any(name in _BESIDE for name in labels)
    cube = rows.cube([name for name in labels if name in rows.columns and name not in table.keys])
    cells, lines = table.lines_of(cube.key)
    kept = np.ones(len(table.lines), bool) if everything else kept_in_totals(table)
    cells, lines = cells[kept[lines]], lines[kept[lines]]
    codes, names = group_codes([_codes(name, cube, table, cells, lines) for name in labels]) if labels else (0, [()])
    width = len(table.substances)
    places, size = codes * np.int64(width) + table.column[lines], len(names) * width
    number = np.isfinite(table.values)[lines]
    parts = np.where(number, table.values[lines] * cube.sums[cells, table.term[lines]], 0.0)
    emission = np.bincount(places, weights=parts, minlength=size)
    given, numbers, missing = (
        np.bincount(places[mark], minlength=size) > 0 for mark in (slice(None), number, table.notation[lines] == "NE")
    )
    at = np.flatnonzero(given)
    result = pd.DataFrame([names[row] for row in at // width], columns=list(labels)) if labels else pd.DataFrame()
    result["substance"] = [table.substances[number] for number in at % width]
    result["emission"] = np.where(numbers, emission * factor, np.nan)[at]
    result["unit"] = unit
    result["notation"] = np.where(missing[at], "NE", "")
    return _sorted(result, labels, at % width)


def memo_items(rows: Rows, table: CoefficientTable) -> pd.DataFrame:
    """Return biogenic CO2 and every flow that is not an emission [t]."""
    frame = emissions_by(rows, table, _BESIDE, "t")
    beside = (frame["flow"] != "emission") | ((frame["origin"] == "biogenic") & frame["substance"].str.match("CO2"))
    return frame[beside].reset_index(drop=True)


def labelled_cube(rows: Rows, table: CoefficientTable, labels: Sequence[str], *, errors: bool | float = False) -> Cube:
    """Return the cube by labels of the rows and of the keys.

    Raises
    ------
    UnknownNameError
        There is no such label.
    """
    _check_labels(rows, table, labels)
    cube = rows.cube([name for name in labels if name in rows.columns and name not in table.keys], errors=errors)
    nothing = np.zeros(0, np.int64)
    codes, names = (
        group_codes([_codes(name, cube, table, np.arange(len(cube.key)), nothing) for name in labels])
        if labels
        else (np.zeros(len(cube.key), np.int32), [()])
    )
    order = np.lexsort((cube.key, codes))
    found = cube.errors
    if found is not None:
        of_cell = pd.Series(codes, index=pd.MultiIndex.from_arrays([cube.group, cube.key]))
        found = found.assign(group=of_cell.reindex(pd.MultiIndex.from_frame(found[["group", "key"]])).to_numpy())
    named = pd.DataFrame(names, columns=list(labels), dtype=object) if labels else pd.DataFrame(index=range(1))
    return Cube(named, codes[order].astype(np.int64), cube.key[order], cube.sums[order], cube.rows[order], found)


def _check_labels(rows: Rows, table: CoefficientTable, labels: Sequence[str]) -> None:
    known = {"origin", *map(str, table.keys.columns), *rows.columns}
    for name in labels:
        if name not in known:
            raise UnknownNameError("label", name, sorted(known))


def _codes(
    name: str, cube: Cube, table: CoefficientTable, cells: npt.NDArray[np.int64], lines: npt.NDArray[np.int64]
) -> Codes:
    """Encode a label of pairs of cell and line: of the key, of the line or of the rows."""
    if name in table.keys:
        values, where = table.keys[name], cube.key[cells]
    elif name == "origin":
        values, where = table.lines["origin"], lines
    else:
        values, where = cube.labels[name], cube.group[cells]
    cleaned = [None if value is None or value != value else value for value in values.tolist()]  # noqa: PLR0124  (NaN)
    numbers: dict[object, int] = {}
    lookup = np.array([numbers.setdefault(value, len(numbers)) for value in cleaned], np.int32)
    return Codes(lookup[where], tuple(numbers))


def _sorted(frame: pd.DataFrame, labels: Sequence[str], rank: npt.NDArray[np.int64]) -> pd.DataFrame:
    ordered = frame.assign(_rank=rank)
    try:
        ordered = ordered.sort_values([*labels, "_rank"], kind="stable", na_position="last")
    except TypeError:  # words and numbers in one column
        ordered = ordered.sort_values([*labels, "_rank"], kind="stable", key=lambda column: column.astype(str))
    return ordered.drop(columns="_rank").reset_index(drop=True)
