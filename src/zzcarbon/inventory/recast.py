"""Substances under other names, on the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError, require
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.vocabulary.families import family_members, kinship
from zzcarbon.vocabulary.substances import substance

__all__ = ["Changed", "counted_as", "counted_names", "rename_substances"]


class Changed(NamedTuple):
    """Coefficients after a change, what goes on the record, and what is wrong."""

    table: CoefficientTable
    note: str
    problems: tuple[Problem, ...] = ()


def rename_substances(table: CoefficientTable, names: Mapping[str, str], why: str) -> Changed:
    """Give substances other names; they then sum with what has that name already."""
    require(names, Mapping, "{old: new}")
    if not require(why, str, "why=...").strip():
        raise DataError("recast needs a reason: why=...")
    pairs = {substance(old).key: substance(new).key for old, new in names.items()}
    for old, new in pairs.items():
        if old not in table.substances:
            raise UnknownNameError("substance of this inventory", old, table.substances)
        if substance(old).medium != substance(new).medium:
            raise DataError(f"{old} is in {substance(old).medium}, {new} in {substance(new).medium}")
    lines = table.lines.assign(substance=[pairs.get(name, name) for name in table.lines["substance"]])
    lines = lines.iloc[np.argsort(pd.factorize(lines["substance"])[0], kind="stable")]
    listed = ", ".join(f"{old} as {new}" for old, new in pairs.items())
    return Changed(table.with_lines(lines), f"recast {listed}: {why}")


def counted_as(table: CoefficientTable, name: str, reasons: Mapping[str, str] | None = None) -> Changed:
    """Give the members of a family its name, by the declared rules; members that need a reason and have none stay.

    Raises
    ------
    UnknownNameError
        The inventory has no member of the family, or a reason is given for a substance that never counts.
    DataError
        A row gives two members that would both count: its tonnes would count twice.
    """
    family = substance(name).key
    members = family_members(family, {substance(old).key: why for old, why in (reasons or {}).items()})
    present = [old for old in table.substances if old in members]
    if not present:
        raise UnknownNameError("substance of this inventory", name, table.substances, "No member of its family is in.")
    mine = table.lines[table.lines["substance"].isin(present) & np.isfinite(table.values)]
    twice = mine.groupby("key")["substance"].nunique()
    if (twice > 1).any():
        both = mine.loc[mine["key"] == twice.index[twice > 1][0], "substance"].unique()
        message = (
            f"{int((twice > 1).sum())} kinds of rows give {' and '.join(both)}, which are both counted as {family}: "
            "estimate one of them, with substances=[...]"
        )
        raise DataError(message)
    lines = table.lines.assign(
        substance=table.lines["substance"].where(~table.lines["substance"].isin(present), family)
    )
    lines = lines.iloc[np.argsort(pd.factorize(lines["substance"])[0], kind="stable")]
    said = [f"{old} is counted as {family}: {members[old]}" for old in present if old != family]
    kin = {old: kinship(old, family) for old in table.substances if old not in members}
    said += [f"{old} is not counted as {family}: {why.why}" for old, why in kin.items() if why and why.rule == "ask"]
    return Changed(table.with_lines(lines), "; ".join(said) or f"{family} stands alone")


def counted_names(table: CoefficientTable) -> tuple[str, ...]:
    """Return the record of what stands under the name of its family."""
    names = set(zip(table.lines["id"].tolist(), table.lines["substance"].tolist(), strict=True))
    made_of = {row["id"]: str(row["substance"]) for row in table.source_rows if row["kind"] == "method"}
    pairs = {(made_of.get(at, ""), str(name)) for at, name in names}
    kin = {pair: kinship(*pair) for pair in sorted(pairs) if pair[0] != pair[1]}
    return tuple(f"{member} is counted as {name}: {why.why}" for (member, name), why in kin.items() if why)
