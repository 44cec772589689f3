"""SO2 of sintering and pelletising, by the urban air inventory guideline of 2024 (T/CSES 144)."""

from __future__ import annotations

from zzcarbon.estimation.controls import DEVICE_COLUMNS
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["SINTERING"]

_SULPHUR = Input("sulphur_content", "sulphur of the ore or of the solid fuel by mass [1]; analysis")

SINTERING = Method(
    key="sintering, sulphur of ore and fuel",
    module="industry",
    activity="urban process",
    title="Sintering and pelletising, SO2 by the sulphur of ore and fuel",
    title_local="烧结（球团），按矿石和燃料含硫量核算 SO2",
    edition="T/CSES 144-2024",
    substances=("SO2",),
    routes=(
        Route(
            ("SO2",),
            (_SULPHUR,),
            factor=False,
            equation="E = M x S x 1.7 x (1 - c x eta x k), a row of the ore and one of the fuel",
            constant=1.7,
            constant_text="1.7",
        ),
    ),
    columns=(Input("amount", "iron ore, or solid fuel [t]", required=True), _SULPHUR, *DEVICE_COLUMNS),
    source="cn-tcses-144-2024",
    locator="Eq. 11, PDF p 11",
    controlled=True,
    scope="1",
    subject="",
    tier="2",
    limits="1.7 = 2 x 0.85: 85 % of the sulphur leaves as SO2. Collection, removal, operating share are the plant's.",
)
