"""What the mileage of a vehicle changes: degradation of petrol cars, ammonia and nitrous oxide."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.tables import open_table
from zzcarbon.transport.road_classes import checked_rows, factor_rows, function_table, hot_factors, match_classes

__all__ = ["hot_exhaust", "mileage_correction", "mileage_exhaust", "mileage_factor"]

Array = npt.NDArray[np.float64]


def mileage_correction(speed: Array, urban: Array, road: Array) -> Array:
    r"""Correction of the hot factor for mileage, between urban and road driving by speed.

    Parameters
    ----------
    speed : float or ndarray, shape (n,)
        Mean speed [km/h].
    urban, road : float or ndarray, shape (n,)
        Correction up to 19 km/h and from 63 km/h [1].

    Returns
    -------
    ndarray of float64, shape (n,)
        Correction [1], at least 1.

    Notes
    -----
    .. math:: MC = MC_{urban} + (v - 19)(MC_{road} - MC_{urban}) / 44, \quad 19 \le v \le 63

    Source: emep-eea-2019-road, degradation of petrol cars; form as in VEIN (R/emis_det.R).

    Examples
    --------
    >>> float(mileage_correction(41.0, 2.0, 1.0))
    1.5
    """
    share = np.clip((np.asarray(speed, dtype=np.float64) - 19.0) / 44.0, 0.0, 1.0)
    return np.maximum(1.0, urban + share * (road - urban))


def mileage_factor(mileage: Array, base: Array, slope: Array, constant: Array) -> Array:
    r"""Factor of ammonia or nitrous oxide at a mileage.

    Parameters
    ----------
    mileage : float or ndarray, shape (n,)
        Mileage since the vehicle was new [km].
    base, slope, constant : float or ndarray, shape (n,)
        Base factor [g/km], increase [1/km] and value without mileage [1].

    Returns
    -------
    ndarray of float64, shape (n,)
        Factor [g/km], at least zero.

    Notes
    -----
    .. math:: EF = (a\,m + b)\,EF_{base}

    Source: emep-eea-2019-road, functions of NH3 and N2O.

    Examples
    --------
    >>> round(float(mileage_factor(50000.0, 0.0019, 1.31e-6, 0.862)), 6)
    0.001762
    """
    return np.maximum(0.0, np.asarray((slope * mileage + constant) * base, dtype=np.float64))


def hot_exhaust(frame: object, substances: str | tuple[str, ...] = ("CO", "NOx", "HC", "PM2.5")) -> pd.DataFrame:
    """Return rows of hot exhaust, with the degradation of petrol cars where the mileage is given.

    Parameters
    ----------
    frame : path or data frame, shape (n, ...)
        ``vehicle powertrain size standard``, ``technology mode slope load`` where the functions have them, ``amount``
        (distance), ``unit``, ``speed`` [km/h], and ``mileage`` [km] for petrol cars of Euro 1 to 4.
    substances : str or tuple of str
        What to return; each needs a function of the class.

    Returns
    -------
    pandas.DataFrame
        Rows for ``zc.transport.estimate``; column ``mileage_correction`` says what was applied.

    Raises
    ------
    DataError
        Columns are missing, numbers are outside their range, or a class has no function or several.

    Notes
    -----
    Degradation is known for CO, NOx and HC of petrol cars of Euro 1 to 4 (grade C); all others are 1.
    Source: emep-eea-2019-road, Eq. 8 and the functions of degradation.

    Examples
    --------
    >>> cars = pd.DataFrame({"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"],
    ...     "standard": ["Euro 1"], "amount": [1e6], "unit": ["km"], "speed": [19.0], "mileage": [150000.0]})
    >>> hot_exhaust(cars, ("CO",))["mileage_correction"].tolist()
    [2.39]
    """
    frame = open_table(frame, "rows of vehicles")
    frame = standard_columns(frame)
    substances = (substances,) if isinstance(substances, str) else substances
    numbers = ("amount", "speed", *(("mileage",) if "mileage" in frame else ()))
    rows = checked_rows(frame, ("vehicle", "powertrain", "size", "standard"), numbers)
    asked = pd.DataFrame(
        {"at": np.repeat(np.arange(len(rows)), len(substances)), "substance": [*substances] * len(rows)}
    )
    found = hot_factors(rows, asked).sort_values(["at", "substance"], ignore_index=True)
    correction = _degradation(rows, found) if "mileage" in rows else np.ones(len(found))
    lines = found.assign(factor=found["factor"] * correction, mileage_correction=correction)
    return factor_rows(frame, lines, "hot exhaust")


def _degradation(rows: pd.DataFrame, found: pd.DataFrame) -> Array:
    keys = ["powertrain", "size", "standard"]
    table = function_table("mileage-degradation")
    cars = rows["vehicle"] == "passenger car"
    asked = found[["at", "substance"]].join(rows.loc[cars, [*keys, "speed", "mileage"]], on="at")
    lines = asked.reset_index().merge(table, on=[*keys, "substance"], how="inner")
    grown = lines["slope"] * lines["mileage"] + lines["constant"]
    lines["value"] = np.where(lines["mileage"] < lines["mileage_max"], grown, lines["level"])
    both = lines.pivot_table(index="index", columns="condition", values="value")
    correction = np.ones(len(found))
    if len(both):
        at = both.index.to_numpy()
        speed = asked["speed"].to_numpy()[at]
        correction[at] = mileage_correction(speed, both["urban"].to_numpy(), both["road"].to_numpy())
    return correction


def mileage_exhaust(frame: object) -> pd.DataFrame:
    """Return rows of ammonia and nitrous oxide of cars and light commercial vehicles by mileage and sulphur.

    Parameters
    ----------
    frame : path or data frame, shape (n, ...)
        ``vehicle powertrain standard``, ``size`` for cars, ``engine`` (cold or hot), ``mode`` (urban, rural or
        highway), ``amount`` (distance), ``unit``, ``mileage`` [km], ``sulphur`` of the fuel [ppm].

    Returns
    -------
    pandas.DataFrame
        Rows for ``zc.transport.estimate``, grade C.

    Raises
    ------
    DataError
        Columns are missing, numbers are outside their range, or a class has no function.

    Notes
    -----
    Up to Euro 5; the copy repeats Euro 5 for Euro 6, which is left out. Source: emep-eea-2019-road.

    Examples
    --------
    >>> cars = pd.DataFrame({"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"],
    ...     "standard": ["Euro 4"], "engine": ["hot"], "mode": ["urban"], "amount": [1e6], "unit": ["km"],
    ...     "mileage": [50000.0], "sulphur": [10.0]})
    >>> mileage_exhaust(cars)["substance"].tolist()
    ['N2O', 'NH3']
    """
    frame = open_table(frame, "rows of vehicles")
    rows = checked_rows(frame, ("vehicle", "powertrain", "standard", "engine", "mode"),
                        ("amount", "mileage", "sulphur"))  # fmt: skip
    if "size" not in rows:
        rows["size"] = ""
    keys = ["vehicle", "powertrain", "size", "standard", "engine", "mode"]
    found = match_classes(rows, function_table("mileage-nh3-n2o"), keys)
    sulphur = rows["sulphur"].to_numpy()[found["at"]]
    above, most = found["sulphur_above"].to_numpy(), found["sulphur_max"].to_numpy()
    found = found[(np.isnan(above) | (sulphur > above)) & (np.isnan(most) | (sulphur <= most))]
    found = found.sort_values(["at", "substance"], ignore_index=True)
    mileage = rows["mileage"].to_numpy()[found["at"]]
    columns = (found[name].to_numpy(np.float64) for name in ("base", "slope", "constant"))
    lines = found[["at", "substance", "locator", "evidence", "grade"]].assign(factor=mileage_factor(mileage, *columns))
    return factor_rows(frame, lines, "mileage")
