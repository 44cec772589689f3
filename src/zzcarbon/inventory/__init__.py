"""Inventories: sums, conversions, comparison, files."""

from __future__ import annotations

from zzcarbon.inventory.combine import combine
from zzcarbon.inventory.inventory import Inventory, NotEstimatedWarning
from zzcarbon.inventory.read import read_inventory

__all__ = ["Inventory", "NotEstimatedWarning", "combine", "read_inventory"]
