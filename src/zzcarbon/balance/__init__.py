"""Energy balances of yearbooks in their own layout, as activity data."""

from zzcarbon.balance.energy_balance import Balance
from zzcarbon.balance.reading import read_balance
from zzcarbon.balance.words import processes

__all__ = ["Balance", "processes", "read_balance"]
