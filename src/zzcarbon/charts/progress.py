"""How far quotas are, with their milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from zzcarbon.charts.canvas import BAD, GOOD, OPEN, PLAIN, axes_for, finish
from zzcarbon.charts.frames import needed
from zzcarbon.document import figure_text, sentence, word
from zzcarbon.errors import DataError, Problem, require
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["quota"]

_COLOURS = {"met": GOOD, "not met": BAD, "undetermined": OPEN}


def quota(card: Any, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw what is achieved of each reduction quota, with its milestone.

    Parameters
    ----------
    card : Scorecard or data frame
        A scorecard, of which the quotas in force are drawn; or a frame with ``target status achieved
        required unit`` and, if wanted, ``milestone``.
    ax, language
        As for `sectors`.

    Returns
    -------
    Axes

    Raises
    ------
    DataError
        There is no quota, or a column is missing.

    Notes
    -----
    A bar is achieved over required; 100 % is the quota, a stroke the milestone. A quota without data has no
    bar, and its label says so. Colour is the status, and the status stands beside the bar as a word.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> frame = pd.DataFrame({"target": ["NOx"], "status": ["met"], "achieved": [30.0], "required": [20.0],
    ...                       "unit": "t"})
    >>> ax = zc.plot.quota(frame)
    >>> float(ax.patches[0].get_width())
    150.0
    """
    tongue = chosen_language(language)
    frame = card if isinstance(card, pd.DataFrame) else _quotas(card)
    needed(frame, ["target", "status", "unit"], ["achieved", "required"])
    rows = frame.iloc[::-1].reset_index(drop=True)
    ax = axes_for(ax, width=9.0, height=max(2.2, 0.45 * len(rows) + 1))
    share = 100.0 * rows["achieved"].to_numpy(float) / rows["required"].to_numpy(float)
    known = np.isfinite(share)
    places = np.arange(len(rows))
    ax.axvline(100.0, color=PLAIN, linewidth=1.2, linestyle="--", zorder=0)
    colours = [_COLOURS.get(status, PLAIN) for status in rows["status"]]
    for at in places[known]:
        ax.barh([at], [share[at]], color=colours[at], height=0.6)
    if "milestone" in rows:
        stone = 100.0 * pd.to_numeric(rows["milestone"]).to_numpy(float) / rows["required"].to_numpy(float)
        there = np.isfinite(stone)
        ax.vlines(
            stone[there], places[there] - 0.4, places[there] + 0.4, color="black", label=sentence("milestone", tongue)
        )
        if there.any():
            ax.legend(loc="lower left", bbox_to_anchor=(0.0, 1.01), frameon=False, borderaxespad=0.0)
    for at in places:
        ax.text(1.02, float(at), _beside(rows.loc[at], tongue), va="center", transform=ax.get_yaxis_transform())
    names = rows["name_zh" if tongue == "zh" and "name_zh" in rows else "name" if "name" in rows else "target"]
    ax.set_yticks(places, [str(name) for name in names])
    ax.set_ylim(-0.6, len(rows) - 0.4)  # a row without a bar has its room, too
    ax.set_xlabel(sentence("axis achieved share", tongue))
    drawn = [0.0, 100.0, *share[known]]
    ax.set_xlim(1.05 * min(drawn), 1.05 * max(drawn))
    return finish(ax, ticks=("y",))


def _quotas(card: Any) -> pd.DataFrame:
    if not hasattr(card, "frame"):
        require(card, pd.DataFrame, "plan.check(...)")
    frame = card.frame
    chosen = frame["kind"].eq("cumulative_min") & frame["substance"].ne("") & frame["reason"].ne("superseded")
    if not chosen.any():
        problem = Problem("", "", "kind", "", "there is no reduction quota on the card", "Draw a frame of your own.")
        raise DataError("the chart cannot be drawn", [problem])
    milestone = pd.to_numeric(card.details["milestone"], errors="coerce").reindex(frame.index)
    local = frame["indicator_local"].where(frame["indicator_local"].ne(""), frame["indicator"])
    named = frame.assign(milestone=milestone, name=frame["indicator"], name_zh=local)
    quotas: pd.DataFrame = named[chosen].reset_index(drop=True)
    return quotas


def _beside(row: Any, language: str) -> str:
    status = word(row["status"], language)
    reason = word(row.get("reason", ""), language)
    if not np.isfinite(row["achieved"]):
        return sentence("quota without data", language, status=status, reason=reason or word("no data", language))
    numbers = {"achieved": figure_text(row["achieved"]), "required": figure_text(row["required"]), "unit": row["unit"]}
    key = "quota with reason" if reason else "quota achieved"
    return sentence(key, language, status=status, reason=reason, **numbers)
