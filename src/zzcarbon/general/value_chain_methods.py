"""Methods of waste, products in use, leased assets, franchises and investments, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Route
from zzcarbon.general.purchase_methods import ACTIVITY, FACTOR_COLUMNS, by_factor

__all__ = ["ALLOCATED_SHARE", "VALUE_CHAIN_METHODS"]

ALLOCATED_SHARE = "allocated_share"
"""Column that is worked out from areas, shares or money."""

_SHARE = Input(ALLOCATED_SHARE)
_KNOWN = (Input("amount", "emission of a year [t, kg]", required=True), *FACTOR_COLUMNS[2:])

WASTE = replace(
    ACTIVITY,
    key="waste by treatment",
    title="Waste by kind and treatment",
    title_local="废弃物（按类型和处置方式）",
    routes=by_factor(Input("treatment_share"), equation="E = M x s x EF"),
    columns=(
        Input("amount", "waste [t, kg]", required=True),
        Input("treatment", "landfill, incineration, recycling, composting ...", required=True),
        Input("treatment_share"),
        *FACTOR_COLUMNS,
    ),
    locator="categories 5 and 12, waste-type-specific and average-data methods, pages 77 and 127",
    validated="ghgp-s3-5.2, ghgp-s3-12.1 (grade A)",
)

PRODUCT_USE = replace(
    ACTIVITY,
    key="use of sold products",
    title="Energy of sold products over their life",
    title_local="售出产品的使用",
    routes=by_factor(
        Input("uses_per_unit"),
        Input("scenario_share"),
        Input("energy_per_use"),
        equation="E = N x u x s x q x EF",
    ),
    columns=(
        Input("amount", "products sold [piece]", required=True),
        Input("uses_per_unit", "uses over the life of a product [1]"),
        Input("scenario_share"),
        Input("energy_per_use", required=True),
        *FACTOR_COLUMNS,
    ),
    locator="category 11, direct and indirect use phase, pages 122 and 158",
    validated="ghgp-s3-11.2 (grade A)",
)

RATED_USE = replace(
    PRODUCT_USE,
    key="use of sold products by power",
    title="Energy of sold products by rated power and hours of use",
    title_local="售出产品的使用（按功率和使用时间）",
    routes=by_factor(
        Input("power"), Input("hours_per_day"), Input("days_per_year"), Input("lifetime"),
        equation="E = N x P x h x d x L x EF",
    ),
    columns=(
        Input("amount", "products sold [piece]", required=True),
        Input("power", "power of one product in use [kW/piece]", required=True),
        Input("hours_per_day", required=True),
        Input("days_per_year", required=True),
        Input("lifetime", "years that a product is used [a]", required=True),
        *FACTOR_COLUMNS,
    ),
    locator="category 11, direct use phase, page 158, example B.1",
    validated="ghgp-s3-B.1 (grade A)",
)  # fmt: skip

LEASED = replace(
    ACTIVITY,
    key="leased assets",
    title="Leased assets by the share of the area in use",
    title_local="租赁资产",
    routes=by_factor(_SHARE, equation="E = AD x a / (A x o) x EF"),
    columns=(
        Input("amount", "energy or refrigerant of the whole building [kWh, kg]", required=True),
        Input("leased_area", required=True),
        Input("building_area", required=True),
        Input("occupancy", required=True),
        *FACTOR_COLUMNS,
    ),
    locator="categories 8 and 13, asset-specific method, pages 97 and 98",
    validated="ghgp-s3-8.1 (grade A), exact: 1,320 kg; the printed 1,325 rounds on the way",
)

FRANCHISES = replace(
    ACTIVITY,
    key="franchises",
    title="Scopes 1 and 2 of franchisees",
    title_local="特许经营",
    routes=(Route((), (), factor=False, equation="E = sum of scopes 1 and 2"),),
    columns=_KNOWN,
    locator="category 14, franchise-specific method, page 133",
    validated="ghgp-s3-14.1 (grade A)",
    subject="",
)

INVESTMENTS = replace(
    FRANCHISES,
    key="investments",
    title="Emissions of investees by share of equity, or of the financing",
    title_local="投资",
    routes=(Route((), (_SHARE,), factor=False, equation="E = E_i x share"),),
    columns=(
        Input("equity_share", "share of the equity [1]"),
        Input("outstanding", "money outstanding, instead of the share"),
        Input("equity_and_debt", "equity plus debt of the investee, or total cost of the project, in the same money"),
        *_KNOWN,
    ),
    locator="category 15, investment- and project-specific methods, pages 142 and 147",
    validated="ghgp-s3-15.1, ghgp-s3-15.3 (grade A)",
)

PROJECTED = replace(
    INVESTMENTS,
    key="projected lifetime emissions",
    title="Emissions of a financed project over its life: reported apart, in the year of the financing",
    title_local="投资项目全寿命预计排放",
    routes=(
        Route(
            (),
            (_SHARE, Input("lifetime")),
            factor=False,
            equation="E = E_a x L x share",
        ),
    ),
    columns=(
        Input("lifetime", "years that the project runs [a]", required=True),
        *(item for item in INVESTMENTS.columns if item.column != "amount"),
        Input("amount", "emission of a year of operation [t/a]", required=True),
    ),
    locator="category 15, projected emissions, page 152",
    validated="ghgp-s3-15.5 (grade A)",
    limits="No emission of the year: a statement leaves it out of scope 3 and shows it apart.",
)

VALUE_CHAIN_METHODS = (WASTE, PRODUCT_USE, RATED_USE, LEASED, FRANCHISES, INVESTMENTS, PROJECTED)
"""Methods of the rest of the value chain."""
