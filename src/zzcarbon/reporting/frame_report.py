"""Frames of results as documents: a comparison, an uncertainty, sums."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import Document, Fact, Facts, Part, Picture, frame_table, sentence
from zzcarbon.document.names import namer
from zzcarbon.errors import DataError, Problem
from zzcarbon.reporting.pictures import chart_svg
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["frame_document"]

_KINDS = {
    "duties": ("duty", "net", "gap", "note"),
    "forecast": ("verified", "overdue", "expected", "expected_status"),
    "months": ("period", "added", "cumulative", "required"),
    "what-if": ("before", "after", "gap_after"),
    "comparison": ("emission", "emission_other", "difference"),
    "recalculation": ("old", "new", "difference", "activity", "factor", "method", "coverage"),
    "contributions": ("figure", "share", "cumulative", "change"),
    "co-control": ("pollutant_rate", "gas_rate", "elasticity"),
    "plane": ("co2e", "pollutant", "quadrant"),
    "curve": ("marginal_cost", "cumulative_reduction", "cumulative_cost"),
    "probabilities": ("quota", "probability", "mean", "lower", "upper"),
    "sensitivity": ("assumption", "cost", "entering", "leaving"),
    "alternatives": ("without", "cost", "rise", "entering"),
    "prices": ("quota", "price", "basis"),
    "checks": ("check", "where", "found", "expected", "remedy"),
    "uncertainty": ("emission", "lower", "upper"),
    "effects": ("factor", "value"),
    "sums": ("emission",),
}
"""What a frame is, by columns that no other kind has; the first that fits."""

_UNITS = {
    "recalculation": dict.fromkeys(
        ("old", "new", "difference", "activity", "factor", "method", "gwp", "coverage"), "t"
    ),
    "contributions": {"change": "t"},
    "curve": {"reduction": "t/a", "cumulative_reduction": "t/a", "alone": "t/a", "lost": "t/a"},
    "plane": {"pollutant": "t/a", "angle": "°"},
    "duties": dict.fromkeys(("duty", "gross", "offset", "net", "gap"), "t"),
    "alternatives": {},
}


def frame_document(frame: pd.DataFrame, language: Language) -> Document:
    """Return a frame of results as a document.

    Raises
    ------
    DataError
        The frame is none of a comparison, an uncertainty, effects or sums, or has no rows.
    """
    kind = next((name for name, columns in _KINDS.items() if set(columns) <= set(frame.columns)), None)
    if kind is None or frame.empty:
        remedy = "Give the frame of compare(...), uncertainty(...), by(...) or another result."
        have = ", ".join(map(str, frame.columns))
        raise DataError("the frame has no report", [Problem("", "", "", have, "not a frame of results", remedy)])
    names = namer(language)
    unit = {} if "unit" in frame else dict.fromkeys(("emission", "emission_other", "difference", "lower", "upper"), "t")
    unit |= _UNITS.get(kind, {})
    if kind == "plane":
        frame, unit = frame.drop(columns="unit_co2e"), {**unit, "co2e": f"{frame['unit_co2e'].iloc[0]}/a"}
    shown = frame.reset_index() if frame.index.name else frame
    table = frame_table(shown, kind, sentence(f"frame {kind}", language), language=language, units=unit, names=names)
    parts: tuple[Part, ...] = (_facts(frame, language), *_pictures(frame, kind, language), table)
    return Document(sentence(f"frame {kind} title", language), parts, language)


def _facts(frame: pd.DataFrame, language: Language) -> Facts:
    """Return the sums of a comparison; intervals do not add, so an uncertainty has none."""
    if "emission_other" not in frame or "substance" not in frame:
        return Facts(())
    items = []
    for substance, rows in frame.groupby("substance", sort=False):
        for column, label in (("emission", "this inventory"), ("emission_other", "other inventory")):
            text = (
                f"{substance} ({sentence(label, language)})"
                if language == "en"
                else f"{substance}（{sentence(label, language)}）"
            )
            value = rows[column].sum(min_count=1)
            items.append(Fact(text, None if pd.isna(value) else float(value), "t"))
    return Facts(tuple(items))


def _pictures(frame: pd.DataFrame, kind: str, language: Language) -> list[Part]:
    from zzcarbon.charts import comparison, intervals

    draw = {"comparison": comparison, "uncertainty": intervals}.get(kind)
    labels = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    labels = [str(name) for name in labels if name not in {"substance", "unit", "notation", "method"}]
    if draw is None or not labels:
        return []
    names = namer(language)
    pictures: list[Part] = []
    substances = list(dict.fromkeys(frame["substance"])) if "substance" in frame else [None]
    for at, substance in enumerate(substances[:6]):
        rows = frame if substance is None else frame[frame["substance"].eq(substance)]
        if len(rows) > 40 or not rows["emission"].notna().any():
            continue
        label = labels[0]
        shown = rows.assign(**{label: [names(label, value) for value in rows[label]]})
        drawn = partial(_draw, draw, shown, label, language)
        svg = chart_svg(drawn, width=9.0, height=max(2.6, 0.32 * len(shown) + 1.4), name=f"{kind}-{at}")
        if svg:
            caption = sentence(f"{kind} picture", language, substance=substance or "").strip()
            pictures.append(Picture(f"{kind}-{at}", caption, svg))
    return pictures


def _draw(draw: Callable[..., object], frame: pd.DataFrame, label: str, language: Language, ax: Axes) -> None:
    draw(frame, label, ax=ax, language=language)
