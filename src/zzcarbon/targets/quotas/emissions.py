"""Total emissions by substance and year, as an inventory gives them."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.tables import open_cells
from zzcarbon.tables.headers import LocalNames, local_names
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.opening import report_totals
from zzcarbon.vocabulary.substances import substance

__all__ = ["yearly_totals"]

_COLUMNS: LocalNames = local_names("emissions")


def yearly_totals(emissions: pd.DataFrame, *labels: str) -> pd.DataFrame:
    """Return the total of each substance and year, and of each label if some are named.

    Parameters
    ----------
    emissions : pandas.DataFrame
        Columns ``year substance emission unit``, for example from ``Inventory.by("year")``; further labels
        are summed over.
    *labels : str
        Columns to keep apart, such as ``sector``.

    Returns
    -------
    pandas.DataFrame
        ``substance year``, the labels and ``emission`` [t], sorted; empty where a part of the total is missing.

    Raises
    ------
    DataError
        A column is missing or a cell is wrong; every problem.
    """
    cells = open_cells(emissions, "emissions", (*_COLUMNS, *labels), refusal="the emissions cannot be used")
    report_totals(cells, "substance", *labels)
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    cells.report(cells.text("substance") == "", "substance", "the substance is missing", "Name it.")
    years, amounts = cells.year(), read_masses(cells, "emission", keys, needed=False)
    if cells.problems:
        raise DataError("the emissions cannot be used", cells.problems)
    totals = pd.DataFrame({"substance": keys, "year": years, "emission": amounts})
    totals["open"] = totals["emission"].isna()
    for name in labels:
        totals[name] = cells.text(name)
    sums = totals.groupby(["substance", "year", *labels]).agg({"emission": "sum", "open": "any"}).reset_index()
    sums["emission"] = sums["emission"].mask(sums["open"])
    return sums[["substance", "year", *labels, "emission"]]
