"""Activities that factors are of: their names, and the one gas that the factors of some are of by definition."""

from __future__ import annotations

from functools import cache

from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.names import NameIndex

__all__ = ["activity_names", "only_substance"]


@cache
def activity_names() -> NameIndex:
    """Return the activities of the database by their names in Chinese and English."""
    return NameIndex("activity", [(key, (row["zh"], row["en"])) for key, row in _rows().items()])


def only_substance(activity: str) -> str:
    """Return the substance that all factors of an activity are of by definition; empty where they are of several.

    Announced factors of a grid count CO2 alone, and carbonates give off nothing else: a figure of another substance
    cannot exist, which is NA and not NE.

    Examples
    --------
    >>> only_substance("purchased electricity"), only_substance("combustion")
    ('CO2', '')
    """
    return _rows().get(activity, {}).get("only", "")


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in data_rows("activities.csv")}
