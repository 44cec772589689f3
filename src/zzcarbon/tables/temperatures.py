"""Temperatures in a table: degrees do not convert by a factor alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zzcarbon.tables.cells import Cells

__all__ = ["ZERO_CELSIUS", "read_temperatures"]

ZERO_CELSIUS = 273.15
"""0 degC [K]."""

_UNITS = {
    **dict.fromkeys(("", "degc", "c", "摄氏度", "celsius"), (1.0, 0.0)),
    **dict.fromkeys(("k", "kelvin", "开尔文"), (1.0, -ZERO_CELSIUS)),
    **dict.fromkeys(("degf", "f", "华氏度", "fahrenheit"), (5.0 / 9.0, -160.0 / 9.0)),
}
"""Factor and offset to degC."""

_HOT = 300.0
"""Above it a temperature without unit may be kelvin [degC]."""


def read_temperatures(
    cells: Cells, column: str = "temperature", *, low: float = -60.0, high: float = 2000.0, needed: bool = False
) -> NDArray[np.float64]:
    """Return a column of temperatures [degC]; each row may say degC, K or degF for itself.

    Parameters
    ----------
    cells : Cells
        The table; ``<column>_unit`` holds the units, blank for degC.
    column : str
    low, high : float
        Range that is allowed [degC].
    needed : bool
        Whether a blank is a problem.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = Cells(pd.DataFrame({"temperature": [59.0, 288.15], "temperature_unit": ["°F", "K"]}))
    >>> read_temperatures(rows).round(6).tolist()
    [15.0, 15.0]
    """
    values = cells.number(column, needed=needed)
    named = cells.text(f"{column}_unit")
    units = [str(text).casefold().replace("°", "deg").replace("℃", "degc").replace("℉", "degf") for text in named]
    units = [" ".join(unit.split()).replace("deg ", "deg") for unit in units]
    known = np.array([unit in _UNITS for unit in units], dtype=bool)
    cells.report(~known, f"{column}_unit", "not a unit of temperature here", "Write degC, K or degF.")
    factor, offset = (np.array([_UNITS.get(unit, (np.nan, np.nan))[at] for unit in units], float) for at in (0, 1))
    degrees: np.ndarray = values * factor + offset
    outside = (degrees < low) | (degrees > high)
    unsaid = np.array([not unit for unit in units], dtype=bool) & (degrees > min(_HOT, high))
    cells.report(unsaid, column, f"above {min(_HOT, high):g} degC: is it kelvin?", f"Say {column}_unit: degC, or K.")
    cells.report(outside & ~unsaid, column, f"outside {low:g} to {high:g} degC", "Check the value and its unit.")
    return degrees
