"""The fleet: numbers by class, powertrain, standard and age; distance; scrappage and replacement.

Survival curves and distances are the caller's: none has a default. Nothing here creates vehicles.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.transport.fleet_checks import check_columns, check_numbers, faulty

__all__ = ["fleet_distance", "fleet_in_year", "fleet_replacement", "fleet_turnover"]

Array = npt.NDArray[np.float64]
_CLASS = ("vehicle", "powertrain", "size")


def fleet_in_year(
    registrations: pd.DataFrame, survival: pd.DataFrame, *, year: int, standards: pd.DataFrame | None = None
) -> pd.DataFrame:
    r"""Return the fleet of a year from the vehicles registered in each year and the share that survives.

    Parameters
    ----------
    registrations : pandas.DataFrame
        ``vehicle``, ``year`` of registration and ``number``; optional ``powertrain``, ``size``, ``standard``.
    survival : pandas.DataFrame
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
    .. math:: N_{c,a} = R_{c,y-a} \\cdot S_c(a)

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
    check_columns(registrations, ("vehicle", "year", "number"), "registrations")
    check_numbers(registrations, "number", "registrations")
    curves = _curves(survival)
    fleet = registrations[registrations["year"].astype(int) <= year].copy()
    if standards is not None:
        fleet["standard"] = _standard_of(fleet, standards)
    check_columns(fleet, ("standard",), "registrations")
    fleet["age"] = year - fleet["year"].astype(int)
    fleet["registered"] = fleet["number"].astype(float)
    fleet["number"] = fleet["registered"] * _survival_at(fleet, curves, fleet["age"].to_numpy(int))
    return fleet[[*_present(fleet), "standard", "age", "registered", "number"]].reset_index(drop=True)


def fleet_turnover(
    fleet: pd.DataFrame, survival: pd.DataFrame, *, years: int, new: pd.DataFrame | None = None
) -> pd.DataFrame:
    r"""Age a fleet by some years: what is scrapped, what stays, and what the caller says is new.

    Parameters
    ----------
    fleet : pandas.DataFrame
        ``vehicle``, ``standard``, ``age`` and ``number``; optional ``powertrain``, ``size``.
    survival : pandas.DataFrame
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
    .. math:: N_{a+n} = N_a \\cdot S(a+n) / S(a)

    Source: definition of the survival curve.

    Examples
    --------
    >>> import pandas as pd
    >>> fleet = pd.DataFrame({"vehicle": ["bus"], "standard": ["China IV"], "age": [2], "number": [90.0]})
    >>> curve = pd.DataFrame({"vehicle": "bus", "age": range(6), "survival": [1, 1, 0.9, 0.8, 0.6, 0.4]})
    >>> fleet_turnover(fleet, curve, years=2)[["age", "number", "scrapped"]].round(6).values.tolist()
    [[4.0, 60.0, 30.0]]
    """
    check_columns(fleet, ("vehicle", "standard", "age", "number"), "fleet")
    check_numbers(fleet, "number", "fleet")
    if years < 0:
        raise faulty("years", years, "is below zero", "Give the years from the earlier to the later fleet.")
    curves = _curves(survival)
    later = fleet.copy()
    age = later["age"].to_numpy(int)
    before, after = (_survival_at(later, curves, at) for at in (age, age + years))
    ratio = np.divide(after, before, out=np.zeros(len(later)), where=before > 0)
    number = later["number"].to_numpy(float)
    later["age"], later["number"], later["scrapped"] = age + years, number * ratio, number * (1.0 - ratio)
    later["origin"] = "stock"
    parts = [later]
    if new is not None:
        check_columns(new, ("vehicle", "standard", "age", "number"), "new")
        check_numbers(new, "number", "new")
        if (new["age"].astype(int) >= years).any():
            raise faulty(
                "age", int(new["age"].max()), "is too old to be new", f"New vehicles are younger than {years} a."
            )
        parts.append(new.assign(scrapped=0.0, origin="new"))
    columns = [*_present(later), "standard", "age", "number", "scrapped", "origin"]
    return pd.concat(parts, ignore_index=True)[columns]


def fleet_replacement(fleet: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Replace vehicles of old standards, the oldest first; the number of vehicles stays or falls.

    Parameters
    ----------
    fleet : pandas.DataFrame
        ``vehicle``, ``standard``, ``age`` and ``number``; optional ``powertrain``, ``size``.
    orders : pandas.DataFrame
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
    check_columns(fleet, ("vehicle", "standard", "age", "number"), "fleet")
    check_columns(orders, ("vehicle", "standard", "number", "new_standard"), "orders")
    for frame, name in ((fleet, "fleet"), (orders, "orders")):
        check_numbers(frame, "number", name)
    result = fleet.reset_index(drop=True).copy()
    number = result["number"].to_numpy(float).copy()
    added, problems = [], []
    for at, order in enumerate(orders.to_dict("records")):
        ratio = float(order.get("ratio", 1.0))
        concerned = _concerned(result, order)
        there = float(number[concerned].sum())
        if order["number"] > there * (1 + 1e-12):
            text = f"only {there:g} vehicles are there"
            problems.append(Problem("orders", str(at + 1), "number", shown(order["number"]), text, "Order fewer."))
            continue
        if not 0 <= ratio <= 1:
            problems.append(Problem("orders", str(at + 1), "ratio", shown(ratio), "is no share", "Give 0 to 1."))
            continue
        _take(number, concerned, result["age"].to_numpy(int), float(order["number"]))
        if str(order["new_standard"] or "") not in {"", "nan"}:
            added.append(_new_vehicles(result, order, ratio))
    if problems:
        message = f"{len(problems)} orders cannot be carried out"
        raise DataError(message, problems)
    result["number"] = number
    return pd.concat([result, *added], ignore_index=True)


def fleet_distance(fleet: pd.DataFrame, distance: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Return the distance of a fleet as activity rows.

    Parameters
    ----------
    fleet : pandas.DataFrame
        ``vehicle``, ``standard``, ``number`` and the columns that ``distance`` is given by.
    distance : pandas.DataFrame
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
    check_columns(fleet, ("vehicle", "standard", "number"), "fleet")
    check_columns(distance, ("vehicle", "annual_distance"), "distance")
    check_numbers(fleet, "number", "fleet")
    check_numbers(distance, "annual_distance", "distance")
    by = [name for name in (*_CLASS, "standard", "age") if name in distance]
    check_columns(fleet, by, "fleet")
    twice = distance.duplicated(by)
    if twice.any():
        at = int(np.flatnonzero(twice.to_numpy())[0])
        raise faulty("annual_distance", tuple(distance[by].iloc[at]), "stands twice", "Give one distance per class.")
    joined = fleet.merge(distance[[*by, "annual_distance"]], on=by, how="left")
    lacking = joined["annual_distance"].isna()
    if lacking.any():
        at = int(np.flatnonzero(lacking.to_numpy())[0])
        raise faulty("annual_distance", tuple(joined[by].iloc[at]), "has no distance", "Add it; there is no default.")
    amount = joined["number"].astype(float) * joined["annual_distance"].astype(float)
    return joined.drop(columns="annual_distance").assign(amount=amount, unit="km", year=year)


def _present(frame: pd.DataFrame) -> list[str]:
    return [name for name in _CLASS if name in frame]


def _curves(survival: pd.DataFrame) -> dict[tuple[Hashable, ...], Array]:
    """Return the survival by age of each class, checked."""
    check_columns(survival, ("vehicle", "age", "survival"), "survival")
    by = [name for name in _CLASS if name in survival]
    curves: dict[tuple[Hashable, ...], Array] = {}
    for key, rows in survival.groupby(by, sort=False):
        ordered = rows.sort_values("age")
        values = ordered["survival"].to_numpy(float)
        name = key if isinstance(key, tuple) else (key,)
        if ordered["age"].astype(int).tolist() != list(range(len(ordered))):
            raise faulty("age", name, "has no survival at every age from 0 on", "Give each full year once.")
        if not np.isfinite(values).all() or (values < 0).any() or values[0] > 1 or (np.diff(values) > 0).any():
            raise faulty("survival", name, "rises, or lies outside 0 and 1", "Vehicles do not come back.")
        curves[name] = values
    return curves


def _survival_at(frame: pd.DataFrame, curves: dict[tuple[Hashable, ...], Array], age: npt.NDArray[np.int_]) -> Array:
    width = len(next(iter(curves))) if curves else 1
    by = _present(frame)[:width]
    found = np.zeros(len(frame))
    for at, key in enumerate(frame[by].itertuples(index=False, name=None)):
        if key not in curves:
            raise faulty("vehicle", key, "has no survival curve", "Give one; there is no default.")
        curve = curves[key]
        if age[at] < len(curve):
            found[at] = curve[age[at]]
        elif curve[-1] > 0:
            text = f"has a curve that ends at {len(curve) - 1} a above zero"
            raise faulty("age", (*key, int(age[at])), text, "Continue the curve, or end it at zero.")
    return found


def _standard_of(fleet: pd.DataFrame, standards: pd.DataFrame) -> list[str]:
    """Return the standard that held in the year of registration."""
    check_columns(standards, ("vehicle", "standard", "year"), "standards")
    by = [name for name in ("vehicle", "powertrain") if name in standards and name in fleet]
    tables = {
        key if isinstance(key, tuple) else (key,): rows.sort_values("year")
        for key, rows in standards.groupby(by, sort=False)
    }
    found = []
    for *key, year in fleet[[*by, "year"]].itertuples(index=False, name=None):
        table = tables.get(tuple(key))
        held = None if table is None else table[table["year"] <= year]
        if held is None or not len(held):
            raise faulty("standard", (*key, year), "has no standard", "Say from which year each standard holds.")
        found.append(str(held["standard"].iloc[-1]))
    return found


def _concerned(fleet: pd.DataFrame, order: Mapping[Hashable, Any]) -> npt.NDArray[np.bool_]:
    mask = np.ones(len(fleet), bool)
    for name in (*_CLASS, "standard"):
        if name in order and name in fleet:
            mask &= (fleet[name] == order[name]).to_numpy(bool)
    return mask


def _take(number: Array, concerned: npt.NDArray[np.bool_], age: npt.NDArray[np.int_], wanted: float) -> None:
    """Take vehicles out, the oldest first."""
    for at in sorted(np.flatnonzero(concerned), key=lambda at: -age[at]):
        taken = min(wanted, number[at])
        number[at] -= taken
        wanted -= taken


def _new_vehicles(fleet: pd.DataFrame, order: Mapping[Hashable, Any], ratio: float) -> pd.DataFrame:
    row = {name: order.get(f"new_{name}", order.get(name, "")) for name in _present(fleet)}
    number = float(order["number"]) * ratio
    return pd.DataFrame([{**row, "standard": order["new_standard"], "age": 0, "number": number}])
