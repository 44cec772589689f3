"""Activity data: their columns, and reading them from files."""

from __future__ import annotations

from zzcarbon.activity.read import read_activity
from zzcarbon.activity.split import split_rows
from zzcarbon.door import open_door

__all__ = ["read_activity", "split_rows"]

open_door(__name__)
