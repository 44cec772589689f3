"""Methods of freight, travel, commuting and storage, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.general.purchase_methods import ACTIVITY, FACTOR_COLUMNS, by_factor

__all__ = ["TRANSPORT_METHODS"]

_DISTANCE = Input("distance", bridge=True)
_MODE = Input("transport_mode", "rail, road, sea, air, car, bus, underground ...", required=True)

FUEL_BASED = replace(
    ACTIVITY,
    key="fuel based transport",
    title="Transport by its fuel and refrigerant",
    title_local="运输（基于燃料）",
    routes=by_factor(equation="E = FC x EF"),
    columns=(Input("amount", "fuel burnt, or refrigerant lost [L, kg, kWh]", required=True), *FACTOR_COLUMNS),
    locator="category 4, fuel-based method, page 56",
    validated="ghgp-s3-4.1 (grade A)",
)

FREIGHT = replace(
    ACTIVITY,
    key="distance based freight",
    title="Freight by mass and distance",
    title_local="货运（基于距离）",
    routes=by_factor(_DISTANCE, equation="E = M x D x EF"),
    columns=(
        Input("amount", "transport work [t km], mass with distance [t], or way of vehicles [km]", required=True),
        Input("distance", "distance of a mass [km]"),
        _MODE,
        *FACTOR_COLUMNS,
    ),
    locator="category 4, distance-based method",
    validated="ghgp-s3-1.2 (grade A)",
)

TRAVEL = replace(
    ACTIVITY,
    key="distance based travel",
    title="Business travel by distance",
    title_local="商务差旅（基于距离）",
    routes=by_factor(_DISTANCE, equation="E = P x D x EF"),
    columns=(
        Input("amount", "person km, km of vehicles, persons with distance, or nights [room_night]", required=True),
        Input("distance", "distance of each person [km]"),
        _MODE,
        *FACTOR_COLUMNS,
    ),
    locator="category 6, distance-based method",
    validated="",
)

COMMUTING = replace(
    ACTIVITY,
    key="employee commuting",
    title="Commuting by way, days and weeks",
    title_local="员工通勤（基于距离）",
    routes=tuple(
        replace(route, constant=2.0, constant_text="2, there and back")
        for route in by_factor(
            Input("distance"),
            Input("days_per_week"),
            Input("weeks_per_year"),
            equation="E = 2 x N x D x d x w x EF",
        )
    ),
    columns=(
        Input("amount", "commuters, or vehicles [person, vehicle]", required=True),
        Input("distance", "way to work, one way [km]", required=True),
        Input("days_per_week", "days a week [1]", required=True),
        Input("weeks_per_year", "weeks a year [1]", required=True),
        _MODE,
        *FACTOR_COLUMNS,
    ),
    locator="category 7, distance-based method, page 90",
    validated="ghgp-s3-7.1 (grade A)",
)

STORAGE = replace(
    ACTIVITY,
    key="storage",
    title="Storage of goods by volume and time",
    title_local="仓储（平均数据法）",
    routes=by_factor(Input("storage_time"), equation="E = V x t x EF"),
    columns=(
        Input("amount", "volume or area that is taken [m3, m2]", required=True),
        Input("storage_time", "time in store [d]", required=True),
        *FACTOR_COLUMNS,
    ),
    locator="category 4, distribution, average-data method, page 71",
    validated="ghgp-s3-4.6 (grade A)",
)

SITE_SPECIFIC = replace(
    ACTIVITY,
    key="site specific distribution",
    title="Storage by the energy of the site",
    title_local="仓储（特定场所法）",
    columns=(Input("amount", "energy or refrigerant of the site [kWh, kg]", required=True), *FACTOR_COLUMNS),
    locator="category 4, distribution, site-specific method",
    validated="",
    limits="Take the share of the goods by zc.footprint.allocate, with volume or mass as key.",
)

TRANSPORT_METHODS = (FUEL_BASED, FREIGHT, TRAVEL, COMMUTING, STORAGE, SITE_SPECIFIC)
"""Methods of freight, travel, commuting and storage."""
