"""Carbon dioxide of fuel, of urea, and of electricity and hydrogen for vehicles."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import DENSITY
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["ENERGY_METHODS"]

_USE = Input("fuel_use", bridge=True)
_FUEL = Input("fuel", "fuel, in English or Chinese", required=True)
_FUEL_USE = Input("fuel_use")
_RHO = Input("density", "density of the fuel [kg/L], where volume meets mass")

_FUEL_CO2 = Method(
    key="road fuel CO2",
    module="transport",
    activity="road fuel CO2",
    title="CO2 of the fuel of road vehicles",
    title_local="道路机动车燃料二氧化碳",
    edition="EMEP/EEA 2023",
    substances=("CO2",),
    routes=(Route((), (DENSITY, _USE), factor=True, equation="E = M x c x EF"),),
    columns=(_FUEL, Input("amount", "fuel [t, L], or distance with fuel_use", required=True), _FUEL_USE, _RHO),
    source="emep-eea-2023",
    locator="1.A.3.b.i-iv, Table 3-12",
    scope="1",
    tier="1",
    validated="US EPA passenger vehicle 2005; NRCan ratings 2014",
    limits="Fossil fuel; split a blend with split_biofuel.",
)

_BIOFUEL_CO2 = Method(
    key="road biofuel CO2",
    module="transport",
    activity="road biofuel CO2",
    title="Biogenic CO2 of the biofuel of road vehicles",
    title_local="道路机动车生物燃料二氧化碳",
    edition="IPCC 2006",
    substances=("CO2",),
    routes=(
        Route(
            ("CO2",),
            (DENSITY, _USE, Input("carbon_share")),
            factor=False,
            equation="E = FC x C x 44/12",
            constant=44 / 12,
            constant_text="44/12",
        ),
    ),
    columns=(
        Input("amount", "biofuel [t, L]", required=True),
        Input("carbon_share", "biogenic carbon over the mass of the biofuel [1]", required=True),
        _RHO,
    ),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 3, 3.2.1.2: biogenic CO2 is a memo item",
    scope="1",
    subject="",
    limits="The row says origin biogenic; fossil carbon of a biofuel (methanol in biodiesel) is a row of its own.",
)

_FUEL_SO2 = Method(
    key="road fuel SO2",
    module="transport",
    activity="road fuel SO2",
    title="SO2 of the sulphur of road fuel",
    title_local="道路机动车燃料硫排放",
    edition="EMEP/EEA 2023",
    substances=("SO2",),
    routes=(
        Route(
            ("SO2",),
            (DENSITY, _USE, Input("sulphur_content", kind="quantity", unit="mg/kg")),
            factor=False,
            equation="E = FC x S x 2",
            constant=2.0,
            constant_text="2",
        ),
    ),
    columns=(
        Input("amount", "fuel [t, L], or distance with fuel_use", required=True),
        Input(
            "sulphur_content", "sulphur over the mass of the fuel [mg/kg, unit in sulphur_content_unit]", required=True
        ),
        _FUEL_USE,
        _RHO,
    ),
    source="emep-eea-2023",
    locator="1.A.3.b.i-iv, SO2 of the fuel: 2 x sulphur",
    scope="1",
    subject="",
    validated="VEIN test of petrol cars at 30 km/h",
    limits="All sulphur leaves as SO2.",
)

_UREA = Method(
    key="AdBlue CO2",
    module="transport",
    activity="AdBlue CO2",
    title="CO2 of urea in catalytic converters (AdBlue)",
    title_local="尿素（车用尿素溶液）二氧化碳",
    edition="IPCC 2006",
    substances=("CO2",),
    routes=(
        Route(
            ("CO2",),
            (DENSITY, Input("urea_purity")),
            factor=False,
            equation="E = A x p x 12/60 x 44/12",
            constant=44 / 60,
            constant_text="12/60 x 44/12",
        ),
    ),
    columns=(
        Input("amount", "urea solution [t, L]", required=True),
        Input("urea_purity", required=True),
        _RHO,
    ),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 3 Eq. 3.2.2",
    scope="1",
    subject="",
    limits="The solution used, not the fuel: where only fuel is known, its share is an input of the caller.",
)

_CHARGING = Method(
    key="electric vehicle charging",
    module="transport",
    activity="purchased electricity",
    title="Electricity of vehicles, location-based",
    title_local="电动汽车充电间接排放",
    edition="GHG Protocol scope 2, location-based",
    substances=("CO2",),
    routes=(
        Route(
            ("CO2",),
            (
                Input("electricity_use", bridge=True),
                Input("charging_ratio", of="-"),
            ),
            factor=True,
            equation="E = M x e x r x EF",
        ),
    ),
    columns=(
        _FUEL,
        Input("amount", "distance [km] with electricity_use, or electricity [kWh]", required=True),
        Input("electricity_use"),
        Input("charging_ratio", required=True),
        Input("year", "year of the use [a]"),
    ),
    source="cn-mee-grid-2023",
    locator="factor of the region's grid",
    scope="2",
    limits="The average factor of the region and the year; for plug-in hybrids a second row holds the fuel.",
)

_ELECTROLYSIS = variant_of(
    _CHARGING,
    source="cn-mee-grid-2023",
    locator="factor of the region's grid",
    key="hydrogen vehicle, electrolysis",
    title="Hydrogen from electrolysis for vehicles, location-based",
    title_local="氢燃料汽车（电解水制氢）间接排放",
    routes=(
        Route(
            ("CO2",),
            (
                Input("hydrogen_use", bridge=True),
                Input("electricity_per_hydrogen", of="-"),
            ),
            factor=True,
            equation="E = M x h x w x EF",
        ),
    ),
    columns=(
        _FUEL,
        Input("amount", "hydrogen [kg], or distance [km] with hydrogen_use", required=True),
        Input("hydrogen_use"),
        Input("electricity_per_hydrogen", required=True),
        Input("year", "year of the use [a]"),
    ),
    limits="The row's fuel is electricity.",
)

_SUPPLIED = Method(
    key="hydrogen vehicle, supplied hydrogen",
    module="transport",
    activity="hydrogen vehicle, supplied hydrogen",
    title="Hydrogen of a supplier for vehicles",
    title_local="氢燃料汽车（外购氢）间接排放",
    edition="GHG Protocol scope 2",
    substances=("CO2",),
    routes=(
        Route(
            ("CO2",),
            (
                Input("hydrogen_use", bridge=True),
                Input("supply_factor"),
            ),
            factor=False,
            equation="E = M x h x EF",
        ),
    ),
    columns=(
        Input("amount", "hydrogen [kg], or distance [km] with hydrogen_use", required=True),
        Input("supply_factor", required=True),
        Input("hydrogen_use"),
    ),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 3: vehicles emit none; production is counted where it happens",
    scope="2",
    subject="",
    limits="No default: the supplier states the factor.",
)

ENERGY_METHODS = (_FUEL_CO2, _BIOFUEL_CO2, _FUEL_SO2, _UREA, _CHARGING, _ELECTROLYSIS, _SUPPLIED)
"""Methods of fuel, urea, electricity and hydrogen."""
