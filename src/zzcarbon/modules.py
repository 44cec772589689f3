"""All modules at once: rows that say which module they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any, Unpack

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_name
from zzcarbon.activity.read import to_pandas
from zzcarbon.door import guarded
from zzcarbon.errors import DataError, Problem, nearest, shown
from zzcarbon.estimation.engines import is_lazy_input
from zzcarbon.estimation.grouped import group_rows
from zzcarbon.estimation.scan import Scan, scan_frame
from zzcarbon.inventory.combination import combine
from zzcarbon.inventory.counted_once import refuse_strict
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, sector
from zzcarbon.tables import row_numbers
from zzcarbon.tables.numbering import row_ids

__all__ = ["MODULES", "estimate", "methods"]

MODULES = ("energy", "industry", "transport", "buildings", "water", "agriculture", "waste", "general")
"""The modules, in the order of an inventory."""

_KEPT = {"amount", "unit"}
"""Columns that a module has even where all its rows leave them blank, as under a notation."""

_LOCAL = dict(zip(("能源", "工业", "交通", "建筑", "水", "农业", "废弃物", "通用"), MODULES, strict=True))


@sector
@guarded
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate rows of several modules.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with a column ``module`` (energy, industry, transport, buildings, water, agriculture,
        waste, general, in English or Chinese) and the columns of each module.
    **said
        As in every sector.

    Returns
    -------
    Inventory
        What may be counted twice across modules is in its ``problems``.

    Raises
    ------
    DataError
        The column ``module`` is missing or holds other words, or a module cannot use its rows.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"module": ["能源"], "fuel": ["柴油"], "amount": [1.0], "unit": ["万吨"]})
    >>> inventory = zc.estimate(rows, region="CN-HA", substances=["CO2"])
    >>> round(inventory.total("CO2").magnitude, 1)
    30959.1
    """
    said = said.copy()
    strict = said.pop("strict", ())
    if is_lazy_input(frame):
        scan = scan_frame(frame, ("module",))
        made = combine(*(_estimate_of(module)(part, **said) for module, part in _parts_in_engine(scan)))
        made = replace(made, across=tuple(dict.fromkeys((*scan.across, *made.across))))
        refuse_strict(made.across, strict, made.activity)
        return made
    rows = to_pandas(frame)
    named = _modules_of(rows)
    found = []
    for module in MODULES:
        where = np.flatnonzero(named == module)
        if not len(where):
            continue
        part = rows.iloc[where]
        part = part.drop(
            columns=[name for name in part if part[name].isna().all() and standard_name(name) not in _KEPT]
        )
        if "id" not in map(standard_name, part.columns):
            part = part.assign(id=row_ids(where.tolist()))
        part.attrs = dict(rows.attrs)
        found.append(_estimate_of(module)(part, **said))
    made = combine(*found)
    refuse_strict(made.across, strict, made.activity)
    return made


@guarded
def methods(text: str = "") -> pd.DataFrame:
    """Return the methods of all modules: columns, equation, edition, tier, source, validated.

    Parameters
    ----------
    text : str
        Words, in English or Chinese, each of which must stand somewhere in the line of a method.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> "combustion" in set(zc.methods()["method"])
    True
    >>> zc.methods("锅炉 NOx")["module"].unique().tolist()
    ['energy']
    """
    tables: list[pd.DataFrame] = [import_module(f"zzcarbon.{module}").methods(text) for module in MODULES]
    return pd.concat(tables, ignore_index=True)


def _estimate_of(module: str) -> Any:
    return import_module(f"zzcarbon.{module}").estimate


def _parts_in_engine(scan: Scan) -> Iterator[tuple[str, Any]]:
    """Yield each module that the rows of an engine name, with its rows; ids are those of the whole.

    Raises
    ------
    DataError
        The column is missing, or a cell is empty or not the name of a module.
    """
    found = group_rows(scan.frame, {"module": scan.word("module")}, {}, {}, passes=scan.asked, asked="modules")
    words: dict[str, list[str]] = {}
    problems = []
    for word, count in zip(found["module"], found["rows"], strict=True):
        plain = word.strip().lower() if isinstance(word, str) else ""
        module = _LOCAL.get(plain, plain)
        if module in MODULES:
            words.setdefault(module, []).append(word)
        else:
            text = f"not the name of a module ({count:,} rows)"
            problems.append(Problem(scan.file, "", "module", shown(word), text, _remedy(plain)))
    if problems or not words:
        message = "rows name no module"
        raise DataError(
            message, problems or [Problem(scan.file, "", "", "", "no rows", "Check the file or the filter.")]
        )
    for module in MODULES:
        if module in words:
            part = scan.frame.filter(scan.word("module").is_in(words[module]).fill_null(value=False))
            ids = [scan.id.alias("id")] if scan.id is not None and "id" not in scan.columns else []
            own = [name for name in scan.columns if name != "module"]
            yield module, nw.to_native(part.select(*(nw.col(name) for name in own), *ids))


def _modules_of(rows: pd.DataFrame) -> np.ndarray:
    """Return the module of each row.

    Raises
    ------
    DataError
        The column is missing, a cell is empty or not the name of a module; all rows at once.
    """
    file = str(rows.attrs.get("file", ""))
    column = next((name for name in rows.columns if standard_name(name) == "module"), None)
    if column is None:
        problem = Problem(file, "", "module", "", "the column is missing", f"Name one of {', '.join(MODULES)} a row.")
        message = "rows of several modules need a column module"
        raise DataError(message, [problem])
    if not len(rows):
        message = "the activity data have no rows"
        raise DataError(message, [Problem(file, "", "", "", "no rows", "Check the file or the filter.")])
    words = rows[column].astype("string").str.strip().str.lower().fillna("")
    known = {**dict.fromkeys(MODULES, None), **_LOCAL}
    named = words.map({word: _LOCAL.get(word, word) for word in known}).to_numpy(object, na_value="")
    problems = [
        Problem(file, str(row), "module", shown(cell), "not the name of a module", _remedy(word))
        for row, cell, word, name in zip(row_numbers(rows), rows[column], words, named, strict=True)
        if not name
    ]
    if problems:
        message = f"{len(problems)} rows name no module"
        raise DataError(message, problems)
    return np.asarray(named)


def _remedy(word: str) -> str:
    near = nearest(word, MODULES, 1)
    mean = f" Did you mean {near[0]!r}?" if near else ""
    return f"Name one of {', '.join(MODULES)}.{mean}"
