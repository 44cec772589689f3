"""Water: outlets, sewage, limits, pollution equivalents, CH4 and N2O of wastewater."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.water.equivalents import equivalent_values, pollution_equivalents
from zzcarbon.water.front import estimate, methods
from zzcarbon.water.gaps import MissingThreshold, missing_data
from zzcarbon.water.gas import (
    domestic_nitrogen,
    domestic_organics,
    industrial_organics,
    sludge_organics,
    wastewater_ch4,
    wastewater_n2o,
)
from zzcarbon.water.indirect import mark_indirect
from zzcarbon.water.limits import check_limits, discharge_limits
from zzcarbon.water.loads import (
    coefficient_load,
    flow_weighted_concentration,
    monitored_load,
    permitted_load,
    removed_load,
    sampled_load,
)
from zzcarbon.water.nonpoint import nonpoint_loads, section_loads
from zzcarbon.water.permits import check_permits, permit_loads
from zzcarbon.water.priority import choose_data, rank_data
from zzcarbon.water.rows import rows_by_substance, sampled_rows
from zzcarbon.water.sewage import sewage_balance, sewage_rows

__all__ = [
    "MissingThreshold",
    "check_limits",
    "check_permits",
    "choose_data",
    "coefficient_load",
    "discharge_limits",
    "domestic_nitrogen",
    "domestic_organics",
    "equivalent_values",
    "estimate",
    "flow_weighted_concentration",
    "industrial_organics",
    "mark_indirect",
    "methods",
    "missing_data",
    "monitored_load",
    "nonpoint_loads",
    "permit_loads",
    "permitted_load",
    "pollution_equivalents",
    "rank_data",
    "removed_load",
    "rows_by_substance",
    "sampled_load",
    "sampled_rows",
    "section_loads",
    "sewage_balance",
    "sewage_rows",
    "sludge_organics",
    "wastewater_ch4",
    "wastewater_n2o",
]

open_door(__name__)
