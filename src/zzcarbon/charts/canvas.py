"""Axes to draw on, colours that everyone tells apart, and the end of every chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zzcarbon.charts.fonts import set_fonts
from zzcarbon.charts.labels import fit_legend, fit_ticks
from zzcarbon.document import figure_text
from zzcarbon.document.messages import message as told
from zzcarbon.errors import DataError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BAD", "COLOURS", "GOOD", "OPEN", "PLAIN", "axes_for", "finish", "number_axis", "styles"]

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#595959")
"""Okabe and Ito (2008), with grey for black: told apart with every kind of colour blindness."""

GOOD, OPEN, BAD, PLAIN = COLOURS[2], COLOURS[1], COLOURS[5], "#8C8C8C"

_HATCHES = ("", "///", "...", "xxx", "\\\\\\")
_NEEDED = "charts need matplotlib: pip install 'zzcarbon[plot]'"


def axes_for(ax: Axes | None, *, width: float = 8.0, height: float = 4.5) -> Axes:
    """Return the axes given, or new ones [inch].

    Raises
    ------
    ImportError
        matplotlib is not installed.
    DataError
        What is given is no axes.
    """
    if ax is not None:
        if not hasattr(ax, "get_figure"):
            raise DataError(f"Axes is needed, not {type(ax).__name__}: matplotlib.pyplot.subplots() makes one")
        return ax
    try:
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise ImportError(told(_NEEDED)) from error
    # No settings are changed around this call: a notebook's backend starts in it, and what it sets must last.
    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made


def styles(count: int) -> list[dict[str, Any]]:
    """Return colour and hatch of so many categories; no two are alike up to forty.

    Examples
    --------
    >>> len({(style["facecolor"], style["hatch"]) for style in styles(40)})
    40
    """
    return [
        {
            "facecolor": COLOURS[at % len(COLOURS)],
            "hatch": _HATCHES[at // len(COLOURS) % len(_HATCHES)],
            "edgecolor": "white",
            "linewidth": 0.5,
        }
        for at in range(count)
    ]


def number_axis(axis: Any) -> None:
    """Write the numbers of an axis as everywhere else: thousands apart, no power of ten."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: figure_text(float(f"{value:.10g}"))))


def finish(ax: Axes, title: str = "", *, ticks: Sequence[str] = ()) -> Axes:
    """Set title and fonts, take away what is no data, and see that no label overlaps its neighbour.

    Parameters
    ----------
    ax : Axes
        The chart.
    title : str
        What it shows.
    ticks : sequence of str
        Axes whose labels are words: ``x``, ``y``.
    """
    if title:
        ax.set_title(title, loc="left", fontsize="medium")
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    set_fonts(ax)
    for name in ticks:
        fit_ticks(ax, name)
    fit_legend(ax)
    return ax
