"""Exhaust of road vehicles by the EMEP/EEA guidebook: by fuel, by distance, by functions of speed."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import DENSITY
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.transport.speed_curves import FORMS

__all__ = ["BY_DISTANCE", "BY_FACTOR", "BY_FUEL", "BY_LINKS", "BY_SPEED", "LUBRICANT_METHODS"]

_DISTANCE = Input("annual_distance", bridge=True)
_CONSUMPTION = Input("fuel_consumption", bridge=True)

_VEHICLE = Input(
    "vehicle", "passenger car, light commercial vehicle, heavy duty truck, bus, motorcycle ...", required=True
)
_POWERTRAIN = Input("powertrain", "petrol, diesel, CNG, petrol hybrid ...", required=True)
_SIZE = Input("size", "mini, small, medium, large; N1-I; rigid 7.5 - 12 t ... in the words of the guidebook")
_STANDARD = Input("standard", "Euro 4, Euro 6 d-temp, Euro VI D/E ...", required=True)
_EURO = Input(
    "euro_standard",
    "European standard that stands for the Chinese one of the row: an assumption of the caller [Euro VI D/E ...]",
)
_AMOUNT = Input("amount", "distance of all vehicles [km], or vehicles with annual_distance", required=True)
_YEARLY = Input("annual_distance")

BY_FUEL = Method(
    key="road exhaust, tier 1",
    module="transport",
    activity="road exhaust by fuel",
    title="Road vehicle exhaust by fuel, EMEP/EEA tier 1",
    title_local="道路机动车尾气排放（EMEP/EEA 一级方法，按燃料）",
    edition="EMEP/EEA 2023",
    substances=("CO", "NOx", "NMVOC", "N2O"),
    routes=(Route((), (DENSITY, _CONSUMPTION, _DISTANCE), factor=True, equation="E = FC x EF"),),
    columns=(
        Input(
            "vehicle",
            "passenger car, light commercial vehicle, heavy duty vehicle or L-category vehicle",
            required=True,
        ),
        _POWERTRAIN,
        Input("amount", "fuel [t, kg, L], or distance [km], or vehicles with annual_distance", required=True),
        _CONSUMPTION,
        Input("density", "density of the fuel [kg/L], where the amount is a volume"),
        _YEARLY,
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.i-iv, Eq. 1, Tables 3-5 to 3-7 and 3-15",
    scope="1",
    tier="1",
    subject="vehicle",
    dimensions=("powertrain",),
    limits="TSP and most of NH3 are withheld: the bounds of the export do not enclose their values.",
)

BY_DISTANCE = Method(
    key="road exhaust, tier 2",
    module="transport",
    activity="road exhaust by distance",
    title="Road vehicle exhaust by distance, EMEP/EEA tier 2",
    title_local="道路机动车尾气排放（EMEP/EEA 二级方法，按里程）",
    edition="EMEP/EEA 2023",
    substances=("CO", "NOx", "NMVOC", "N2O", "NH3", "PM2.5", "CO2"),
    routes=(Route((), (_DISTANCE,), factor=True, equation="E = N x M x EF"),),
    columns=(_VEHICLE, _POWERTRAIN, _SIZE, _STANDARD, _EURO, _AMOUNT, _YEARLY),
    source="emep-eea-2023",
    locator="1.A.3.b.i-iv, Tables 3-17 to 3-26",
    scope="1",
    tier="2",
    subject="vehicle",
    dimensions=("powertrain", "size", "standard"),
    limits="Typical European driving and fuel; China VI only through a bridge to Euro 6 that the caller names: "
    "euro_standard of the row, or bridge_to_euro.",
)

BY_SPEED = variant_of(
    BY_DISTANCE,
    key="road exhaust, speed functions",
    activity="road exhaust, speed functions",
    title="Hot exhaust of road vehicles by speed, EMEP/EEA tier 3",
    title_local="道路机动车热排放（EMEP/EEA 三级方法，速度函数）",
    edition="EMEP/EEA 2019",
    substances=("CO", "NOx", "HC", "PM2.5"),
    routes=(Route((), (_DISTANCE,), factor=True, equation="E = N x M x EF(v)"),),
    columns=(
        *BY_DISTANCE.columns,
        Input("technology", "GDI, PFI, DPF, DPF+SCR, EGR ... where the standard has several"),
        Input("speed", "mean speed [km/h], cut to the range of the function"),
        Input("slope"),
        Input("load"),
        Input("mode", "urban peak, urban off peak, rural or highway, for CH4, N2O, NH3 and constant rows"),
    ),
    source="emep-eea-2019-road",
    locator="1.A.3.b.i-iv, Eq. 8 and Appendix 4",
    tier="3",
    dimensions=("powertrain", "size", "standard", "mode", "slope", "load"),
    forms=FORMS,
    validated="check value of the source at every row",
    limits="Hot engines; cold start, mileage and slope between the steps apart. Functions that fall below zero or "
    "whose denominator is zero inside their range are refused: see speed_factors. HC counts methane.",
)

BY_FACTOR = Method(
    key="road emission, factor of the row",
    module="transport",
    activity="road emission, factor of the row",
    title="Road vehicles by a factor that the row gives",
    title_local="道路机动车排放（自带排放因子）",
    edition="EMEP/EEA 2023",
    substances=(),
    routes=(
        Route(
            (),
            (_DISTANCE, Input("emission_factor")),
            factor=False,
            equation="E = N x M x EF",
        ),
    ),
    columns=(
        Input("substance", "what is emitted", required=True),
        Input("amount", "distance [km], trips, starts, fuel, or vehicles with annual_distance", required=True),
        Input("emission_factor", "mass per unit of the amount [unit in emission_factor_unit]", required=True),
        _YEARLY,
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.i-iv, Eq. 7",
    scope="1",
    tier="3",
    subject="",
    validated="statements of 2018 and 2025: lorries by their way",
    limits="For rows that cold_start, hot_exhaust and mileage_exhaust make, and for measured factors.",
)

BY_LINKS = variant_of(
    BY_FACTOR,
    key="road links",
    activity="road links",
    title="Hourly road links, summed",
    title_local="道路路段逐时排放（汇总）",
    edition="EMEP/EEA 2019",
    routes=(Route((), (), factor=False, equation="E = sum over links, hours and classes of L x Q x s x EF(v)"),),
    columns=(
        Input("substance", "what is emitted", required=True),
        Input("amount", "emission of the links, of link_emissions(...).rows() [g]", required=True),
    ),
    source="emep-eea-2019-road",
    locator="1.A.3.b.i-iv, Eq. 8 and Appendix 4",
    validated="a second implementation in the tests",
    limits="The rows come from link_emissions, hot engines only.",
)

LUBRICANT_METHODS = (
    variant_of(
        BY_FUEL,
        source="emep-eea-2023",
        key="road lubricant CO2, tier 1",
        activity="road lubricant CO2 by fuel",
        title="CO2 of lubricating oil of road vehicles by fuel, EMEP/EEA tier 1",
        title_local="道路机动车润滑油二氧化碳（EMEP/EEA 一级方法）",
        substances=("CO2",),
        locator="1.A.3.b.i-iv, Table 3-13",
        limits="Oil that burns in the engine, besides the CO2 of the fuel.",
    ),
    variant_of(
        BY_DISTANCE,
        source="emep-eea-2023",
        key="road lubricant CO2, tier 2",
        activity="road lubricant CO2 by distance",
        title="CO2 of lubricating oil of road vehicles by distance, EMEP/EEA tier 2",
        title_local="道路机动车润滑油二氧化碳（EMEP/EEA 二级方法）",
        substances=("CO2",),
        locator="1.A.3.b.i-iv, Tables 3-17 to 3-25",
        limits="Oil that burns in the engine, besides the CO2 of the fuel.",
    ),
)
"""Methods of lubricating oil."""
