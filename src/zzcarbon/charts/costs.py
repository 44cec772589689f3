"""The marginal abatement cost curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import axes_for, finish, number_axis, styles
from zzcarbon.charts.frames import needed
from zzcarbon.document import sentence
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["abatement_cost"]


def abatement_cost(
    curve: pd.DataFrame,
    *,
    unit: str = "t",
    currency: str = "",
    required: float | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw a marginal abatement cost curve.

    Parameters
    ----------
    curve : data frame
        As ``zc.planner.abatement_cost_curve`` or ``candidate_cost_curve`` gives it: ``measure`` (or ``project``)
        ``reduction marginal_cost``, in its order.
    unit : str
        Unit of the reduction, a year's.
    currency : str
        Name of the money.
    required : float, optional
        A reduction to reach [unit/a], drawn as a line.
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
    Width is the reduction that a measure adds, height what a tonne of it costs. Measures without effect have no
    height; the legend lists them without a bar.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> ax = zc.plot.abatement_cost(pd.DataFrame({"measure": ["lamps", "kiln"], "reduction": [10.0, 40.0],
    ...                                           "marginal_cost": [-5.0, 20.0]}))
    >>> [(float(bar.get_width()), float(bar.get_height())) for bar in ax.patches]
    [(10.0, -5.0), (40.0, 20.0)]
    """
    tongue = chosen_language(language)
    name = "project" if "project" in getattr(curve, "columns", ()) and "measure" not in curve else "measure"
    needed(curve, [name], ["reduction", "marginal_cost"])
    ax = axes_for(ax, width=9.5, height=max(4.5, 0.24 * len(curve) + 1))
    width, height = curve["reduction"].to_numpy(float), curve["marginal_cost"].to_numpy(float)
    left = np.concatenate([[0.0], np.cumsum(width)[:-1]])
    numbered = [f"{at}  {text}" for at, text in enumerate(curve[name], 1)]
    for at, style in enumerate(styles(len(curve))):
        if np.isnan(height[at]):
            ax.plot([], [], linestyle="none", label=numbered[at])
            continue
        ax.bar(left[at], height[at], width=width[at], align="edge", label=numbered[at], **style)
    ax.axhline(0, color="black", linewidth=0.8)
    if required is not None:
        ax.axvline(required, color="black", linestyle="--", label=sentence("required", tongue))
    ax.set_xlabel(sentence("axis reduction", tongue, unit=f"{unit}/a"))
    ax.set_ylabel(sentence("axis cost", tongue, unit=f"{currency}/{unit}" if currency else f"1/{unit}"))
    for axis in (ax.xaxis, ax.yaxis):
        number_axis(axis)
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, borderaxespad=0.0)
    return finish(ax)
