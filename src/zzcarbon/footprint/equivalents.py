"""Units of CO2e in tables of footprints: the gas may stand in the unit, the set is that of the account."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import UnitError, english
from zzcarbon.tables import Cells
from zzcarbon.units import conversion_factor

__all__ = ["co2e_per_unit", "read_co2e", "without_gas"]


def read_co2e(cells: Cells, column: str, unit: str, units: str = "", *, needed: bool = True) -> NDArray[np.float64]:
    """Return a column of CO2e, or of CO2e per something, of zero or more; the gas may stand in its unit.

    Parameters
    ----------
    cells : Cells
        The table.
    column : str
        The numbers.
    unit : str
        Unit of the result, without the gas: ``t``, ``t/MWh``.
    units : str
        Column of units of the table, if it has one: a blank there is a problem. Without it ``<column>_unit`` is read,
        where a blank means `unit`.
    needed : bool
        Whether a blank number is a problem.

    Examples
    --------
    >>> import pandas as pd
    >>> read_co2e(Cells(pd.DataFrame({"rate": [0.5], "rate_unit": ["kg CO2e/kWh"]})), "rate", "t/MWh").tolist()
    [0.5]
    """
    shared = units if units in cells.frame else ""
    for name in {shared, f"{column}_unit"} & set(cells.frame):
        cells.frame[name] = np.array([without_gas(text) for text in cells.text(name)], dtype=object)
    return cells.in_unit(column, unit, needed=needed, low=0.0, unit_column=shared)


def co2e_per_unit(cells: Cells, column: str, mass: str) -> NDArray[np.float64]:
    """Return a column of CO2e for each unit of what stands in column ``unit``, zero or more.

    Parameters
    ----------
    cells : Cells
        The table.
    column : str
        The numbers; ``<column>_unit`` says mass and what it is for, such as kg/kWh; blank: `mass` and the row's unit.
    mass : str
        Mass of the result.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"unit": ["MWh"], "benchmark": [0.8], "benchmark_unit": ["kg CO2/kWh"]})
    >>> co2e_per_unit(Cells(rows), "benchmark", "t").tolist()
    [0.8]
    """
    values, units, said = cells.number(column), cells.text("unit"), cells.text(f"{column}_unit")
    cells.report(values < 0, column, "a number below zero", "Give zero or more.")
    factors = np.ones(len(cells))
    for unit, of in dict.fromkeys(zip(units.tolist(), said.tolist(), strict=True)):
        above, _, below = without_gas(of).partition("/")
        if not unit or not of:
            continue
        here = (units == unit) & (said == of)
        try:
            per = 1.0 if below.strip("() ") == unit else conversion_factor(unit, below.strip("() "))
            factors[here] = conversion_factor(above.strip(), mass) * per
        except UnitError as error:
            remedy = "Both are of one kind: t and t/t, MWh and t/MWh."
            cells.report(here, f"{column}_unit", english(error), remedy)
    return values * factors


def without_gas(unit: object) -> str:
    """Return a unit without CO2 or CO2e.

    Examples
    --------
    >>> without_gas("kg CO2e/kWh"), without_gas("tCO2"), without_gas("t/MWh")
    ('kg/kWh', 't', 't/MWh')
    """
    return str(unit).replace("CO2e", "").replace("CO2", "").replace(" /", "/").strip()
