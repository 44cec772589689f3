"""Carbon in mineral soils: the stock under a use and management, and what a change of them takes up or gives off."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables import Cells

__all__ = ["soil_carbon_change", "soil_carbon_rows", "soil_carbon_stock"]

_COLUMNS = ("area", "reference_stock", "land_use_factor", "management_factor", "input_factor")


def soil_carbon_stock(
    *, area: Any, reference_stock: Any, land_use_factor: Any, management_factor: Any, input_factor: Any
) -> Any:
    r"""Carbon in the mineral soil of areas under one use, management and input.

    Parameters
    ----------
    area : float or array, shape (n,)
        Area [ha].
    reference_stock : float or array, shape (n,)
        Carbon under native vegetation, SOC_ref [t/ha].
    land_use_factor, management_factor, input_factor : float or array, shape (n,)
        Stock change factors F_LU, F_MG, F_I [1].

    Returns
    -------
    float or array, shape (n,)
        Carbon [t].

    Notes
    -----
    .. math:: SOC = SOC_{ref} \cdot F_{LU} \cdot F_{MG} \cdot F_I \cdot A

    Source: ipcc-2006-v4, Ch 2 Eq. 2.25.

    Examples
    --------
    >>> round(soil_carbon_stock(area=1.0, reference_stock=88.0, land_use_factor=0.69, management_factor=1.0,
    ...     input_factor=0.92), 4)
    55.8624
    """
    return area * reference_stock * land_use_factor * management_factor * input_factor


def soil_carbon_change(before: pd.DataFrame, after: pd.DataFrame, *, period: float = 20.0) -> float:
    r"""Yearly change of the carbon in mineral soils.

    Parameters
    ----------
    before, after : pandas.DataFrame, shape (n, 5) and (m, 5)
        The same land at the beginning and at the end, a row for each use: ``area`` [ha],
        ``reference_stock`` [t/ha], ``land_use_factor``, ``management_factor``, ``input_factor`` [1].
    period : float
        Years from one equilibrium to the next, 20 in the guidelines [a].

    Returns
    -------
    float
        Carbon gained in a year; below zero where it is lost [t/a].

    Raises
    ------
    DataError
        Columns are missing, numbers are blank or below zero, the areas differ, or the period is not above zero.

    Notes
    -----
    .. math:: \Delta C = (SOC_t - SOC_0) / D

    Source: ipcc-2006-v4, Ch 2 Eq. 2.25, example in Ch 5 p 5.22.

    Examples
    --------
    >>> land = dict(reference_stock=88.0, land_use_factor=0.69, management_factor=1.0)
    >>> low = pd.DataFrame([dict(area=1000.0, input_factor=0.92, **land)])
    >>> medium = low.assign(input_factor=1.0)
    >>> round(soil_carbon_change(low, medium), 2)
    242.88
    """
    problems = [*_problems(before, "before"), *_problems(after, "after")]
    if not period > 0:
        problems.append(Problem("", "", "period", shown(period), "not above zero", "The guidelines take 20 years."))
    if not problems and not np.isclose(before["area"].sum(), after["area"].sum(), rtol=1e-9):
        areas = f"{before['area'].sum():g} and {after['area'].sum():g} ha"
        problems.append(Problem("", "", "area", areas, "the areas differ", "Give the same land twice."))
    if problems:
        message = f"the soil carbon cannot be compared: {len(problems)} problems"
        raise DataError(message, problems)
    return (_stock(after) - _stock(before)) / period


def soil_carbon_rows(before: pd.DataFrame, after: pd.DataFrame, *, period: float = 20.0, **labels: Any) -> pd.DataFrame:
    """Return the yearly change of soil carbon as an activity row of `estimate`.

    Parameters
    ----------
    before, after, period
        As in `soil_carbon_change`.
    **labels
        Further columns of the row: ``id``, ``year``, ``region`` ...

    Returns
    -------
    pandas.DataFrame, shape (1, ...)
        Method ``reported agricultural emission``: CO2 as a removal where carbon is gained, else as an emission
        of land.

    Examples
    --------
    >>> low = pd.DataFrame([dict(area=10.0, reference_stock=88.0, land_use_factor=0.69, management_factor=1.0,
    ...     input_factor=0.92)])
    >>> soil_carbon_rows(low, low.assign(input_factor=1.0), year=2023)[["amount", "flow"]].round(3).values.tolist()
    [[8.906, 'removal']]
    """
    change = soil_carbon_change(before, after, period=period)
    row = {
        "method": "reported agricultural emission",
        "substance": "CO2",
        "amount": abs(change) * 44 / 12,
        "unit": "t",
        "flow": "removal" if change > 0 else "emission",
        "origin": "land",
    }
    return pd.DataFrame([{**row, **labels}])


def _stock(land: pd.DataFrame) -> float:
    stocks: npt.NDArray[np.float64] = soil_carbon_stock(**{name: land[name].to_numpy(np.float64) for name in _COLUMNS})
    return float(stocks.sum())


def _problems(land: pd.DataFrame, name: str) -> list[Problem]:
    missing = [column for column in _COLUMNS if column not in land]
    found = [Problem(name, "", column, "", "the column is missing", f"Give {column}.") for column in missing]
    cells = Cells(land, name)
    for column in (c for c in _COLUMNS if c not in missing):
        values = pd.to_numeric(land[column], errors="coerce").to_numpy(np.float64)
        cells.report(~(values >= 0) | np.isinf(values), column, "not a number of zero or more", "Give a number.")
    return [*found, *cells.problems]
