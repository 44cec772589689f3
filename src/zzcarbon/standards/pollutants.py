"""Pollutants as a standard names them: by the key of the substance, in Chinese, in English."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.vocabulary.names import NameIndex
from zzcarbon.vocabulary.substances import substance

__all__ = ["named_pollutants"]


def named_pollutants(table: pd.DataFrame, what: str) -> Callable[[str], str]:
    """Return a function from any name of a pollutant to the one that the table has.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows with ``name`` (unique key), ``zh``, ``en`` and ``substance`` (keys parted by ";").
    what : str
        What the pollutants are of, for messages.
    """
    rows = table.drop_duplicates("name")
    entries = list(zip(*(rows[column].tolist() for column in ("name", "zh", "en", "substance")), strict=True))
    index = NameIndex(f"pollutant of {what}", [(name, (zh, en)) for name, zh, en, _ in entries])
    by_substance = {key: name for name, _, _, keys in entries for key in keys.split(";") if key}

    def look_up(name: str) -> str:
        if name in index:
            return index.key(name)
        try:
            return str(by_substance[substance(name).key])
        except (UnknownNameError, KeyError):
            return index.key(name)

    return look_up
