"""The market-based lines of a statement: from purchased electricity, instruments and rows of that accounting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import FactorError, Problem, UnitError
from zzcarbon.factors.table import factors
from zzcarbon.footprint.company.consolidation import LINES, known_labels, span
from zzcarbon.footprint.company.instruments import Purchase, Use, cover, read_instruments
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.units import conversion_factor

__all__ = ["market_lines", "read_residual"]

_WITHOUT_TRADED = "purchased electricity, without traded non-fossil power"


def read_residual(residual: Mapping[tuple[str, int], tuple[float, str, str]] | None) -> dict[Any, tuple[float, str]]:
    """Return residual factors in t/MWh: by market and year a number, its unit and its source."""
    found = {}
    for key, (value, unit, source) in (residual or {}).items():
        found[key] = (value * conversion_factor(unit, "t/MWh"), source)
    return found


def market_lines(
    lines: pd.DataFrame,
    inventory: Inventory,
    instruments: Any,
    residual: Mapping[tuple[str, int], tuple[float, str, str]] | None,
    weight: Callable[[str, dt.date, dt.date], float],
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Return the market-based lines of scope 2, what covers what, and problems.

    An entity and year with rows of that accounting in the inventory keeps these rows. Everything else of scope 2 that
    is no electricity (heat, steam) stands in both totals with one figure.

    Returns
    -------
    pandas.DataFrame
        Lines with ``accounting`` market.
    pandas.DataFrame
        Uses: ``entity year region instrument kind quantity emission source`` [MWh, t CO2e, at 100 %].
    list of Problem
    """
    scope2 = lines[(lines["scope"] == "2") & (lines["kind"] == "emission")]
    given = scope2[scope2["accounting"] == "market"]
    location = scope2[scope2["accounting"] != "market"]
    own = set(zip(given["entity"], given["year"], strict=True))
    purchases = [p for p in _purchases(inventory, location, weight) if (p.entity, p.year) not in own]
    read = read_instruments(instruments)
    years = {p.year for p in purchases if p.region.startswith("CN")}
    uses, problems = cover(purchases, read, read_residual(residual), _untraded(years) if read or residual else {})
    covered = {(p.entity, p.year) for p in purchases}
    pairs = list(zip(location["entity"], location["year"], strict=True))
    heat = location[np.array([pair in covered for pair in pairs], bool) & (location["carrier"] != "electricity")]
    rest = location[np.array([pair not in own | covered for pair in pairs], bool)]
    made = pd.DataFrame([_line(use, weight) for use in uses], columns=list(LINES))
    parts = [
        part for part in (given, made, heat.assign(accounting="market"), rest.assign(accounting="market")) if len(part)
    ]
    frame = pd.concat(parts, ignore_index=True)[list(LINES)] if parts else lines[:0]
    columns = ["entity", "year", "region", "instrument", "kind", "quantity", "emission", "source"]
    table = pd.DataFrame([[getattr(use, name) for name in columns] for use in uses], columns=columns)
    return frame, table, problems


def _electricity_keys(inventory: Inventory) -> list[int]:
    keys = inventory.table.keys
    carriers = (keys["fuel"] == "electricity") & (keys["flow"] == "emission")
    scope = keys["scope"].astype(str) == "2"
    kept = (carriers & scope).to_numpy(bool)
    if "accounting" in keys:
        kept = kept & (keys["accounting"].astype(str) != "market").to_numpy(bool)
    return [int(at) for at in np.flatnonzero(kept)]


def _purchases(
    inventory: Inventory, location: pd.DataFrame, weight: Callable[[str, dt.date, dt.date], float]
) -> list[Purchase]:
    """Return the electricity of each entity, year and region [MWh] with its location-based emission at 100 %."""
    keys = _electricity_keys(inventory)
    if not keys or "entity" not in known_labels(inventory):
        return []
    rows = inventory.activity.where(keys=keys)
    frame = rows.activity.assign(key=rows.codes, amount=pd.to_numeric(rows.activity["amount"], errors="coerce"))
    labels = [name for name in ("entity", "key", "unit", "period", "year") if name in frame]
    sums = frame.groupby(labels, dropna=False, sort=False)["amount"].sum().reset_index()
    found: dict[tuple[str, int, str], float] = {}
    for record in sums.to_dict("records"):
        key = inventory.table.keys.loc[record["key"]]
        when = span(record.get("period"), record.get("year")) or span(None, key["year"])
        try:
            amount = float(record["amount"]) * conversion_factor(str(record["unit"]), "MWh")
        except UnitError:
            continue
        if when is not None:
            place = (str(record["entity"]), when.begin.year, str(key["region"]))
            found[place] = found.get(place, 0.0) + amount
    electric = location[location["carrier"] == "electricity"]
    purchases = []
    for (entity, year, region), amount in found.items():
        lines = electric[(electric["entity"] == entity) & (electric["year"] == year) & (electric["region"] == region)]
        share = weight(entity, dt.date(year, 1, 1), dt.date(year, 12, 31))
        emission = lines["emission"].sum(min_count=1)
        purchases.append(Purchase(entity, year, region, amount, emission / share if share else 0.0))
    return purchases


def _line(use: Use, weight: Callable[[str, dt.date, dt.date], float]) -> dict[str, object]:
    share = weight(use.entity, dt.date(use.year, 1, 1), dt.date(use.year, 12, 31))
    return {
        **dict.fromkeys(LINES, ""), "year": use.year, "entity": use.entity, "region": use.region, "scope": "2",
        "accounting": "market", "carrier": "electricity", "kind": "emission", "gas": "CO2e", "gwp": "as stated",
        "share": share, "emission": use.emission * share, "unit": "t CO2e",
    }  # fmt: skip


def _untraded(years: set[int]) -> dict[int, tuple[float, str]]:
    """Return China's grid average without market-traded non-fossil power of the years that have one."""
    found = {}
    for year in sorted(years):
        try:
            factor = factors().select(activity=_WITHOUT_TRADED, substance="CO2", region="CN", year=year,
                                      purpose="enterprise")  # fmt: skip
        except FactorError:
            continue
        value = float(factor.quantity.to("t CO2/MWh").magnitude)
        found[year] = (value, f"{factor.source}, {factor.locator}")
    return found
