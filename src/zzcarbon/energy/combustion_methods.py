"""The method of combustion, declared."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import FUEL_BRIDGES, carbon_of_fuel
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["COMBUSTION", "COMBUSTION_METHODS", "FUEL"]

_AIR = ("NOx", "SOx", "NMVOC", "CO", "TSP", "PM10", "PM2.5", "NH3")

FUEL = Input("fuel", "fuel or carrier, in English or Chinese", required=True)

COMBUSTION = Method(
    key="combustion",
    module="energy",
    activity="combustion",
    title="Fuel combustion",
    title_local="燃料燃烧",
    edition="IPCC 2006; CETS-AG-03.01-V01-2024; EMEP/EEA 2023",
    substances=("CO2", "CH4", "N2O", *_AIR),
    routes=(
        Route((), FUEL_BRIDGES, factor=True, equation="E = FC x NCV x EF"),
        carbon_of_fuel(*FUEL_BRIDGES),
    ),
    columns=(
        FUEL,
        Input("amount", "amount of fuel [t, m3_0C, m3_20C, GJ, tce ...]", required=True),
        Input("heating_value", "NCV or GCV: the basis of an amount of heat or of gcv; NCV unless said"),
        Input("gas_reference", "0 or 20 [degC]: state of a gas volume in plain m3"),
        Input("ncv"),
        Input("carbon_content", "measured carbon per heat or per mass [t/GJ or t/t, unit in carbon_content_unit]"),
        Input("oxidation_factor", "measured oxidation factor [1]"),
        Input("density", "density of a liquid fuel [kg/L, unit in density_unit]"),
        Input("ncv_per_gcv"),
        Input("removal_efficiency_<substance>", "share removed by a control device [1]"),
        Input("category_nfr", "NFR category: air pollutants depend on it"),
        Input("category_ipcc2006", "IPCC 2006 category: CH4 and N2O depend on it"),
        Input("use", "combustion, transformation or non-energy: the last two are counted elsewhere (IE)"),
    ),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 2 Eq. 2.1; CETS-AG-03.01-V01-2024 formula (3)",
    controlled=True,
    scope="1",
    validated="Henan 2010-2012 by two parameter sets; Mong Duong 1",
    limits="Fuel burnt; carbon that leaves in a product is no combustion.",
)

COMBUSTION_METHODS = (COMBUSTION,)
"""Methods of combustion."""
