"""Activity data: their columns, and reading them from files."""

from __future__ import annotations

from zzcarbon.activity.read import read_activity
from zzcarbon.activity.split import split_rows

__all__ = ["read_activity", "split_rows"]
