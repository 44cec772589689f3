"""The methods of the transport module, gathered from the files that declare them."""

from __future__ import annotations

from zzcarbon.estimation.method import Chooser, Method
from zzcarbon.transport.aircraft import AIRCRAFT_METHODS
from zzcarbon.transport.nonroad import NONROAD_METHODS
from zzcarbon.transport.rail import RAIL_METHODS
from zzcarbon.transport.road_methods import ROAD_METHODS
from zzcarbon.transport.ships import SHIP_METHODS

__all__ = ["METHODS", "choose_method"]

METHODS: tuple[Method, ...] = (
    *ROAD_METHODS,
    *NONROAD_METHODS,
    *RAIL_METHODS,
    *SHIP_METHODS,
    *AIRCRAFT_METHODS,
)
"""The methods of the module."""

choose_method = Chooser(METHODS)
"""The method that a row names; a vehicle alone does not say whether exhaust, tyres or fuel is meant."""
