"""An inventory as a data package (Frictionless): tables that say themselves what their columns are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from zzcarbon.document import title_of
from zzcarbon.files import write_text
from zzcarbon.provenance import sources

__all__ = ["write_data_package"]

_KINDS = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}
_UNITS = {"emission": "unit", "lower": "unit", "upper": "unit"}
"""Columns whose unit stands in another column."""


def write_data_package(
    tables: Mapping[str, pd.DataFrame], documents: tuple[str, ...], edition: str, folder: str | PathLike[str]
) -> Path:
    """Write tables as CSV with ``datapackage.json`` beside them, which is written last.

    Parameters
    ----------
    tables : mapping of str to data frame
        The tables by name; a gap is an empty cell, and texts stand as they are.
    documents : tuple of str
        Keys of the documents that the figures stand in.
    edition : str
        Edition of the factor database.
    folder : path
        Folder to write into; it is made if it is not there.

    Returns
    -------
    pathlib.Path
        The ``datapackage.json``.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_text(place / f"{name}.csv", table.to_csv(index=False, lineterminator="\n"))
    known = sources()
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "inventory",
        "title": "Emission inventory by zzcarbon",
        "version": edition,
        "sources": [{"title": str(known.get(key, key))} for key in documents],
        "resources": [_resource(name, table) for name, table in tables.items()],
    }
    file = place / "datapackage.json"
    write_text(file, json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    return file


def _resource(name: str, table: pd.DataFrame) -> dict[str, Any]:
    return {
        "name": name,
        "profile": "tabular-data-resource",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {"fields": [_field(table, str(column)) for column in table], "missingValues": [""]},
    }


def _field(table: pd.DataFrame, column: str) -> dict[str, str]:
    kind = _KINDS.get(table[column].dtype.kind, "string")
    told = {"name": column, "type": kind, "title": f"{title_of(column, 'en')} / {title_of(column, 'zh')}"}
    return {**told, "description": f"in the unit of column {_UNITS[column]}"} if column in _UNITS else told
