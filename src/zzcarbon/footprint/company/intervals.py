"""Uncertainty of a statement: its lines as sums of the inventory's figures, by the shares that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.footprint.company.consolidation import Group, co2e_factors, known_labels, placed_rows, weighted_rows
from zzcarbon.gwp import has_gwp
from zzcarbon.inventory.intervals import Errors
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.scope import ALL
from zzcarbon.uncertainty.sums import place_sums, scale_sums
from zzcarbon.uncertainty.tables import Assumptions, interval_table

__all__ = ["statement_intervals"]


def statement_intervals(
    inventory: Inventory,
    group: Group,
    gwp: str,
    given: Assumptions,
    *,
    activity: float | None = None,
    widths: Mapping[str, float] | None = None,
    defaults: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the 95 % interval of each line of a statement; see `Statement.uncertainty`."""
    errors = Errors(inventory.activity, inventory.table, activity or 0.0, widths or {}, tuple(defaults), ALL)
    lines = inventory.table.lines
    to_co2e, _ = co2e_factors(lines["substance"], lines["origin"].fillna(""), gwp)
    sums, names = errors.sums([name for name in known_labels(inventory) if name != "origin"])
    names = names.reset_index(drop=True)
    kept = np.flatnonzero([has_gwp(name) for name in names["substance"]])
    placed = placed_rows(names.assign(emission=sums.emissions).iloc[kept].reset_index(drop=True), group)
    rows = weighted_rows(placed, group, gwp)
    shares, factors = np.zeros(sums.count), np.zeros(sums.count)
    shares[kept], factors[kept] = rows["share"].to_numpy(float), rows["factor"].fillna(0.0).to_numpy(float)
    value = sums.value * np.nan_to_num(to_co2e)
    scaled = scale_sums(replace(sums, value=value, alone=sums.alone * factors**2), shares)
    parts = []
    for line in (_main_line, _category_line):
        named = pd.DataFrame([(row["year"], line(row)) for row in rows.to_dict("records")], columns=["year", "line"])
        wanted = np.flatnonzero(named["line"] != "")
        if len(wanted):
            of_line = named.iloc[wanted].groupby(["year", "line"], sort=True)
            places = np.full(sums.count, -1, np.int64)
            places[kept[wanted]] = of_line.ngroup().to_numpy()
            every = of_line.size().reset_index()[["year", "line"]]
            names_of = tuple(f"{year}|{text}" for year, text in every.to_numpy(object))
            parts.append(interval_table(place_sums(scaled, places, names_of), every, given))
    made = pd.concat(parts, ignore_index=True).sort_values("year", kind="stable", ignore_index=True)
    made.insert(3, "unit", "t CO2e")
    made.attrs["trail"] = parts[0].attrs["trail"] if parts else ()
    return made


def _main_line(row: dict[Any, Any]) -> str:
    if row["kind"] != "emission" or row["accounting"] == "market":
        return ""
    return "scope 2, location-based" if row["scope"] == "2" else f"scope {row['scope']}"


def _category_line(row: dict[Any, Any]) -> str:
    if row["kind"] != "emission" or row["scope"] != "3" or not row["category_ghgp"]:
        return ""
    return f"scope 3, category {row['category_ghgp']}"
