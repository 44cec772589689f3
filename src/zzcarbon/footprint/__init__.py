"""Footprints of organisations, products, events, goods at the border: they label and weight what sectors estimate."""

from zzcarbon.door import open_door
from zzcarbon.footprint.border.assess import cbam
from zzcarbon.footprint.border.benchmarks import benchmark, year_figure
from zzcarbon.footprint.border.default_values import DefaultValue, default_value, mark_up
from zzcarbon.footprint.border.embedded import (
    attributed_emissions,
    complex_free_allocation,
    free_allocation,
    specific_embedded,
    stream_emissions,
)
from zzcarbon.footprint.border.result import BorderResult
from zzcarbon.footprint.company.boundary import Boundary, organisation
from zzcarbon.footprint.company.statement import Statement
from zzcarbon.footprint.goals.allowances import benchmark_allowances
from zzcarbon.footprint.goals.citizens import behaviour, city_baseline, water_heating
from zzcarbon.footprint.goals.events import Event, event
from zzcarbon.footprint.goals.judged import target_plan
from zzcarbon.footprint.goals.parks import Park, park
from zzcarbon.footprint.goals.targets import check, convergence_path, coverage, path_budget, target_path
from zzcarbon.footprint.life_cycle.allocation import allocate
from zzcarbon.footprint.life_cycle.choices import allocations, recycling
from zzcarbon.footprint.life_cycle.products import Comparison, Product, product
from zzcarbon.footprint.pact.document import PactFootprint, read_pact
from zzcarbon.footprint.works.account import EnterpriseAccount
from zzcarbon.footprint.works.accounting import enterprise
from zzcarbon.footprint.works.catalogue import enterprise_streams

__all__ = [
    "BorderResult",
    "Boundary",
    "Comparison",
    "DefaultValue",
    "EnterpriseAccount",
    "Event",
    "PactFootprint",
    "Park",
    "Product",
    "Statement",
    "allocate",
    "allocations",
    "attributed_emissions",
    "behaviour",
    "benchmark",
    "benchmark_allowances",
    "cbam",
    "check",
    "city_baseline",
    "complex_free_allocation",
    "convergence_path",
    "coverage",
    "default_value",
    "enterprise",
    "enterprise_streams",
    "event",
    "free_allocation",
    "mark_up",
    "organisation",
    "park",
    "path_budget",
    "product",
    "read_pact",
    "recycling",
    "specific_embedded",
    "stream_emissions",
    "target_path",
    "target_plan",
    "water_heating",
    "year_figure",
]

open_door(__name__)
