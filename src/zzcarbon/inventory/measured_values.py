"""Measured values of rows beside what the database knows of the same figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from zzcarbon.analysis.year_checks import check_implied_factors
from zzcarbon.errors import UnitError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.factors.table import factors
from zzcarbon.inventory.aggregate import labelled_cube
from zzcarbon.uncertainty.default_widths import fuel_figure
from zzcarbon.units import conversion_factor

__all__ = ["check_measured_values"]


def check_measured_values(rows: Rows, table: CoefficientTable, labels: Sequence[str]) -> pd.DataFrame:
    """Find mean measured values outside of the bounds that are known for the figure.

    Parameters
    ----------
    rows : Rows
        The activity rows.
    table : CoefficientTable
        What they are multiplied by.
    labels : sequence of str
        What is looked at one by one.

    Returns
    -------
    pandas.DataFrame
        The labels, ``fuel``, ``figure``, ``implied lower upper`` [coherent unit of the figure], ``verdict remedy``.

    Notes
    -----
    The mean, weighted with the amounts, of a column that multiplies alone: sum of amount x column over sum of
    amount. Bounds: those of the figure for the same fuel in this inventory; else those of the IPCC for the fuel; else
    the widest that the packaged database holds of it for anything, which finds a wrong unit and nothing finer.
    """
    figures = table.sources[(table.sources["kind"] == "figure")]
    measured = figures[figures["column"] != ""].drop_duplicates(["id", "column"])
    alone = {at: term.columns[0] for at, term in enumerate(table.terms) if len(term.columns) == 1 and not term.removed}
    key_labels = ["fuel"] if "fuel" in table.keys and "fuel" not in labels else []
    cube = labelled_cube(rows, table, [*labels, *key_labels])
    cells, lines = table.lines_of(cube.key)
    facts = table.lines.iloc[lines].reset_index(drop=True).assign(cell=cells)
    facts = facts[facts["term"].isin(list(alone)) & (facts["id"] != "")]
    if facts.empty:
        return pd.DataFrame(columns=[*labels, *key_labels, "figure", "lower", "upper", "implied", "verdict", "remedy"])
    facts = facts.assign(column=facts["term"].map(alone)).merge(measured, on=["id", "column"], suffixes=("", "_figure"))
    facts = facts.drop_duplicates(["cell", "column"])
    names = cube.labels.iloc[cube.group[facts["cell"]]].reset_index(drop=True).astype(object)
    fuels = (
        table.keys["fuel"].to_numpy(object)[facts["key"]] if "fuel" in table.keys else np.full(len(facts), "", object)
    )
    frame = names.assign(
        figure=facts["name"].to_numpy(object),
        activity=cube.sums[facts["cell"], 0],
        emission=cube.sums[facts["cell"], facts["term"]] * facts["factor"].to_numpy(float),
    )
    bounds = [
        _bounds(table, str(name), fuel, str(unit))
        for name, fuel, unit in zip(facts["name"], fuels, facts["coherent"], strict=True)
    ]
    frame[["lower", "upper"]] = np.array(bounds, float).reshape(len(facts), 2)
    found = check_implied_factors(frame[frame["activity"] > 0].reset_index(drop=True))
    remedy = "Check the measured value and its unit: it lies outside of what is known of the figure."
    return found.assign(verdict=found["verdict"].str.replace("implied factor", "measured value"), remedy=remedy).drop(
        columns=["emission", "activity"]
    )


def _bounds(table: CoefficientTable, name: str, fuel: object, unit: str) -> tuple[float, float]:
    """Return bounds of a figure for a fuel in this inventory, or of the whole database."""
    figures = table.sources[(table.sources["kind"] == "figure") & (table.sources["name"] == name)]
    figures = figures[(figures["column"] == "") & (figures["coherent"] == unit)]
    fuels = (
        table.lines.assign(fuel=table.keys["fuel"].to_numpy(object)[table.lines["key"]])
        if "fuel" in table.keys
        else table.lines.assign(fuel="")
    )
    mine = figures[figures["id"].isin(fuels.loc[fuels["fuel"] == fuel, "id"])]
    leaves = table.leaves.drop_duplicates("leaf").set_index("leaf")
    known = (
        mine.drop_duplicates("row")
        .set_index("row")
        .join(leaves[["lower", "upper"]], how="inner")
        .dropna(subset=["lower", "upper"])
    )
    if len(known):
        return float((known["lower"] * known["factor"]).min()), float((known["upper"] * known["factor"]).max())
    return _of_ipcc(str(fuel or ""), name, unit) or _packaged(name, unit)


@cache
def _of_ipcc(fuel: str, name: str, unit: str) -> tuple[float, float] | None:
    """Return the bounds of the IPCC for a figure of a fuel; None where it states none."""
    row = fuel_figure(fuel, name)
    if row is None:
        return None
    factor = conversion_factor(str(row["unit"]), unit)
    return float(row["lower"]) * factor, float(row["upper"]) * factor


@cache
def _packaged(name: str, unit: str) -> tuple[float, float]:
    """Return the lowest and highest figure of the packaged database, whatever it is for; NaN where it holds none."""
    rows = factors("C").parameters
    rows = rows[rows["parameter"] == name]
    low, high = np.inf, -np.inf
    for text, part in rows.groupby("unit"):
        try:
            factor = conversion_factor(str(text), unit)
        except UnitError:
            continue
        values = part[["value", "lower", "upper"]].to_numpy(float) * factor
        low, high = min(low, float(np.nanmin(values))), max(high, float(np.nanmax(values)))
    return (low, high) if high >= low else (np.nan, np.nan)
