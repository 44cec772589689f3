"""Railways: diesel of locomotives and railcars, electricity of trains."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import DENSITY, NET_CALORIFIC_VALUE
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["RAIL_METHODS"]

_FUEL = Input("fuel", "diesel / 柴油", required=True)
_TECHNOLOGY = Input(
    "technology", "line-haul locomotive, shunting locomotive or railcar; empty for the mean of a fleet (tier 1)"
)
_SUBSTANCES = ("CO2", "CH4", "N2O", "NOx", "CO", "NMVOC", "NH3", "TSP", "PM10", "PM2.5")

RAIL_FUEL = Method(
    key="railway by fuel",
    module="transport",
    activity="railway fuel",
    title="Railway by fuel",
    title_local="铁路内燃机车（燃料法）",
    edition="EMEP/EEA 2023",
    substances=_SUBSTANCES,
    routes=(
        Route(
            (),
            (
                DENSITY,
                Input("fuel_rate", bridge=True),
                NET_CALORIFIC_VALUE,
            ),
            factor=True,
            equation="E = FC x EF, FC = h x FR for an amount in hours",
        ),
    ),
    columns=(
        _FUEL,
        _TECHNOLOGY,
        Input("amount", "fuel [t, L with density], or hours in service [h]", required=True),
        Input("category_nfr", "1.A.3.c", required=True),
        Input("fuel_rate"),
    ),
    source="emep-eea-2023",
    locator="1.A.3.c, Tables 3-1 to 3-5",
    scope="1",
    limits=(
        "Particles have no tier 1 factor here: the bounds that the guidebook prints do not enclose its values. "
        "SO2 by the sulphur of the fuel."
    ),
)

ELECTRIC_RAIL = Method(
    key="railway by electricity",
    module="transport",
    activity="purchased electricity",
    title="Railway by electricity, average of the grid",
    title_local="电气化铁路（电网平均排放因子）",
    edition="MEE and NBS announcements",
    substances=("CO2",),
    routes=(Route((), (), factor=True, equation="E = AD x EF"),),
    columns=(
        Input("fuel", "electricity / 电力", required=True),
        Input("amount", "electricity of trains at the meter [kWh]", required=True),
        Input("year", "year of the use [a]"),
    ),
    source="cn-mee-grid-2023",
    locator="Tables 1 to 3",
    scope="2",
    limits="Location-based; electricity in front of the meter is the railway's own.",
)

RAIL_METHODS: tuple[Method, ...] = (RAIL_FUEL, ELECTRIC_RAIL)
"""Methods of railways."""
