"""Scope 2, market-based: contracts and certificates against the electricity of each entity, used once.

Order: certificates, contracts, supplier rate, residual mix, grid average. The order of the middle steps is of grade C.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, UnknownNameError, shown
from zzcarbon.tables import Cells, renamed, to_pandas
from zzcarbon.tables.dates import Period
from zzcarbon.tables.headers import local_names
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.regions import region_path

__all__ = ["INSTRUMENTS", "Instrument", "Purchase", "Use", "cover", "read_instruments"]

INSTRUMENTS = ("certificate", "contract", "supplier rate")
"""Kinds of instrument, the most precise first."""

_WORDS = {"绿证": "certificate", "绿色电力证书": "certificate", "绿电交易": "contract", "合同": "contract",
          "购电协议": "contract", "供应商": "supplier rate", "供应商因子": "supplier rate"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instrument:
    """A contract, a certificate or a supplier's rate: quantity [MWh], rate [t/MWh]."""

    id: str
    kind: str
    quantity: float
    entity: str
    period: Period
    market: str
    rate: float
    source: str


@dataclass(slots=True)
class Purchase:
    """Electricity of an entity in a year and region: consumption [MWh], location-based emission [t CO2e]."""

    entity: str
    year: int
    region: str
    consumption: float
    emission: float
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.consumption


@dataclass(frozen=True, slots=True)
class Use:
    """What one instrument, the residual mix or the grid covers of a purchase [MWh, t CO2e]."""

    entity: str
    year: int
    region: str
    instrument: str
    kind: str
    quantity: float
    emission: float
    source: str


def read_instruments(source: Any) -> tuple[Instrument, ...]:
    """Read instruments.

    Raises
    ------
    DataError
        Every problem: unknown kinds, units that are no energy, an id twice, a certificate that is not retired.
    """
    if source is None:
        return ()
    needed = ("id", "kind", "quantity", "unit", "market", "from", "emission_factor", "emission_factor_unit")
    table, problems = renamed(to_pandas(source, "instruments"), local_names("instruments"), needed, "")
    if problems:
        message = "the instruments lack columns"
        raise DataError(message, problems)
    table = table.reset_index(drop=True)
    cells = Cells(table)
    name, market = pd.Series(cells.text("id")), cells.text("market")
    kind = np.array([_WORDS.get(word, word) for word in cells.text("kind")], dtype=object)
    cells.report((name == "").to_numpy(), "id", "an instrument without number", "Give it: it is used once.")
    twice = (name.duplicated(keep=False) & (name != "")).to_numpy()
    cells.report(twice, "id", "an instrument used twice", "Each certificate and contract stands once.")
    cells.report(~np.isin(kind, INSTRUMENTS), "kind", "not a kind of instrument", f"One of {', '.join(INSTRUMENTS)}.")
    open_ = (kind == "certificate") & ~cells.truth("retired")
    cells.report(open_, "retired", "a certificate that is not retired", "Retire it for the reporter, then count it.")
    cells.report(market == "", "market", "the market is missing", "Name country or region.")
    quantity = _in_unit(cells, "quantity", "unit", "MWh")
    rate = _in_unit(cells, "emission_factor", "emission_factor_unit", "t/MWh")
    cells.report(quantity < 0, "quantity", "a quantity is not negative", "Correct it.")
    first, last = cells.periods("from"), cells.periods("to", needed=False)
    if cells.problems:
        message = f"the instruments have {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    spans = [_joined(begin, end) for begin, end in zip(first, last, strict=True)]
    rows = zip(name, kind, quantity.tolist(), cells.text("entity"), spans, market, rate.tolist(), cells.text("source"),
               strict=True)  # fmt: skip
    return tuple(Instrument(*row) for row in rows)


def cover(
    purchases: Iterable[Purchase],
    instruments: Iterable[Instrument],
    residual: dict[tuple[str, int], tuple[float, str]],
    untraded: dict[int, tuple[float, str]],
) -> tuple[list[Use], list[Problem]]:
    """Cover purchases by instruments, each used once, then by residual mix or grid average.

    Parameters
    ----------
    purchases : iterable of Purchase
    instruments : iterable of Instrument
    residual : dict
        Residual factor [t/MWh] and source by market and year.
    untraded : dict
        China's grid average without market-traded non-fossil power [t/MWh] and source by year.

    Returns
    -------
    list of Use, list of Problem
        What covers what, and what of the instruments is not used: of another period or market, or too much.
    """
    bought = list(purchases)
    uses: list[Use] = []
    problems: list[Problem] = []
    for one in sorted(instruments, key=lambda item: (INSTRUMENTS.index(item.kind), item.id)):
        fits = [p for p in bought if one.entity in {"", p.entity}]
        timely = [p for p in fits if one.period.begin.year <= p.year <= _last_year(one.period)]
        placed = [p for p in timely if _in_market(p.region, one.market)]
        unused = one.quantity
        need = sum(p.left for p in placed)
        taken = min(unused, need)
        for purchase in placed:
            part = taken * purchase.left / need if need > 0 else 0.0
            if part > 0:
                purchase.left -= part
                uses.append(Use(purchase.entity, purchase.year, purchase.region, one.id, one.kind, part,
                                part * one.rate, one.source))  # fmt: skip
        unused -= taken
        if unused > 1e-9 * max(one.quantity, 1.0):
            why = ("for an entity without electricity" if not fits else "of another period than the electricity"
                   if not timely else "of another market than the electricity" if not placed
                   else "more than the electricity that was used")  # fmt: skip
            problems.append(
                Problem("", one.id, "quantity", f"{unused:g} MWh", f"not used: {why}", "It covers nothing.")
            )
    uses += [_rest(purchase, residual, untraded) for purchase in bought if purchase.left > 0]
    return uses, problems


def _rest(
    purchase: Purchase, residual: dict[tuple[str, int], tuple[float, str]], untraded: dict[int, tuple[float, str]]
) -> Use:
    """Cover what no instrument covers: residual mix, China's untraded average, or the location-based factor."""
    place = (purchase.entity, purchase.year, purchase.region)
    for market in _path(purchase.region):
        if (market, purchase.year) in residual:
            rate, source = residual[market, purchase.year]
            return Use(*place, "", "residual mix", purchase.left, purchase.left * rate, source)
    if purchase.region.startswith("CN") and purchase.year in untraded:
        rate, source = untraded[purchase.year]
        return Use(*place, "", "grid without traded non-fossil power", purchase.left, purchase.left * rate, source)
    share = purchase.left / purchase.consumption
    return Use(*place, "", "grid average", purchase.left, purchase.emission * share, "location-based factor")


def _in_unit(cells: Cells, column: str, unit_column: str, target: str) -> np.ndarray:
    values = cells.number(column).copy()
    for at, unit in enumerate(cells.text(unit_column)):
        try:
            values[at] *= conversion_factor(unit.replace("CO2e", "").replace("CO2", ""), target)
        except UnitError as error:
            problem = Problem(cells.file, str(at), unit_column, shown(unit), str(error), f"Give it in {target}.")
            cells.problems.append(problem)
    return values


def _joined(begin: Period | None, end: Period | None) -> Period:
    first = begin if begin is not None else end
    last = end if end is not None else begin
    if first is None or last is None:
        message = "an instrument without period"
        raise DataError(message)
    return Period(first.begin, last.end, f"{first.text}/{last.text}")


def _last_year(period: Period) -> int:
    return period.end.year - (1 if (period.end.month, period.end.day) == (1, 1) else 0)


def _path(region: str) -> tuple[str, ...]:
    try:
        return tuple(region_path(region))
    except UnknownNameError:
        return (region,)


def _in_market(region: str, market: str) -> bool:
    return market in _path(region) or any(market in {place, place.partition("-")[0]} for place in _path(region))
