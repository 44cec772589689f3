"""Operation of buildings: fuel, electricity and heat, from bills or from floor area and intensity."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import FUEL_BRIDGES, carbon_of_fuel
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["OPERATION_METHODS"]

_INTENSITY = Input("energy_intensity", bridge=True)
_BRIDGES = (*FUEL_BRIDGES, _INTENSITY)
_AREA_OR = "or floor area [m2] with energy_intensity"
_INTENSITY_COLUMN = Input(
    "energy_intensity",
    "use per floor area and year [kWh/(m2 a) or GJ/(m2 a), unit in energy_intensity_unit]; of a survey or a meter",
)
_LABELS = (
    Input("end_use"),
    Input("stage", "construction, operation or demolition: a label"),
)
_YEAR = Input("year", "year of the use [a]")

BUILDING_FUEL = Method(
    key="building fuel",
    module="buildings",
    activity="combustion",
    title="Fuel burnt in buildings",
    title_local="建筑燃料燃烧",
    edition="IPCC 2006; EMEP/EEA 2023",
    substances=("CO2", "CH4", "N2O", "NOx", "SOx", "NMVOC", "CO", "TSP", "PM10", "PM2.5", "NH3"),
    routes=(
        Route((), _BRIDGES, factor=True, equation="E = FC x NCV x EF, FC = A x I from floor area"),
        carbon_of_fuel(*_BRIDGES),
    ),
    columns=(
        Input("fuel", "natural gas / 天然气, LPG / 液化石油气, raw coal / 散煤 ...", required=True),
        Input("amount", f"fuel [t, m3_20C, GJ, kWh ...], {_AREA_OR}", required=True),
        _INTENSITY_COLUMN,
        Input("category_nfr", "1.A.4.a.i (commerce, institutions) or 1.A.4.b.i (households): pollutants need it"),
        Input("technology", "stove / 炉灶, small boiler, pellet stove ... (tier 2); empty for the mean (tier 1)"),
        Input("gas_reference", "0 or 20 [degC]: state of a gas volume in plain m3"),
        *_LABELS,
    ),
    source="emep-eea-2023",
    locator="1.A.4, Tables 3-3 to 3-48; ipcc-2006-v2, Ch 2 Eq. 2.1",
    controlled=True,
    scope="1",
    validated="GHG Protocol scope 3, Example 8.1 (gas)",
    limits="SOx of coal depends on its sulphur, which a default does not know.",
    yearly=True,
)

BUILDING_ELECTRICITY = Method(
    key="building electricity",
    module="buildings",
    activity="purchased electricity",
    title="Electricity of buildings, average of the grid",
    title_local="建筑外购电力（平均排放因子）",
    edition="MEE and NBS announcements",
    substances=("CO2",),
    routes=(Route((), (_INTENSITY,), factor=True, equation="E = AD x EF, AD = A x I from floor area"),),
    columns=(
        Input("fuel", "electricity / 电力", required=True),
        Input("amount", f"electricity bought [kWh], {_AREA_OR}", required=True),
        _INTENSITY_COLUMN,
        _YEAR,
        *_LABELS,
    ),
    source="cn-mee-grid-2023",
    locator="Tables 1 to 3",
    carriers=("electricity",),
    scope="2",
    validated="GHG Protocol scope 3, Example 8.1 (electricity)",
    limits="Location-based; what photovoltaics on the roof supply is no purchase and must not be in the amount.",
    yearly=True,
)

BUILDING_HEAT = Method(
    key="building heat",
    module="buildings",
    activity="purchased heat",
    title="District heat of buildings",
    title_local="建筑外购热力",
    edition="guidelines of Chinese enterprises",
    substances=("CO2",),
    routes=(Route((), (_INTENSITY,), factor=True, equation="E = AD x EF, AD = A x I from floor area"),),
    columns=(
        Input("fuel", "heat / 热力", required=True),
        Input("amount", f"heat bought [GJ], {_AREA_OR}", required=True),
        _INTENSITY_COLUMN,
        *_LABELS,
    ),
    source="cn-heat-default",
    locator="purchased heat default",
    carriers=("heat",),
    scope="2",
    limits="The default may be twice the figure of a city: ask the supplier.",
    yearly=True,
)

CONTRACT_ELECTRICITY = Method(
    key="contract electricity",
    module="buildings",
    activity="contract electricity",
    title="Electricity by contract and residual mix (market-based)",
    title_local="合同电力（基于市场）",
    edition="GHG Protocol scope 2, market-based",
    substances=("CO2",),
    routes=(Route((), (Input("loss_uplift"),), factor=True, equation="E = AD x U x EF"),),
    columns=(
        Input("supply", required=True),
        Input("amount", "electricity [kWh]", required=True),
        Input("loss_uplift", required=True),
    ),
    source="ghg-protocol-scope2",
    locator="market-based method; factors of contracts are the caller's",
    scope="2",
    validated="scope2-calcsimpler-1 (grade C)",
    limits="The factors of contracts and of the residual mix are the caller's: zc.factors().extend(...).",
    subject="supply",
)

ELECTRICITY_UPSTREAM = variant_of(
    BUILDING_ELECTRICITY,
    key="electricity upstream",
    activity="electricity upstream",
    title="Fuel supply of purchased electricity",
    title_local="外购电力的上游排放",
    edition="",
    substances=(),
    source="ghg-protocol-scope2",
    locator="no figure: the factor is the caller's",
    carriers=(),
    scope="3",
    validated="desnz-2025-elec-wtt (grade C)",
    columns=(*BUILDING_ELECTRICITY.columns, Input("substance", "what the factor gives", required=True)),
    limits="The factor is the caller's: zc.factors().extend(...).",
)

OPERATION_METHODS: tuple[Method, ...] = (
    BUILDING_FUEL,
    BUILDING_ELECTRICITY,
    BUILDING_HEAT,
    CONTRACT_ELECTRICITY,
    ELECTRICITY_UPSTREAM,
)
"""Methods of the operation of buildings."""
