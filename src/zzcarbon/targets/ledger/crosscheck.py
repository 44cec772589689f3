"""The inventory beside the ledger: both are shown, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.targets.ledger.ledger import Ledger, as_ledger
from zzcarbon.targets.quotas.emissions import yearly_totals
from zzcarbon.targets.words import Language
from zzcarbon.vocabulary.families import families, family_members, kinship

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
class CrossCheck(ResultCard):
    """Emissions and booked reductions by substance and year.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``substance year emission change reduction cumulative_reduction unit``, and the label if one was named:
        emission of the year, its change since the first year, net reductions booked in the year and up to it [t].
    sentence : str
        Why the two may differ.
    record : tuple of str
        What was counted under another name, and what was left out and why.
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(("change", "cumulative_reduction"), "t")

    frame: pd.DataFrame
    sentence: str
    record: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "\n".join((self.frame.to_string(index=False), self.sentence, *self.record))


def inventory_beside_ledger(
    emissions: pd.DataFrame,
    ledger: Ledger | pd.DataFrame,
    *,
    by: str = "",
    reasons: Mapping[str, str] | None = None,
    language: Language = "en",
) -> CrossCheck:
    """Put the trend of an inventory beside the reductions of a ledger.

    Parameters
    ----------
    emissions : pandas.DataFrame
        Columns ``year substance emission unit``, for example from ``Inventory.by("year")``.
    ledger : Ledger or data frame
        Verified projects.
    by : str
        A column of both, such as ``sector``; nothing for totals.
    reasons : mapping of str to str, optional
        Why a substance that is not counted under the ledger's name by itself is, such as
        ``{"HC": "methane was taken off"}``.
    language : {"en", "zh"}
        Language of the sentence.

    Returns
    -------
    CrossCheck
        Substances of the ledger only; a year that one of the two lacks is empty there. Substances that are
        kin, such as NMVOC and VOCs, meet by declared rules, on the record.

    Raises
    ------
    DataError
        A column is missing or a cell is wrong.

    Examples
    --------
    >>> from zzcarbon.targets import read_ledger
    >>> table = pd.DataFrame({
    ...     "year": [2020, 2021], "substance": "NMVOC", "emission": [100.0, 104.0], "unit": "t"})
    >>> ledger = read_ledger(pd.DataFrame({
    ...     "project": ["kiln"], "substance": "VOCs", "reduction": [9.0], "unit": "t", "year": [2021]}))
    >>> check = inventory_beside_ledger(table, ledger)
    >>> check.frame[["change", "cumulative_reduction"]].iloc[-1].tolist()
    [4.0, 9.0]
    >>> check.record
    ('NMVOC is counted as VOCs: the plans count VOCs without methane as inventories count NMVOC',)
    """
    labels, ledger = [by] if by else [], _under_one_name(as_ledger(ledger), reasons or {})
    emitted, said = _named_as(yearly_totals(emissions, *labels), ledger.substances, reasons or {}, labels)
    record = tuple(dict.fromkeys((*ledger.record, *said)))
    booked = ledger.by("substance", "year", *labels).rename(columns={"net": "reduction"})
    booked = booked[["substance", "year", *labels, "reduction"]].astype(dict.fromkeys(("substance", *labels), object))
    keys = ["substance", "year", *labels]
    both = emitted.merge(booked, on=keys, how="outer").sort_values(keys, ignore_index=True)
    groups = both.groupby(["substance", *labels])
    both["change"] = both["emission"] - groups["emission"].transform("first")
    both["cumulative_reduction"] = (
        both["reduction"].fillna(0.0).groupby([both[name] for name in ("substance", *labels)]).cumsum()
    )
    columns = [*keys, "emission", "change", "reduction", "cumulative_reduction"]
    return CrossCheck(both[columns].assign(unit="t"), WHY_THEY_DIFFER[language], record)


def _under_one_name(ledger: Ledger, reasons: Mapping[str, str]) -> Ledger:
    """Return a ledger whose kin, such as NMVOC and VOCs, stand under one name: else emissions would stand twice."""
    for family in families():
        own = {member: why for member, why in reasons.items() if kinship(member, family)}
        if len(set(family_members(family, own)).intersection(ledger.substances)) > 1:
            ledger = ledger.counted_as(family, reasons=own)
    return ledger


def _named_as(
    emitted: pd.DataFrame, wanted: Iterable[str], reasons: Mapping[str, str], labels: list[str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return emissions under the names of a ledger, and what was done to names."""
    record: list[str] = []
    parts, keys = [], ["substance", "year", *labels]
    for name in wanted:
        own = {member: why for member, why in reasons.items() if kinship(member, name)}
        members = family_members(name, own)
        mine = emitted[emitted["substance"].isin(members)]
        record += [
            f"{member} is counted as {name}: {members[str(member)]}"
            for member in mine["substance"].unique()
            if member != name
        ]
        record += _years_apart(mine)
        for member in emitted["substance"].unique():
            kin = kinship(str(member), name)
            if kin is not None and kin.rule == "ask" and member not in members:
                record.append(f"{member} is not counted as {name}: {kin.why} (reasons={{{member!r}: ...}})")
        parts.append(
            mine.assign(substance=name).groupby(keys, as_index=False)["emission"].agg(lambda x: x.sum(skipna=False))
        )
    table: Any = pd.concat(parts, ignore_index=True) if parts else emitted.iloc[:0]
    return table.astype(dict.fromkeys(("substance", *labels), object)), tuple(record)


def _years_apart(kin: pd.DataFrame) -> list[str]:
    """Return which years lack a name that other years have under the same sum."""
    every = sorted(kin["year"].unique())
    found = []
    for name, rows in kin.groupby("substance", sort=False):
        absent = [year for year in every if year not in set(rows["year"])]
        if absent:
            found.append(f"{name} has no figure of {', '.join(map(str, absent))}: the sums of these years lack it")
    return found
