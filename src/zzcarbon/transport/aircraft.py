"""Aircraft below 3000 ft: landing and take-off cycles by type, and aviation gasoline."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["AIRCRAFT_METHODS", "lto_emission"]

_FUEL_PER_LTO = Input("fuel_per_lto")
_CO2_PER_FUEL = Input("co2_per_jet_fuel", of="-", any_set=True)

AIRCRAFT_LTO = Method(
    key="aircraft LTO",
    module="transport",
    activity="aircraft LTO",
    title="Aircraft by landing and take-off cycle and type",
    title_local="飞机起降循环（LTO）",
    edition="EMEP/EEA 2023; ICAO databank",
    substances=("CO2", "NOx", "CO", "HC"),
    routes=(
        Route((), (), factor=True, equation="E = LTO x EF"),
        Route(("CO2",), (_FUEL_PER_LTO, _CO2_PER_FUEL), factor=False, equation="E = LTO x F x EF"),
    ),
    columns=(
        Input("aircraft", required=True),
        Input("amount", "landing and take-off cycles [LTO]", required=True),
        _FUEL_PER_LTO,
    ),
    source="emep-eea-2023",
    locator="1.A.3.a, Tables 3-4",
    scope="1",
    tier="2",
    validated="six types with the same engine in two independent tables",
    limits=(
        "One engine stands for a type; standard times in mode (0.7, 2.2, 4.0, 26 min); cruise is outside a city "
        "inventory. Hydrocarbons are total HC, not NMVOC."
    ),
    subject="aircraft",
)

AIRCRAFT_FUEL = Method(
    key="aircraft by fuel",
    module="transport",
    activity="aircraft fuel",
    title="Aircraft with aviation gasoline, by fuel",
    title_local="航空汽油飞机（燃料法）",
    edition="EMEP/EEA 2023",
    substances=("NOx", "CO", "NMVOC", "SOx"),
    routes=(Route((), (Input("density", bridge=True),), factor=True, equation="E = FC x EF"),),
    columns=(
        Input("fuel", "aviation gasoline / 航空汽油 or jet gasoline", required=True),
        Input("amount", "fuel [t, L with density]", required=True),
    ),
    source="emep-eea-2023",
    locator="1.A.3.a.ii.(i), Table 3-3",
    scope="1",
    tier="1",
    limits="Small aircraft with piston engines; SOx for 0.05 % sulphur.",
)

AIRCRAFT_METHODS: tuple[Method, ...] = (AIRCRAFT_LTO, AIRCRAFT_FUEL)
"""Methods of aircraft."""


def lto_emission(
    *,
    engines: object,
    minutes: npt.NDArray[np.float64],
    fuel_flow: npt.NDArray[np.float64],
    index: npt.NDArray[np.float64],
) -> Any:
    r"""Emission of one landing and take-off cycle from the figures of the engine databank.

    Parameters
    ----------
    engines : int
        Engines of the aircraft [1].
    minutes : ndarray, shape (modes,)
        Time in mode [min].
    fuel_flow : ndarray, shape (modes,)
        Fuel flow of one engine [kg/s].
    index : ndarray, shape (modes,)
        Emission index [g/kg fuel].

    Returns
    -------
    float
        Emission [kg].

    Notes
    -----
    .. math:: E = n \sum_m t_m \cdot 60 \cdot f_m \cdot EI_m / 1000

    Source: icao-engine-databank.

    Examples
    --------
    >>> import numpy as np
    >>> times = np.array([0.7, 2.2, 4.0, 26.0])
    >>> float(round(lto_emission(engines=2, minutes=times, fuel_flow=np.ones(4), index=np.full(4, 10.0)), 3))
    39.48
    """
    return engines * np.sum(minutes * 60 * fuel_flow * index, axis=-1) / 1000
