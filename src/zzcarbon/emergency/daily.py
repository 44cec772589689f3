"""Emission of a day of operation, by enterprise and process, from an inventory."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.inventory.inventory import Inventory

__all__ = ["daily_emissions"]


def daily_emissions(
    inventory: Inventory,
    *,
    days: Mapping[str, float],
    enterprise: str = "entity",
    process: str = "process",
) -> pd.DataFrame:
    r"""Return what processes emit on a day of operation.

    Parameters
    ----------
    inventory : Inventory
        Yearly emissions whose rows carry the names of enterprise and process.
    days : mapping of str to float
        Days of operation in the year by enterprise; there is no default. [d/a]
    enterprise, process : str
        Columns of the inventory that name them.

    Returns
    -------
    pandas.DataFrame
        ``enterprise process substance emission unit`` [t/d]. What was not estimated (NE) is missing from it.

    Raises
    ------
    DataError
        The inventory has no such columns, or an enterprise has no days between 0 and 366.

    Notes
    -----
    .. math:: e = E / d

    The mean day of operation; a plant that runs at another load on the day emits another mass.
    """
    frame = inventory.frame
    missing = [name for name in (enterprise, process) if name not in frame]
    if missing:
        problems = [Problem(column=name, problem="the inventory has no such column") for name in missing]
        raise DataError("daily emissions need enterprises and processes", problems)
    rows = frame[(frame["flow"] == "emission") & frame["emission"].notna()]
    rows = rows[~((rows["substance"] == "CO2") & (rows["origin"] == "biogenic"))]
    known = {str(name): float(number) for name, number in days.items()}
    problems = []
    for name in sorted({str(text) for text in rows[enterprise]}):
        if not 0 < known.get(name, np.nan) <= 366:
            what = "no days of operation above 0 and up to 366"
            problems.append(Problem("", name, "days", shown(known.get(name)), what))
    if problems:
        raise DataError("daily emissions need days of operation", problems)
    sums = rows.groupby([enterprise, process, "substance"], sort=True)["emission"].sum().reset_index()
    sums = sums.rename(columns={enterprise: "enterprise", process: "process"})
    sums["emission"] /= sums["enterprise"].astype(str).map(known)
    return sums.assign(unit="t/d")
