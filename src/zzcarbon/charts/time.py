"""Emissions over years, with a peak, a path to a target, and its milestones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import BAD, COLOURS, axes_for, finish, number_axis
from zzcarbon.charts.frames import emission_frame, needed, one_substance, one_unit
from zzcarbon.document import sentence
from zzcarbon.errors import DataError, Problem
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["trajectory"]


def trajectory(
    series: Any,
    *,
    peak: int | None = None,
    path: Mapping[int, float] | pd.Series[float] | None = None,
    substance: str | None = None,
    unit: str = "t",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw emissions over years with their peak, and the path to a target.

    Parameters
    ----------
    series : Series, data frame or Inventory
        Emission by year; a frame has ``year`` and ``emission``; an inventory is summed by year.
    peak : int, optional
        Year of the peak, as ``zc.analysis.peak`` finds it. Without it the highest year is not marked: the
        highest figure is no proof of a peak.
    path : mapping of int to float, optional
        What is planned, by year [unit].
    substance : str, optional
        The substance; needed where there are several.
    unit : str
        Unit of mass.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        A column is missing, or the peak is no year of the series.

    Notes
    -----
    A year without a figure interrupts the line.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> ax = zc.plot.trajectory(pd.Series({2020: 5.0, 2021: 6.0, 2022: 5.5}), peak=2021)
    >>> ax.lines[0].get_ydata().tolist()
    [5.0, 6.0, 5.5]
    """
    from matplotlib.ticker import MaxNLocator

    tongue = chosen_language(language)
    values, what, unit = _series(series, substance, unit)
    years = np.arange(int(values.index.min()), int(values.index.max()) + 1)
    known = values.reindex(years)
    ax = axes_for(ax)
    ax.plot(years, known.to_numpy(float), marker="o", color=COLOURS[0], label=sentence("emission", tongue))
    if path is not None:
        planned = pd.Series(dict(path.items()), dtype=float).sort_index()
        ax.plot(planned.index, planned, linestyle="--", marker="s", color=COLOURS[7], label=sentence("path", tongue))
    if peak is not None:
        if peak not in values.index:
            raise DataError(
                "the peak cannot be drawn", [Problem("", "", "peak", str(peak), "is not a year of the series")]
            )
        label = sentence("peak", tongue, year=str(peak))
        ax.plot([peak], [values[peak]], "v", markersize=12, color=BAD, label=label, linestyle="none")
    ax.set_ylabel(sentence("axis emission", tongue, substance=what, unit=unit).strip())
    ax.set_ylim(bottom=min(0.0, float(np.nanmin(known)) * 1.05))
    number_axis(ax.yaxis)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, borderaxespad=0.0)
    return finish(ax)


def _series(series: Any, substance: str | None, unit: str) -> tuple[pd.Series[float], str, str]:
    if isinstance(series, pd.Series):
        if series.empty:
            needed(pd.DataFrame(columns=["year", "emission"]), ["year", "emission"])
        return series.astype(float), substance or "", unit
    frame = series if isinstance(series, pd.DataFrame) else emission_frame(series, ["year"], substance, unit)
    needed(frame, ["year"], ["emission"])
    chosen = one_substance(frame, substance)
    what = substance or (str(chosen["substance"].iloc[0]) if "substance" in chosen else "")
    sums = chosen.groupby("year")["emission"].sum(min_count=1)
    return sums.astype(float), what, one_unit(chosen, unit)
