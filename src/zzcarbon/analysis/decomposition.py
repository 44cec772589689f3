"""LMDI decomposition of a table: what each factor did to the change of an aggregate, without residual."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.analysis.log_means import additive_effects, effect_logarithms, logarithmic_mean
from zzcarbon.analysis.panels import Panel, numbered, read_panel
from zzcarbon.analysis.reading import read_table
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.tables.stated import stated_names

__all__ = ["lmdi"]

Array = NDArray[np.float64]
Form = Literal["additive", "multiplicative"]
Variant = Literal["I", "II"]
Places = slice | NDArray[np.int64]

_WHAT = "factors"
_NEAR = 1e-3
"""Below this logarithm of a ratio the quotient of the logarithmic mean loses digits and is taken through log1p."""
_LARGEST = 700.0
"""Largest logarithm of an effect that is written as a ratio; exp(709) is the largest number."""
_AT_ONCE = 4096
"""Categories at once; several such parts are shared among the processors."""


def lmdi(
    frame: object,
    *,
    factors: Sequence[str],
    by: Sequence[str] = (),
    time: str = "year",
    value: str | None = None,
    form: Form = "additive",
    variant: Variant = "I",
    chained: bool = False,
    base: object = None,
    levels: Sequence[str] = (),
) -> pd.DataFrame:
    r"""Decompose the change of an aggregate into the effects of its factors.

    Parameters
    ----------
    frame : data frame
        One row per category and time; in each row the factors multiply to the value of the category, and the
        values of the categories add up to the aggregate.
    factors : sequence of str
        Columns of the factors, in any units that multiply.
    by : sequence of str
        Columns that name the category; nothing where there is one category.
    time : str
        Column of the time.
    value : str, optional
        Column of the value; the factors must multiply to it within 1e-9.
    form : {"additive", "multiplicative"}
        Effects that add up to the change, or multiply to the ratio.
    variant : {"I", "II"}
        LMDI-I, or LMDI-II, whose weights add up to one.
    chained : bool
        Compare each time with the one before, instead of each with the base.
    base : optional
        Time that the others are compared with; the first if left out. Not with ``chained``.
    levels : sequence of str
        Some of ``by``: one line for each of their values (sectors, of sectors and fuels, say); the lines add up
        (multiply) to those without levels.

    Returns
    -------
    pandas.DataFrame
        ``from``, ``to``, the levels, ``factor``, ``effect`` [unit of the value, or 1] and ``change``: difference
        or ratio of the whole aggregate; when chained also ``cumulative``, the effect since the first time.

    Raises
    ------
    DataError
        Every problem: a category twice in one time, a factor that is blank or changes its sign, factors that do
        not multiply to the value, an aggregate that is zero where a ratio is wanted, a ratio beyond all numbers.
    UnknownNameError
        ``levels`` or ``base`` are not in the table.

    Notes
    -----
    .. math:: V = \sum_i \prod_k x_{ik}, \quad V_T - V_0 = \sum_k \sum_i L(v_{iT}, v_{i0}) \ln \frac{x_{ikT}}{x_{ik0}}

    Zeros take their analytical limit: a category that vanishes gives all of :math:`-v_0` to the factor that
    becomes zero; k factors that become zero take :math:`-v_0/k` each; a category without a row is zero in every
    factor. A blank factor beside one that is zero (0/0) has no effect. Source: Ang 2005, equations 1 to 5; Wood
    and Lenzen 2006 (zeros). The additive form of LMDI-II is its multiplicative one times L(V_T, V_0): identity.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"year": [2010, 2010, 2012, 2012], "fuel": ["coal", "gas"] * 2,
    ...                      "heat": [100.0, 20.0, 90.0, 60.0], "factor": [0.095, 0.056, 0.094, 0.056]})
    >>> lmdi(rows, factors=["heat", "factor"], by=["fuel"])[["factor", "effect", "change"]].round(6).values.tolist()
    [['heat', 1.294921, 1.2], ['factor', -0.094921, 1.2]]
    """
    factors, by = stated_names(factors, "factors"), stated_names(by, "by")
    levels = stated_names(levels, "levels")
    table = read_table(frame, (time, *by, *factors, *((value,) if value else ())), _WHAT)
    for name in levels:
        if name not in by:
            raise UnknownNameError("level", name, by, f"Levels are some of by: {', '.join(by) or 'none'}.")
    if not factors:
        raise DataError("no factors are named")
    panel = read_panel(table, tuple(factors), tuple(by), time, value)
    first, last = _pairs(panel, chained=chained, base=base)
    _check_signs(panel, first, last)
    _check_form(panel, first, last, form, variant)
    codes, names = _level_codes(panel, levels)
    if form == "additive" and variant == "I":
        summed = _additive_sums(panel, first, last, codes, len(names))
    else:
        summed = _sums(_effects(panel, first, last, form, variant), codes, len(names))
    return _tidy(summed, names, panel, first, last, tuple(factors), tuple(levels), form=form, chained=chained)


def _pairs(panel: Panel, *, chained: bool, base: object) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of the times that are compared."""
    every = np.arange(len(panel.times))
    if chained:
        if base is not None:
            raise DataError("base and chained contradict each other: a chain begins with the first time")
        return every[:-1], every[1:]
    at = 0
    if base is not None:
        if base not in panel.times:
            raise UnknownNameError(
                "time", base, map(str, panel.times), f"Times: {panel.times[0]} to {panel.times[-1]}."
            )
        at = panel.times.index(base)
    last = every[every != at]
    return np.full(len(last), at), last


def _check_signs(panel: Panel, first: NDArray[np.int64], last: NDArray[np.int64]) -> None:
    """Refuse factors that change their sign: they have no logarithm."""
    if panel.factors.min(initial=0.0) >= 0:
        return
    flips = np.sign(panel.factors[:, first]) * np.sign(panel.factors[:, last]) < 0
    problems = []
    for factor, pair, category in zip(*(axis.tolist() for axis in np.nonzero(flips)), strict=True):
        where = " ".join(map(str, panel.categories.iloc[category])) if panel.categories.shape[1] else "the aggregate"
        before, after = (float(panel.factors[factor, at[pair], category]) for at in (first, last))
        since, until = panel.times[first[pair]], panel.times[last[pair]]
        told = f"factor {panel.names[factor]!r} changes its sign between {since} and {until}"
        remedy = "Choose factors of one sign, or split the category."
        problems.append(Problem(_WHAT, where, panel.names[factor], f"{before!r} to {after!r}", told, remedy))
    if problems:
        raise DataError("a factor that changes its sign has no logarithm", problems)


def _check_form(panel: Panel, first: NDArray[np.int64], last: NDArray[np.int64], form: Form, variant: Variant) -> None:
    """Refuse an unknown form, and one that divides by an aggregate of zero."""
    if form not in {"additive", "multiplicative"} or variant not in {"I", "II"}:
        raise DataError(f"form is 'additive' or 'multiplicative', variant 'I' or 'II', not {form!r} and {variant!r}")
    if form == "additive" and variant == "I":
        return
    totals = panel.values.sum(axis=1)
    bad = [str(time) for time, total in zip(panel.times, totals, strict=True) if total == 0]
    if bad or (totals[last] * totals[first] < 0).any():
        raise DataError(
            f"the aggregate is zero or changes its sign ({', '.join(bad) or 'over time'}): "
            "only the additive form of LMDI-I decomposes it"
        )
    if variant == "II" and (panel.values * totals[:, None] < 0).any():
        raise DataError("LMDI-II weighs with shares: categories of both signs have none; use variant 'I'")


def _effects(panel: Panel, first: NDArray[np.int64], last: NDArray[np.int64], form: Form, variant: Variant) -> Array:
    """Return effects, or logarithms of effects, by pair of times, category and factor."""
    block = np.moveaxis(panel.factors, 0, -1)
    logarithms = effect_logarithms(block[last], block[first], variant=variant)
    if form == "multiplicative":
        return logarithms
    totals = panel.values.sum(axis=1)
    scaled: Array = logarithms * logarithmic_mean(totals[last], totals[first])[:, None, None]
    return scaled


def _additive_sums(
    panel: Panel, first: NDArray[np.int64], last: NDArray[np.int64], codes: NDArray[np.int64], count: int
) -> Array:
    """Return the additive effects of LMDI-I by pair of times, level and factor.

    Categories without a zero need one logarithm for each cell: the logarithm of their value is the sum of those of
    their factors. The others take the limits of `additive_effects`.
    """
    regular = (panel.values != 0).all(axis=0)
    odd = np.flatnonzero(~regular)
    block = np.moveaxis(panel.factors[:, :, odd], 0, -1)
    made = _sums(additive_effects(block[last], block[first]), codes[odd], count)
    factors, values, of = panel.factors, panel.values, codes
    if len(odd):
        factors, values, of = factors[:, :, regular], values[:, regular], codes[regular]
    signed = bool(factors.min(initial=0.0) < 0)
    width = _AT_ONCE if count == 1 else max(len(of), 1)
    parts = [slice(start, start + width) for start in range(0, len(of), width)]

    def summed(part: slice) -> Array:
        sizes = np.abs(factors[:, :, part]) if signed else factors[:, :, part]
        steps, mean = _steps_and_means(np.log(sizes), values[:, part], _view(last), _view(first))
        if count == 1:
            whole: Array = np.einsum("kpc,pc->pk", steps, mean)
            return whole[:, None]
        steps *= mean
        pairs = [[np.bincount(of[part], step, minlength=count) for step in factor] for factor in steps]
        return np.array(pairs).transpose(1, 2, 0)

    for part in _in_threads(summed, parts):
        made += part
    return made


def _in_threads(of: Callable[[slice], Array], parts: list[slice]) -> Iterator[Array]:
    """Return what a function of arrays gives for each part, in their order; numpy computes in all processors."""
    if len(parts) < 2:
        yield from map(of, parts)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(of, parts)


def _steps_and_means(logarithms: Array, values: Array, later: Places, earlier: Places) -> tuple[Array, Array]:
    """Return the logarithms of the ratios by factor, pair and category, and the logarithmic means of the values."""
    steps = logarithms[:, later] - logarithms[:, earlier]
    whole = steps.sum(axis=0)
    after, before = np.broadcast_arrays(values[later], values[earlier])
    near = np.nonzero(np.abs(whole) < _NEAR)
    whole[near] = 1.0
    mean = (after - before) / whole
    mean[near] = logarithmic_mean(after[near], before[near])
    return steps, mean


def _view(places: NDArray[np.int64]) -> Places:
    """Return positions as a slice where they are one or follow each other: nothing is copied then."""
    steps = np.diff(places)
    if not steps.any():
        return slice(int(places[0]), int(places[0]) + 1)
    if (steps == 1).all():
        return slice(int(places[0]), int(places[-1]) + 1)
    return places


def _level_codes(panel: Panel, levels: Sequence[str]) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Return the level of each category, and the levels."""
    if not levels:
        return np.zeros(len(panel.categories), np.int64), pd.DataFrame(index=range(1))
    return numbered(panel.categories, tuple(levels))


def _sums(effects: Array, codes: NDArray[np.int64], count: int) -> Array:
    """Add the effects of the categories of each level; shape (pairs, levels, factors)."""
    if count == 1:
        whole: Array = effects.sum(axis=1, keepdims=True)
        return whole
    made = np.zeros((effects.shape[0], count, effects.shape[2]))
    np.add.at(made.transpose(1, 0, 2), codes, effects.transpose(1, 0, 2))
    return made


def _tidy(
    summed: Array,
    names: pd.DataFrame,
    panel: Panel,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    factors: tuple[str, ...],
    levels: tuple[str, ...],
    *,
    form: Form,
    chained: bool,
) -> pd.DataFrame:
    """Write effects out: one line per pair of times, level and factor."""
    totals = panel.values.sum(axis=1)
    additive = form == "additive"
    if not additive and np.abs(summed).max(initial=0.0) > _LARGEST:
        raise DataError(
            f"an effect is exp({float(summed.flat[np.argmax(np.abs(summed))]):.4g}), more than a number holds: hardly "
            "any of the aggregate is in categories that both times have; use form 'additive'"
        )
    change = totals[last] - totals[first] if additive else totals[last] / totals[first]
    pairs, count, width = summed.shape
    times = np.array(panel.times, object)
    made: dict[str, Any] = {"from": times[first].repeat(count * width), "to": times[last].repeat(count * width)}
    made |= {name: np.tile(names[name].to_numpy().repeat(width), pairs) for name in levels}
    made["factor"] = np.tile(np.array(factors, object), pairs * count)
    made["effect"] = (summed if additive else np.exp(summed)).ravel()
    made["change"] = change.repeat(count * width)
    if chained:
        running = summed.cumsum(axis=0)
        made["cumulative"] = (running if additive else np.exp(running)).ravel()
    return pd.DataFrame(made).infer_objects()
