"""The projects that plans list by name, and blank rows of them for ledgers, reductions and the planner."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from zzcarbon.errors import DataError, shown
from zzcarbon.resources import data_path

__all__ = ["as_listed", "ledger_rows", "listed_projects"]

_NUMBERS = ("capacity", "count", "year")
_LISTED = ("id", "box", "project_local", "type", "area", "aims", "document")


@cache
def listed_projects() -> pd.DataFrame:
    """Return every project that a packaged plan lists; not to be changed.

    Examples
    --------
    >>> listed_projects().groupby("box")["id"].count().to_dict()
    {'专栏3': 15, '专栏4': 11, '专栏5': 16, '专栏6': 9, '专栏7': 12}
    """
    table = pd.read_csv(data_path("plans", "projects.csv"), encoding="utf-8", dtype=str, keep_default_na=False)
    for name in _NUMBERS:
        table[name] = pd.to_numeric(table[name].where(table[name] != ""))
    return table


def as_listed(projects: Any) -> pd.DataFrame:
    """Return projects as a plan lists them, or refuse what is no such table.

    Raises
    ------
    DataError
        It is no data frame, or lacks a column.
    """
    asked = "projects are listed as in zc.plan(...).projects"
    if not isinstance(projects, pd.DataFrame):
        raise DataError(f"{asked}, not {shown(projects)}")
    missing = [name for name in _LISTED if name not in projects]
    if missing:
        raise DataError(f"{asked}; these columns are missing: {', '.join(missing)}")
    return projects


def ledger_rows(projects: pd.DataFrame) -> pd.DataFrame:
    """Return blank rows of a ledger: one for each project and substance that it aims at.

    Parameters
    ----------
    projects : pandas.DataFrame
        Projects as ``zc.plan(...).projects`` lists them.

    Returns
    -------
    pandas.DataFrame
        Columns of `zzcarbon.targets.read_ledger` with status planned; ``reduction`` and ``year`` are left to
        be filled in. Projects without a substance aim (surveys, parks) have no row.

    Examples
    --------
    >>> from zzcarbon.targets import plan
    >>> rows = ledger_rows(plan("zhengzhou-14fyp").projects)
    >>> rows[rows["id"] == "ZZ14-P4-3-02/NH3"][["substance", "unit", "status"]].values.tolist()
    [['NH3', 't', 'planned']]
    """
    projects = as_listed(projects)
    aims = projects.assign(substance=projects["aims"].str.split()).explode("substance").dropna(subset=["substance"])
    return pd.DataFrame(
        {
            "id": aims["id"] + "/" + aims["substance"],
            "project": aims["project_local"],
            "substance": aims["substance"],
            "reduction": float("nan"),
            "unit": "t",
            "year": pd.array([pd.NA] * len(aims), dtype="Int64"),
            "district": aims["area"],
            "status": "planned",
            "document": aims["document"] + ", " + aims["box"],
        }
    ).reset_index(drop=True)
