"""Figures with their intervals, and which figures the uncertainty comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import BAD, COLOURS, axes_for, finish, number_axis
from zzcarbon.charts.frames import label_of, needed, one_substance, one_unit
from zzcarbon.document import sentence, word
from zzcarbon.errors import DataError, Problem
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["intervals", "tornado"]

_SIZES = ("share", "contribution", "variance_share")


def intervals(
    frame: pd.DataFrame,
    by: str | None = None,
    *,
    substance: str | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw emissions with their intervals.

    Parameters
    ----------
    frame : data frame
        As ``inventory.uncertainty(label)`` gives it: a label, ``emission lower upper``.
    by : str, optional
        Column of the labels; the first column if not given.
    substance : str, optional
        The substance; needed where there are several.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        A column is missing, or a lower bound lies above its upper one.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> frame = pd.DataFrame({"sector": ["power"], "emission": [5.0], "lower": [4.0], "upper": [7.0]})
    >>> ax = zc.plot.intervals(frame)
    >>> ax.collections[0].get_segments()[0][:, 0].tolist()
    [4.0, 7.0]
    """
    tongue = chosen_language(language)
    label = label_of(frame, by)
    needed(frame, [label], ["emission", "lower", "upper"])
    rows = one_substance(frame, substance).iloc[::-1]
    low, high = rows["lower"].to_numpy(float), rows["upper"].to_numpy(float)
    if (low > high).any():
        raise DataError("the chart cannot be drawn", [Problem("", "", "lower", "", "lies above the upper bound")])
    ax = axes_for(ax, height=max(2.5, 0.32 * len(rows) + 1))
    places = np.arange(len(rows))
    known = ~(np.isnan(low) | np.isnan(high))
    ax.hlines(places[known], low[known], high[known], color=COLOURS[0], linewidth=3, alpha=0.5)
    ax.plot(rows["emission"], places, "o", color=COLOURS[0])
    names = [word(name, tongue) for name in rows[label]]
    blank = [
        name if full else sentence("without bounds", tongue, name=name) for name, full in zip(names, known, strict=True)
    ]
    ax.set_yticks(places, blank)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    what = substance or (str(rows["substance"].iloc[0]) if "substance" in rows else "")
    unit = one_unit(rows, "t")
    ax.set_xlabel(sentence("axis emission", tongue, substance=what, unit=unit).strip())
    number_axis(ax.xaxis)
    return finish(ax, ticks=("y", "x"))


def tornado(
    frame: pd.DataFrame,
    by: str | None = None,
    *,
    base: float | None = None,
    unit: str = "",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw which figures a result depends on, the strongest on top.

    Parameters
    ----------
    frame : data frame
        A label with ``low`` and ``high``, the result at the low and the high end of that figure; or a label
        with ``share``, the part of the variance that comes from it, as ``inventory.contributions`` gives; or
        what ``zc.planner.sensitivity`` gives: the lowest and the highest cost under each assumption.
    by : str, optional
        Column of the labels; the first column if not given.
    base : float, optional
        The result itself; halfway between the ends of the widest bar if not given.
    unit : str
        Unit of the result, for the axis.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> frame = pd.DataFrame({"figure": ["NCV", "price"], "low": [9.0, 6.0], "high": [11.0, 14.0]})
    >>> ax = zc.plot.tornado(frame, base=10.0)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['NCV', 'price']
    """
    tongue = chosen_language(language)
    if {"assumption", "cost"} <= set(getattr(frame, "columns", ())):
        frame, base = _assumptions(frame, base)
    label = label_of(frame, by)
    size = next((name for name in _SIZES if name in frame), None)
    if size is not None:
        needed(frame, [label], [size])
        rows = frame.sort_values(size, kind="stable")
        ax = axes_for(ax, height=max(2.5, 0.32 * len(rows) + 1))
        ax.barh(range(len(rows)), rows[size] * 100.0, color=COLOURS[0])
        ax.set_xlabel(sentence("axis share of variance", tongue))
    else:
        needed(frame, [label], ["low", "high"])
        rows = frame.iloc[np.argsort((frame["high"] - frame["low"]).abs().to_numpy(), kind="stable")]
        middle = float(rows[["low", "high"]].iloc[-1].mean()) if base is None else base
        ax = axes_for(ax, height=max(2.5, 0.32 * len(rows) + 1))
        ax.barh(range(len(rows)), rows["low"] - middle, left=middle, color=COLOURS[0], label=sentence("low", tongue))
        ax.barh(range(len(rows)), rows["high"] - middle, left=middle, color=BAD, label=sentence("high", tongue))
        ax.axvline(middle, color="black", linewidth=0.8)
        ax.set_xlabel(sentence("axis result", tongue, unit=unit) if unit else "")
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, borderaxespad=0.0)
    ax.set_yticks(range(len(rows)), [word(name, tongue) for name in rows[label]])
    number_axis(ax.xaxis)
    return finish(ax, ticks=("y", "x"))


def _assumptions(frame: pd.DataFrame, base: float | None) -> tuple[pd.DataFrame, float]:
    """Return the ends of the cost under each assumption, and the cost of the plan as it is."""
    needed(frame, ["assumption"], ["cost"])
    plan = float(frame["cost"].iloc[0])
    tried = frame.iloc[1:].groupby("assumption", sort=False)["cost"]
    ends = pd.DataFrame({"low": tried.min().clip(upper=plan), "high": tried.max().clip(lower=plan)})
    return ends.reset_index(), plan if base is None else base
