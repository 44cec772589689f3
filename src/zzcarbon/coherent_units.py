"""Coherent units: t, GJ, m3, km, h ... in which the figures of a product can be multiplied.

Heat on the gross heating value and gas at a reference state are units of their own: nothing turns into another of
these without a figure that says how.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from zzcarbon.spelling import parse_spelling
from zzcarbon.units import conversion_factor, dimension

__all__ = ["GROSS", "Coherent", "Powers", "coherent", "unit_text"]

GROSS = "GJ (GCV)"
"""Heat on the gross heating value."""

Powers = tuple[tuple[str, int], ...]

_GAS = "m3_0C"
_VOLUME, _AREA = 3, 2


@dataclass(frozen=True, slots=True)
class Coherent:
    """A unit as a number times powers of coherent units.

    Attributes
    ----------
    factor : float
        The number [1].
    powers : tuple of (str, int)
        Coherent units with their powers, in order of their names; none is zero.
    """

    factor: float
    powers: Powers

    def __str__(self) -> str:
        return unit_text(self.powers)


@cache
def coherent(unit: str, *, gas_state: str = "", gross: bool = False) -> Coherent:
    """Bring a unit to coherent units.

    Parameters
    ----------
    unit : str
        A unit without substance, for example ``"GJ/(10^4 m3)"``.
    gas_state : str
        ``"m3_0C"`` or ``"m3_20C"``: the state of the amount. Gas volumes are carried in it, and a
        plain m3 is taken as it.
    gross : bool
        Whether heat in this unit is on the gross heating value.

    Raises
    ------
    UnitError
        The unit is not known.

    Examples
    --------
    >>> coherent("kg/TJ")
    Coherent(factor=1e-06, powers=(('GJ', -1), ('t', 1)))
    >>> coherent("GJ/(10^4 m3)", gas_state="m3_20C")
    Coherent(factor=0.0001, powers=(('GJ', 1), ('m3_20C', -1)))
    >>> str(coherent("g/(kW h)"))
    't/GJ'
    """
    spelling = parse_spelling(unit)
    factor = spelling.scale
    powers: Counter[str] = Counter()
    for name, power in spelling.powers:
        number, bases = _base(name, power, gas_state, gross=gross)
        factor *= number
        for base, times in bases:
            powers[base] += times
    factor = float(f"{factor:.15g}")  # 1000 / 1000 is 1 again, whatever the order of the units
    return Coherent(factor, tuple(sorted((base, power) for base, power in powers.items() if power)))


def unit_text(powers: Powers) -> str:
    """Return coherent units as text.

    Examples
    --------
    >>> unit_text((("GJ", -1), ("t", 1)))
    't/GJ'
    """
    above = " ".join(_raised(base, power) for base, power in powers if power > 0)
    below = [_raised(base, -power) for base, power in powers if power < 0]
    if not below:
        return above or "1"
    joined = " ".join(below)
    return f"{above or '1'}/{f'({joined})' if len(below) > 1 else joined}"


def _raised(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


def _base(name: str, power: int, gas_state: str, *, gross: bool) -> tuple[float, Powers]:
    """Return one unit of a spelling, with its power, as a number and coherent units."""
    if name.startswith("substance:"):
        return 1.0, ((name.removeprefix("substance:"), power),)
    found = dimension(name)
    if found == dimension("km"):
        return _length(name, power, gas_state)
    heat = GROSS if gross else "GJ"
    volume = gas_state or "m3"
    kinds = {"t": "t", "GJ": heat, "m3": volume, "m2": "m2", "h": "h", _GAS: gas_state or _GAS}
    for unit, base in kinds.items():
        if found == dimension(unit):
            target = base if unit == _GAS else unit
            return conversion_factor(name, target) ** power, ((base, power),)
    if found == dimension("kW"):
        return conversion_factor(name, "GJ/h") ** power, ((heat, power), ("h", -power))
    if found == dimension("1"):
        return conversion_factor(name, "1") ** power, ()
    return 1.0, ((name, power),)


def _length(name: str, power: int, gas_state: str) -> tuple[float, Powers]:
    """Return a length, an area or a volume, by its power."""
    sign = 1 if power > 0 else -1
    if abs(power) == _VOLUME:
        return conversion_factor(f"{name}^3", "m3") ** sign, ((gas_state or "m3", sign),)
    if abs(power) == _AREA:
        return conversion_factor(f"{name}^2", "m2") ** sign, (("m2", sign),)
    return conversion_factor(name, "km") ** power, (("km", power),)
