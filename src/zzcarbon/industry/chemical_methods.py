"""Methods of ammonia, nitric acid, adipic acid and other chemicals, declared."""

from __future__ import annotations

from zzcarbon.estimation.controls import DEVICE_COLUMNS
from zzcarbon.estimation.fuel_figures import OXIDATION_FACTOR
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.industry.columns import FACTOR_COLUMN, LINE_COLUMNS, by_factor, carbon_route

__all__ = ["CHEMICAL_METHODS"]

_FUEL_NEED = Input("fuel_requirement", required=True)
_CARBON = Input("carbon_content")
_ADJUSTMENT = Input("geographic_adjustment")
_LOSS = Input("fugitive_loss")
_NET = Input("ncv", bridge=True, of="fuel", any_set=True)
_CARBON_OF_FUEL = Input("carbon_content", of="fuel", any_set=True)
_OXIDISED = Input("oxidised_during_use", any_set=True)
_COKE_CARBON = Input("carbon_share", "carbon in the coke [1]; analysis", required=True, symbol="CF")
_BURNT = Input("oxidised_share", required=True)

AMMONIA = Method(
    key="ammonia",
    module="industry",
    activity="ammonia production",
    title="Ammonia, by the fuel it needs",
    title_local="合成氨（按单位产品燃料需求）",
    edition="IPCC 2006 tier 1 to 3",
    substances=("CO2",),
    routes=(carbon_route(_FUEL_NEED, _CARBON, OXIDATION_FACTOR, equation="E = AP x FR x CC x OF x 44/12"),),
    columns=(
        Input("fuel", "feedstock: natural gas, raw coal, fuel oil ...", required=True),
        Input("amount", "ammonia produced [t]", required=True),
        _FUEL_NEED,
        Input("carbon_content", "measured carbon per heat, unit in carbon_content_unit [t/GJ]"),
        Input("oxidation_factor", "measured oxidation [1]"),
        *LINE_COLUMNS,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 3 Eq. 3.1 and 3.3",
    scope="1",
    subject="fuel",
    balance="ammonia",
    limits="Feedstock counted here is no fuel of the energy sector. CO2 for urea is a row of 'recovered CO2'.",
    validated="IPCC 2006, Vol 3 Table 3.1",
)

RECOVERED = variant_of(
    AMMONIA,
    source="ipcc-2006-v3",
    key="recovered CO2",
    activity="recovered CO2",
    title="CO2 recovered from ammonia for urea or sale",
    title_local="二氧化碳回收利用",
    routes=(Route(("CO2",), (), factor=False, equation="R"),),
    columns=(Input("amount", "CO2 recovered and handed on [t]; meter or sales records", required=True), *LINE_COLUMNS),
    locator="Vol 3 Ch 3 Eq. 3.1, R; cn-ndrc-24-sectors, CO2 recovered",
    subject="",
    sign=-1,
    limits="Lowers the ammonia of the same enterprise, line, region and year, never below zero.",
    validated="OpenAMEE ammonia",
)

NITRIC = variant_of(
    AMMONIA,
    source="ipcc-2006-v3",
    key="nitric acid",
    activity="nitric acid production",
    title="Nitric acid",
    title_local="硝酸生产",
    edition="IPCC 2006; IPCC 2019; guideline of chemical enterprises",
    substances=("N2O",),
    routes=by_factor(("N2O",)),
    columns=(
        Input("amount", "nitric acid produced, as 100 % acid [t]", required=True),
        Input("technology", "pressure of the plant: atmospheric, medium, high ...", required=True),
        *DEVICE_COLUMNS,
        FACTOR_COLUMN,
    ),
    locator="Vol 3 Ch 3 Eq. 3.5 and 3.6, Table 3.3",
    controlled=True,
    subject="",
    balance="",
    limits="A factor that holds a device answers only where the row names it in control.",
    validated="OpenAMEE nitricAcid",
)

ADIPIC = variant_of(
    NITRIC,
    source="ipcc-2006-v3",
    key="adipic acid",
    activity="adipic acid production",
    title="Adipic acid",
    title_local="己二酸生产",
    edition="IPCC 2006; guideline of chemical enterprises",
    columns=(
        Input("amount", "adipic acid produced [t]", required=True),
        Input("technology", "nitric acid oxidation", required=True),
        *DEVICE_COLUMNS,
        FACTOR_COLUMN,
    ),
    locator="Vol 3 Ch 3 Eq. 3.7 and 3.8, Table 3.4",
    limits="The share of time in use is the plant's: the IPCC holds 80 to 98 % by device.",
    validated="OpenAMEE adipicAcid",
)

CATALYST_COKE = variant_of(
    RECOVERED,
    key="catalyst coke",
    activity="catalyst coke",
    title="Coke burnt off a catalyst",
    title_local="催化剂烧焦",
    edition="guideline of petrochemical enterprises",
    routes=(carbon_route(_COKE_CARBON, _BURNT, equation="E = MC x CF x OF x 44/12"),),
    columns=(
        Input("amount", "coke burnt off [t]; plant records", required=True),
        _COKE_CARBON,
        _BURNT,
    ),
    source="cn-ndrc-petrochemical-2014",
    locator="burn-off",
    sign=1,
    balance="",
)

ETHYLENE = variant_of(
    AMMONIA,
    source="ipcc-2006-v3",
    key="ethylene",
    activity="ethylene production",
    title="Ethylene, by feedstock and part of the world",
    title_local="乙烯生产（按原料和地区）",
    edition="IPCC 2006 tier 1",
    substances=("CO2", "CH4"),
    routes=(
        Route(("CO2",), (_ADJUSTMENT,), factor=True, equation="E = PP x EF x GAF"),
        Route(("CH4",), (), factor=True, equation="E = PP x EF"),
    ),
    columns=(
        Input("product", "ethylene", required=True),
        Input("amount", "ethylene produced [t]", required=True),
        Input("technology", "feedstock: naphtha, ethane, gas oil ...", required=True),
        Input(
            "country_group",
            "western Europe; eastern Europe without Russia; Japan and Korea; Asia without Japan and "
            "Korea, Africa, Russia; Americas and Australia",
            required=True,
        ),
        _ADJUSTMENT,
    ),
    locator="Vol 3 Ch 3 Eq. 3.15 and Tables 3.14 to 3.16",
    subject="product",
    dimensions=("country_group",),
    balance="",
    limits="The adjustment stands for the energy of crackers in that part of the world.",
    validated="OpenAMEE petrochemical/generic/ethylene",
)

FLUORINATED = variant_of(
    RECOVERED,
    source="ipcc-2006-v3",
    key="fluorinated compound production",
    activity="fluorinated compound production",
    title="Loss in the production of fluorinated compounds",
    title_local="含氟化合物生产逸散",
    edition="IPCC 2006 tier 1",
    substances=(),
    routes=(Route((), (_LOSS,), factor=False, equation="E = P x EF"),),
    columns=(
        Input("substance", "compound that is produced", required=True),
        Input("amount", "compound produced [t]", required=True),
        _LOSS,
    ),
    locator="Vol 3 Ch 3 Eq. 3.41",
    sign=1,
    balance="",
    validated="factor only: OpenAMEE fluorinatedcompounds/production",
    limits="By-product HFC-23 is a row of 'HCFC-22 production'.",
)

LUBRICANT = variant_of(
    AMMONIA,
    source="ipcc-2006-v3",
    key="lubricant use",
    activity="lubricant use",
    title="Lubricants and waxes, oxidised in use",
    title_local="润滑油与石蜡使用",
    edition="IPCC 2006 tier 1",
    routes=(carbon_route(_NET, _CARBON_OF_FUEL, _OXIDISED, equation="E = LC x NCV x CC x ODU x 44/12"),),
    columns=(
        Input("fuel", "lubricants or paraffin waxes: heating value and carbon", required=True),
        Input("product", "lubricating oil, grease, lubricant, paraffin wax", required=True),
        Input("amount", "amount used, not burnt as fuel [t, GJ]", required=True),
        _NET,
        Input("carbon_content", "measured carbon per heat, unit in carbon_content_unit [t/GJ]"),
        _OXIDISED,
    ),
    locator="Vol 3 Ch 5 Eq. 5.2 to 5.4",
    subject="product",
    balance="",
    validated="OpenAMEE lubricants",
    limits="Lubricant burnt in two-stroke engines is fuel.",
)

CHEMICAL_METHODS = (AMMONIA, RECOVERED, NITRIC, ADIPIC, ETHYLENE, FLUORINATED, CATALYST_COKE, LUBRICANT)
"""Methods of chemicals."""
