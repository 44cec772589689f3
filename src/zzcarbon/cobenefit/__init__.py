"""Co-benefits: what measures do to pollutants and to greenhouse gases at once."""

from __future__ import annotations

from zzcarbon.cobenefit.elasticity import elasticity, elasticity_reading
from zzcarbon.cobenefit.plane import plane

__all__ = ["elasticity", "elasticity_reading", "plane"]
