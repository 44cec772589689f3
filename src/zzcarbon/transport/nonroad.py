"""Non-road mobile machinery: by engine work, by number of machines, by fuel, by hours, by sulphur."""

from __future__ import annotations

from typing import Any

from zzcarbon.estimation.fuel_figures import DENSITY, NET_CALORIFIC_VALUE
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["NONROAD_METHODS", "engine_work", "sulphur_dioxide"]

_AIR = ("NOx", "CO", "VOCs", "PM10", "PM2.5", "SO2")
_BY_FUEL = ("CO2", "CH4", "N2O", "NOx", "CO", "NMVOC", "NH3", "TSP", "PM10", "PM2.5")
_MACHINERY = Input("machinery", required=True)
_FUEL = Input("fuel", "diesel / 柴油, gasoline / 汽油, LPG / 液化石油气", required=True)
_NPI_LIMITS = (
    "Engines without an emission stage (Australian manual, most values rated uncertain); no Chinese stages, "
    'whose tables were not found: it answers by name alone, sets=["+npi-au-engines-2008"]. SO2 holds for the sulphur '
    "that the row names."
)
_OWN_FACTOR = "machinery by power, own factor"

MACHINERY_WORK = Method(
    key="machinery by work",
    module="transport",
    activity="non-road machinery work",
    title="Non-road machinery by engine work",
    title_local="非道路移动机械（做功法）",
    edition="NPI 2008",
    substances=_AIR,
    routes=(Route((), (), factor=True, equation="E = W x EF"),),
    columns=(_MACHINERY, _FUEL, Input("amount", "work of the engines [kWh]", required=True)),
    source="npi-au-engines-2008",
    locator="Tables 26 to 40",
    controlled=True,
    scope="1",
    tier="2",
    validated="statement on a sewage plant, 2018: generator",
    limits=_NPI_LIMITS,
    instead=_OWN_FACTOR,
    subject="machinery",
    dimensions=("fuel",),
)

MACHINERY_BY_POWER = Method(
    key="machinery by power",
    module="transport",
    activity="non-road machinery work",
    title="Non-road machinery by power, load and hours",
    title_local="非道路移动机械（功率法）",
    edition="NPI 2008",
    substances=_AIR,
    routes=(
        Route(
            (),
            (
                Input("power"),
                Input("load_factor"),
                Input("hours", unit="h/a"),
            ),
            factor=True,
            equation="E = N x P x LF x h x EF",
        ),
    ),
    columns=(
        _MACHINERY,
        _FUEL,
        Input("amount", "number of machines [piece, 台]", required=True),
        Input("power", required=True),
        Input("load_factor", "mean load over rated power [1]; of a survey, else that of Table 5"),
        Input("hours", "hours of use of one machine in the year [h/a]", required=True),
    ),
    source="npi-au-engines-2008",
    locator="Equation 5, Table 5 and Tables 26 to 40",
    controlled=True,
    scope="1",
    tier="2",
    limits=_NPI_LIMITS,
    instead=_OWN_FACTOR,
    subject="machinery",
    dimensions=("fuel",),
    yearly=True,
)

MACHINERY_OWN_FACTOR = Method(
    key=_OWN_FACTOR,
    module="transport",
    activity="non-road machinery, own factor",
    title="Non-road machinery by power, load and hours, with a factor of the caller for its emission stage",
    title_local="非道路移动机械（功率法，分阶段自有因子）",
    edition="factor of the caller",
    substances=(),
    routes=(
        Route(
            (),
            (Input("power"), Input("load_factor"), Input("hours", unit="h/a"), Input("emission_factor")),
            factor=False,
            equation="E = N x P x LF x h x EF",
        ),
    ),
    columns=(
        Input("substance", "NOx, PM2.5, VOCs ...: one row each", required=True),
        Input("amount", "number of machines [piece, 台]", required=True),
        Input("power", required=True),
        Input("load_factor", "mean load over rated power [1]", required=True),
        Input("hours", "hours of use of one machine in the year [h/a]", required=True),
        Input("emission_factor", "of the stage and class of power [g/kWh in emission_factor_unit]", required=True),
        Input("machinery"),
        Input("technology", "emission stage, for example 国三: it stands in the row and chooses nothing"),
    ),
    source="npi-au-engines-2008",
    locator="Equation 5",
    controlled=True,
    scope="1",
    tier="2",
    limits="No default: power, load, hours and factor are asked for. Usually found: the technical guideline of the "
    "ministry for inventories of non-road mobile sources, by stage and class of power, or the limits of the stage.",
    subject="",
    yearly=True,
)

MACHINERY_FUEL = Method(
    key="machinery by fuel",
    module="transport",
    activity="non-road machinery fuel",
    title="Non-road machinery by fuel",
    title_local="非道路移动机械（燃料法）",
    edition="EMEP/EEA 2023; IPCC 2006",
    substances=_BY_FUEL,
    routes=(Route((), (DENSITY, NET_CALORIFIC_VALUE), factor=True, equation="E = FC x EF"),),
    columns=(
        _FUEL,
        Input("amount", "fuel [t, L with density, GJ]", required=True),
        Input("category_nfr", "1.A.2.g.vii, 1.A.4.a.ii, 1.A.4.b.ii or 1.A.4.c.ii: air pollutants depend on it"),
        Input("technology", "emission stage: Stage I ... Stage V; empty for the mean of a fleet (tier 1)"),
        Input("stroke", "two-stroke or four-stroke: gasoline needs it"),
        Input("sector"),
        Input("density", "density of a liquid fuel [kg/L, unit in density_unit]"),
        Input("machinery", "forklift / 叉车: for the factors of LPG machines"),
    ),
    source="emep-eea-2023",
    locator="1.A.2.g.vii and 1.A.4, Tables 3-1 and 3-2",
    controlled=True,
    scope="1",
    validated="statement on the reuse of effluent, 2025: four machines",
    limits="European stages; which of them a Chinese stage equals is for the caller to say.",
    dimensions=("stroke", "sector", "machinery"),
)

MACHINERY_HOURS = Method(
    key="machinery evaporation",
    module="transport",
    activity="non-road machinery hours",
    title="Evaporation and crankcase gases of petrol machinery by hours",
    title_local="非道路汽油机械蒸发与曲轴箱排放",
    edition="NPI 2008",
    substances=("VOCs",),
    routes=(Route((), (), factor=True, equation="E = h x EF"),),
    columns=(
        _MACHINERY,
        _FUEL,
        Input("amount", "hours of use of all machines [h]", required=True),
        Input("technology", "evaporation or crankcase", required=True),
    ),
    source="npi-au-engines-2008",
    locator="Tables 36 to 40",
    scope="1",
    tier="2",
    limits="Petrol machines only; the two paths are rows of their own.",
    subject="machinery",
    dimensions=("fuel",),
)

FUEL_SULPHUR = Method(
    key="sulphur of the fuel",
    module="transport",
    activity="sulphur of fuel",
    title="SO2 from the sulphur of the fuel",
    title_local="燃料含硫量计算二氧化硫",
    edition="NPI 2008",
    substances=("SO2",),
    routes=(
        Route(
            (),
            (
                DENSITY,
                Input("hours", bridge=True),
                Input("fuel_sulphur"),
            ),
            factor=False,
            equation="E = FC x S x 64/32",
            constant=64 / 32,
            constant_text="64/32",
        ),
    ),
    columns=(
        Input("fuel", "fuel of the engine", required=True),
        Input("amount", "fuel [t, L with density, kg/h with hours]", required=True),
        Input("fuel_sulphur", "sulphur content by mass [%, or mg/kg in fuel_sulphur_unit]", required=True),
        Input("hours", "hours, where the amount is a rate [h]"),
    ),
    source="npi-au-engines-2008",
    locator="Section 5.3.1, Equation 1 and Example 1",
    controlled=True,
    scope="1",
    tier="3",
    validated="NPI 2008, Example 1 (73 359 kg)",
    limits="All sulphur leaves as SO2.",
)

NONROAD_METHODS: tuple[Method, ...] = (
    MACHINERY_WORK,
    MACHINERY_BY_POWER,
    MACHINERY_OWN_FACTOR,
    MACHINERY_FUEL,
    MACHINERY_HOURS,
    FUEL_SULPHUR,
)
"""Methods of non-road machinery, and of sulphur in any engine."""


def engine_work(*, number: Any, power: Any, load_factor: Any, hours: Any) -> Any:
    r"""Work of engines from their number, power, load and hours.

    Parameters
    ----------
    number : float or array, shape (n,)
        Number of machines [1].
    power : float or array, shape (n,)
        Rated power of one machine [kW].
    load_factor : float or array, shape (n,)
        Mean load over rated power [1].
    hours : float or array, shape (n,)
        Hours of use of one machine [h].

    Returns
    -------
    float or array, shape (n,)
        Work [kWh].

    Notes
    -----
    .. math:: W = N \cdot P \cdot LF \cdot h

    Source: npi-au-engines-2008, Equation 5.

    Examples
    --------
    >>> engine_work(number=2, power=100.0, load_factor=0.5, hours=800.0)
    80000.0
    """
    return number * power * load_factor * hours


def sulphur_dioxide(*, fuel: Any, sulphur: Any) -> Any:
    r"""SO2 of fuel whose sulphur leaves with the exhaust.

    Parameters
    ----------
    fuel : float or array, shape (n,)
        Fuel [t].
    sulphur : float or array, shape (n,)
        Sulphur content by mass [1].

    Returns
    -------
    float or array, shape (n,)
        SO2 [t].

    Notes
    -----
    .. math:: E = FC \cdot S \cdot 64/32

    Source: npi-au-engines-2008, Example 1.

    Examples
    --------
    >>> round(sulphur_dioxide(fuel=20.9 * 1500, sulphur=0.00117), 3)
    73.359
    """
    return fuel * sulphur * 64 / 32
