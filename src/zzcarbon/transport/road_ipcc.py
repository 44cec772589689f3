"""Greenhouse gases of road vehicles by the IPCC Guidelines: by heat of the fuel, by distance, by cold start."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import DENSITY, NET_CALORIFIC_VALUE
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["IPCC_METHODS"]

_DISTANCE = Input("annual_distance", bridge=True)

_BY_HEAT = Method(
    key="road fuel gases, IPCC tier 1",
    module="transport",
    activity="road fuel gases",
    title="CO2, CH4 and N2O of road fuel, IPCC tier 1",
    title_local="道路交通燃料温室气体（IPCC 方法1）",
    edition="IPCC 2006",
    substances=("CO2", "CH4", "N2O"),
    routes=(Route((), (DENSITY, NET_CALORIFIC_VALUE), factor=True, equation="E = FC x NCV x EF"),),
    columns=(
        Input("fuel", "fuel, in English or Chinese", required=True),
        Input("amount", "fuel [t, L, GJ on the NCV]", required=True),
        Input(
            "vehicle_technology",
            "of petrol vehicles, for CH4 and N2O: uncontrolled, oxidation catalyst, or low mileage light "
            "duty vehicle vintage 1995 or later",
        ),
        Input("ncv"),
        Input("density", "density of the fuel [kg/L], where the amount is a volume"),
    ),
    source="ipcc-2006-v2c3",
    locator="Vol 2 Ch 3 Eq. 3.2.1 and 3.2.3, Tables 3.2.1 and 3.2.2",
    scope="1",
    tier="1",
    dimensions=("vehicle_technology",),
    limits="Gas vehicles have CO2 of grade C only, and no CH4 and N2O: the row of Table 3.2.2 was not found.",
)

_BY_DISTANCE = Method(
    key="road greenhouse gases, IPCC tier 3",
    module="transport",
    activity="road greenhouse gases by distance",
    title="CH4 and N2O of road vehicles by distance, IPCC tier 3",
    title_local="道路机动车甲烷和氧化亚氮（IPCC 方法3）",
    edition="IPCC 2006",
    substances=("CH4", "N2O"),
    routes=(Route((), (_DISTANCE,), factor=True, equation="E = M x EF"),),
    columns=(
        Input(
            "vehicle", "passenger car, light commercial vehicle, heavy duty truck, bus, two-wheeler ...", required=True
        ),
        Input("powertrain", "petrol, diesel, LPG, CNG ...", required=True),
        Input("standard", "pre-Euro, Euro 1 to Euro 4, for European vehicles"),
        Input("size", "less than 16t or greater than 16t, for European trucks"),
        Input("mode", "urban cold, urban hot, rural or highway, for European vehicles"),
        Input("vehicle_technology", "control technology of vehicles of the United States"),
        Input("amount", "distance of all vehicles [km], or vehicles with annual_distance", required=True),
        _DISTANCE,
    ),
    source="ipcc-2006-v2c3",
    locator="Vol 2 Ch 3 Eq. 3.2.5, Tables 3.2.3 to 3.2.5 (numbers not checked)",
    scope="1",
    tier="3",
    subject="vehicle",
    dimensions=("powertrain", "size", "standard", "mode", "vehicle_technology"),
    limits="Grade B only for urban cold of cars and light commercial vehicles; the rest is grade C. Vehicles of the "
    "United States need the starts besides, those of Europe do not.",
)

_STARTS = variant_of(
    _BY_DISTANCE,
    source="ipcc-2006-v2c3",
    key="road cold starts, IPCC tier 3",
    activity="road cold starts",
    title="CH4 and N2O of cold starts, IPCC tier 3",
    title_local="道路机动车冷启动甲烷和氧化亚氮（IPCC 方法3）",
    routes=(Route((), (), factor=True, equation="E = starts x EF"),),
    columns=(
        *(item for item in _BY_DISTANCE.columns if item.column in {"vehicle", "powertrain", "vehicle_technology"}),
        Input("amount", "cold starts [start]", required=True),
    ),
    locator="Vol 2 Ch 3 Eq. 3.2.5, Table 3.2.3 (number not checked)",
    dimensions=("powertrain", "vehicle_technology"),
    limits="Vehicles of the United States, grade C; some starts lower the emission of the distance, as in the source.",
)

IPCC_METHODS = (_BY_HEAT, _BY_DISTANCE, _STARTS)
"""Methods of the IPCC Guidelines for greenhouse gases of road vehicles."""
