"""Targets of organisations: absolute contraction, sector convergence, coverage, budget, check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.analysis.paths import contraction_path
from zzcarbon.errors import DataError, Problem, require, shown
from zzcarbon.tables.stated import is_number, is_year

__all__ = ["check", "convergence_path", "coverage", "path_budget", "target_path"]

RULE_CHANGE = (
    "The rules changed on 29 April 2026 (V1.3, criteria V5.3): the rate depends on base year and net-zero year. Its "
    "formula was not found: the rate is yours to give."
)
"""What to know of every rate."""

_COVERED = {"1+2": 0.95, "3": 0.67}


def target_path(base: float, base_year: int, year: int, rate: float) -> pd.Series[float]:
    """Return the path of absolute contraction, linear on the base year and never below zero.

    Parameters
    ----------
    base : float
        Emission of the base year, in any unit.
    base_year, year : int
        First and last year [a].
    rate : float
        Linear annual reduction [1/a], an input: 0.042 was the minimum for scopes 1 and 2 at 1.5 degC, 0.025 for scope
        3 before the rules changed on 29 April 2026.

    Returns
    -------
    pandas.Series
        The emission of each year, in the unit of ``base``; ``attrs["note"]`` names the change of the rules.

    Raises
    ------
    DataError
        The rate is not between 0 and 1, the years run backwards, or the base is negative.

    Notes
    -----
    CE_y = CE_by x max(0, 1 - LARR x (y - by)). Source: sbti-methods-2025, eq. 4.1, page 25 (grade B).

    Examples
    --------
    >>> target_path(200000, 2025, 2050, 0.042)[[2030, 2035, 2050]].round(6).tolist()
    [158000.0, 116000.0, 0.0]
    """
    _check(is_number(base) and base >= 0, "base", base, "Give an emission of zero or more.")
    _check(is_number(rate) and 0 <= rate <= 1, "rate", rate, "Write 0.042 for 4.2 % a year.")
    _check(is_year(base_year), "base_year", base_year, "Write it as 2025.")
    _check(is_year(year) and year > base_year, "year", year, "The last year is a year after the base year.")
    made = contraction_path(start_year=base_year, start=base, end_year=year, rate=rate)
    made.attrs["note"] = RULE_CHANGE
    return made


def convergence_path(
    *,
    intensity: float,
    base_year: int,
    sector: Mapping[int, float],
    activity_ratio: Mapping[int, float],
) -> pd.Series[float]:
    """Return the intensities of sector convergence (SDA) to the sector's pathway.

    Parameters
    ----------
    intensity : float
        Own intensity of the base year.
    base_year : int
        Base year [a].
    sector : mapping of int to float
        Intensity of the sector by year, base year to last year, in the same unit; no pathway is packaged.
    activity_ratio : mapping of int to float
        By year the own share of the sector's activity in the base year over that in the year [1]; 1 where the company
        grows as its sector.

    Returns
    -------
    pandas.Series
        Intensity by year.

    Raises
    ------
    DataError
        The base year is not on the pathway, a year has no ratio, or the pathway does not fall.

    Notes
    -----
    I(t) = (I_0 - S_T) x P(t) x m + S_T, P(t) = (S_t - S_T) / (S_0 - S_T). Source: sbti-methods-2025 (grade C: as one
    public program carries it).

    Examples
    --------
    >>> convergence_path(intensity=2.0, base_year=2020, sector={2020: 1.0, 2030: 0.6, 2050: 0.2},
    ...     activity_ratio={2020: 1, 2030: 1, 2050: 1}).round(9).tolist()
    [2.0, 1.1, 0.2]
    """
    _check(is_number(intensity), "intensity", intensity, "Give a number.")
    _check(is_year(base_year), "base_year", base_year, "Write it as 2025.")
    sector, activity_ratio = _by_year(sector, "sector"), _by_year(activity_ratio, "activity_ratio")
    years = sorted(year for year in sector if year >= base_year)
    _check(bool(years) and years[0] == base_year, "sector", base_year, "The pathway begins with the base year.")
    lacking = [year for year in years if year not in activity_ratio]
    _check(not lacking, "activity_ratio", lacking, "Give the ratio of each year of the pathway.")
    first, last = sector[years[0]], sector[years[-1]]
    _check(first != last, "sector", last, "A pathway that does not change has no convergence.")
    progress = np.array([(sector[year] - last) / (first - last) for year in years])
    ratio = np.array([activity_ratio[year] for year in years])
    return pd.Series((intensity - last) * progress * ratio + last, index=pd.Index(years, name="year"), name="intensity")


def coverage(covered: float, total: float, *, scope: str) -> tuple[float, bool]:
    """Return which share of the emission a target covers, and whether that is enough.

    Parameters
    ----------
    covered, total : float
        Emission under the target and in all, in one unit.
    scope : {"1+2", "3"}
        95 % of scopes 1 and 2, 67 % of scope 3 are enough.

    Notes
    -----
    Source: ScienceBasedTargets/SBTi-finance-tool@dcae9db, target_validation.py (grade A of the tool).

    Examples
    --------
    >>> coverage(96, 100, scope="1+2"), coverage(60, 100, scope="3")
    ((0.96, True), (0.6, False))
    """
    _check(str(scope) in _COVERED, "scope", scope, "Write 1+2 or 3.")
    _check(
        is_number(total) and is_number(covered) and 0 <= covered <= total > 0,
        "covered",
        covered,
        "The part is not more than the whole.",
    )
    share = covered / total
    return share, share >= _COVERED[str(scope)]


def path_budget(path: pd.Series[float]) -> float:
    """Return the sum of a path over its years, the linear budget [unit of the path x a].

    Years between two of the path are interpolated.

    Examples
    --------
    >>> path_budget(pd.Series([100.0, 80.0], index=[2020, 2022]))
    270.0
    """
    known = pd.Series(_by_year(path, "path")).sort_index()
    years = np.arange(known.index.min(), known.index.max() + 1)
    return float(np.interp(years, known.index.to_numpy(float), known.to_numpy(float)).sum())


def check(path: pd.Series[float], observed: Mapping[int, float] | pd.Series[float]) -> pd.DataFrame:
    """Compare observed emissions with a path; a year without data is undetermined, never met.

    Parameters
    ----------
    path : pandas.Series
        By year, see `target_path`.
    observed : mapping of int to float, or Series
        By year, in the unit of the path; NaN is no data. ``Statement.series`` gives a line.

    Returns
    -------
    pandas.DataFrame
        ``year required observed gap status``; status is met, not met or undetermined; gap is observed minus required.

    Raises
    ------
    DataError
        Observed years outside the path, all of them.

    Examples
    --------
    >>> check(target_path(100, 2020, 2022, 0.05), {2021: 96.0, 2022: 90.0})["status"].tolist()
    ['undetermined', 'not met', 'met']
    """
    require(path, pd.Series, "zc.footprint.target_path(...)")
    known = _by_year(observed, "observed", gaps=True)
    outside = [year for year in known if year not in path.index]
    if outside:
        message = "observations outside the path"
        remedy = f"The path runs from {path.index.min()} to {path.index.max()}."
        raise DataError(message, [Problem("", "", "year", str(year), "outside the path", remedy) for year in outside])
    frame = pd.DataFrame({"year": path.index, "required": path.to_numpy()})
    frame["observed"] = [known.get(year, np.nan) for year in frame["year"]]
    frame["gap"] = frame["observed"] - frame["required"]
    met = frame["gap"] <= 1e-9 * frame["required"].abs()
    frame["status"] = np.where(frame["observed"].isna(), "undetermined", np.where(met, "met", "not met"))
    return frame


def _by_year(values: Any, name: str, *, gaps: bool = False) -> dict[int, float]:
    """Return a mapping or series of years; what is no year or no number is refused."""
    remedy = "Give numbers by year: {2025: 1.0}."
    _check(isinstance(values, Mapping | pd.Series) and len(values) > 0, name, values, remedy)
    made = {}
    for year, value in values.items():
        _check(is_year(year), name, year, remedy)
        unknown = gaps and (value is None or value is pd.NA or value != value)  # noqa: PLR0124  (NaN)
        _check(unknown or is_number(value), name, value, remedy)
        made[int(year)] = np.nan if unknown else float(value)
    return made


def _check(sound: bool, column: str, value: object, remedy: str) -> None:
    if not sound:
        message = f"the target cannot be computed: {column}"
        raise DataError(message, [Problem("", "", column, shown(value), f"{column} is not possible", remedy)])
