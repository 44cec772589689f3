"""Retrofit over a life: embodied carbon against the operation that it saves."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables import Cells
from zzcarbon.units import conversion_factor

__all__ = ["installations", "retrofit_comparison"]


def installations(*, service_life: float, period: int) -> int:
    r"""How often a part is built in during a period: once, and once more whenever it is worn out.

    Parameters
    ----------
    service_life : float
        Service life of the part, above zero [a].
    period : int
        Period of the comparison, above zero [a].

    Returns
    -------
    int
        Number of times [1].

    Raises
    ------
    DataError
        The life or the period is not above zero.

    Notes
    -----
    .. math:: n = \lceil t / L \rceil

    Source: definition; nothing is built in at the end of the period.

    Examples
    --------
    >>> installations(service_life=25, period=50), installations(service_life=20, period=50)
    (2, 3)
    """
    if not service_life > 0 or not period > 0:
        problem = Problem("", "", "service_life", shown((service_life, period)), "must be above zero", "Give years.")
        message = "the service life and the period must be above zero"
        raise DataError(message, [problem])
    return math.ceil(period / service_life - 1e-9)


def retrofit_comparison(
    operation: pd.DataFrame, embodied: pd.DataFrame, *, years: int, reference: str, unit: str = "t"
) -> pd.DataFrame:
    """Compare options over a life, with the embodied part beside the operation.

    Parameters
    ----------
    operation : pandas.DataFrame
        ``option``, ``emission`` and ``unit``: emission of one year; or also ``year`` from 1 to ``years``, one
        row each, where it changes with the grid.
    embodied : pandas.DataFrame
        ``option``, ``emission`` and ``unit``: materials, transport, construction, replacements and end of life
        over the whole period; an option may have several rows, or none.
    years : int
        Period [a].
    reference : str
        Option that the others are compared with, for example the building as it is.
    unit : str
        Unit of the result.

    Returns
    -------
    pandas.DataFrame
        ``option embodied operation total embodied_share saving payback unit``: ``saving`` is what the option emits
        less than the reference over the period; ``payback`` the first year [a] in which the sum falls to that of
        the reference, empty if it never does.

    Raises
    ------
    DataError
        A column is missing, an option is unknown, a number is negative or missing, or years are missing.

    Notes
    -----
    C = C_embodied + sum over years of C_operation. Both are CO2e: materials of a GWP set that GB/T 51366 does not
    state, operation of the set that was chosen. Source: gbt-51366-2019, sum of the stages.

    Examples
    --------
    >>> import pandas as pd
    >>> use = pd.DataFrame({"option": ["as is", "insulated"], "emission": [100.0, 70.0], "unit": "t"})
    >>> built = pd.DataFrame({"option": ["insulated"], "emission": [240.0], "unit": "t"})
    >>> table = retrofit_comparison(use, built, years=30, reference="as is").set_index("option")
    >>> table.loc[["insulated"], ["embodied", "operation", "saving", "payback"]].values.tolist()
    [[240.0, 2100.0, 660.0, 8.0]]
    """
    _check(operation, embodied, years, reference)
    use = {name: _by_year(rows, years, unit) for name, rows in operation.groupby("option", sort=False)}
    built = dict.fromkeys(use, 0.0)
    for name, amount, of in zip(embodied["option"], embodied["emission"], embodied["unit"], strict=True):
        built[name] += float(amount) * conversion_factor(of, unit)
    base = built[reference] + np.cumsum(use[reference])
    rows = []
    for name, yearly in use.items():
        summed = built[name] + np.cumsum(yearly)
        below = np.flatnonzero(summed <= base * (1 + 1e-12))
        total = float(summed[-1])
        rows.append(
            {
                "option": name,
                "embodied": built[name],
                "operation": float(yearly.sum()),
                "total": total,
                "embodied_share": built[name] / total if total else 0.0,
                "saving": float(base[-1]) - total,
                "payback": float(below[0] + 1) if len(below) and name != reference else np.nan,
                "unit": unit,
            }
        )
    return pd.DataFrame(rows)


def _by_year(rows: pd.DataFrame, years: int, unit: str) -> np.ndarray:
    """Return the emission of each year of the period."""
    values = rows["emission"].to_numpy(float) * [conversion_factor(of, unit) for of in rows["unit"]]
    if "year" not in rows or len(rows) == 1:
        return np.full(years, values[0])
    return values[np.argsort(rows["year"].to_numpy())]


def _check(operation: pd.DataFrame, embodied: pd.DataFrame, years: int, reference: str) -> None:
    problems = [
        Problem(file, "", name, "", "the column is missing", "Add it.")
        for file, frame in (("operation", operation), ("embodied", embodied))
        for name in ("option", "emission", "unit")
        if name not in frame
    ]
    if not problems:
        problems = [*_bad_numbers(operation, "operation"), *_bad_numbers(embodied, "embodied")]
        options = list(dict.fromkeys(operation["option"]))
        for name in (reference, *embodied["option"]):
            if name not in options:
                text = "the option has no operation"
                problems.append(Problem("", "", "option", shown(name), text, f"Options: {', '.join(options)}."))
        problems += _bad_years(operation, years)
    if problems:
        message = f"{len(problems)} problems in the comparison"
        raise DataError(message, problems)


def _bad_numbers(frame: pd.DataFrame, file: str) -> list[Problem]:
    numbers = pd.to_numeric(frame["emission"], errors="coerce")
    bad = ~((numbers >= 0) & np.isfinite(numbers))
    cells = Cells(frame, file)
    cells.report(bad.to_numpy(bool), "emission", "is no emission", "Give a number.")
    return cells.problems


def _bad_years(operation: pd.DataFrame, years: int) -> list[Problem]:
    if not years >= 1:
        return [Problem("", "", "years", shown(years), "is below one year", "Give full years.")]
    problems = []
    for name, rows in operation.groupby("option", sort=False):
        given = sorted(rows["year"]) if "year" in rows else [0] * len(rows)
        if len(rows) != 1 and given != list(range(1, years + 1)):
            text = f"has {len(rows)} rows that are not the years 1 to {years}"
            problems.append(Problem("operation", "", "year", shown(name), text, "Give one row, or one a year."))
    return problems
