"""Limits of national emission standards, and concentrations of stacks and outlets against them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, UnitError, english
from zzcarbon.resources import data_path
from zzcarbon.standards.own_limits import own_limits
from zzcarbon.standards.pollutants import named_pollutants
from zzcarbon.tables import Cells, open_cells
from zzcarbon.units import conversion_factor

__all__ = ["check_limits", "emission_limits", "reference_concentration"]

_AIR_OXYGEN = 21.0
"""Oxygen of air [%], as the standards take it."""
_ROUNDING = 1 + 1e-9
_CHOICES = ("limit_class", "averaging", "discharge")
"""Columns that tell limits of one facility and substance apart."""


def emission_limits(standard: str | None = None) -> pd.DataFrame:
    """Return the limits that the library holds.

    Parameters
    ----------
    standard : str, optional
        Key of the standard, for example ``gb-13271-2014``; all if it is not said.

    Returns
    -------
    pandas.DataFrame
        ``standard facility facility_zh substance zh limit_class averaging discharge value unit reference_oxygen
        status basis source locator grade note``. ``limit_class`` is general, existing, new or special (key regions);
        a stricter limit of the province prevails.

    Examples
    --------
    >>> table = emission_limits("gb-13271-2014")
    >>> table[(table["facility"] == "gas boiler") & (table["substance"] == "NOx")]["value"].tolist()
    [400.0, 200.0, 150.0]
    """
    table = _table()
    found = table if standard is None else table[table["standard"] == standard]
    return found.drop(columns=["evidence"]).reset_index(drop=True)


def reference_concentration(*, concentration: Any, oxygen: Any, reference_oxygen: Any) -> Any:
    """Return a concentration at the reference oxygen of a standard.

    Parameters
    ----------
    concentration : array_like
        Measured concentration in dry gas [mg/m3].
    oxygen, reference_oxygen : array_like
        Oxygen measured and oxygen of the standard, in dry gas [%].

    Notes
    -----
    .. math:: C_{ref} = C (21 - O_{ref}) / (21 - O)

    Source: gb-13271-2014, conversion to the reference oxygen.

    Examples
    --------
    >>> reference_concentration(concentration=300.0, oxygen=12.0, reference_oxygen=9.0)
    400.0
    """
    return concentration * (_AIR_OXYGEN - reference_oxygen) / (_AIR_OXYGEN - oxygen)


def check_limits(frame: object, *, standard: str = "", limits: object = None) -> pd.DataFrame:
    """Compare concentrations of stacks and outlets with the limits that hold for them.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with ``facility``, ``substance``, ``concentration`` and ``concentration_unit`` (mg/m3 of dry gas, mg/L of
        water if it is blank); where they differ by row ``standard``, ``limit_class``, ``averaging``, ``discharge``;
        ``oxygen`` and ``reference_oxygen`` [%] where the limit refers to one.
    standard : str
        Key of the standard where the rows do not say it.
    limits : data frame, optional
        Own limits beside the packaged ones, such as an ultra-low standard of the province or a limit of ammonia slip:
        ``standard facility substance value unit locator``, and ``reference_oxygen limit_class averaging discharge``.

    Returns
    -------
    pandas.DataFrame
        The rows with ``reference_concentration``, ``limit`` [mg/m3, mg/L], ``share_of_limit`` [1], ``exceeded`` and
        ``limit_source``.

    Raises
    ------
    DataError
        A standard, facility or pollutant is unknown, several limits fit, oxygen is missing or not below 21 %, or a
        cell cannot be read: all problems at once.

    Examples
    --------
    >>> rows = pd.DataFrame({"facility": ["燃气锅炉"], "substance": ["氮氧化物"], "concentration": [160.0],
    ...     "limit_class": ["special"]})
    >>> found = check_limits(rows, standard="gb-13271-2014")
    >>> found[["limit", "exceeded"]].values.tolist()
    [[150.0, True]]
    """
    needed = ("facility", "substance", "concentration")
    cells = open_cells(frame, "concentrations", needed, refusal="the concentrations cannot be read")
    known = _table() if limits is None else pd.concat([_table(), own_limits(limits)], ignore_index=True)
    chosen = _chosen(cells, standard, known)
    measured = cells.number("concentration")
    cells.report(
        measured < 0, "concentration", "a negative concentration", "Leave the row out, or write the limit of detection."
    )
    found = [None if at is None else known.iloc[at] for at in chosen]
    factor = _factors(cells, found)
    at_reference = _at_reference(cells, found, measured * factor)
    if cells.problems:
        raise DataError("the concentrations cannot be compared", cells.problems)
    values = np.array([limit["value"] for limit in found if limit is not None])
    sources = [f"{limit['standard']}, {limit['locator']}" for limit in found if limit is not None]
    return cells.frame.assign(
        reference_concentration=at_reference,
        limit=values,
        share_of_limit=at_reference / values,
        exceeded=at_reference > values * _ROUNDING,
        limit_source=sources,
    )


def _chosen(cells: Cells, standard: str, table: pd.DataFrame) -> list[int | None]:
    """Return the place of the limit of each row, or None after a report; each distinct question is asked once."""
    asked = pd.DataFrame({name: cells.text(name) for name in ("standard", "facility", "substance", *_CHOICES)})
    asked["standard"] = asked["standard"].where(asked["standard"] != "", standard)
    chosen: list[int | None] = [None] * len(cells)
    for _, rows in asked.groupby(list(asked), sort=False):
        here = np.zeros(len(cells), bool)
        here[rows.index] = True
        found = _choose(cells, here, {str(name): str(text) for name, text in rows.iloc[0].items()}, table)
        for place in rows.index:
            chosen[place] = found
    return chosen


def _choose(cells: Cells, here: NDArray[np.bool_], said: Mapping[str, str], table: pd.DataFrame) -> int | None:
    """Return the place of the limit of some rows, or None after a report."""
    standard, facility = said["standard"], said["facility"]
    of_standard = table[table["standard"] == standard]
    if of_standard.empty:
        known = ", ".join(sorted(table["standard"].unique()))
        cells.report(here, "standard", "no limits of this standard", f"Standards at hand: {known}.")
        return None
    found = of_standard[(of_standard["facility"] == facility) | (of_standard["facility_zh"] == facility)]
    if found.empty:
        known = "; ".join(dict.fromkeys(f"{r.facility} ({r.facility_zh})" for r in of_standard.itertuples()))
        cells.report(here, "facility", f"no such facility in {standard}", f"Facilities: {known}.")
        return None
    names = found.assign(name=found["substance"], en=found["substance"])[["name", "zh", "en", "substance"]]
    try:
        substance = named_pollutants(names, standard)(said["substance"])
    except LookupError as error:
        cells.report(here, "substance", english(error))
        return None
    found = found[found["substance"] == substance]
    for column in _CHOICES:
        if said[column]:
            found = found[found[column] == said[column]]
    return _only_one(cells, here, found, substance)


def _only_one(cells: Cells, here: NDArray[np.bool_], found: pd.DataFrame, substance: str) -> int | None:
    if len(found) == 1:
        return int(found.index[0])
    column = next((name for name in _CHOICES if len(found[name].unique()) > 1), "limit_class")
    remedy = f"Give {column}: {', '.join(found[column].unique())}." if len(found) else "See emission_limits()."
    cells.report(here, column, f"{len(found)} limits of {substance} fit", remedy)
    return None


def _factors(cells: Cells, limits: list[pd.Series[Any] | None]) -> NDArray[np.float64]:
    """Return what the concentration of each row is multiplied by to stand in the unit of its limit."""
    units = cells.text("concentration_unit")
    units = np.where(units == "", cells.text("unit"), units)  # what a record calls its unit
    factors = np.ones(len(limits))
    for row, limit in enumerate(limits):
        if limit is None or not units[row]:
            continue
        try:
            factors[row] = conversion_factor(str(units[row]), str(limit["unit"]))
        except UnitError as error:
            here = np.arange(len(limits)) == row
            cells.report(here, "concentration_unit", english(error), f"Use {limit['unit']}.")
    return factors


def _at_reference(
    cells: Cells, limits: list[pd.Series[Any] | None], measured: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the concentrations at the reference oxygen of the row, else of the standard; others as they are."""
    oxygen = cells.in_unit("oxygen", "%", needed=False, low=0.0)
    said = cells.in_unit("reference_oxygen", "%", needed=False, low=0.0)
    printed = np.array([np.nan if limit is None else limit["reference_oxygen"] for limit in limits], float)
    wanted = np.where(np.isnan(said), printed, said)
    refers = ~np.isnan(wanted)
    cells.report(refers & np.isnan(oxygen), "oxygen", "the limit refers to an oxygen content", "Give the measured one.")
    cells.report(oxygen >= _AIR_OXYGEN, "oxygen", "not below the 21 % of air", "Check the analyser.")
    share = (oxygen > 0) & (oxygen <= _AIR_OXYGEN / 100)
    cells.report(share, "oxygen", "less oxygen than any stack has: it is read in %", "Write 11 or 11%, not 0.11.")
    unused = ~refers & ~np.isnan(oxygen)
    remedy = "Give reference_oxygen, which the standard names, or leave oxygen out."
    cells.report(unused, "oxygen", "the set holds no reference oxygen of the limit: nothing was converted", remedy)
    with np.errstate(invalid="ignore", divide="ignore"):
        moved = reference_concentration(concentration=measured, oxygen=oxygen, reference_oxygen=wanted)
    return np.where(refers, moved, measured)


@cache
def _table() -> pd.DataFrame:
    with data_path("emission_limits.csv").open(encoding="utf-8", newline="") as file:
        table = pd.DataFrame(list(csv.DictReader(file)))
    numbers = {name: pd.to_numeric(table[name]) for name in ("value", "reference_oxygen")}
    return table.assign(**numbers, source=table["standard"])
