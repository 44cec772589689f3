"""Methods of electricity and heat, bought, sold, or made on site, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.energy.combustion_methods import FUEL
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["TRADED_METHODS"]

_RISE = Input("enthalpy_rise", required=True)
_FACTOR = Input("emission_factor")
_OWN = Input("emission_factor", "own factor, unit in emission_factor_unit: the supplier's, verified")

PURCHASED_ELECTRICITY = Method(
    key="purchased electricity",
    module="energy",
    activity="purchased electricity",
    title="Purchased electricity, average of the grid",
    title_local="外购电力（平均排放因子）",
    edition="MEE and NBS announcements",
    substances=("CO2",),
    routes=(Route((), (), factor=True, equation="E = AD x EF"),),
    columns=(FUEL, Input("amount", "electricity bought [kWh]", required=True), Input("year", "year of the use [a]")),
    source="cn-mee-grid-2023",
    locator="Tables 1 to 3",
    carriers=("electricity",),
    scope="2",
    limits="The factor of the year of use; another year's is taken only when the row says factor_year.",
)

WITHOUT_TRADED = variant_of(
    PURCHASED_ELECTRICITY,
    source="cn-mee-grid-2023",
    key="purchased electricity, without traded non-fossil power",
    activity="purchased electricity, without traded non-fossil power",
    title="Purchased electricity, average without market-traded non-fossil power",
    title_local="外购电力（不含市场化交易非化石电量）",
    locator="Table 1",
    carriers=(),
    limits="Nation only, 2022 (grade C) and 2023.",
)

FOSSIL_ELECTRICITY = variant_of(
    PURCHASED_ELECTRICITY,
    source="cn-mee-grid-2023",
    key="fossil electricity",
    activity="fossil electricity",
    title="Electricity from fossil fuels",
    title_local="化石能源电力",
    locator="Table 1",
    carriers=(),
    limits="Nation only, 2021 to 2023; grade C but for 2023.",
)

PURCHASED_HEAT = Method(
    key="purchased heat",
    module="energy",
    activity="purchased heat",
    title="Purchased heat",
    title_local="外购热力",
    edition="guidelines of Chinese enterprises",
    substances=("CO2",),
    routes=(Route((), (), factor=True, equation="E = AD x EF"),),
    columns=(FUEL, Input("amount", "heat bought [GJ]", required=True)),
    source="cn-heat-default",
    locator="purchased heat default",
    carriers=("heat",),
    scope="2",
    limits="A default where the supplier gives no measured factor.",
)

STEAM = variant_of(
    PURCHASED_HEAT,
    limits="A default where the supplier gives no measured factor.",
    key="purchased steam",
    title="Purchased steam or hot water, by mass",
    title_local="外购蒸汽或热水（按质量）",
    routes=(
        Route(("CO2",), (_RISE,), factor=True, equation="E = m x (h - 83.74) x EF"),
        Route(("CO2",), (replace(_RISE, bridge=True), _FACTOR), factor=False, equation="E = m x (h - 83.74) x EF"),
    ),
    columns=(
        FUEL,
        Input("amount", "steam or hot water bought [t]", required=True),
        _RISE,
        _OWN,
    ),
    source="cn-cets-ag-03.01-2024",
    locator="App E formulas E.2 and E.3",
    carriers=(),
)

_SOLD_ROUTES = (*PURCHASED_HEAT.routes, Route(("CO2",), (_FACTOR,), factor=False, equation="E = AD x EF"))

SOLD_ELECTRICITY = variant_of(
    PURCHASED_ELECTRICITY,
    key="sold electricity",
    title="Electricity handed on to others, deducted",
    title_local="输出电力（扣减）",
    edition="guidelines of Chinese enterprises",
    routes=_SOLD_ROUTES,
    columns=(FUEL, Input("amount", "electricity handed on [kWh]", required=True), _OWN),
    source="cn-js-t-303-2026",
    locator="E = AD bought x EF - AD handed on x EF",
    carriers=(),
    sign=-1,
    limits="Only what was bought before, or made on site and counted there.",
)

SOLD_HEAT = variant_of(
    PURCHASED_HEAT,
    key="sold heat",
    title="Heat handed on to others, deducted",
    title_local="输出热力（扣减）",
    routes=_SOLD_ROUTES,
    columns=(FUEL, Input("amount", "heat handed on [GJ]", required=True), _OWN),
    source="cn-js-t-303-2026",
    locator="E = AD bought x EF - AD handed on x EF",
    carriers=(),
    sign=-1,
    limits="Only what was bought before, or made on site and counted there.",
)

ON_SITE = variant_of(
    PURCHASED_ELECTRICITY,
    key="on-site renewable electricity",
    activity="on-site renewable electricity",
    title="Electricity from own sun, wind or water that is used on site",
    title_local="自发自用非化石能源电力",
    edition="",
    routes=(Route(("CO2",), (_FACTOR,), factor=False, equation="E = AD x EF"),),
    columns=(
        FUEL,
        Input("amount", "own generation used on site [kWh]", required=True),
        Input("emission_factor", "0 t/kWh where the guideline in force counts it so; proof of origin", required=True),
    ),
    source="cn-js-t-303-2026",
    locator="electricity, E = AD x EF; the factor is that of the guideline in force",
    carriers=(),
    limits="Beside purchased electricity, never taken off it. Not where its certificates were sold.",
)

TRADED_METHODS = (
    PURCHASED_ELECTRICITY, WITHOUT_TRADED, FOSSIL_ELECTRICITY, PURCHASED_HEAT, STEAM, SOLD_ELECTRICITY, SOLD_HEAT,
    ON_SITE,
)  # fmt: skip
"""Methods of electricity and heat."""
