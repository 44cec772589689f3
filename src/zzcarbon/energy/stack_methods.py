"""Methods of stacks, declared: monitoring, sulphur of the fuel, carbonate of the desulphurisation."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["STACK_METHODS"]

_CONCENTRATION = Input(
    "concentration",
    "flow-weighted, in the state of the gas, unit in concentration_unit",
    required=True,
    figure="concentration",
)
_FLOW = Input("gas_flow", bridge=True)
_SULPHUR = Input("sulphur_content", "sulphur in the fuel as burnt [1]; coal analysis (GB/T 214)", required=True)
_RELEASED = Input("released_share", required=True)
_CARBONATE = Input("purity", "carbonate in the sorbent [1]; delivery note or analysis", required=True, symbol="I")
_CONVERTED = Input("conversion", required=True)

MONITORED = Method(
    key="monitored stack",
    module="energy",
    activity="monitored stack",
    title="Stack, by monitored flow and concentration",
    title_local="固定源烟气监测（流量×浓度）",
    edition="Environmental tax law art. 10: first in order",
    substances=(),
    routes=(Route((), (_FLOW, _CONCENTRATION), factor=False, equation="E = Q x C"),),
    columns=(
        Input("substance", "what was measured", required=True),
        Input("amount", "dry flue gas at 0 degC [m3_0C], or hours of the flow in gas_flow [h]", required=True),
        _CONCENTRATION,
        _FLOW,
        Input("outlet", "stack"),
    ),
    source="cn-mep-2017-81",
    locator="equations 8 to 11",
    scope="1",
    tier="3",
    subject="",
    validated="isokinetic runs of a stack, 2014 (dust); 40 CFR 75, Appendix F, constants of SO2 and NOx",
    limits="monitored_stack makes the rows from hourly data of any state; a concentration at reference oxygen is none.",
)

FUEL_SULPHUR = Method(
    key="fuel sulphur",
    module="energy",
    activity="fuel sulphur",
    title="SO2 from the sulphur of a fuel",
    title_local="燃料硫平衡",
    edition="fuel analysis",
    substances=("SOx",),
    routes=(
        Route(
            ("SOx",), (_SULPHUR, _RELEASED), factor=False, equation="E = B x S x a x 64/32", constant=64 / 32,
            constant_text="64/32",
        ),
    ),
    columns=(
        Input("amount", "fuel burnt [t]", required=True),
        _SULPHUR,
        _RELEASED,
        Input("removal_efficiency_SOx", "share removed by the device [1]"),
        Input("operating_rate", "share of the time in which the device runs [1]"),
    ),
    source="npi-au-engines-2008",
    locator="fuel analysis, Example 1",
    controlled=True,
    scope="1",
    validated="NPI combustion engines 2008, Example 1",
    subject="",
)  # fmt: skip

DESULPHURISATION = Method(
    key="desulphurisation carbonate",
    module="energy",
    activity="carbonate use",
    title="CO2 of the carbonate that desulphurises flue gas",
    title_local="烟气脱硫碳酸盐",
    edition="guideline of power enterprises",
    substances=("CO2",),
    routes=(Route(("CO2",), (_CARBONATE, _CONVERTED), factor=True, equation="E = B x I x EF x TR"),),
    columns=(
        Input("material", "carbonate of the sorbent, mostly CaCO3", required=True),
        Input("amount", "sorbent used [t]", required=True),
        _CARBONATE,
        _CONVERTED,
    ),
    source="cn-mee-power-2022",
    locator="desulphurisation, E = B x I x EF x TR",
    scope="1",
    subject="material",
    validated="OpenAMEE carbonates/specific",
)

STACK_METHODS = (MONITORED, FUEL_SULPHUR, DESULPHURISATION)
"""Methods of stacks."""
