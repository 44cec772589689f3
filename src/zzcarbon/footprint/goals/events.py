"""Carbon-neutral events: account, reduce, offset; credits of each kind apart and used once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.footprint.company.consolidation import co2e_factors
from zzcarbon.footprint.equivalents import read_co2e
from zzcarbon.gwp import has_gwp
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.stated import is_number

__all__ = ["CREDIT_KINDS", "EVENT_SOURCES", "Event", "event", "read_credits"]

EVENT_SOURCES = ("fuel", "electricity and heat", "transport", "hotel", "food", "goods", "waste")
"""Sources of an event's emissions."""

CREDIT_KINDS = ("allowance", "CCER", "provincial behaviour unit", "CDM")
"""Units that may offset an event; they are never added to each other in silence."""

_STAGES = ("preparation", "holding", "closing")
_STAGE_WORDS = {"筹备": "preparation", "举办": "holding", "收尾": "closing"}
_SOURCE_WORDS = dict(zip(("燃料", "电力和热力", "交通", "住宿", "餐饮", "物品", "废弃物"), EVENT_SOURCES, strict=True))
_KIND_WORDS = {"配额": "allowance", "核证自愿减排量": "CCER", "碳普惠减排量": "provincial behaviour unit"}


@dataclass(frozen=True, eq=False)
class Event(ResultCard):
    """An event with what it emits and what offsets it.

    Attributes
    ----------
    frame : pandas.DataFrame
        Emission by stage and source [t CO2e].
    credits : pandas.DataFrame
        Credits that count, by kind and vintage [t CO2e].
    emission, reduced, offset, left : float
        What is emitted after reduction, what was reduced before, what is offset, what is left [t CO2e].
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("emission", "reduced", "offset", "left", "quantity"), "t CO2e"
    )

    frame: pd.DataFrame
    credits: pd.DataFrame
    emission: float
    reduced: float
    offset: float
    left: float

    @property
    def neutral(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def __repr__(self) -> str:
        word = "neutral" if self.neutral else f"{self.left:g} t CO2e are left"
        return f"<Event: {self.emission:g} t CO2e, {self.offset:g} t offset: {word}>"


def event(emissions: Any, *, credits: Any = None, reduced: float = 0.0, gwp: str = "AR6") -> Event:  # noqa: A002
    """Account for an event and its offsets.

    Parameters
    ----------
    emissions : Inventory, or data frame of shape (n, ...)
        ``stage`` (preparation, holding, closing), ``source`` (see `EVENT_SOURCES`) and ``emission`` [t CO2e], after
        reduction. The guide has no factors of its own: an inventory of the sectors whose rows have stage and source
        gives all three.
    credits : data frame, optional
        ``serial kind vintage quantity retired``; quantity [t CO2e]. Only units that were retired count, each once.
    reduced : float
        What measures of the organiser saved before, for the record [t CO2e]; it is in ``emissions`` already.
    gwp : str
        Set for the gases of an inventory; CO2e of another set that a factor states stays, and ``sets`` names it.

    Raises
    ------
    DataError
        Unknown stages, sources or kinds, negative numbers, a credit twice or not retired: all at once.

    Notes
    -----
    Account, reduce, offset. Source: MEE announcement 2019 No. 19, guide to carbon-neutral large events (grade B).

    Examples
    --------
    >>> found = event({"stage": ["举办"], "source": ["交通"], "emission": [12.0]}, credits={"serial": ["A-1"],
    ...     "kind": ["CCER"], "vintage": [2024], "quantity": [12], "retired": [True]})
    >>> found.neutral
    True
    """
    if not is_number(reduced) or reduced < 0:
        message = "what was reduced is a number of zero or more"
        raise DataError(message, [Problem("", "", "reduced", shown(reduced), message, "Give it in t CO2e.")])
    emissions = _of_inventory(emissions, gwp) if isinstance(emissions, Inventory) else emissions
    cells = open_cells(
        emissions, "event", ("stage", "source", "emission"), refusal="the event cannot be accounted", closed=True
    )
    stage = _known(cells, "stage", _STAGES, _STAGE_WORDS)
    kind = _known(cells, "source", EVENT_SOURCES, _SOURCE_WORDS)
    amount = read_co2e(cells, "emission", "t", "unit")
    used, more = read_credits(credits)
    if cells.problems or more:
        message = "the event cannot be accounted"
        raise DataError(message, [*cells.problems, *more])
    frame = pd.DataFrame({"stage": stage, "source": kind, "emission": amount, "unit": "t CO2e"})
    if "sets" in cells.frame:
        frame["sets"] = cells.text("sets")
    emission, offset = float(amount.sum()), float(used["quantity"].sum())
    return Event(frame, used, emission, reduced, offset, emission - offset)


def _of_inventory(inventory: Inventory, gwp: str) -> pd.DataFrame:
    """Return the CO2e of an inventory by stage and source [t] without biogenic CO2, and the sets behind it."""
    sums = inventory.by("stage", "source", "origin", scope="all", unit="t")
    counted = sums["substance"].map(has_gwp).astype(bool)
    counted &= (sums["substance"] != "CO2") | (sums["origin"] != "biogenic")
    sums = sums[counted].reset_index(drop=True)
    factors, sets = co2e_factors(sums["substance"], sums["origin"], gwp)
    groups = sums.assign(emission=sums["emission"] * factors, sets=sets).groupby(["stage", "source"], dropna=False)
    made = groups["emission"].sum().where(groups["emission"].count() == groups.size()).reset_index()
    return made.assign(sets=groups["sets"].agg(lambda names: " + ".join(sorted(set(names)))).to_numpy())


def read_credits(credits: Any) -> tuple[pd.DataFrame, list[Problem]]:  # noqa: A002
    """Read credits: the table of those that count, and what is wrong with them."""
    columns = ["serial", "kind", "vintage", "quantity"]
    if credits is None:
        return pd.DataFrame({"serial": [], "kind": [], "vintage": [], "quantity": []}), []
    needed = ("serial", "kind", "vintage", "quantity", "retired")
    cells = open_cells(credits, "credits", needed, refusal="the credits cannot be used", closed=True)
    serial = pd.Series(cells.text("serial"))
    kind = _known(cells, "kind", CREDIT_KINDS, _KIND_WORDS)
    quantity, vintage = read_co2e(cells, "quantity", "t", "unit"), cells.year("vintage")
    cells.report((serial == "").to_numpy(), "serial", "a credit without serial number", "Give it: it is used once.")
    cells.report(serial.duplicated(keep=False).to_numpy() & (serial != "").to_numpy(), "serial", "a credit used twice",
                 "Each unit offsets once.")  # fmt: skip
    cells.report(quantity == 0, "quantity", "a credit is above zero", "Leave the row out.")
    cells.report(~cells.truth("retired"), "retired", "a credit that is not retired", "Retire it, then count it.")
    used = pd.DataFrame({"serial": serial, "kind": kind, "vintage": vintage, "quantity": quantity})
    return used[columns], cells.problems


def _known(cells: Cells, column: str, known: tuple[str, ...], words: dict[str, str]) -> np.ndarray:
    found = np.array([words.get(text, text) for text in cells.text(column)], dtype=object)
    cells.report(~np.isin(found, known), column, f"not a {column}", f"One of {', '.join(known)}.")
    return found
