"""Energy balances of yearbooks in their own layout, as activity data."""

from zzcarbon.balance.energy_balance import Balance
from zzcarbon.balance.reading import read_balance
from zzcarbon.balance.words import processes
from zzcarbon.door import open_door

__all__ = ["Balance", "processes", "read_balance"]

open_door(__name__)
