"""Scope 2, market-based: instruments cover the electricity of each entity, once; the rest is residual or grid.

Order: certificates, contracts, supplier rate, residual mix, grid average. The order of the middle steps is of grade C.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import Problem, UnknownNameError
from zzcarbon.footprint.company.instruments import INSTRUMENTS, Instrument
from zzcarbon.tables.dates import Period
from zzcarbon.vocabulary.regions import region_path

__all__ = ["Purchase", "Use", "cover"]

Residual = Mapping[tuple[str, int], tuple[float, str]]
Untraded = Mapping[int, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Purchase:
    """Electricity of an entity over a time.

    Attributes
    ----------
    entity, site, region : str
        Who uses it, and where.
    period : Period
        When.
    share : float
        Share of the entity that counts [1].
    consumption : float
        What was bought, less what was handed on [MWh].
    emission : float
        Its location-based emission, at 100 % [t CO2e]; NaN where it was made on site and its certificate was sold.
    """

    entity: str
    site: str
    region: str
    period: Period
    share: float
    consumption: float
    emission: float


@dataclass(frozen=True, slots=True)
class Use:
    """What one instrument, the residual mix or the grid covers of a purchase [MWh, t CO2e], at 100 %."""

    purchase: Purchase
    instrument: str
    kind: str
    quantity: float
    emission: float
    source: str


def cover(
    purchases: Sequence[Purchase],
    instruments: Iterable[Instrument],
    residual: Residual,
    untraded: Untraded,
    *,
    proposed: bool = False,
) -> tuple[list[Use], list[Problem]]:
    """Cover purchases by instruments, each used once, then by residual mix or grid average.

    Parameters
    ----------
    purchases : sequence of Purchase
        Those that count: none has a share of zero.
    instruments : iterable of Instrument
    residual : mapping
        Residual factor [t/MWh] and source by market and year.
    untraded : mapping
        China's grid average without market-traded non-fossil power [t/MWh] and source by year.
    proposed : bool
        Match by the hour, as the consultation of 2025 proposes; not in force.

    Returns
    -------
    list of Use, list of Problem
        What covers what, and what is not used of the instruments and residual mixes: all of it is told.
    """
    places = _Places(purchases)
    left = np.array([purchase.consumption for purchase in purchases], dtype=float)
    uses: list[Use] = []
    problems: list[Problem] = []
    for one in sorted(instruments, key=lambda item: (INSTRUMENTS.index(item.kind), item.id)):
        marks = places.fitting(one, proposed=proposed)
        placed = np.flatnonzero(marks[-1])
        need = float(left[placed].sum())
        taken = min(one.quantity, need)
        parts = taken * left[placed] / need if need > 0 else np.zeros(len(placed))
        left[placed] -= parts
        uses += [
            Use(purchases[at], one.id, one.kind, part, part * one.rate, one.source)
            for at, part in zip(placed.tolist(), parts.tolist(), strict=True)
            if part > 0
        ]
        unused = one.quantity - taken
        if unused > 1e-9 * max(one.quantity, 1.0):
            why, remedy = _why_unused(marks, proposed=proposed)
            problems.append(Problem("", one.id, "quantity", f"{unused:g} MWh", f"not used: {why}", remedy))
    uses += [
        _rest(purchase, float(quantity), residual, untraded)
        for purchase, quantity in zip(purchases, left, strict=True)
        if quantity > 1e-12 * purchase.consumption
    ]
    return uses, [*problems, *_idle_residuals(purchases, residual)]


class _Places:
    """Who, where and when of many purchases, as arrays."""

    def __init__(self, purchases: Sequence[Purchase]) -> None:
        self.entity, self.site, self.region = (
            np.array([getattr(purchase, name) for purchase in purchases], dtype=object)
            for name in ("entity", "site", "region")
        )
        self.begin, self.end = (
            np.array([getattr(purchase.period, name) for purchase in purchases], dtype="datetime64[us]")
            for name in ("begin", "end")
        )
        self.hourly = np.array([purchase.period.hours <= 1 for purchase in purchases], bool)
        self.above = {name: set(_path(name)) for name in set(self.region)}

    def fitting(self, one: Instrument, *, proposed: bool) -> tuple[NDArray[np.bool_], ...]:
        """Mark the purchases of an instrument's entity; of these those of its time; of these those of its market."""
        fits = (self.entity == one.entity) | (self.site == one.entity) | (one.entity == "")
        timely = fits & (self.begin < np.datetime64(one.use.end)) & (self.end > np.datetime64(one.use.begin))
        if proposed:
            timely &= self.hourly & (one.generated.hours <= 1)
        markets = [name for name, above in self.above.items() if one.market in above]
        return fits, timely, timely & np.isin(self.region, markets)


def _why_unused(marks: tuple[NDArray[np.bool_], ...], *, proposed: bool) -> tuple[str, str]:
    fits, timely, placed = (mark.any() for mark in marks)
    if not fits:
        return ("for an entity without electricity",
                "Name an entity or site that buys electricity, in a unit of energy.")  # fmt: skip
    if not timely and proposed:
        return "not of the same hour", "Give electricity and instruments by the hour, as period and from."
    if not timely:
        return ("of another period than the electricity",
                "Say in use_period which time's electricity it was retired for, within its validity.")  # fmt: skip
    if not placed:
        return "of another market than the electricity", "It covers nothing outside its market."
    return "more than the electricity that was used", "What is left covers nothing here; never count it again."


def _rest(purchase: Purchase, quantity: float, residual: Residual, untraded: Untraded) -> Use:
    """Cover what no instrument covers: residual mix, China's untraded average, or the location-based factor."""
    year = purchase.period.year
    for market in _path(purchase.region):
        if (market, year) in residual:
            rate, source = residual[market, year]
            return Use(purchase, "", "residual mix", quantity, quantity * rate, source)
    if "CN" in _path(purchase.region) and year in untraded:
        rate, source = untraded[year]
        return Use(purchase, "", "grid without traded non-fossil power", quantity, quantity * rate, source)
    emission = purchase.emission * (quantity / purchase.consumption)
    return Use(purchase, "", "grid average", quantity, emission, "location-based factor")


def _idle_residuals(purchases: Sequence[Purchase], residual: Residual) -> list[Problem]:
    """Name the residual mixes of a market and year without electricity."""
    places = {(market, p.period.year) for p in purchases for market in _path(p.region)}
    idle = sorted(set(residual) - places)
    return [
        Problem("", "", "residual", f"{market} {'/'.join(str(year) for _, year in group)}",
                "not used: no electricity of this market and year", "Correct market and year.")
        for market, group in groupby(idle, key=lambda key: key[0])
    ]  # fmt: skip


def _path(region: str) -> tuple[str, ...]:
    try:
        return region_path(region)
    except UnknownNameError:
        return (region,)
