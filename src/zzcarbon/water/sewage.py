"""Domestic sewage: generated, collected, treated, reused, discharged; each gram has one way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.water.loads import removed_load
from zzcarbon.water.tables import TableReader

__all__ = ["sewage_balance", "sewage_rows"]

_SHARES = ("connected", "sewer_leakage", "septic_removal", "plant_removal", "reused")
_MEASURED = {"treated_volume": "m3", "inflow_concentration": "mg/L", "outflow_concentration": "mg/L"}
_PATHS = {"discharged_by_plant": "sewage plant", "discharged_directly": "direct discharge, not collected"}
_GRAM = 1e-6


def sewage_balance(frame: object) -> pd.DataFrame:
    r"""Return where the load of domestic sewage goes.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        One row per area (urban, rural ...) and substance:

        ``population`` [person]; ``load_per_person`` [unit in load_per_person_unit, for example
        g/(person d)]: there is no default; ``days`` [d];
        ``connected``: share of the load that enters a sewer [1];
        ``sewer_leakage``: share of it that leaves the sewers into the ground [1];
        ``septic_removal``: share removed from what is not connected [1];
        ``plant_removal``: share removed by the plant [1], or measured ``treated_volume`` [m3],
        ``inflow_concentration`` and ``outflow_concentration`` [mg/L];
        ``reused``: share of the effluent that is reused and not discharged [1];
        optional ``industrial_load``: what else arrives with the sewer [t];
        optional ``water_per_person`` [L/(person d)], ``sewage_factor`` [1], ``extraneous_water`` [m3].

    Returns
    -------
    pandas.DataFrame
        The rows with, in tonnes, ``generated``, ``collected``, ``leaked``, ``arriving``, ``removed_by_plant``,
        ``removed_by_septic``, ``reused_load``, ``discharged_by_plant``, ``discharged_directly``,
        ``discharged``, ``removed`` and ``difference`` (what does not close), and in m3 ``sewage_volume``
        and ``plant_volume``; ``inflow_difference`` is the measured inflow less what arrives [t].

    Raises
    ------
    DataError
        A value is missing or outside its range, or the plant removes more than arrives.

    Notes
    -----
    .. math:: D = G + I - R_{plant} - R_{septic} - U - L

    Generated and industrial load less what is removed, reused and leaked is discharged. A mass balance;
    the shape generated - removed is that of cn-local-stat-rule, art. 8. Extraneous water dilutes and
    carries no load.

    Examples
    --------
    >>> town = pd.DataFrame({
    ...     "area": ["urban"], "substance": ["COD"], "population": [100_000.0], "load_per_person": [70.0],
    ...     "load_per_person_unit": ["g/(person d)"], "days": [365], "connected": [0.9],
    ...     "sewer_leakage": [0.05], "septic_removal": [0.3], "plant_removal": [0.9], "reused": [0.2],
    ... })
    >>> found = sewage_balance(town).iloc[0]
    >>> round(float(found["generated"]), 3), round(float(found["discharged"]), 3)
    (2555.0, 353.612)
    """
    reader = TableReader(frame, ("substance", "population", "load_per_person", "days", "connected"), "the sewage")
    names = reader.substances()
    per_day = reader.numbers("load_per_person") * reader.factors("load_per_person_unit", "t/(person d)")
    generated = reader.numbers("population", "person") * per_day * reader.numbers("days", "d", high=366.0)
    measured = _measured_removal(reader)
    wanted = {"plant_removal": np.isnan(measured)}
    connected, leakage, septic, plant, reused = (_share(reader, name, wanted.get(name)) for name in _SHARES)
    industrial = reader.numbers("industrial_load", "t", default=0.0)
    in_sewer = connected * generated
    leaked = leakage * in_sewer
    arriving = in_sewer - leaked + industrial
    removed_by_plant = np.where(np.isnan(measured), plant * arriving, measured)
    reader.check()
    more = removed_by_plant > arriving + _GRAM
    remedy = "Industry in the sewer? Give industrial_load, or check volume and concentrations."
    reader.bad(more, "inflow_concentration", "the plant removes more than arrives", remedy)
    reader.check()
    outside = generated - in_sewer
    removed_by_septic = septic * outside
    effluent = arriving - removed_by_plant
    loads = {
        "generated": generated,
        "collected": in_sewer,
        "leaked": leaked,
        "arriving": arriving,
        "removed_by_plant": removed_by_plant,
        "removed_by_septic": removed_by_septic,
        "reused_load": reused * effluent,
        "discharged_by_plant": effluent - reused * effluent,
        "discharged_directly": outside - removed_by_septic,
    }
    discharged = loads["discharged_by_plant"] + loads["discharged_directly"]
    removed = removed_by_plant + removed_by_septic + loads["reused_load"] + leaked
    result = reader.table.assign(substance=names, **loads, discharged=discharged, removed=removed)
    result = result.assign(
        difference=generated + industrial - removed - discharged, **_volumes(reader, connected, leakage)
    )
    reader.check()
    return result.assign(inflow_difference=_inflow(reader) - arriving)


def sewage_rows(balance: pd.DataFrame) -> pd.DataFrame:
    """Return what is discharged as rows for `estimate`.

    Parameters
    ----------
    balance : pandas.DataFrame
        A result of `sewage_balance`.

    Returns
    -------
    pandas.DataFrame
        Rows of method ``reported discharge`` with ``amount`` [t], ``substance``, ``path`` (sewage plant;
        direct discharge, not collected) and the labels of the balance: area, region, entity, year, period.

    Examples
    --------
    >>> balance = pd.DataFrame({"area": ["rural"], "substance": ["COD"], "discharged_by_plant": [0.0],
    ...     "discharged_directly": [12.5]})
    >>> sewage_rows(balance)[["path", "amount"]].to_numpy().tolist()
    [['sewage plant', 0.0], ['direct discharge, not collected', 12.5]]
    """
    labels = [n for n in ("area", "region", "entity", "district", "year", "period", "activity_source") if n in balance]
    parts = [
        balance[[*labels, "substance"]].assign(path=path, amount=balance[column]) for column, path in _PATHS.items()
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(method="reported discharge", unit="t")


def _share(reader: TableReader, name: str, wanted: npt.NDArray[np.bool_] | None) -> npt.NDArray[np.float64]:
    """Return a share; it is asked for in every row, or where it is wanted."""
    values = reader.numbers(name, "1", high=1.0, blank=True)
    missing = np.isnan(values) if wanted is None else np.isnan(values) & wanted
    text = f"the share {name} is not said"
    reader.bad(missing, name, text, f"Give {name} from 0 to 1; 0 is an answer, a blank is not.")
    return np.where(np.isnan(values), 0.0, values)


def _measured_removal(reader: TableReader) -> npt.NDArray[np.float64]:
    """Return what the plant was measured to remove [t]; NaN where it was not measured."""
    volume, inflow, outflow = (reader.numbers(name, unit, blank=True) for name, unit in _MEASURED.items())
    given = np.isfinite(np.stack([volume, inflow, outflow]))
    half = np.asarray(np.logical_and(given.any(axis=0), ~given.all(axis=0)))
    reader.bad(half, "treated_volume", f"{', '.join(_MEASURED)} belong together", "Give all three.")
    removed = np.asarray(
        removed_load(volume=volume, inflow_concentration=inflow, outflow_concentration=outflow), np.float64
    )
    reader.bad(removed < 0, "outflow_concentration", "the water leaves worse than it came", "Check the concentrations.")
    return removed


def _inflow(reader: TableReader) -> npt.NDArray[np.float64]:
    volume, inflow = (
        reader.numbers(name, _MEASURED[name], blank=True) for name in ("treated_volume", "inflow_concentration")
    )
    return volume * inflow * _GRAM


def _volumes(
    reader: TableReader, connected: npt.NDArray[np.float64], leakage: npt.NDArray[np.float64]
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the sewage that arises and the water that reaches the plant [m3]; NaN where use is not said."""
    use = reader.numbers("water_per_person", "L/(person d)", blank=True) / 1000.0
    factor = reader.numbers("sewage_factor", "1", blank=True, high=1.0)
    reader.bad(
        np.isfinite(use) & np.isnan(factor), "sewage_factor", "the cell is empty", "Give the share that is sewage."
    )
    sewage = use * factor * reader.numbers("population", "person") * reader.numbers("days", "d")
    collected = sewage * connected * (1.0 - leakage)
    return {"sewage_volume": sewage, "plant_volume": collected + reader.numbers("extraneous_water", "m3", default=0.0)}
