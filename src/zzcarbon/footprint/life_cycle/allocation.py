"""Allocation of a total by a physical or economic key: always an explicit choice, shares that sum to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, shown
from zzcarbon.printing import printed
from zzcarbon.quantities import Quantity
from zzcarbon.tables import Cells, to_pandas
from zzcarbon.units import conversion_factor

__all__ = ["allocate"]


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
        side by side.

    Returns
    -------
    pandas.DataFrame
        The rows with ``share_<key>`` [1] and ``emission_<key>`` in ``unit``; the shares of a key sum to one.

    Raises
    ------
    DataError
        A key is missing, negative, of mixed dimension, or sums to zero; all problems at once.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> rows = {"shipment": ["1", "2", "3"], "work": [240, 150, 250], "work_unit": "t km"}
    >>> found = allocate(zc.quantity("31.5 kg CO2"), rows, key="work")
    >>> found["emission_work"].tolist()
    [11.8125, 7.3828125, 12.3046875]
    """
    frame = to_pandas(rows, "rows to allocate to").reset_index(drop=True)
    keys = [key] if isinstance(key, str) else list(key)
    cells = Cells(frame)
    made = frame.copy()
    for name in keys:
        amounts = _amounts(frame, name, cells)
        if not cells.problems:
            share = amounts / amounts.sum()
            made[f"share_{name}"] = share
            made[f"emission_{name}"] = share * float(total.magnitude)
    if cells.problems:
        message = "the total cannot be allocated"
        raise DataError(message, cells.problems)
    return made.assign(unit=printed(total._units))


def _amounts(frame: pd.DataFrame, name: str, cells: Cells) -> np.ndarray:
    if name not in frame:
        cells.problems.append(Problem("", "", name, "", "the key is missing", f"Columns: {', '.join(frame.columns)}."))
        return np.zeros(0)
    values = cells.number(name).copy()
    cells.report(values < 0, name, "a key is not negative", "Allocate by a key that is zero or more.")
    units = frame.get(f"{name}_unit")
    if units is not None:
        first = str(units.iloc[0])
        for position, unit in enumerate(units):
            try:
                values[position] *= conversion_factor(str(unit), first)
            except UnitError as error:
                problem = Problem("", str(position), f"{name}_unit", shown(unit), str(error), f"Give it in {first}.")
                cells.problems.append(problem)
    if not cells.problems and not values.sum() > 0:
        cells.problems.append(Problem("", "", name, "0", "the key sums to zero", "Choose a key that is above zero."))
    return values
