"""Groups of the guidebook: what it calls heavy duty, two-wheeler, L-category and combustion engine."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["groups_of"]

_HEAVY = dict.fromkeys(("heavy duty truck", "bus", "coach"), "heavy duty vehicle")
_TWO_WHEELERS = dict.fromkeys(("motorcycle", "moped"), "two-wheeler")
_SMALL = dict.fromkeys(("motorcycle", "moped", "quad", "micro-car"), "L-category vehicle")
_ENGINES = {
    **dict.fromkeys(("petrol", "diesel", "CNG", "LPG", "CNG bifuel", "LPG bifuel"), "combustion engine"),
    **dict.fromkeys(("petrol hybrid", "diesel hybrid"), "hybrid"),
    **dict.fromkeys(("petrol plug-in hybrid", "diesel plug-in hybrid"), "plug-in hybrid"),
}
_WEAR = MappingProxyType({**_HEAVY, **_TWO_WHEELERS, **_ENGINES})
_BY_FUEL = MappingProxyType({**_HEAVY, **_SMALL})
_GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "road exhaust, tier 1": _BY_FUEL,
        "road lubricant CO2, tier 1": _BY_FUEL,
        "gasoline evaporation, tier 1": MappingProxyType(_TWO_WHEELERS),
        "tyre and brake wear, tier 1": _WEAR,
        "road surface wear, tier 1": _WEAR,
        "tyre wear, tier 2": _WEAR,
        "brake wear, tier 2": _WEAR,
        "road surface wear, tier 2": _WEAR,
        "tyre wear, by speed": _WEAR,
        "brake wear, by speed": _WEAR,
    }
)


def groups_of(method: str) -> Mapping[str, str]:
    """Return the groups that a method knows, by the words of its members; empty where it knows each class.

    Parameters
    ----------
    method : str
        Key of the method.

    Examples
    --------
    >>> groups_of("tyre wear, by speed")["petrol"]
    'combustion engine'
    """
    return _GROUPS.get(method, MappingProxyType({}))
