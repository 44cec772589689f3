"""The inventory beside the ledger: both are shown, never mixed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.quotas.emissions import yearly_totals
from zzcarbon.targets.words import Language

__all__ = ["WHY_THEY_DIFFER", "CrossCheck", "inventory_beside_ledger"]

WHY_THEY_DIFFER: dict[Language, str] = {
    "en": (
        "The inventory counts what was emitted, with growth and new sources; the ledger counts the abatement "
        "capacity that key projects added. A rising inventory and a met quota can stand side by side: "
        "one does not prove or refute the other."
    ),
    "zh": (
        "排放清单统计实际排放量, 包含增长和新增源; 台账统计重点工程新增的减排能力。"
        "排放量上升而减排量达标可以同时成立, 二者不能互相证明或否定。"
    ),
}
"""Why an inventory's trend and a ledger's sum may differ."""


@dataclass(frozen=True, eq=False)
class CrossCheck:
    """Emissions and booked reductions by substance and year.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``substance year emission change reduction cumulative_reduction unit``: emission of the year, its
        change since the first year, net reductions booked in the year and up to it [t].
    sentence : str
        Why the two may differ.
    """

    frame: pd.DataFrame
    sentence: str

    def __repr__(self) -> str:
        return f"{self.frame.to_string(index=False)}\n{self.sentence}"


def inventory_beside_ledger(emissions: pd.DataFrame, ledger: Ledger, *, language: Language = "en") -> CrossCheck:
    """Put the trend of an inventory beside the reductions of a ledger.

    Parameters
    ----------
    emissions : pandas.DataFrame
        Columns ``year substance emission unit``, for example from ``Inventory.by("year")``.
    ledger : Ledger
        Verified projects.
    language : {"en", "zh"}
        Language of the sentence.

    Returns
    -------
    CrossCheck
        Substances of the ledger only; a year that one of the two lacks is empty there.

    Raises
    ------
    DataError
        A column is missing or a cell is wrong.

    Examples
    --------
    >>> from zzcarbon.targets import read_ledger
    >>> table = pd.DataFrame({
    ...     "year": [2020, 2021], "substance": "NOx", "emission": [100.0, 104.0], "unit": "t"})
    >>> ledger = read_ledger(pd.DataFrame({
    ...     "project": ["kiln"], "substance": "NOx", "reduction": [9.0], "unit": "t", "year": [2021]}))
    >>> check = inventory_beside_ledger(table, ledger)
    >>> check.frame[["change", "cumulative_reduction"]].iloc[-1].tolist()
    [4.0, 9.0]
    """
    emitted = yearly_totals(emissions)
    emitted = emitted[emitted["substance"].isin(ledger.substances)]
    booked = ledger.by("substance", "year").rename(columns={"net": "reduction"})
    booked = booked[["substance", "year", "reduction"]].astype({"substance": object})
    both = emitted.astype({"substance": object}).merge(booked, on=["substance", "year"], how="outer")
    both = both.sort_values(["substance", "year"], ignore_index=True)
    groups = both.groupby("substance")
    both["change"] = both["emission"] - groups["emission"].transform("first")
    both["cumulative_reduction"] = both["reduction"].fillna(0.0).groupby(both["substance"]).cumsum()
    columns = ["substance", "year", "emission", "change", "reduction", "cumulative_reduction"]
    return CrossCheck(both[columns].assign(unit="t"), WHY_THEY_DIFFER[language])
