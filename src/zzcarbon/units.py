"""Quantities that know their substance; the only module that imports pint.

The registry is our own: every substance is a dimension, so a tonne of CO2 cannot be added to a tonne of
NOx; year, month and day do not convert into each other; gas volumes at 0 and 20 degC are an amount of
gas, plain m3 are a volume. Spellings are checked by `zzcarbon.spelling` before pint is asked anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pint
from pint.util import UnitsContainer

from zzcarbon.errors import UnitError, UnknownNameError, shown
from zzcarbon.printing import SUBSTANCE, external, gwp_words, internal, number_text, printed
from zzcarbon.resources import data_path
from zzcarbon.spelling import PREFIXES, parse_number, parse_spelling, words
from zzcarbon.vocabulary.substances import substance, substances

if TYPE_CHECKING:
    from pint.registry import Quantity as _PintQuantity
else:
    _PintQuantity = pint.UnitRegistry.Quantity

__all__ = [
    "Quantity",
    "canonical",
    "co2e_unit",
    "conversion_factor",
    "convert",
    "dimension",
    "quantity",
    "same_dimension",
    "scale",
    "substance_of",
]


class Quantity(_PintQuantity):  # type: ignore[type-arg]  # generic for checkers only
    """A number with a unit and, where it has one, a substance.

    Made by `quantity`. Prints field names (``283.8 t CO2``), and ``quantity(str(q)) == q``.
    """

    def __str__(self) -> str:
        return format(self, "")

    def __repr__(self) -> str:
        return f"<Quantity {self}>"

    def _repr_html_(self) -> str:
        return str(self)

    def _repr_latex_(self) -> str:
        return str(self)

    def __format__(self, spec: str) -> str:
        magnitude = self.magnitude
        number = format(magnitude, spec) if spec else number_text(magnitude)
        unit = printed(self._units)
        return f"{number} {unit}" if unit else number

    def to(self, other: object = None, *_contexts: object) -> Self:
        """Return the quantity in another unit of the same dimension.

        Parameters
        ----------
        other : str or Quantity
            The unit; its substance may be left out.

        Raises
        ------
        UnitError
            The dimensions differ: another substance, another basis, or volume for mass.

        Examples
        --------
        >>> quantity("12 万吨 NOx").to("kg NOx").magnitude
        120000000.0
        """
        factor, target = _target(other, self)
        try:
            changed = super().to(target)
        except pint.DimensionalityError as error:
            raise UnitError(_differ(self._units, target, "convert")) from error
        return changed / factor if factor != 1 else changed

    def __add__(self, other: Any) -> Any:
        return self._checked("add", super().__add__, other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self._checked("subtract", super().__sub__, other)

    def __rsub__(self, other: Any) -> Any:
        return self._checked("subtract", super().__rsub__, other)

    def compare(self, other: Any, op: Any) -> Any:
        """Compare with another quantity of the same dimension."""
        return self._checked("compare", lambda right: super(Quantity, self).compare(right, op), other)

    def _checked(self, verb: str, operation: Any, other: Any) -> Any:
        try:
            return operation(other)
        except pint.DimensionalityError as error:
            right = other._units if isinstance(other, pint.Quantity) else UnitsContainer()
            raise UnitError(_differ(self._units, right, verb)) from error

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.magnitude, dict(self._units))


class _Registry(pint.registry.GenericUnitRegistry[Quantity, pint.Unit]):
    Quantity = Quantity
    Unit = pint.Unit


@cache
def _registry() -> Any:
    """Return the registry: the units of ``units.txt`` and a dimension for each substance."""
    registry = _Registry(filename=str(data_path("units.txt")), autoconvert_to_preferred=False, cache_folder=None)
    names = [internal(key) for key in substances()]
    names += [internal(f"{key}_as_{element}") for key, s in substances().items() for element, _ in s.elements]
    names += [internal(f"CO2e_{name}") for name in gwp_words()]
    for name in names:
        registry.define(f"{name} = [{name}]")
    for word in sorted(words().values(), key=lambda word: word.name):
        if word.prefix and word.name not in registry._units:
            registry.define(f"{word.name} = {PREFIXES[word.prefix]!r} * {word.unit}")
    return registry


def quantity(value: float | str, unit: str | None = None) -> Quantity:
    """Make a quantity from text, or from a number and a unit.

    Parameters
    ----------
    value : float or str
        A finite number, or text such as ``"94.6 t CO2/TJ"``.
    unit : str, optional
        Unit with or without substance, for example ``"万吨 NOx"``; empty for a pure number.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitError
        The spelling is wrong, unsafe or ambiguous, or the number is not finite.

    Examples
    --------
    >>> print(quantity("94.6 t CO2/TJ") * quantity("2 TJ"))
    189.2 t CO2
    >>> print(quantity(12, "万吨 NOx"))
    120000.0 t NOx
    """
    if isinstance(value, str):
        if unit is not None:
            raise UnitError(f"give a number and a unit, or one text: not {shown(value)} and {shown(unit)}", text=value)
        value, unit = parse_number(value)
    number = _finite(value)
    factor, container = _parsed(unit or "1")
    return _made(number * factor if factor != 1 else number, container)


def convert(value: Quantity, basis: str) -> Quantity:
    """Express a mass of a substance as one of its elements, or back, by molar masses.

    Parameters
    ----------
    value : Quantity
        For example 1 t CO2, or 1 t CO2 as C.
    basis : str
        ``"CO2 as C"``, ``"N2O as N"``, ``"NH3 as N"``, ``"NOx as N"``; or the substance itself.

    Returns
    -------
    Quantity

    Raises
    ------
    UnitError
        The substance has no such basis, or the quantity is of another substance.

    Notes
    -----
    The shares are those of the guidelines, in whole molar masses: C 12/44 of CO2, N 28/44 of N2O,
    14/17 of NH3, 14/46 of NOx (counted as NO2). NH3-N in water is a substance of its own.

    Examples
    --------
    >>> print(convert(quantity("44 t CO2"), "CO2 as C"))
    12.0 t CO2 as C
    >>> print(convert(quantity("14 kg N2O as N"), "N2O"))
    22.0 kg N2O
    """
    _, wanted = _parsed(basis)
    (target,) = wanted if len(wanted) == 1 else (None,)
    found = [name for name in value._units if name.startswith(SUBSTANCE)]
    if target is None or not target.startswith(SUBSTANCE) or len(found) != 1:
        raise UnitError(f"{basis!r} is not a basis of {value}: write for example 'CO2 as C'", text=basis)
    old, new = (_basis(name) for name in (found[0], target))
    if old[0] != new[0]:
        raise UnitError(f"{value} is not of {new[0]}: a basis changes the element, not the substance", text=basis)
    power = float(str(value._units[found[0]]))
    container = value._units.rename(found[0], target)
    return _made(value.magnitude * (new[1] / old[1]) ** power, container)


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
    from_scale, from_unit = _parsed(source)
    to_scale, to_unit = _parsed(target)
    try:
        number = _registry().convert(1.0, from_unit, to_unit) if from_unit != to_unit else 1.0
    except pint.DimensionalityError as error:
        raise UnitError(_differ(from_unit, to_unit, "convert"), text=source) from error
    return float(number * from_scale / to_scale)


@lru_cache(maxsize=65_536)
def dimension(unit: str) -> str:
    """Return the dimension of a unit as text: equal for units that convert.

    Examples
    --------
    >>> dimension("万吨") == dimension("kg"), dimension("m3") == dimension("m3_0C")
    (True, False)
    """
    found = _registry().get_dimensionality(_parsed(unit)[1])
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
    return printed(_parsed(unit)[1])


def scale(unit: str) -> float:
    """Return the number in front of a unit: 1e4 for 万吨 [1]."""
    return _parsed(unit)[0]


def co2e_unit(gwp: str) -> str:
    """Return the name of CO2 equivalents under a GWP set, for example ``CO2e (AR6)``.

    Raises
    ------
    UnknownNameError
        There is no such set.
    """
    name = gwp.upper().replace(" ", "_").replace("100", "").removesuffix("GWP").removesuffix("_")
    name = re.sub(r"_?GWP(\d+)$", r"_GWP\1", name)
    if name not in gwp_words():
        raise UnknownNameError("GWP set", gwp, gwp_words(), f"Sets: {', '.join(gwp_words())}.")
    return f"CO2e ({name.replace('_', ' ')})"


def substance_of(value: Quantity) -> str:
    """Return the substance of a quantity as it is printed, or an empty text.

    Examples
    --------
    >>> substance_of(quantity("2 t CO2 as C"))
    'CO2 as C'
    """
    return " ".join(external(name) for name in value._units if name.startswith(SUBSTANCE))


def _finite(value: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating | np.ndarray):
        raise UnitError(f"{shown(value)} is not a number", text=value)
    number = np.asarray(value, float) if isinstance(value, np.ndarray) else float(value)
    if not np.all(np.isfinite(number)):
        raise UnitError(f"{shown(value)} is not a finite number", text=value)
    return number


@lru_cache(maxsize=65_536)
def _parsed(unit: str) -> tuple[float, UnitsContainer]:
    spelling = parse_spelling(unit)
    powers: dict[str, int] = {}
    for name, power in spelling.powers:
        known = _known_substance(name.removeprefix("substance:"), unit) if name.startswith("substance:") else name
        powers[known] = power
    return spelling.scale, UnitsContainer(powers)


def _known_substance(key: str, unit: str) -> str:
    if key.startswith("CO2e_") and key.removeprefix("CO2e_") not in gwp_words():
        names = ", ".join(gwp_words())
        raise UnitError(f"unknown GWP set in {shown(unit)}: sets are {names}", text=unit)
    return internal(key)


def _made(number: Any, container: Mapping[str, Any]) -> Quantity:
    if not np.all(np.isfinite(number)):
        raise UnitError(f"the result {shown(number)} is not finite")
    made: Quantity = _registry().Quantity(number, UnitsContainer(container))
    return made


def _restored(number: Any, powers: dict[str, Any]) -> Quantity:
    """Rebuild a pickled quantity in this process's registry."""
    restored: Quantity = _registry().Quantity(number, UnitsContainer(powers))
    return restored


def _target(other: object, value: Quantity) -> tuple[float, UnitsContainer]:
    """Return the unit to convert to; a substance that is left out is that of the quantity."""
    if isinstance(other, pint.Quantity | pint.Unit):
        return 1.0, other._units
    factor, container = _parsed(str(other))
    if any(name.startswith(SUBSTANCE) for name in container):
        return factor, container
    own = {name: power for name, power in value._units.items() if name.startswith(SUBSTANCE)}
    return factor, container * UnitsContainer(own)


def _basis(name: str) -> tuple[str, float]:
    """Return the substance of a basis and the share of the element in its mass."""
    text = external(name)
    key, _, element = text.partition(" as ")
    if key.startswith("CO2e"):
        raise UnitError(f"{key} has no basis")
    item = substance(key.replace("_", " ")) if key not in substances() else substances()[key]
    return item.key, dict(item.elements)[element] if element else 1.0


def _differ(left: Mapping[str, Any], right: Mapping[str, Any], verb: str) -> str:
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
