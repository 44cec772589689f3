"""Propagation of errors: first order by figure, exact moments of products that share figures, and in general."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError
from zzcarbon.uncertainty.correlation import check_correlation
from zzcarbon.uncertainty.leaves import NORMAL_95
from zzcarbon.uncertainty.sums import Sums, scale_sums, subtract

__all__ = [
    "Change",
    "Spread",
    "exact_half_widths",
    "first_order",
    "propagate",
    "relative_change",
    "relative_half_width",
]

Array = NDArray[np.float64]

_SMALL = 24
_JOINED = 1 << 18
_DENSE = 4000


@dataclass(frozen=True)
class Spread(ResultCard):
    """Half-widths of the 95 % intervals of sums.

    Attributes
    ----------
    emission : ndarray, shape (g,)
        The sums. [unit of the sum]
    below, above : ndarray, shape (g,)
        Half-widths. [unit of the sum]
    relative : ndarray, shape (g,)
        Larger half-width over the absolute sum; NaN where the sum is a net of both signs and not told from zero. [1]
    unbounded : ndarray, shape (g,)
        Share of the absolute sum that rests on a figure without bounds. [1]
    """

    emission: Array
    below: Array
    above: Array
    relative: Array
    unbounded: Array


@dataclass(frozen=True)
class Change(ResultCard):
    """Relative change of sums between two inventories, with the half-widths of its 95 % interval.

    Attributes
    ----------
    change : ndarray, shape (g,)
        Later over earlier sum, less one; NaN where the earlier is zero. [1]
    below, above : ndarray, shape (g,)
        Half-widths. [1]
    """

    change: Array
    below: Array
    above: Array


def first_order(sums: Sums) -> Spread:
    r"""Propagate half-widths to first order; each figure is one error, however often it is used.

    Parameters
    ----------
    sums : Sums
        Sums of products; figures without bounds count as exact (see `Spread.unbounded`).

    Notes
    -----
    .. math::

        U_g^2 = \sum_k \Big( \sum_l E_{gl}\, p_{lk} \Big)^2 u_k^2
              + \sum_s \Big( \sum_l c_l \sum_{r \in s} a_r u_r \Big)^2 + \sum_r (c\, a_r u_r)^2

    Sides are propagated apart: where a sum falls when a figure rises, the figure's upper side is the sum's lower
    one. It is a practice (Swiss tool, EDGAR), not a distribution. First order holds for half-widths below about
    60 %. Source: Danish annex 6 (three tables reproduced); Solazzo 2021; PBL guidance (limit).
    """
    below, above = sums.leaves.half_widths()
    bounded = sums.leaves.bounded
    below, above = np.where(bounded, below, 0.0), np.where(bounded, above, 0.0)
    group, leaf, change = sums.derivatives()
    rises = change >= 0
    down = (change * np.where(rises, below[leaf], above[leaf])) ** 2
    up = (change * np.where(rises, above[leaf], below[leaf])) ** 2
    source_group, _, source_change = sums.source_derivatives()
    shared = np.bincount(source_group, source_change**2, minlength=sums.count) + sums.alone
    low = np.sqrt(np.bincount(group, down, minlength=sums.count) + shared)
    high = np.sqrt(np.bincount(group, up, minlength=sums.count) + shared)
    emission = sums.emissions
    return Spread(emission, low, high, relative_half_width(sums, emission, np.maximum(low, high)), _unbounded(sums))


def exact_half_widths(sums: Sums) -> Array:
    r"""Return 1.96 deviations of sums by the exact moments of products with shared figures.

    Parameters
    ----------
    sums : Sums
        Sums of products.

    Returns
    -------
    ndarray, shape (g,)
        [unit of the sum]

    Notes
    -----
    .. math:: \operatorname{Cov}(i, j) = E_i E_j \Big[ \prod_{k} (1 + CV_k^2)^{p_{ik} p_{jk}} - 1 \Big]

    Exact for positive independent figures of any distribution where powers are one, else for lognormals around the
    stated product; CV by `Leaves.variations`. Source: identity (rules 1.7, 1.8).
    """
    errors = sums.errors
    width = max(len(errors.names), 1)
    cells, cell = np.unique(errors.group * width + errors.source, return_inverse=True)
    base = sums.amount * sums.value[sums.line]
    shared = errors.amount * sums.value[errors.line] / NORMAL_95
    used, place = np.unique(np.concatenate((sums.line, errors.line)), return_inverse=True)
    if len(used) <= _DENSE:
        exponent = _shared_exponents(sums, used, 0, len(used))
        split = len(sums.line)
        of_lines = _pair_sums(sums.group, place[:split], base, np.expm1(exponent), sums.count)
        of_sources = _pair_sums(cell, place[split:], shared, np.exp(exponent), len(cells))
    else:
        of_lines = _pair_sums_by_blocks(sums, sums.group, sums.line, base, sums.count, less=True)
        of_sources = _pair_sums_by_blocks(sums, cell, errors.line, shared, len(cells), less=False)
    variance = sums.alone / NORMAL_95**2 + of_lines
    variance += np.bincount(cells // width, of_sources, minlength=sums.count)
    made: Array = NORMAL_95 * np.sqrt(np.maximum(variance, 0.0))
    return made


def relative_change(later: Sums, earlier: Sums) -> Change:
    r"""Return the relative change between two inventories, to first order; shared figures cancel.

    Parameters
    ----------
    later, earlier : Sums
        As many sums each, in the same order.

    Notes
    -----
    .. math:: d\frac{E_t}{E_0} = \frac{dE_t}{E_0} - \frac{E_t}{E_0^2}\, dE_0

    Source: identity; a factor that both years share in every line has no effect at all.
    """
    now, then = later.emissions, earlier.emissions
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(then == 0, np.nan, now / then)
        inverse = np.where(then == 0, np.nan, 1 / then)
    known = np.isfinite(ratio)
    weights = np.where(known, inverse, 0.0), np.where(known, ratio * inverse, 0.0)
    spread = first_order(subtract(scale_sums(later, weights[0]), scale_sums(earlier, weights[1])))
    return Change(ratio - 1, np.where(known, spread.below, np.nan), np.where(known, spread.above, np.nan))


def propagate(jacobian: ArrayLike, deviations: ArrayLike, *, correlation: ArrayLike | None = None) -> Array:
    r"""Return the covariance of results from the deviations of their inputs.

    Parameters
    ----------
    jacobian : array_like, shape (m, n)
        Derivatives of m results by n inputs.
    deviations : array_like, shape (n,)
        Standard deviations (or half-widths, for half-widths) of the inputs.
    correlation : array_like, shape (n, n), optional
        Correlation of the inputs; independent if left out.

    Returns
    -------
    ndarray, shape (m, m)
        Covariance of the results.

    Raises
    ------
    DataError
        A deviation is negative, shapes do not fit, or the correlation is no correlation matrix.

    Notes
    -----
    .. math:: C_y = J\, \operatorname{diag}(u)\, R\, \operatorname{diag}(u)\, J^T

    Source: GUM, example H.2.

    Examples
    --------
    >>> propagate([[1.0, -1.0]], [0.3, 0.3], correlation=[[1.0, 1.0], [1.0, 1.0]]).tolist()
    [[0.0]]
    """
    derivative, spread = np.atleast_2d(np.asarray(jacobian, float)), np.asarray(deviations, float)
    if spread.ndim != 1 or derivative.shape[1] != len(spread):
        raise DataError(f"derivatives of shape {derivative.shape} do not fit {spread.size} deviations")
    if not (spread >= 0).all() or not np.isfinite(derivative).all():
        raise DataError("deviations are numbers of zero or more, derivatives are finite")
    scaled = derivative * spread
    if correlation is None:
        made: Array = scaled @ scaled.T
    else:
        made = scaled @ check_correlation(correlation, len(spread)) @ scaled.T
    return made


def relative_half_width(sums: Sums, emission: Array, half: Array) -> Array:
    """Return half-widths over absolute sums [1]; NaN for a net of both signs that is not told from zero."""
    parts = sums.amount * sums.value[sums.line]
    gross = np.bincount(sums.group, np.abs(parts), minlength=sums.count)
    mixed = gross > np.abs(emission) * (1 + 1e-12)
    empty = (emission == 0) | (mixed & (half >= np.abs(emission)))
    made: Array = np.divide(half, np.abs(emission), out=np.full(sums.count, np.nan), where=~empty)
    return made


def _unbounded(sums: Sums) -> Array:
    """Return the share of the absolute sum that rests on a figure without bounds."""
    lacks = np.zeros(len(sums.value), bool) if sums.measured is None else sums.measured.copy()
    open_figure = ~sums.leaves.bounded & (sums.leaves.kinds != "gwp")
    lacks[sums.leaf_line[open_figure[sums.leaf]]] = True
    parts = np.abs(sums.amount * sums.value[sums.line])
    gross = np.bincount(sums.group, parts, minlength=sums.count)
    without = np.bincount(sums.group, parts * lacks[sums.line], minlength=sums.count)
    made: Array = np.divide(without, gross, out=np.zeros(sums.count), where=gross > 0)
    return made


def _shared_exponents(sums: Sums, lines: NDArray[np.int64], first: int, last: int) -> Array:
    """Return the sum of p p ln(1 + CV^2) over the figures that two lines both use, of some lines with all of them."""
    logarithm = np.log1p(sums.leaves.variations() ** 2)
    rows, places = sums.spread_entries(lines)
    leaf, power = sums.leaf[places], sums.power[places]
    varying = logarithm[leaf] > 0
    rows, leaf, power = rows[varying], leaf[varying], power[varying]
    made = np.zeros((last - first, len(lines)))
    order = np.argsort(leaf, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(leaf[order])) + 1) if len(order) else ():
        weights = np.bincount(rows[part], power[part], minlength=len(lines))
        mine = np.unique(rows[part])
        inside = mine[(mine >= first) & (mine < last)]
        made[np.ix_(inside - first, mine)] += np.outer(weights[inside], weights[mine]) * logarithm[leaf[part[0]]]
    return made


def _pair_sums(group: NDArray[np.int64], line: NDArray[np.int64], value: Array, matrix: Array, count: int) -> Array:
    """Return by group the double sum of value x value x matrix entry over its lines, shape (count,).

    Small groups are joined with themselves all at once, large ones are one product of matrices each.
    """
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group, minlength=count)
    starts = np.cumsum(sizes) - sizes
    made = np.zeros(count)
    for at in np.flatnonzero(sizes > _SMALL).tolist():
        mine = order[starts[at] : starts[at] + sizes[at]]
        made[at] = float(value[mine] @ matrix[np.ix_(line[mine], line[mine])] @ value[mine])
    entries = order[sizes[group[order]] <= _SMALL]
    for start in range(0, len(entries), _JOINED):
        first = entries[start : start + _JOINED]
        each = sizes[group[first]]
        one = np.repeat(first, each)
        offset = np.arange(len(one)) - np.repeat(np.cumsum(each) - each, each)
        two = order[starts[group[one]] + offset]
        made += np.bincount(group[one], value[one] * value[two] * matrix[line[one], line[two]], minlength=count)
    return made


def _pair_sums_by_blocks(
    sums: Sums, group: NDArray[np.int64], line: NDArray[np.int64], value: Array, count: int, *, less: bool
) -> Array:
    """Return the double sums of groups of many lines, a block of the matrix of all pairs at a time."""
    made = np.zeros(count)
    order = np.argsort(group, kind="stable")
    for mine in np.split(order, np.flatnonzero(np.diff(group[order])) + 1) if len(order) else ():
        lines, place = np.unique(line[mine], return_inverse=True)
        whole = np.bincount(place, value[mine], minlength=len(lines))
        for first in range(0, len(lines), _DENSE // 4):
            last = min(first + _DENSE // 4, len(lines))
            exponent = _shared_exponents(sums, lines, first, last)
            moment = np.expm1(exponent) if less else np.exp(exponent)
            made[group[mine[0]]] += float(whole[first:last] @ moment @ whole)
    return made
