"""Free allowances of a trading scheme by benchmark, and what is left or lacking after the year."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.footprint.equivalents import co2e_per_unit, read_co2e
from zzcarbon.tables import open_cells

__all__ = ["benchmark_allowances"]


def benchmark_allowances(installations: Any) -> pd.DataFrame:
    """Return allowances by benchmark with surplus or deficit against the verified emission.

    Parameters
    ----------
    installations : data frame, shape (n, ...)
        ``entity output unit benchmark benchmark_unit benchmark_source emission``: output of the year, benchmark
        [t/unit], verified emission [t CO2]. Optional ``correction``, the product of the scheme's corrections [1].

    Returns
    -------
    pandas.DataFrame
        The rows with ``allowance``, ``surplus`` (negative: a deficit) [t CO2].

    Raises
    ------
    DataError
        Every problem: numbers missing or negative, a benchmark without source, units that do not meet.

    Notes
    -----
    A = Q x B x F, surplus = A - E. No benchmark is packaged: those of the scheme and year are yours to give, with their
    source. Source: none of a text that was read; the form that Chinese allocation plans share.

    Examples
    --------
    >>> rows = {"entity": ["kiln"], "output": [100.0], "unit": ["万t"], "benchmark": [0.85], "benchmark_unit": ["t/t"],
    ...     "benchmark_source": ["fictitious plan"], "emission": [870000.0]}
    >>> benchmark_allowances(rows)[["allowance", "surplus"]].values.tolist()
    [[850000.0, -20000.0]]
    """
    needed = ("entity", "output", "unit", "benchmark", "benchmark_unit", "benchmark_source", "emission")
    cells = open_cells(installations, "allowances", needed, refusal="the installations lack columns", closed=True)
    output, benchmark = cells.number("output"), co2e_per_unit(cells, "benchmark", "t")
    emission = read_co2e(cells, "emission", "t")
    correction = cells.in_unit("correction", "1", default=1.0, low=0.0)
    cells.report(output < 0, "output", "a number below zero", "Give zero or more.")
    for name in ("unit", "benchmark_unit"):
        cells.report(cells.text(name) == "", name, "the unit is missing", "Write t and t/t, or MWh and t/MWh.")
    silent = cells.text("benchmark_source") == ""
    cells.report(silent, "benchmark_source", "a benchmark without source", "Name plan, year and table.")
    if cells.problems:
        message = f"the installations have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    allowance = output * benchmark * correction
    return cells.frame.assign(allowance=allowance, surplus=allowance - emission, allowance_unit="t CO2")
