"""Labels that do not overlap: smaller, turned, or moved apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = ["boxes", "fit_legend", "fit_ticks", "overlapping", "spread"]

_SMALLEST = 4.0
"""Size below which no label is made [pt]."""


def spread(places: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Move places so far apart that none is nearer than ``apart`` to the next, and keep their order.

    Parameters
    ----------
    places : sequence of float
        Where the labels would like to stand.
    apart : float
        Least distance.
    low, high : float
        Between which they stay where the room is enough.

    Examples
    --------
    >>> spread([0.0, 0.1, 5.0], 1.0, 0.0, 10.0)
    [0.0, 1.0, 5.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [places[at] for at in order]
    for at in range(len(moved)):
        moved[at] = max(moved[at], low if not at else moved[at - 1] + apart)
    top = max(high, low + apart * (len(moved) - 1))
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], top if at == len(moved) - 1 else moved[at + 1] - apart)
    found = [0.0] * len(places)
    for at, place in zip(order, moved, strict=True):
        found[at] = place
    return found


def boxes(texts: Sequence[Text]) -> list[Any]:
    """Return where texts that are shown stand on the canvas [pixel]."""
    from matplotlib.text import Text

    figure = texts[0].get_figure() if texts else None
    if figure is None:
        return []
    renderer: Any = getattr(figure.canvas, "get_renderer", lambda: None)()
    words = [text for text in texts if text.get_visible() and text.get_text()]
    return [Text.get_window_extent(text, renderer) for text in words]  # of an annotation without its arrow


def overlapping(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """Return the pairs of texts that cover one another by more than a pixel."""
    found = boxes(texts)
    return [
        (a, b)
        for a in range(len(found))
        for b in range(a + 1, len(found))
        if min(found[a].x1, found[b].x1) - max(found[a].x0, found[b].x0) > 1
        and min(found[a].y1, found[b].y1) - max(found[a].y0, found[b].y0) > 1
    ]


def fit_ticks(ax: Axes, axis: str) -> None:
    """Make the words along an axis so small, and turn those below, that none covers the next."""
    labels = _drawn_labels(ax, axis)
    if axis == "x" and _crowded(labels):
        for label in labels:
            label.set_rotation(90)
        labels = _drawn_labels(ax, axis)
    size = float(labels[0].get_fontsize()) if labels else 0.0
    while labels and _crowded(labels) and size > _SMALLEST:
        size -= 0.5
        for label in labels:
            label.set_fontsize(size)
        labels = _drawn_labels(ax, axis)


def fit_legend(ax: Axes) -> None:
    """Make a legend no higher than its figure."""
    legend, figure = ax.get_legend(), ax.get_figure()
    if legend is None or figure is None:
        return
    size = float(legend.get_texts()[0].get_fontsize()) if legend.get_texts() else 0.0
    while size > _SMALLEST:
        figure.canvas.draw()
        if legend.get_window_extent().height <= figure.bbox.height:
            return
        size -= 0.5
        for text in legend.get_texts():
            text.set_fontsize(size)


def _drawn_labels(ax: Axes, axis: str) -> list[Text]:
    figure = ax.get_figure()
    if figure is None:
        return []
    figure.canvas.draw()
    labels = ax.get_xticklabels() if axis == "x" else ax.get_yticklabels()
    return [label for label in labels if label.get_text()]


def _crowded(labels: Sequence[Text]) -> bool:
    found = boxes(labels)
    across = sorted(found, key=lambda box: (box.x0, box.y0))
    down = sorted(found, key=lambda box: (box.y0, box.x0))
    return any(a.overlaps(b) for order in (across, down) for a, b in pairwise(order))
