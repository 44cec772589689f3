"""All declared types of projects, and their names."""

from __future__ import annotations

from functools import cache

import pandas as pd

from zzcarbon.projects import air, supply, transport, water
from zzcarbon.projects.project_type import ProjectType
from zzcarbon.vocabulary.names import NameIndex

__all__ = ["TYPES", "project_type", "types"]

TYPES = {kind.key: kind for kind in (*water.TYPES, *air.TYPES, *transport.TYPES, *supply.TYPES)}
"""Every declared type by its key."""


@cache
def _names() -> NameIndex:
    return NameIndex("type of project", [(kind.key, (kind.title_local, *kind.aliases)) for kind in TYPES.values()])


def project_type(name: str) -> ProjectType:
    """Return a type by its English or Chinese name.

    Parameters
    ----------
    name : str
        Key, Chinese title or alias.

    Raises
    ------
    UnknownNameError
        There is no such type.

    Examples
    --------
    >>> project_type("污水处理厂提标改造").key
    'sewage plant upgraded'
    """
    return TYPES[_names().key(name)]


def types() -> pd.DataFrame:
    """Return the declared types: what they ask for, their equation, and what it rests on.

    Returns
    -------
    pandas.DataFrame
        ``type title_local formula columns units aims moves basis source locator``.

    Examples
    --------
    >>> types().set_index("type").loc["closure", "basis"]
    'identity: the official formula was not seen'
    """
    rows = [
        {
            "type": kind.key,
            "title_local": kind.title_local,
            "formula": kind.formula,
            "columns": " ".join(kind.columns),
            "units": "; ".join(f"{item.name} [{item.unit}]: {item.meaning}" for item in kind.inputs),
            "aims": " ".join(kind.aims),
            "moves": kind.moves,
            "basis": kind.basis,
            "source": kind.source,
            "locator": kind.locator,
        }
        for kind in TYPES.values()
    ]
    return pd.DataFrame(rows)
