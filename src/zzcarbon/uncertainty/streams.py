"""Random streams: one for each figure, keyed by its name, so that no other figure changes it."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import DataError, shown
from zzcarbon.uncertainty.leaves import NORMAL_95, PRESERVED, Leaves

__all__ = ["FigureStream", "check_draws", "check_preserved", "figure_draws", "stream"]

MOST_DRAWS = 10_000_000
"""One sum with its draws is held at once, 8 byte each."""

Array = NDArray[np.float64]


def stream(name: str, seed: int) -> np.random.Generator:
    """Return the stream of a name under a master seed.

    Parameters
    ----------
    name : str
        Name of a figure, an activity source, a group.
    seed : int
        Master seed, zero or more.

    Raises
    ------
    DataError
        The seed is no whole number of zero or more.

    Notes
    -----
    The seed sequence is the master seed and 128 bits of the name (BLAKE2b); the generator is PCG64. Same numpy, same
    name, same seed: the same draws, whatever else is drawn. One integer seed for all figures would make them
    perfectly correlated.

    Examples
    --------
    >>> one, again, other = (stream(name, 7).standard_normal() for name in ("EF coal", "EF coal", "EF gas"))
    >>> one == again, one == other
    (True, False)
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise DataError(f"a seed is a whole number of zero or more, not {shown(seed)}")
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    words = np.frombuffer(digest, "<u4").tolist()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([int(seed), *words])))


class FigureStream:
    """The draws of one figure, in order, however they are asked for.

    Parameters
    ----------
    leaves : Leaves
        Figures with a distribution each.
    at : int
        Which of them.
    seed : int
        Master seed.
    preserve : {"mean", "median", "bounds"}
        What a lognormal keeps.
    """

    def __init__(self, leaves: Leaves, at: int, seed: int, preserve: str) -> None:
        self._value = float(leaves.values[at])
        self._low, self._high = float(leaves.lower[at]), float(leaves.upper[at])
        self._kind = str(leaves.distributions[at]) if leaves.bounded[at] and self._low < self._high else "fixed"
        self._preserve = preserve
        self._random = stream(str(leaves.names[at]), seed)
        self._kept = np.zeros(0)

    def take(self, count: int) -> Array:
        """Return the next draws [unit of the figure], shape (count,)."""
        low, high, value, random = self._low, self._high, self._value, self._random
        if self._kind == "fixed":
            return np.full(count, value)
        if self._kind == "uniform":
            return random.uniform(low, high, count)
        if self._kind == "triangular":
            return random.triangular(low, value, high, count)
        if self._kind == "truncated":
            return self._truncated(count)
        if self._kind == "lognormal":
            return self._lognormal(count)
        made: Array = value + random.standard_normal(count) * ((high - low) / (2 * NORMAL_95))
        return made

    def _lognormal(self, count: int) -> Array:
        """Spread from the ratio of the bounds; a negative figure is mirrored."""
        sign = 1.0 if self._value > 0 else -1.0
        near, far = sorted((sign * self._low, sign * self._high))
        spread = np.log(far / near) / (2 * NORMAL_95)
        middle = np.log(sign * self._value)
        middle = {"mean": middle - spread**2 / 2, "median": middle, "bounds": np.log(far * near) / 2}[self._preserve]
        made: Array = self._random.standard_normal(count)
        made *= spread
        made += middle
        np.exp(made, out=made)
        return sign * made

    def _truncated(self, count: int) -> Array:
        """Leave out draws on the other side of zero; what is over stays for the next call."""
        sign = 1.0 if self._value >= 0 else -1.0
        deviation = (self._high - self._low) / (2 * NORMAL_95)
        parts = [self._kept]
        while sum(map(len, parts)) < count:
            drawn = self._value + deviation * self._random.standard_normal(1024)
            parts.append(drawn[sign * drawn >= 0])
        every = np.concatenate(parts)
        self._kept = every[count:]
        return every[:count]


def figure_draws(leaves: Leaves, name: str, *, draws: int, seed: int, preserve: str = "mean") -> Array:
    """Return the draws of one figure: those that any Monte Carlo run with this seed takes.

    Parameters
    ----------
    leaves : Leaves
        Figures with a distribution each (see `Leaves.with_distributions`).
    name : str
        Which of them.
    draws : int
        Number of draws, two or more.
    seed : int
        Master seed.
    preserve : {"mean", "median", "bounds"}
        What a lognormal keeps.

    Raises
    ------
    DataError
        The figure is not there, or draws, seed or ``preserve`` are wrong.
    """
    check_draws(draws)
    check_preserved(preserve)
    places = np.flatnonzero(leaves.names == name)
    if not len(places):
        raise DataError(f"there is no figure {shown(name)} among {len(leaves.names)}")
    return FigureStream(leaves, int(places[0]), seed, preserve).take(draws)


def check_draws(draws: int) -> None:
    """Refuse fewer than two draws, and more than memory holds for one sum."""
    if isinstance(draws, bool) or not isinstance(draws, (int, np.integer)) or draws < 2:
        raise DataError(f"draws is a whole number of two or more (10,000 in practice), not {shown(draws)}")
    if draws > MOST_DRAWS:
        raise DataError(f"draws are {MOST_DRAWS:,} at most (10,000 in practice), not {draws:,}")


def check_preserved(preserve: str) -> None:
    """Refuse a word that is none of those of a lognormal."""
    if preserve not in PRESERVED:
        raise DataError(f"a lognormal preserves {', '.join(map(repr, PRESERVED))}, not {shown(preserve)}")
