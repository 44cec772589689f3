"""Own generation whose certificates were sold: it takes the residual mix, as if it were bought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from zzcarbon.errors import Problem
from zzcarbon.footprint.company.coverage import Purchase, Residual
from zzcarbon.footprint.company.instruments import Instrument
from zzcarbon.vocabulary.regions import region_path

__all__ = ["OWN_GENERATION", "has_average", "sold_generation", "without_residual"]

OWN_GENERATION = "on-site renewable electricity"
"""Method of what is made and used on site."""

_PLACE = ["entity", "site", "region", "begin", "end"]
_SLACK = 1e-9


def sold_generation(
    location: pd.DataFrame, energy: pd.DataFrame, sold: Sequence[Instrument]
) -> tuple[list[Purchase], pd.Series[float], list[Problem]]:
    """Return own generation whose certificates were sold as purchases, and which share of each line that is [1].

    Parameters
    ----------
    location : pandas.DataFrame
        Location-based lines, see `market_lines`.
    energy : pandas.DataFrame
        See `traded_energy`.
    sold : sequence of Instrument
        Certificates that were sold.

    Notes
    -----
    Electricity whose certificate was sold takes the residual mix. Source: ghgp-scope2-2015, quality criteria (grade C).
    """
    gone = pd.Series(0.0, index=location.index)
    own = location[(location["method"] == OWN_GENERATION) & (location["share"] > 0)]
    sums = energy[energy["method"] == OWN_GENERATION].groupby(_PLACE, sort=False)["quantity"].sum(min_count=1)
    made: dict[tuple[Any, ...], float] = dict(zip(sums.index.tolist(), sums.tolist(), strict=True))
    places = {place: rows for place, rows in own.groupby(_PLACE, sort=False) if place in made}
    left = {place: made[place] for place in places}
    problems: list[Problem] = []
    for one in sold:
        fits = [place for place, rows in places.items() if _meets(rows, one)]
        whole = sum(left[place] for place in fits)
        taken = min(one.quantity, whole)
        for place in fits:
            left[place] -= taken * left[place] / whole if whole > 0 else 0.0
        if one.quantity - taken > _SLACK * max(one.quantity, 1.0):
            problems.append(_too_many(one, one.quantity - taken))
    purchases: list[Purchase] = []
    for place, rows in places.items():
        quantity = made[place] - left[place]
        if quantity > _SLACK * made[place]:
            first = rows.iloc[0]
            gone[rows.index] = quantity / made[place]
            purchases.append(Purchase(first["entity"], first["site"], first["region"], first["period"],
                                      float(first["share"]), quantity, float("nan")))  # fmt: skip
    return purchases, gone, problems


def has_average(purchase: Purchase, residual: Residual, untraded: Mapping[int, tuple[float, str]]) -> bool:
    """Return whether a residual mix, or in China the average without traded power, is known for a purchase."""
    path, year = region_path(purchase.region), purchase.period.year
    return any((market, year) in residual for market in path) or ("CN" in path and year in untraded)


def without_residual(purchase: Purchase) -> Problem:
    """Return the problem of own generation whose certificates were sold and for which no residual mix is known."""
    who, year = purchase.site or purchase.entity, purchase.period.year
    problem = f"own generation of {year} whose certificates were sold takes the residual mix, and none is given"
    return Problem("", "", "residual", who, problem, "Give residual={(market, year): (factor, unit, source)}.")


def _meets(rows: pd.DataFrame, one: Instrument) -> bool:
    """Return whether an instrument is of the entity and time of the rows of a place."""
    first = rows.iloc[0]
    named = one.entity in {"", first["entity"], first["site"]}
    return bool(named and first["period"].begin < one.generated.end and first["period"].end > one.generated.begin)


def _too_many(one: Instrument, quantity: float) -> Problem:
    problem = "more certificates sold than electricity was made on site"
    remedy = "Give own generation as rows of on-site renewable electricity, of that entity and time."
    return Problem("", one.id, "quantity", f"{quantity:g} MWh", problem, remedy)
