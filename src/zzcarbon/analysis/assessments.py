"""Key categories: level and trend assessment, by approach 1 or with the uncertainty of each category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.analysis.assessments_document import key_categories_document
from zzcarbon.analysis.reading import number_columns, read_table
from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.settings import chosen_language
from zzcarbon.tables.stated import is_number

__all__ = ["KeyCategories", "key_categories", "level_assessment", "trend_assessment"]

Array = NDArray[np.float64]

_WHAT = "categories"
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class KeyCategories(ResultCard):
    """Key categories with the level of aggregation that they hold for.

    Attributes
    ----------
    head : str
        Aggregation, approach, cut, rows without number, and the first row below the cut.
    level : pandas.DataFrame
        See `level_assessment`.
    trend : pandas.DataFrame or None
        See `trend_assessment`; None without a base.
    """

    head: str
    level: pd.DataFrame
    trend: pd.DataFrame | None = None

    def document(self, language: str | None = None) -> Document:
        """Return the key categories as a document in a language."""
        return key_categories_document(self, chosen_language(language))

    def __str__(self) -> str:
        if chosen_language(None) == "zh":
            return ResultCard.__str__(self)
        parts = [self.head, "", "Level", _key_rows(self.level)]
        if self.trend is not None:
            parts += ["", "Trend", _key_rows(self.trend)]
        return "\n".join(parts)


def key_categories(
    frame: object,
    *,
    by: Sequence[str],
    value: str = "emission",
    base: str | None = None,
    uncertainty: str | None = None,
    threshold: float = 0.95,
) -> KeyCategories:
    """Return the key categories of a table.

    Parameters
    ----------
    frame : data frame
        One row per category: the columns ``by``, the value of the year, and where wanted that of the base year and
        the uncertainty. Rows without number are left out and counted.
    by : sequence of str
        What a category is, for example category, substance and fuel: it changes the answer and stands in the head.
    value, base : str
        Columns of the emission of the year and of the base year, in one unit (CO2e, or one substance).
    uncertainty : str, optional
        Column of the relative half-width of the 95 % interval: gives approach 2. [1]
    threshold : float
        Cut of the running sum. 95 % belongs to approach 1 (rule of the Guidelines); for approach 2 name the cut,
        90 % for example. [1]

    Raises
    ------
    DataError
        A category stands twice, a column is missing, a number is none, an uncertainty is negative or missing, the
        net total is zero; every problem.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"category": ["1.A.1", "1.A.3", "3.A"], "emission": [90.0, 8.0, 2.0]})
    >>> found = key_categories(rows, by=["category"])
    >>> found.level["key"].tolist(), found.head
    ([True, True, False], 'Key categories by category, approach 1, cut 95 %; below the level cut first 3.A (2 %)')
    """
    level = level_assessment(frame, by=by, value=value, uncertainty=uncertainty, threshold=threshold)
    trend = None
    if base is not None:
        trend = trend_assessment(frame, by=by, value=value, base=base, uncertainty=uncertainty, threshold=threshold)
    empty = len(read_table(frame, by, _WHAT)) - len(level)
    words = [f"Key categories by {' x '.join(by)}, approach {2 if uncertainty else 1}, cut {100 * threshold:.4g} %"]
    words += [f"{empty} without number left out"] if empty else []
    words += [f"below the level cut first {_next(level, by, 'contribution')}"]
    words += [f"below the trend cut first {_next(trend, by, 'contribution')}"] if trend is not None else []
    return KeyCategories("; ".join(words), level, trend)


def level_assessment(
    frame: object,
    *,
    by: Sequence[str],
    value: str = "emission",
    uncertainty: str | None = None,
    threshold: float = 0.95,
) -> pd.DataFrame:
    r"""Return the level assessment, largest first.

    Parameters
    ----------
    frame, by, value, uncertainty, threshold
        As in `key_categories`.

    Returns
    -------
    pandas.DataFrame
        ``by``, the value, ``level`` (share of the sum of absolute values), with an uncertainty also this,
        ``contribution`` (level, or level times uncertainty, as a share of its sum), ``cumulative``, ``key``. [1]

    Raises
    ------
    DataError
        As `key_categories`.

    Notes
    -----
    .. math:: L_x = \frac{|E_x|}{\sum_y |E_y|}, \quad L_x U_x \Big/ \sum_y L_y U_y

    Removals count by their absolute value; the row that crosses the cut belongs to it; equal rows keep the order
    of the table. Source: member.ghginstitute.org (pop_level); copy of IPCC 2006 Vol 1 4.3 (climate-policy-watcher.org).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"category": ["forest", "power"], "emission": [-40.0, 60.0]})
    >>> level_assessment(rows, by=["category"])[["category", "level"]].values.tolist()
    [['power', 0.6], ['forest', 0.4]]
    """
    table, numbers, spread = _read(frame, by, (value,), uncertainty, threshold)
    size = np.abs(numbers[:, 0])
    _refuse_zero(size.sum(), "no category has an emission: there are no shares")
    level = size / size.sum()
    made = table[list(by)].assign(**{value: numbers[:, 0]}, level=level)
    return _cut(made, level, spread, uncertainty, threshold)


def trend_assessment(
    frame: object,
    *,
    by: Sequence[str],
    base: str,
    value: str = "emission",
    uncertainty: str | None = None,
    threshold: float = 0.95,
) -> pd.DataFrame:
    r"""Return the trend assessment, largest contribution first.

    Parameters
    ----------
    frame, by, value, base, uncertainty, threshold
        As in `key_categories`.

    Returns
    -------
    pandas.DataFrame
        ``by``, both values, ``trend``, with an uncertainty also this, ``contribution``, ``cumulative``, ``key``. [1]

    Raises
    ------
    DataError
        As `key_categories`.

    Notes
    -----
    .. math::

        T_x = \frac{|E_{xt}|}{|E_t|} \left| \frac{E_{xt} - E_{x0}}{E_{xt}} - \frac{E_t - E_0}{E_t} \right|
            = \frac{|E_{xt} E_0 / E_t - E_{x0}|}{|E_t|}

    with totals net of removals. The second form needs no special case for a category that begins or ends.
    Source: member.ghginstitute.org (pop_trend, form of the GPG-LULUCF); second form: identity.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"category": ["a", "b"], "base": [5.0, 0.0], "emission": [5.0, 5.0]})
    >>> trend_assessment(rows, by=["category"], base="base")["contribution"].tolist()
    [0.5, 0.5]
    """
    table, numbers, spread = _read(frame, by, (value, base), uncertainty, threshold)
    now, then = numbers[:, 0], numbers[:, 1]
    _refuse_zero(float(now.sum()), "the net total of the year is zero: the trend has no scale")
    trend = np.abs(now * then.sum() / now.sum() - then) / abs(now.sum())
    made = table[list(by)].assign(**{base: then, value: now}, trend=trend)
    trend[trend <= _ROUNDING * max(float(np.abs(now).sum()), float(np.abs(then).sum())) / abs(now.sum())] = 0.0
    made["trend"] = trend
    return _cut(made, trend, spread, uncertainty, threshold)


def _read(
    frame: object, by: Sequence[str], values: tuple[str, ...], uncertainty: str | None, threshold: float
) -> tuple[pd.DataFrame, Array, Array | None]:
    """Return the rows that have numbers, their numbers and uncertainties."""
    if not (is_number(threshold) and 0 < threshold <= 1):
        raise DataError(f"threshold is a share above 0 and up to 1, not {shown(threshold)}")
    if not by:
        raise DataError("by names no column: the level of aggregation is what a key category is")
    table = read_table(frame, (*by, *values, *((uncertainty,) if uncertainty else ())), _WHAT)
    problems: list[Problem] = []
    for at in np.flatnonzero(table.duplicated(list(by)).to_numpy()).tolist():
        name = " ".join(str(part) for part in table[list(by)].iloc[at])
        problems.append(
            Problem(_WHAT, str(table.index[at]), by[0], shown(name), "the category stands twice", "Add up.")
        )
    numbers = number_columns(table, values, _WHAT, problems)
    known = np.flatnonzero(~np.isnan(numbers).all(axis=1))
    numbers = np.where(np.isnan(numbers), 0.0, numbers)
    spread = None
    if uncertainty:
        spread = number_columns(table, (uncertainty,), _WHAT, problems, blank="Give it, or leave the row out.")[:, 0]
        for at in np.flatnonzero(spread < 0).tolist():
            told = "a half-width is not below zero"
            problems.append(
                Problem(_WHAT, str(table.index[at]), uncertainty, shown(spread[at]), told, "Drop the sign.")
            )
    if problems:
        raise DataError("the key categories cannot be told", problems)
    return table.iloc[known], numbers[known], spread[known] if spread is not None else None


def _cut(
    made: pd.DataFrame, size: Array, spread: Array | None, uncertainty: str | None, threshold: float
) -> pd.DataFrame:
    """Sort by contribution and mark the rows up to the one that crosses the cut."""
    weight = size if spread is None else size * spread
    whole = float(weight.sum())
    if uncertainty and size.any():
        _refuse_zero(whole, "nothing contributes: no category has an uncertainty")
    if uncertainty:
        made[uncertainty] = spread
    made["contribution"] = weight / whole if whole else weight
    made = made.iloc[np.argsort(-weight, kind="stable")].reset_index(drop=True)
    running = made["contribution"].cumsum()
    before = running.shift(fill_value=0.0)
    return made.assign(cumulative=running, key=(before < threshold - _ROUNDING) & (made["contribution"] > 0))


def _refuse_zero(total: float, message: str) -> None:
    if not total:
        raise DataError(message)


def _next(table: pd.DataFrame, by: Sequence[str], column: str) -> str:
    """Name the first row below the cut."""
    below = table[~table["key"]]
    if below.empty:
        return "none"
    row = below.iloc[0]
    return f"{' '.join(str(row[name]) for name in by)} ({100 * row[column]:.2g} %)"


def _key_rows(table: pd.DataFrame) -> str:
    return str(table[table["key"]].drop(columns="key").to_string(index=False))
