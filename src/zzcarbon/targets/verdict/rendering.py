"""Tables as people read them: aligned text with wide characters."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

import pandas as pd

__all__ = ["align_table", "figure", "percent"]

_WIDEST = 44


def figure(value: float, classes: Sequence[str] = ()) -> str:
    """Return a figure as people read it; the name of its class on an ordinal scale.

    Examples
    --------
    >>> figure(64.93150684), figure(3.0, ("Ⅰ", "Ⅱ", "Ⅲ")), figure(float("nan"))
    ('64.9315', 'Ⅲ', '')
    """
    if not math.isfinite(value):
        return ""
    if classes:
        return classes[int(value) - 1]
    return f"{value:,.0f}" if abs(value) >= 1e6 else f"{value:.6g}"


def percent(value: float) -> str:
    """Return a share in percent.

    Examples
    --------
    >>> percent(2.0751)
    '207.5%'
    """
    return f"{value:.1%}" if math.isfinite(value) else ""


def align_table(table: pd.DataFrame) -> list[str]:
    """Return the lines of a text table; characters of East Asian width count twice."""
    cells = [[str(name) for name in table.columns], *table.to_numpy().tolist()]
    cells = [[_cut(cell) for cell in row] for row in cells]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(table.columns))]
    return ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) > _WIDEST - 3:
            break
        kept += character
    return f"{kept}..."
