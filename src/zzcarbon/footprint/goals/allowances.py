"""Free allowances of a trading scheme by benchmark, and what is left or lacking after the year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, shown
from zzcarbon.tables import Cells, renamed, to_pandas
from zzcarbon.tables.headers import local_names
from zzcarbon.units import conversion_factor

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
    table, problems = renamed(to_pandas(installations, "installations"), local_names("allowances"), needed, "")
    if problems:
        message = "the installations lack columns"
        raise DataError(message, problems)
    cells = Cells(table.reset_index(drop=True))
    output, benchmark, emission = (cells.number(name) for name in ("output", "benchmark", "emission"))
    correction = np.nan_to_num(cells.number("correction", needed=False), nan=1.0)
    for name, values in (
        ("output", output),
        ("benchmark", benchmark),
        ("emission", emission),
        ("correction", correction),
    ):
        cells.report(values < 0, name, "a number below zero", "Give zero or more.")
    silent = cells.text("benchmark_source") == ""
    cells.report(silent, "benchmark_source", "a benchmark without source", "Name plan, year and table.")
    ratio = [
        _ratio(*pair, at, cells)
        for at, pair in enumerate(zip(cells.text("unit"), cells.text("benchmark_unit"), strict=True))
    ]
    if cells.problems:
        message = f"the installations have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    allowance = output * benchmark * np.array(ratio, float) * correction
    return cells.frame.assign(allowance=allowance, surplus=allowance - emission, allowance_unit="t CO2")


def _ratio(unit: str, benchmark_unit: str, at: int, cells: Cells) -> float:
    """Return t CO2 per unit of output that a benchmark of 1 stands for."""
    above, _, below = benchmark_unit.replace("CO2", "").partition("/")
    try:
        return conversion_factor(above.strip(), "t") * conversion_factor(unit, below.strip())
    except UnitError as error:
        remedy = "Output and benchmark are of one kind: t and t/t, MWh and t/MWh."
        cells.problems.append(Problem(cells.file, str(at), "benchmark_unit", shown(benchmark_unit), str(error), remedy))
        return float("nan")
