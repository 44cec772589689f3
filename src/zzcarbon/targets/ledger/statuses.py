"""How far a project is: a closed list, and which of them count."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["EXPECTED", "RANKS", "STATUSES"]

RANKS: Mapping[str, int] = {
    "withdrawn": 0,
    "stopped": 1,
    "planned": 2,
    "not operating": 3,
    "under construction": 3,
    "completed": 4,
    "operating": 5,
    "verified": 6,
}
"""How far an entry of a status is. An entry never is further than what it adds to."""

STATUSES = tuple(RANKS)
"""Status of an entry. Only verified ones count: their tonnes were recognised."""

EXPECTED = ("verified", "operating", "completed", "under construction", "not operating", "planned")
"""Which enter forecasts; completed works do not abate before they operate, stopped ones not at all."""
