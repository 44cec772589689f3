"""Transport: road vehicles, machinery, rail, ships and aircraft."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.transport.aircraft import lto_emission
from zzcarbon.transport.class_list import vehicle_classes
from zzcarbon.transport.cold_starts import cold_excess, cold_hot_ratio, cold_share, cold_start
from zzcarbon.transport.evaporation import evaporation_rows
from zzcarbon.transport.fleet import fleet_distance, fleet_in_year, fleet_replacement, fleet_turnover
from zzcarbon.transport.fleet_fuel import fuel_check, fuel_scaled
from zzcarbon.transport.front import estimate, methods
from zzcarbon.transport.links import LinkEmissions, link_emissions, link_hours
from zzcarbon.transport.nonroad import engine_work, sulphur_dioxide
from zzcarbon.transport.road_bridge import bridge_to_euro
from zzcarbon.transport.road_chinese import small_car_choice
from zzcarbon.transport.road_consumption import energy_rows
from zzcarbon.transport.road_fuel import charging_ratio, split_biofuel
from zzcarbon.transport.road_mileage import hot_exhaust, mileage_exhaust
from zzcarbon.transport.road_speed import speed_factors
from zzcarbon.transport.speed_curves import (
    double_exponential_factor,
    hot_factor,
    power_factor,
    quadratic_factor,
    speed_functions,
)

__all__ = [
    "LinkEmissions",
    "bridge_to_euro",
    "charging_ratio",
    "cold_excess",
    "cold_hot_ratio",
    "cold_share",
    "cold_start",
    "double_exponential_factor",
    "energy_rows",
    "engine_work",
    "estimate",
    "evaporation_rows",
    "fleet_distance",
    "fleet_in_year",
    "fleet_replacement",
    "fleet_turnover",
    "fuel_check",
    "fuel_scaled",
    "hot_exhaust",
    "hot_factor",
    "link_emissions",
    "link_hours",
    "lto_emission",
    "methods",
    "mileage_exhaust",
    "power_factor",
    "quadratic_factor",
    "small_car_choice",
    "speed_factors",
    "speed_functions",
    "split_biofuel",
    "sulphur_dioxide",
    "vehicle_classes",
]

open_door(__name__)
