"""Dual control: total and intensity of carbon or energy year by year, the budget left, a verdict, a path."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.analysis.paths import PathForm, path
from zzcarbon.errors import DataError, TargetError, shown
from zzcarbon.tables import open_cells
from zzcarbon.tables.stated import is_number
from zzcarbon.targets.quotas.budget import budget_balance
from zzcarbon.targets.quotas.emissions import yearly_totals
from zzcarbon.vocabulary.substances import substance

__all__ = ["dual_control", "energy_control"]

_CLOSE, _LEAST, _WHOLE = 1e-9, 5e-324, 100.0


def dual_control(
    emissions: Any,
    *,
    gdp: pd.Series,
    population: pd.Series | None = None,
    budget: pd.Series | None = None,
    gas: str = "CO2",
    base_year: int | None = None,
    total_limit: float | None = None,
    intensity_fall: float | None = None,
    path_to: tuple[int, float] | None = None,
    form: PathForm = "linear",
) -> pd.DataFrame:
    r"""Return total and intensity of emissions by year, the budget left, the verdict of both, and a path.

    Parameters
    ----------
    emissions : data frame
        ``year substance emission unit``, for example from ``Inventory.by("year")``.
    gdp : pandas.Series
        Product in constant prices by year. [currency]
    population : pandas.Series, optional
        Population by year. [person]
    budget : pandas.Series, optional
        Allocation by year; what is left is carried over. Years before the first one have no budget. [t]
    gas : str
        Substance of the emissions: a gas, or CO2e of a set.
    base_year : int, optional
        Year from which the intensity falls; the first year if left out.
    total_limit : float, optional
        Most that a year may emit. [t]
    intensity_fall : float, optional
        Fall of the intensity on the base year that is due in the last year. [%]
    path_to : tuple of (int, float), optional
        Year and emission [t] of a goal: the path runs from the first year to it.
    form : {"linear", "compound", "S"}
        Form of the path.

    Returns
    -------
    pandas.DataFrame
        By year: ``emission`` [t], ``gdp`` [currency], ``intensity`` [t/currency], ``per_person`` [t],
        ``yearly_fall`` and ``cumulative_fall`` of the intensity [%], ``budget_left`` [t], ``total_verdict``,
        ``intensity_verdict`` and ``budget_verdict`` (met, not met, undetermined, or empty where nothing is asked),
        ``path`` [t] and ``above_path`` [t].

    Raises
    ------
    DataError
        A cell is wrong, a product or population is not above zero, a budget or limit below zero, or a fall is
        not below 100 %.
    TargetError
        There are no emissions of the gas, the base year has no intensity, or a year after the first allocation
        has none.

    Notes
    -----
    .. math:: I_t = E_t / G_t, \qquad D_t = 1 - \prod_{y \le t} (1 - d_y), \quad d_y = 1 - I_y / I_{y-1}

    Source: benshang-vae (yearly fall), qh-stats-2009 (falls multiply), eu-esd (budget carried over). A year
    that emissions or product lack has no intensity and is undetermined, never zero.

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2020, 2025], "substance": "CO2", "emission": [100.0, 90.0], "unit": "t"})
    >>> made = dual_control(table, gdp=pd.Series({2020: 50.0, 2025: 60.0}), intensity_fall=18.0)
    >>> made[["intensity", "cumulative_fall", "intensity_verdict"]].values.tolist()[-1]
    [1.5, 25.0, 'met']
    """
    key = substance(gas).key
    totals = yearly_totals(emissions)
    mine = totals[totals["substance"] == key]
    if mine.empty:
        have = ", ".join(sorted(set(totals["substance"].astype(str)))) or "none"
        raise TargetError(f"there are no emissions of {key}: the table has {have}")
    series = mine.set_index("year")["emission"].astype(float)
    return _controlled(
        series, gdp, population, budget, base_year, total_limit, intensity_fall, path_to, form, "emission"
    )


def energy_control(
    energy: Any,
    *,
    gdp: pd.Series,
    budget: pd.Series | None = None,
    base_year: int | None = None,
    total_limit: float | None = None,
    intensity_fall: float | None = None,
) -> pd.DataFrame:
    """Return the same account for energy, or for coal: total and intensity, what is left, the verdicts.

    Parameters
    ----------
    energy : data frame
        ``year energy unit``, in a unit of energy (tce, 万吨标准煤, GJ).
    gdp : pandas.Series
        Product in constant prices by year. [currency]
    budget : pandas.Series, optional
        Allocation by year (用能预算). [tce]
    base_year, total_limit, intensity_fall
        As for `dual_control`, in tce.

    Returns
    -------
    pandas.DataFrame
        As `dual_control`, with ``energy`` [tce] instead of ``emission``.

    Raises
    ------
    DataError
        A cell is wrong; a unit is no energy.

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2020, 2021], "energy": [1.0, 1.05], "unit": "万吨标准煤"})
    >>> made = energy_control(table, gdp=pd.Series({2020: 100.0, 2021: 110.0}), total_limit=10_400.0)
    >>> made[["yearly_fall", "total_verdict"]].round(4).values.tolist()[-1]
    [4.5455, 'not met']
    """
    cells = open_cells(energy, "energy", ("year", "energy"), refusal="the energy cannot be used")
    years = cells.year()
    amounts = cells.in_unit("energy", "tce", unit_column="unit")
    cells.report(amounts < 0, "energy", "a use below zero")
    cells.report(pd.Series(years).duplicated().to_numpy(), "year", "the year stands twice")
    if cells.problems:
        raise DataError("the energy cannot be used", cells.problems)
    series = pd.Series(amounts, index=pd.Index(years, name="year")).sort_index()
    return _controlled(series, gdp, None, budget, base_year, total_limit, intensity_fall, None, "linear", "energy")


def _controlled(
    series: pd.Series,
    gdp: pd.Series,
    population: pd.Series | None,
    budget: pd.Series | None,
    base_year: int | None,
    total_limit: float | None,
    intensity_fall: float | None,
    path_to: tuple[int, float] | None,
    form: PathForm,
    name: str,
) -> pd.DataFrame:
    for what, given in (("gdp", gdp), ("population", population), ("budget", budget)):
        _check_years(what, given)
    _check_figures(total_limit, intensity_fall)
    table = pd.DataFrame({name: series}).sort_index()
    table["gdp"] = gdp.reindex(table.index).astype(float)
    table["intensity"] = table[name] / table["gdp"]
    table["per_person"] = np.nan if population is None else table[name] / population.reindex(table.index).astype(float)
    base = int(table.index[0]) if base_year is None else base_year
    if base not in table.index or not math.isfinite(_in_year(table["intensity"], base)):
        raise TargetError(f"the base year {base} has no intensity: give its {name} and its gdp")
    table["yearly_fall"] = 100.0 * (1.0 - table["intensity"] / table["intensity"].shift(1))
    table["cumulative_fall"] = 100.0 * (1.0 - table["intensity"] / _in_year(table["intensity"], base))
    table.loc[table.index < base, "cumulative_fall"] = np.nan
    balance = None
    if budget is not None:
        known = table[name].dropna()
        balance = budget_balance(budget.astype(float), known[known.index >= budget.index.min()])
    table["budget_left"] = np.nan if balance is None else balance["balance"].reindex(table.index)
    table["total_verdict"] = _verdicts(table[name], total_limit, below=True)
    last = table.index == table.index[-1]
    falls = _verdicts(table["cumulative_fall"], intensity_fall, below=False)
    table["intensity_verdict"] = np.where(last, falls, "")
    table["budget_verdict"] = "" if balance is None else _kept(balance["kept"].reindex(table.index))
    table["path"] = np.nan
    if path_to is not None:
        way = path(form, start_year=base, start=_in_year(table[name], base), end_year=path_to[0], end=path_to[1])
        table["path"] = way.reindex(table.index)
    table["above_path"] = table[name] - table["path"]
    return table


def _check_years(what: str, given: object) -> None:
    """Refuse what is no number by year: a product or a population above zero, an allocation from zero."""
    if given is None:
        return
    if not isinstance(given, pd.Series) or given.empty:
        raise DataError(f"the {what} is a pandas.Series of numbers by year")
    numbers = pd.to_numeric(given, errors="coerce")
    from_zero = what == "budget"
    bad = ", ".join(map(str, given.index[~numbers.between(0.0 if from_zero else _LEAST, math.inf, inclusive="left")]))
    if bad:
        raise DataError(f"the {what} of {bad} is below zero" if from_zero else f"the {what} of {bad} is not above zero")


def _check_figures(total_limit: float | None, intensity_fall: float | None) -> None:
    if total_limit is not None and not (is_number(total_limit) and total_limit >= 0):
        raise DataError(f"a limit is a number of at least 0, not {shown(total_limit)}")
    if intensity_fall is not None and not (is_number(intensity_fall) and intensity_fall < _WHOLE):
        raise DataError(f"a fall is a number of % below 100, not {shown(intensity_fall)}")


def _verdicts(values: pd.Series, limit: float | None, *, below: bool) -> np.ndarray:
    if limit is None:
        return np.full(len(values), "", dtype=object)
    slack = _CLOSE * max(abs(limit), 1.0)
    met = values <= limit + slack if below else values >= limit - slack
    return np.where(values.isna(), "undetermined", np.where(met, "met", "not met"))


def _kept(kept: pd.Series) -> list[str]:
    return ["undetermined" if pd.isna(value) else "met" if value else "not met" for value in kept]


def _in_year(series: pd.Series[float], year: int) -> float:
    return float(series.to_numpy(float)[series.index == year][0])
