"""Figures of a product and the units they are carried in.

All figures of one product are brought to one coherent set of units (t, GJ, m3, km ...), so that their
numbers can be multiplied. Heat on the gross heating value and gas at a reference state are units of
their own: nothing turns into another of these without a figure that says how.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations

from zzcarbon.factors.model import FactorRow
from zzcarbon.units import canonical, conversion_factor, dimension, scale

__all__ = ["GROSS", "Coherent", "Figure", "bridge", "coherent"]

GROSS = "GJ (GCV)"
"""Heat on the gross heating value."""

_BASE_UNITS = ("t", "GJ", "m3", "km", "m2")
_GAS = "m3_0C"


@dataclass(frozen=True, slots=True)
class Coherent:
    """A unit as a number times a ratio of coherent units."""

    factor: float
    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a product.

    Attributes
    ----------
    name, symbol : str
        What it is, and its symbol in the equation.
    value : float or None
        The number in its printed unit; None if it is measured, row by row.
    unit : str
        The printed unit.
    coherent : Coherent
        The same unit in coherent units.
    row : FactorRow or None
        Row of the database; None if it is measured.
    column : str
        Column of the measured value.
    """

    name: str
    symbol: str
    value: float | None
    unit: str
    coherent: Coherent
    row: FactorRow | None = None
    column: str = ""

    @property
    def number(self) -> float:
        """The number in coherent units; for a measured figure that of its unit."""
        return (1.0 if self.value is None else self.value) * self.coherent.factor


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
    Coherent(factor=1e-06, numerator='t', denominator='GJ')
    >>> coherent("GJ/(10^4 m3)", gas_state="m3_20C")
    Coherent(factor=0.0001, numerator='GJ', denominator='m3_20C')
    """
    parts = _split(unit)
    factor, numerator = _base(parts[0], gas_state, gross=gross)
    denominators = []
    for part in parts[1:]:
        number, base = _base(part, gas_state, gross=gross)
        factor /= number
        denominators.append(base)
    return Coherent(factor, numerator, " ".join(denominators))


def bridge(start: str, goal: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...] | None:
    """Return the fewest figures that lead from one unit to another, or None.

    A heating value leads from t to GJ, a density from m3 to t.

    Examples
    --------
    >>> bridge("GJ", "GJ", ())
    ()
    """
    for length in range(len(figures) + 1):
        for path in permutations(figures, length):
            unit = start
            for figure in path:
                unit = figure.coherent.numerator if figure.coherent.denominator == unit else ""
            if unit == goal:
                return path
    return None


def _split(unit: str) -> list[str]:
    """Split a unit at the slashes that stand outside parentheses."""
    parts, depth = [""], 0
    for character in unit:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "/" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip().removeprefix("(").removesuffix(")") for part in parts]


def _base(part: str, gas_state: str, *, gross: bool) -> tuple[float, str]:
    if part in {"", "1"}:
        return 1.0, ""
    found = dimension(part)
    if found == dimension(_GAS):
        base = gas_state or _GAS
        return conversion_factor(part, base), base
    for base in _BASE_UNITS:
        if found == dimension(base):
            factor = conversion_factor(part, base)
            if base == "GJ" and gross:
                return factor, GROSS
            return factor, (gas_state or base) if base == "m3" else base
    if found == dimension("1"):
        return conversion_factor(part, "1"), ""
    return scale(part), canonical(part)
