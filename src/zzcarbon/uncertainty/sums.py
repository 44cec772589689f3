"""Sums of products with shared figures: what an inventory is to the theory of errors."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import DataError
from zzcarbon.uncertainty.leaves import Leaves

__all__ = ["ActivityErrors", "Sums", "place_sums", "scale_sums", "subtract"]

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


_CANCELLED = 1e-13
"""What is left of parts that cancel, as a share of them, is rounding."""


@dataclass(frozen=True)
class ActivityErrors:
    """Errors of activity data that rows of one source share.

    Attributes
    ----------
    group, line, source : ndarray of int, shape (a,)
        Sum, line and source of each entry.
    amount : ndarray, shape (a,)
        Sum of amount times half-width over the rows. [unit of the amounts]
    names : ndarray of str
        Names of the sources.
    """

    group: Integers
    line: Integers
    source: Integers
    amount: Array
    names: NDArray[np.object_]

    @classmethod
    def none(cls) -> ActivityErrors:
        """Return no errors."""
        empty = np.zeros(0, np.int64)
        return cls(empty, empty, empty, np.zeros(0), np.zeros(0, object))


@dataclass(frozen=True)
class Sums:
    r"""Sums over lines of an amount times a product of figures.

    Attributes
    ----------
    count : int
        Number of sums, g.
    group, line : ndarray of int, shape (e,)
        Sum and line of each entry.
    amount : ndarray, shape (e,)
        Amount of each entry, with its sign. [unit of the amounts]
    value : ndarray, shape (l,)
        Value of each line: its constant times the product of its figures. [unit of the sum per amount]
    leaf_line, leaf : ndarray of int, shape (p,)
        Which figures a line is made of.
    power : ndarray, shape (p,)
        Power of the figure in the line.
    leaves : Leaves
        The figures.
    errors : ActivityErrors
        Errors of activity data by source.
    alone : ndarray, shape (g,)
        Sum of the squared half-widths of rows without source, at the values of the lines. [unit of the sum, squared]
    names : tuple of str
        Names of the sums, which key the streams of the errors without source; numbers if left out.
    measured : ndarray of bool, shape (l,), or None
        Lines whose amounts hold measured values of rows, which state no bounds.

    Notes
    -----
    .. math:: E_g = \sum_l A_{gl}\, c_l \prod_k x_k^{p_{lk}}
    """

    count: int
    group: Integers
    line: Integers
    amount: Array
    value: Array
    leaf_line: Integers
    leaf: Integers
    power: Array
    leaves: Leaves
    errors: ActivityErrors
    alone: Array
    names: tuple[str, ...] = ()
    measured: NDArray[np.bool_] | None = None

    @property
    def emissions(self) -> Array:
        """The sums at the stated values [unit of the sum]."""
        return np.bincount(self.group, self.amount * self.value[self.line], minlength=self.count).astype(float)

    def spread_entries(self, lines: Integers) -> tuple[Integers, Integers]:
        """Return for entries with these lines: positions of the entries and of their figures, one pair per figure."""
        order = np.argsort(self.leaf_line, kind="stable")
        counts = np.bincount(self.leaf_line, minlength=len(self.value))
        starts = np.concatenate(([0], np.cumsum(counts)[:-1])) if len(counts) else counts
        each = counts[lines]
        entries = np.repeat(np.arange(len(lines)), each)
        offset = np.arange(len(entries)) - np.repeat(np.cumsum(each) - each, each)
        return entries, order[starts[lines][entries] + offset]

    def derivatives(self) -> tuple[Integers, Integers, Array]:
        """Return sum, figure, and the change of the sum per relative change of the figure [unit of the sum]."""
        entries, places = self.spread_entries(self.line)
        change = (self.amount * self.value[self.line])[entries] * self.power[places]
        return _added(self.group[entries], self.leaf[places], len(self.leaves.names), change)

    def source_derivatives(self) -> tuple[Integers, Integers, Array]:
        """Return sum, source, and the change of the sum at the end of the source's interval [unit of the sum]."""
        errors = self.errors
        return _added(errors.group, errors.source, len(errors.names), errors.amount * self.value[errors.line])


def scale_sums(sums: Sums, factors: Array) -> Sums:
    """Return sums times a number each, without error of its own.

    Parameters
    ----------
    sums : Sums
        Sums of products.
    factors : ndarray, shape (g,)
        Number for each sum.
    """
    errors = replace(sums.errors, amount=sums.errors.amount * factors[sums.errors.group])
    return replace(sums, amount=sums.amount * factors[sums.group], errors=errors, alone=sums.alone * factors**2)


def place_sums(sums: Sums, places: Integers, names: tuple[str, ...]) -> Sums:
    """Return sums at other places: those of one place are added, -1 leaves one out, a place without entry is zero.

    Parameters
    ----------
    sums : Sums
        Sums of products.
    places : ndarray of int, shape (g,)
        Place of each sum.
    names : tuple of str
        Names of the places.
    """
    kept, mine = places[sums.group] >= 0, places[sums.errors.group] >= 0
    alone = np.zeros(len(names))
    np.add.at(alone, places[places >= 0], sums.alone[places >= 0])
    errors = ActivityErrors(
        places[sums.errors.group[mine]], sums.errors.line[mine], sums.errors.source[mine], sums.errors.amount[mine],
        sums.errors.names,
    )  # fmt: skip
    return replace(
        sums, count=len(names), group=places[sums.group[kept]], line=sums.line[kept], amount=sums.amount[kept],
        errors=errors, alone=alone, names=names,
    )  # fmt: skip


def subtract(first: Sums, second: Sums) -> Sums:
    """Return the difference of two lists of sums, figure by figure: what both share cancels.

    Parameters
    ----------
    first, second : Sums
        As many sums each, in the same order. Figures are the same where name, value and bounds are; sources where
        the name is; errors without source of two sums are the same where the sums and their squares are equal to the
        last digit (an inventory less itself), else they are independent.

    Raises
    ------
    DataError
        They are not as many.
    """
    if first.count != second.count:
        raise DataError(f"{first.count} sums cannot be compared with {second.count}")
    leaves, moved = _joined(first.leaves, second.leaves)
    sources = {name: at for at, name in enumerate(first.errors.names.tolist())}
    places = np.array([sources.setdefault(name, len(sources)) for name in second.errors.names.tolist()], np.int64)
    mine, theirs, shift = first.errors, second.errors, len(first.value)
    errors = ActivityErrors(
        np.concatenate((mine.group, theirs.group)),
        np.concatenate((mine.line, theirs.line + shift)),
        np.concatenate((mine.source, places[theirs.source] if len(places) else theirs.source)),
        np.concatenate((mine.amount, -theirs.amount)),
        np.array(list(sources), object),
    )
    same = (first.alone == second.alone) & (first.emissions == second.emissions)
    return Sums(
        first.count,
        np.concatenate((first.group, second.group)),
        np.concatenate((first.line, second.line + shift)),
        np.concatenate((first.amount, -second.amount)),
        np.concatenate((first.value, second.value)),
        np.concatenate((first.leaf_line, second.leaf_line + shift)),
        np.concatenate((first.leaf, moved[second.leaf] if len(moved) else second.leaf)),
        np.concatenate((first.power, second.power)),
        leaves,
        errors,
        np.where(same, 0.0, first.alone + second.alone),
        first.names,
    )


def _joined(first: Leaves, second: Leaves) -> tuple[Leaves, Integers]:
    """Return the figures of both, and the new place of each of the second."""
    facts = [
        list(
            zip(side.names.tolist(), map(repr, side.values), map(repr, side.lower), map(repr, side.upper), strict=True)
        )
        for side in (first, second)
    ]
    places = {fact: at for at, fact in enumerate(facts[0])}
    moved = np.array([places.setdefault(fact, len(places)) for fact in facts[1]], np.int64)
    new = np.flatnonzero(moved >= len(first.names))
    parts = ("values", "lower", "upper", "distributions", "kinds")
    taken = set(first.names.tolist())
    names = [name if name not in taken else f"{name} (other)" for name in second.names[new].tolist()]
    both = [np.concatenate((getattr(first, part), getattr(second, part)[new])) for part in parts]
    return Leaves(np.concatenate((first.names, np.array(names, object))), *both), moved


def _added(group: Integers, other: Integers, width: int, change: Array) -> tuple[Integers, Integers, Array]:
    """Add changes of the same pair."""
    pairs, place = np.unique(group * max(width, 1) + other, return_inverse=True)
    total = np.bincount(place, change, minlength=len(pairs)).astype(float)
    total[np.abs(total) <= _CANCELLED * np.bincount(place, np.abs(change), minlength=len(pairs))] = 0.0
    return pairs // max(width, 1), pairs % max(width, 1), total
