"""Ammonia of large farms as a plan asks for it: emissions of two years become observations of a target."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from zzcarbon.errors import DataError, Problem, shown

__all__ = ["farm_ammonia_reduction", "large_farm_observations"]

INDICATOR = "ammonia (NH3) to air from large livestock farms"
"""Indicator of the target in the packaged plan of Zhengzhou."""


def farm_ammonia_reduction(base: float, current: float) -> float:
    r"""Reduction of the ammonia of large farms against a base year.

    Parameters
    ----------
    base, current : float
        NH3 of the base year and of the year [t].

    Returns
    -------
    float
        Reduction; below zero where the emission rose [%].

    Raises
    ------
    ValueError
        The base is not above zero, or the year's emission is below zero.

    Notes
    -----
    .. math:: r = (1 - E / E_0) \cdot 100

    Examples
    --------
    >>> round(farm_ammonia_reduction(2000.0, 1880.0), 6)
    6.0
    """
    if not (base > 0 and current >= 0):
        message = f"the base must be above zero and the year not below it, not {base!r} and {current!r}"
        raise ValueError(message)
    return (1.0 - current / base) * 100.0


def large_farm_observations(
    emissions: Mapping[int, float], *, base_year: int, area: str, source: str, grade: str = "C"
) -> pd.DataFrame:
    """Return observations that ``plan.check`` reads, from the NH3 of large farms in several years.

    Parameters
    ----------
    emissions : mapping of int to float
        NH3 of large farms by year, the same farms and method in all years [t].
    base_year : int
        Year that the reduction counts from: the plan does not say it, so the caller does.
    area : str
        Key of the region, for example ``CN-410100``.
    source : str
        Where the emissions come from.
    grade : str
        Evidence grade of the observations.

    Returns
    -------
    pandas.DataFrame, shape (n, 8)
        One row a year after the base year: ``indicator area year value unit basis source grade``; the value is
        the reduction against the base year [%].

    Raises
    ------
    DataError
        The base year has no emission above zero, or an emission is below zero.

    Examples
    --------
    >>> large_farm_observations({2020: 2000.0, 2023: 1880.0}, base_year=2020, area="CN-410100",
    ...     source="own inventory")[["year", "value", "unit"]].round(3).values.tolist()
    [[2023, 6.0, '%']]
    """
    problems = [
        Problem("", str(year), "emissions", shown(value), "below zero or no number", "Give NH3 in t.")
        for year, value in emissions.items()
        if not value >= 0
    ]
    if not emissions.get(base_year, 0.0) > 0:
        remedy = "Give the NH3 of the base year."
        problems.append(Problem("", str(base_year), "base_year", "", "no emission in the base year", remedy))
    if problems:
        message = f"the reduction of large farms cannot be computed: {len(problems)} problems"
        raise DataError(message, problems)
    rows = [
        {
            "indicator": INDICATOR,
            "area": area,
            "year": year,
            "value": farm_ammonia_reduction(emissions[base_year], value),
            "unit": "%",
            "basis": "cumulative",
            "source": source,
            "grade": grade,
        }
        for year, value in sorted(emissions.items())
        if year > base_year
    ]
    return pd.DataFrame(rows, columns=["indicator", "area", "year", "value", "unit", "basis", "source", "grade"])
