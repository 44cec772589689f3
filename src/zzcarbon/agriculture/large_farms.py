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
    DataError
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
        raise DataError(message)
    return (1.0 - current / base) * 100.0


def large_farm_observations(
    emissions: Mapping[int, float], *, area: str, source: str, grade: str = "C"
) -> pd.DataFrame:
    """Return the NH3 of large farms as observations that ``plan.check`` reads.

    The packaged plan asks for a fall of 5 % and names no base year, so the target stays undetermined (no
    baseline) until a plan of the caller gives one; `farm_ammonia_reduction` computes the fall meanwhile.

    Parameters
    ----------
    emissions : mapping of int to float
        NH3 of large farms by year, the same farms and method in all years [t].
    area : str
        Key of the region, for example ``CN-410100``.
    source : str
        Where the emissions come from.
    grade : str
        Evidence grade of the observations.

    Returns
    -------
    pandas.DataFrame, shape (n, 8)
        One row a year: ``indicator area year value unit basis source grade``; value is the level [t].

    Raises
    ------
    DataError
        There is no year, or an emission is below zero or no number.

    Examples
    --------
    >>> large_farm_observations({2020: 2000.0, 2023: 1880.0}, area="CN-410100",
    ...     source="own inventory")[["year", "value", "unit", "basis"]].values.tolist()
    [[2020, 2000.0, 't', 'level'], [2023, 1880.0, 't', 'level']]
    """
    problems = [
        Problem("", str(year), "emissions", shown(value), "below zero or no number", "Give NH3 in t.")
        for year, value in emissions.items()
        if not value >= 0
    ]
    if not emissions:
        problems.append(Problem("", "", "emissions", "", "there is no year", "Give NH3 by year."))
    if problems:
        message = f"the emissions of large farms cannot be used: {len(problems)} problems"
        raise DataError(message, problems)
    rows = [
        {
            "indicator": INDICATOR,
            "area": area,
            "year": year,
            "value": float(value),
            "unit": "t",
            "basis": "level",
            "source": source,
            "grade": grade,
        }
        for year, value in sorted(emissions.items())
    ]
    return pd.DataFrame(rows)
