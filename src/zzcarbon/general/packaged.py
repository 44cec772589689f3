"""Packaged factors that rows name by key: put into the factor table, checked against the year of the row."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document import message
from zzcarbon.errors import Problem, UnknownNameError, english, shown, warn
from zzcarbon.estimation.finding import Finding
from zzcarbon.factors.catalogue import EDITIONS, catalogue, catalogue_item
from zzcarbon.factors.table import FactorTable
from zzcarbon.tables import Cells
from zzcarbon.tables.numbering import own_ids
from zzcarbon.tables.stated import is_year

__all__ = ["EditionWarning", "items_named", "newer_editions", "price_years", "with_items"]

_GASES = ("CO2", "CH4", "N2O")
_SUCCESSOR = {"uk-desnz-2025": "uk-desnz-2026"}


class EditionWarning(UserWarning):
    """A factor is of another edition year than its activity."""


def items_named(keys: NDArray[np.object_]) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Return the catalogue rows of the keys that rows name, and what is wrong with keys that no packaged list has.

    Parameters
    ----------
    keys : ndarray of str, shape (n,)
        Empty where a row names none.
    """
    found, wrong = [], []
    for key in dict.fromkeys(filter(None, keys)):
        try:
            item = catalogue_item(key)
        except UnknownNameError as error:
            wrong.append(Finding(np.flatnonzero(keys == key), "factor", english(error), "Ask zc.general.find."))
            continue
        emitted = item[item["substance"].isin([*_GASES, "CO2e"])]
        if emitted.empty:
            text = f"no emission factor: {', '.join(item['substance'])}"
            remedy = "Choose a factor of CO2e or of gases."
            wrong.append(Finding(np.flatnonzero(keys == key), "factor", text, remedy))
        found.append(emitted)
    return (pd.concat(found, ignore_index=True) if found else catalogue()[:0]), tuple(wrong)


def price_years(items: pd.DataFrame) -> pd.DataFrame:
    """Return unit and price year of the spend factors among the items, by key."""
    spend = items[items["edition"] == "us-epa-scef-1.3"].drop_duplicates("key").set_index("key")
    return spend.rename(columns={"year": "price_year"})[["unit", "price_year"]]


def with_items(table: FactorTable, items: pd.DataFrame) -> FactorTable:
    """Return the table with catalogue rows as sets named after their lists."""
    for edition, rows in items.groupby("edition", sort=False):
        own = pd.DataFrame({
            "id": rows["key"] + "/" + rows["substance"],
            "activity": "general activity",
            "subject": rows["key"].str.lower(),
            "substance": np.where(rows["substance"] == "CO2e", rows["gwp"] + "-CO2e", rows["substance"]),
            "value": rows["value"],
            "unit": rows["unit"],
            "basis": "",
            "region": "GLO",
            "locator": rows["locator"],
            "evidence": rows["basis"].where(rows["basis"] != "", "as printed"),
            "grade": rows["grade"],
            "note": rows["activity"] + np.where(rows["note"] != "", "; " + rows["note"], ""),
        })  # fmt: skip
        table = table.extend(own, set_key=str(edition))
    return table


def newer_editions(frame: pd.DataFrame, year: int | None, items: pd.DataFrame, file: str) -> list[Problem]:
    """Warn of rows whose factor is of another year than the activity; both figures are named where both are packaged.

    Warns
    -----
    EditionWarning
        One warning for all of them.
    """
    cells = Cells(frame, file)
    factor = cells.text("factor")
    spoken = cells.year("year", needed=False)
    active = np.where(spoken > 0, spoken, year if is_year(year) else 0)
    pairs = pd.DataFrame({"factor": factor, "year": active, "row": own_ids(frame)})
    pairs = pairs[
        pairs["factor"].isin(items["key"]) & (pairs["year"] > 0) & ~pairs["factor"].str.startswith("us-epa-scef")
    ]
    problems = []
    for (key, when), rows in pairs.groupby(["factor", "year"]):
        edition = re.search(r"-(\d{4}):", str(key))
        if edition is None or int(edition[1]) == when:
            continue
        problem = f"a factor of the edition of {edition[1]} for an activity of {when}{_both(str(key), items)}"
        first = ", ".join(map(str, rows["row"].head(3)))
        problems.append(
            Problem(file, first, "factor", shown(key), problem, f"Take the edition of {when}, or say why not.")
        )
    if problems:
        warn("; ".join(message(p.problem) for p in problems[:5]), EditionWarning)
    return problems


def _both(key: str, items: pd.DataFrame) -> str:
    """Return the figures of two editions of one item, where both are packaged."""
    edition, _, name = key.partition(":")
    other = _SUCCESSOR.get(edition) or next((old for old, new in _SUCCESSOR.items() if new == edition), "")
    if other not in EDITIONS:
        return ""
    try:
        second = catalogue_item(f"{other}:{name}")
    except UnknownNameError:
        return ""
    mine = items[(items["key"] == key) & (items["substance"] == "CO2e")]
    second = second[second["substance"] == "CO2e"]
    if mine.empty or second.empty:
        return ""
    return f": {mine['value'].iloc[0]:g} in {edition}, {second['value'].iloc[0]:g} {second['unit'].iloc[0]} in {other}"
