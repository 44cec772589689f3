"""From an inventory to consolidated lines: what counts of each entity, in CO2e of one set, kinds apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, UnknownNameError, shown
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.tables.dates import Period, read_period

__all__ = ["LINES", "consolidated", "known_labels", "span"]

LINES = (
    "year", "entity", "site", "region", "scope", "accounting", "category_ghgp", "category_iso14064", "carrier", "kind",
    "gas", "gwp", "share", "emission", "unit", "notation",
)  # fmt: skip
"""Columns of a statement's frame; emission is t CO2e and counts by share, gwp is the set behind it."""

_ASKED = ("entity", "site", "region", "year", "period", "scope", "accounting", "category_ghgp", "category_iso14064",
          "method", "flow", "origin", "fuel")  # fmt: skip
_KINDS = {"removal": "removal", "capture": "removal", "avoided": "avoided", "transfer out": "transfer"}
_PROJECTED = "projected lifetime emissions"

Weight = Callable[[str, dt.date, dt.date], float]


def known_labels(inventory: Inventory) -> set[str]:
    """Return what an inventory can be grouped by."""
    return {"origin", *map(str, inventory.table.keys.columns), *inventory.activity.columns}


def consolidated(inventory: Inventory, weight: Weight, gwp: str, known: Callable[[str], bool]) -> pd.DataFrame:
    """Return the lines of a statement, each by the share of its entity that counts.

    Gases are turned into CO2e of ``gwp``; CO2e of another set that a factor states stays what it is and is marked by
    its set. Substances that are no greenhouse gases are left out.

    Raises
    ------
    DataError
        Rows have no entity or year, or name entities outside the boundary: all of them.
    """
    labels = [name for name in _ASKED if name in known_labels(inventory)]
    sums = inventory.by(*labels, unit="t")
    sums = sums.reindex(columns=list(dict.fromkeys([*_ASKED, *sums.columns])))
    sums = sums[[has_gwp(name) for name in sums["substance"]]].reset_index(drop=True)
    for name in (
        "entity",
        "site",
        "region",
        "accounting",
        "category_ghgp",
        "category_iso14064",
        "method",
        "origin",
        "fuel",
    ):
        sums[name] = [_text(value) for value in sums[name]]
    sums["who"] = sums["entity"].where(sums["entity"] != "", sums["site"])
    spans = [span(period, year) for period, year in zip(sums["period"], sums["year"], strict=True)]
    _check(sums, spans, known)
    sums["year"] = [period.begin.year for period in spans if period]
    parts = [weight(who, *_days(period)) for who, period in zip(sums["who"], spans, strict=True) if period]
    sums["share"] = parts
    factors, sets = _in_co2e(sums["substance"], sums["origin"], gwp)
    sums["emission"] *= factors * sums["share"]
    sums["gwp"] = sets
    sums["kind"] = _kinds(sums)
    sums["gas"], sums["carrier"] = sums["substance"], sums["fuel"]
    sums["scope"] = [_text(value) or "1" for value in sums["scope"]]
    sums["unit"] = "t CO2e"
    keys = [name for name in LINES if name not in {"emission", "notation", "unit"}]
    grouped = sums.groupby(keys, sort=False, dropna=False)
    made = grouped["emission"].sum(min_count=1).to_frame()
    made["notation"] = grouped["notation"].max()
    return made.reset_index().assign(unit="t CO2e")[list(LINES)]


def span(period: object, year: object) -> Period | None:
    """Return the time of a group: its period, or its year."""
    text = _text(period) or _text(year)
    found = read_period(text) if text else None
    return found if isinstance(found, Period) else None


def _days(period: Period) -> tuple[dt.date, dt.date]:
    return period.begin.date(), (period.end - dt.timedelta(microseconds=1)).date()


def _check(sums: pd.DataFrame, spans: list[Period | None], known: Callable[[str], bool]) -> None:
    problems = []
    nameless = int((sums["who"] == "").sum())
    if nameless:
        remedy = "Give each row its entity or site."
        problems.append(Problem("", "", "entity", "", f"{nameless} groups of rows without entity", remedy))
    for name in sorted({who for who in sums["who"] if who and not known(who)}):
        left = sums[sums["who"] == name]["emission"].sum()
        problem = f"not in the boundary; {left:g} t of its gases would be lost"
        problems.append(Problem("", "", "entity", shown(name), problem, "Add it to the entities, with share 0 if out."))
    timeless = sum(period is None for period in spans)
    if timeless:
        problems.append(Problem("", "", "year", "", f"{timeless} groups of rows without year", "Give year or period."))
    if problems:
        message = "the inventory does not fit the boundary"
        raise DataError(message, problems)


def _in_co2e(gases: pd.Series, origins: pd.Series, gwp: str) -> tuple[np.ndarray, list[str]]:
    """Return what each gas is multiplied by, and the set that its CO2e is of."""
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for gas, origin in {*zip(gases, origins, strict=True)}:
        own = gas.removesuffix("-CO2e")
        try:
            found[gas, origin] = (gwp_factor(gas, gwp, origin=origin if gas == "CH4" else ""), gwp)
        except (UnitError, UnknownNameError):
            found[gas, origin] = (1.0, own) if own != gas else (float("nan"), gwp)
    pairs = [found[pair] for pair in zip(gases, origins, strict=True)]
    return np.array([value for value, _ in pairs]), [name for _, name in pairs]


def _kinds(sums: pd.DataFrame) -> np.ndarray:
    flow = np.array([_KINDS.get(str(value), "emission") for value in sums["flow"]], dtype=object)
    carbon = (sums["origin"] == "biogenic") & (sums["substance"] == "CO2") & (flow == "emission")
    kind = np.where(carbon, "biogenic CO2", flow)
    return np.where((sums["method"] == _PROJECTED).to_numpy(), "projected", kind)


def _text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(value).removesuffix(".0")
