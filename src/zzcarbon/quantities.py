"""Quantities that know their substance; the only module that imports pint.

The registry is our own: every substance is a dimension, so a tonne of CO2 cannot be added to a tonne of
NOx; year, month and day do not convert into each other; gas volumes at 0 and 20 degC are an amount of
gas, plain m3 are a volume. Spellings are checked by `zzcarbon.spelling` before pint is asked anything;
factors and dimensions of units, without a number, are in `zzcarbon.units`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
import pint
from pint.util import UnitsContainer

from zzcarbon.door import guarded
from zzcarbon.errors import UnitError, require, shown
from zzcarbon.printing import SUBSTANCE, TENS, external, gwp_words, internal, number_text, printed
from zzcarbon.resources import data_path
from zzcarbon.spelling import parse_number
from zzcarbon.unit_words import PREFIXES, words
from zzcarbon.units import unit_powers, units_differ
from zzcarbon.vocabulary.substances import substance, substances

if TYPE_CHECKING:
    from pint.registry import Quantity as _PintQuantity
else:
    _PintQuantity = pint.UnitRegistry.Quantity

_MOST_TENS = 16
"""Powers of ten that a unit may hold."""

__all__ = ["Quantity", "convert", "quantity", "substance_of"]


class Quantity(_PintQuantity):  # type: ignore[type-arg]  # generic for checkers only
    """A number with a unit and, where it has one, a substance.

    Made by `quantity`. Prints field names (``283.8 t CO2``), and ``quantity(str(q)) == q``. A total under which
    nothing was estimated is NaN and prints as ``NE t CO2``.
    """

    def __new__(cls, value: Any, units: Any = None) -> Self:
        """Make it as `quantity` does where a text is given: pint reads powers without end, knots and US tons."""
        if isinstance(value, str) or isinstance(units, str):
            return cast("Self", quantity(value, units))
        return cast("Self", super().__new__(cls, value, units))

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
        if np.ndim(magnitude) == 0 and np.isnan(magnitude):
            number = "NE"
        else:
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
            The dimensions differ: another substance, another basis, or volume for mass; or the unit holds a number
            that is no power of ten.

        Examples
        --------
        >>> quantity("12 万吨 NOx").to("kg NOx").magnitude
        120000000.0
        >>> print(quantity("120000 t NOx").to("万吨"))
        12.0 10^4 t NOx
        """
        factor, target = _target(other, self)
        try:
            changed = super().to(target)
        except pint.DimensionalityError as error:
            raise UnitError(units_differ(self._units, target, "convert")) from error
        if factor == 1:
            return changed
        return cast("Self", _made(changed.magnitude / factor, target * _power_of_ten(factor, other)))

    def __add__(self, other: object) -> Any:
        return self._checked("add", super().__add__, other)

    __radd__ = __add__

    def __sub__(self, other: object) -> Any:
        return self._checked("subtract", super().__sub__, other)

    def __rsub__(self, other: object) -> Any:
        return self._checked("subtract", super().__rsub__, other)

    def compare(self, other: object, op: object) -> Any:
        """Compare with another quantity of the same dimension."""
        return self._checked("compare", lambda right: super(Quantity, self).compare(right, op), other)

    def _checked(self, verb: str, operation: Any, other: Any) -> Any:
        try:
            return operation(other)
        except pint.DimensionalityError as error:
            right = other._units if isinstance(other, pint.Quantity) else UnitsContainer()
            raise UnitError(units_differ(self._units, right, verb)) from error

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
    for name in dict.fromkeys(names):
        registry.define(f"{name} = [{name}]")
    for power in range(1, _MOST_TENS + 1):
        registry.define(f"{TENS}{power} = 1e{power}")
    for word in sorted(words().values(), key=lambda word: word.name):
        if word.prefix and word.name not in registry._units:
            registry.define(f"{word.name} = {PREFIXES[word.prefix]!r} * {word.unit}")
    return registry


@guarded
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
    factor, container = _container(unit or "1")
    return _made(number * factor if factor != 1 else number, container)


@guarded
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
    require(value, pint.Quantity, "zc.quantity(...)")
    _, wanted = _container(basis)
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


def substance_of(value: Quantity) -> str:
    """Return the substance of a quantity as it is printed, or an empty text.

    Examples
    --------
    >>> substance_of(quantity("2 t CO2 as C"))
    'CO2 as C'
    """
    require(value, pint.Quantity, "zc.quantity(...)")
    return " ".join(external(name) for name in value._units if name.startswith(SUBSTANCE))


def _finite(value: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating | np.ndarray):
        raise UnitError(f"{shown(value)} is not a number", text=value)
    number = np.asarray(value, float) if isinstance(value, np.ndarray) else float(value)
    if not np.all(np.isfinite(number)):
        raise UnitError(f"{shown(value)} is not a finite number", text=value)
    return number


@lru_cache(maxsize=65_536)
def _container(unit: str) -> tuple[float, UnitsContainer]:
    factor, powers = unit_powers(unit)
    return factor, UnitsContainer(powers)


def _made(number: Any, container: Mapping[str, Any]) -> Quantity:
    if not np.all(np.isfinite(number)):
        raise UnitError(f"the result {shown(number)} is not finite")
    made: Quantity = _registry().Quantity(number, UnitsContainer(container))
    return made


def _restored(number: object, powers: dict[str, Any]) -> Quantity:
    """Rebuild a pickled quantity in this process's registry."""
    restored: Quantity = _registry().Quantity(number, UnitsContainer(powers))
    return restored


def _target(other: object, value: Quantity) -> tuple[float, UnitsContainer]:
    """Return the unit to convert to; a substance that is left out is that of the quantity."""
    if isinstance(other, pint.Quantity | pint.Unit):
        return 1.0, other._units
    if isinstance(other, UnitsContainer):  # what pint itself asks for
        return 1.0, other
    factor, container = _container(str(other))
    if any(name.startswith(SUBSTANCE) for name in container):
        return factor, container
    own = {name: power for name, power in value._units.items() if name.startswith(SUBSTANCE)}
    return factor, container * UnitsContainer(own)


def _power_of_ten(factor: float, unit: object) -> UnitsContainer:
    """Return the number in a unit as a unit, so that it is printed and goes on into sums."""
    power = round(math.log10(factor))
    if abs(power) > _MOST_TENS or not math.isclose(10.0**power, factor, rel_tol=1e-12):
        raise UnitError(f"the unit {shown(unit)} holds a number that is no power of ten: convert without it", text=unit)
    return UnitsContainer({f"{TENS}{abs(power)}": 1 if power > 0 else -1})


def _basis(name: str) -> tuple[str, float]:
    """Return the substance of a basis and the share of the element in its mass."""
    text = external(name)
    key, _, element = text.partition(" as ")
    if key.startswith("CO2e"):
        raise UnitError(f"{key} has no basis")
    item = substance(key.replace("_", " ")) if key not in substances() else substances()[key]
    return item.key, dict(item.elements)[element] if element else 1.0
