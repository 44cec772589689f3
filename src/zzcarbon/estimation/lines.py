"""The inventory written out: one line per row and substance.

Words are repeated as positions, never as objects: every column is made where it is small, by line of the
table of coefficients or by row, and spread at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import ArrayRows, Rows
from zzcarbon.settings import options
from zzcarbon.tables.codes import encode
from zzcarbon.vocabulary.substances import substance, substances

__all__ = ["label_name", "long_frame", "row_emissions"]

Places = npt.NDArray[np.int64]

_MANY = 1_000_000
"""Lines above which words are categories."""

_ANSWERED = ("substance", "origin", "flow", "notation", "method", "scope")
"""Columns of the activity that the result says itself."""

_NUMBERS = ("emission", "lower", "upper")
_AT_END = ("tier", "method", "scope", "gas", "coefficient_id")
_ORDER = ("id", "substance", "medium", "origin", "flow", "emission", "unit", "notation", "lower", "upper", *_AT_END)


def long_frame(rows: Rows, table: CoefficientTable) -> pd.DataFrame:
    """Return one line per activity row and substance, in the order of the rows.

    Raises
    ------
    DataError
        The lines are more than the option ``limit`` allows.
    """
    keys = rows.distinct([])
    count = int(
        np.bincount(keys["key"].to_numpy(np.int64), weights=keys["rows"], minlength=len(table.keys)) @ table.width
    )
    if count > options.limit:
        message = (
            f"{len(rows):,} rows give {count:,} lines, more than {options.limit:,}: write them with to_parquet, "
            "sum them with by, or raise zc.options(limit=...)"
        )
        raise DataError(message)
    short = options.categories or count > _MANY
    parts = [_long(part, table, short=short) for part in rows.arrays()]
    return pd.concat(parts, ignore_index=True) if len(parts) != 1 else parts[0]


def row_emissions(rows: ArrayRows, table: CoefficientTable) -> tuple[Places, Places, npt.NDArray[np.float64]]:
    """Return rows, first lines and emissions [t] of each row and substance, shape (pairs,) each."""
    things, lines = table.lines_of(rows.codes)
    emissions = table.values[lines]
    of_line = table.term[lines]
    for at, term in enumerate(rows.values):
        where = slice(None) if len(rows.values) == 1 else np.flatnonzero(of_line == at)
        if term is not None:
            emissions[where] *= term[things[where]]
    first = table.first[lines]
    if not first.all():
        emissions = np.add.reduceat(emissions, np.flatnonzero(first))
        things, lines = things[first], lines[first]
    return things, lines, emissions


def _long(rows: ArrayRows, table: CoefficientTable, *, short: bool) -> pd.DataFrame:
    """Return the lines of some rows; what is not needed for the next column goes before it is made."""
    things, lines, emissions = row_emissions(rows, table)
    told, labels = _told(table), _labels(rows.activity)
    if short:
        told = told.astype(dict.fromkeys((n for n in told if n not in _NUMBERS), "category"))
        labels = pd.DataFrame({name: _shortened(labels[name]) for name in labels})
    columns: dict[str, Any] = {"id": rows.ids.array.take(things), "emission": emissions}
    beside = {str(name): labels[name].array.take(things) for name in labels}
    del things
    for name, share in (("lower", 1.0 - told["lower"].to_numpy()), ("upper", 1.0 + told["upper"].to_numpy())):
        columns[name] = share.take(lines)
        columns[name] *= emissions
    columns |= {str(name): told[name].array.take(lines) for name in told if name not in _NUMBERS}
    return pd.DataFrame({name: columns[name] for name in _ORDER} | beside, copy=False)


def _told(table: CoefficientTable) -> pd.DataFrame:
    """Return what the table says of each line; ``lower`` and ``upper`` as shares."""
    lines = table.lines
    media = {gas: substance(gas).medium if gas in substances() else "" for gas in lines["gas"].unique()}
    bounds = table.relative_bounds.reindex(lines["id"])
    keys = table.keys.take(lines["key"].to_numpy())
    told = {
        "substance": lines["substance"], "medium": lines["gas"].map(media), "origin": lines["origin"],
        "flow": keys["flow"].to_numpy(), "unit": "t", "notation": lines["notation"],
        "lower": bounds["lower"].to_numpy(), "upper": bounds["upper"].to_numpy(), "tier": lines["tier"],
        "method": keys["method"].to_numpy(), "scope": keys["scope"].to_numpy(), "gas": lines["gas"],
        "coefficient_id": lines["id"],
    }  # fmt: skip
    frame = pd.DataFrame(told, index=lines.index)
    return frame.astype({name: "str" for name in frame if name not in _NUMBERS})


def _labels(activity: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the rows; one that is named like a column of the result is called ``activity_...``."""
    kept = [name for name in activity.columns if name != "id" and name not in _ANSWERED]
    return activity[kept].rename(columns={name: label_name(name, kept) for name in kept})


def label_name(name: str, others: Sequence[str]) -> str:
    """Return the name of a column of the rows in the frame: amount is activity_amount, tier activity_tier."""
    if name not in {"amount", *_ORDER}:
        return name
    new = f"activity_{name}"
    while new in others:
        new += "_"
    return new


def _shortened(column: pd.Series) -> pd.Series:
    """Return words as categories; numbers, and words that are nearly all different, stay."""
    if column.dtype.kind in "iufbM" or isinstance(column.dtype, pd.CategoricalDtype):
        return column
    codes = encode(column)
    if len(codes.values) > len(column) // 2:
        return column
    words = [value for value in codes.values if value is not None]
    if codes.values and None in codes.values and codes.values[-1] is not None:
        return column
    places = np.where(codes.codes < len(words), codes.codes, -1)
    return pd.Series(pd.Categorical.from_codes(places, dtype=pd.CategoricalDtype(words)), index=column.index)
