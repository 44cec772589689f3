"""All modules at once: rows that say which module they belong to."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Unpack

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_name
from zzcarbon.activity.read import to_pandas
from zzcarbon.errors import DataError, Problem, nearest, shown
from zzcarbon.inventory.combine import combine
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, sector

__all__ = ["MODULES", "estimate", "methods"]

MODULES = ("energy", "industry", "transport", "buildings", "water", "agriculture", "waste", "general")
"""The modules, in the order of an inventory."""

_LOCAL = dict(zip(("能源", "工业", "交通", "建筑", "水", "农业", "废弃物", "通用"), MODULES, strict=True))


@sector
def estimate(frame: Any, **said: Unpack[Said]) -> Inventory:
    """Estimate rows of several modules.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with a column ``module`` (energy, industry, transport, buildings, water, agriculture,
        waste, general, in English or Chinese) and the columns of each module.
    region, year, factors, sets, purpose, substances, fuel_map
        As in ``zc.energy.estimate``.

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
    rows = to_pandas(frame)
    named = _modules_of(rows)
    found = []
    for module in MODULES:
        where = np.flatnonzero(named == module)
        if not len(where):
            continue
        part = rows.iloc[where].dropna(axis=1, how="all")
        if "id" not in map(standard_name, part.columns):
            part = part.assign(id=[f"row-{at + 1}" for at in where])
        part.attrs = dict(rows.attrs)
        found.append(import_module(f"zzcarbon.{module}").estimate(part, **said))
    return combine(*found)


def methods() -> pd.DataFrame:
    """Return the methods of all modules: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> "combustion" in set(zc.methods()["method"])
    True
    """
    tables: list[pd.DataFrame] = [import_module(f"zzcarbon.{module}").methods() for module in MODULES]
    return pd.concat(tables, ignore_index=True)


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
        Problem(file, str(at + 1), "module", shown(rows[column].iloc[at]), "not the name of a module", _remedy(word))
        for at, (word, name) in enumerate(zip(words, named, strict=True))
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
