"""Methods of gases in equipment and of emissions that are known already, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route
from zzcarbon.industry.columns import LINE_COLUMNS

__all__ = ["EQUIPMENT_METHODS"]

_LEAK = Parameter("leak_rate", "leak_rate", "x", share=True)
_CO2_SHARE = Parameter("co2_share", "co2_share", "w", share=True)
_SUBSTANCE = Column("substance", "gas: HFC-134a, R410A's parts, SF6 ...", required=True)

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
        Column("substance", "what is emitted", required=True),
        Column("amount", "mass emitted [t, kg]", required=True),
    ),
    source="",
    locator="the row itself",
    scope="1",
    subject="",
    limits="For results of equipment_bank and of measurements that were evaluated elsewhere.",
)

GAS_BALANCE = replace(
    REPORTED,
    key="equipment gas balance",
    activity="equipment gas balance",
    title="Gas in equipment, by what was bought, sold and stored",
    title_local="设备用气物料平衡（制冷剂、六氟化硫）",
    edition="IPCC 2006, mass balance",
    routes=(Route((), (), factor=False, equation="E = sum in - sum out"),),
    columns=(
        _SUBSTANCE,
        Column("amount", "gas of this item [kg]", required=True),
        Column(
            "role",
            "input: bought; output: sold, returned, destroyed; stock increase or decrease: containers, and the "
            "nameplate capacity of new or retired equipment",
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

LEAK = replace(
    REPORTED,
    key="equipment leak",
    activity="equipment leak",
    title="Gas that leaks in a year from equipment in use",
    title_local="设备年泄漏",
    edition="IPCC 2006 tier 2a",
    routes=(Route((), (_LEAK,), factor=False, equation="E = B x x"),),
    columns=(
        _SUBSTANCE,
        Column("amount", "gas in the equipment [kg]; nameplates", required=True),
        Column("leak_rate", "share that leaks in the year [1]; service records", required=True),
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 7 Eq. 7.13",
    tier="2",
    limits="Over the whole life of equipment use equipment_bank.",
    validated="OpenAMEE refrigeration/operation",
)

SHIELDING = replace(
    REPORTED,
    key="shielding gas",
    activity="shielding gas",
    title="CO2 of shielding gas in welding",
    title_local="二氧化碳气体保护焊",
    edition="guideline of machinery enterprises",
    substances=("CO2",),
    routes=(Route(("CO2",), (_CO2_SHARE,), factor=False, equation="E = (begin + bought - end - sold) x w"),),
    columns=(
        Column("amount", "shielding gas of this item [t]", required=True),
        Column("role", "input: bought; output: sold; stock increase or decrease", required=True),
        Column("co2_share", "CO2 in the gas, by mass [1]; label of the mixture", required=True),
        *LINE_COLUMNS,
    ),
    source="cn-ndrc-24-sectors",
    locator="machinery, CO2 shielded welding",
    balance="shielding gas",
    limits="",
    validated="",
)

EQUIPMENT_METHODS = (REPORTED, GAS_BALANCE, LEAK, SHIELDING)
"""Methods of gases in equipment."""
