"""Method of the ammonia that denitrification leaves unused, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["SLIP_METHODS"]

_CONCENTRATION = Input(
    "concentration",
    "ammonia behind the unit, unit in concentration_unit [mg/m3_0C]",
    required=True,
    figure="concentration",
)

SLIP = Method(
    key="ammonia slip",
    module="industry",
    activity="ammonia slip",
    title="Ammonia slip of SCR and SNCR",
    title_local="脱硝氨逃逸",
    edition="mass balance",
    substances=("NH3",),
    routes=(Route(("NH3",), (_CONCENTRATION,), factor=False, equation="E = V x C"),),
    columns=(
        Input("amount", "flue gas in the state of the concentration [m3_0C]; monitor", required=True),
        _CONCENTRATION,
    ),
    source="cn-mep-2017-81",
    locator="equations 8 to 11, flow times concentration",
    scope="1",
    subject="",
    limits="Flow and concentration in one state: dry or wet, measured oxygen, 0 degC. No default slip.",
)

SLIP_METHODS = (SLIP,)
"""Methods of ammonia slip."""
