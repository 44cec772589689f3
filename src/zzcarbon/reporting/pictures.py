"""Charts as SVG for a page: the text stays text, the same data give the same bytes."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["chart_svg"]


def chart_svg(draw: Callable[[Axes], object], *, width: float = 8.0, height: float = 4.5, name: str = "chart") -> str:
    """Return what a function draws as SVG, ready to stand in a page.

    Parameters
    ----------
    draw : callable
        Takes Axes and draws on them.
    width, height : float
        Size. [inch]
    name : str
        Prefix of the ids inside the picture, so that two pictures of a page do not share any.

    Returns
    -------
    str
        The SVG element; empty where matplotlib is not installed: a report does without pictures then.
    """
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return ""
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a page writes text with the reader's fonts
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        draw(figure.subplots())
        stream = io.StringIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, transparent=False)
    text = stream.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r' xmlns:\w+="[^"]*"| xmlns="[^"]*"', "", svg, count=2).replace("xlink:href", "href")
    svg = re.sub(r'id="([^"]+)"', rf'id="{name}-\1"', svg)
    return re.sub(r'(url\(#|href="#)', rf"\1{name}-", svg)
