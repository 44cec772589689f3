"""Particles of tyres, brakes and the road surface."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route

__all__ = ["WEAR_METHODS"]

_DISTANCE = Parameter("annual_distance", "annual_distance", "VKT", bridge=True, unit="km/vehicle")

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
        Column("vehicle", "two-wheeler, passenger car, light commercial vehicle or heavy duty vehicle", True),
        Column("amount", "distance of all vehicles [km], or vehicles with annual_distance", True),
        Column("annual_distance", "distance of a vehicle [km/vehicle], where the amount is vehicles"),
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.vi, Table 3-1",
    scope="1",
    tier="1",
    subject="vehicle",
    limits="Do not add tyre wear and brake wear of tier 2.",
)

_SURFACE = replace(
    _TYRE_AND_BRAKE,
    key="road surface wear, tier 1",
    activity="road surface wear",
    title="Road surface wear, EMEP/EEA tier 1",
    title_local="路面磨损（EMEP/EEA 一级方法）",
    locator="1.A.3.b.vii, Table 3-2",
    limits="Wear of the surface, not dust that is raised from it.",
)

_TYRE = replace(
    _TYRE_AND_BRAKE,
    key="tyre wear, tier 2",
    activity="tyre wear",
    title="Tyre wear by class of vehicle, EMEP/EEA tier 2",
    title_local="轮胎磨损（EMEP/EEA 二级方法）",
    substances=("TSP",),
    columns=(
        *_TYRE_AND_BRAKE.columns,
        Column("powertrain", "combustion engine, hybrid, plug-in hybrid or battery electric, for passenger cars"),
        Column("size", "mini, small, medium or large; N1-I, N1-II or N1-III"),
    ),
    locator="1.A.3.b.vi, Table 3-4",
    tier="2",
    dimensions=("powertrain", "size"),
    limits="TSP only: the shares of PM10 and PM2.5 and the correction for speed are not in the export.",
)

_BRAKE = replace(
    _TYRE,
    key="brake wear, tier 2",
    activity="brake wear",
    title="Brake wear by class of vehicle, EMEP/EEA tier 2",
    title_local="制动磨损（EMEP/EEA 二级方法）",
    locator="1.A.3.b.vi, Table 3-6",
    limits=f"{_TYRE.limits} Heavy duty vehicles have an equation with load there, not a value.",
)

_SURFACE_BY_CLASS = replace(
    _TYRE,
    key="road surface wear, tier 2",
    activity="road surface wear by class",
    title="Road surface wear by class of vehicle, EMEP/EEA tier 2",
    title_local="路面磨损（EMEP/EEA 二级方法）",
    locator="1.A.3.b.vii, Table 3-8",
)

WEAR_METHODS = (_TYRE_AND_BRAKE, _SURFACE, _TYRE, _BRAKE, _SURFACE_BY_CLASS)
"""Methods of wear."""
