"""The methods of road transport, gathered."""

from __future__ import annotations

from zzcarbon.estimation.method import Method
from zzcarbon.transport.road_chinese import CHINESE_EVAPORATION, CHINESE_EXHAUST

__all__ = ["ROAD_METHODS"]

ROAD_METHODS: tuple[Method, ...] = (CHINESE_EXHAUST, CHINESE_EVAPORATION)
"""Methods of road vehicles."""
