"""The methods of the buildings module, gathered from the files that declare them."""

from __future__ import annotations

from zzcarbon.buildings.embodied import EMBODIED_METHODS
from zzcarbon.buildings.operation import BUILDING_FUEL, OPERATION_METHODS
from zzcarbon.buildings.photovoltaics import PHOTOVOLTAIC_METHODS
from zzcarbon.buildings.refrigerants import REFRIGERANT_METHODS
from zzcarbon.estimation.method import Chooser, Method

__all__ = ["METHODS", "choose_method"]

METHODS: tuple[Method, ...] = (*OPERATION_METHODS, *PHOTOVOLTAIC_METHODS, *REFRIGERANT_METHODS, *EMBODIED_METHODS)
"""The methods of the module."""

choose_method = Chooser(METHODS, default=BUILDING_FUEL)
"""The method that a row names, or the default of its fuel."""
