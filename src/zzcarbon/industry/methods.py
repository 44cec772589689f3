"""The methods of the industry module, gathered from the files that declare them."""

from __future__ import annotations

from zzcarbon.estimation.by_factor import process_methods
from zzcarbon.estimation.method import Chooser, Method
from zzcarbon.industry.aluminium_methods import ALUMINIUM_METHODS
from zzcarbon.industry.balance_methods import BALANCE_METHODS
from zzcarbon.industry.carbonate_methods import CARBONATE_METHODS
from zzcarbon.industry.cement_methods import CEMENT_METHODS
from zzcarbon.industry.chemical_methods import CHEMICAL_METHODS
from zzcarbon.industry.equipment_methods import EQUIPMENT_METHODS
from zzcarbon.industry.sintering import SINTERING
from zzcarbon.industry.slip_methods import SLIP_METHODS
from zzcarbon.industry.solvent_methods import SOLVENT_METHODS

__all__ = ["METHODS", "choose_method"]

METHODS: tuple[Method, ...] = (
    *CEMENT_METHODS,
    *CARBONATE_METHODS,
    *ALUMINIUM_METHODS,
    *BALANCE_METHODS,
    *CHEMICAL_METHODS,
    *SOLVENT_METHODS,
    *SLIP_METHODS,
    *EQUIPMENT_METHODS,
    SINTERING,
    *process_methods("industry"),
)
"""The methods of the module."""

choose_method = Chooser(METHODS)
"""The method that a row names by key or title; there is no default."""
