"""From a table of streams to the account: the modules estimate, the sector says what adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.footprint.company.consolidation import co2e_factors
from zzcarbon.footprint.works.account import EnterpriseAccount
from zzcarbon.footprint.works.catalogue import Sector, Stream, sector_named
from zzcarbon.footprint.works.figures import figure_table
from zzcarbon.footprint.works.guideline import departures
from zzcarbon.footprint.works.streams import read_streams
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.inventory.combination import combine
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.modules import estimate

__all__ = ["enterprise"]

_FRAME = ["id", "entity", "year", "part", "stream", "gas", "emission", "unit", "notation", "tier", "filled",
          "coefficient_id"]  # fmt: skip


def enterprise(
    streams: Any,
    *,
    sector: str,
    region: str | None = None,
    year: int | None = None,
    factors: FactorTable | None = None,
    grade: str = "B",
    sets: Sequence[str] | None = None,
    gwp: str | None = None,
) -> EnterpriseAccount:
    """Account for the greenhouse gases of Chinese enterprises, from a table of streams to the enterprise total.

    Parameters
    ----------
    streams : path or data frame
        One row a stream (and month, line, batch): ``stream amount unit`` and the columns of its method: ``fuel``,
        ``ncv``, ``material``, ``product`` ... Measured values stand in the row, what is left out is the default of the
        guideline. Optional ``entity``, ``year`` or ``period``, ``id``, ``filled`` (how missing data were filled).
        Streams and headers in Chinese or English; `enterprise_streams` lists them.
    sector : str
        power, cement, aluminium, steel ...; see `enterprise_streams`.
    region : str, optional
        Region of the grid.
    year : int, optional
        Year of rows that say none [a].
    factors : FactorTable, optional
        Factors; those of ``grade`` if not given.
    grade : str
        Evidence grade of defaults at least. Several Chinese defaults were read in one copy only and are grade C.
    sets : sequence of str, optional
        Sets of factors, as in ``zc.estimate``.
    gwp : str, optional
        GWP set of other gases than CO2, where the method of the sector fixes none.

    Returns
    -------
    EnterpriseAccount

    Raises
    ------
    DataError
        Every problem of the table; other gases than CO2 and no GWP set.
    UnknownNameError
        There is no such sector or GWP set.

    Notes
    -----
    Enterprise total = fuel + fuel as raw material + process + net purchased electricity + net purchased heat - carbon
    in products - recovered CO2. Source: cn-ndrc-24-sectors and the document of the sector (grade B).

    Examples
    --------
    >>> rows = {"排放源": ["化石燃料燃烧", "熔剂", "固碳产品", "购入电力"], "能源品种": ["焦炭", None, None, None],
    ...     "物料": [None, "石灰石", "粗钢", None], "消费量": [4000, 900, 10000, 5000], "单位": ["t", "t", "t", "MWh"]}
    >>> account = enterprise(rows, sector="钢铁", region="CN-HA", year=2023)
    >>> round(account.total(), 1), account.absent["stream"].tolist()
    (15244.0, ['purchased heat'])
    """
    chosen = sector_named(sector)
    gwp_factor("CH4", gwp or "AR5")
    rows, of_rows = read_streams(streams, chosen, year)
    table = factors if factors is not None else packaged_factors(grade)
    inventory = _estimated(rows, of_rows, table, region=region, year=year, sets=sets)
    lines = _lines(inventory, rows, of_rows)
    others = sorted(set(lines["gas"]) - {"CO2"})
    chosen_gwp = gwp or chosen.gwp
    if others and not chosen_gwp:
        problem = f"{', '.join(others)}, and the method of {chosen.key} fixes no GWP set"
        message = "the gases cannot be added up"
        raise DataError(message, [Problem("", "", "gwp", "", problem, "Name one: gwp='AR5'.")])
    factor, _ = co2e_factors(lines["gas"], lines["origin"], chosen_gwp or "AR5")
    lines["emission"] *= factor
    carbon = (lines["gas"] == "CO2") & (lines["origin"] == "biogenic")
    lines["part"] = lines["part"].mask(carbon, "biogenic CO2")
    frame = lines.assign(unit="t CO2e")[_FRAME]
    figures = figure_table(inventory, frame)
    absent = _absent(chosen, frame)
    known = set(frame["gas"])
    told = inventory.problem_rows()
    own = [
        Problem(str(one.file), str(one.id), str(one.column), str(one.value), str(one.problem), str(one.remedy))
        for one in told.itertuples() if not one.substance or one.substance in known
    ]  # fmt: skip
    found = (*departures(chosen, rows, figures), *own)
    return EnterpriseAccount(chosen.key, chosen_gwp if others else "", frame, figures, absent, found, inventory)


def _estimated(rows: pd.DataFrame, streams: Sequence[Stream], factors: FactorTable, **said: Any) -> Inventory:
    """Estimate the rows, those of the same gases together; a balance stays whole, as its streams have one gas."""
    gases = np.array([";".join(stream.gases) for stream in streams], dtype=object)
    made = []
    for word in dict.fromkeys(gases):
        part = rows[gases == word].drop(columns="of_year")
        part.attrs = dict(rows.attrs)
        names = word.split(";") if word else None
        made.append(estimate(part, purpose="enterprise", factors=factors, substances=names, **said))
    return made[0] if len(made) == 1 else combine(*made)


def _lines(inventory: Inventory, rows: pd.DataFrame, streams: Sequence[Stream]) -> pd.DataFrame:
    """Return one line a row and gas that its stream counts."""
    frame = inventory.frame
    counted = {name: set(stream.gases) for name, stream in zip(rows["id"], streams, strict=True)}
    kept = [
        gas in counted[name] or (not counted[name] and has_gwp(gas))
        for name, gas in zip(frame["id"].astype(str), frame["substance"].astype(str), strict=True)
    ]
    lines = frame.loc[kept, ["id", "substance", "origin", "emission", "notation", "tier", "coefficient_id"]].copy()
    order = {name: at for at, name in enumerate(rows["id"])}
    lines = lines.rename(columns={"substance": "gas"}).sort_values("id", key=lambda ids: ids.map(order), kind="stable")
    lines = lines.reset_index(drop=True)
    place = rows.set_index("id").loc[lines["id"]]
    for name in ("entity", "part", "stream", "filled"):
        lines[name] = place[name].to_numpy()
    lines["year"] = place["of_year"].to_numpy()
    return lines


def _absent(sector: Sector, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the streams that works of the sector have as a rule and that no row states."""
    places = frame[["entity", "year"]].drop_duplicates()
    expected = list(dict.fromkeys(stream.name for stream in sector.streams if stream.expected))
    made = [
        (entity, year, name)
        for entity, year in places.itertuples(index=False)
        for name in expected
        if not ((frame["entity"] == entity) & (frame["year"] == year) & (frame["stream"] == name)).any()
    ]
    return pd.DataFrame(made, columns=["entity", "year", "stream"])
