"""What flows from fuels through sectors: a Sankey diagram."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from zzcarbon.charts.canvas import axes_for, finish, styles
from zzcarbon.charts.frames import emission_frame
from zzcarbon.charts.labels import spread
from zzcarbon.document import figure_text, sentence, word
from zzcarbon.errors import DataError, Problem
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["flows"]

_BAR = 0.06
_GAP = 0.02


def flows(
    inventory: Any,
    stages: Sequence[str] = ("fuel", "category_ipcc2006"),
    *,
    substance: str | None = None,
    unit: str = "t",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw emissions as flows from one column of words to the next: fuel, sector, gas.

    Parameters
    ----------
    inventory : Inventory or data frame
        An inventory, or a frame with the stages as columns and ``emission``.
    stages : sequence of str
        Columns from left to right; ``substance`` may be the last where the frame is CO2e.
    substance : str, optional
        The substance; needed where there are several, unless ``substance`` is a stage.
    unit : str
        Unit of mass.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes
        The bands are its first patches, in the order of the flows.

    Raises
    ------
    DataError
        Several substances and none named, fewer than two stages, a flow below zero, or nothing to draw.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> frame = pd.DataFrame({"fuel": ["coal", "coal", "gas"], "sector": ["power", "kilns", "power"],
    ...                       "emission": [6.0, 3.0, 1.0], "unit": "t"})
    >>> ax = zc.plot.flows(frame, ("fuel", "sector"))
    >>> sorted(text.get_text() for text in ax.texts)[0]
    'coal: 9'
    """
    tongue = chosen_language(language)
    names = list(stages)
    frame = emission_frame(inventory, names, substance, unit)
    _check(frame, names)
    table = frame.dropna(subset=["emission"])
    total = float(table["emission"].sum())
    most = max(table[name].nunique(dropna=False) for name in names)
    ax = axes_for(ax, width=4.5 * len(names), height=max(4.5, 0.3 * most + 1))
    nodes = [_nodes(table, name, total) for name in names]
    for at, (left, right) in enumerate(pairwise(nodes)):
        _bands(ax, table, (names[at], names[at + 1]), (left, right), (at, total))
    for at, column in enumerate(nodes):
        _bars(ax, column, at, last=at == len(nodes) - 1, language=tongue)
    ax.set_xlim(-0.75 if len(names) > 1 else -0.1, len(names) - 1 + 0.75)
    low = min(bottom for column in nodes for bottom, _, _ in column.values())
    ax.set_ylim(low - _GAP, 1 + _GAP)
    ax.set_axis_off()
    what = substance or (str(frame["substance"].iloc[0]) if "substance" in frame else "")
    unit_text = str(frame["unit"].iloc[0])
    return finish(ax, sentence("axis emission", tongue, substance=what, unit=unit_text).strip())


def _check(frame: pd.DataFrame, names: Sequence[str]) -> None:
    problems = []
    if len(names) < 2:
        problems.append(Problem("", "", "stages", str(tuple(names)), "a flow needs two columns at least"))
    below = frame[frame["emission"] < 0]
    if len(below):
        text = ", ".join(map(str, below[names[0]].unique()[:3]))
        problems.append(Problem("", "", "emission", text, "a flow below zero", "Draw removals with zc.plot.sectors."))
    if not frame["emission"].sum() > 0:
        problems.append(Problem("", "", "emission", "", "nothing flows", "Check the filter."))
    if problems:
        raise DataError("the flows cannot be drawn", problems)


_Node = tuple[float, float, float]


def _nodes(table: pd.DataFrame, name: str, total: float) -> dict[object, _Node]:
    """Return bottom, height and amount of each word, the largest on top."""
    sums = table.groupby(name, dropna=False)["emission"].sum().sort_values(ascending=False, kind="stable")
    place, found = 1.0, {}
    for key, amount in sums.items():
        height = float(amount) / total
        found[key] = (place - height, height, float(amount))
        place -= height + _GAP
    return found


def _bands(
    ax: Axes,
    table: pd.DataFrame,
    pair: tuple[str, str],
    nodes: tuple[dict[object, _Node], dict[object, _Node]],
    where: tuple[int, float],
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    at, total = where
    sums: dict[Any, float] = table.groupby(list(pair), dropna=False)["emission"].sum().to_dict()
    tops = [{key: bottom + height for key, (bottom, height, _) in column.items()} for column in nodes]
    colours = dict(zip(nodes[0], styles(len(nodes[0])), strict=True))
    for left in nodes[0]:
        for right in nodes[1]:
            if (left, right) not in sums:
                continue
            height = float(sums[(left, right)]) / total
            a, b = tops[0][left], tops[1][right]
            tops[0][left], tops[1][right] = a - height, b - height
            x0, x1 = at + _BAR, at + 1 - _BAR
            middle = (x0 + x1) / 2
            upper = [(x0, a), (middle, a), (middle, b), (x1, b)]
            lower = [(x1, b - height), (middle, b - height), (middle, a - height), (x0, a - height)]
            codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
            patch = PathPatch(
                Path([*upper, *lower, (x0, a)], codes), **{**colours[left], "alpha": 0.55, "linewidth": 0}
            )
            patch.set_gid(f"{left} > {right}")
            ax.add_patch(patch)


def _bars(ax: Axes, column: dict[object, _Node], at: int, *, last: bool, language: str) -> None:
    centres = [bottom + height / 2 for bottom, height, _ in column.values()]
    low = min(bottom for bottom, _, _ in column.values())
    figure = ax.get_figure()
    tall = ax.get_window_extent().height * 72.0 / figure.dpi if figure else 300.0
    size = max(4.0, min(9.0, tall / max(len(column), 1) * 0.62))
    places = spread(centres, size * 1.45 / tall * (1 - low), low, 1.0)
    for (key, (bottom, height, amount)), style, place in zip(column.items(), styles(len(column)), places, strict=True):
        ax.bar(at, height, bottom=bottom, width=2 * _BAR, **{**style, "facecolor": "#404040", "hatch": ""})
        name = word(key, language) or sentence("no word", language)
        side = 1 if at else -1
        box = None if last or not at else {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.5}
        text = sentence("flow label", language, name=name, amount=figure_text(amount))
        ax.text(
            at + side * (_BAR + 0.03),
            place,
            text,
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=size,
            bbox=box,
        )
