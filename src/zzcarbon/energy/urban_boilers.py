"""Boilers by the urban air inventory guideline of 2024 (T/CSES 144): by boiler, department and capacity of the unit.

NOx, CO and NMVOC by factor; of coal SO2 by its sulphur and particles by its ash. All is before removal: the row says
the device, its removal and its operating share.
"""

from __future__ import annotations

from zzcarbon.estimation.controls import DEVICE_COLUMNS
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route

__all__ = ["URBAN_BOILERS"]

_SULPHUR = Input("sulphur_content", "sulphur of the coal as burnt [1], for SO2; coal analysis")
_RELEASED = Input("sulphur_released_share")
_ASH = Input("ash_content")
_GASES = ("NOx", "CO", "NMVOC")
_PARTICLES = {"PM2.5": "f_PM2.5", "PM10": "f_PM10", "BC": "f_PM2.5 x f_BC", "OC": "f_PM2.5 x f_OC"}


def _of_ash(substance: str, shares: str) -> Route:
    """Return the route from the ash of the coal to a kind of particle."""
    name = f"{substance.lower()}_per_ash"
    return Route(
        (substance,),
        (_ASH, Input(name, symbol=f"(1 - ar) x {shares}")),
        factor=False,
        equation=f"E = B x A x (1 - ar) x {shares} x (1 - c x eta x k)",
    )


URBAN_BOILER = Method(
    key="boiler, urban inventory",
    module="energy",
    activity="combustion",
    title="Boiler, by the urban inventory guideline",
    title_local="锅炉（城市清单指南）",
    edition="T/CSES 144-2024",
    substances=(*_GASES, "SO2", *_PARTICLES),
    routes=(
        Route(
            ("SO2",),
            (_SULPHUR, _RELEASED),
            factor=False,
            equation="E = B x 2 x S x (1 - sr) x (1 - c x eta x k)",
            constant=2.0,
            constant_text="2",
        ),
        *(_of_ash(substance, shares) for substance, shares in _PARTICLES.items()),
        Route((), (), factor=True, equation="E = B x EF x (1 - c x eta x k)"),
    ),
    columns=(
        Input("amount", "fuel burnt [t, m3]", required=True),
        Input(
            "technology",
            "boiler, department and, of power, capacity: pulverised coal boiler, power generation, 300 MW "
            "and more;  see zc.factors().find('boiler', set='cn-tcses-144-2024')",
            required=True,
        ),
        _SULPHUR,
        _ASH,
        _RELEASED,
        *DEVICE_COLUMNS,
    ),
    source="cn-tcses-144-2024",
    locator="Eq. 2 to 6, Tables C.1 to C.3, D.1, E.2 and E.7",
    controlled=True,
    scope="1",
    tier="2",
    limits="Before removal where the row names no device. A monitored stack comes first (section 15).",
)

URBAN_BOILERS = (URBAN_BOILER,)
"""Methods of boilers of the urban air inventory guideline."""
