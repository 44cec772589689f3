"""A font for Chinese words, found among those installed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zzcarbon.document import sentence
from zzcarbon.errors import warn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FAMILIES", "MissingFontWarning", "chinese_family", "set_fonts"]

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Noto Sans CJK TC",
    "Arial Unicode MS",
)
"""Fonts with simplified Chinese, best first."""

_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


class MissingFontWarning(UserWarning):
    """No installed font has Chinese characters: they are drawn as boxes."""


@cache
def chinese_family() -> str:
    """Return the name of an installed font with Chinese characters; empty if there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((family for family in FAMILIES if family in installed), "")


def set_fonts(ax: Axes) -> None:
    """Give every text of a chart that has Chinese characters a font that has them.

    Warns
    -----
    MissingFontWarning
        There is none; the message names the package to install.
    """
    from matplotlib.text import Text

    parts = [*ax.findobj(Text), *(text for child in ax.child_axes for text in child.findobj(Text))]
    chinese = [text for text in parts if isinstance(text, Text) and _CHINESE.search(text.get_text())]
    if not chinese:
        return
    family = chinese_family()
    if not family:
        warn(sentence("no chinese font"), MissingFontWarning)
        return
    for text in parts:
        if isinstance(text, Text):
            text.set_fontfamily([family, "DejaVu Sans"])
