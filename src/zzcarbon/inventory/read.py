"""Read an inventory that was written to files: the same class, with all it rests on."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.joined_rows import joined_rows
from zzcarbon.files import as_path, need_parquet, unescaped
from zzcarbon.inventory.facts import FORMAT, Parts, in_memory, rows_from, text_from
from zzcarbon.inventory.first_version import first_csv, first_excel, first_parquet
from zzcarbon.inventory.folder import FACTS, is_folder
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.store import JSON, PARTS, SHEET, file_hash, part_of
from zzcarbon.settings import options

__all__ = ["read_inventory"]

_ENDINGS = (".csv", ".xlsx", ".parquet")


def read_inventory(path: str | PathLike[str]) -> Inventory:
    """Read an inventory that was written by ``to_csv``, ``to_excel`` or ``to_parquet``.

    Files of version 0.1.0 are read as well; they hold results and not the figures of the products, so an
    explanation of them names the result and its sources only.

    Raises
    ------
    DataError
        A file is missing or of another kind, a folder is not finished, the parts are not of one inventory,
        or the rows of a folder are more than ``zc.options.limit``.

    Examples
    --------
    >>> import tempfile, pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"fuel": ["coke"], "amount": [2.0], "unit": ["t"]})
    >>> inventory = zc.energy.estimate(rows, region="CN-HA", substances="CO2")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     inventory.to_csv(f"{folder}/coke.csv")
    ...     zc.read_inventory(f"{folder}/coke.csv").total("CO2") == inventory.total("CO2")
    True
    """
    source = as_path(path)
    if is_folder(source):
        return Inventory(*_from_folder(source))
    if source.suffix not in _ENDINGS:
        message = f"an inventory is read from {', '.join(_ENDINGS)}"
        raise DataError(message, [Problem(str(source), "", "", "", "unknown kind of file", "Give one of these.")])
    if source.suffix == ".xlsx":
        return Inventory(*_from_workbook(source))
    if part_of(source, JSON).exists() or part_of(source, "rows").exists():
        return Inventory(*_from_parts(source))
    first = first_parquet if source.suffix == ".parquet" else first_csv
    return Inventory(*first(source))


def _from_parts(source: Path) -> Parts:
    """Read rows and facts that stand in files side by side."""
    names = [*(part_of(source, name) for name in PARTS), part_of(source, JSON)]
    missing = [name for name in names if not name.exists()]
    if missing:
        raise _torn("the inventory is not complete", missing, "the file is missing")
    facts = _facts(names[-1].read_text(encoding="utf-8"), names[-1])
    other = [name for name in names[:-1] if file_hash(name) != facts["parts"].get(name.name)]
    if other:
        raise _torn("the files are not of one inventory", other, f"not the one that {names[-1].name} was written with")
    place = part_of(source, "rows")
    if source.suffix == ".csv":
        table = unescaped(pd.read_csv(place, dtype=str, keep_default_na=False, encoding="utf-8"))
    else:
        need_parquet()
        table = pd.read_parquet(place, engine="pyarrow")
    return text_from(facts, rows_from(_typed(table, facts["kinds"]), len(facts["terms"])))


def _from_folder(source: Path) -> Parts:
    """Read a folder that an engine wrote."""
    need_parquet()
    import pyarrow.dataset as ds

    facts = _facts((source / FACTS).read_text(encoding="utf-8"), source / FACTS)
    stored = [ds.dataset(source / f"rows-{at}") for at in range(facts["folder"])]
    count = sum(part.count_rows() for part in stored)
    if count > options.limit:
        message = (
            f"{source} holds {count:,} rows, more than {options.limit:,}: read its folder lines/ with an "
            "engine, or raise zc.options(limit=...)"
        )
        raise DataError(message)
    tables = [part.to_table().to_pandas() for part in stored]
    rows = [rows_from(_typed(table, facts["kinds"]), len(facts["terms"])) for table in tables]
    return in_memory(text_from(facts, joined_rows(rows)))


def _from_workbook(source: Path) -> Parts:
    sheets = pd.read_excel(source, sheet_name=None, dtype=object, keep_default_na=False)
    if SHEET not in sheets:
        return first_excel(source, sheets)
    facts = _facts("".join(map(str, unescaped(sheets[SHEET])["json"])), source)
    table = _typed(unescaped(sheets["rows"]), facts["kinds"])
    for row, column, text in facts["exact"]:
        table.loc[int(row), column] = float(text) if facts["kinds"].get(column) == "float" else text
    return text_from(facts, rows_from(table, len(facts["terms"])))


def _facts(text: str, place: Path) -> dict[str, Any]:
    """Return the facts of an inventory, if this version understands them."""
    try:
        facts: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise _torn("the inventory cannot be read", [place], "not the JSON of an inventory") from error
    if facts.get("format") != FORMAT:
        problem = f"written in format {facts.get('format')}, this version reads {FORMAT}"
        raise _torn("the inventory is of another version", [place], problem)
    return facts


def _torn(message: str, places: list[Path], problem: str) -> DataError:
    remedy = "Keep the files of an inventory together, or write it again."
    return DataError(message, [Problem(str(place), "", "", "", problem, remedy) for place in places])


def _typed(table: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    """Turn text back into what the columns held."""
    typed = table.copy()
    for name in typed:
        kind = kinds.get(str(name), "")
        if kind == "float" and typed[name].dtype.kind != "f":
            typed[name] = np.array([float(cell) if cell not in {"", None} else np.nan for cell in typed[name]])
        elif kind == "int":
            typed[name] = np.array([int(cell) for cell in typed[name]], np.int64)
        elif kind == "bool":
            typed[name] = np.array([str(cell) == "True" for cell in typed[name]], bool)
        elif kind == "gaps":
            typed[name] = pd.Series([None if cell in {"", None} else cell for cell in typed[name]], dtype=object)
        elif kind == "date":
            typed[name] = pd.to_datetime(typed[name])
    return typed
