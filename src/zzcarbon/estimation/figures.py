"""Figures of a product and the units they are carried in.

All figures of one product are brought to coherent units, so that their numbers can be multiplied and their units
must cancel down to a mass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from zzcarbon.coherent_units import Coherent, Powers
from zzcarbon.factors.model import FactorRow

__all__ = ["MASS", "YEARLY_MASS", "Figure", "bridge"]

MASS: Powers = (("t", 1),)
"""What the units of a product come to."""

YEARLY_MASS: Powers = (("a", -1), ("t", 1))
"""What they come to where the factor is per year."""


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


def bridge(
    given: Iterable[Coherent], figures: tuple[Figure, ...], goals: tuple[Powers, ...]
) -> tuple[Figure, ...] | None:
    """Return the fewest figures with which the units come to one of the goals, or None.

    A heating value leads from t to GJ, a density from m3 to t.

    Examples
    --------
    >>> from zzcarbon.coherent_units import coherent
    >>> bridge((coherent("GJ"), coherent("t/GJ")), (), (MASS,))
    ()
    """
    product = tuple(part.powers for part in given)
    for length in range(len(figures) + 1):
        for chosen in combinations(figures, length):
            if _product((*product, *(figure.coherent.powers for figure in chosen))) in goals:
                return chosen
    return None


@lru_cache(4096)
def _product(parts: tuple[Powers, ...]) -> Powers:
    powers: Counter[str] = Counter()
    for part in parts:
        for base, power in part:
            powers[base] += power
    return tuple(sorted((base, power) for base, power in powers.items() if power))
