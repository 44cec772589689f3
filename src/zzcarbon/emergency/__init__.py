"""Emergency lists for heavy-pollution days: who cuts what at which warning level, and whether it is enough."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.emergency.daily import daily_emissions
from zzcarbon.emergency.list_conflicts import LEVELS, conflicts
from zzcarbon.emergency.measures import EmergencyList, emergency_list

__all__ = ["LEVELS", "EmergencyList", "conflicts", "daily_emissions", "emergency_list"]

open_door(__name__)
