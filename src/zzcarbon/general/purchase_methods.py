"""Methods of what is bought: any activity times a factor, by supplier, by mass, by spend, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["ACTIVITY", "FACTOR_COLUMNS", "PURCHASE_METHODS", "SOURCE", "by_factor"]

SOURCE = "ghgp-scope3-guidance-2013"
_FACTOR = Input("emission_factor")

FACTOR_COLUMNS = (
    Input("factor", "key of a packaged factor: see zc.general.find"),
    Input("emission_factor", "own factor, unit in emission_factor_unit; then substance says what it gives"),
    Input("substance", "what an own factor gives: CO2, CH4, CO2e (AR6) ...; not stated is unstated-CO2e"),
    Input("scope"),
    Input("category_ghgp", "category of scope 3, 1 to 15"),
    Input("category_iso14064", "category of ISO 14064-1, 1 to 6: kept as it is, never derived from the scope"),
)
"""What every method of the module reads."""


def by_factor(*parameters: Input, equation: str) -> tuple[Route, ...]:
    """Return the routes of a product with a packaged factor, and with one of the row."""
    return (
        Route((), parameters, factor=True, equation=equation),
        Route((), (*parameters, _FACTOR), factor=False, equation=equation),
    )


ACTIVITY = Method(
    key="activity by factor",
    module="general",
    activity="general activity",
    title="Any activity by a factor",
    title_local="活动量乘以因子",
    edition="GHG Protocol, scope 3 guidance of 2013",
    substances=(),
    routes=by_factor(equation="E = AD x EF"),
    columns=(Input("amount", "activity in the unit of the factor", required=True), *FACTOR_COLUMNS),
    source=SOURCE,
    locator="general form of every method, E = AD x EF",
    validated="desnz-2025-gas-total (grade B), desnz-2024-water, desnz-2025-elec-wtt (grade C)",
    limits="The factor's boundary and GWP set are those of its source; sets do not add in silence.",
    subject="factor",
)

AVERAGE_DATA = replace(
    ACTIVITY,
    key="average data",
    title="Goods by mass or piece, average-data method",
    title_local="平均数据法",
    routes=by_factor(equation="E = sum(M x EF)"),
    columns=(Input("amount", "goods bought, sold or processed [t, kg, piece, m2]", required=True), *FACTOR_COLUMNS),
    locator="categories 1 and 10, average-data method, pages 34 and 112",
    validated="ghgp-s3-1.4, ghgp-s3-10.2 (grade A)",
)

SUPPLIER_SPECIFIC = replace(
    ACTIVITY,
    key="supplier specific",
    title="Goods by the supplier's own footprint",
    title_local="供应商特定法",
    columns=(
        Input("supplier", "whose figure it is", required=True),
        Input("amount", "goods bought [t, kg, piece]", required=True),
        Input(
            "emission_factor", "cradle-to-gate footprint of the supplier, unit in emission_factor_unit", required=True
        ),
        *(item for item in FACTOR_COLUMNS if item.column != "emission_factor"),
    ),
    locator="category 1, supplier-specific method",
    validated="",
    limits="The supplier's figure covers cradle to gate; verified figures first.",
)

HYBRID = replace(
    ACTIVITY,
    key="hybrid",
    title="Goods by the supplier's energy and waste, and average data for its materials and freight",
    title_local="混合法",
    columns=(
        Input("supplier", "whose data they are", required=True),
        Input("part", "supplier scope 1 and 2, materials, transport or waste", required=True),
        *ACTIVITY.columns,
    ),
    routes=by_factor(Input("distance", bridge=True), equation="E = AD x EF"),
    locator="category 1, hybrid method, pages 27 to 29",
    validated="ghgp-s3-1.2 (grade A): 257,300 kg; the 72,800 that is printed does not follow from its inputs",
)

SPEND = replace(
    ACTIVITY,
    key="spend based",
    title="Goods and services by spend",
    title_local="支出法",
    routes=by_factor(
        Input("exchange_rate", bridge=True),
        Input("deflator"),
        equation="E = S x P x X x EF",
    ),
    columns=(
        Input(
            "amount", "money spent, without value added tax where the factor has none [CNY, USD, EUR]", required=True
        ),
        Input("price_year", required=True),
        Input("factor_price_year", "year in whose money an own factor is"),
        Input("deflator"),
        Input("deflator_source"),
        Input("exchange_rate"),
        Input("exchange_rate_source"),
        *FACTOR_COLUMNS,
    ),
    locator="categories 1 and 4, spend-based method, pages 34 and 66",
    validated="ghgp-s3-1.4, ghgp-s3-4.4, us-scef-1.3-soybean (grade A)",
    limits="Year, currency, price type and margin are those of the factor; another year needs a deflator, another "
    "currency an exchange rate, each with its source.",
)

PURCHASE_METHODS = (ACTIVITY, AVERAGE_DATA, SUPPLIER_SPECIFIC, HYBRID, SPEND)
"""Methods of what is bought."""
