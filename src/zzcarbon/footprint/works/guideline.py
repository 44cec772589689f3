"""What the guidelines say of measured, default and missing figures: the rows of an account that do not keep to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, shown
from zzcarbon.footprint.works.catalogue import Sector

__all__ = ["AUXILIARY_ELECTRICITY", "departures"]

AUXILIARY_ELECTRICITY = 2026
"""First year in which purchased electricity of the power sector is auxiliary only (CETS-AG-01.01-V04-2026)."""

_STEEL = "CETS-AG-03.01-V01-2024"
_BOOKED = "Say in filled how it was filled, conservatively, and where the data quality control plan says so."
_TAKEN_OFF = ("carbon in products", "recovered CO2")


def departures(sector: Sector, rows: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Problem]:
    """Find what departs from the guidelines.

    Parameters
    ----------
    sector : Sector
    rows : pandas.DataFrame
        Activity rows, see `read_streams`.
    figures : pandas.DataFrame
        See `figure_table`.

    Notes
    -----
    Missing data are filled conservatively and by the data quality control plan (CETS-AG-03.01-V01-2024, 9.1; grade A).
    Steel: carbon content and oxidation are those of the table, the calorific value of coke too; that of another solid
    fuel is measured or default for a whole year (6.2.2.2, 6.2.3; grade A). Power from 2026: the oxidation factor is
    that of the national database (grade B).
    """
    yield from _missing(rows)
    if sector.key == "steel":
        yield from _table_only(figures)
        yield from _mixed(rows)
    if sector.key == "power":
        yield from _oxidation(rows, figures)


def _missing(rows: pd.DataFrame) -> Iterator[Problem]:
    amount = pd.to_numeric(rows["amount"], errors="coerce").to_numpy(float)
    filled = (rows["filled"] != "").to_numpy()
    off = rows["part"].isin(_TAKEN_OFF).to_numpy()
    notation = rows["notation"].fillna("").astype(str).to_numpy() if "notation" in rows else np.full(len(rows), "")
    for at, name in enumerate(rows["id"]):
        if np.isnan(amount[at]) and notation[at] in {"", "NE"}:
            yield Problem("", name, "amount", "", "the data are missing: the total is not known", _BOOKED)
        elif filled[at] and not off[at] and amount[at] == 0:
            yield Problem("", name, "filled", "0", "missing data filled by zero: not conservative", _BOOKED)
        elif filled[at] and off[at] and amount[at] > 0:
            problem = "a deduction that rests on filled data: conservative is to deduct what was measured"
            yield Problem("", name, "filled", shown(amount[at]), problem, _BOOKED)


def _table_only(figures: pd.DataFrame) -> Iterator[Problem]:
    burnt = figures[(figures["basis"] == "measured") & figures["stream"].isin(["fuel combustion", "fuel sold"])]
    for line in burnt[burnt["figure"].isin(["carbon_content", "oxidation_factor"])].itertuples():
        problem = f"measured, where {_STEEL} takes its table"
        yield Problem("", str(line.id), str(line.figure), shown(line.value), problem, "Leave the cell empty.")


def _mixed(rows: pd.DataFrame) -> Iterator[Problem]:
    if "ncv" not in rows or "fuel" not in rows:
        return
    measured = rows["ncv"].notna() & (rows["ncv"].astype(str).str.strip() != "")
    fuels = rows[rows["fuel"].notna() & (rows["part"] == "fuel combustion")]
    coke = fuels[measured.loc[fuels.index] & fuels["fuel"].isin(["coke", "焦炭"])]
    for name in coke["id"]:
        problem = f"measured, where {_STEEL} takes its table"
        yield Problem("", name, "ncv", "coke", problem, "Leave the cell empty.")
    keys = [name for name in ("entity", "of_year", "fuel") if name in fuels]
    for _, group in fuels.groupby(keys, dropna=False, sort=True):
        of_group = measured.loc[group.index]
        if of_group.any() and not of_group.all():
            lacking = group["id"][~of_group].iloc[0]
            problem = "measured in some rows of the year and default in others"
            remedy = "Choose one for the year; what was measured once stays measured."
            yield Problem("", lacking, "ncv", shown(group["fuel"].iloc[0]), problem, remedy)


def _oxidation(rows: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Problem]:
    late = rows["id"][rows["of_year"] >= AUXILIARY_ELECTRICITY]
    default = figures[(figures["basis"] == "default") & (figures["figure"] == "oxidation_factor")]
    for line in default[default["id"].isin(late)].drop_duplicates("id").itertuples():
        problem = "from 2026 on the oxidation factor is that of the national database, which is not packaged"
        yield Problem("", str(line.id), "oxidation_factor", shown(line.value), problem, "Give oxidation_factor.")
