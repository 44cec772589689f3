"""Energy that road vehicles use at their speed: rows of fuel for CO2 and for the check against fuel that was sold."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.tables import open_table
from zzcarbon.transport.road_classes import checked_rows, hot_factors
from zzcarbon.units import conversion_factor

__all__ = ["energy_rows"]

_FUELS = {
    "petrol": "gasoline", "diesel": "diesel", "CNG": "natural gas", "biodiesel": "biodiesel", "LPG": "LPG",
    "electricity": "electricity",
}  # fmt: skip


def energy_rows(frame: object) -> pd.DataFrame:
    """Return the energy that vehicles use with hot engines, as rows of fuel.

    Parameters
    ----------
    frame : path or data frame, shape (n, ...)
        ``vehicle powertrain size standard``, ``technology mode slope load`` where the functions have them, ``amount``
        (distance), ``unit`` and ``speed`` [km/h].

    Returns
    -------
    pandas.DataFrame
        The rows with ``fuel`` and ``amount`` [GJ, NCV], for ``zc.energy.estimate`` or `fuel_check`.

    Raises
    ------
    DataError
        Columns are missing, numbers are outside their range, or a class has no function or several.
    UnitError
        The amount is no distance.

    Notes
    -----
    E = M x EC(v). The powertrain names the fuel; "on petrol" and the like of hybrids and bifuel vehicles go before it.
    Source: emep-eea-2019-road, 1.A.3.b.i-iv, Appendix 4 (energy consumption).

    Examples
    --------
    >>> trucks = pd.DataFrame({"vehicle": ["heavy duty truck"], "powertrain": ["diesel"], "size": ["rigid 7.5 - 12 t"],
    ...     "standard": ["Euro III"], "amount": [100.0], "unit": ["km"], "speed": [50.0],
    ...     "slope": [0.0], "load": [0.5]})
    >>> energy_rows(trucks)[["fuel", "unit"]].to_numpy().tolist()
    [['diesel', 'GJ']]
    """
    frame = open_table(frame, "rows of vehicles")
    rows = checked_rows(frame, ("vehicle", "powertrain", "size", "standard"), ("amount", "speed"))
    asked = pd.DataFrame({"at": np.arange(len(rows)), "substance": "energy"})
    use = hot_factors(rows, asked).sort_values("at")["factor"].to_numpy()
    distance = rows["amount"].to_numpy() * [conversion_factor(unit, "km") for unit in rows["unit"]]
    return (
        standard_columns(frame)
        .reset_index(drop=True)
        .assign(fuel=[_fuel(word) for word in rows["powertrain"]], amount=distance * use / 1000.0, unit="GJ")
    )


def _fuel(powertrain: str) -> str:
    """Return the fuel of a powertrain; hybrids without "on ..." burn the fuel they are named by."""
    word = powertrain.rpartition(", on ")[2]
    return _FUELS.get(word) or _FUELS.get(word.split(" ", 1)[0], word)
