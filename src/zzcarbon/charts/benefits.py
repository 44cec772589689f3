"""The plane of co-benefits: what a project does for the climate and for the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import BAD, COLOURS, GOOD, axes_for, finish, number_axis
from zzcarbon.charts.frames import needed
from zzcarbon.charts.labels import spread
from zzcarbon.document import sentence
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plane"]


def plane(frame: pd.DataFrame, *, unit: str = "t", ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw projects in the plane of greenhouse gas and pollutant reduction.

    Parameters
    ----------
    frame : data frame
        As ``zc.cobenefit.plane`` gives it: ``project co2e pollutant`` and, if there, ``unit_co2e``.
    unit : str
        Unit of the weighted pollutant, for the axis.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        A column is missing.

    Notes
    -----
    Right of and above the axes both fall: the first quadrant. Labels stand right of the plane and a line leads
    from each to its point, so that none covers another.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> ax = zc.plot.plane(pd.DataFrame({"project": ["heat pump"], "co2e": [400.0], "pollutant": [3.0]}))
    >>> ax.collections[0].get_offsets().tolist()
    [[400.0, 3.0]]
    """
    tongue = chosen_language(language)
    needed(frame, ["project"], ["co2e", "pollutant"])
    ax = axes_for(ax, width=9.0, height=max(4.5, 0.24 * len(frame) + 1))
    x, y = frame["co2e"].to_numpy(float), frame["pollutant"].to_numpy(float)
    both = (x >= 0) & (y >= 0)
    ax.scatter(x, y, c=np.where(both, GOOD, BAD), zorder=3)
    ax.axhline(0, color="black", linewidth=0.8)
    ax.axvline(0, color="black", linewidth=0.8)
    gas = str(frame["unit_co2e"].iloc[0]) if "unit_co2e" in frame else "t CO2e"
    ax.set_xlabel(sentence("axis gas reduction", tongue, unit=f"{gas}/a"))
    ax.set_ylabel(sentence("axis pollutant reduction", tongue, unit=f"{unit}/a"))
    for axis in (ax.xaxis, ax.yaxis):
        number_axis(axis)
    _labels(ax, frame["project"].astype(str).tolist(), x, y)
    return finish(ax)


def _labels(ax: Axes, names: list[str], x: np.ndarray, y: np.ndarray) -> None:
    """Write names beside the plane, in the order of the points, each with a line to its point."""
    low, high = ax.get_ylim()
    right = ax.get_xlim()[1]
    apart = (high - low) / max(len(names), 12)
    wanted = spread(y.tolist(), apart, low + apart / 2, high - apart / 2)
    figure = ax.get_figure()
    points = 72.0 / figure.dpi * ax.get_window_extent().height / max(len(names), 12) if figure else 10.0
    for name, px, py, place in zip(names, x.tolist(), y.tolist(), wanted, strict=True):
        ax.annotate(
            name, (px, py), (right, place), va="center", fontsize=max(4.0, min(9.0, points * 0.7)),
            arrowprops={"arrowstyle": "-", "color": COLOURS[7], "linewidth": 0.5}, annotation_clip=False,
        )  # fmt: skip
    ax.set_ylim(low, high)
