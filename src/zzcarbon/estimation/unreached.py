"""Own figures that no row reached: given, checked, and yet without effect."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.method import Method
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.activities import activity_names

__all__ = ["unreached_figures"]

_SHOWN = 3


def unreached_figures(table: CoefficientTable, factors: FactorTable, methods: Sequence[Method]) -> list[Finding]:
    """Report own factors without effect: no method knows their activity, or no row asked for any of them.

    Parameters
    ----------
    table : CoefficientTable
        What was composed.
    factors : FactorTable
        Where the own figures stand.
    methods : sequence of Method
        The methods of this module.

    Returns
    -------
    list of Finding
        One for all own factors that were not reached; empty where at least one of each activity was.
    """
    own = factors.own_rows
    if own.empty:
        return []
    used = set(table.sources["row"])
    asked = {method.activity for method in methods}
    mine = own[own["activity"].isin(asked) | ~own["activity"].map(lambda name: name in activity_names())]
    reached = set(own.loc[own["id"].isin(used), "activity"])
    left = mine[~mine["activity"].isin(reached)]
    if left.empty:
        return []
    listed = "; ".join(_told(row) for row in left.head(_SHOWN).to_dict("records"))
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    problem = f"own figures that no row reached: {listed}{more}"
    remedy = "Compare activity, subject, region, year, category and technology with the rows: zc.methods() lists them."
    return [Finding(None, "factors", problem, remedy, key=0, fatal=False)]


def _told(row: Mapping[Hashable, object]) -> str:
    of = ", ".join(str(row[name]) for name in ("activity", "subject", "substance") if row[name])
    return f"{row['id']} ({of})"
