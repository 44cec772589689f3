"""Transport: road vehicles, machinery, rail, ships and aircraft."""

from __future__ import annotations

from zzcarbon.transport.estimate import estimate, methods
from zzcarbon.transport.road_chinese import small_car_choice

__all__ = ["estimate", "methods", "small_car_choice"]
