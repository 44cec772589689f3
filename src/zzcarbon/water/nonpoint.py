"""Loads of land and of rivers: export coefficients of small basins, and what passes a section."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, UnitError
from zzcarbon.tables import Cells, open_cells
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["nonpoint_loads", "section_loads"]

_LAND = ("basin", "land_use", "extent", "substance", "coefficient", "delivery", "source")
_SECTION = ("section", "substance", "flow", "concentration", "days")
_REFUSAL = "the loads cannot be worked out"
_SECONDS = 86_400.0
_SUBSTANCES_OF_WATER = "A load of water is of COD, NH3-N, TN, TP ..."


def nonpoint_loads(frame: object) -> pd.DataFrame:
    r"""Return the non-point load of basins to their rivers by export coefficients.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        ``basin land_use extent extent_unit substance coefficient coefficient_unit delivery source``: area, head or
        people; the load that a unit of it exports in a year, such as kg/(ha a), kg/(head a); the share that reaches the
        river [1]; and the document of the coefficient. No coefficient is packaged.

    Returns
    -------
    pandas.DataFrame
        The rows with ``emission`` [t/a] in ``unit`` t.

    Raises
    ------
    DataError
        A figure, unit or source is missing, extent times coefficient is no mass, a substance is not of water, or a
        land use of a basin stands twice: every problem.

    Notes
    -----
    .. math:: L = \sum_i \lambda_i E_i A_i

    The export coefficient model; an identity once the coefficients are given.

    Examples
    --------
    >>> rows = pd.DataFrame({"basin": ["A"], "land_use": ["dry land"], "extent": [1000.0], "extent_unit": ["ha"],
    ...     "substance": ["TN"], "coefficient": [20.0], "coefficient_unit": ["kg/ha"], "delivery": [0.3],
    ...     "source": ["plot study of the basin"]})
    >>> nonpoint_loads(rows)["emission"].tolist()
    [6.0]
    """
    cells = open_cells(frame, "land loads", _LAND, refusal=_REFUSAL)
    names = _of_water(cells)
    for name in ("basin", "land_use", "source"):
        cells.report(cells.text(name) == "", name, f"the {name.replace('_', ' ')} is missing")
    twice = cells.frame.assign(_s=names).duplicated(["basin", "land_use", "_s"]).to_numpy()
    cells.report(twice, "land_use", "the land use of the basin stands twice", "Sum its areas.")
    extent, coefficient = cells.number("extent"), cells.number("coefficient")
    for name, values in (("extent", extent), ("coefficient", coefficient)):
        cells.report(values < 0, name, "below zero")
    delivery = cells.share("delivery")
    factor = _mass_factors(cells)
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    return cells.frame.assign(substance=names, emission=extent * coefficient * delivery * factor, unit="t")


def section_loads(frame: object) -> pd.DataFrame:
    r"""Return what passes a section of a river, from flow and concentration of each period.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        ``section substance flow concentration days``: mean flow [m3/s] and concentration [mg/L] of the period, and its
        length [d]; ``year`` if there are several.

    Returns
    -------
    pandas.DataFrame
        ``section year substance load unit days concentration``: load [t], days that are covered, and the mean
        concentration weighted by flow [mg/L].

    Raises
    ------
    DataError
        A figure is missing or negative, a substance is not of water, or a year has more than 366 days: every problem.

    Notes
    -----
    .. math:: L = 10^{-6} \sum_i c_i Q_i \Delta t_i

    The sum of products of the periods: a product of the means of a year would leave out that both rise with a flood.

    Examples
    --------
    >>> rows = pd.DataFrame({"section": "S", "substance": "NH3-N", "flow": [10.0, 2.0], "concentration": [1.0, 0.5],
    ...     "days": [100, 265]})
    >>> section_loads(rows)[["load", "days"]].round(3).values.tolist()
    [[109.296, 365.0]]
    """
    cells = open_cells(frame, "section loads", _SECTION, refusal=_REFUSAL)
    names = _of_water(cells)
    cells.report(cells.text("section") == "", "section", "the section is missing")
    flow = cells.in_unit("flow", "m3/s", low=0.0)
    content = cells.in_unit("concentration", "mg/L", low=0.0)
    days = cells.in_unit("days", "d", low=0.0, high=366.0)
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    volume = flow * days * _SECONDS
    year = cells.year(needed=False)
    rows = pd.DataFrame({"section": cells.text("section"), "year": year, "substance": names, "days": days})
    rows = rows.assign(load=content * volume / 1e6, volume=volume)
    keys = ["section", "year", "substance"]
    found = rows.groupby(keys, sort=False, as_index=False)[["load", "days", "volume"]].sum()
    long = found["days"] > 366
    for name in found.loc[long, "section"]:
        cells.report(
            cells.text("section") == name, "days", "more days than a year has", "Give the year of each period."
        )
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    mean = np.where(found["volume"] > 0, found["load"] / found["volume"].where(found["volume"] > 0, 1.0) * 1e6, np.nan)
    made = found.assign(concentration=mean, unit="t").drop(columns="volume")
    return made if "year" in cells.frame else made.drop(columns="year")


def _of_water(cells: Cells) -> np.ndarray:
    names = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    air = np.array([bool(name) and substance(str(name)).medium != "water" for name in names], bool)
    cells.report(air, "substance", "not a substance of water", _SUBSTANCES_OF_WATER)
    cells.report(cells.text("substance") == "", "substance", "the substance is missing", _SUBSTANCES_OF_WATER)
    return names


def _mass_factors(cells: Cells) -> np.ndarray:
    """Return the tonnes in a year of a unit of extent times coefficient of each row; NaN after a report."""
    extents, units = cells.text("extent_unit"), cells.text("coefficient_unit")
    factors = np.full(len(cells), np.nan)
    for extent, unit in dict.fromkeys(zip(extents.tolist(), units.tolist(), strict=True)):
        here = (extents == extent) & (units == unit)
        if not extent or not unit:
            cells.report(here, "coefficient_unit", "the unit of extent or coefficient is missing", "ha and kg/ha.")
            continue
        for per in ("t", "t/a"):
            try:
                factors[here] = conversion_factor(f"({unit})*({extent})", per)
                break
            except UnitError:
                continue
        else:
            problem = f"{extent} times {unit} is no mass a year"
            cells.report(here, "coefficient_unit", problem, "For an area in ha give kg/ha, for head kg/head.")
    return factors
