"""Conditions of a step table: when a row of the database holds.

``mode=urban; temperature=[10,25)`` holds for an activity in mode ``urban`` whose temperature is at least
10 and below 25. Numbers have the unit that the source and the method name for the column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from zzcarbon.errors import DataError, shown

__all__ = ["Interval", "edges", "matched", "parse_condition", "unmet"]

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_INTERVAL = re.compile(rf"([\[(])\s*({_NUMBER})?\s*,\s*({_NUMBER})?\s*([\])])")


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from low to high; each end included or not."""

    low: float
    high: float
    with_low: bool
    with_high: bool

    def holds(self, value: float) -> bool:
        """Whether a number lies in the interval."""
        above = value > self.low or (self.with_low and value == self.low)
        below = value < self.high or (self.with_high and value == self.high)
        return above and below


@cache
def parse_condition(text: str) -> Mapping[str, str | Interval]:
    """Return by name what a condition asks for.

    Raises
    ------
    DataError
        A part is not ``name=value``.

    Examples
    --------
    >>> parse_condition("mode=urban; temperature=[,10)")["temperature"].holds(9.9)
    True
    """
    found: dict[str, str | Interval] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not name or not value or name in found:
            message = f"the condition {shown(text)} is not written as name=value; name=[low,high)"
            raise DataError(message)
        match = _INTERVAL.fullmatch(value)
        found[name] = _interval(match) if match else value
    return found


def matched(text: str, values: Mapping[str, str | float]) -> int | None:
    """Return how many conditions hold, or None if one does not.

    Examples
    --------
    >>> matched("mode=urban", {"mode": "urban"}), matched("mode=urban", {"mode": "rural"}), matched("", {})
    (1, None, 0)
    """
    if not text:
        return 0
    conditions = parse_condition(text)
    if any(not _holds(wanted, values.get(name, "")) for name, wanted in conditions.items()):
        return None
    return len(conditions)


def unmet(text: str, values: Mapping[str, str | float]) -> tuple[str, ...]:
    """Return the conditions that do not hold, as they are written.

    Examples
    --------
    >>> unmet("mode=urban; speed=[10,20)", {"mode": "rural", "speed": 15.0})
    ('mode=urban',)
    """
    parts = [piece.strip() for piece in text.split(";")]
    asked = zip(parts, parse_condition(text).items(), strict=True) if text else ()
    return tuple(part for part, (name, wanted) in asked if not _holds(wanted, values.get(name, "")))


def _holds(wanted: str | Interval, value: str | float) -> bool:
    if isinstance(wanted, Interval):
        return isinstance(value, float) and wanted.holds(value)
    return value == wanted


def edges(texts: Iterable[str]) -> dict[str, tuple[float, ...]]:
    """Return by name the ends of all intervals, in order: between two of them no row changes.

    Examples
    --------
    >>> edges(["temperature=[,10)", "temperature=[10,25)"])
    {'temperature': (10.0, 25.0)}
    """
    ends: dict[str, set[float]] = {}
    for text in set(texts):
        for name, wanted in parse_condition(text).items():
            if isinstance(wanted, Interval):
                ends.setdefault(name, set()).update(e for e in (wanted.low, wanted.high) if math.isfinite(e))
    return {name: tuple(sorted(found)) for name, found in sorted(ends.items())}


def _interval(match: re.Match[str]) -> Interval:
    low, high = (float(text) if text else math.inf for text in (match[2], match[3]))
    return Interval(low if match[2] else -math.inf, high, match[1] == "[", match[4] == "]")
