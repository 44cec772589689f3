"""Factors and parameters by name, substance and set, with the answers that were given before."""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from functools import cached_property

from zzcarbon.factors.index import RowIndex
from zzcarbon.factors.load import Tables
from zzcarbon.factors.select import Choice, FactorQuery, best_row

__all__ = ["IndexedTables"]

_KEPT = 100_000
"""Answers that are kept."""


class IndexedTables:
    """The tables of a database, indexed when they are first asked.

    Parameters
    ----------
    tables : Tables
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._answers: dict[Hashable, Choice | None] = {}

    @cached_property
    def factors(self) -> RowIndex:
        """The factors by activity."""
        return RowIndex(self._tables.factors, "activity")

    @cached_property
    def parameters(self) -> RowIndex:
        """The parameters by name."""
        return RowIndex(self._tables.parameters, "parameter")

    def sets_with(self, name: str, substance: str = "") -> AbstractSet[str]:
        """Return the sets with a factor of a substance for an activity or, without a substance, with a parameter."""
        return (self.factors if substance else self.parameters).sets(name, substance)

    def best_in_set(self, query: FactorQuery, set_key: str) -> Choice | None:
        """Answer a question about a factor or, without a substance, a parameter from one set; None if it cannot.

        The tables never change, so an answer is looked for once, however many estimates ask for it.

        Raises
        ------
        FactorAmbiguous
            Several rows match equally well.
        """
        if set_key not in self.sets_with(query.name, query.substance):
            return None
        asked = query.of_set(set_key)
        if asked not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            self._answers[asked] = best_row(self.factors if query.substance else self.parameters, query, set_key)
        return self._answers[asked]
