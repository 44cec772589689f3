"""Reduction projects: declared types that take before and after in physical terms and give entries of a ledger.

Each type says what its equation rests on. The official formulas of the accounting guides of the 14th
five-year period were not seen: those types are identities (mass balances) and say so in every result.
"""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.projects.air import (
    flue_gas_emission,
    reported_emission,
    residual_emission,
    solvent_emission,
    treatment_abatement,
    vapour_abatement,
)
from zzcarbon.projects.blank import blank_rows
from zzcarbon.projects.declared import project_type, types
from zzcarbon.projects.estimated_change import ActivityChange, activity_change
from zzcarbon.projects.project_reductions import Reductions, reductions
from zzcarbon.projects.project_types import Input, ProjectType
from zzcarbon.projects.supply import building_emission, displaced_emission, heat_emission
from zzcarbon.projects.transport import fleet_emission, freight_emission, machinery_emission
from zzcarbon.projects.water import connected_abatement, discharged_load, manure_abatement, sewage_abatement

__all__ = [
    "ActivityChange",
    "Input",
    "ProjectType",
    "Reductions",
    "activity_change",
    "blank_rows",
    "building_emission",
    "connected_abatement",
    "discharged_load",
    "displaced_emission",
    "fleet_emission",
    "flue_gas_emission",
    "freight_emission",
    "heat_emission",
    "machinery_emission",
    "manure_abatement",
    "project_type",
    "reductions",
    "reported_emission",
    "residual_emission",
    "sewage_abatement",
    "solvent_emission",
    "treatment_abatement",
    "types",
    "vapour_abatement",
]

open_door(__name__)
