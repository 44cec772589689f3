"""Tables and facts as plain data: what JSON can hold, with null where there is no number."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["json_text", "plain_rows", "plain_value"]


def plain_value(value: object) -> Any:
    """Return a value as JSON knows it: numbers, text, truth, lists, mappings; null for what is no number.

    Examples
    --------
    >>> plain_value({"a": float("nan"), "b": (1, np.float64(2.5)), "c": pd.NA})
    {'a': None, 'b': [1, 2.5], 'c': None}
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return _collection(value)


def _collection(value: object) -> Any:
    if isinstance(value, pd.DataFrame):
        return plain_rows(value)
    if isinstance(value, Mapping):
        return {str(name): plain_value(item) for name, item in value.items()}
    if isinstance(value, set | frozenset):
        return [plain_value(item) for item in sorted(value, key=str)]
    if isinstance(value, np.ndarray | pd.Series | list | tuple):
        return [plain_value(item) for item in value]
    return str(value)


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as one mapping a row."""
    columns = [str(name) for name in frame.columns]
    cells = [[plain_value(value) for value in frame.iloc[:, at].astype(object).tolist()] for at in range(len(columns))]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def json_text(facts: Mapping[str, Any]) -> str:
    """Return plain facts as JSON: valid by RFC 8259, Chinese as it is written."""
    return json.dumps(plain_value(facts), ensure_ascii=False, allow_nan=False, indent=1)
