"""Filling a yearly series: overlap, surrogate, interpolation, trend; every filled value says how it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.analysis.gaps import Gap, edge_value, find_gaps
from zzcarbon.analysis.reading import YearlySeries, read_series
from zzcarbon.document import message
from zzcarbon.errors import DataError, Problem, shown, warn

__all__ = ["RATIOS", "SplicingWarning", "splice"]

Array = NDArray[np.float64]
Technique = Literal["overlap", "surrogate", "interpolation", "trend"]

RATIOS: Mapping[str, Callable[[Array, Array], tuple[float, float]]] = {
    "mean": lambda new, old: (float(np.mean(new / old)), 0.0),
    "sums": lambda new, old: (float(new.sum() / old.sum()), 0.0),
    "least squares": lambda new, old: (float((new * old).sum() / (old * old).sum()), 0.0),
    "least squares, shifted": lambda new, old: _line(old, new),
}
"""Ways to compare two series over the years that both have: factor and shift."""


class SplicingWarning(UserWarning):
    """The yearly ratios of two series differ: there is no consistent relation between them."""


@dataclass
class _Filled:
    """The values that a technique gives, with what is kept of each."""

    series: YearlySeries
    values: Array
    function: list[str] = field(default_factory=list)
    factor: Array = field(default_factory=lambda: np.zeros(0))
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.function, self.text = [""] * len(self.values), [""] * len(self.values)
        self.factor = np.full(len(self.values), np.nan)

    def put(self, at: int, value: float, function: str, factor: float, text: str) -> None:
        """Set a value that was missing."""
        if np.isnan(value) or not np.isnan(self.series.values[at]) or self.series.notations[at]:
            return
        self.values[at], self.function[at], self.factor[at], self.text[at] = value, function, factor, text


def splice(
    series: object,
    *,
    by: Technique,
    with_: object = None,
    ratio: str | None = None,
    spread: float | None = None,
    points: int = 1,
    source: str = "",
) -> pd.DataFrame:
    r"""Fill the years without value of a series.

    Parameters
    ----------
    series : pandas.Series or mapping of int to float
        By year: numbers, blanks, notation keys. Numbers and notation keys stay as they are. Interpolation also
        fills years between the first and the last that are not listed.
    by : {"overlap", "surrogate", "interpolation", "trend"}
        Technique. Overlap: the other series times one ratio of the years that both have. Surrogate: the other
        series scaled at the edges of each gap, with the factor interpolated across an inner gap. Interpolation:
        a straight line across inner gaps. Trend: the straight line of the known years nearest to an outer gap.
    with_ : pandas.Series or mapping, optional
        The other series, for overlap and surrogate; its years are added.
    ratio : {"mean", "sums", "least squares", "least squares, shifted"}
        For overlap: mean of the yearly ratios, ratio of the sums, slope through the origin, or line with a shift.
        There is no default: they differ, and which of them the Guidelines mean could not be read.
    spread : float, optional
        For overlap: largest difference between the yearly ratios (largest over smallest less one) that counts as
        a consistent relation; beyond it the overlap is refused. Without it, differing ratios give a warning. [1]
    points : int
        For surrogate: years of the straight line whose value at the edge is scaled (1: the edge year itself;
        primap2 takes 10). For trend: years of the line, 2 or more.
    source : str
        Where the other series comes from; kept with each value.

    Returns
    -------
    pandas.DataFrame
        By year: ``value``, ``notation``, ``function`` (empty where the value was given), ``factor`` [1], ``text``
        (years and factor in words), ``source``. A year that no technique reaches stays blank.

    Raises
    ------
    DataError
        A year stands twice, ``ratio`` is missing, the series have no year in common, a factor is negative or a
        filled value would be below zero where the series is not; every problem.

    Warns
    -----
    SplicingWarning
        The yearly ratios of an overlap differ and ``spread`` does not say that they may.

    Notes
    -----
    .. math:: y_t = r\,x_t, \quad y_t = f_t\,x_t, \quad f_t \text{ linear between the factors of both edges}

    Source: techniques by IPCC TFI slides (doczz.net 6811846); edges by local trend, interpolated factor and refusals
    as in primap2 7ab7b3d. A value below zero is refused where every given value is zero or more.

    Examples
    --------
    >>> old = {1990: 40.0, 1991: 45.0, 1993: 60.0}
    >>> table = splice({1990: None, 1991: "NO", 1993: 66.0}, by="overlap", with_=old, ratio="mean")
    >>> table.loc[[1990], ["value", "function", "factor", "text"]].values.tolist()
    [[44.0, 'overlap', 1.1, 'overlap by mean of 1993: factor 1.1']]
    """
    if by not in _TECHNIQUES:
        raise DataError(f"a technique is {', '.join(map(repr, _TECHNIQUES))}, not {shown(by)}")
    if points < 1 or points != int(points):
        raise DataError(f"points is a number of years, 1 or more, not {shown(points)}")
    own = read_series(series)
    needs_other = by in {"overlap", "surrogate"}
    if needs_other and with_ is None:
        raise DataError(f"{by} needs the other series: give with_")
    if not needs_other and with_ is not None:
        raise DataError(f"{by} takes no other series: drop with_")
    other = read_series(with_, "other series") if needs_other else own
    every = np.arange(own.years.min(), own.years.max() + 1) if by == "interpolation" and len(own.years) else other.years
    own, scaled = _aligned(own, other, every)
    filled = _Filled(own, own.values.copy())
    _TECHNIQUES[by](filled, scaled, ratio, spread, int(points))
    _refuse_negative(filled)
    words = [source if function else "" for function in filled.function]
    return pd.DataFrame(
        {"value": filled.values, "notation": own.notations, "function": filled.function, "factor": filled.factor,
         "text": filled.text, "source": words},
        index=pd.Index(own.years, name="year"),
    )  # fmt: skip


def _aligned(own: YearlySeries, other: YearlySeries, more: NDArray[np.int64]) -> tuple[YearlySeries, Array]:
    """Bring both series to the years of either, and more years."""
    years = np.union1d(np.union1d(own.years, other.years), more)
    here, there = np.searchsorted(years, own.years), np.searchsorted(years, other.years)
    values, scaled = np.full(len(years), np.nan), np.full(len(years), np.nan)
    notations = np.full(len(years), "", object)
    values[here], notations[here] = own.values, own.notations
    scaled[there] = other.values
    return YearlySeries(years, values, notations), scaled


def _overlap(filled: _Filled, other: Array, ratio: str | None, spread: float | None, points: int) -> None:
    del points
    if ratio is None or ratio not in RATIOS:
        listed = ", ".join(map(repr, RATIOS))
        raise DataError(f"the ratio of an overlap must be chosen among {listed}, not {shown(ratio)}: they differ")
    series = filled.series
    both = ~np.isnan(series.values) & ~np.isnan(other)
    if not both.any():
        raise DataError("the two series have no year in common: an overlap has no ratio")
    new, old, years = series.values[both], other[both], series.years[both]
    zero = old == 0
    if zero.any():
        told, remedy = "a ratio cannot be taken with zero", "Leave it blank."
        problems = [Problem("other series", str(year), "", "0.0", told, remedy) for year in years[zero]]
        raise DataError("the overlap has no ratio", problems)
    factor, shift = RATIOS[ratio](new, old)
    if factor < 0:
        raise DataError(f"the ratio of the overlap is negative ({factor:g}): the series do not tell of the same thing")
    _check_relation(new / old, years, spread)
    shifted = f", shift {shift:.6g}" if shift else ""
    text = f"overlap by {ratio} of {_span(years)}: factor {factor:.6g}{shifted}"
    for at in range(len(other)):
        filled.put(at, factor * other[at] + shift, "overlap", factor, text)


def _check_relation(ratios: Array, years: NDArray[np.int64], spread: float | None) -> None:
    """Refuse or warn where yearly ratios differ."""
    low, high = float(ratios.min()), float(ratios.max())
    away = high / low - 1 if low > 0 else np.inf
    told = f"the yearly ratios of {_span(years)} run from {low:.4g} to {high:.4g}"
    if spread is not None and away > spread:
        raise DataError(f"{told}: no consistent relation within {spread:g}; use another technique")
    if spread is None and away > 1e-9:
        warn(message(f"{told}: say with spread= how far they may differ"), SplicingWarning)


def _surrogate(filled: _Filled, other: Array, ratio: str | None, spread: float | None, points: int) -> None:
    del ratio, spread
    series = filled.series
    if not (~np.isnan(series.values) & ~np.isnan(other)).any():
        raise DataError("the two series have no year in common: nothing scales the surrogate")
    for gap in find_gaps(series):
        left, right = (_edge_factor(series, other, gap, side, points) for side in ("left", "right"))
        known = [factor for factor in (left, right) if factor is not None]
        if not known:
            continue
        if min(known) < 0:
            raise DataError(f"a factor at the edges of {gap} is negative ({min(known):g}): scale by another series")
        factors = np.linspace(known[0], known[-1], gap.stop - gap.start)
        edges = " and ".join(str(series.years[at]) for at, f in ((gap.left, left), (gap.right, right)) if f is not None)
        trends = f" by trends of {points} years" if points > 1 else ""
        for at, factor in zip(range(gap.start, gap.stop), factors.tolist(), strict=True):
            text = f"surrogate scaled at {edges}{trends}: factor {factor:.6g}"
            filled.put(at, factor * other[at], "surrogate", factor, text)


def _edge_factor(series: YearlySeries, other: Array, gap: Gap, side: str, points: int) -> float | None:
    """Return the ratio of both series at an edge of a gap; None where the gap has no such edge."""
    at = gap.left if side == "left" else gap.right
    if at is None:
        return None
    own, scaled = edge_value(series, series.values, at, side, points), edge_value(series, other, at, side, points)
    if np.isnan(own) or np.isnan(scaled) or scaled == 0:
        return None
    return own / scaled


def _interpolation(filled: _Filled, other: Array, ratio: str | None, spread: float | None, points: int) -> None:
    del other, ratio, spread, points
    series = filled.series
    for gap in find_gaps(series):
        if gap.left is None or gap.right is None:
            continue
        first, last = series.years[gap.left], series.years[gap.right]
        for at in range(gap.start, gap.stop):
            share = float((series.years[at] - first) / (last - first))
            value = series.values[gap.left] + share * (series.values[gap.right] - series.values[gap.left])
            filled.put(
                at, value, "interpolation", share, f"interpolation between {first} and {last}: share {share:.6g}"
            )


def _trend(filled: _Filled, other: Array, ratio: str | None, spread: float | None, points: int) -> None:
    del other, ratio, spread
    if points < 2:
        raise DataError("a trend needs points=2 or more known years for its line")
    series = filled.series
    known = np.flatnonzero(~np.isnan(series.values))
    if len(known) < points:
        raise DataError(f"a trend of {points} years needs as many values, the series holds {len(known)}")
    for gap in find_gaps(series):
        if gap.left is not None and gap.right is None:
            used = known[-points:]
        elif gap.left is None and gap.right is not None:
            used = known[:points]
        else:
            continue
        slope, shift = _line(series.years[used].astype(float), series.values[used])
        for at in range(gap.start, gap.stop):
            value = shift + slope * float(series.years[at])
            filled.put(at, value, "trend", slope, f"trend of {_span(series.years[used])}: {slope:.6g} a year")


_TECHNIQUES: dict[str, Callable[[_Filled, Array, str | None, float | None, int], None]] = {
    "overlap": _overlap,
    "surrogate": _surrogate,
    "interpolation": _interpolation,
    "trend": _trend,
}


def _refuse_negative(filled: _Filled) -> None:
    """Refuse filled values below zero where no given value is."""
    given = filled.series.values
    if np.nanmin(given, initial=0.0) < 0:
        return
    remedy = "Use another technique for this year, or leave it blank."
    problems = [
        Problem("series", str(filled.series.years[at]), "", shown(float(filled.values[at])), filled.text[at], remedy)
        for at in np.flatnonzero(filled.values < 0).tolist()
    ]
    if problems:
        raise DataError("a filled value would be below zero", problems)


def _line(x: Array, y: Array) -> tuple[float, float]:
    """Return slope and intercept of a line by least squares."""
    away = x - x.mean()
    if not away.any():
        raise DataError("a line needs two different values of the other series")
    slope = float((away * (y - y.mean())).sum() / (away * away).sum())
    return slope, float(y.mean() - slope * x.mean())


def _span(years: NDArray[np.int64]) -> str:
    """Write years: 1993-1995, or those there are."""
    listed = years.tolist()
    whole = len(listed) > 1 and listed[-1] - listed[0] == len(listed) - 1
    return f"{listed[0]}-{listed[-1]}" if whole else ", ".join(map(str, listed))
