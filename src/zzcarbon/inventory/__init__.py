"""Inventories: sums, conversions, comparison, files."""

from __future__ import annotations

from zzcarbon.inventory.combine import combine
from zzcarbon.inventory.store import StoredInventory, read_inventory
from zzcarbon.inventory.table import Inventory, NotEstimatedWarning

__all__ = ["Inventory", "NotEstimatedWarning", "StoredInventory", "combine", "read_inventory"]
