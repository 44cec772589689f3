"""Waste: landfills by first-order decay, incineration, open burning, composting and digestion, sludge."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.waste.circularity import recycling_rows, waste_ratios
from zzcarbon.waste.decay import Decay, first_order_decay, landfill_emission
from zzcarbon.waste.front import estimate, methods
from zzcarbon.waste.incineration import burnt_carbon_co2
from zzcarbon.waste.landfill import LandfillMethane, landfill_ch4
from zzcarbon.waste.splitting import sludge_rows, split_carbon, split_waste

__all__ = [
    "Decay",
    "LandfillMethane",
    "burnt_carbon_co2",
    "estimate",
    "first_order_decay",
    "landfill_ch4",
    "landfill_emission",
    "methods",
    "recycling_rows",
    "sludge_rows",
    "split_carbon",
    "split_waste",
    "waste_ratios",
]

open_door(__name__)
