"""Projects of sinks: what is more than the baseline, less leakage, with a buffer against its loss."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, shown
from zzcarbon.tables import open_cells
from zzcarbon.tables.stated import is_number

__all__ = ["sink_project"]

_NEEDED = ("project", "year", "removal", "baseline", "leakage")


def sink_project(frame: object, *, buffer: float) -> pd.DataFrame:
    r"""Return what a project of a forest or another sink may claim, year by year.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        ``project year removal baseline leakage unit``: CO2 that is taken up in the year with and without the project,
        and what it moves elsewhere; a loss (fire, felling) is a removal below zero.
    buffer : float
        Share of each year's claim that is kept back against losses; the scheme's, no default. [1]

    Returns
    -------
    pandas.DataFrame
        ``project year removal baseline leakage net buffered claim pool lost unit`` [t CO2]: ``net`` is what is more
        than the baseline, ``claim`` what may be claimed, ``pool`` the buffer at the end of the year, and ``lost`` a
        loss that the pool does not cover: it cancels earlier claims.

    Raises
    ------
    DataError
        A figure is missing, leakage is negative, a year stands twice, or the buffer is no share: every problem.

    Notes
    -----
    .. math:: N_t = R_t - B_t - L_t, \quad claim_t = (1 - b) \max(N_t, 0)

    A net below zero is first taken out of the pool. An identity; methodologies of a scheme set baseline and buffer. The
    plan asks for forest carbon projects (bz-draft-2025, chapter 7) and names no rate.

    Examples
    --------
    >>> rows = pd.DataFrame({"project": "forest", "year": [2024, 2025, 2026], "removal": [110.0, 110.0, -30.0],
    ...     "baseline": 10.0, "leakage": 0.0, "unit": "t"})
    >>> sink_project(rows, buffer=0.1)[["claim", "pool", "lost"]].values.tolist()
    [[90.0, 10.0, 0.0], [90.0, 20.0, 0.0], [0.0, 0.0, 20.0]]
    """
    if not (is_number(buffer) and 0 <= buffer < 1):
        raise DataError(f"a buffer is a share from 0 to below 1, not {shown(buffer)}")
    cells = open_cells(frame, "sink projects", _NEEDED, refusal="the project cannot be accounted")
    names, years = cells.text("project"), cells.year("year")
    cells.report(names == "", "project", "the project is missing")
    removal, baseline = (cells.in_unit(name, "t", unit_column="unit") for name in ("removal", "baseline"))
    leakage = cells.in_unit("leakage", "t", low=0.0, unit_column="unit")
    rows = pd.DataFrame({"project": names, "year": years, "removal": removal, "baseline": baseline, "leakage": leakage})
    cells.report(rows.duplicated(["project", "year"]).to_numpy(), "year", "the year stands twice", "Sum its parts.")
    if cells.problems:
        raise DataError("the project cannot be accounted", cells.problems)
    rows = rows.sort_values(["project", "year"], kind="stable", ignore_index=True)
    rows["net"] = rows["removal"] - rows["baseline"] - rows["leakage"]
    rows["buffered"] = buffer * rows["net"].clip(lower=0.0)
    rows["claim"] = rows["net"].clip(lower=0.0) - rows["buffered"]
    pools, lost = np.zeros(len(rows)), np.zeros(len(rows))
    for places in rows.groupby("project", sort=False).indices.values():
        pool = 0.0
        for at in places:
            pool += float(rows["buffered"].iloc[at]) + min(float(rows["net"].iloc[at]), 0.0)
            lost[at], pool = max(-pool, 0.0), max(pool, 0.0)
            pools[at] = pool
    return rows.assign(pool=pools, lost=lost, unit="t")
