"""How far a project is: a closed list, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zzcarbon.errors import DataError, UnknownNameError, shown
from zzcarbon.tables.headers import cell_word
from zzcarbon.tables.stated import stated_names

__all__ = ["EXPECTED", "RANKS", "STATUSES", "known_statuses"]

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


def known_statuses(names: Iterable[str]) -> list[str]:
    """Return statuses under their own names, in any word that a ledger may use for them.

    Raises
    ------
    UnknownNameError
        There is no such status.
    DataError
        None is named: every sum would be zero.

    Examples
    --------
    >>> known_statuses(["verified", "建设中"])
    ['verified', 'under construction']
    """
    named = stated_names(names, "statuses")
    if not named or not all(isinstance(name, str) for name in named):
        raise DataError(f"statuses are words of a ledger, one or more, not {shown(names)}")
    chosen = [cell_word("status", name) or name.casefold().replace("_", " ") for name in named]
    for name in chosen:
        if name not in STATUSES:
            raise UnknownNameError("status", name, STATUSES)
    return chosen
