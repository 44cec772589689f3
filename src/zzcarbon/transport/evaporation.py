"""Gasoline vapour of parked, driving and refuelled vehicles."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.tables import Cells

__all__ = ["EVAPORATION_METHODS", "evaporation_rows"]

_TIME = Input("time", "days in that range of temperature [d, unit in time_unit]", bridge=True)

_BY_DAY = Method(
    key="gasoline evaporation, tier 1",
    module="transport",
    activity="gasoline evaporation by day",
    title="Gasoline evaporation of vehicles, EMEP/EEA tier 1",
    title_local="汽油蒸发排放（EMEP/EEA 一级方法）",
    edition="EMEP/EEA 2023",
    substances=("NMVOC",),
    routes=(Route((), (_TIME,), factor=True, equation="E = N x EF x days"),),
    columns=(
        Input("vehicle", "passenger car, light commercial vehicle or two-wheeler, all on gasoline", required=True),
        Input("temperature_range", required=True),
        Input("amount", "vehicles, with time; or vehicle-days [vehicle*d]", required=True),
        _TIME,
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.v, Tables 3-1 to 3-4",
    scope="1",
    tier="1",
    subject="vehicle",
    dimensions=("temperature_range",),
    limits="Diurnal, soak and running losses together; a year is the sum of its seasons.",
)

_BY_TRIP = variant_of(
    _BY_DAY,
    source="emep-eea-2023",
    key="gasoline evaporation, tier 2",
    activity="gasoline evaporation by trip",
    title="Gasoline evaporation by diurnal, soak and running losses, EMEP/EEA tier 2",
    title_local="汽油蒸发排放（EMEP/EEA 二级方法）",
    routes=(Route((), (_TIME,), factor=True, equation="E = N x EF_diurnal x days + trips x EF_part"),),
    columns=(
        Input("vehicle", "passenger car, moped or motorcycle", required=True),
        Input("size", "<=1400 cm3, 1400 - 2000 cm3 or >2000 cm3; 4-stroke <250 cm3 ... of motorcycles"),
        Input("canister"),
        Input("temperature_range", required=True),
        Input("part", "diurnal, hot soak, warm soak, hot running loss or warm running loss", required=True),
        Input("fuel_system"),
        Input("amount", "vehicles with time for diurnal losses; trips [trip] for the others", required=True),
        _TIME,
    ),
    locator="1.A.3.b.v, Eq. 3 to 6, Table 3-5",
    tier="2",
    dimensions=("size", "canister", "temperature_range", "part", "fuel_system"),
    limits="evaporation_rows makes the rows of a fleet of cars. Which of the seven values of cars is which part was "
    "read from a second copy (grade B); mopeds and motorcycles are grade C.",
)

_REFUELLING = Method(
    key="refuelling",
    module="transport",
    activity="refuelling",
    title="Gasoline vapour at refuelling",
    title_local="加油过程挥发性有机物排放",
    edition="EMEP/EEA 2023",
    substances=("NMVOC",),
    routes=(
        Route(
            ("NMVOC",),
            (
                Input("density", bridge=True),
                Input("refuelling_loss"),
            ),
            factor=False,
            equation="E = FC x EF x (1 - eta)",
        ),
    ),
    columns=(
        Input("amount", "gasoline filled [t, L]", required=True),
        Input("refuelling_loss", required=True),
        Input("removal_efficiency_NMVOC", "vapour recovery of stage II or of the vehicle [1]"),
        Input("density", "density of gasoline [kg/L], where volume meets mass"),
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.v (vehicle) and 1.B.2.a.v (station)",
    controlled=True,
    scope="1",
    subject="",
    limits="No default of grade A or B was found: the caller gives the loss.",
)

EVAPORATION_METHODS = (_BY_DAY, _BY_TRIP, _REFUELLING)
"""Methods of gasoline vapour."""

_NEEDED = ("vehicles", "days", "trips_per_day", "fuel_return_share", "hot_share", "temperature_range")


def evaporation_rows(fleet: pd.DataFrame) -> pd.DataFrame:
    r"""Split a fleet of gasoline cars into rows of diurnal, soak and running losses of tier 2.

    Parameters
    ----------
    fleet : pandas.DataFrame, shape (n, ...)
        ``vehicles``, ``days`` in the range of temperature [d], ``trips_per_day`` [1/d], ``fuel_return_share`` (vehicles
        with carburettor or fuel return) [1], ``hot_share`` (trips that end with a hot engine) [1],
        ``temperature_range``; ``size``, ``canister`` and labels stay with the rows.

    Returns
    -------
    pandas.DataFrame
        Activity rows for ``zc.transport.estimate``: seven a row of the fleet, without those of nothing.

    Raises
    ------
    DataError
        Columns are missing, or a number is missing, negative, or a share above one.

    Notes
    -----
    .. math:: E = d\,e_d + t\,[c\,(p\,e_{hot} + (1-p)\,e_{warm}) + (1-c)\,e_{hot,fi}]

    for soak and again for running loss, with c the share with fuel return and p the share of hot trips.
    Source: emep-eea-2023, 1.A.3.b.v, Eq. 3 to 6.

    Examples
    --------
    >>> fleet = pd.DataFrame({"vehicles": [1000], "days": [90], "trips_per_day": [3], "fuel_return_share": [0.2],
    ...     "hot_share": [0.6], "temperature_range": ["20 to 35 degC"], "size": ["<=1400 cm3"], "canister": ["small"]})
    >>> evaporation_rows(fleet)["amount"].tolist()
    [1000.0, 216000.0, 32400.0, 21600.0, 216000.0, 32400.0, 21600.0]
    """
    _check(fleet)
    rest = fleet.drop(columns=[name for name in _NEEDED if name != "temperature_range"])
    trips = fleet["vehicles"] * fleet["days"] * fleet["trips_per_day"]
    returned, hot = fleet["fuel_return_share"], fleet["hot_share"]
    shares = (
        ("hot", "returnless fuel injection", 1 - returned),
        ("hot", "carburettor or fuel return", returned * hot),
        ("warm", "carburettor or fuel return", returned * (1 - hot)),
    )
    made = [rest.assign(part="diurnal", amount=fleet["vehicles"], unit="vehicle", time=fleet["days"], time_unit="d")]
    made += [
        rest.assign(part=f"{warmth} {loss}", fuel_system=system, amount=(trips * share).round(9), unit="trip")
        for loss in ("soak", "running loss")
        for warmth, system, share in shares
    ]
    rows = pd.concat(made, ignore_index=True)
    rows.insert(0, "method", _BY_TRIP.key)
    if "vehicle" not in rows:
        rows.insert(1, "vehicle", "passenger car")
    return rows[rows["amount"] != 0].reset_index(drop=True)


def _check(fleet: pd.DataFrame) -> None:
    missing = [name for name in _NEEDED if name not in fleet]
    cells = Cells(fleet)
    for name in missing:
        cells.report_table(name, "the column is missing", "See evaporation_rows.")
    for name in (n for n in _NEEDED[:5] if n not in missing):
        numbers = pd.to_numeric(fleet[name], errors="coerce")
        high = 1.0 if name.endswith("share") else float("inf")
        bad = (~numbers.between(0, high)).to_numpy()
        cells.report(bad, name, "not a number in its range", f"Give 0 to {high:g}.")
    if cells.problems:
        message = f"{len(cells.problems)} problems in the fleet"
        raise DataError(message, cells.problems)
