"""What emissions are divided by for an intensity: revenue, output or people of each year, with their unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.headers import quantity_header
from zzcarbon.tables.stated import is_number, is_year

__all__ = ["Denominator", "read_denominators"]


class Denominator(NamedTuple):
    """A name as it was given, the unit of the intensity, and the value of each year; NaN where a year has none."""

    name: str
    unit: str
    values: Mapping[int, float]

    def of(self, year: int) -> float:
        """Return the value of a year; NaN where it is zero or not given."""
        return self.values.get(year, np.nan) or np.nan


def read_denominators(given: Any, years: Iterable[int]) -> tuple[Denominator, ...]:
    """Return what emissions are divided by.

    Parameters
    ----------
    given : mapping of str to mapping of int to float
        By name with its unit in brackets, ``"revenue [百万元]"``, the value of each year.
    years : iterable of int
        Those that have emissions: one of them at least must have a value.

    Raises
    ------
    DataError
        Every name whose values are no numbers by year, or that gives none of these years.

    Examples
    --------
    >>> [(one.unit, one.of(2023)) for one in read_denominators({"revenue [万元]": {2023: 86000}}, [2023])]
    [('t CO2e/万元', 86000)]
    """
    asked = sorted(set(years))
    remedy = f"Give {{'revenue [万元]': {{{asked[-1] if asked else 2024}: 86000}}}}."
    problems: list[Problem] = []
    found = []
    for name, values in given.items() if isinstance(given, Mapping) else [("", given)]:
        if not isinstance(values, Mapping) or not all(is_year(year) and is_number(one) for year, one in values.items()):
            problem = "not numbers by year"
            problems.append(Problem("", "", "denominators", f"{name}: {shown(values)}", problem, remedy))
            continue
        by_year = {int(year): one for year, one in values.items()}
        if asked and not set(by_year).intersection(asked):
            problem = f"no value of a year with emissions ({', '.join(map(str, asked))})"
            problems.append(Problem("", "", "denominators", f"{name}: {shown(values)}", problem, remedy))
        unit = quantity_header(name)[1]
        found.append(Denominator(str(name), f"t CO2e/{unit}" if unit else "t CO2e per unit", by_year))
    if problems:
        raise DataError("the intensity cannot be computed", problems)
    return tuple(found)
