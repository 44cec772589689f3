"""From an inventory to consolidated lines: what counts of each entity, in CO2e of one set, kinds apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, UnknownNameError, shown
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.tables.dates import Period, read_period

__all__ = [
    "LINES",
    "Group",
    "co2e_factors",
    "consolidated",
    "known_labels",
    "placed_rows",
    "summed_lines",
    "weighted_rows",
    "worst_notations",
]

LINES = (
    "year", "entity", "site", "region", "scope", "accounting", "category_ghgp", "category_iso14064", "carrier", "kind",
    "gas", "gwp", "share", "emission", "unit", "notation",
)  # fmt: skip
"""Columns of a statement's frame; emission is t CO2e and counts by share, gwp is the set behind it."""

_ASKED = ("entity", "site", "region", "year", "period", "scope", "accounting", "category_ghgp", "category_iso14064",
          "method", "flow", "origin", "fuel")  # fmt: skip
_TEXTS = ("entity", "site", "region", "accounting", "category_ghgp", "category_iso14064", "method", "origin", "fuel")
_RANKED = ("", "C", "IE", "NA", "NO", "NE")
"""Notation keys: what stands for several rows is the last of theirs."""

_SUMMED = {"emission", "notation", "unit"}
_KINDS = {"removal": "removal", "capture": "removal", "avoided": "avoided", "transfer out": "transfer"}
_PROJECTED = "projected lifetime emissions"


class Group(Protocol):
    """What a boundary answers."""

    def __contains__(self, name: object) -> bool: ...
    def owner(self, name: str) -> str:
        """Return the entity of a name."""
        ...

    def over(self, entity: str, first: dt.date, last: dt.date) -> float:
        """Return the mean share over the days of a period [1]."""
        ...

    def holds(self, entity: str, first: dt.date, last: dt.date) -> bool:
        """Return whether the entity belongs to the group on some day of a period."""
        ...


def consolidated(inventory: Inventory, group: Group, gwp: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the lines of a statement, each by the share of its entity that counts, and what they leave out.

    Gases are turned into CO2e of ``gwp``; CO2e of another set that a factor states stays what it is and is marked by
    its set. Substances that are no greenhouse gases are left out.

    Returns
    -------
    pandas.DataFrame
        `LINES`, ``method``, and ``begin end period`` of the rows.
    list of Problem
        Rows of times in which their entity is not held, rows that were refused.

    Raises
    ------
    DataError
        Rows have no entity or year, or name entities outside the boundary: all of them.
    """
    sums = inventory.by(*known_labels(inventory), unit="t")
    sums = sums[[has_gwp(name) for name in sums["substance"]]].reset_index(drop=True)
    placed = placed_rows(sums, group)
    problems: list[Problem] = []
    refused = placed["period"].isna() & placed["emission"].isna()
    if refused.any():
        names = ", ".join(dict.fromkeys(placed[refused]["entity"]))[:200]
        problem = "rows without estimate whose year is not known: they are in no line"
        problems.append(Problem("", "", "notation", names, problem, "See .problems of the inventory."))
        placed = placed[~refused].reset_index(drop=True)
    placed = weighted_rows(placed, group, gwp)
    placed["emission"] *= placed["factor"] * placed["share"]
    placed["unit"] = "t CO2e"
    problems += _outside(placed, group)
    made = summed_lines(placed, [*(name for name in LINES if name not in _SUMMED), "method", "begin", "end", "period"])
    return made, problems


def summed_lines(frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return lines added up by keys; NaN where nothing under a line was estimated."""
    grouped = frame.groupby(list(keys), sort=False, dropna=False)
    made = grouped["emission"].sum(min_count=1).to_frame()
    made["notation"] = worst_notations(frame, keys)
    made = made.reset_index().assign(unit="t CO2e")
    return made[[*LINES, *(name for name in keys if name not in LINES)]]


def worst_notations(frame: pd.DataFrame, keys: Sequence[str], *, sort: bool = False) -> np.ndarray:
    """Return what stands for the rows of each group together: NE where one was not estimated, else what is said.

    Examples
    --------
    >>> rows = pd.DataFrame({"gas": ["CO2", "CO2", "CH4"], "notation": ["NO", "NE", "NA"]})
    >>> worst_notations(rows, ["gas"]).tolist()
    ['NE', 'NA']
    """
    rank = frame["notation"].map({word: at for at, word in enumerate(_RANKED)}).fillna(0).astype(int)
    worst = rank.groupby([frame[key] for key in keys], sort=sort, dropna=False).max()
    return np.array(_RANKED, dtype=object)[worst.to_numpy()]


def weighted_rows(placed: pd.DataFrame, group: Group, gwp: str) -> pd.DataFrame:
    """Return rows with the share that counts, the factor to CO2e and its set, and what kind of emission they are.

    Parameters
    ----------
    placed : pandas.DataFrame
        See `placed_rows`, with ``substance``.
    """
    made = placed.copy()
    pairs = list(zip(made["entity"], made["period"], strict=True))
    shares = {pair: group.over(pair[0], *_days(pair[1])) for pair in dict.fromkeys(pairs)}
    made["share"] = [shares[pair] for pair in pairs]
    made["factor"], made["gwp"] = co2e_factors(made["substance"], made["origin"], gwp)
    made["kind"] = _kinds(made)
    made["gas"] = made["substance"]
    scope = _texts_of(made["scope"])
    made["scope"] = np.where(scope == "", "1", scope)
    return made


def known_labels(inventory: Inventory) -> list[str]:
    """Return the labels of a statement that an inventory has."""
    known = {"origin", *map(str, inventory.table.keys.columns), *inventory.activity.columns}
    return [name for name in _ASKED if name in known]


def placed_rows(frame: pd.DataFrame, group: Group) -> pd.DataFrame:
    """Return rows with the entity that owns them, their time and texts without blanks.

    Raises
    ------
    DataError
        Rows have no entity or year, or name entities outside the boundary: all of them.
    """
    made = frame.reindex(columns=list(dict.fromkeys([*_ASKED, *frame.columns])))
    for name in _TEXTS:
        made[name] = _texts_of(made[name]) if name in made else ""
    who = made["entity"].where(made["entity"] != "", made["site"])
    texts = [(_text(period), _text(year)) for period, year in zip(made["period"], made["year"], strict=True)]
    read = {pair: _span(*pair) for pair in dict.fromkeys(texts)}
    spans = [read[pair] for pair in texts]
    _check(made, who, spans, group)
    made["entity"] = [group.owner(name) for name in who]
    made["period"] = pd.Series(spans, index=made.index, dtype=object)
    made["begin"] = [span.begin if span else pd.NaT for span in spans]
    made["end"] = [span.end if span else pd.NaT for span in spans]
    made["year"] = [span.year if span else 0 for span in spans]
    made["carrier"] = made["fuel"]
    return made


def _span(period: str, year: str) -> Period | None:
    """Return the time of a group: its period, or its year."""
    text = period or year
    found = read_period(text) if text else None
    return found if isinstance(found, Period) else None


def _days(period: Period) -> tuple[dt.date, dt.date]:
    return period.begin.date(), (period.end - dt.timedelta(microseconds=1)).date()


def _check(made: pd.DataFrame, who: pd.Series, spans: Sequence[Period | None], group: Group) -> None:
    problems = []
    nameless = int((who == "").sum())
    if nameless:
        remedy = "Give each row its entity or site."
        problems.append(Problem("", "", "entity", "", f"{nameless} groups of rows without entity", remedy))
    for name in sorted({name for name in who if name and name not in group}):
        left = made["emission"][who == name].sum() if "emission" in made else 0.0
        problem = f"not in the boundary; {left:g} t of its gases would be lost"
        problems.append(Problem("", "", "entity", shown(name), problem, "Add it to the entities, with share 0 if out."))
    given = made.get("emission", pd.Series(0.0, made.index)).notna()
    timeless = sum(span is None and some for span, some in zip(spans, given, strict=True))
    if timeless:
        problems.append(Problem("", "", "year", "", f"{timeless} groups of rows without year", "Give year or period."))
    if problems:
        message = "the inventory does not fit the boundary"
        raise DataError(message, problems)


def _outside(placed: pd.DataFrame, group: Group) -> list[Problem]:
    """Name the entities with rows of a time in which the group does not hold them."""
    pairs = placed[placed["share"] == 0].drop_duplicates(["entity", "period"])
    return [
        Problem("", "", "period", shown(period.text), f"{entity} is not held by the group then: its rows count nothing",
                "Correct from and to of the entity, or leave the rows out.")
        for entity, period in zip(pairs["entity"], pairs["period"], strict=True)
        if not group.holds(entity, *_days(period))
    ]  # fmt: skip


def co2e_factors(gases: pd.Series, origins: pd.Series, gwp: str) -> tuple[np.ndarray, list[str]]:
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


def _texts_of(column: pd.Series) -> np.ndarray:
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return np.array([_text(value) for value in values], dtype=object)[codes]


def _text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(value).removesuffix(".0")
