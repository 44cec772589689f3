"""The fleet: numbers by class, powertrain, standard and age; distance; scrappage and replacement.

Survival curves and distances are the caller's: none has a default. Nothing here creates vehicles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.side_table import SideTable, refuse_tables
from zzcarbon.transport.fleet_tables import (
    CLASS,
    class_keys,
    faulty,
    read_curves,
    read_standards,
    read_vehicles,
    whole_years,
)

__all__ = ["fleet_distance", "fleet_in_year", "fleet_replacement", "fleet_turnover"]

Array = npt.NDArray[np.float64]

_DATED, _AGED = ("year", "standard"), ("standard", "age")
"""Columns of registrations that say their standard, and of a fleet."""


def fleet_in_year(registrations: object, survival: object, *, year: int, standards: object = None) -> pd.DataFrame:
    r"""Return the fleet of a year from the vehicles registered in each year and the share that survives.

    Parameters
    ----------
    registrations : path or data frame
        ``vehicle``, ``year`` of registration and ``number``; optional ``powertrain``, ``size``, ``standard``.
    survival : path or data frame
        ``vehicle``, ``age`` in full years and ``survival``, the share still in service [1]; optional
        ``powertrain``. A curve that ends at zero ends there; one that ends above must reach every age.
    year : int
        Year of the fleet [a].
    standards : pandas.DataFrame, optional
        ``vehicle``, ``standard`` and ``year``: from which year of registration a standard holds; optional
        ``powertrain``. Needed where the registrations do not say the standard.

    Returns
    -------
    pandas.DataFrame
        ``vehicle [powertrain size] standard age registered number``; registrations after the year are left out.

    Raises
    ------
    DataError
        A column is missing, a curve rises, exceeds 1 or does not reach an age, or a number is negative.

    Notes
    -----
    .. math:: N_{c,a} = R_{c,y-a} \cdot S_c(a)

    Source: definition of the survival curve.

    Examples
    --------
    >>> import pandas as pd
    >>> new = pd.DataFrame({"vehicle": "bus", "standard": ["China IV", "China V"], "year": [2015, 2018],
    ...     "number": [100.0, 80.0]})
    >>> curve = pd.DataFrame({"vehicle": "bus", "age": range(6), "survival": [1, 1, 0.9, 0.8, 0.6, 0.4]})
    >>> fleet_in_year(new, curve, year=2020)["number"].tolist()
    [40.0, 72.0]
    """
    table, fleet = read_vehicles(registrations, "registrations", ("year",) if standards is not None else _DATED)
    table.check()
    by, curves = read_curves(survival)
    if standards is not None:
        fleet["standard"] = _standard_of(table, fleet["year"].to_numpy(int), standards)
    fleet = fleet.assign(
        age=year - fleet["year"], key=pd.Series(class_keys(table, by), index=fleet.index, dtype=object)
    )
    fleet = fleet[fleet["age"] >= 0].reset_index(drop=True)
    keys = fleet.pop("key").tolist()
    fleet["registered"] = fleet["number"]
    fleet["number"] = fleet["registered"] * _survival_at(keys, curves, fleet["age"].to_numpy(int), table.file)
    return fleet[[*_present(fleet), "standard", "age", "registered", "number"]]


def fleet_turnover(fleet: object, survival: object, *, years: int, new: object = None) -> pd.DataFrame:
    r"""Age a fleet by some years: what is scrapped, what stays, and what the caller says is new.

    Parameters
    ----------
    fleet : path or data frame
        ``vehicle``, ``standard``, ``age`` and ``number``; optional ``powertrain``, ``size``.
    survival : path or data frame
        As in `fleet_in_year`.
    years : int
        Years between the two fleets [a].
    new : pandas.DataFrame, optional
        Vehicles of the later year that were registered in between, with the columns of ``fleet`` and an ``age``
        below ``years``; none without it.

    Returns
    -------
    pandas.DataFrame
        ``vehicle [powertrain size] standard age number scrapped origin``: ``origin`` is ``stock`` or ``new``;
        numbers of the stock and what was scrapped add up to the fleet before.

    Raises
    ------
    DataError
        As in `fleet_in_year`; or new vehicles are as old as the stock.

    Notes
    -----
    .. math:: N_{a+n} = N_a \cdot S(a+n) / S(a)

    Source: definition of the survival curve.

    Examples
    --------
    >>> import pandas as pd
    >>> fleet = pd.DataFrame({"vehicle": ["bus"], "standard": ["China IV"], "age": [2], "number": [90.0]})
    >>> curve = pd.DataFrame({"vehicle": "bus", "age": range(6), "survival": [1, 1, 0.9, 0.8, 0.6, 0.4]})
    >>> fleet_turnover(fleet, curve, years=2)[["age", "number", "scrapped"]].round(6).values.tolist()
    [[4.0, 60.0, 30.0]]
    """
    table, later = read_vehicles(fleet, "fleet", _AGED)
    added = None if new is None else read_vehicles(new, "new", _AGED)
    refuse_tables("the fleets cannot be used", [table, *([added[0]] if added else [])])
    if years < 0:
        raise faulty("years", years, "is below zero", "Give the years from the earlier to the later fleet.")
    by, curves = read_curves(survival)
    keys, age = class_keys(table, by), later["age"].to_numpy(int)
    before, after = (_survival_at(keys, curves, at, table.file) for at in (age, age + years))
    ratio = np.divide(after, before, out=np.zeros(len(later)), where=before > 0)
    number = later["number"].to_numpy(float)
    later["age"], later["number"], later["scrapped"] = age + years, number * ratio, number * (1.0 - ratio)
    later["origin"] = "stock"
    parts = [later]
    if added is not None:
        young = added[1]
        if (young["age"] >= years).any():
            remedy = f"New vehicles are younger than {years} a."
            raise faulty("age", int(young["age"].max()), "is too old to be new", remedy, added[0].file)
        parts.append(young.assign(scrapped=0.0, origin="new"))
    columns = [*_present(later), "standard", "age", "number", "scrapped", "origin"]
    return pd.concat(parts, ignore_index=True)[columns]


def fleet_replacement(fleet: object, orders: object) -> pd.DataFrame:
    """Replace vehicles of old standards, the oldest first; the number of vehicles stays or falls.

    Parameters
    ----------
    fleet : path or data frame
        ``vehicle``, ``standard``, ``age`` and ``number``; optional ``powertrain``, ``size``.
    orders : path or data frame
        ``vehicle``, ``standard`` and ``number`` to be taken out of service; ``new_standard`` of what takes their
        place, empty for plain scrappage; optional ``powertrain``, ``size``, ``new_powertrain``, and ``ratio`` of
        new vehicles to old ones from 0 to 1, default 1.

    Returns
    -------
    pandas.DataFrame
        The fleet after; new vehicles have age 0.

    Raises
    ------
    DataError
        More vehicles are ordered out than there are, a ratio lies outside 0 and 1, or a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> fleet = pd.DataFrame({"vehicle": "truck", "standard": "China III", "age": [12, 10], "number": [30.0, 50.0]})
    >>> order = pd.DataFrame({"vehicle": ["truck"], "standard": ["China III"], "number": [40.0],
    ...     "new_standard": ["China VI"]})
    >>> fleet_replacement(fleet, order)[["standard", "number"]].values.tolist()
    [['China III', 0.0], ['China III', 40.0], ['China VI', 40.0]]
    """
    table, result = read_vehicles(fleet, "fleet", _AGED)
    asked, wanted = read_vehicles(orders, "orders", ("standard", "new_standard"))
    ratio = asked.share("ratio", needed=False, default=1.0)
    refuse_tables("the orders cannot be carried out", [table, asked])
    concerned = _concerned(table, asked)
    number, age, added = result["number"].to_numpy(float).copy(), result["age"].to_numpy(int), []
    for at, (order, count) in enumerate(zip(wanted.to_dict("records"), wanted["number"], strict=True)):
        there = float(number[concerned[at]].sum())
        if count > there * (1 + 1e-12):
            asked.report(np.arange(len(wanted)) == at, "number", f"only {there:g} vehicles are there", "Order fewer.")
            continue
        _take(number, concerned[at], age, count)
        if asked.text("new_standard")[at]:
            added.append(_new_vehicles(result, order, count * ratio[at]))
    refuse_tables("the orders cannot be carried out", [asked])
    result["number"] = number
    return pd.concat([result, *added], ignore_index=True)


def fleet_distance(fleet: object, distance: object, *, year: int) -> pd.DataFrame:
    """Return the distance of a fleet as activity rows.

    Parameters
    ----------
    fleet : path or data frame
        ``vehicle``, ``standard``, ``number`` and the columns that ``distance`` is given by.
    distance : path or data frame
        ``annual_distance`` of a vehicle [km/a], by ``vehicle`` and, where they differ, ``powertrain``, ``size``,
        ``standard`` or ``age``.
    year : int
        Year of the rows [a].

    Returns
    -------
    pandas.DataFrame
        The fleet with ``amount``, ``unit`` (km) and ``year``: rows for `zc.transport.estimate`.

    Raises
    ------
    DataError
        Vehicles have no distance, or two; a number is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> fleet = pd.DataFrame({"vehicle": ["bus"], "standard": ["China V"], "number": [10.0]})
    >>> far = pd.DataFrame({"vehicle": ["bus"], "annual_distance": [50_000.0]})
    >>> fleet_distance(fleet, far, year=2020)["amount"].tolist()
    [500000.0]
    """
    table, there = read_vehicles(fleet, "fleet", ("standard",))
    far = SideTable(distance, "distance", ("vehicle", "annual_distance"))
    by = [name for name in (*CLASS, "standard", "age") if name in far.frame]
    for name in (name for name in by if name not in there):
        table.report_table(name, "the column is missing", "The distances differ by it: add it.")
    each = far.in_unit("annual_distance", "km", low=0.0)
    groups = [_group_keys(one, by) for one in (table, far)]
    far.report(groups[1].duplicated().to_numpy(), "annual_distance", "stands twice", "Give one distance per class.")
    known = dict(zip(groups[1].itertuples(index=False, name=None), each, strict=True))
    found = np.array([known.get(key, np.nan) for key in groups[0].itertuples(index=False, name=None)], np.float64)
    if not far.problems:
        table.report(np.isnan(found), "vehicle", "has no distance", "Add one to the distances; there is no default.")
    refuse_tables("the distance of the fleet cannot be computed", [table, far])
    return there.assign(amount=there["number"] * found, unit="km", year=year)


def _group_keys(table: SideTable, by: Sequence[str]) -> pd.DataFrame:
    keys = table.words(*(name for name in by if name != "age"))
    return keys.assign(age=whole_years(table, "age")) if "age" in by and "age" in table.frame else keys


def _present(frame: pd.DataFrame) -> list[str]:
    return [name for name in CLASS if name in frame]


def _survival_at(
    keys: Sequence[tuple[str, ...]], curves: Mapping[tuple[Any, ...], Array], age: npt.NDArray[np.int_], file: str
) -> Array:
    found = np.zeros(len(keys))
    for at, key in enumerate(keys):
        if key not in curves:
            raise faulty("vehicle", key, "has no survival curve", "Give one; there is no default.", file)
        curve = curves[key]
        if age[at] < len(curve):
            found[at] = curve[age[at]]
        elif curve[-1] > 0:
            text = f"has a curve that ends at {len(curve) - 1} a above zero"
            raise faulty("age", (*key, int(age[at])), text, "Continue the curve, or end it at zero.", file)
    return found


def _standard_of(table: SideTable, years: npt.NDArray[np.int_], standards: object) -> list[str]:
    """Return the standard that held in the year of registration."""
    by, rules = read_standards(standards, table)
    found = []
    for key, year in zip(class_keys(table, by), years, strict=True):
        rule = rules.get(key)
        held = None if rule is None else rule[rule["year"] <= year]
        if held is None or not len(held):
            text = "Say from which year each standard holds."
            raise faulty("standard", (*key, int(year)), "has no standard", text, table.file)
        found.append(str(held["standard"].iloc[-1]))
    return found


def _concerned(fleet: SideTable, orders: SideTable) -> list[npt.NDArray[np.bool_]]:
    """Return for each order which vehicles it is of, in any spelling of their words."""
    by = [name for name in (*CLASS, "standard") if name in fleet.frame and name in orders.frame]
    there = fleet.words(*by).to_numpy(object)
    return [np.asarray((there == order).all(axis=1), bool) for order in orders.words(*by).to_numpy(object)]


def _take(number: Array, concerned: npt.NDArray[np.bool_], age: npt.NDArray[np.int_], wanted: float) -> None:
    """Take vehicles out, the oldest first."""
    for at in sorted(np.flatnonzero(concerned), key=lambda at: -age[at]):
        taken = min(wanted, number[at])
        number[at] -= taken
        wanted -= taken


def _new_vehicles(fleet: pd.DataFrame, order: Mapping[Any, Any], number: float) -> pd.DataFrame:
    row = {name: order.get(f"new_{name}", order.get(name, "")) for name in _present(fleet)}
    return pd.DataFrame([{**row, "standard": order["new_standard"], "age": 0, "number": number}])
