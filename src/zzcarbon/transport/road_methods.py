"""The methods of road transport, declared."""

from __future__ import annotations

from zzcarbon.estimation.method import Method

__all__ = ["ROAD_METHODS"]

ROAD_METHODS: tuple[Method, ...] = ()
"""Methods of road vehicles."""
