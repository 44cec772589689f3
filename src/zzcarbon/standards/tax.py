"""The environmental protection tax of China: pollution equivalents of air and water, and what is due."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem, UnknownNameError, shown
from zzcarbon.resources import data_path
from zzcarbon.standards.counted_pollutants import not_counted, taxed_at_once
from zzcarbon.standards.pollutants import named_pollutants
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.stated import is_number
from zzcarbon.vocabulary.substances import substance

__all__ = ["environmental_tax", "tax_equivalents"]

_MEDIA = ("air", "water")
_COUNTED = {"air": 3, "first class": 5, "other classes": 3}
"""How many pollutants of an outlet are taxed, from the largest number of equivalents down (article 9)."""
_STEPS = ((0.5, 0.5), (0.3, 0.75))
"""Share by which the concentration lies below the limit, and the share of the tax that is due (article 13)."""
_DUST = ("颗粒物", "pm", "tsp", "total suspended particles", "总悬浮颗粒物")


def tax_equivalents(medium: str | None = None) -> pd.DataFrame:
    """Return what makes one pollution equivalent.

    Parameters
    ----------
    medium : str, optional
        ``air`` or ``water``; both if it is not said.

    Returns
    -------
    pandas.DataFrame
        ``medium pollutant_class zh en substance value unit source locator grade``.

    Examples
    --------
    >>> table = tax_equivalents("air").set_index("zh")
    >>> float(table.loc["二氧化硫", "value"]), float(table.loc["烟尘", "value"])
    (0.95, 2.18)
    """
    table = _table()
    found = table if medium is None else table[table["medium"] == medium]
    return found.drop(columns=["evidence"]).reset_index(drop=True)


def environmental_tax(
    frame: object, *, rates: Mapping[str, float] | None = None, by: Sequence[str] = ("outlet",)
) -> pd.DataFrame:
    """Return the pollution equivalents of each outlet, which of them are taxed, and with a rate the tax.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with the columns `by`, ``substance`` (key, Chinese name or the word of the law), ``emission`` and ``unit``;
        ``medium`` where a substance stands in both; optional ``below_limit``: share by which the concentration lies
        below the limit [1].
    rates : mapping of str to float, optional
        Tax per equivalent of the province for ``air`` and ``water`` [CNY]; the law leaves 1.2 to 12 and 1.4 to 14 to
        it, so there is no default.
    by : sequence of str
        Columns that name the outlet; ``period``, ``month`` and other columns of time are added where they stand:
        each month is taxed by itself.

    Returns
    -------
    pandas.DataFrame
        The rows with ``medium``, ``pollutant``, ``pollutant_class``, ``equivalent_value`` [kg], ``equivalents`` [1],
        ``taxed``, ``not_taxed_because`` and, with rates, ``tax`` [CNY].

    Raises
    ------
    DataError
        A pollutant has no equivalent or could be several, a rate is missing or not above zero, or a cell cannot be
        read: all problems at once.

    Notes
    -----
    .. math:: n = E / v

    Of an outlet in a month the first three pollutants of air count, the first five of water of the first class and the
    first three of the others, rows of one pollutant added; of COD, BOD5 and TOC one, the largest. 30 % below the limit
    three quarters of the tax are due, 50 % below it half. Source: cn-env-tax-law, articles 8, 9 and 13, annex 2.

    Examples
    --------
    >>> rows = pd.DataFrame({"outlet": "A", "substance": ["SO2", "氮氧化物", "烟尘", "CO"], "emission": [95.0, 190.0,
    ...     21.8, 16.7], "unit": "kg"})
    >>> found = environmental_tax(rows, rates={"air": 4.8})
    >>> found["equivalents"].round(6).tolist(), found["taxed"].tolist(), float(found["tax"].sum().round(6))
    ([100.0, 200.0, 10.0, 1.0], [True, True, True, False], 1488.0)
    """
    needed = (*by, "substance", "emission")
    cells = open_cells(frame, "taxed emissions", needed, refusal="the emissions cannot be read")
    places = _places(cells)
    mass = cells.in_unit("emission", "kg", low=0.0, unit_column="unit")
    below = cells.in_unit("below_limit", "1", needed=False, default=0.0, high=1.0)
    known = _table()
    media = np.array(["" if at is None else known.loc[at, "medium"] for at in places], dtype=object)
    problems = [*cells.problems, *_rate_problems(rates, media)]
    if problems:
        raise DataError("the tax cannot be worked out", problems)
    rows = known.loc[[at for at in places if at is not None]].reset_index(drop=True)
    equivalents = mass / rows["value"].to_numpy(float)
    kinds = rows["pollutant_class"].where(rows["pollutant_class"] != "", rows["medium"]).to_numpy(object)
    at_once = cells.frame[taxed_at_once(by, cells.frame.columns)]
    named = (rows["zh"].to_numpy(object), rows["substance"].to_numpy(object))
    why = not_counted(at_once, *named, kinds, equivalents, _COUNTED)
    result = cells.frame.assign(
        medium=rows["medium"], pollutant=rows["zh"], pollutant_class=rows["pollutant_class"],
        equivalent_value=rows["value"], equivalents=equivalents, taxed=why == "", not_taxed_because=why,
    )  # fmt: skip
    if rates is None:
        return result
    due = np.select([below >= share for share, _ in _STEPS], [part for _, part in _STEPS], 1.0)
    rate = rows["medium"].map(dict(rates)).to_numpy(float)
    return result.assign(tax=np.where(why == "", equivalents * rate * due, 0.0))


def _places(cells: Cells) -> list[int | None]:
    """Return the row of the law's annex for each pollutant, None after a report."""
    names, media = cells.text("substance"), cells.text("medium")
    found: list[int | None] = []
    for row, (name, medium) in enumerate(zip(names, media, strict=True)):
        here = np.arange(len(names)) == row
        if str(name).casefold() in _DUST:
            remedy = "Write 一般性粉尘 (general dust, 4 kg) or 烟尘 (soot, 2.18 kg): the law tells them apart."
            cells.report(here, "substance", "the law has two kinds of dust", remedy)
            found.append(None)
            continue
        fits = [at for each in ([medium] if medium else _MEDIA) if (at := _place(str(name), str(each))) is not None]
        if len(fits) > 1 and not medium:
            fits = [at for at in fits if _table().loc[at, "medium"] == _own_medium(str(name))] or fits
        if len(fits) != 1:
            several = "stands under air and water" if fits else "has no pollution equivalent in the law"
            remedy = "Give medium: air or water." if fits else "See zzcarbon.standards.tax_equivalents()."
            cells.report(here, "substance", several, remedy)
        found.append(fits[0] if len(fits) == 1 else None)
    return found


@cache
def _place(name: str, medium: str) -> int | None:
    table = _table()
    rows = table[(table["medium"] == medium) & (table["unit"] == "kg")]
    names = rows.assign(name=rows["zh"])[["name", "zh", "en", "substance"]]
    try:
        key = named_pollutants(names, "the tax law")(name)
    except UnknownNameError:
        return None
    return int(rows.index[rows["zh"] == key][0])


def _own_medium(name: str) -> str:
    try:
        return substance(name).medium
    except UnknownNameError:
        return ""


def _rate_problems(rates: Mapping[str, float] | None, media: NDArray[np.object_]) -> list[Problem]:
    if rates is None:
        return []
    remedy = "The province sets it: 1.2 to 12 CNY for air, 1.4 to 14 CNY for water."
    if not isinstance(rates, Mapping):
        return [Problem("", "", "rates", shown(rates), "not stated by name", remedy)]
    needed = sorted(set(media) - {""})
    missing = [
        Problem("", "", "rates", "", f"no rate for {medium}", remedy) for medium in needed if medium not in rates
    ]
    return missing + [
        Problem("", "", "rates", f"{medium}: {shown(rate)}", "not above zero", remedy)
        for medium, rate in rates.items()
        if not (is_number(rate) and rate > 0)
    ]


@cache
def _table() -> pd.DataFrame:
    with data_path("tax_equivalents.csv").open(encoding="utf-8", newline="") as file:
        table = pd.DataFrame(list(csv.DictReader(file)))
    return table.assign(value=pd.to_numeric(table["value"]))
