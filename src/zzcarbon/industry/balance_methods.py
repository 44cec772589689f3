"""Methods that balance carbon, declared: steel, foundry, coke, chemicals, carbon products."""

from __future__ import annotations

from zzcarbon.estimation.fuel_figures import CARBON_CONTENT, NET_CALORIFIC_VALUE, OXIDATION_FACTOR
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, variant_of
from zzcarbon.industry.columns import FACTOR_COLUMN, LINE_COLUMNS, by_factor, carbon_route

__all__ = ["BALANCE_METHODS"]

_FUEL_CARBON = Input("carbon_content", symbol="c")

_ROLE = Input("role", "input, output, stock increase or stock decrease: what leaves counts negative", required=True)

STEEL = Method(
    key="iron and steel carbon balance",
    module="industry",
    activity="iron and steel carbon balance",
    title="Iron and steel: carbonates, electrodes, carbon-bearing materials and products",
    title_local="钢铁碳平衡（碳酸盐、电极、含碳原料与产品）",
    edition="CETS-AG-03.01-V01-2024",
    substances=("CO2",),
    routes=(
        *by_factor(("CO2",)),
        carbon_route(CARBON_CONTENT, equation="E = AD x c x 44/12"),
    ),
    columns=(
        Input("material", "limestone, electrode, pig iron, crude steel, coal tar ...", required=True),
        Input("amount", "material bought, or product that leaves [t]", required=True),
        _ROLE,
        Input("carbon_content", "measured carbon, unit in carbon_content_unit [t/t]"),
        FACTOR_COLUMN,
        *LINE_COLUMNS,
    ),
    source="cn-cets-ag-03.01-2024",
    locator="formula (1) and Table A.2",
    scope="1",
    subject="material",
    balance="steel works",
    limits="Fuels are rows of 'steel works fuel'. Materials that Table A.2 does not name are not accounted.",
    validated="bonsai-ipcc 0.5.3, sinter and direct reduced iron",
)

STEEL_FUEL = variant_of(
    STEEL,
    source="cn-cets-ag-03.01-2024",
    key="steel works fuel",
    activity="steel works fuel",
    title="Iron and steel: fuel, all carbon oxidised",
    title_local="钢铁企业化石燃料（不计碳氧化率）",
    routes=(carbon_route(NET_CALORIFIC_VALUE, _FUEL_CARBON, equation="E = FC x NCV x CC x 44/12"),),
    columns=(
        Input("fuel", "fuel bought, net of coke and gas sold", required=True),
        Input("amount", "net consumption [t, 10^4 m3 ...]", required=True),
        Input("role", "output for fuel that leaves a process: coke, coke oven gas, blast furnace gas"),
        Input("ncv"),
        Input("carbon_content", "the guideline takes its table only [t/GJ]"),
        *LINE_COLUMNS,
    ),
    locator="formulas (1) and (2)",
    subject="fuel",
    limits="Ignition fuel, transport and ancillary use are left out where they are metered apart.",
)

CAPTIVE_POWER = variant_of(
    STEEL_FUEL,
    source="cn-cets-ag-03.01-2024",
    key="steel works captive power",
    title="Iron and steel: power units that burn own coke or gas",
    title_local="掺烧自产二次能源的发电设施",
    routes=(
        carbon_route(NET_CALORIFIC_VALUE, _FUEL_CARBON, OXIDATION_FACTOR, equation="E = FC x NCV x CC x OF x 44/12"),
    ),
    columns=(
        Input("fuel", "fuel burnt in the unit, bought or own", required=True),
        Input("amount", "fuel burnt [t, 10^4 m3 ...]", required=True),
        Input("ncv"),
        Input("carbon_content", "the guideline takes its table only [t/GJ]"),
        Input("oxidation_factor", "the guideline takes its table only [1]"),
    ),
    locator="formula (3)",
    balance="",
    limits="A part of the works' emission of formula (1), shown apart: never added to it.",
)

STEEL_PRODUCT = variant_of(
    STEEL,
    key="iron and steel, tier 1",
    activity="iron and steel production",
    title="Iron and steel, by product",
    title_local="钢铁生产（按产品，层级1）",
    edition="IPCC 2006; IPCC 2019",
    routes=by_factor(("CO2", "CH4"), own=False),
    columns=(
        Input("product", "coke, sinter, pellet, pig iron, direct reduced iron, crude steel", required=True),
        Input("amount", "product [t]", required=True),
        Input("technology", "furnace: basic oxygen, electric arc, open hearth"),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 4 Eq. 4.4 to 4.8 and Tables 4.1, 4.2",
    tier="1",
    subject="product",
    balance="",
    limits="The factor of crude steel by oxygen furnace holds the blast furnace: not beside pig iron.",
    validated="factor only: bonsai-ipcc 0.5.3, Eq. 4.4; OpenAMEE ironandsteel/generic",
)

CARBON_BALANCE = variant_of(
    STEEL,
    key="carbon balance",
    activity="carbon balance",
    title="Carbon balance of a plant or unit",
    title_local="碳平衡（通用）",
    edition="guideline of chemical enterprises; IPCC 2006 tier 2 and 3",
    routes=(carbon_route(CARBON_CONTENT, equation="E = (sum in x c - sum out x c) x 44/12"),),
    columns=(
        Input("material", "raw material, product, by-product or waste", required=True),
        Input("amount", "amount that enters or leaves [t]", required=True),
        _ROLE,
        Input("carbon_content", "carbon, unit in carbon_content_unit [t/t]; analysis, or formula of a pure substance"),
        *LINE_COLUMNS,
    ),
    source="cn-ndrc-chemical-2013",
    locator="fuel as raw material; ipcc-2006-v3, Vol 3 Ch 3 Eq. 3.17",
    balance="carbon balance",
    limits="A balance below zero counts as zero and stands in the problems.",
    validated="IPCC 2006, Vol 3 Tables 3.12 and 3.13",
)

FOUNDRY = variant_of(
    CARBON_BALANCE,
    source="cn-ndrc-chemical-2013",
    locator="fuel as raw material; ipcc-2006-v3, Vol 3 Ch 3 Eq. 3.17",
    key="foundry carbon balance",
    title="Foundry: coke, carbon raisers, electrodes and fluxes less the carbon of castings",
    title_local="铸造碳平衡",
    balance="foundry",
    limits="Carbonate flux is a row of 'carbonate mineral use'.",
)

COKE = variant_of(
    CARBON_BALANCE,
    source="cn-ndrc-chemical-2013",
    locator="fuel as raw material; ipcc-2006-v3, Vol 3 Ch 3 Eq. 3.17",
    key="coking carbon balance",
    title="Coke ovens: coal less coke, gas and by-products",
    title_local="焦化碳平衡",
    balance="coking",
    validated="bonsai-ipcc 0.5.3, coke",
)

CARBON_PRODUCTS = variant_of(
    CARBON_BALANCE,
    key="carbon products balance",
    title="Calcined coke, baked anodes, graphite electrodes: carbon in less carbon out",
    title_local="炭素制品碳平衡（煅烧、焙烧、石墨化）",
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 4 Eq. 4.22 to 4.24, anode baking",
    balance="carbon products",
    limits="Packing coke, pitch volatiles and baking fuel are rows of their own.",
    validated="bonsai-ipcc 0.5.3, pitch of anodes",
)

BALANCE_METHODS = (
    STEEL, STEEL_FUEL, CAPTIVE_POWER, STEEL_PRODUCT, CARBON_BALANCE, FOUNDRY, COKE, CARBON_PRODUCTS,
)  # fmt: skip
"""Methods that balance carbon."""
