"""Industry: process emissions, control devices, solvents, gases in equipment."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.industry.aluminium import (
    anode_co2,
    anode_net,
    hexafluoroethane,
    tetrafluoromethane,
    tetrafluoromethane_overvoltage,
)
from zzcarbon.industry.carbon_balance import (
    carbon_balance_co2,
    carbon_deposit_co2,
    electrode_co2,
    embedded_co2,
    reductant_co2,
)
from zzcarbon.industry.carbonates import carbonate_co2, glass_co2, lime_co2
from zzcarbon.industry.cement import clinker_co2, clinker_dust_co2, clinker_oxide_co2, raw_meal_carbon_co2
from zzcarbon.industry.clinker_rows import clinker_oxide_rows
from zzcarbon.industry.controls import Release, controlled_emission, in_parallel, in_series
from zzcarbon.industry.dust import (
    erosion_potential,
    friction_velocity,
    handling_dust_factor,
    kitchen_fumes,
    paved_road_dust_factor,
    site_dust,
)
from zzcarbon.industry.dust_tables import DUST_SOURCES, dust_rows
from zzcarbon.industry.equipment import equipment_bank, equipment_gas_balance, shielding_co2, yearly_leak
from zzcarbon.industry.front import estimate, methods
from zzcarbon.industry.nitrogen import acid_n2o, ammonia_co2, ammonia_slip
from zzcarbon.industry.release import split_release
from zzcarbon.industry.solvents import mixed_content, solvent_voc, working_content

__all__ = [
    "DUST_SOURCES",
    "Release",
    "acid_n2o",
    "ammonia_co2",
    "ammonia_slip",
    "anode_co2",
    "anode_net",
    "carbon_balance_co2",
    "carbon_deposit_co2",
    "carbonate_co2",
    "clinker_co2",
    "clinker_dust_co2",
    "clinker_oxide_co2",
    "clinker_oxide_rows",
    "controlled_emission",
    "dust_rows",
    "electrode_co2",
    "embedded_co2",
    "equipment_bank",
    "equipment_gas_balance",
    "erosion_potential",
    "estimate",
    "friction_velocity",
    "glass_co2",
    "handling_dust_factor",
    "hexafluoroethane",
    "in_parallel",
    "in_series",
    "kitchen_fumes",
    "lime_co2",
    "methods",
    "mixed_content",
    "paved_road_dust_factor",
    "raw_meal_carbon_co2",
    "reductant_co2",
    "shielding_co2",
    "site_dust",
    "solvent_voc",
    "split_release",
    "tetrafluoromethane",
    "tetrafluoromethane_overvoltage",
    "working_content",
    "yearly_leak",
]

open_door(__name__)
