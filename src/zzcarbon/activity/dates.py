"""Days and months as spreadsheets and Chinese tables write them, as text of ISO 8601."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

__all__ = ["period_text"]

_MIDNIGHT = " 00:00:00"
_LOCAL = re.compile(r"(\d{4})[年/](?:(\d{1,2})月?(?:/?(\d{1,2})日?)?)?")


def period_text(value: object) -> str:
    """Return a cell of column ``period`` as text; what is not understood stays as it is.

    The date of a spreadsheet, which has no time of the day, is a day.

    Examples
    --------
    >>> period_text(pd.Timestamp("2024-03-01")), period_text("2024年3月"), period_text("2024/3/1"), period_text(2024.0)
    ('2024-03-01', '2024-03', '2024-03-01', '2024')
    """
    if value is None or value != value:  # noqa: PLR0124  (NaN)
        return ""
    if isinstance(value, date):
        stamp = pd.Timestamp(value)
        return stamp.strftime("%Y-%m-%d") if stamp == stamp.normalize() else stamp.isoformat()
    text = str(value).strip().removesuffix(".0").removesuffix(_MIDNIGHT)
    local = _LOCAL.fullmatch(text)
    return "-".join(part.zfill(2) for part in local.groups() if part) if local else text
