"""Tables of roads, sites, piles and kitchens as activity rows: what is missing is said, and nothing is assumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.industry.dust import handling_dust_factor, kitchen_fumes, paved_road_dust_factor, site_dust
from zzcarbon.tables import open_cells
from zzcarbon.vocabulary.substances import substance

__all__ = ["DUST_SOURCES", "dust_rows"]

Array = npt.NDArray[np.float64]


class _Number(NamedTuple):
    """A column of a source: its unit and its range; ``default`` None where it is needed."""

    unit: str
    low: float
    high: float
    default: float | None = None


def _roads(n: Mapping[str, Array]) -> Array:
    factor = paved_road_dust_factor(
        multiplier=n["multiplier"], silt_load=n["silt_load"], weight=n["vehicle_weight"], wet_days=n["wet_days"],
        days=n["days"],
    )  # fmt: skip
    return factor * n["distance"] * (1.0 - n["control_share"]) / 1e6


def _piles(n: Mapping[str, Array]) -> Array:
    factor = handling_dust_factor(multiplier=n["multiplier"], wind_speed=n["wind_speed"], moisture=n["moisture"])
    handled = factor * n["mass"] * n["transfers"] / 1e3
    eroded = n["erosion_multiplier"] * n["erosion"] * n["area"] / 1e6
    return (handled + eroded) * (1.0 - n["control_share"])


def _sites(n: Mapping[str, Array]) -> Array:
    return site_dust(area=n["area"], months=n["months"], factor=n["factor"], control=n["control_share"])


def _kitchens(n: Mapping[str, Array]) -> Array:
    return kitchen_fumes(flow=n["flow"], hours=n["hours"], concentration=n["concentration"], removal=n["control_share"])


_INF = np.inf
_TINY = 1e-300
_CONTROL = {"control_share": _Number("1", 0.0, 1.0, 0.0)}
_SOURCES: dict[str, tuple[Callable[[Mapping[str, Array]], Array], dict[str, _Number], str]] = {
    "paved road": (
        _roads,
        {
            "distance": _Number("km", 0.0, _INF),
            "silt_load": _Number("g/m2", 0.0, 400.0),
            "vehicle_weight": _Number("t", _TINY, 60.0),
            "multiplier": _Number("g/km", 0.0, _INF),
            "wet_days": _Number("d", 0.0, 366.0),
            "days": _Number("d", 1.0, 366.0),
            **_CONTROL,
        },
        "AP-42 13.2.1 eq. 2",
    ),
    "pile": (
        _piles,
        {
            "mass": _Number("t", 0.0, _INF),
            "transfers": _Number("1", 0.0, 1000.0),
            "multiplier": _Number("1", 0.0, 1.0),
            "wind_speed": _Number("m/s", 0.0, 60.0),
            "moisture": _Number("%", _TINY, 100.0),
            "area": _Number("m2", 0.0, _INF, 0.0),
            "erosion": _Number("g/m2", 0.0, _INF, 0.0),
            "erosion_multiplier": _Number("1", 0.0, 1.0, 0.0),
            **_CONTROL,
        },
        "AP-42 13.2.4 eq. 1; 13.2.5 eq. 2",
    ),
    "construction": (
        _sites,
        {
            "area": _Number("m2", 0.0, _INF),
            "months": _Number("month", 0.0, 12.0),
            "factor": _Number("kg/(m2*month)", 0.0, _INF),
            **_CONTROL,
        },
        "identity, factor of the caller",
    ),
    "kitchen": (
        _kitchens,
        {
            "flow": _Number("m3/h", 0.0, _INF),
            "hours": _Number("h", 0.0, 8784.0),
            "concentration": _Number("mg/m3", 0.0, 1e4),
            **_CONTROL,
        },
        "identity, flow times concentration",
    ),
}
DUST_SOURCES = tuple(_SOURCES)
"""Sources that have rows."""

_SMALLER = ("PM2.5", "PM10", "TSP")


def dust_rows(frame: object, source: str) -> pd.DataFrame:
    """Return activity rows of fugitive dust or fumes.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        A row for each source and ``substance`` (TSP, PM10, PM2.5; fumes also VOCs), and in units of its own or these:

        - ``paved road``: ``distance`` [vehicle km], ``silt_load`` [g/m2], ``vehicle_weight`` [t], ``multiplier``
          [g/km], ``wet_days``, ``days`` [d];
        - ``pile``: ``mass`` [t], ``transfers`` [1], ``multiplier`` [1], ``wind_speed`` [m/s], ``moisture`` [%], and
          with wind erosion ``area`` [m2], ``erosion`` [g/m2] (the sum of `erosion_potential` over the events) and
          ``erosion_multiplier`` [1];
        - ``construction``: ``area`` [m2], ``months``, ``factor`` [kg/(m2 month)];
        - ``kitchen``: ``flow`` [m3/h], ``hours`` [h], ``concentration`` [mg/m3].

        ``control_share`` [1] is what spraying, cover or a cleaner keeps back; nothing where it is blank. Chinese names
        are understood. Other columns are labels.
    source : str
        One of `DUST_SOURCES`.

    Returns
    -------
    pandas.DataFrame
        Rows for ``zc.industry.estimate``: the labels, ``method`` (reported emission), ``amount`` and ``unit`` [t],
        ``dust_source`` and ``equation``.

    Raises
    ------
    DataError
        A figure is missing or outside its range, or a substance is none of the air: every problem.
    UnknownNameError
        There is no such source.

    Examples
    --------
    >>> roads = pd.DataFrame({"substance": ["PM10"], "distance": [1e6], "silt_load": [1.0], "vehicle_weight": [3.0],
    ...     "multiplier": [0.62], "wet_days": [80], "days": [365]})
    >>> rows = dust_rows(roads, "paved road")
    >>> rows[["method", "unit"]].values.tolist(), round(float(rows["amount"].iloc[0]), 4)
    ([['reported emission', 't']], 1.9849)
    """
    if not isinstance(source, str) or source not in _SOURCES:
        raise UnknownNameError("source of dust", source, _SOURCES, f"Sources: {', '.join(_SOURCES)}.")
    equation, numbers, text = _SOURCES[source]
    needed = [name for name, number in numbers.items() if number.default is None]
    cells = open_cells(frame, source, ("substance", *needed), refusal="the dust cannot be estimated")
    names = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    cells.report(names == "", "substance", "the substance is missing", "TSP, PM10 or PM2.5 in each row.")
    read = {
        name: cells.in_unit(name, number.unit, low=number.low, high=number.high, default=number.default)
        for name, number in numbers.items()
    }
    if cells.problems:
        raise DataError("the dust cannot be estimated", cells.problems)
    labels = cells.frame.drop(columns=[name for name in cells.frame if str(name).removesuffix("_unit") in numbers])
    return labels.assign(
        substance=names, method="reported emission", amount=equation(read), unit="t", dust_source=source, equation=text
    )
