"""Groups of the guidebook (heavy duty, two-wheeler, combustion engine), and classes of registration in its words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["groups_of"]

_CARS = dict.fromkeys(("small passenger car", "mini passenger car", "taxi"), "passenger car")
_TRUCKS = dict.fromkeys(("heavy truck", "medium truck"), "heavy duty truck")
_SMALL_TRUCKS = dict.fromkeys(("light truck", "mini truck"), "light commercial vehicle")
"""Chinese classes that a size of the guidebook (N1-I to N1-III) goes with: without one they stay as they are."""

_REGISTERED = MappingProxyType({**_CARS, **_TRUCKS, **_SMALL_TRUCKS})
_GUIDE = MappingProxyType({"heavy duty truck": "heavy truck"})
_HEAVY = {
    **_CARS,
    **dict.fromkeys(
        ("heavy duty truck", "bus", "coach", "heavy truck", "medium truck", "large passenger vehicle"),
        "heavy duty vehicle",
    ),
}
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
        "road exhaust, Chinese guide": _GUIDE,
        "gasoline evaporation, Chinese guide": _GUIDE,
        "road exhaust, tier 2": _REGISTERED,
        "road exhaust, speed functions": _REGISTERED,
        "road links": _REGISTERED,
        "road lubricant CO2, tier 2": _REGISTERED,
        "gasoline evaporation, tier 2": MappingProxyType(_CARS),
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
    """Return the words that a method has for classes of vehicles and engines; empty where it knows each class.

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
