"""Inventories: sums, conversions, comparison, files."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.inventory.combination import combine
from zzcarbon.inventory.headline import NotEstimatedWarning, ScopeWarning
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.read import read_inventory

__all__ = ["Inventory", "NotEstimatedWarning", "ScopeWarning", "combine", "read_inventory"]

open_door(__name__)
