"""Ships: by fuel, and by engine work with load, sulphur and NOx tier."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from zzcarbon.estimation.fuel_figures import DENSITY
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Form, Method, Route

__all__ = ["SHIP_METHODS", "low_load_factor", "particles_of_ship_fuel"]

Array = npt.NDArray[np.float64]

_LOW_LOAD = 0.2
"""Load below which a main engine emits more per work [1]."""


def low_load_factor(load: Array, *, a: Array, x: Array, b: Array) -> Array:
    r"""Rise of the emission per work of a main engine below 20 % load.

    Parameters
    ----------
    load : ndarray, shape (n,)
        Load over rated power [1].
    a, x, b : ndarray, shape (n,)
        Coefficients of the substance [1]; a = 0 is no rise.

    Returns
    -------
    ndarray, shape (n,)
        Factor, 1 from 20 % load on and for an engine that stands still [1].

    Notes
    -----
    .. math:: LLAF = (a LF^{-x} + b) / (a 0.2^{-x} + b)

    Source: us-epa-shipef, calcLLAF (EPA Category 3 RIA, Eq. 3-26).

    Examples
    --------
    >>> import numpy as np
    >>> one = np.ones(3)
    >>> low_load_factor(np.array([0.0, 0.1, 0.5]), a=0.1255 * one, x=1.5 * one, b=10.4496 * one).round(4)
    array([1.    , 1.2165, 1.    ])
    """
    low = (load > 0) & (load < _LOW_LOAD)
    safe = np.where(low, load, _LOW_LOAD)
    result: Array = (a * safe**-x + b) / (a * _LOW_LOAD**-x + b)
    return result


def particles_of_ship_fuel(sulphur: Array, *, pm: Array, k: Array, share: Array) -> Array:
    r"""Particles of a ship's diesel engine, by the sulphur of its fuel.

    Parameters
    ----------
    sulphur : ndarray, shape (n,)
        Sulphur content of the fuel [%].
    pm : ndarray, shape (n,)
        PM10 without sulphur [g/kWh].
    k : ndarray, shape (n,)
        Sulphate per per cent of sulphur: fuel per work x 2.247 % x 7 [g/(kWh %)].
    share : ndarray, shape (n,)
        1 for PM10, 0.92 for PM2.5 [1].

    Returns
    -------
    ndarray, shape (n,)
        Emission per work [g/kWh].

    Notes
    -----
    .. math:: EF = (PM_{nom} + S \cdot BSFC \cdot 2.247 \cdot 7 \cdot 10^{-4}) \cdot share

    Source: us-epa-shipef, calcEF_PM.
    """
    result: Array = (pm + k * sulphur) * share
    return result


def _low_load(columns: Mapping[str, Array], c: Mapping[str, Array]) -> Array:
    return c["ef"] * low_load_factor(columns["load_factor"], a=c["a"], x=c["x"], b=c["b"])


def _particles(columns: Mapping[str, Array], c: Mapping[str, Array]) -> Array:
    particles = particles_of_ship_fuel(columns["fuel_sulphur"], pm=c["pm"], k=c["k"], share=c["share"])
    return particles * low_load_factor(columns["load_factor"], a=c["a"], x=c["x"], b=c["b"])


_BY_FACTOR = ("CO2", "NOx", "CO", "HC", "PM10", "PM2.5")
_WORK = (
    Input("load_factor"),
    Input("hours"),
)

SHIP_FUEL = Method(
    key="ship by fuel",
    module="transport",
    activity="ship fuel",
    title="Inland ships and boats by fuel",
    title_local="内河船舶（燃料法）",
    edition="EMEP/EEA 2023",
    substances=("NOx", "CO", "NMVOC", "TSP", "PM10", "PM2.5"),
    routes=(Route((), (DENSITY,), factor=True, equation="E = FC x EF"),),
    columns=(
        Input("fuel", "diesel / 柴油, fuel oil / 燃料油, gasoline / 汽油", required=True),
        Input("amount", "fuel [t, L with density]", required=True),
        Input("category_nfr", "1.A.3.d.ii", required=True),
        Input("technology", "recreational boat, conventional; recreational boat, 2003/44/EC; empty for ships"),
        Input("stroke", "two-stroke or four-stroke: for petrol boats"),
    ),
    source="emep-eea-2023",
    locator="1.A.3.d.ii, Tables 3-1 to 3-5",
    scope="1",
    limits="SO2 by the sulphur of the fuel; CO2 by the energy module.",
    dimensions=("stroke",),
)

SHIP_WORK = Method(
    key="ship by engine work",
    module="transport",
    activity="ship engine work",
    title="Ships by power, load and hours",
    title_local="船舶（功率法）",
    edition="ShipEF 2022",
    substances=(*_BY_FACTOR, "SO2"),
    routes=(
        Route(_BY_FACTOR, _WORK, factor=True, equation="E = P x LF x h x EF(LF, S)"),
        Route(
            ("SO2",),
            (
                Input("fuel_sulphur"),
                Input("fuel_per_work"),
                *_WORK,
            ),
            factor=False,
            equation="E = P x LF x h x BSFC x S x 2 x 0.97753",
            constant=2 * 0.97753,
            constant_text="2 x 0.97753",
        ),
    ),
    columns=(
        Input("engine", required=True),
        Input("engine_use", required=True),
        Input("fuel", "diesel (MGO, MDO), fuel oil (HFO) or LNG", required=True),
        Input("amount", "rated power [kW]", required=True),
        Input("load_factor", "load over rated power [1]", required=True),
        Input("hours", "hours at this load [h]", required=True),
        Input("fuel_sulphur", "sulphur content of the fuel by mass [%]: SO2 and particles ask for it"),
        Input("fuel_per_work"),
        Input("nox_tier"),
    ),
    source="us-epa-shipef",
    locator="calcEF, calcEF_SO2, calcLLAF",
    scope="1",
    tier="3",
    validated="tests of ShipEF (EPA): NOx, CO, HC, CO2, SO2, PM10",
    limits=(
        "Figures of ocean-going engines (category 3): for small inland craft an upper bound. The catalyst of "
        "Tier 3 main engines is off below 25 % load. SO2 has no low-load factor."
    ),
    subject="engine",
    dimensions=("engine_use", "fuel", "nox_tier", "load_factor"),
    forms=(
        Form("low load", ("load_factor",), ("ef", "a", "x", "b"), _low_load, "ef x (a LF^-x + b)/(a 0.2^-x + b)"),
        Form(
            "particles of ship fuel",
            ("fuel_sulphur", "load_factor"),
            ("pm", "k", "share", "a", "x", "b"),
            _particles,
            "(pm + k S) x share x (a LF^-x + b)/(a 0.2^-x + b)",
        ),
    ),
)

REPORTED = Method(
    key="reported emission",
    module="transport",
    activity="ship fuel",
    title="Emission that was monitored and reported",
    title_local="监测报告的排放量",
    edition="",
    substances=(),
    routes=(Route((), (), factor=False, equation="E = M"),),
    columns=(
        Input("substance", "what is emitted: CO2, NOx ...", required=True),
        Input("amount", "emission [t]", required=True),
    ),
    source="eu-mrv",
    locator="no figure: the emission is the operator's",
    scope="1",
    tier="3",
    validated="EU MRV 2020, Ocean Majesty",
    limits="Taken as it is reported; one row per substance.",
    subject="",
)

SHIP_METHODS: tuple[Method, ...] = (SHIP_FUEL, SHIP_WORK, REPORTED)
"""Methods of ships."""
