"""Footprints: border adjustment, product footprints of partners; they label and weight what the sectors estimate."""

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
from zzcarbon.footprint.life_cycle.allocation import allocate
from zzcarbon.footprint.life_cycle.product import Comparison, Product, product
from zzcarbon.footprint.pact.document import PactFootprint, read_pact

__all__ = [
    "BorderResult",
    "Comparison",
    "DefaultValue",
    "PactFootprint",
    "Product",
    "allocate",
    "attributed_emissions",
    "benchmark",
    "cbam",
    "complex_free_allocation",
    "default_value",
    "free_allocation",
    "mark_up",
    "product",
    "read_pact",
    "specific_embedded",
    "stream_emissions",
    "year_figure",
]
