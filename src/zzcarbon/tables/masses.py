"""Masses in a table: a mass or a mass in a year, with or without the substance in the unit."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import UnitError, english
from zzcarbon.tables.cells import Cells
from zzcarbon.units import conversion_factor, same_dimension

__all__ = ["mass_factor", "read_masses"]


def mass_factor(unit: str, name: str = "") -> float:
    """Return the tonnes of a unit of mass, or of a mass in a year.

    Parameters
    ----------
    unit : str
        ``t``, ``kt NOx``, ``万吨/a`` ...
    name : str
        Key of the substance that may stand in it.

    Raises
    ------
    UnitError
        It is no mass, or one of another substance.

    Examples
    --------
    >>> mass_factor("万吨/a"), mass_factor("kt NOx", "NOx")
    (10000.0, 1000.0)
    """
    word = name.replace(" ", "_")
    targets = ("t", "t/a", f"t {word}", f"t {word}/a") if word else ("t", "t/a")
    for target in targets:
        if same_dimension(unit, target):
            return conversion_factor(unit, target)
    return conversion_factor(unit, f"t {word}" if word else "t")


def read_masses(
    cells: Cells,
    column: str,
    substances: NDArray[np.object_] | None = None,
    *,
    needed: bool = True,
    units: str = "unit",
    assumed: str = "",
) -> NDArray[np.float64]:
    """Return a column of masses, or of masses in a year, in tonnes.

    Parameters
    ----------
    cells : Cells
        The table; problems are added to it.
    column : str
        The numbers.
    substances : ndarray of str, shape (n,), optional
        Key of the substance of each row.
    needed : bool
        Whether a blank is a problem.
    units : str
        The column of units.
    assumed : str
        What a blank unit means; a problem if it is empty.
    """
    values, said = cells.number(column, needed=needed), cells.text(units)
    said = np.where(said == "", assumed, said)
    names = np.full(len(said), "", dtype=object) if substances is None else substances
    factors = np.full(len(said), np.nan)
    codes, pairs = pd.factorize(pd.Index(list(zip(said, names, strict=True)), dtype=object, tupleize_cols=False))
    for at, (unit, name) in enumerate(pairs):
        here = codes == at
        if unit == "":
            cells.report(here, units, "the unit is missing", "Write for example t, kg or 万吨.")
            continue
        try:
            factors[here] = mass_factor(str(unit), str(name))
        except UnitError as error:
            cells.report(here, units, english(error), "Write a mass, for example t, kg or 万吨.")
    made: np.ndarray = values * factors
    return made
