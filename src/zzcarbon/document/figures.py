"""Numbers as people read them; the exact number stays in the data."""

from __future__ import annotations

import math

__all__ = ["figure_text", "share_text"]


def figure_text(value: float | None) -> str:
    """Return a number with at least four significant figures, thousands apart; none is blank.

    Examples
    --------
    >>> [figure_text(value) for value in (657225.0169, 58.97, 0.6949177, 3.2e-9, -0.0, float("nan"))]
    ['657,225', '58.97', '0.6949', '3.2e-09', '0', '']
    """
    if value is None or not math.isfinite(value):
        return ""
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 1000 or float(value).is_integer():
        return f"{value:,.0f}"
    if size < 1e-4:
        return f"{value:.4g}"
    decimals = max(0, 3 - math.floor(math.log10(size)))
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share_text(value: float | None) -> str:
    """Return a share in percent.

    Examples
    --------
    >>> share_text(2.0751), share_text(None)
    ('207.5 %', '')
    """
    if value is None or not math.isfinite(value):
        return ""
    return f"{value * 100:.1f} %"
