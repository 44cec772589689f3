"""Sums of the active entries of a ledger by indicator, substance, district, status and time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["AXES", "SUMS", "folded"]

SUMS = ["gross", "offset", "net"]
"""What is summed [t/a]."""
AXES = ("indicator", "substance", "district", "status")
"""What tells sums apart, beside the time."""


def folded(entries: pd.DataFrame, time: np.ndarray, name: str) -> pd.DataFrame:
    """Return the sums of the active entries by the axes and a time.

    Parameters
    ----------
    entries : pandas.DataFrame
        Checked entries; the axes are categories.
    time : array of int, shape (entries,)
        The year or month of each entry.
    name : str
        What the column of the time is called.
    """
    code = time.astype(np.int64)
    low = int(code.min()) if len(code) else 0
    code = code - low
    size = int(code.max()) + 1 if len(code) else 1
    shape: list[tuple[str, Sequence[Any]]] = []
    for axis in AXES:
        labels, categories = _coded(entries, axis)
        code = code + size * labels
        size *= max(len(categories), 1)
        shape.append((axis, categories))
    return _unfolded(_sums(entries, code), shape, low, size, name)


def _sums(entries: pd.DataFrame, code: np.ndarray) -> pd.DataFrame:
    active = entries["active"].to_numpy()
    every = active.all()
    keys, position = _positions(code if every else code[active])
    table = pd.DataFrame({"key": keys})
    for name in SUMS:
        weights = entries[name].to_numpy()
        table[name] = np.bincount(position, weights if every else weights[active], len(keys))
    return table


def _coded(entries: pd.DataFrame, name: str) -> tuple[Any, Sequence[Any]]:
    if name not in entries:
        return 0, [""]
    column = entries[name].cat
    return column.codes.to_numpy().astype(np.int64), list(column.categories)


def _positions(code: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct codes, ascending, and the position of each row among them."""
    if not len(code):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    if int(code.max()) < 4 * len(code) + 100_000:
        counts = np.bincount(code)
        keys = np.flatnonzero(counts)
        where = np.zeros(len(counts), dtype=np.int64)
        where[keys] = np.arange(len(keys))
        return keys, where[code]
    keys, position = np.unique(code, return_inverse=True)
    return keys, position


def _unfolded(
    sums: pd.DataFrame, shape: list[tuple[str, Sequence[Any]]], low: int, size: int, time: str
) -> pd.DataFrame:
    key = sums.pop("key").to_numpy()
    table: dict[str, Any] = {}
    for name, categories in reversed(shape):
        size //= max(len(categories), 1)
        position, key = key // size, key % size
        table[name] = np.asarray([*categories, ""], dtype=object)[position]
    table[time] = key + low
    return pd.DataFrame({name: table[name] for name in (*AXES, time)}).join(sums)
