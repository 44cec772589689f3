"""Transport: road vehicles, machinery, rail, ships and aircraft."""

from __future__ import annotations

from zzcarbon.transport.aircraft import lto_emission
from zzcarbon.transport.estimate import estimate, methods
from zzcarbon.transport.fleet import fleet_distance, fleet_in_year, fleet_replacement, fleet_turnover
from zzcarbon.transport.fleet_fuel import fuel_check, fuel_scaled
from zzcarbon.transport.nonroad import engine_work, sulphur_dioxide
from zzcarbon.transport.road_chinese import small_car_choice

__all__ = [
    "engine_work",
    "estimate",
    "fleet_distance",
    "fleet_in_year",
    "fleet_replacement",
    "fleet_turnover",
    "fuel_check",
    "fuel_scaled",
    "lto_emission",
    "methods",
    "small_car_choice",
    "sulphur_dioxide",
]
