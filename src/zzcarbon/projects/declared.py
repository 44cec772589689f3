"""All declared types of projects, and their names."""

from __future__ import annotations

from functools import cache

import pandas as pd
import yaml

from zzcarbon.projects import air, diffuse, supply, transport, water
from zzcarbon.projects.project_types import ProjectType
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.names import NameIndex

__all__ = ["TYPES", "document_of", "project_type", "types"]

TYPES = {kind.key: kind for kind in (*water.TYPES, *air.TYPES, *diffuse.TYPES, *transport.TYPES, *supply.TYPES)}
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


@cache
def _documents() -> dict[str, dict[str, str]]:
    documents: dict[str, dict[str, str]] = yaml.safe_load(
        data_path("plans", "sources.yaml").read_text(encoding="utf-8")
    )
    return documents


def document_of(kind: ProjectType) -> str:
    """Return the document behind a type, as it is cited: title, year, place in it.

    Parameters
    ----------
    kind : ProjectType
        The type.

    Examples
    --------
    >>> document_of(TYPES["manure treatment"])
    '关于农业污染源COD总量减排的核算 (2013), reference share of the farm'
    """
    entry = _documents()[kind.source]
    title = entry.get("title_local") or entry["title"]
    return f"{title} ({entry.get('year', 'no year')}), {kind.locator}"


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
