"""Activity data: their columns, and reading them from files."""

from __future__ import annotations

from zzcarbon.activity.read import read_activity

__all__ = ["read_activity"]
