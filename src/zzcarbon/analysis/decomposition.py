"""LMDI decomposition of a table: what each factor did to the change of an aggregate, without residual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.analysis.logarithmic_mean import additive_effects, effect_logarithms, logarithmic_mean
from zzcarbon.analysis.reading import number_columns, read_table
from zzcarbon.errors import DataError, Problem, UnknownNameError, shown

__all__ = ["lmdi"]

Array = NDArray[np.float64]
Form = Literal["additive", "multiplicative"]
Variant = Literal["I", "II"]

_WHAT = "factors"
_EXACT = 1e-9


def lmdi(
    frame: Any,
    *,
    factors: Sequence[str],
    by: Sequence[str] = (),
    time: str = "year",
    value: str | None = None,
    form: Form = "additive",
    variant: Variant = "I",
    chained: bool = False,
    base: Any = None,
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
        not multiply to the value, an aggregate that is zero where a ratio is wanted.
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
    table = read_table(frame, (time, *by, *factors, *((value,) if value else ())), _WHAT)
    for name in levels:
        if name not in by:
            raise UnknownNameError("level", name, by, f"Levels are some of by: {', '.join(by) or 'none'}.")
    if not factors:
        raise DataError("no factors are named")
    panel = _panel(table, tuple(factors), tuple(by), time, value)
    first, last = _pairs(panel, chained=chained, base=base)
    _check_signs(panel, first, last)
    after, before = panel.factors[last], panel.factors[first]
    effects = _effects(after, before, form, variant, panel, first, last)
    codes, names = _level_codes(panel, levels)
    summed = _sums(effects, codes, len(names))
    return _tidy(summed, names, panel, first, last, tuple(factors), tuple(levels), form=form, chained=chained)


@dataclass(frozen=True, slots=True)
class _Panel:
    """The table as a block: factors by time, category and factor, zero where a category has no row."""

    factors: Array
    times: list[Any]
    categories: pd.DataFrame


def _panel(table: pd.DataFrame, factors: tuple[str, ...], by: tuple[str, ...], time: str, value: str | None) -> _Panel:
    problems: list[Problem] = []
    numbers = number_columns(table, factors, _WHAT, problems)
    blank, zero = np.isnan(numbers), (numbers == 0).any(axis=1)
    if blank.any():
        remedy = "Give it; beside a factor of zero it may stay blank."
        empty = blank & table[list(factors)].isna().to_numpy()
        _report(table, factors, empty & ~zero[:, None], "the factor is missing", remedy, problems)
        numbers = np.where(blank, 1.0, numbers)
    moment, times = pd.factorize(table[time], sort=True)
    _report(table, (time,), (moment < 0)[:, None], "the time is missing", "Give it.", problems)
    codes, categories = _categories(table, by)
    place = moment.astype(np.int64) * max(len(categories), 1) + codes
    twice = pd.Series(place).duplicated().to_numpy() & (moment >= 0)
    named = " and ".join((*by, time))
    _report(
        table, (time,), twice[:, None], f"{named} stand twice", "Add the rows up, or name another category.", problems
    )
    if value is not None:
        _check_value(table, value, numbers, problems)
    if problems:
        raise DataError("the factors cannot be decomposed", problems)
    if len(times) < 2:
        raise DataError(f"a change needs two times, column {time!r} holds {len(times)}")
    dense = np.zeros((len(times) * len(categories), len(factors)))
    dense[place] = numbers
    return _Panel(dense.reshape(len(times), len(categories), len(factors)), list(times), categories)


def _categories(table: pd.DataFrame, by: tuple[str, ...]) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Return the number of the category of each row, and the categories in the order in which they occur."""
    codes = np.zeros(len(table), np.int64)
    for name in by:
        more, words = pd.factorize(table[name], use_na_sentinel=False)
        codes = pd.factorize(codes * len(words) + more)[0].astype(np.int64)
    first = np.unique(codes, return_index=True)[1]
    return codes, table[list(by)].iloc[first].reset_index(drop=True)


def _report(
    table: pd.DataFrame,
    columns: Sequence[str],
    mask: NDArray[np.bool_],
    problem: str,
    remedy: str,
    found: list[Problem],
) -> None:
    """Add a problem for each cell of a mask."""
    for row, column in zip(*(axis.tolist() for axis in np.nonzero(mask)), strict=True):
        name = columns[column]
        found.append(Problem(_WHAT, str(table.index[row]), name, shown(table[name].iloc[row]), problem, remedy))


def _check_value(table: pd.DataFrame, value: str, numbers: Array, problems: list[Problem]) -> None:
    """Compare the product of the factors with the value."""
    stated, product = number_columns(table, (value,), _WHAT, problems, blank="Give it.")[:, 0], np.prod(numbers, axis=1)
    away = np.abs(product - stated) > _EXACT * np.maximum(np.abs(stated), np.abs(product))
    for row in np.flatnonzero(away).tolist():
        told = f"the factors multiply to {float(product[row])!r}"
        remedy = "Check units and factors: they multiply to the value."
        problems.append(Problem(_WHAT, str(table.index[row]), value, shown(stated[row]), told, remedy))


def _pairs(panel: _Panel, *, chained: bool, base: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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


def _check_signs(panel: _Panel, first: NDArray[np.int64], last: NDArray[np.int64]) -> None:
    """Refuse factors that change their sign: they have no logarithm."""
    if (panel.factors >= 0).all():
        return
    flips = panel.factors[first] * panel.factors[last] < 0
    problems = []
    for pair, category, factor in zip(*(axis.tolist() for axis in np.nonzero(flips)), strict=True):
        where = " ".join(map(str, panel.categories.iloc[category])) if panel.categories.shape[1] else "the aggregate"
        before, after = (float(panel.factors[at[pair], category, factor]) for at in (first, last))
        told = f"factor {factor + 1} changes its sign between {panel.times[first[pair]]} and {panel.times[last[pair]]}"
        problems.append(
            Problem(
                _WHAT, where, "", f"{before!r} to {after!r}", told, "Choose factors of one sign, or split the category."
            )
        )
    if problems:
        raise DataError("a factor that changes its sign has no logarithm", problems)


def _effects(
    after: Array,
    before: Array,
    form: Form,
    variant: Variant,
    panel: _Panel,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> Array:
    """Return effects, or logarithms of effects, by pair of times, category and factor."""
    if form not in {"additive", "multiplicative"} or variant not in {"I", "II"}:
        raise DataError(f"form is 'additive' or 'multiplicative', variant 'I' or 'II', not {form!r} and {variant!r}")
    if form == "additive" and variant == "I":
        return additive_effects(after, before)
    values = np.prod(panel.factors, axis=2)
    totals = values.sum(axis=1)
    bad = [str(time) for time, total in zip(panel.times, totals, strict=True) if total == 0]
    if bad or (totals[last] * totals[first] < 0).any():
        raise DataError(
            f"the aggregate is zero or changes its sign ({', '.join(bad) or 'over time'}): "
            "only the additive form of LMDI-I decomposes it"
        )
    if variant == "II" and (values * totals[:, None] < 0).any():
        raise DataError("LMDI-II weighs with shares: categories of both signs have none; use variant 'I'")
    logarithms = effect_logarithms(after, before, variant=variant)
    if form == "multiplicative":
        return logarithms
    scaled: Array = logarithms * logarithmic_mean(totals[last], totals[first])[:, None, None]
    return scaled


def _level_codes(panel: _Panel, levels: Sequence[str]) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Return the level of each category, and the levels."""
    if not levels:
        return np.zeros(len(panel.categories), np.int64), pd.DataFrame(index=range(1))
    return _categories(panel.categories, tuple(levels))


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
    panel: _Panel,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    factors: tuple[str, ...],
    levels: tuple[str, ...],
    *,
    form: Form,
    chained: bool,
) -> pd.DataFrame:
    """Write effects out: one line per pair of times, level and factor."""
    totals = np.prod(panel.factors, axis=2).sum(axis=1)
    additive = form == "additive"
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
