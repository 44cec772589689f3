"""Integer codes for columns of text: the only pass over the rows that looks at their words.

Arrow's dictionary encoding is used where pyarrow is present, pandas' hash table where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Codes", "combine_codes", "encode", "encode_all", "group_codes", "occurs"]

_DENSE_LIMIT = 1 << 24
_SAMPLE = 10_000
_FEW = 64
"""Rows up to which a dictionary of Python is faster than one of Arrow."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A column as codes into its distinct values.

    Attributes
    ----------
    codes : ndarray of int32, shape (n,)
        Position in ``values``.
    values : tuple, shape (k,)
        The distinct values; a missing value is None.
    """

    codes: npt.NDArray[np.int32]
    values: tuple[Any, ...]

    @classmethod
    def constant(cls, value: object, count: int) -> Codes:
        """Return the codes of a column that holds one value."""
        return cls(np.zeros(count, np.int32), (value,))

    def relabelled(self, new: Callable[[Any], object]) -> Codes:
        """Return the codes after each distinct value was replaced; equal new values share a code."""
        order: dict[object, int] = {}
        lookup = np.array([order.setdefault(new(value), len(order)) for value in self.values], np.int32)
        if not len(lookup):
            return self
        codes = self.codes if np.array_equal(lookup, np.arange(len(lookup))) else lookup[self.codes]
        return Codes(codes, tuple(order))


def encode(column: pd.Series[Any]) -> Codes:
    """Encode one column; the order of the distinct values is that of their first appearance."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        positions = column.cat.codes.to_numpy().astype(np.int32)
        return _with_missing(positions, tuple(column.cat.categories.tolist()))
    if column.dtype.kind in "iu" and not column.hasnans and (found := _encode_integers(column.to_numpy())) is not None:
        return found
    if len(column) <= _FEW and isinstance(column.dtype, pd.StringDtype):
        return _of_few(column.tolist())
    arrow = _arrow_dictionary(column)
    if arrow is not None:
        return arrow
    codes, uniques = pd.factorize(column, use_na_sentinel=True)
    return _with_missing(codes.astype(np.int32), tuple(uniques.tolist()))


def encode_all(columns: Sequence[pd.Series[Any]]) -> list[Codes]:
    """Encode several columns, two at a time: the encoders release the interpreter lock."""
    if len(columns) < 2 or len(columns[0]) < 100_000:
        return [encode(column) for column in columns]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(encode, columns))


def combine_codes(columns: Sequence[Codes]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return one code for each distinct combination of columns.

    Parameters
    ----------
    columns : sequence of Codes, each of length n

    Returns
    -------
    codes : ndarray of int32, shape (n,)
        Position of the row's combination.
    combinations : ndarray of int32, shape (k, number of columns)
        The code in each column, one combination a row, in ascending order.
    """
    varying = [at for at, column in enumerate(columns) if len(column.values) > 1]
    combinations = np.zeros((1, len(columns)), np.int32)
    if not varying:
        count = len(columns[0].codes) if columns else 0
        return np.zeros(count, np.int32), combinations
    codes = columns[varying[0]].codes
    size = len(columns[varying[0]].values)
    parts = np.arange(size, dtype=np.int32)[:, None]
    for at in varying[1:]:
        column = columns[at]
        width = len(column.values)
        codes, present = _merge(codes, size, column.codes, width)
        left, right = np.divmod(present, width)
        parts = np.column_stack([parts[left], right.astype(np.int32)])
        size = len(present)
    codes, parts = _only_present(codes, parts)
    combinations = np.zeros((len(parts), len(columns)), np.int32)
    combinations[:, varying] = parts
    return codes, combinations


def group_codes(columns: Sequence[Codes]) -> tuple[npt.NDArray[np.int32], list[tuple[Any, ...]]]:
    """Return codes of the groups and the values that name each group."""
    codes, combinations = combine_codes(columns)
    if not len(codes):
        return codes, []
    names = [
        tuple(column.values[code] for column, code in zip(columns, row, strict=True)) for row in combinations.tolist()
    ]
    return codes, names


def occurs(codes: npt.NDArray[Any], size: int) -> npt.NDArray[np.bool_]:
    """Mark the codes that occur, shape (size,): a scatter, four times as fast as counting them."""
    marks = np.zeros(size, bool)
    marks[codes] = True
    return marks


def _merge(
    left: npt.NDArray[np.int32], left_size: int, right: npt.NDArray[np.int32], right_size: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Return codes of the pairs; small products stay sparse until the last step."""
    if left_size * right_size <= _DENSE_LIMIT:
        merged = left * np.int32(right_size)
        merged += right
        if left_size * right_size <= 1 << 16:
            return merged, np.arange(left_size * right_size, dtype=np.int64)
        present = np.flatnonzero(occurs(merged, left_size * right_size))
        lookup = np.zeros(left_size * right_size, np.int32)
        lookup[present] = np.arange(len(present), dtype=np.int32)
        return lookup[merged], present
    wide = left.astype(np.int64) * right_size + right
    codes, present = pd.factorize(wide, sort=True)
    return codes.astype(np.int32), np.asarray(present, np.int64)


def _only_present(
    codes: npt.NDArray[np.int32], parts: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    present = np.flatnonzero(occurs(codes, len(parts)))
    if len(present) == len(parts):
        return codes, parts
    lookup = np.zeros(len(parts), np.int32)
    lookup[present] = np.arange(len(present), dtype=np.int32)
    return lookup[codes], parts[present]


def _with_missing(codes: npt.NDArray[np.int32], values: tuple[Any, ...]) -> Codes:
    """Give missing values (code -1) a code of their own."""
    missing = codes < 0
    if not missing.any():
        return Codes(codes, values)
    return Codes(np.where(missing, np.int32(len(values)), codes), (*values, None))


def _of_few(words: Sequence[Any]) -> Codes:
    order: dict[str, int] = {}
    codes = np.array([order.setdefault(w, len(order)) if isinstance(w, str) else -1 for w in words], np.int32)
    return _with_missing(codes, tuple(order))


def _encode_integers(numbers: npt.NDArray[Any]) -> Codes | None:
    if not len(numbers):
        return Codes(np.zeros(0, np.int32), ())
    low, high = int(numbers.min()), int(numbers.max())
    if high - low >= 1 << 16:
        return None
    return Codes((numbers - low).astype(np.int32), tuple(range(low, high + 1)))


def _arrow_dictionary(column: pd.Series[Any]) -> Codes | None:
    if not isinstance(column.dtype, pd.StringDtype) or column.dtype.storage != "pyarrow":
        return None
    import pyarrow as pa
    import pyarrow.compute as pc

    words = pa.chunked_array(column.array.__arrow_array__())
    if len(words) > _SAMPLE:
        seen = words.slice(0, _SAMPLE).unique().drop_null()
        found = pc.index_in(words, value_set=seen)
        if not found.null_count:  # the first rows held every word: looking up is cheaper than collecting
            return Codes(found.combine_chunks().to_numpy(zero_copy_only=False), tuple(seen.to_pylist()))
    array = words.dictionary_encode().unify_dictionaries().combine_chunks()
    values = tuple(array.dictionary.to_pylist())
    indices = array.indices
    if not indices.null_count:
        return Codes(indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), values)
    return _with_missing(indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32), values)
