"""Methods of waste, products in use, leased assets, franchises and investments, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Parameter, Route
from zzcarbon.general.purchase_methods import ACTIVITY, FACTOR_COLUMNS, by_factor

__all__ = ["ALLOCATED_SHARE", "VALUE_CHAIN_METHODS"]

ALLOCATED_SHARE = "allocated_share"
"""Column that is worked out from areas, shares or money."""

_SHARE = Parameter(ALLOCATED_SHARE, ALLOCATED_SHARE, "A", unit="1")
_KNOWN = (Column("amount", "emission of a year [t, kg]", required=True), *FACTOR_COLUMNS[2:])

WASTE = replace(
    ACTIVITY,
    key="waste by treatment",
    title="Waste by kind and treatment",
    title_local="废弃物（按类型和处置方式）",
    routes=by_factor(Parameter("treatment_share", "treatment_share", "s", share=True), equation="E = M x s x EF"),
    columns=(
        Column("amount", "waste [t, kg]", required=True),
        Column("treatment", "landfill, incineration, recycling, composting ...", required=True),
        Column("treatment_share", "share of the waste that is treated this way [1]"),
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
        Parameter("uses_per_unit", "uses_per_unit", "u", unit="1"),
        Parameter("scenario_share", "scenario_share", "s", share=True),
        Parameter("energy_per_use", "energy_per_use", "q", unit="kWh/piece"),
        equation="E = N x u x s x q x EF",
    ),
    columns=(
        Column("amount", "products sold [piece]", required=True),
        Column("uses_per_unit", "uses over the life of a product [1]"),
        Column("scenario_share", "share of uses of this kind [1]"),
        Column("energy_per_use", "energy of one use, or of the whole life [kWh/piece]", required=True),
        *FACTOR_COLUMNS,
    ),
    locator="category 11, direct and indirect use phase, pages 122 and 158",
    validated="ghgp-s3-11.2, ghgp-s3-B.1 (grade A)",
)

LEASED = replace(
    ACTIVITY,
    key="leased assets",
    title="Leased assets by the share of the area in use",
    title_local="租赁资产",
    routes=by_factor(_SHARE, equation="E = AD x a / (A x o) x EF"),
    columns=(
        Column("amount", "energy or refrigerant of the whole building [kWh, kg]", required=True),
        Column("leased_area", "area that is rented [m2]", required=True),
        Column("building_area", "area of the whole building [m2]", required=True),
        Column("occupancy", "share of the building that is in use [1]", required=True),
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
        Column("equity_share", "share of the equity [1]"),
        Column("outstanding", "money outstanding, instead of the share"),
        Column("equity_and_debt", "equity plus debt of the investee, or total cost of the project, in the same money"),
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
            (_SHARE, Parameter("lifetime", "lifetime", "L", unit="a")),
            factor=False,
            equation="E = E_a x L x share",
        ),
    ),
    columns=(
        Column("lifetime", "years that the project runs [a]", required=True),
        *(column for column in INVESTMENTS.columns if column.name != "amount"),
        Column("amount", "emission of a year of operation [t/a]", required=True),
    ),
    locator="category 15, projected emissions, page 152",
    validated="ghgp-s3-15.5 (grade A)",
    limits="No emission of the year: a statement leaves it out of scope 3 and shows it apart.",
)

VALUE_CHAIN_METHODS = (WASTE, PRODUCT_USE, LEASED, FRANCHISES, INVESTMENTS, PROJECTED)
"""Methods of the rest of the value chain."""
