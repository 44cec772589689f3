"""Energy: combustion of fuels, purchased electricity and heat."""

from __future__ import annotations

from zzcarbon.energy.combustion import combustion_co2, implied_factor
from zzcarbon.energy.estimate import estimate, fuels, methods

__all__ = ["combustion_co2", "estimate", "fuels", "implied_factor", "methods"]
