"""The methods of road transport, gathered."""

from __future__ import annotations

from zzcarbon.estimation.method import Method
from zzcarbon.transport.evaporation import EVAPORATION_METHODS
from zzcarbon.transport.road_chinese import CHINESE_EVAPORATION, CHINESE_EXHAUST
from zzcarbon.transport.road_emep import BY_DISTANCE, BY_FACTOR, BY_FUEL, BY_LINKS, BY_SPEED, LUBRICANT_METHODS
from zzcarbon.transport.road_energy import ENERGY_METHODS
from zzcarbon.transport.road_ipcc import IPCC_METHODS
from zzcarbon.transport.road_wear import WEAR_METHODS

__all__ = ["ROAD_METHODS"]

ROAD_METHODS: tuple[Method, ...] = (
    CHINESE_EXHAUST,
    BY_FUEL,
    BY_DISTANCE,
    BY_SPEED,
    BY_FACTOR,
    BY_LINKS,
    *LUBRICANT_METHODS,
    *WEAR_METHODS,
    CHINESE_EVAPORATION,
    *EVAPORATION_METHODS,
    *ENERGY_METHODS,
    *IPCC_METHODS,
)
"""Methods of road vehicles."""
