"""What a caller states beside a table: a number, a year, names. Told apart before they are compared."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.of_numbers import numbers_of

__all__ = [
    "is_number",
    "is_year",
    "stated_amounts",
    "stated_array",
    "stated_by_name",
    "stated_names",
    "stated_span",
]


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a finite number: no text, no truth value.

    Examples
    --------
    >>> [is_number(value) for value in (0.05, 3, "5%", True, None, float("nan"))]
    [True, True, False, False, False, False]
    """
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and math.isfinite(value)


def is_year(value: object) -> TypeGuard[int]:
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
    if not isinstance(given, Iterable) or isinstance(given, Mapping | pd.DataFrame):
        raise DataError(f"{what} are names of columns, not {shown(given)}")
    names = tuple(given)
    twice = [name for at, name in enumerate(names) if name in names[:at]]
    if twice:
        raise DataError(f"{what} name {', '.join(map(shown, twice))} twice")
    return names


def stated_by_name(given: object, asked: str) -> dict[str, Any]:
    """Return what is stated by name, of a mapping or a Series; nothing is empty.

    Raises
    ------
    DataError
        It is neither, or a name is no text.

    Examples
    --------
    >>> stated_by_name(None, "rates have names"), stated_by_name(pd.Series({"a": 1.0}), "rates have names")
    ({}, {'a': 1.0})
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping | pd.Series) or not all(isinstance(name, str) for name in given.keys()):  # noqa: SIM118
        raise DataError(f"{asked}, not {shown(given)}")
    return dict(given.items())


def stated_amounts(given: object, argument: str, *, low: float = 0.0) -> tuple[dict[str, float], list[Problem]]:
    """Return numbers that are stated by name, and every problem of them.

    Parameters
    ----------
    given : mapping of str to float, Series or None
        What was stated.
    argument : str
        Name of the argument, for the problems.
    low : float
        Smallest number that can be.

    Examples
    --------
    >>> amounts, problems = stated_amounts({"NOx": 2.0, "COD": float("nan")}, "rates")
    >>> amounts, str(problems[0])
    ({'NOx': 2.0}, 'row COD, column rates: not a number of at least 0 (value nan).')
    """
    try:
        named = stated_by_name(given, "write a mapping")
    except DataError:
        return {}, [
            Problem("", "", argument, shown(given), "not stated by name", "Write a mapping of names to numbers.")
        ]
    amounts = {name: float(value) for name, value in named.items() if is_number(value) and value >= low}
    text = f"not a number of at least {low:g}"
    problems = [Problem("", name, argument, shown(named[name]), text) for name in named if name not in amounts]
    return amounts, problems


def stated_array(given: object, asked: str, *, low: float = 0.0) -> NDArray[np.float64]:
    """Return finite numbers of at least `low`, of one number or of any array.

    Raises
    ------
    DataError
        A number is none, is missing or lies below.

    Examples
    --------
    >>> stated_array([1, 2.5], "outputs are numbers of at least 0").tolist()
    [1.0, 2.5]
    """
    numbers_ = numbers_of(given)
    if numbers_ is None or np.any(~(np.isfinite(numbers_) & (numbers_ >= low))):
        raise DataError(f"{asked}, not {shown(given)}")
    return numbers_


def stated_span(given: object) -> tuple[int, int]:
    """Return the first and the last year of a span.

    Raises
    ------
    DataError
        It is no pair of years.

    Examples
    --------
    >>> stated_span((2021, 2025))
    (2021, 2025)
    """
    years = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else ()
    if len(years) != 2 or not all(is_year(year) for year in years):
        raise DataError(f"years are the first and the last, as in (2021, 2025), not {shown(given)}")
    return int(years[0]), int(years[1])
