"""Monte Carlo: draws of sums of products with shared figures, in blocks, with one stream per figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zzcarbon.document.result_card import ResultCard
from zzcarbon.uncertainty.leaves import NORMAL_95
from zzcarbon.uncertainty.streams import FigureStream, check_draws, check_preserved, stream
from zzcarbon.uncertainty.sums import Sums

__all__ = ["BLOCK", "HELD", "Drawn", "draw_sums", "monte_carlo"]

Array = NDArray[np.float64]

BLOCK = 1024
"""Draws that are composed at once; a fixed number, so that how many are asked for changes no figure."""

HELD = 2**24
"""Numbers (sums x draws) that are held at once, 128 MB; more sums are drawn again from the same streams."""


@dataclass(frozen=True)
class Drawn(ResultCard):
    """What draws say about sums; each of shape (g,).

    Attributes
    ----------
    mean, median, lower, upper : ndarray
        Mean, median, 2.5 and 97.5 %. [unit of the sum]
    draws, seed : int
        Number of draws and master seed.
    """

    mean: Array
    median: Array
    lower: Array
    upper: Array
    draws: int
    seed: int


def monte_carlo(sums: Sums, *, draws: int, seed: int, preserve: str = "mean") -> Drawn:
    """Return mean, median and the 95 % interval of sums from draws.

    Parameters
    ----------
    sums : Sums
        Sums whose figures have a distribution each (see `Leaves.with_distributions`); those without bounds stay.
    draws : int
        Number of draws, two or more; 10,000 in practice.
    seed : int
        Master seed; each figure has the stream of its name.
    preserve : {"mean", "median", "bounds"}
        What a lognormal keeps.

    Raises
    ------
    DataError
        ``draws``, ``seed`` or ``preserve`` are wrong.

    Notes
    -----
    Figures by their distributions; an activity source by one normal that its rows share; rows without source by one
    normal per sum with the summed variance. Source: UK inventory 1998, ch. 2 (10,000 draws); streams by name:
    equinor/semeio#931.
    """
    made = np.empty((4, sums.count))
    for groups, values in draw_sums(sums, draws=draws, seed=seed, preserve=preserve):
        made[0, groups] = values.mean(axis=1)
        made[1:, groups] = _quantiles(values, (0.5, 0.025, 0.975))
    return Drawn(made[0], made[1], made[2], made[3], int(draws), int(seed))


def draw_sums(
    sums: Sums, *, draws: int, seed: int, preserve: str = "mean"
) -> Iterator[tuple[NDArray[np.int64], Array]]:
    """Yield draws of some sums at a time.

    Parameters
    ----------
    sums, draws, seed, preserve
        As in `monte_carlo`.

    Yields
    ------
    tuple of ndarray
        Positions of the sums, and their draws, shape (sums, draws). [unit of the sum]
    """
    check_draws(draws)
    check_preserved(preserve)
    size = max(1, HELD // int(draws))
    for start in range(0, sums.count, size):
        groups = np.arange(start, min(start + size, sums.count))
        yield groups, _drawn(sums, start, len(groups), int(draws), seed, preserve)


def _drawn(sums: Sums, start: int, count: int, draws: int, seed: int, preserve: str) -> Array:
    """Return the draws of consecutive sums."""
    plan = _plan(sums, start, count)
    streams = [FigureStream(sums.leaves, at, seed, preserve) for at in plan.figures]
    sources = [stream(f"activity:{name}", seed) for name in plan.sources]
    made = np.empty((count, draws))
    for first in range(0, draws, BLOCK):
        width = min(BLOCK, draws - first)
        block = np.empty((len(streams), BLOCK))
        for at, figure in enumerate(streams):
            block[at] = figure.take(BLOCK)
        block /= sums.leaves.values[plan.figures][:, None]
        lines = plan.compose(block)
        if sources:
            shared = np.stack([source.standard_normal(BLOCK) for source in sources])
            lines = np.concatenate((lines, lines[plan.error_line] * shared[plan.error_source]))
        made[:, first : first + width] = (plan.amounts @ lines)[:, :width]
    deviation = np.sqrt(sums.alone[start : start + count]) / NORMAL_95
    for at in np.flatnonzero(deviation).tolist():
        name = sums.names[start + at] if sums.names else str(start + at)
        made[at] += deviation[at] * stream(f"rows:{name}", seed).standard_normal(draws)
    return made


@dataclass(frozen=True)
class _Plan:
    """How lines are composed of figures, and sums of lines."""

    figures: NDArray[np.int64]
    powered: list[tuple[int, float]]
    slots: list[tuple[NDArray[np.int64], NDArray[np.int64]]]
    value: Array
    sources: list[str]
    error_line: NDArray[np.int64]
    error_source: NDArray[np.int64]
    amounts: Array

    def compose(self, block: Array) -> Array:
        """Return the lines of a block of figures over their values, shape (lines, draws)."""
        table = (
            np.stack([block[at] if power == 1 else block[at] ** power for at, power in self.powered])
            if self.powered
            else block
        )
        made = np.repeat(self.value[:, None], block.shape[1], axis=1)
        for rows, figures in self.slots:
            if len(rows) == len(made):
                made *= table[figures]
            else:
                made[rows] *= table[figures]
        return made


def _plan(sums: Sums, start: int, count: int) -> _Plan:
    """Gather the lines, figures and sources that some sums need."""
    inside = (sums.group >= start) & (sums.group < start + count)
    errors = sums.errors
    within = (errors.group >= start) & (errors.group < start + count)
    lines, place = np.unique(np.concatenate((sums.line[inside], errors.line[within])), return_inverse=True)
    split = int(inside.sum())
    rows, places = sums.spread_entries(lines)
    varying = sums.leaves.bounded[sums.leaf[places]]
    rows, places = rows[varying], places[varying]
    figures, column = np.unique(sums.leaf[places], return_inverse=True)
    pairs, powered = np.unique(np.column_stack((column, sums.power[places])), axis=0, return_inverse=True)
    pair_code = powered.ravel()
    nth = np.arange(len(rows)) - np.searchsorted(rows, rows)
    slots = [(rows[nth == slot], pair_code[nth == slot]) for slot in range(int(nth.max(initial=-1)) + 1)]
    error_place = place[split:]
    error_pairs, error_column = np.unique(
        np.column_stack((error_place, errors.source[within])), axis=0, return_inverse=True
    )
    used, source = np.unique(error_pairs[:, 1], return_inverse=True)
    amounts = np.zeros((count, len(lines) + len(error_pairs)))
    np.add.at(amounts, (sums.group[inside] - start, place[:split]), sums.amount[inside])
    np.add.at(
        amounts, (errors.group[within] - start, len(lines) + error_column.ravel()), errors.amount[within] / NORMAL_95
    )
    return _Plan(
        figures,
        [(int(at), float(power)) for at, power in pairs],
        slots,
        sums.value[lines],
        [str(errors.names[at]) for at in used],
        error_pairs[:, 0].astype(np.int64),
        source.ravel(),
        amounts,
    )


def _quantiles(values: Array, shares: tuple[float, ...]) -> Array:
    """Return quantiles of each row, linear between draws; the rows are sorted in place."""
    values.sort(axis=1)
    count = values.shape[1]
    made = np.empty((len(shares), len(values)))
    for at, share in enumerate(shares):
        place = share * (count - 1)
        low = int(place)
        high = min(low + 1, count - 1)
        made[at] = values[:, low] + (place - low) * (values[:, high] - values[:, low])
    return made
