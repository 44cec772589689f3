"""Units without quantities: dimension and factor of every unit of the closed list, exact and without pint.

``units.txt`` defines each unit by others (``J = N * m``). The definitions are a product of numbers and
powers, so their factors are fractions: a conversion factor is the float nearest to the true number.
Quantities, which add and multiply, are in `zzcarbon.quantities`; only they load pint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from zzcarbon.errors import UnitError, UnknownNameError, shown
from zzcarbon.printing import SUBSTANCE, gwp_words, internal, printed
from zzcarbon.resources import data_path
from zzcarbon.spelling import parse_spelling
from zzcarbon.unit_words import PREFIXES, words

__all__ = [
    "canonical",
    "co2e_unit",
    "conversion_factor",
    "dimension",
    "same_dimension",
    "scale",
    "unit_powers",
    "units_differ",
]

Meaning = tuple[Fraction, Mapping[str, int]]
"""A unit as a number times powers of base dimensions."""

_MOVED = ("Quantity", "convert", "quantity", "substance_of")
"""Names of `zzcarbon.quantities` that were here in 0.1.0: code that imports them from here goes on."""


def __getattr__(name: str) -> Any:
    """Return a name that moved to `zzcarbon.quantities`."""
    if name in _MOVED:
        return getattr(import_module("zzcarbon.quantities"), name)
    message = f"module 'zzcarbon.units' has no attribute {name!r}"
    raise AttributeError(message)


def conversion_factor(source: str, target: str) -> float:
    """Return the number that turns one unit into another [target/source].

    Raises
    ------
    UnitError
        The dimensions differ.

    Examples
    --------
    >>> conversion_factor("万吨", "t")
    10000.0
    """
    return _conversion(source, target)


@lru_cache(maxsize=65_536)
def _conversion(source: str, target: str) -> float:
    (from_scale, from_unit), (to_scale, to_unit) = unit_powers(source), unit_powers(target)
    (from_factor, from_dimension), (to_factor, to_dimension) = _meaning(from_unit), _meaning(to_unit)
    if from_dimension != to_dimension:
        raise UnitError(units_differ(from_unit, to_unit, "convert"), text=source)
    return float(from_factor / to_factor * _exact(from_scale) / _exact(to_scale))


@lru_cache(maxsize=65_536)
def dimension(unit: str) -> str:
    """Return the dimension of a unit as text: equal for units that convert.

    Examples
    --------
    >>> dimension("万吨") == dimension("kg"), dimension("m3") == dimension("m3_0C")
    (True, False)
    """
    _, found = _meaning(unit_powers(unit)[1])
    return " ".join(f"{name}^{power:g}" for name, power in sorted(found.items())) or "1"


def same_dimension(left: str, right: str) -> bool:
    """Whether two units convert into each other."""
    return dimension(left) == dimension(right)


def canonical(unit: str) -> str:
    """Return the unit as this library prints it, without the scale in front.

    Examples
    --------
    >>> canonical("吨二氧化碳 / TJ")
    't CO2/TJ'
    """
    return printed(unit_powers(unit)[1])


def scale(unit: str) -> float:
    """Return the number in front of a unit: 1e4 for 万吨 [1]."""
    return unit_powers(unit)[0]


def co2e_unit(gwp: str) -> str:
    """Return the name of CO2 equivalents under a GWP set, for example ``CO2e (AR6)``.

    Raises
    ------
    UnknownNameError
        There is no such set.
    """
    if not isinstance(gwp, str):
        raise UnknownNameError("GWP set", gwp, (), f"Sets: {', '.join(gwp_words())}.")
    name = gwp.upper().replace(" ", "_").replace("100", "").removesuffix("GWP").removesuffix("_")
    name = re.sub(r"_?GWP(\d+)$", r"_GWP\1", name)
    if name not in gwp_words():
        raise UnknownNameError("GWP set", gwp, gwp_words(), f"Sets: {', '.join(gwp_words())}.")
    return f"CO2e ({name.replace('_', ' ')})"


@lru_cache(maxsize=65_536)
def unit_powers(unit: str) -> tuple[float, Mapping[str, int]]:
    """Return the scale of a unit [1] and its words with their powers, substances by their internal names.

    Raises
    ------
    UnitError
        The spelling is wrong, unsafe or ambiguous, or names an unknown GWP set.

    Examples
    --------
    >>> unit_powers("万吨/TJ")
    (10000.0, {'TJ': -1, 't': 1})
    """
    spelling = parse_spelling(unit)
    powers: dict[str, int] = {}
    for name, power in spelling.powers:
        known = _known_substance(name.removeprefix("substance:"), unit) if name.startswith("substance:") else name
        powers[known] = power
    return spelling.scale, powers


def units_differ(left: Mapping[str, Any], right: Mapping[str, Any], verb: str) -> str:
    """Say why two units do not go together, with the trap that is most likely."""
    texts = [printed(unit) or "a pure number" for unit in (left, right)]
    sets = [re.findall(r"CO2e \(([^)]*)\)", text) for text in texts]
    hint = ""
    if sets[0] and sets[1] and sets[0] != sets[1]:
        hint = ": two GWP sets do not add, convert both from the gases"
    elif {"m3"} & set(re.findall(r"\bm3\b", " ".join(texts))) and "m3_" in "".join(texts):
        hint = ": a plain m3 of gas has no reference state, write m3_0C or m3_20C"
    elif " as " in "".join(texts):
        hint = ": another basis, use zc.convert"
    return f"cannot {verb} {texts[0]!r} and {texts[1]!r}: the dimensions differ{hint}"


def _known_substance(key: str, unit: str) -> str:
    if key.startswith("CO2e_") and key.removeprefix("CO2e_") not in gwp_words():
        names = ", ".join(gwp_words())
        raise UnitError(f"unknown GWP set in {shown(unit)}: sets are {names}", text=unit)
    return internal(key)


def _meaning(powers: Mapping[str, int]) -> Meaning:
    """Return the product of some units."""
    factor, dimensions = Fraction(1), dict[str, int]()
    for name, power in powers.items():
        number, found = _unit_meaning(name)
        factor *= number**power
        for base, times in found.items():
            dimensions[base] = dimensions.get(base, 0) + times * power
    return factor, {base: times for base, times in dimensions.items() if times}


@cache
def _unit_meaning(name: str) -> Meaning:
    """Return what one unit is; a substance is a dimension of its own."""
    if name.startswith(SUBSTANCE):
        return Fraction(1), {f"[{name}]": 1}
    definitions = _definitions()
    if name not in definitions:
        word = _prefixed()[name]
        factor, dimensions = _unit_meaning(word[1])
        return _exact(PREFIXES[word[0]]) * factor, dimensions
    text = definitions[name]
    if text.startswith("["):
        return Fraction(1), {text: 1}
    number, powers = Fraction(1), dict[str, int]()
    for operator, word, exponent in re.findall(r"([*/])\s*(\d[\d.]*(?:e-?\d+)?|\w+)\s*(?:\*\*\s*(\d+))?", f"* {text}"):
        power = (-1 if operator == "/" else 1) * int(exponent or 1)
        if word[0].isdigit():
            number *= Fraction(word) ** power
        else:
            powers[word] = powers.get(word, 0) + power
    factor, dimensions = _meaning(powers)
    return number * factor, dimensions


@cache
def _definitions() -> dict[str, str]:
    """Return by name the definitions of ``units.txt``."""
    lines = data_path("units.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): text.strip() for name, _, text in pairs}


@cache
def _prefixed() -> dict[str, tuple[str, str]]:
    """Return prefix and unit of the names that carry a prefix: kg, GJ ..."""
    return {word.name: (word.prefix, word.unit) for word in words().values() if word.prefix}


def _exact(number: float) -> Fraction:
    """Return the decimal number that a float was written as."""
    return Fraction(repr(number))
