"""A map of districts: by shapes that are given, or as tiles."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import PLAIN, axes_for, finish, number_axis
from zzcarbon.charts.fonts import set_fonts
from zzcarbon.charts.frames import needed, one_substance, one_unit
from zzcarbon.document import figure_text, sentence
from zzcarbon.errors import DataError, Problem, nearest
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = ["districts"]

_COLUMNS = 5
_SMALLEST = 4.0
"""Size below which no name is made [pt]."""


def districts(
    frame: pd.DataFrame,
    by: str = "district",
    *,
    shapes: Mapping[str, Sequence[Any]] | Mapping[str, Any] | None = None,
    tiles: Mapping[str, tuple[int, int]] | None = None,
    substance: str | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw emissions of districts as a map.

    Parameters
    ----------
    frame : data frame
        As ``inventory.by("district")`` gives it: a label and ``emission``.
    by : str
        Column of the districts.
    shapes : mapping, optional
        Borders: by district a list of rings, each a list of points (x, y); or a GeoJSON feature collection
        whose features have a property ``name``. The library ships no borders.
    tiles : mapping of str to (int, int), optional
        Column and row of the tile of each district. Without shapes and tiles, tiles stand in rows of five.
    substance : str, optional
        The substance; needed where there are several.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes
        Its first collection holds the areas; their values are its array.

    Raises
    ------
    DataError
        A district of the frame has no shape or tile; a column is missing.

    Notes
    -----
    Colours rise in lightness evenly (cividis), readable in grey and with every kind of colour blindness.
    A district without a figure is grey.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> ax = zc.plot.districts(pd.DataFrame({"district": ["a", "b"], "emission": [1.0, 3.0]}))
    >>> ax.collections[0].get_array().tolist()
    [1.0, 3.0]
    """
    from matplotlib import colormaps
    from matplotlib.collections import PolyCollection

    tongue = chosen_language(language)
    needed(frame, [by], ["emission"])
    rows = one_substance(frame, substance)
    values = rows.groupby(by, sort=False)["emission"].sum(min_count=1)
    ax = axes_for(ax, width=7.0, height=5.5)
    rings, owners = _rings(values.index, shapes, tiles)
    numbers = np.ma.masked_invalid([values.get(owner, np.nan) for owner in owners])
    cmap = colormaps["cividis"].with_extremes(bad=PLAIN)
    areas = PolyCollection(rings, array=numbers, cmap=cmap, edgecolors="white", linewidths=1.0)
    ax.add_collection(areas)
    ax.autoscale_view()
    ax.set_aspect("equal")
    ax.set_axis_off()
    what = substance or (str(rows["substance"].iloc[0]) if "substance" in rows else "")
    unit = one_unit(rows, "t")
    bar = ax.figure.colorbar(areas, ax=ax, label=sentence("axis emission", tongue, substance=what, unit=unit).strip())
    number_axis(bar.ax.yaxis)
    set_fonts(bar.ax)
    ax.figure.canvas.draw()  # the room of each area is known once the colour bar has its own
    _names(ax, rings, owners, values, areas)
    return finish(ax)


def _rings(names: Any, shapes: Any, tiles: Mapping[str, tuple[int, int]] | None) -> tuple[list[Any], list[Any]]:
    if shapes is None:
        places = tiles or {name: (at % _COLUMNS, at // _COLUMNS) for at, name in enumerate(names)}
        known = {
            name: [[(x, -y), (x + 1, -y), (x + 1, -y - 1), (x, -y - 1)]] for name, (x, y) in places.items()
        }  # fmt: skip
    else:
        known = _features(shapes) if "features" in shapes else dict(shapes)
    problems = []
    for name in names:
        if name not in known:
            near = nearest(str(name), map(str, known))
            remedy = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(map(str, list(known)[:20]))}."
            problems.append(Problem("", "", "district", repr(name), "there is no shape or tile of it", remedy))
    if problems:
        raise DataError("the map cannot be drawn", problems)
    rings = [np.asarray(ring, float)[:, :2] for rings in known.values() for ring in rings]
    owners = [name for name, rings in known.items() for _ in rings]
    return rings, owners


def _features(collection: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the outer rings of a GeoJSON feature collection by name."""
    found: dict[str, list[Any]] = {}
    for feature in collection["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        found.setdefault(str(feature["properties"]["name"]), []).extend(part[0] for part in parts)
    return found


def _names(ax: Axes, rings: list[Any], owners: list[Any], values: pd.Series[float], areas: Any) -> None:
    """Write name and number in the largest ring of each area, in black or white by what lies below."""
    areas.update_scalarmappable()
    colours = areas.get_facecolors()
    largest: dict[Any, tuple[float, int]] = {}
    for at, (ring, owner) in enumerate(zip(rings, owners, strict=True)):
        x, y = np.asarray(ring).T
        area = abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2
        largest[owner] = max(largest.get(owner, (-1.0, at)), (area, at))
    names: list[tuple[Text, tuple[float, float]]] = []
    for owner, (_, at) in largest.items():
        ring = np.asarray(rings[at])
        low, high = ring.min(axis=0), ring.max(axis=0)
        light = float(np.dot(colours[at][:3], (0.299, 0.587, 0.114)))
        lines = [*textwrap.wrap(str(owner), 14 if str(owner).isascii() else 6), figure_text(_value(values, owner))]
        text = "\n".join(line for line in lines if line)
        x, y = (float(part) for part in (low + high) / 2)
        written = ax.text(x, y, text, ha="center", va="center", color="black" if light > 0.55 else "white")
        names.append((written, (float(high[0] - low[0]), float(high[1] - low[1]))))
    set_fonts(ax)
    for text_of, room in names:
        _fit(ax, text_of, room)


def _value(values: pd.Series[float], owner: Any) -> float:
    return float(values.get(owner, np.nan))


def _fit(ax: Axes, text: Text, room: tuple[float, float]) -> None:
    """Make a text so small that it stands inside its area, though never unreadable."""
    corner = ax.transData.transform([(0.0, 0.0), room])
    wide, tall = (abs(float(part)) for part in corner[1] - corner[0])
    size = 9.0
    while size > _SMALLEST:
        text.set_fontsize(size)
        box = text.get_window_extent()
        if box.width <= 0.95 * wide and box.height <= 0.95 * tall:
            return
        size -= 0.5
