"""Agriculture: livestock, crops and soils; land and capture as sinks."""

from __future__ import annotations

from zzcarbon.agriculture.crops import burnt_dry_matter, organic_scaling
from zzcarbon.agriculture.front import estimate, methods
from zzcarbon.agriculture.herds import animal_days, average_population, rearing_rounds
from zzcarbon.agriculture.large_farms import farm_ammonia_reduction, large_farm_observations
from zzcarbon.agriculture.livestock import discharged_share, enteric_ch4, manure_ch4, manure_n2o
from zzcarbon.agriculture.manure_nitrogen import NitrogenFlow, TanLosses, nitrogen_flow
from zzcarbon.agriculture.sink_projects import sink_project
from zzcarbon.agriculture.soil_carbon import soil_carbon_change, soil_carbon_rows, soil_carbon_stock
from zzcarbon.door import open_door

__all__ = [
    "NitrogenFlow",
    "TanLosses",
    "animal_days",
    "average_population",
    "burnt_dry_matter",
    "discharged_share",
    "enteric_ch4",
    "estimate",
    "farm_ammonia_reduction",
    "large_farm_observations",
    "manure_ch4",
    "manure_n2o",
    "methods",
    "nitrogen_flow",
    "organic_scaling",
    "rearing_rounds",
    "sink_project",
    "soil_carbon_change",
    "soil_carbon_rows",
    "soil_carbon_stock",
]

open_door(__name__)
