"""Emissions by sector, stacked by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zzcarbon.charts.canvas import axes_for, finish, number_axis, styles
from zzcarbon.charts.frames import emission_frame
from zzcarbon.document import sentence, word
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["sectors"]


def sectors(
    inventory: Any,
    by: str = "category_ipcc2006",
    *,
    over: str | None = "year",
    substance: str | None = None,
    unit: str = "t",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw emissions by sector, stacked over years.

    Parameters
    ----------
    inventory : Inventory or data frame
        An inventory, or a frame as `by` gives it.
    by : str
        Column whose words are stacked.
    over : str, optional
        Column along the axis; None draws one bar for each sector, the longest on top.
    substance : str, optional
        The substance; needed where there are several.
    unit : str
        Unit of mass.
    ax : Axes, optional
        Where to draw; new axes if not given.
    language : {"en", "zh"}, optional
        Language of title and axes.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        Several substances and none named, or a column is missing.

    Notes
    -----
    What takes carbon up is stacked below zero. A sector without any estimate is listed with NE and has no
    bar.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> frame = pd.DataFrame({"year": [2020, 2021, 2020], "sector": ["power", "power", "kilns"],
    ...                       "emission": [3.0, 4.0, 1.0], "unit": "t"})
    >>> ax = zc.plot.sectors(frame, "sector")
    >>> [float(bar.get_height()) for bar in ax.patches]
    [3.0, 4.0, 1.0]
    """
    tongue = chosen_language(language)
    frame = emission_frame(inventory, [by] if over is None else [over, by], substance, unit)
    what = substance or (str(frame["substance"].iloc[0]) if "substance" in frame else "")
    text = sentence("axis emission", tongue, substance=what, unit=frame["unit"].iloc[0]).strip()
    groups = frame.groupby(by, sort=False, dropna=False)["emission"].sum(min_count=1)
    if over is None:
        return _bars(groups.sort_values(na_position="first"), text, ax, tongue)
    table = frame.pivot_table(index=over, columns=by, values="emission", aggfunc=_sum, sort=True, dropna=False)
    table = table.reindex(columns=[name for name in groups.sort_values(ascending=False).index if name in table])
    return _stacked(table, text, ax, tongue)


def _sum(values: Any) -> float:
    return float(values.sum(min_count=1))


def _stacked(table: Any, text: str, ax: Axes | None, language: str) -> Axes:
    names, count = list(table.columns), len(table)
    ax = axes_for(ax, width=6.5 + 0.25 * count, height=max(4.5, 0.24 * len(names) + 1))
    above, below = np.zeros(count), np.zeros(count)
    for name, style in zip(names, styles(len(names)), strict=True):
        values = table[name].to_numpy(float)
        drawn = ~np.isnan(values)
        base = np.where(values >= 0, above, below)
        label = _label(name, empty=not drawn.any(), language=language)
        if not drawn.any():
            ax.plot([], [], linestyle="none", label=label)
            continue
        ax.bar(np.flatnonzero(drawn), values[drawn], bottom=base[drawn], label=label, width=0.8, **style)
        above += np.where(values > 0, values, 0.0)
        below += np.where(values < 0, values, 0.0)
    ax.axhline(0, color="black", linewidth=0.8)
    ax.set_xticks(range(count), [str(name) for name in table.index])
    ax.set_ylabel(text)
    number_axis(ax.yaxis)
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, reverse=True, borderaxespad=0.0)
    return finish(ax, ticks=("x",))


def _bars(groups: Any, text: str, ax: Axes | None, language: str) -> Axes:
    ax = axes_for(ax, height=max(2.5, 0.32 * len(groups) + 1))
    values = groups.to_numpy(float)
    drawn = ~np.isnan(values)
    ax.barh(np.flatnonzero(drawn), values[drawn], **styles(1)[0])
    labels = [_label(name, empty=not full, language=language) for name, full in zip(groups.index, drawn, strict=True)]
    ax.set_yticks(range(len(groups)), labels)
    ax.set_ylim(-0.6, len(groups) - 0.4)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_xlabel(text)
    number_axis(ax.xaxis)
    return finish(ax, ticks=("y", "x"))


def _label(name: object, *, empty: bool, language: str) -> str:
    shown = word(name, language) or sentence("no word", language)
    return f"{shown} (NE)" if empty else shown
