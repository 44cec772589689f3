"""Entries of a ledger that look like double booking, for a person to judge."""

from __future__ import annotations

import pandas as pd

__all__ = ["find_suspicions"]

_SHOWN = ["suspicion", "project", "substance", "district", "year", "net"]
_CLOSURE = ("clos", "shut", "关停", "淘汰", "关闭")


_MOST = 1000
"""Times the median from which an entry is doubted."""
_FEWEST = 5
"""Entries of a substance from which there is something usual."""


def find_suspicions(entries: pd.DataFrame) -> pd.DataFrame:
    """Return suspicious groups of active entries.

    Parameters
    ----------
    entries : pandas.DataFrame
        Checked entries of a ledger.

    Returns
    -------
    pandas.DataFrame
        ``suspicion project substance district year net`` [t/a], one row per entry of a group.

    Notes
    -----
    Three patterns are looked for: one facility with a closure and another measure for the same substance
    (what is closed cannot be retrofitted as well), and equal tonnes of one substance, year and owner,
    enterprise or facility in two districts; and an entry of more than a thousand times the median of its substance,
    which is mostly 万吨 for 吨.
    """
    active = entries[entries["active"]].copy()
    for name in ("district", "facility", "measure", "entity", "owner"):
        if name not in active:
            active[name] = ""
        active[name] = active[name].astype(object)
    active["substance"] = active["substance"].astype(object)
    found = [_closed_and_retrofitted(active), _two_districts(active), _of_another_size(active)]
    return pd.concat(found, ignore_index=True)[_SHOWN]


def _closed_and_retrofitted(active: pd.DataFrame) -> pd.DataFrame:
    known = active[active["facility"] != ""].copy()
    known["closure"] = known["measure"].str.casefold().map(lambda text: any(word in text for word in _CLOSURE))
    groups = known.groupby(["facility", "substance"])["closure"]
    mixed = groups.transform("any") & ~groups.transform("all")
    return known[mixed.astype(bool)].assign(suspicion="closure and another measure at one facility")


def _of_another_size(active: pd.DataFrame) -> pd.DataFrame:
    size = active["net"].abs()
    groups = size.groupby(active["substance"])
    large = (size > _MOST * groups.transform("median")) & (groups.transform("size") >= _FEWEST)
    return active[large.astype(bool)].assign(suspicion="a thousand times the usual entry of its substance")


def _two_districts(active: pd.DataFrame) -> pd.DataFrame:
    owner = active["owner"]
    for nearer in ("entity", "facility"):
        owner = active[nearer].where(active[nearer] != "", owner)
    known = active.assign(whose=owner)[(owner != "") & (active["district"] != "")]
    groups = known.groupby(["whose", "substance", "year", "gross"])["district"]
    several = groups.transform("nunique") > 1
    return known[several.astype(bool)].assign(suspicion="equal tonnes of one owner in two districts")
