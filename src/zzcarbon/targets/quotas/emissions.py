"""Total emissions by substance and year, as an inventory gives them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, UnitError
from zzcarbon.tables import Cells, to_pandas
from zzcarbon.tables.headers import LocalNames, local_names, renamed
from zzcarbon.units import conversion_factor
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
    table, missing = renamed(to_pandas(emissions, "emissions"), _COLUMNS, (*_COLUMNS, *labels), "emissions")
    if missing:
        raise DataError("the emissions cannot be used", missing)
    cells = Cells(table, "emissions")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    years = cells.number("year")
    amounts = cells.number("emission", needed=False)
    units = cells.text("unit")
    factors = np.ones(len(table))
    for key, unit in dict.fromkeys(zip(keys, units, strict=True)):
        chosen = (keys == key) & (units == unit)
        try:
            factors[chosen] = _tonnes(str(key), str(unit))
        except UnitError as error:
            cells.report(chosen, "unit", str(error).rstrip("."), "An emission is a mass, for example in t.")
    if cells.problems:
        raise DataError("the emissions cannot be used", cells.problems)
    totals = pd.DataFrame({"substance": keys, "year": years.astype(int), "emission": amounts * factors})
    totals["open"] = totals["emission"].isna()
    for name in labels:
        totals[name] = cells.text(name)
    sums = totals.groupby(["substance", "year", *labels]).agg({"emission": "sum", "open": "any"}).reset_index()
    sums["emission"] = sums["emission"].mask(sums["open"])
    return sums[["substance", "year", *labels, "emission"]]


def _tonnes(key: str, unit: str) -> float:
    word = key.replace(" ", "_")
    return conversion_factor(unit, f"t {word}" if word in unit.split() else "t")
