"""How units and substances are printed: field names for the internal names of the registry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from zzcarbon.unit_words import words
from zzcarbon.vocabulary.substances import substances

__all__ = ["SUBSTANCE", "TENS", "external", "gwp_words", "internal", "number_text", "printed"]

SUBSTANCE = "substance_"
"""What the registry's name of a substance begins with."""

TENS = "tens_"
"""What the registry's name of a power of ten begins with: the 万 of 万吨 in a unit that was converted to."""

_SQUARES = {"m", "cm", "km", "ft", "dm"}


@cache
def gwp_words() -> tuple[str, ...]:
    """Return the names of GWP sets as they stand in a unit: AR6, AR6_GWP20."""
    import globalwarmingpotentials

    found = (re.fullmatch(r"(\w+?)GWP(\d+)", name) for name in globalwarmingpotentials.data)
    return tuple(m[1] + ("" if m[2] == "100" else f"_GWP{m[2]}") for m in found if m)


@cache
def internal(key: str) -> str:
    """Return the name pint knows a substance by: letters, digits and underscores."""
    return SUBSTANCE + "".join(c if c.isalnum() and c.isascii() else f"_{ord(c):x}_" for c in key)


@cache
def _externals() -> dict[str, str]:
    names = {key: key.replace(" ", "_") for key in substances()}
    names |= {
        f"{key}_as_{e}": f"{key.replace(' ', '_')} as {e}" for key, s in substances().items() for e, _ in s.elements
    }
    names |= {f"CO2e_{name}": f"CO2e ({name.replace('_', ' ')})" for name in gwp_words()}
    spelt = {word.unit: text for text, word in words().items() if word.power == word.scale == 1 and not word.prefix}
    plain = {unit: text for unit, text in spelt.items() if unit not in words()}
    return plain | {internal(key): text for key, text in names.items()}


def external(name: str) -> str:
    """Return the field name of a unit or substance."""
    return f"10^{name.removeprefix(TENS)}" if name.startswith(TENS) else _externals().get(name, name)


def printed(container: Mapping[str, Any]) -> str:
    """Write a unit in field names: ``t CO2/TJ``, ``g/(t km)``, ``10^4 t CO2``."""
    items = sorted(container.items(), key=lambda item: (_place(item[0]), item[0]))
    above = [_powered(external(name), power) for name, power in items if power > 0]
    below = [_powered(external(name), -power) for name, power in items if power < 0]
    if not below:
        return " ".join(above)
    bare = len(below) == 1 and not {" ", "^"} & set(below[0])
    under = below[0] if bare else f"({' '.join(below)})"
    return f"{' '.join(above) or '1'}/{under}"


def _place(name: str) -> int:
    """Return where a unit stands: powers of ten first, substances last."""
    return 0 if name.startswith(TENS) else 2 if name.startswith(SUBSTANCE) else 1


def _powered(name: str, power: float) -> str:
    if power == 1:
        return name
    if name in _SQUARES and power in {2, 3} and f"{name}{power:g}" in {"m2", "m3", "km2", "cm2", "cm3", "ft3", "dm3"}:
        return f"{name}{power:g}"
    return f"{name}^{power:g}"


def number_text(magnitude: Any) -> str:
    """Write a number so that it reads back exactly."""
    if isinstance(magnitude, np.ndarray) and magnitude.ndim:
        return str(magnitude)
    return repr(float(magnitude)) if not isinstance(magnitude, int) else str(magnitude)
