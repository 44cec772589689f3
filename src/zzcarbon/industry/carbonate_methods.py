"""Methods of lime, glass, ceramics and other uses of carbonates, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.industry.columns import FACTOR_COLUMN, by_factor, carbon_route, share_routes

__all__ = ["CARBONATE_METHODS"]

_CALCINED = Input("calcined_share")
_PURITY = Input("purity")
_USED = Input("used_share", required=True)
_LKD = Input("lkd_correction")
_VIRGIN = Input("virgin_share")
_CARBON = Input("carbon_share", "carbon in it [1]; delivery note", required=True)

CARBONATE = Method(
    key="carbonate use",
    module="industry",
    activity="carbonate use",
    title="Carbonate that is split",
    title_local="碳酸盐分解",
    edition="IPCC 2006 tier 3",
    substances=("CO2",),
    routes=share_routes(_CALCINED, "F"),
    columns=(
        Input("material", "carbonate: CaCO3, MgCO3, dolomite mineral, Na2CO3 ...", required=True),
        Input("amount", "pure carbonate used [t]", required=True),
        _CALCINED,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 2 Eq. 2.15",
    scope="1",
    tier="3",
    subject="material",
    limits="The amount is pure carbonate; for a mineral use 'carbonate mineral use' with its purity.",
    validated="OpenAMEE carbonates/specific",
)

MINERAL = variant_of(
    CARBONATE,
    key="carbonate mineral use",
    title="Carbonate mineral that is split",
    title_local="碳酸盐矿物分解（纯度）",
    edition="guidelines of Chinese enterprises, 2013 to 2015",
    routes=(Route(("CO2",), (_PURITY,), factor=True, equation="E = AD x EF x PUR"),),
    columns=(
        Input("material", "carbonate the mineral consists of", required=True),
        Input("amount", "mineral used [t]", required=True),
        Input("purity", "carbonate in the mineral [1]; delivery note or analysis (GB/T 3286)", required=True),
    ),
    source="cn-ndrc-24-sectors",
    locator="process emission of carbonates",
    tier="",
    validated="OpenAMEE carbonates/specific",
)

CERAMICS = variant_of(
    CARBONATE,
    key="ceramics",
    title="Ceramics: carbonate in the raw material",
    title_local="陶瓷（原料中碳酸盐分解）",
    edition="guideline of ceramics enterprises",
    routes=(Route(("CO2",), (_PURITY, _USED), factor=True, equation="E = W x r x x_i x EF_i"),),
    columns=(
        Input("material", "carbonate: CaCO3 or MgCO3, one row each", required=True),
        Input("amount", "raw material used, as dry matter [t]", required=True),
        Input("purity", "this carbonate in the raw material [1]; chemical analysis (GB/T 4734)", required=True),
        _USED,
    ),
    source="cn-ndrc-24-sectors",
    locator="ceramics, process emission",
    tier="",
)

BRICKS = variant_of(
    MINERAL,
    key="bricks and tiles",
    title="Bricks and tiles: carbonate in the clay",
    title_local="砖瓦（黏土中碳酸盐分解）",
    edition="IPCC 2006",
    columns=(
        Input("material", "carbonate in the clay, one row each", required=True),
        Input("amount", "clay used [t]", required=True),
        Input("purity", "this carbonate in the clay [1]; analysis of the clay", required=True),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 2.5, ceramics",
    limits="No default content: clays differ too much.",
    validated="OpenAMEE carbonates/specific",
)

REFRACTORIES = variant_of(
    BRICKS,
    source="ipcc-2006-v3",
    key="refractories",
    title="Refractories: magnesite, dolomite and other carbonates that are burnt",
    title_local="耐火材料（菱镁矿、白云石等碳酸盐煅烧）",
    columns=(
        Input("material", "carbonate that is burnt: MgCO3, CaMg(CO3)2, CaCO3", required=True),
        Input("amount", "mineral burnt [t]", required=True),
        Input("purity", "this carbonate in the mineral [1]; analysis of the batch", required=True),
    ),
    locator="Vol 3 Ch 2.5, non-metallurgical magnesia production and ceramics",
    validated="OpenAMEE carbonates/specific",
)

LIME = variant_of(
    CARBONATE,
    source="ipcc-2006-v3",
    key="lime",
    activity="lime production",
    title="Lime, by product",
    title_local="石灰生产（按产品）",
    edition="IPCC 2006 tier 1",
    routes=by_factor(("CO2",)),
    columns=(
        Input("product", "lime, high-calcium lime, dolomitic lime, hydraulic lime", required=True),
        Input("amount", "lime produced; slaked lime less its water [t]", required=True),
        Input("country_group", "developed or developing: the factor of dolomitic lime depends on it"),
        FACTOR_COLUMN,
    ),
    locator="Vol 3 Ch 2 Eq. 2.8 and Table 2.4",
    tier="1",
    subject="product",
    dimensions=("country_group",),
    limits="Lime that is made and used in steel or sugar works counts here too.",
    validated="factor only: OpenAMEE lime/production/generic",
)

LIME_DUST = variant_of(
    LIME,
    source="ipcc-2006-v3",
    limits="Lime that is made and used in steel or sugar works counts here too.",
    key="lime, with kiln dust",
    title="Lime with a correction for kiln dust",
    title_local="石灰生产（窑灰修正）",
    edition="IPCC 2006 tier 2",
    routes=(Route(("CO2",), (_LKD,), factor=True, equation="E = M x EF x CFlkd"),),
    columns=(
        *LIME.columns[:-1],
        _LKD,
    ),
    locator="Vol 3 Ch 2 Eq. 2.6",
    tier="2",
    validated="OpenAMEE lime/production",
)

GLASS = variant_of(
    CARBONATE,
    source="ipcc-2006-v3",
    key="glass",
    activity="glass production",
    title="Glass, by kind",
    title_local="玻璃生产（按品种）",
    edition="IPCC 2006 tier 2",
    routes=(Route(("CO2",), (_VIRGIN,), factor=True, equation="E = M x EF x (1 - CR)"),),
    columns=(
        Input("product", "kind of glass: float, container, fibre ...", required=True),
        Input("amount", "glass melted [t]", required=True),
        _VIRGIN,
    ),
    locator="Vol 3 Ch 2 Eq. 2.11 and Table 2.6",
    tier="2",
    subject="product",
    limits="Chinese flat glass: use 'carbonate mineral use' for each carbonate and 'carbon powder'.",
    validated="IPCC 2006, Vol 3 p 2.30",
)

CARBON_POWDER = variant_of(
    CARBONATE,
    key="carbon powder",
    activity="carbon powder",
    title="Carbon powder in glass batches",
    title_local="平板玻璃碳粉",
    edition="guideline of flat glass enterprises",
    routes=(carbon_route(_CARBON, equation="E = Q x C x 44/12"),),
    columns=(
        Input("amount", "carbon powder used [t]", required=True),
        _CARBON,
    ),
    source="cn-ndrc-24-sectors",
    locator="flat glass, carbon powder",
    tier="",
    subject="",
)

CARBONATE_METHODS = (
    CARBONATE, MINERAL, CERAMICS, BRICKS, REFRACTORIES, LIME, LIME_DUST, GLASS, CARBON_POWDER,
)  # fmt: skip
"""Methods of carbonates."""
