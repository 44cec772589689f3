"""What a caller of an estimate may say, read once at the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from zzcarbon.errors import DataError, require, shown
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.tables.stated import is_year
from zzcarbon.vocabulary.regions import region as region_named
from zzcarbon.vocabulary.substances import substance

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an estimate.

    Attributes
    ----------
    table : FactorTable
    sets : tuple of str
        Sets of factors in the order they are asked.
    purpose : str
        What the figures are for.
    substances : tuple of str or None
        What to estimate; None for all that the methods declare and the sets hold.
    fuel_map : pandas.DataFrame or None
        The caller's assumptions, before the packaged ones.
    region, year : str, int or None
        Those of rows that do not say them.
    """

    table: FactorTable
    sets: tuple[str, ...]
    purpose: str = "inventory"
    substances: tuple[str, ...] | None = None
    fuel_map: pd.DataFrame | None = None
    region: str | None = None
    year: int | None = None

    @classmethod
    def of(
        cls,
        *,
        region: str | None = None,
        year: int | None = None,
        factors: FactorTable | None = None,
        sets: Sequence[str] | None = None,
        purpose: str = "inventory",
        substances: Sequence[str] | str | None = None,
        fuel_map: pd.DataFrame | None = None,
    ) -> Options:
        """Read the arguments of ``zc.energy.estimate`` and its siblings.

        Raises
        ------
        UnknownNameError
            A set, purpose, substance or region is unknown.
        DataError
            A year is none, or the factors are no table of factors.

        Examples
        --------
        >>> Options.of(substances="氨氮", region="河南").substances
        ('NH3-N',)
        """
        if year is not None and not is_year(year):
            raise DataError(f"a year is a whole number such as year=2023, not {shown(year)}")
        table = packaged_factors() if factors is None else require(factors, FactorTable, "zc.factors(...)")
        named = (substances,) if isinstance(substances, str) else substances
        wanted = None if named is None else tuple(dict.fromkeys(substance(name).key for name in named))
        place = None if region is None else region_named(region).key
        return cls(table, table.set_order(sets, purpose), purpose, wanted, fuel_map, place, year)
