"""Co-benefits: what measures do to pollutants and to greenhouse gases at once."""

from __future__ import annotations

from zzcarbon.cobenefit.control_table import co_control
from zzcarbon.cobenefit.coordinates import plane
from zzcarbon.cobenefit.cross_elasticity import elasticity, elasticity_reading
from zzcarbon.door import open_door

__all__ = ["co_control", "elasticity", "elasticity_reading", "plane"]

open_door(__name__)
