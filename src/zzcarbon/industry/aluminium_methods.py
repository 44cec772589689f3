"""Methods of primary aluminium, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.industry.columns import FACTOR_COLUMN, by_factor, carbon_route

__all__ = ["ALUMINIUM_METHODS"]

_NET_PER_ALUMINIUM = Input("anode_net_consumption")
_NET_SHARE = Input("anode_net_share")
_CARBON = Input("anode_carbon_share")
_MINUTES = Input("anode_effect_minutes", required=True)
_SLOPE = Input("anode_effect_slope")
_OVERVOLTAGE = Input(
    "overvoltage_per_efficiency",
    "anode effect overvoltage over current efficiency [mV/%]; process control",
    required=True,
)
_OVERVOLTAGE_FACTOR = Input(
    "overvoltage_coefficient", "measured, unit in overvoltage_coefficient_unit [kg/t, per mV/%]"
)
_RATIO = Input("c2f6_per_cf4")

_CARBON_COLUMN = Input("anode_carbon_share")

ANODES = Method(
    key="anode consumption",
    module="industry",
    activity="primary aluminium production",
    title="Anodes of aluminium cells, by net consumption",
    title_local="铝电解炭阳极消耗（净耗）",
    edition="CETS-AG-04.01-V01-2024; IPCC 2006 tier 2",
    substances=("CO2",),
    routes=(carbon_route(_CARBON, equation="E = M x (1 - S - A) x 44/12"),),
    columns=(Input("amount", "anodes consumed, net of butts [t]", required=True), _CARBON_COLUMN),
    source="cn-cets-ag-04.01-2024",
    locator="anodes; ipcc-2006-v3, Vol 3 Ch 4 Eq. 4.21",
    scope="1",
    subject="",
    validated="OpenAMEE aluminium/prebake/electrolysis",
)

ANODES_GROSS = variant_of(
    ANODES,
    source="cn-cets-ag-04.01-2024",
    key="anode consumption, gross",
    title="Anodes of aluminium cells, by gross consumption",
    title_local="铝电解炭阳极消耗（毛耗）",
    edition="CETS-AG-04.01-V01-2024",
    routes=(carbon_route(_NET_SHARE, _CARBON, equation="E = M x (1 - l) x (1 - S - A) x 44/12"),),
    columns=(
        Input("amount", "anodes set [t]", required=True),
        _NET_SHARE,
        _CARBON_COLUMN,
    ),
    locator="anodes, net from gross consumption",
)

ANODES_BY_ALUMINIUM = variant_of(
    ANODES,
    key="anode consumption by aluminium",
    title="Anodes of aluminium cells, by the aluminium produced",
    title_local="铝电解炭阳极消耗（按铝产量，第一代方法）",
    edition="guideline of electrolytic aluminium, 2013",
    routes=(carbon_route(_NET_PER_ALUMINIUM, _CARBON, equation="E = P x NC x (1 - S - A) x 44/12"),),
    columns=(
        Input("amount", "aluminium produced [t]", required=True),
        _NET_PER_ALUMINIUM,
        _CARBON_COLUMN,
    ),
    source="cn-ndrc-aluminium-2013",
    locator="anodes",
    limits="The net consumption per tonne is grade C: give the plant's own, or zc.factors('C').",
    validated="OpenAMEE aluminium/prebake/electrolysis",
)

SMELTING = variant_of(
    ANODES,
    key="primary aluminium, tier 1",
    title="Primary aluminium, CO2 by technology",
    title_local="原铝生产（按工艺，层级1）",
    edition="IPCC 2006 tier 1",
    routes=by_factor(("CO2",)),
    columns=(
        Input("amount", "aluminium produced [t]", required=True),
        Input("technology", "prebake or Soderberg"),
        FACTOR_COLUMN,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 4 Eq. 4.20 and Table 4.10",
    tier="1",
    validated="factor only: bonsai-ipcc 0.5.3, Eq. 4.20",
)

ANODE_EFFECT = variant_of(
    ANODES,
    key="anode effect",
    activity="anode effect",
    title="Anode effect, by factor",
    title_local="阳极效应（缺省因子）",
    edition="CETS-AG-04.01-V01-2024",
    substances=("CF4", "C2F6"),
    routes=by_factor(("CF4", "C2F6"), own=False),
    columns=(
        Input("amount", "molten aluminium produced [t]", required=True),
        Input("technology", "kind of cell, for the factors of the IPCC only"),
    ),
    source="cn-cets-ag-04.01-2024",
    locator="anode effect",
    gwp="AR5",
    limits="The Chinese factors are grade C: ask with zc.factors('C') and sets=['cn-cets-ag-04.01-2024'].",
)

ANODE_EFFECT_FIRST = variant_of(
    ANODE_EFFECT,
    locator="anode effect",
    key="anode effect, first generation",
    activity="anode effect, first generation",
    title="Anode effect, by factor, first Chinese method",
    title_local="阳极效应（第一代方法）",
    edition="guideline of electrolytic aluminium, 2013",
    source="cn-ndrc-aluminium-2013",
    gwp="SAR",
    limits="Ask with zc.factors('C') and sets=['cn-ndrc-aluminium-2013']; the guideline counts with SAR.",
)

ANODE_EFFECT_TIER1 = variant_of(
    ANODE_EFFECT,
    key="anode effect, tier 1",
    title="Anode effect, by kind of cell",
    title_local="阳极效应（按槽型，层级1）",
    edition="IPCC 2006 tier 1",
    columns=(
        Input("amount", "aluminium produced [t]", required=True),
        Input("technology", "kind of cell: CWPB, SWPB, VSS, HSS", required=True),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 4 Eq. 4.25 and Table 4.15",
    gwp="",
    tier="1",
    validated="factor only: bonsai-ipcc 0.5.3, Eq. 4.25",
)

HIGH_VOLTAGE = variant_of(
    ANODE_EFFECT_TIER1,
    key="high-voltage anode effect",
    activity="high-voltage anode effect",
    title="High-voltage anode effects, by kind of cell",
    title_local="高电压阳极效应（按槽型）",
    edition="IPCC 2019 tier 1",
    columns=(
        Input("amount", "aluminium produced [t]", required=True),
        Input("technology", "kind of cell: PFPBL, PFPBM, PFPBMW, SWPB, VSS, HSS", required=True),
    ),
    source="ipcc-2019-v3",
    locator="Vol 3 Ch 4, tier 1 factors",
    limits="Low-voltage anode effects come on top: a row of their own.",
)

LOW_VOLTAGE = variant_of(
    HIGH_VOLTAGE,
    source="ipcc-2019-v3",
    locator="Vol 3 Ch 4, tier 1 factors",
    key="low-voltage anode effect",
    activity="low-voltage anode effect",
    title="Low-voltage anode effects, by kind of cell",
    title_local="低电压阳极效应（按槽型）",
    substances=("CF4",),
    routes=by_factor(("CF4",)),
    columns=(*HIGH_VOLTAGE.columns, FACTOR_COLUMN),
    limits="Comes on top of the high-voltage anode effects.",
)

SLOPE = variant_of(
    ANODE_EFFECT_TIER1,
    source="ipcc-2006-v3",
    key="anode effect, slope",
    title="Anode effect, by its minutes and the slope",
    title_local="阳极效应（斜率法）",
    edition="IPCC 2006 tier 2 and 3; IPCC 2019",
    routes=(
        Route(("CF4",), (_SLOPE, _MINUTES), factor=False, equation="E = S x AEM x P"),
        Route(("C2F6",), (_SLOPE, _MINUTES, _RATIO), factor=False, equation="E = S x AEM x P x F"),
    ),
    columns=(
        Input("amount", "aluminium produced [t]", required=True),
        _MINUTES,
        Input("technology", "kind of cell: CWPB, SWPB, VSS, HSS; PFPBL, PFPBM for IPCC 2019"),
        _SLOPE,
        _RATIO,
    ),
    locator="Vol 3 Ch 4 Eq. 4.26 and Table 4.16",
    tier="2",
    validated="OpenAMEE aluminium/pfc/slope; a rules engine for (EU) 2025/2547",
)

OVERVOLTAGE = variant_of(
    SLOPE,
    source="ipcc-2006-v3",
    key="anode effect, overvoltage",
    title="Anode effect, by its overvoltage",
    title_local="阳极效应（过电压法）",
    edition="IPCC 2006 tier 2 and 3",
    routes=(
        Route(("CF4",), (_OVERVOLTAGE_FACTOR, _OVERVOLTAGE), factor=False, equation="E = OVC x AEO/CE x P"),
        Route(
            ("C2F6",), (_OVERVOLTAGE_FACTOR, _OVERVOLTAGE, _RATIO), factor=False, equation="E = OVC x AEO/CE x P x F"
        ),
    ),
    columns=(
        Input("amount", "aluminium produced [t]", required=True),
        _OVERVOLTAGE,
        Input("technology", "kind of cell: CWPB, SWPB"),
        _OVERVOLTAGE_FACTOR,
        _RATIO,
    ),
    locator="Vol 3 Ch 4 Eq. 4.27 and Table 4.16",
    validated="OpenAMEE aluminium/pfc/overvoltage; a rules engine for (EU) 2025/2547",
)

ALUMINA = variant_of(
    SMELTING,
    key="alumina sintering",
    activity="alumina sintering",
    title="Alumina by sintering",
    title_local="氧化铝烧结",
    edition="IPCC 2019",
    columns=(
        Input("amount", "aluminium whose alumina was sintered [t]", required=True),
        Input("technology", "Bayer sintering or nepheline sintering"),
        FACTOR_COLUMN,
    ),
    source="ipcc-2019-v3",
    locator="Vol 3 Ch 4, alumina",
)

ALUMINIUM_METHODS = (
    ANODES, ANODES_GROSS, ANODES_BY_ALUMINIUM, SMELTING, ANODE_EFFECT, ANODE_EFFECT_FIRST, ANODE_EFFECT_TIER1,
    HIGH_VOLTAGE, LOW_VOLTAGE, SLOPE, OVERVOLTAGE, ALUMINA,
)  # fmt: skip
"""Methods of aluminium."""
