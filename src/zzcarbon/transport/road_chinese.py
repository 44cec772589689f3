"""Exhaust of road vehicles by the Chinese guide of 2014: base factor x corrections."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Form, Method, Route
from zzcarbon.factors.function import read_coefficients
from zzcarbon.factors.table import factors

__all__ = ["CHINESE_EVAPORATION", "CHINESE_EXHAUST", "CHINESE_LEVELS", "chinese_factor", "small_car_choice"]

Array = npt.NDArray[np.float64]

_SULPHUR = (10, 50, 150, 350, 500, 800)
_LOADS = (0, 60, 75, 100)
_YEARS = (2015, 2016, 2017, 2018)
CHINESE_LEVELS: Mapping[str, tuple[float, ...]] = {
    "sulphur": _SULPHUR,
    "load_share": (0, 50, 60, 75, 100),
    "base_year": (2014, *_YEARS),
}
"""Values that the tables of the guide know; between them it says nothing."""

_COLUMNS = ("temperature", "humidity", "altitude", "speed", "sulphur", "load_share", "base_year", "humidity_overlap")
_COEFFICIENTS = (
    *("base", "cold", "hot", "dry", "humid", "hot_dry", "hot_humid", "high"),
    *("v20", "v30", "v40", "v80", "v_above"),
    *(f"s{level}" for level in _SULPHUR),
    *(f"load{level}" for level in _LOADS),
    "aged",
    *(f"d{year}" for year in _YEARS),
)


def chinese_factor(columns: Mapping[str, Array], coefficients: Mapping[str, Array]) -> Array:
    r"""Factor of the Chinese guide: the base factor times its corrections.

    Parameters
    ----------
    columns : mapping of str to ndarray, shape (n,)
        ``temperature`` [degC], ``humidity`` (relative) [%], ``altitude`` [m], ``speed`` [km/h], ``sulphur`` of the
        fuel [ppm], ``load_share`` of diesel vehicles [%], ``base_year`` of the inventory [a], and
        ``humidity_overlap`` [1]: 1 where above 24 degC the humidity factor of the heat multiplies the plain one, as
        in the only copy that was seen, 0 where it stands in its place.
    coefficients : mapping of str to ndarray, shape (n,)
        Base factor [g/km] and corrections [1] by class of the condition.

    Returns
    -------
    ndarray of float64, shape (n,)
        Factor [g/km]; NaN where the guide has no class: a sulphur content or a load that is not in its tables, a base
        year without deterioration, a speed of 0; and where a number cannot be meant: a temperature outside -60 to 60
        degC, a humidity up to 1 % (a share?) or above 100 %, a speed above 200 km/h, an altitude above 9000 m.

    Notes
    -----
    .. math:: EF = BEF \cdot \varphi_T \varphi_{RH} \varphi_{alt} \cdot \gamma_v \cdot \lambda \cdot
       \theta_S \theta_{load}

    Every correction is 1 at 10 to 25 degC, 50 % humidity, up to 1500 m, 30 km/h, 50 ppm sulphur in gasoline or 350 ppm
    in diesel, half load, base year 2014. At exactly 80 km/h the class of 40 to 80 km/h holds.
    Source: cn-road-2014, form of the guide as in VEIN 1.5.0 (R/ef_china.R), its defects mended.

    Examples
    --------
    >>> state = dict(temperature=20, humidity=50, altitude=100, speed=30, sulphur=50, load_share=50, base_year=2014,
    ...     humidity_overlap=0)
    >>> known = dict(base=0.68, v30=1.26, v40=0.79, s10=0.9, s50=1.0, aged=1.0)
    >>> given = {name: np.array([float(value)]) for name, value in state.items()}
    >>> coefficients = {name: np.array([known.get(name, 1.0)]) for name in known}
    >>> float(chinese_factor(given, {name: coefficients.get(name, np.ones(1)) for name in _COEFFICIENTS})[0])
    0.68
    """
    c = coefficients
    return np.asarray(
        c["base"]
        * _environment(columns, c)
        * _speed(columns["speed"], c)
        * _level(columns["sulphur"], {float(s): c[f"s{s}"] for s in _SULPHUR})
        * _level(columns["load_share"], {50.0: np.ones_like(c["base"]), **{float(x): c[f"load{x}"] for x in _LOADS}})
        * _deterioration(columns["base_year"], c),
        dtype=np.float64,
    )


def _environment(columns: Mapping[str, Array], c: Mapping[str, Array]) -> Array:
    warmth, wet, height = columns["temperature"], columns["humidity"], columns["altitude"]
    temperature = np.where(warmth < 10, c["cold"], np.where(warmth > 25, c["hot"], 1.0))
    plain = np.where(wet < 50, c["dry"], np.where(wet > 50, c["humid"], 1.0))
    heat = np.where(wet < 50, c["hot_dry"], np.where(wet > 50, c["hot_humid"], 1.0))
    both = np.where(columns["humidity_overlap"] == 1, plain * heat, heat)
    humidity = np.where(warmth > 24, both, plain)
    meant = (np.abs(warmth) <= 60) & (wet > 1) & (wet <= 100) & (height <= 9000)
    return np.where(meant, temperature * humidity * np.where(height > 1500, c["high"], 1.0), np.nan)


def _speed(speed: Array, c: Mapping[str, Array]) -> Array:
    classes = [speed <= 0, speed < 20, speed < 30, speed == 30, speed < 40, speed <= 80, speed <= 200]
    known = [np.full(speed.shape, np.nan), c["v20"], c["v30"], np.ones(speed.shape), c["v40"], c["v80"], c["v_above"]]
    return np.select(classes, known, np.nan)


def _level(value: Array, known: Mapping[float, Array]) -> Array:
    """Return the correction at a level of the table; NaN between the levels."""
    return np.select([value == level for level in known], list(known.values()), np.nan)


def _deterioration(year: Array, c: Mapping[str, Array]) -> Array:
    aged = _level(year, {2014.0: np.ones_like(c["base"]), **{float(y): c[f"d{y}"] for y in _YEARS}})
    return np.where(c["aged"] == 1, aged, 1.0)


_CORRECTIONS = Form(
    name="road corrections 2014",
    columns=_COLUMNS,
    coefficients=_COEFFICIENTS,
    function=chinese_factor,
    equation="EF = BEF x phi_T x phi_RH x phi_alt x gamma x lambda x theta_S x theta_load",
    levels=CHINESE_LEVELS,
)

_DISTANCE = Input("annual_distance", bridge=True)

CHINESE_EXHAUST = Method(
    key="road exhaust, Chinese guide",
    module="transport",
    activity="road exhaust, Chinese guide",
    title="Road vehicle exhaust, Chinese guide of 2014",
    title_local="道路机动车尾气排放（2014年指南）",
    edition="MEP 2014",
    substances=("CO", "HC", "NOx", "PM2.5", "PM10"),
    routes=(Route((), (_DISTANCE,), factor=True, equation="E = P x VKT x EF"),),
    columns=(
        Input("vehicle", "class of the guide: 微型客车, 出租车, 重型货车 ...", required=True),
        Input("powertrain", "petrol, diesel or other fuels", required=True),
        Input("standard", "pre-China I to China V (国一前 to 国五)", required=True),
        Input("amount", "distance of all vehicles [km], or vehicles with annual_distance", required=True),
        _DISTANCE,
        Input("temperature"),
        Input("humidity"),
        Input("altitude"),
        Input("speed", "mean speed [km/h]: above 0, up to 200"),
        Input("sulphur"),
        Input("load_share"),
        Input("base_year"),
        Input("humidity_overlap"),
    ),
    source="cn-road-2014",
    locator="table numbers not seen",
    scope="1",
    subject="vehicle",
    dimensions=("powertrain", "standard"),
    forms=(_CORRECTIONS,),
    limits="Grade C: the guide was read through one copy. No China VI, no ethanol, no NH3, no vehicle-kilometres; "
    "no deterioration after 2018. Small cars are a choice: see small_car_choice.",
)

CHINESE_EVAPORATION = Method(
    key="gasoline evaporation, Chinese guide",
    module="transport",
    activity="gasoline evaporation, Chinese guide",
    title="Gasoline evaporation, Chinese guide of 2014",
    title_local="汽油蒸发排放（2014年指南）",
    edition="MEP 2014",
    substances=("NMVOC",),
    routes=(Route((), (Input("time", bridge=True),), factor=True, equation="E = P x t x EF"),),
    columns=(
        Input("vehicle", "gasoline vehicle", required=True),
        Input("part", "driving or parked", required=True),
        Input("amount", "vehicles, with time; or hours or days of all vehicles", required=True),
        Input("time"),
    ),
    source="cn-road-2014",
    locator="evaporation factors (table number not seen)",
    scope="1",
    subject="vehicle",
    dimensions=("part",),
    limits="Grade C. The copy calls the driving factor that of vehicles without on-board vapour recovery and the "
    "parking factor that of vehicles with it; the guide may hold two pairs.",
)


def small_car_choice() -> pd.DataFrame:
    """Return both figures that can stand for small passenger cars (小型客车), to choose from.

    The copy of the guide gives small cars exactly the figures of medium passenger vehicles; its tables of
    deterioration, temperature and altitude group them with mini cars. So the row of small cars is not shipped: name
    ``mini passenger car`` or ``medium passenger vehicle`` in column ``vehicle``, and say which.

    Returns
    -------
    pandas.DataFrame
        ``powertrain standard substance mini_passenger_car medium_passenger_vehicle ratio``, base factors [g/km].

    Examples
    --------
    >>> both = small_car_choice().set_index(["powertrain", "standard", "substance"])
    >>> both.loc[("petrol", "China IV", "NOx"), ["mini_passenger_car", "medium_passenger_vehicle"]].tolist()
    [0.032, 0.196]
    """
    rows = factors(grade="C").frame
    rows = rows[(rows["activity"] == CHINESE_EXHAUST.activity) & (rows["form"] != "")]
    names = rows["condition"].str.extract(r"powertrain=(?P<powertrain>[^;]+); standard=(?P<standard>.+)")
    base = rows["coefficients"].map(lambda text: read_coefficients(text, _COEFFICIENTS)[0])
    table = names.assign(substance=rows["substance"], vehicle=rows["subject"], base=base)
    wide = table.pivot_table(index=["powertrain", "standard", "substance"], columns="vehicle", values="base")
    both = wide[["mini passenger car", "medium passenger vehicle"]].dropna()
    both.columns = pd.Index([name.replace(" ", "_") for name in both.columns])
    return both.assign(ratio=both.iloc[:, 1] / both.iloc[:, 0]).reset_index()
