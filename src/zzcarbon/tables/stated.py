"""What a caller states beside a table: a number, a year, names. Told apart before they are compared."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable
from typing import Any, TypeGuard

from zzcarbon.errors import DataError, shown

__all__ = ["is_number", "is_year", "stated_names"]


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a value is a finite number: no text, no truth value.

    Examples
    --------
    >>> [is_number(value) for value in (0.05, 3, "5%", True, None, float("nan"))]
    [True, True, False, False, False, False]
    """
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and math.isfinite(value)


def is_year(value: Any) -> TypeGuard[int]:
    """Whether a value is a year between 0 and 9999.

    Examples
    --------
    >>> is_year(2030), is_year("2030"), is_year(2030.5), is_year(10**12)
    (True, False, False, False)
    """
    return is_number(value) and float(value).is_integer() and 0 <= value <= 9999


def stated_names(given: str | Iterable[str], what: str) -> tuple[str, ...]:
    """Return names as a tuple; one word is one name.

    Raises
    ------
    DataError
        What was given is no name and holds none, or a name stands twice.

    Examples
    --------
    >>> stated_names("energy", "factors"), stated_names(["a", "b"], "by")
    (('energy',), ('a', 'b'))
    """
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable):
        raise DataError(f"{what} are names of columns, not {shown(given)}")
    names = tuple(given)
    twice = [name for at, name in enumerate(names) if name in names[:at]]
    if twice:
        raise DataError(f"{what} name {', '.join(map(shown, twice))} twice")
    return names
