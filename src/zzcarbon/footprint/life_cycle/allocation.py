"""Allocation of a total by a physical or economic key: always an explicit choice, shares that sum to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, require
from zzcarbon.printing import printed
from zzcarbon.quantities import Quantity
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.stated import stated_names

__all__ = ["allocate"]

_SHARES = {"share", "比例", "占比", "分摊比例"}
_SLACK = 1e-6
_NEGATIVE = "a key is not negative", "Allocate by a key that is zero or more."


def allocate(total: Quantity, rows: Any, *, key: str | Sequence[str] = "mass") -> pd.DataFrame:
    """Split a total among products, shipments or tenants by a key.

    Parameters
    ----------
    total : Quantity
        What is split, for example ``zc.quantity("31.5 kg CO2")``.
    rows : data frame, shape (n, ...)
        One row per receiver, with a column of each key; its unit stands in ``<key>_unit``, which may be left out where
        all rows are in one unit.
    key : str or sequence of str
        Columns to split by, for example ``"mass"``, ``"energy"``, ``"value"``, ``"transport_work"``; several are put
        side by side. The shares of a key ``"share"`` are taken as they are, and sum to one.

    Returns
    -------
    pandas.DataFrame
        The rows with ``share_<key>`` [1] and ``emission_<key>`` in ``unit``; the shares of a key sum to one.

    Raises
    ------
    DataError
        A key is missing, negative, of mixed dimension, or sums to zero; shares do not sum to one; all problems at
        once.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> rows = {"shipment": ["1", "2", "3"], "work": [240, 150, 250], "work_unit": "t km"}
    >>> found = allocate(zc.quantity("31.5 kg CO2"), rows, key="work")
    >>> found["emission_work"].tolist()
    [11.8125, 7.3828125, 12.3046875]
    """
    require(total, Quantity, 'zc.quantity("10 t CO2")')
    keys = list(stated_names(key, "key"))
    cells = open_cells(rows, "allocation", keys, what="rows to allocate to", refusal="the total cannot be allocated")
    made = cells.frame.copy()
    for name in keys:
        amounts = _amounts(name, cells)
        if not cells.problems:
            share = amounts / amounts.sum()
            made[f"share_{name}"] = share
            made[f"emission_{name}"] = share * float(total.magnitude)
    if cells.problems:
        message = "the total cannot be allocated"
        raise DataError(message, cells.problems)
    return made.assign(unit=printed(total._units))


def _amounts(name: str, cells: Cells) -> np.ndarray:
    own = f"{name}_unit"
    if name in _SHARES:
        return _stated_shares(name, cells)
    units = cells.text(own)
    first = next((str(unit) for unit in units if unit), "")
    if not first:
        values = cells.number(name)
        cells.report(values < 0, name, *_NEGATIVE)
    else:
        cells.report(units == "", own, "the unit is missing", f"Write a unit such as {first}.")
        values = cells.in_unit(name, first)
        cells.report(values < 0, name, *_NEGATIVE)
    if not cells.problems and not values.sum() > 0:
        cells.problems.append(Problem("", "", name, "0", "the key sums to zero", "Choose a key that is above zero."))
    return values


def _stated_shares(name: str, cells: Cells) -> np.ndarray:
    """Return shares that the rows state; they sum to one, and are not made to."""
    shares = cells.share(name)
    whole = float(shares.sum())
    if not cells.problems and abs(whole - 1) > _SLACK:
        remedy = "Correct the shares, or give the key that they come from."
        problem = f"the shares sum to {whole:g}, not to 1"
        cells.problems.append(Problem("", "", name, f"{whole:g}", problem, remedy))
    return shares
