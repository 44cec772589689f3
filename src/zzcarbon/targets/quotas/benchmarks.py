"""Benchmarks: intensities against levels, allowances from benchmarks, and two accounts of one emission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zzcarbon.errors import DataError, TargetError, shown
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.stated import is_number, stated_array, stated_by_name
from zzcarbon.vocabulary.substances import substance

__all__ = ["allowances", "benchmark_level", "reconcile"]

Array = NDArray[np.float64]


def benchmark_level(intensity: float, levels: Mapping[str, float], *, lower_is_better: bool = True) -> str:
    """Return the level that an intensity reaches: of clean production, energy or water benchmarks.

    Parameters
    ----------
    intensity : float
        Emission, energy or water for a unit of product, in the unit of the levels.
    levels : mapping of str to float
        Limits of the levels, best first, such as ``{"I": 8.0, "II": 10.0, "III": 12.0}``: the caller's document.
    lower_is_better : bool
        Whether a smaller intensity is the better one.

    Returns
    -------
    str
        The best level that is reached; ``below all`` where none is.

    Raises
    ------
    TargetError
        The levels do not run from best to worst, or the intensity is no number of at least 0.

    Examples
    --------
    >>> benchmark_level(9.1, {"I": 8.0, "II": 10.0, "III": 12.0}), benchmark_level(12.5, {"I": 8.0, "II": 10.0})
    ('II', 'below all')
    """
    limits = list(stated_by_name(levels, "levels are stated by name, the best first").values())
    if not all(is_number(limit) for limit in limits):
        raise TargetError(f"levels are numbers, not {shown(dict(levels))}")
    order = sorted(limits) if lower_is_better else sorted(limits, reverse=True)
    if not limits or limits != order or len(set(limits)) != len(limits):
        raise TargetError(f"levels run from the best to the worst, not {dict(levels)!r}")
    if not (is_number(intensity) and intensity >= 0):
        raise TargetError(f"an intensity is a number of at least 0, not {shown(intensity)}")
    for name, limit in levels.items():
        if (intensity <= limit) if lower_is_better else (intensity >= limit):
            return name
    return "below all"


def allowances(output: ArrayLike, benchmark: ArrayLike, corrections: Sequence[ArrayLike] = ()) -> Array:
    r"""Return the allowances of units of an emission trading scheme, from output and benchmark.

    Parameters
    ----------
    output : array_like, shape (n,)
        Output of the year: power, heat, clinker, steel, aluminium. [unit/a]
    benchmark : array_like
        Allowance for a unit of output, of the scheme and year that the caller names. [t/unit]
    corrections : sequence of array_like
        Factors of the scheme: cooling, heat supply, load. [1]

    Returns
    -------
    numpy.ndarray, shape (n,)
        [t/a]

    Raises
    ------
    DataError
        An output or benchmark is negative or no number, or a factor is not above zero.

    Notes
    -----
    .. math:: A = Q \, B \prod_i F_i

    Surplus or shortage is the allowance less the verified emission. Benchmarks are an input: none is packaged.

    Examples
    --------
    A cement line by the draft of 2017 for the national market (0.8534 t CO2 a tonne of clinker, and 1 % more for 30,000
    to 50,000 t of waste burnt with it, as 中国碳排放交易网 of 10 May 2017 prints it):

    >>> float(allowances(1_000_000.0, 0.8534, [1.01]).round(6))
    861934.0
    >>> allowances([1000.0, 2000.0], 0.8, [1.0, [1.0, 1.05]]).tolist()
    [800.0, 1680.0]
    """
    asked = "output and benchmark are numbers of at least 0"
    made: Array = stated_array(output, asked) * stated_array(benchmark, asked)
    if isinstance(corrections, str) or not isinstance(corrections, Sequence):
        raise DataError(f"corrections are a list of factors, not {shown(corrections)}")
    for factor in corrections:
        made = made * stated_array(factor, "a correction is a factor above zero", low=np.nextafter(0.0, 1.0))
    return made


def reconcile(
    statistics: Any,
    permits: Any,
    *,
    by: Sequence[str] = ("entity", "substance"),
    value: str = "emission",
    tolerance: float,
) -> pd.DataFrame:
    """Put environmental statistics beside permit reports, and say where they differ.

    Parameters
    ----------
    statistics, permits : data frame
        The columns of `by` and the value; its unit in ``unit``, or all in one unit.
    by : sequence of str
        What makes two rows one: enterprise, substance, year.
    value : str
        Name of the column of numbers.
    tolerance : float
        Largest relative difference that is no difference, against the larger of the two; no default. [1]

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, ``statistics permits difference relative verdict``; the verdict is
        ``agree``, ``differs``, ``only in statistics`` or ``only in permits``.

    Raises
    ------
    DataError
        A column is missing, or a row stands twice in one of them.
    TargetError
        The tolerance is no share.

    Examples
    --------
    >>> a = pd.DataFrame({"entity": ["x", "y"], "substance": "NOx", "emission": [10.0, 5.0]})
    >>> b = pd.DataFrame({"entity": ["x", "z"], "substance": "NOx", "emission": [10.2, 1.0]})
    >>> reconcile(a, b, tolerance=0.05)["verdict"].tolist()
    ['agree', 'only in statistics', 'only in permits']
    """
    if not (is_number(tolerance) and 0 <= tolerance < 1):
        raise TargetError(f"a tolerance is a share from 0 to below 1, not {shown(tolerance)}")
    keys = list(by)
    parts = []
    for what, source in (("statistics", statistics), ("permits", permits)):
        cells = open_cells(
            source, "compared emissions", (*keys, value), what=what, refusal=f"the {what} cannot be used"
        )
        labels = pd.DataFrame({name: _labels(cells, name) for name in keys})
        number = read_masses(cells, value) if "unit" in cells.frame else cells.number(value)
        remedy = "Sum its parts, or add a column to `by`."
        cells.report(labels.duplicated().to_numpy(), keys[0], "the row stands twice", remedy)
        cells.report(number < 0, value, "an emission below zero")
        if cells.problems:
            raise DataError(f"the {what} cannot be used", cells.problems)
        parts.append(labels.assign(**{what: number}))
    both = parts[0].merge(parts[1], on=keys, how="outer").sort_values(keys, ignore_index=True)
    both["difference"] = both["permits"] - both["statistics"]
    larger = both[["statistics", "permits"]].abs().max(axis=1)
    both["relative"] = (both["difference"] / larger.where(larger > 0)).where(larger > 0, 0.0)
    both["verdict"] = np.select(
        [both["permits"].isna(), both["statistics"].isna(), both["relative"].abs() <= tolerance],
        ["only in statistics", "only in permits", "agree"],
        "differs",
    )
    return both


def _labels(cells: Cells, name: str) -> Any:
    """Return a column by which two tables meet; substances meet under their keys in any spelling."""
    if name == "year":
        return cells.year()
    if name == "substance":
        return cells.translated(cells.text(name), name, lambda text: substance(text).key)
    return cells.text(name)
