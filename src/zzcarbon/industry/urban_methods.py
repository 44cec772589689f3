"""Methods of the urban air inventory guideline of 2024 (T/CSES 144): processes, leaks, loading, boards, waste water.

Every factor is before removal, so each method takes the device: its removal, its operating share, what is captured.
"""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Method
from zzcarbon.estimation.process import process_method

__all__ = ["URBAN_METHODS"]

_SOURCE = "cn-tcses-144-2024"
_EDITION = "T/CSES 144-2024"
_VOC = "NMVOC"

_PROCESSES = (
    ("urban process", "城市清单工艺过程", "NOx SO2 NMVOC CO NH3 PM10 PM2.5 BC OC", "Eq. 2 and 12, Table E.1"),
    ("petrochemical vents", "石化工艺有组织排放", _VOC, "Eq. 13, Table E.3"),
    ("component leaks", "设备动静密封点泄漏", _VOC, "Eq. 15 and 16, Tables E.4 and E.5"),
    ("liquid loading", "有机液体装载", _VOC, "Table E.6"),
    ("wood-based panel manufacture", "人造板制造", _VOC, "Eq. 24, Table E.8"),
    ("petrochemical wastewater", "石化废水集输处理", _VOC, "Eq. 21"),
)
"""Activity, Chinese title, substances, equation and table."""

_LIMITS = {
    "urban process": "Before removal: dust of smelters is hundreds of times what leaves a filter. Give the control.",
    "component leaks": "The amount is components x running hours [h]: count the components or take Table E.4.",
    "petrochemical wastewater": "Where the plant measures, its figures come first.",
}


def _method(activity: str, local: str, substances: str, locator: str) -> Method:
    """Return the method of one activity of the guideline."""
    made = process_method(activity, local, tuple(substances.split()), module="industry", locator=locator)
    limits = _LIMITS.get(activity, made.limits)
    return replace(made, source=_SOURCE, locator=locator, edition=_EDITION, limits=limits)


URBAN_METHODS = tuple(_method(*row) for row in _PROCESSES)
"""Methods of the urban air inventory guideline."""
