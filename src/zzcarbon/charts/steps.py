"""From one number to another in steps: comparison of two inventories, effects of a decomposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import BAD, COLOURS, GOOD, axes_for, finish, number_axis
from zzcarbon.charts.frames import label_of, needed, one_substance, one_unit
from zzcarbon.document import sentence, word
from zzcarbon.errors import DataError, Problem
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["comparison", "lmdi"]


def comparison(
    frame: pd.DataFrame,
    by: str | None = None,
    *,
    substance: str | None = None,
    unit: str = "t",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw a comparison of two inventories as a waterfall: the other, what differs, this one.

    Parameters
    ----------
    frame : data frame
        As ``inventory.compare(other, label)`` gives it: ``emission emission_other difference``.
    by : str, optional
        Column of the steps; the first column if not given.
    substance : str, optional
        The substance; needed where there are several.
    unit : str
        Unit of the masses of a frame that states none, for the axis.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        A column is missing, or several substances and none named.

    Notes
    -----
    A step that only one of the inventories has is its whole emission, and its label says so.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> frame = pd.DataFrame({"sector": ["power", "kilns"], "emission": [5.0, 2.0], "emission_other": [4.0, 3.0]})
    >>> ax = zc.plot.comparison(frame)
    >>> [float(bar.get_width()) for bar in ax.patches]
    [7.0, 1.0, -1.0, 7.0]
    """
    tongue = chosen_language(language)
    label = label_of(frame, by)
    needed(frame, [label], ["emission", "emission_other"])
    rows = one_substance(frame, substance)
    new, old = rows["emission"].to_numpy(float), rows["emission_other"].to_numpy(float)
    change = np.where(np.isnan(old), new, np.where(np.isnan(new), -old, new - old))
    kept = ~np.isnan(change)
    names = [_step(word(name, tongue), a, b, tongue) for name, a, b in zip(rows[label], new, old, strict=True)]
    what = substance or (str(rows["substance"].iloc[0]) if "substance" in rows else "")
    return _waterfall(
        [name for name, keep in zip(names, kept, strict=True) if keep],
        change[kept],
        float(np.nansum(old)),
        (sentence("other inventory", tongue), sentence("this inventory", tongue)),
        sentence("axis emission", tongue, substance=what, unit=one_unit(rows, unit)).strip(),
        ax,
    )


def lmdi(
    effects: Any,
    *,
    start: float | None = None,
    unit: str = "",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw the effects of an additive decomposition in steps.

    Parameters
    ----------
    effects : Series or data frame
        Effect by factor; a frame has ``factor`` (or ``effect``) and ``value`` (or ``contribution``), or is what
        ``zc.analysis.lmdi`` gives for one period or a chain.
    start : float, optional
        Where the steps begin; zero if not given.
    unit : str
        Unit of the effects, for the axis.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        A column is missing, or an effect is no number.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> ax = zc.plot.lmdi(pd.Series({"activity": 5.0, "intensity": -2.0}), start=10.0)
    >>> [float(bar.get_width()) for bar in ax.patches]
    [10.0, 5.0, -2.0, 13.0]
    """
    tongue = chosen_language(language)
    series = effects if isinstance(effects, pd.Series) else _effects(effects)
    values = series.to_numpy(float)
    if not len(values) or not np.isfinite(values).all():
        raise DataError("the chart cannot be drawn", [Problem("", "", "value", "", "an effect is no number")])
    ends = (sentence("from", tongue), sentence("to", tongue))
    names = [word(name, tongue) for name in series.index]
    text = sentence("axis change", tongue, unit=unit) if unit else ""
    return _waterfall(names, values, start or 0.0, ends, text, ax)


def _effects(frame: pd.DataFrame) -> pd.Series[float]:
    needed(frame, [])
    names = [name for name in ("factor", "effect") if name in frame and not pd.api.types.is_numeric_dtype(frame[name])]
    values = [
        name
        for name in ("value", "contribution", "effect", "change")
        if name in frame and pd.api.types.is_numeric_dtype(frame[name])
    ]
    if not names or not values:
        needed(frame, ["factor", "value"])
    return frame.groupby(names[0], sort=False)[values[0]].sum()


def _step(name: str, new: float, old: float, language: str) -> str:
    if np.isnan(old) and not np.isnan(new):
        return sentence("only in this", language, name=name)
    if np.isnan(new) and not np.isnan(old):
        return sentence("only in the other", language, name=name)
    return name


def _waterfall(
    names: Sequence[str], change: Any, start: float, ends: tuple[str, str], text: str, ax: Axes | None
) -> Axes:
    """Draw a bar, steps, and the bar they lead to."""
    if not len(change):
        raise DataError("the chart cannot be drawn", [Problem("", "", "", "", "there is no step to draw")])
    ax = axes_for(ax, width=9.0, height=max(2.8, 0.32 * len(names) + 1.6))
    tops = start + np.cumsum(change)
    lefts = np.concatenate([[start], tops[:-1]])
    last = len(names) + 1
    ax.barh([0], [start], color=COLOURS[7], height=0.7)
    ax.barh(np.arange(1, last), change, left=lefts, color=np.where(change > 0, BAD, GOOD), height=0.7)
    ax.barh([last], [tops[-1]], color=COLOURS[7], height=0.7)
    for at, width in enumerate((start, *tops)):
        ax.plot([width, width], [at - 0.35, at + 1.35], color="#595959", linewidth=0.8)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(range(last + 1), [ends[0], *names, ends[1]])
    ax.invert_yaxis()
    ax.set_xlabel(text)
    number_axis(ax.xaxis)
    return finish(ax, ticks=("y", "x"))
