"""Methods of gases in equipment and of emissions that are known already, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.industry.columns import LINE_COLUMNS

__all__ = ["EQUIPMENT_METHODS"]

_LEAK = Input("leak_rate", "share that leaks in the year [1]; service records", required=True)
_FED = Input("fed_share", required=True)
_EMITTED = Input("emitted_share", required=True)
_CO2_SHARE = Input("co2_share", required=True)
_SUBSTANCE = Input("substance", "gas: HFC-134a, R410A's parts, SF6 ...", required=True)

REPORTED = Method(
    key="reported emission",
    module="industry",
    activity="reported emission",
    title="Emission that is known already",
    title_local="已知排放量",
    edition="",
    substances=(),
    routes=(Route((), (), factor=False, equation="E"),),
    columns=(
        Input("substance", "what is emitted", required=True),
        Input("amount", "mass emitted [t, kg]", required=True),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 7 Eq. 7.4, sum of what is known; the row itself",
    scope="1",
    subject="",
    limits="For results of equipment_bank and of measurements that were evaluated elsewhere.",
)

GAS_BALANCE = variant_of(
    REPORTED,
    key="equipment gas balance",
    activity="equipment gas balance",
    title="Gas in equipment, by what was bought, sold and stored",
    title_local="设备用气物料平衡（制冷剂、六氟化硫）",
    edition="IPCC 2006, mass balance",
    routes=(Route((), (), factor=False, equation="E = sum in - sum out"),),
    columns=(
        _SUBSTANCE,
        Input("amount", "gas of this item [kg]", required=True),
        Input(
            "role",
            "input: bought; output: sold, returned, destroyed; stock increase or decrease: containers, "
            "and the nameplate capacity of new or retired equipment",
            required=True,
        ),
        *LINE_COLUMNS,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 7 Eq. 7.9 and Ch 8 Eq. 8.3",
    balance="equipment gas",
    limits="One enterprise and year at a time; a loss below zero counts as zero and stands in the problems.",
    validated="OpenAMEE refrigeration/materialbalance",
)

LEAK = variant_of(
    REPORTED,
    key="equipment leak",
    activity="equipment leak",
    title="Gas that leaks in a year from equipment in use",
    title_local="设备年泄漏",
    edition="IPCC 2006 tier 2a",
    routes=(Route((), (_LEAK,), factor=False, equation="E = B x x"),),
    columns=(
        _SUBSTANCE,
        Input("amount", "gas in the equipment [kg]; nameplates", required=True),
        _LEAK,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 7 Eq. 7.13",
    tier="2",
    limits="Over the whole life of equipment use equipment_bank.",
    validated="OpenAMEE refrigeration/operation",
)

SHIELDING = variant_of(
    REPORTED,
    key="shielding gas",
    activity="shielding gas",
    title="CO2 of shielding gas in welding",
    title_local="二氧化碳气体保护焊",
    edition="guideline of machinery enterprises",
    substances=("CO2",),
    routes=(Route(("CO2",), (_CO2_SHARE,), factor=False, equation="E = (begin + bought - end - sold) x w"),),
    columns=(
        Input("amount", "shielding gas of this item [t]", required=True),
        Input("role", "input: bought; output: sold; stock increase or decrease", required=True),
        _CO2_SHARE,
        *LINE_COLUMNS,
    ),
    source="cn-ndrc-24-sectors",
    locator="machinery, CO2 shielded welding",
    balance="shielding gas",
)

ETCHING = variant_of(
    REPORTED,
    key="etching and chamber cleaning",
    activity="etching and chamber cleaning",
    title="Gases of etching and chamber cleaning",
    title_local="电子刻蚀与腔室清洗用气",
    edition="guideline of electronics enterprises; IPCC 2006 tier 2",
    routes=(Route((), (_FED, _EMITTED), factor=False, equation="E = FC x (1 - h) x (1 - U) x (1 - a x d)"),),
    columns=(
        _SUBSTANCE,
        Input("amount", "gas used, bottles opened [kg]", required=True),
        _FED,
        _EMITTED,
        Input("collection_efficiency", "share of the gas that is led to the device, a [1]"),
        Input("removal_efficiency_<substance>", "share that the device destroys, d [1]: its test report"),
    ),
    source="cn-ndrc-electronics-2015",
    locator="etching and cleaning; ipcc-2006-v3, Vol 3 Ch 6 Eq. 6.2",
    controlled=True,
    limits="By-products (CF4 of C2F6 ...) are rows of their own: 'reported emission'.",
)

EQUIPMENT_METHODS = (REPORTED, GAS_BALANCE, LEAK, SHIELDING, ETCHING)
"""Methods of gases in equipment."""
