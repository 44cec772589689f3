"""The methods of the energy module, gathered from the files that declare them."""

from __future__ import annotations

from zzcarbon.energy.combustion_methods import COMBUSTION, COMBUSTION_METHODS
from zzcarbon.energy.fugitive_methods import FUGITIVE_METHODS
from zzcarbon.energy.stack_methods import STACK_METHODS
from zzcarbon.energy.traded_methods import TRADED_METHODS
from zzcarbon.energy.urban_boilers import URBAN_BOILERS
from zzcarbon.estimation.by_factor import process_methods
from zzcarbon.estimation.method import Chooser, Method

__all__ = ["METHODS", "choose_method"]

METHODS: tuple[Method, ...] = (
    *COMBUSTION_METHODS,
    *TRADED_METHODS,
    *FUGITIVE_METHODS,
    *STACK_METHODS,
    *URBAN_BOILERS,
    *process_methods("energy"),
)
"""The methods of the module."""

choose_method = Chooser(METHODS, default=COMBUSTION)
"""The method that a row names, or the default of its fuel."""
