"""Particles of tyres, brakes and the road surface."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Form, Method, Route, variant_of

__all__ = ["WEAR_METHODS", "wear_factor"]

Array = npt.NDArray[np.float64]


def wear_factor(speed: Array, coefficients: Mapping[str, Array]) -> Array:
    r"""Wear of tyres or brakes at a mean speed.

    Parameters
    ----------
    speed : ndarray, shape (n,)
        Mean speed of the trip [km/h].
    coefficients : mapping of str to ndarray, shape (n,)
        ``tsp`` [g/km], ``share`` of the size of particles in TSP [1]; correction ``slow`` below 40 km/h, ``slope v +
        constant`` up to ``v_fast`` [km/h], ``fast`` above it [1].

    Returns
    -------
    ndarray of float64, shape (n,)
        Factor [g/km].

    Notes
    -----
    .. math:: EF = EF_{TSP}\,f\,S(v)

    Source: emep-eea-2023, 1.A.3.b.vi, Eq. 2 and Tables 3-4 and 3-6; shares and correction of the edition of 2019.

    Examples
    --------
    >>> tyre = dict(tsp=0.01, share=0.6, slow=1.39, slope=-0.00974, constant=1.78, fast=0.902, v_fast=90)
    >>> round(float(wear_factor(np.array([30.0]), {k: np.array([float(v)]) for k, v in tyre.items()})[0]), 5)
    0.00834
    """
    c = coefficients
    between = c["slope"] * speed + c["constant"]
    correction = np.where(speed < 40, c["slow"], np.where(speed > c["v_fast"], c["fast"], between))
    return np.asarray(c["tsp"] * c["share"] * correction, dtype=np.float64)


_BY_SPEED = Form(
    name="wear by speed",
    columns=("speed",),
    coefficients=("tsp", "share", "slow", "slope", "constant", "fast", "v_fast"),
    function=lambda columns, c: wear_factor(columns["speed"], c),
    equation="EF = EF_TSP x f x S(v)",
)

_DISTANCE = Input("annual_distance", bridge=True)

_TYRE_AND_BRAKE = Method(
    key="tyre and brake wear, tier 1",
    module="transport",
    activity="tyre and brake wear",
    title="Tyre and brake wear together, EMEP/EEA tier 1",
    title_local="轮胎和制动磨损（EMEP/EEA 一级方法）",
    edition="EMEP/EEA 2023",
    substances=("TSP", "PM10", "PM2.5"),
    routes=(Route((), (_DISTANCE,), factor=True, equation="E = N x M x EF"),),
    columns=(
        Input("vehicle", "two-wheeler, passenger car, light commercial vehicle or heavy duty vehicle", required=True),
        Input("amount", "distance of all vehicles [km], or vehicles with annual_distance", required=True),
        _DISTANCE,
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.vi, Table 3-1",
    scope="1",
    tier="1",
    subject="vehicle",
    limits="Do not add tyre wear and brake wear of tier 2.",
)

_SURFACE = variant_of(
    _TYRE_AND_BRAKE,
    source="emep-eea-2023",
    key="road surface wear, tier 1",
    activity="road surface wear",
    title="Road surface wear, EMEP/EEA tier 1",
    title_local="路面磨损（EMEP/EEA 一级方法）",
    locator="1.A.3.b.vii, Table 3-2",
    limits="Wear of the surface, not dust that is raised from it.",
)

_TYRE = variant_of(
    _TYRE_AND_BRAKE,
    source="emep-eea-2023",
    key="tyre wear, tier 2",
    activity="tyre wear",
    title="Tyre wear by class of vehicle, EMEP/EEA tier 2",
    title_local="轮胎磨损（EMEP/EEA 二级方法）",
    substances=("TSP",),
    columns=(
        *_TYRE_AND_BRAKE.columns,
        Input("powertrain", "combustion engine, hybrid, plug-in hybrid or battery electric, for passenger cars"),
        Input("size", "mini, small, medium or large; N1-I, N1-II or N1-III"),
    ),
    locator="1.A.3.b.vi, Table 3-4",
    tier="2",
    dimensions=("powertrain", "size"),
    limits="TSP at a mean speed; for PM10, PM2.5 and other speeds take the method by speed.",
    instead="tyre wear, by speed",
)

_BRAKE = variant_of(
    _TYRE,
    source="emep-eea-2023",
    key="brake wear, tier 2",
    activity="brake wear",
    title="Brake wear by class of vehicle, EMEP/EEA tier 2",
    title_local="制动磨损（EMEP/EEA 二级方法）",
    locator="1.A.3.b.vi, Table 3-6",
    limits=f"{_TYRE.limits} Heavy duty vehicles have an equation with load there, not a value: "
    "for lorries and buses take `tyre and brake wear, tier 1`, and no tyre wear beside it.",
    instead=_TYRE_AND_BRAKE.key,
)

_SURFACE_BY_CLASS = variant_of(
    _TYRE,
    source="emep-eea-2023",
    key="road surface wear, tier 2",
    activity="road surface wear by class",
    title="Road surface wear by class of vehicle, EMEP/EEA tier 2",
    title_local="路面磨损（EMEP/EEA 二级方法）",
    substances=("TSP", "PM10", "PM2.5"),
    locator="1.A.3.b.vii, Table 3-8",
    limits="PM10 and PM2.5 are shares of TSP of the edition of 2019 (grade B).",
)

_WITH_SPEED = (*_TYRE.columns, Input("speed", required=True))

_TYRE_BY_SPEED = variant_of(
    _TYRE,
    source="emep-eea-2023",
    locator="1.A.3.b.vi, Table 3-4",
    key="tyre wear, by speed",
    activity="tyre wear by speed",
    title="Tyre wear by class and speed, EMEP/EEA tier 2",
    title_local="轮胎磨损（EMEP/EEA 二级方法，按速度）",
    substances=("TSP", "PM10", "PM2.5"),
    columns=_WITH_SPEED,
    forms=(_BY_SPEED,),
    instead=_TYRE_AND_BRAKE.key,
    limits="Shares of PM10 and PM2.5 and the correction for speed are of the edition of 2019 (grade B).",
)

_BRAKE_BY_SPEED = variant_of(
    _TYRE_BY_SPEED,
    source="emep-eea-2023",
    key="brake wear, by speed",
    activity="brake wear by speed",
    title="Brake wear by class and speed, EMEP/EEA tier 2",
    title_local="制动磨损（EMEP/EEA 二级方法，按速度）",
    locator="1.A.3.b.vi, Table 3-6",
    limits=f"{_TYRE_BY_SPEED.limits} Heavy duty vehicles have an equation with load there, not a value: "
    "for lorries and buses take `tyre and brake wear, tier 1`, and no tyre wear beside it.",
    instead=_TYRE_AND_BRAKE.key,
)

WEAR_METHODS = (_TYRE_AND_BRAKE, _SURFACE, _TYRE, _BRAKE, _TYRE_BY_SPEED, _BRAKE_BY_SPEED, _SURFACE_BY_CLASS)
"""Methods of wear."""
