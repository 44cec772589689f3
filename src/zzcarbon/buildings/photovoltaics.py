"""Photovoltaics on buildings: yield, self-use and export, each apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.buildings.operation import OPERATION_METHODS
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["PHOTOVOLTAIC_METHODS", "photovoltaic_rows", "photovoltaic_yield"]

_GRID = next(method for method in OPERATION_METHODS if method.key == "building electricity")
_COLUMNS = (
    Input("fuel", "electricity / 电力", required=True),
    Input("amount", "electricity of the modules [kWh]", required=True),
    Input("flow", "avoided: it stands beside the emissions, never in their sum", required=True),
    Input("year", "year of the use [a]"),
)

SELF_USE = variant_of(
    _GRID,
    source="cn-mee-grid-2023",
    locator="Tables 1 to 3",
    key="photovoltaics self-use",
    title="Photovoltaics used in the building",
    title_local="光伏自用",
    routes=(Route((), (), factor=True, equation="E = AD x EF"),),
    columns=_COLUMNS,
    carriers=(),
    scope="",
    limits="Already missing from the bill: never subtract it from purchased electricity.",
    yearly=False,
)

EXPORT = variant_of(
    SELF_USE,
    source="cn-mee-grid-2023",
    locator="Tables 1 to 3",
    key="photovoltaics export",
    title="Photovoltaics fed into the grid",
    title_local="光伏上网",
    limits="A benefit of others who use it; not part of the building's own emissions.",
)

PHOTOVOLTAIC_METHODS: tuple[Method, ...] = (SELF_USE, EXPORT)
"""Methods of photovoltaics."""


_SHARES = ("efficiency", "loss")
_RANGES = {
    True: (1.0, "0 and 1", "Write 20 % as 0.2."),
    False: (np.finfo(float).max, "0 and above", "Give a number of 0 or above."),
}


def photovoltaic_yield(*, area: Any, irradiation: Any, efficiency: Any, loss: Any) -> Any:
    r"""Electricity of photovoltaic modules in a year.

    Parameters
    ----------
    area : float or array, shape (n,)
        Area of the modules [m2].
    irradiation : float or array, shape (n,)
        Irradiation on the plane of the modules [kWh/(m2 a)].
    efficiency : float or array, shape (n,)
        Efficiency of the modules [1].
    loss : float or array, shape (n,)
        Losses of inverter, wires, dirt and heat [1].

    Returns
    -------
    float or array, shape (n,)
        Electricity [kWh/a].

    Raises
    ------
    DataError
        A number is negative or missing, or a share is above 1.

    Notes
    -----
    .. math:: W = A \cdot H \cdot \eta \cdot (1 - \lambda)

    Source: gbt-51366-2019, as carried in public calculators.

    Examples
    --------
    >>> photovoltaic_yield(area=100.0, irradiation=1300.0, efficiency=0.2, loss=0.25)
    19500.0
    """
    given = {"area": area, "irradiation": irradiation, "efficiency": efficiency, "loss": loss}
    problems = [
        Problem("", "", name, shown(value), f"lies outside {text}", remedy)
        for name, value in given.items()
        for most, text, remedy in [_RANGES[name in _SHARES]]
        if not np.all((np.asarray(value, float) >= 0) & (np.asarray(value, float) <= most))
    ]
    if problems:
        message = f"{len(problems)} numbers of the modules cannot be used"
        raise DataError(message, problems)
    return area * irradiation * efficiency * (1 - loss)


def photovoltaic_rows(*, generated: float, self_use: float, year: int, unit: str = "kWh") -> pd.DataFrame:
    """Return the electricity of modules as two activity rows: self-use and export.

    Parameters
    ----------
    generated : float
        Electricity of the modules in the year [unit].
    self_use : float
        Part that is used in the building [unit].
    year : int
        Year [a].
    unit : str
        Unit of energy.

    Returns
    -------
    pandas.DataFrame, shape (2, 6)
        Rows for `zc.buildings.estimate`; their flow is avoided.

    Raises
    ------
    DataError
        A number is negative, or more is used than generated.

    Examples
    --------
    >>> photovoltaic_rows(generated=19_500.0, self_use=15_000.0, year=2023)["amount"].tolist()
    [15000.0, 4500.0]
    """
    if not 0 <= self_use <= generated:
        text = f"{shown(self_use)} of {shown(generated)}"
        problem = Problem("", "", "self_use", text, "self-use lies outside 0 and the yield", "Check meters and units.")
        message = "the electricity of the modules does not add up"
        raise DataError(message, [problem])
    return pd.DataFrame(
        {
            "method": [SELF_USE.key, EXPORT.key],
            "fuel": "electricity",
            "amount": [self_use, generated - self_use],
            "unit": unit,
            "year": year,
            "flow": "avoided",
        }
    )
