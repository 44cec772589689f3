"""Why a statement changed: activity, factor, method, GWP and coverage of its inventory, and its boundary."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.analysis.recalculation import EFFECTS
from zzcarbon.footprint.company.consolidation import Group, known_labels, placed_rows, weighted_rows
from zzcarbon.gwp import has_gwp
from zzcarbon.inventory.inventory import Inventory

__all__ = ["recalculated"]

_LABELS = ("entity", "site", "year", "period", "scope")
_RESULT = ["old", "new", "difference", *EFFECTS, "boundary"]


def recalculated(new: tuple[Inventory, Group], gwp: str, old: tuple[Inventory, Group], old_gwp: str) -> pd.DataFrame:
    """Split the difference of two statements by year and scope; see `Statement.recalculation`.

    Notes
    -----
    With mass E, share s and GWP g: effects of the mass count at the new s g; what the GWP makes is E_old s_new (g_new -
    g_old), what the boundary makes is E_old (s_new - s_old) g_old. Scope 2 is location-based.
    """
    known = set(known_labels(new[0])) & set(known_labels(old[0]))
    labels = [name for name in _LABELS if name in known]
    table = new[0].recalculation(old[0], *labels, scope="all")
    if "gas" not in table:
        table = table.assign(gas=new[0].substances[0])
    rows = table.assign(substance=table["gas"], emission=1.0)
    rows = rows[[has_gwp(name) for name in rows["substance"]]].reset_index(drop=True)
    mine, theirs = (_weights(rows, group, name) for group, name in ((new[1], gwp), (old[1], old_gwp)))
    made = mine[["year", "scope"]].copy()
    now, then = mine["share"] * mine["factor"], theirs["share"] * theirs["factor"]
    made["old"], made["new"] = rows["old"] * then, rows["new"] * now
    made["difference"] = made["new"] - made["old"]
    for effect in EFFECTS:
        made[effect] = rows[effect] * now
    made["gwp"] += rows["old"] * mine["share"] * (mine["factor"] - theirs["factor"])
    made["boundary"] = rows["old"] * (mine["share"] - theirs["share"]) * theirs["factor"]
    return made.groupby(["year", "scope"], sort=True)[_RESULT].sum().reset_index()


def _weights(rows: pd.DataFrame, group: Group, gwp: str) -> pd.DataFrame:
    """Return year, scope, share and factor to CO2e of rows; an entity that a group does not know counts nothing."""
    who = rows["entity"] if "entity" in rows else rows["site"]
    known = np.array([str(name) in group for name in who])
    made = pd.DataFrame(
        {"year": rows["year"], "scope": rows["scope"].fillna("").replace("", "1"), "share": 0.0, "factor": 1.0}
    )
    if known.any():
        found = weighted_rows(placed_rows(rows[known].reset_index(drop=True), group), group, gwp)
        for name in ("share", "factor", "year", "scope"):
            made.loc[known, name] = found[name].to_numpy()
    return made
