"""An account of emission rights: what is allocated, handed on and used; no balance is ever negative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, UnitError, english, nearest
from zzcarbon.tables import Cells, open_cells
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["KINDS", "RightsAccount", "read_rights"]

KINDS = ("allocation", "transfer", "use")
"""Kinds of entry: given by the authority, handed to another holder, used for an emission."""

_KIND_WORDS = {"初始分配": "allocation", "分配": "allocation", "转让": "transfer", "交易": "transfer", "使用": "use"}
_NEEDED = ("date", "kind", "holder", "substance", "mass", "unit")
_CLOSE = 1e-9
_UNITS = {"energy": "tce", "water": "m3"}
_THINGS = {"energy": "energy", "能源": "energy", "用能权": "energy", "water": "water", "水": "water", "水权": "water"}


@dataclass(frozen=True, eq=False)
class RightsAccount(ResultCard):
    """Rights of all holders to emit, to use energy or water. Made by `read_rights`.

    Attributes
    ----------
    frame : pandas.DataFrame
        The entries in order of time: ``date kind holder to substance mass`` [t], and ``balance`` of the
        holder after the entry [t].
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(("mass", "balance"), "t")

    frame: pd.DataFrame

    def balance(self) -> pd.DataFrame:
        """Return the account of each holder and substance.

        Returns
        -------
        pandas.DataFrame
            ``holder substance allocated received given used balance`` [t]. Over all holders of a substance
            received equals given, and allocated equals used and balance.
        """
        parts = []
        for column, kind, who in (
            ("allocated", "allocation", "holder"),
            ("received", "transfer", "to"),
            ("given", "transfer", "holder"),
            ("used", "use", "holder"),
        ):
            rows = self.frame[self.frame["kind"] == kind]
            sums = rows.groupby([rows[who].rename("holder"), "substance"])["mass"].sum()
            parts.append(sums.rename(column))
        table = pd.concat(parts, axis=1).fillna(0.0).sort_index().rename_axis(["holder", "substance"]).reset_index()
        return table.assign(balance=table["allocated"] + table["received"] - table["given"] - table["used"])


def read_rights(source: object) -> RightsAccount:
    """Read the entries of an account of emission rights.

    Parameters
    ----------
    source : data frame
        ``date kind holder substance mass unit``, and ``to`` for transfers. Kinds are allocation, transfer and
        use. Entries of one day count in the order of the table. Rights to energy (用能权) and water (水权) are
        those of the substances ``energy`` [tce] and ``water`` [m3].

    Returns
    -------
    RightsAccount

    Raises
    ------
    DataError
        Every problem of every row: a balance below zero at any time, a transfer to nobody or to oneself, a
        mass that is not above zero, an unknown kind.

    Examples
    --------
    >>> import pandas as pd
    >>> account = read_rights(pd.DataFrame({
    ...     "date": ["2024-01-01", "2024-05-01", "2024-12-31"], "kind": ["allocation", "transfer", "use"],
    ...     "holder": ["kiln", "kiln", "glass"], "to": ["", "glass", ""], "substance": "NOx",
    ...     "mass": [100.0, 30.0, 25.0], "unit": "t"}))
    >>> account.balance()[["holder", "balance"]].values.tolist()
    [['glass', 5.0], ['kiln', 70.0]]
    """
    cells = open_cells(source, "emission rights", _NEEDED, refusal="the emission rights cannot be used")
    rows = _entries(cells)
    if not cells.problems:
        rows = rows.iloc[np.argsort(rows["date"].to_numpy(), kind="stable")]
        rows["balance"] = _balances(cells, rows)
    if cells.problems:
        raise DataError("the emission rights cannot be used", cells.problems)
    return RightsAccount(rows.reset_index(drop=True))


def _thing(name: str) -> str:
    """Return what a right is to: energy, water or a substance."""
    return _THINGS.get(name.strip().casefold()) or substance(name).key


def _entries(cells: Cells) -> pd.DataFrame:
    periods = cells.periods("date")
    dates = pd.Series([pd.NaT if period is None else pd.Timestamp(period.begin) for period in periods])
    kinds = cells.translated(cells.text("kind"), "kind", _kind)
    cells.report(kinds == "", "kind", "the kind is missing", f"Kinds: {', '.join(KINDS)}.")
    holders, others = cells.text("holder"), cells.text("to")
    cells.report(holders == "", "holder", "the holder is missing")
    moved = kinds == "transfer"
    cells.report(moved & (others == ""), "to", "a transfer needs a receiver")
    cells.report(moved & (others == holders), "to", "a transfer to the holder itself")
    cells.report(~moved & (others != ""), "to", "only a transfer has a receiver")
    keys = cells.translated(cells.text("substance"), "substance", _thing)
    mass, units = cells.number("mass"), cells.text("unit")
    for key, unit in dict.fromkeys(zip(keys, units, strict=True)):
        here = (keys == key) & (units == unit)
        own = _UNITS.get(str(key), "t")
        try:
            mass = np.where(here, mass * conversion_factor(str(unit), own), mass)
        except UnitError as error:
            cells.report(here, "unit", english(error), f"Rights to {key} are in {own}.")
    cells.report(mass <= 0, "mass", "a mass must be above zero", "The kind says which way it goes.")
    made = {"date": dates, "kind": kinds, "holder": holders, "to": others, "substance": keys, "mass": mass}
    return pd.DataFrame(made)


def _kind(text: str) -> str:
    name = _KIND_WORDS.get(text, text.casefold())
    if name not in KINDS:
        near = nearest(name, KINDS)
        message = f"unknown kind; {f'did you mean {near[0]!r}?' if near else 'known are ' + ', '.join(KINDS)}"
        raise ValueError(message)
    return name


def _balances(cells: Cells, rows: pd.DataFrame) -> list[float]:
    """Return the balance of the holder after each entry; one below zero is reported."""
    held: dict[tuple[str, str], float] = {}
    found = []
    for entry in rows.itertuples():
        own, amount = (str(entry.holder), str(entry.substance)), float(entry.mass)  # type: ignore[arg-type]
        before = held.get(own, 0.0)
        held[own] = before + (amount if entry.kind == "allocation" else -amount)
        if entry.kind == "transfer":
            other = (str(entry.to), own[1])
            held[other] = held.get(other, 0.0) + amount
        if held[own] < -_CLOSE * max(before, 1.0):
            here = np.arange(len(cells)) == entry.Index
            cells.report(here, "mass", f"more than the holder has ({before:.6g} t)", "A balance is never below zero.")
        found.append(held[own])
    return found
