"""What made an inventory change: activity, factor, method, GWP, coverage; and when a base year is restated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.analysis.log_means import additive_effects
from zzcarbon.analysis.reading import number_columns, read_table
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, UnknownNameError, shown
from zzcarbon.tables.stated import is_number, stated_names

__all__ = ["EFFECTS", "Restatement", "restate", "split_recalculation"]

Array = NDArray[np.float64]

EFFECTS = ("activity", "factor", "method", "gwp", "coverage")
"""What a difference is split into."""

_FACTORS = ("amount", "coefficient", "gwp")


@dataclass(frozen=True, slots=True)
class Restatement(ResultCard):
    """Whether the base year is restated.

    Attributes
    ----------
    kept, recalculated : float
        Base-year emission as it was published, and as it is today. [one unit]
    change : float
        Recalculated less kept, as a share of the kept one. [1]
    threshold : float
        Share from which the base year is restated. [1]
    verdict : str
        ``"restate"`` or ``"keep"``.
    base : float
        The figure to compare with from now on. [the unit]
    """

    kept: float
    recalculated: float
    change: float
    threshold: float
    verdict: str
    base: float


def split_recalculation(old: object, new: object, *, by: Sequence[str], labels: Sequence[str] = ()) -> pd.DataFrame:
    r"""Split the difference between two tables of one inventory.

    Parameters
    ----------
    old, new : data frame
        One row per line of the inventory: the columns ``by``, ``amount`` (activity), ``coefficient`` (emission per
        amount, before GWP) and, where wanted, ``gwp`` (1 if left out), ``method`` and ``unit`` (of the amount).
        A line whose coefficient is blank has no estimate.
    by : sequence of str
        Columns that tell which lines are the same in both.
    labels : sequence of str
        Some of ``by``: one row of the result for each of their values.

    Returns
    -------
    pandas.DataFrame
        The labels, ``old``, ``new``, ``difference``, and the effects ``activity factor method gwp coverage``, which
        add up to the difference. [unit of amount x coefficient x gwp]

    Raises
    ------
    DataError
        A column is missing, a line stands twice, a number is none; every problem.
    UnknownNameError
        A label is not among ``by``.

    Notes
    -----
    Coverage: lines with an estimate in one table only. Lines in both: logarithmic mean (`additive_effects`) of
    amount, coefficient and GWP; the effect of the coefficient counts as method where the method differs, and the
    whole difference does where the amount has another unit. A factor that changes its sign takes the whole
    difference. Zeros take their limit. Own proposal: no text of the Guidelines was found.

    Examples
    --------
    >>> import pandas as pd
    >>> old = pd.DataFrame({"fuel": ["coal", "gas"], "amount": [10.0, 4.0], "coefficient": [2.0, 1.0]})
    >>> new = pd.DataFrame({"fuel": ["coal", "oil"], "amount": [10.0, 2.0], "coefficient": [2.5, 3.0]})
    >>> split_recalculation(old, new, by=["fuel"])[["difference", "activity", "factor", "coverage"]].values.tolist()
    [[7.0, 0.0, 5.0, 2.0]]
    """
    by, labels = stated_names(by, "by"), stated_names(labels, "labels")
    for label in labels:
        if label not in by:
            raise UnknownNameError("label", label, by, f"Labels are some of by: {', '.join(by)}.")
    problems: list[Problem] = []
    before, after = _lines(old, by, "old table", problems), _lines(new, by, "new table", problems)
    if problems:
        raise DataError("the recalculation cannot be split", problems)
    both = before.merge(after, on=list(by), how="outer", suffixes=("_old", "_new"))
    pair = _effects(both)
    if not labels:
        return pair.sum().to_frame().T
    labelled = pd.concat([both[list(labels)], pair], axis=1)
    return labelled.groupby(list(labels), dropna=False, sort=True)[list(pair)].sum().reset_index()


def restate(kept: float, recalculated: float, *, threshold: float) -> Restatement:
    """Say whether a base year is restated.

    Parameters
    ----------
    kept, recalculated : float
        Base-year emission as published, and by today's data and methods. [one unit]
    threshold : float
        Stated share from which the base year is restated; there is no default. [1]

    Raises
    ------
    DataError
        The kept emission is zero or the threshold is negative.

    Examples
    --------
    >>> restate(100.0, 104.0, threshold=0.05).verdict, restate(100.0, 106.0, threshold=0.05).base
    ('keep', 106.0)
    """
    if not (is_number(kept) and is_number(recalculated)) or not kept:
        raise DataError(f"base-year emissions are finite and not zero, not {shown(kept)} and {shown(recalculated)}")
    if not (is_number(threshold) and threshold >= 0):
        raise DataError(f"a threshold is a share of zero or more, not {shown(threshold)}")
    change = (recalculated - kept) / abs(kept)
    beyond = abs(change) >= threshold
    return Restatement(
        kept, recalculated, change, threshold, "restate" if beyond else "keep", recalculated if beyond else kept
    )


def _lines(frame: object, by: Sequence[str], what: str, problems: list[Problem]) -> pd.DataFrame:
    """Return the lines of a table that have an estimate, with method and unit."""
    table = read_table(frame, (*by, "amount", "coefficient"), what)
    table = table.assign(
        **{name: blank for name, blank in (("gwp", 1.0), ("method", ""), ("unit", "")) if name not in table}
    )
    for at in np.flatnonzero(table.duplicated(list(by)).to_numpy()).tolist():
        name = " ".join(str(part) for part in table[list(by)].iloc[at])
        remedy = "Add the lines up, or name what tells them apart in by."
        problems.append(Problem(what, str(table.index[at]), by[0], shown(name), "the line stands twice", remedy))
    numbers = number_columns(table, _FACTORS, what, problems)
    table = table.assign(**dict(zip(_FACTORS, numbers.T, strict=True)))
    return table.iloc[np.flatnonzero(~np.isnan(numbers).any(axis=1))][[*by, *_FACTORS, "method", "unit"]]


def _effects(both: pd.DataFrame) -> pd.DataFrame:
    """Return old, new, difference and effects of each line."""
    first = both[[f"{name}_old" for name in _FACTORS]].to_numpy(float)
    last = both[[f"{name}_new" for name in _FACTORS]].to_numpy(float)
    matched = ~np.isnan(first).any(axis=1) & ~np.isnan(last).any(axis=1)
    first, last = np.nan_to_num(first), np.nan_to_num(last)
    before, after = first.prod(axis=1), last.prod(axis=1)
    difference = after - before
    effects = np.where(matched[:, None], _of_factors(first, last, difference), 0.0)
    other_method = (both["method_old"] != both["method_new"]).to_numpy()
    other_unit = (both["unit_old"] != both["unit_new"]).to_numpy() & matched
    method = np.where(other_method, effects[:, 1], 0.0)
    factor = np.where(other_method, 0.0, effects[:, 1])
    made = {
        "old": before,
        "new": after,
        "difference": difference,
        "activity": np.where(other_unit, 0.0, effects[:, 0]),
        "factor": np.where(other_unit, 0.0, factor),
        "method": np.where(other_unit, difference, method),
        "gwp": np.where(other_unit, 0.0, effects[:, 2]),
        "coverage": np.where(matched, 0.0, difference),
    }
    return pd.DataFrame(made, index=both.index)


def _of_factors(first: Array, last: Array, difference: Array) -> Array:
    """Return the effects of the factors; one that changes its sign takes the difference."""
    flips: NDArray[np.bool_] = np.less(np.sign(first) * np.sign(last), 0)
    some: NDArray[np.bool_] = np.any(flips, axis=1)
    same = np.where(some[:, None], np.abs(first), first)
    effects = additive_effects(np.where(some[:, None], np.abs(last), last), same)
    parts = np.where(flips, (difference / np.maximum(flips.sum(axis=1), 1))[:, None], 0.0)
    return np.where(some[:, None], parts, effects)
