"""The market-based lines of a statement: from purchased electricity, instruments and rows of that accounting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import FactorError, Problem
from zzcarbon.factors.table import factors
from zzcarbon.footprint.company.consolidation import LINES
from zzcarbon.footprint.company.coverage import Purchase, Residual, Use, cover
from zzcarbon.footprint.company.energy import whole_sums
from zzcarbon.footprint.company.instruments import SOLD, Instrument
from zzcarbon.footprint.company.sold_generation import OWN_GENERATION, has_average, sold_generation, without_residual
from zzcarbon.units import conversion_factor

__all__ = ["Market", "market_lines"]

_WITHOUT_TRADED = "purchased electricity, without traded non-fossil power"
_PLACE = ["entity", "site", "region", "begin", "end", "carrier"]
_USES = ["entity", "year", "region", "instrument", "kind", "quantity", "emission", "source"]


class Market(NamedTuple):
    """What the market-based accounting gives.

    Attributes
    ----------
    lines : pandas.DataFrame
        Lines with ``accounting`` market.
    uses : pandas.DataFrame
        ``entity year region instrument kind quantity emission source`` [MWh, t CO2e, at 100 %].
    problems : list of Problem
    """

    lines: pd.DataFrame
    uses: pd.DataFrame
    problems: list[Problem]


def market_lines(
    lines: pd.DataFrame,
    energy: pd.DataFrame,
    instruments: Sequence[Instrument],
    residual: Residual,
    *,
    proposed: bool = False,
) -> Market:
    """Return the market-based lines of scope 2, what covers what, and problems.

    Parameters
    ----------
    lines : pandas.DataFrame
        Consolidated lines, see `consolidated`.
    energy : pandas.DataFrame
        What was bought and handed on [MWh], see `traded_energy`.
    instruments : sequence of Instrument
    residual : mapping
        See `cover`.
    proposed : bool
        See `cover`.

    Notes
    -----
    Rows of that accounting in the inventory stand as they are and cover their own quantity; only what they leave is
    covered by instruments. Whatever is no bought electricity (heat, own generation, rows whose quantity is not known in
    a unit of energy) stands in both totals with one figure: every site is in both.
    """
    scope2 = lines[(lines["scope"] == "2") & (lines["kind"] == "emission")]
    given = scope2[scope2["accounting"] == "market"]
    location = scope2[scope2["accounting"] != "market"].reset_index(drop=True)
    location["open"], problems = _open_shares(location, energy)
    group = location.groupby(_PLACE, sort=False, dropna=False).ngroup()
    bought = (location["carrier"] == "electricity") & (location["method"] != OWN_GENERATION)
    quantities = _quantities(energy)
    of_group: dict[int, Purchase] = {}
    asked = location[bought & (location["open"] > 0) & (location["share"] > 0)]
    number = group[asked.index]
    sums = (asked["emission"] * asked["open"]).groupby(number, sort=False).sum(min_count=1)
    firsts = asked[~number.duplicated()].to_dict("records")
    for at, emission, first in zip(sums.index.tolist(), sums.tolist(), firsts, strict=True):
        quantity = quantities.get(tuple(first[name] for name in _PLACE), np.nan)
        if not quantity > 0:
            problems.append(_uncovered(first["site"] or first["entity"], first["year"], quantity))
            continue
        who = (first["entity"], first["site"], first["region"], first["period"], first["share"])
        of_group[int(at)] = Purchase(*who, quantity * first["open"], emission / first["share"])
    sold, gone, lost = sold_generation(location, energy, [one for one in instruments if one.kind == SOLD])
    location["open"] *= 1 - gone
    problems += lost
    purchases = [*of_group.values(), *sold]
    years = {p.period.year for p in purchases if p.region.startswith("CN")}
    untraded = _untraded(years) if instruments or residual else {}
    problems += [without_residual(p) for p in sold if not has_average(p, residual, untraded)]
    problems += _without_carrier(location, bool(instruments or residual))
    bound = [one for one in instruments if one.kind != SOLD]
    uses, told = cover(purchases, bound, residual, untraded, proposed=proposed)
    covered = bought & group.isin(list(of_group))
    kept = location[~covered].assign(emission=location["emission"] * location["open"])
    kept = kept[kept["open"] > 0]
    grid = _grid_lines(location[covered], group[covered], of_group, uses)
    made = pd.DataFrame(
        [_line(use) for use in uses if use.kind != "grid average" or np.isnan(use.purchase.emission)],
        columns=list(lines.columns),
    )
    parts = [part for part in (given, made, grid, kept.drop(columns="open")) if len(part)]
    frame = pd.concat([part.astype(object) for part in parts], ignore_index=True) if parts else lines[:0]
    frame = frame.astype({name: lines[name].dtype for name in ("emission", "share", "year")})
    told += _without_average(uses) if instruments or residual else []
    return Market(frame.assign(accounting="market"), _use_table(uses), [*problems, *told])


def _without_average(uses: Sequence[Use]) -> list[Problem]:
    """Name the years of which China has no average without traded non-fossil power yet: the rest is the location's."""
    left = [use for use in uses if use.kind == "grid average" and use.purchase.region.startswith("CN")]
    problems = []
    for year in sorted({use.purchase.period.year for use in left}):
        quantity = sum(use.quantity for use in left if use.purchase.period.year == year)
        problem = (
            f"no grid average without traded non-fossil power of {year}: {quantity:g} MWh that no instrument covers "
            "keep the location-based factor"
        )
        remedy = f"Give residual={{('CN', {year}): (factor, 't/MWh', source)}}, for example that of the year before."
        problems.append(Problem("", "", "residual", str(year), problem, remedy))
    return problems


def _open_shares(location: pd.DataFrame, energy: pd.DataFrame) -> tuple[pd.Series, list[Problem]]:
    """Return which share of each location-based line no row of the market-based accounting covers [1]."""
    open_ = pd.Series(1.0, index=location.index)
    problems: list[Problem] = []
    declared = energy[energy["accounting"] == "market"]
    for (entity, year, carrier), rows in declared.groupby(["entity", "year", "carrier"], sort=False):
        same = (location["entity"] == entity) & (location["year"] == year) & (location["carrier"] == carrier)
        same &= location["method"] != OWN_GENERATION
        here = (energy["entity"] == entity) & (energy["year"] == year) & (energy["carrier"] == carrier)
        bought = energy[here & (energy["accounting"] != "market") & (energy["method"] != OWN_GENERATION)]
        sites = set(rows["site"])
        if "" not in sites and sites <= set(bought["site"]):
            same, bought = same & location["site"].isin(sites), bought[bought["site"].isin(sites)]
        told, whole = float(rows["quantity"].sum(skipna=False)), float(bought["quantity"].sum(skipna=False))
        if not (np.isfinite(told) and np.isfinite(whole)):
            problem = f"rows of market-based accounting of {year} whose quantity is not known in a unit of energy"
            remedy = "Give amount and unit of energy: they are taken for all that the entity bought."
            problems.append(Problem("", "", "unit", str(entity), problem, remedy))
            open_[same] = 0.0
            continue
        if told > whole * (1 + 1e-9):
            problem = f"market-based rows of {year} cover {told:g} MWh, {whole:g} MWh stand under the location"
            problems.append(Problem("", "", "accounting", str(entity), problem, "State the same purchase in both."))
        open_[same] = max(0.0, 1 - told / whole) if whole > 0 else 0.0
    return open_, problems


def _quantities(energy: pd.DataFrame) -> dict[tuple[Any, ...], float]:
    """Return what was bought less what was handed on of each place [MWh]; NaN where some of it is not known."""
    bought = energy[(energy["accounting"] != "market") & (energy["method"] != OWN_GENERATION)]
    sums = whole_sums(bought, _PLACE)
    return dict(zip(sums.index.tolist(), sums.tolist(), strict=True))


def _uncovered(who: str, year: int, quantity: float) -> Problem:
    if quantity <= 0:
        problem = f"more electricity of {year} is handed on than bought: it keeps its location-based figure"
        return Problem("", "", "amount", who, problem, "Check what was handed on; own generation is a method.")
    problem = f"electricity of {year} whose quantity is not known in a unit of energy: no instrument can cover it"
    return Problem("", "", "unit", who, problem, "Give amount and unit of energy, as MWh.")


def _without_carrier(location: pd.DataFrame, asked: bool) -> list[Problem]:
    """Name the rows of scope 2 that may be electricity, but do not say so."""
    silent = location[(location["carrier"] == "") & (location["share"] > 0)]
    if not asked or silent.empty:
        return []
    names = ", ".join(dict.fromkeys(silent["entity"]))[:200]
    problem = "rows of scope 2 that name no carrier: no instrument covers them"
    return [Problem("", "", "fuel", names, problem, "Write electricity or heat in fuel.")]


def _grid_lines(
    location: pd.DataFrame, group: pd.Series, of_group: dict[int, Purchase], uses: Sequence[Use]
) -> pd.DataFrame:
    """Return the location-based lines of what the grid average covers, gas by gas."""
    left = {id(use.purchase): use.quantity / use.purchase.consumption for use in uses if use.kind == "grid average"}
    share = np.array([left.get(id(of_group[int(number)]), 0.0) for number in group])
    made = location.assign(emission=location["emission"] * location["open"] * share)
    return made[share > 0].drop(columns="open")


def _line(use: Use) -> dict[str, object]:
    bought = use.purchase
    emission = use.emission * bought.share
    return {
        **dict.fromkeys(LINES, ""), "year": bought.period.year, "entity": bought.entity, "site": bought.site,
        "region": bought.region, "scope": "2", "accounting": "market", "carrier": "electricity", "kind": "emission",
        "gas": "CO2e", "gwp": "as stated", "share": bought.share, "emission": emission, "unit": "t CO2e",
        "notation": "" if np.isfinite(emission) else "NE", "begin": bought.period.begin, "end": bought.period.end,
        "period": bought.period, "method": "",
    }  # fmt: skip


def _use_table(uses: Sequence[Use]) -> pd.DataFrame:
    rows = [
        (use.purchase.entity, use.purchase.period.year, use.purchase.region, use.instrument, use.kind, use.quantity,
         use.emission, use.source) for use in uses
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=_USES)
    keys = [name for name in _USES if name not in {"quantity", "emission"}]
    sums = table.groupby(keys, sort=False)[["quantity", "emission"]].sum(min_count=1).reset_index()
    return sums[_USES]


def _untraded(years: set[int]) -> dict[int, tuple[float, str]]:
    """Return China's grid average without market-traded non-fossil power of the years that have one."""
    found = {}
    for year in sorted(years):
        try:
            factor = factors().select(activity=_WITHOUT_TRADED, substance="CO2", region="CN", year=year,
                                      purpose="enterprise")  # fmt: skip
        except FactorError:
            continue
        value = factor.row.value * conversion_factor(factor.row.unit, "t/MWh")
        found[year] = (value, f"{factor.source}, {factor.locator}")
    return found
