"""Blank rows of projects: the columns that their types ask for, to be filled in."""

from __future__ import annotations

import pandas as pd

from zzcarbon.projects.declared import project_type
from zzcarbon.targets.plan_data.listed_projects import as_listed

__all__ = ["blank_rows"]

_COMMON = ("year", "months", "cap", "utilisation_before", "utilisation_after")


def blank_rows(projects: pd.DataFrame) -> pd.DataFrame:
    """Return blank rows of `reductions` for projects that a plan lists.

    Parameters
    ----------
    projects : pandas.DataFrame
        Projects as ``zc.plan(...).projects`` lists them.

    Returns
    -------
    pandas.DataFrame
        One row for each project with a type, and each substance at which both aim; every physical term of the
        type is a blank column, nothing is filled in. A project whose type is not printed has no row: give it one.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> rows = blank_rows(zc.plan("zhengzhou-14fyp").projects)
    >>> rows[rows["type"] == "sewage plant upgraded"].groupby("substance")["project"].count().to_dict()
    {'COD': 6, 'NH3-N': 6}
    """
    rows = []
    projects = as_listed(projects)
    for listed in projects[projects["type"] != ""].to_dict("records"):
        kind = project_type(listed["type"])
        blanks = dict.fromkeys((*_COMMON, *kind.columns))
        rows += [
            {
                "project": listed["project_local"],
                "type": kind.key,
                "substance": name,
                "district": listed["area"],
                "document": f"{listed['document']}, {listed['box']}",
                **blanks,
            }
            for name in listed["aims"].split()
            if name in kind.aims
        ]
    return pd.DataFrame(rows)
