"""Permit loads: the stricter of two, and the check of an inventory against them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.inventory.inventory import Inventory
from zzcarbon.water.loads import permitted_load
from zzcarbon.water.tables import TableReader

__all__ = ["check_permits", "permit_loads"]

_ROUNDING = 1.0 + 1e-9


def permit_loads(frame: object) -> pd.DataFrame:
    r"""Return the permitted load of each outlet and substance: the stricter of limit and approval.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with ``outlet``, ``substance`` and what the load rests on: ``daily_flow`` [m3/d] (mean of the
        last three years, or the design flow of a plant not yet running), ``days`` [d] and ``limit``
        [mg/L]; and ``approved_load`` [t] of the environmental impact assessment.

    Returns
    -------
    pandas.DataFrame
        The rows with ``limit_load`` [t], ``permitted`` [t] and ``rests_on`` (``limit``, ``approval``).

    Raises
    ------
    DataError
        A value cannot be read, or a row has neither a limit with its flow nor an approved load.

    Notes
    -----
    .. math:: E_{permit} = \min(Q \cdot C_{limit} \cdot 10^{-6}, E_{EIA})

    Source: hj-978-2018 (read in public code; grade C). For NH3-N with a limit 5(8) the code that was read
    takes 8 mg/L; give the limit that the permit names.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "outlet": "DW001", "substance": ["COD", "NH3-N"], "daily_flow": 5000.0, "days": 365,
    ...     "limit": [50.0, 8.0], "approved_load": [100.0, 12.0],
    ... })
    >>> found = permit_loads(rows)
    >>> found["permitted"].tolist(), found["rests_on"].tolist()
    ([91.25, 12.0], ['limit', 'approval'])
    """
    reader = TableReader(frame, ("outlet", "substance"), "the permits")
    names = reader.substances()
    flow, days, limit, approved = (
        reader.numbers(name, unit, blank=True, high=high)
        for name, unit, high in (
            ("daily_flow", "m3/d", np.inf),
            ("days", "d", 366.0),
            ("limit", "mg/L", np.inf),
            ("approved_load", "t", np.inf),
        )
    )
    load = np.asarray(permitted_load(daily_flow=flow, days=days, limit=limit), np.float64)
    part = np.isfinite(np.stack([flow, days, limit]))
    half = np.logical_and(part.any(axis=0), ~part.all(axis=0))
    reader.bad(np.asarray(half), "limit", "daily_flow, days and limit belong together", "Give all three.")
    nothing = ~half & np.isnan(load) & np.isnan(approved)
    reader.bad(nothing, "approved_load", "neither a limit nor an approved load", "Give one of them.")
    reader.check()
    permitted = np.fmin(load, approved)
    rests_on = np.where(np.isnan(approved) | (load <= approved), "limit", "approval")
    return reader.table.assign(substance=names, limit_load=load, permitted=permitted, rests_on=rests_on)


def check_permits(inventory: Inventory, permits: pd.DataFrame, *, by: Sequence[str] = ("outlet",)) -> pd.DataFrame:
    """Put the permitted load beside the emission of each outlet.

    Parameters
    ----------
    inventory : Inventory
        Emissions whose rows carry the columns `by`.
    permits : pandas.DataFrame
        ``permitted`` [t] by the columns `by` and ``substance``: a result of `permit_loads`.
    by : sequence of str
        Columns that name the outlet; add the year if the inventory holds several.

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, ``substance``, ``emission``, ``permitted``, ``unit`` (t), ``share`` [1] and
        ``within`` (missing where there is no permit or no emission).

    Raises
    ------
    DataError
        The permits name one outlet and substance twice, or columns are missing.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> from zzcarbon.water.front import estimate
    >>> rows = pd.DataFrame({
    ...     "method": "manual monitoring", "outlet": ["DW001"], "substance": ["COD"], "amount": [1.5e6],
    ...     "unit": ["m3"], "concentration": [40.0], "concentration_unit": ["mg/L"],
    ... })
    >>> permits = pd.DataFrame({"outlet": ["DW001"], "substance": ["COD"], "permitted": [50.0]})
    >>> check_permits(estimate(rows, region="CN-HA", year=2024), permits)["within"].tolist()
    [False]
    """
    reader = TableReader(permits, (*by, "substance", "permitted"), "the permits")
    keys = [*by, "substance"]
    allowed = reader.table.assign(substance=reader.substances(), permitted=reader.numbers("permitted", "t"))[
        [*keys, "permitted"]
    ]
    twice = allowed.duplicated(keys).to_numpy(bool)
    reader.bad(twice, keys[0], "one outlet and substance stands twice", "Give one permit for each.")
    reader.check()
    found = inventory.by(*by, unit="t")
    merged = found.merge(allowed, on=keys, how="outer", sort=True)
    share = merged["emission"] / merged["permitted"].where(merged["permitted"] > 0)
    known = merged["emission"].notna() & merged["permitted"].notna()
    within = (merged["emission"] <= merged["permitted"] * _ROUNDING).astype("boolean").where(known)
    return merged.assign(unit="t", share=share, within=within)[
        [*keys, "emission", "permitted", "unit", "share", "within"]
    ]
