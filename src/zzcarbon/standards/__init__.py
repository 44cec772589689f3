"""What the law, national standards and the urban inventory guideline of China say in figures.

Limits of stacks and outlets, the environmental tax, what a chain of devices removes, how a year is spread over time.
"""

from zzcarbon.door import open_door
from zzcarbon.standards.devices import removal_of_devices
from zzcarbon.standards.limits import check_limits, emission_limits, reference_concentration
from zzcarbon.standards.own_limits import hours_within
from zzcarbon.standards.tax import environmental_tax, tax_equivalents
from zzcarbon.standards.temporal import spread_over_time, temporal_shares

__all__ = [
    "check_limits",
    "emission_limits",
    "environmental_tax",
    "hours_within",
    "reference_concentration",
    "removal_of_devices",
    "spread_over_time",
    "tax_equivalents",
    "temporal_shares",
]

open_door(__name__)
