"""Energy: combustion, electricity and heat, stacks, gas that escapes."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.energy.combustion import combustion_co2, implied_factor
from zzcarbon.energy.desulphurisation import desulphurisation_co2, fuel_so2
from zzcarbon.energy.flue_gas import (
    at_measured_oxygen,
    at_reference_oxygen,
    dry_flow,
    mass_flow,
    normal_flow,
    volume_share,
)
from zzcarbon.energy.front import estimate, fuels, methods
from zzcarbon.energy.fugitive import coal_mine_methane, gas_system_methane
from zzcarbon.energy.monitoring import MissingThreshold, monitored_stack
from zzcarbon.energy.steam import hot_water_heat, steam_heat

__all__ = [
    "MissingThreshold",
    "at_measured_oxygen",
    "at_reference_oxygen",
    "coal_mine_methane",
    "combustion_co2",
    "desulphurisation_co2",
    "dry_flow",
    "estimate",
    "fuel_so2",
    "fuels",
    "gas_system_methane",
    "hot_water_heat",
    "implied_factor",
    "mass_flow",
    "methods",
    "monitored_stack",
    "normal_flow",
    "steam_heat",
    "volume_share",
]

open_door(__name__)
