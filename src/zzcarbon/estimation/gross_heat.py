"""Measured gross calorific values: brought to the net ones that factors are stated on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.numbers import NumberReader

__all__ = ["net_heating_values"]


def net_heating_values(activity: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the rows with a net calorific value where the row gives a gross one and its ratio.

    Parameters
    ----------
    activity : pandas.DataFrame, shape (n, ...)
        Rows with ``gcv`` and ``gcv_unit``, ``ncv_per_gcv`` [1], and perhaps ``ncv``, which goes first.

    Returns
    -------
    pandas.DataFrame
    list of Finding
        Rows whose gross value cannot be used: no ratio is said, and none is assumed.

    Notes
    -----
    .. math:: NCV = GCV r

    with the ratio r that the row states; there is no default.

    Examples
    --------
    >>> rows = pd.DataFrame({"gcv": [22.0], "gcv_unit": ["GJ/t"], "ncv_per_gcv": [0.95]})
    >>> net_heating_values(rows)[0][["ncv", "ncv_unit"]].values.tolist()
    [[20.9, 'GJ/t']]
    """
    if "gcv" not in activity:
        return activity, []
    reader = NumberReader(activity)
    none = np.full(len(activity), np.nan)
    gross = reader.read("gcv").values
    net = reader.read("ncv").values if "ncv" in activity else none
    ratio = reader.read("ncv_per_gcv").values if "ncv_per_gcv" in activity else none
    wanted = np.isfinite(gross) & np.isnan(net) & _heat_is_net(activity)
    if not wanted.any():
        return activity, []
    made = wanted & (ratio > 0.0) & (ratio <= 1.0)
    findings = []
    if (without := wanted & ~made).any():
        remedy = "Give ncv_per_gcv, the net per gross calorific value of this fuel, or the net value in ncv."
        problem = "a gross calorific value (gcv) without ncv_per_gcv: factors are stated on net values"
        findings.append(Finding(np.flatnonzero(without), "ncv_per_gcv", problem, remedy))
    units = activity["ncv_unit"].astype(object) if "ncv_unit" in activity else pd.Series("", index=activity.index)
    given = activity["gcv_unit"].astype(object) if "gcv_unit" in activity else pd.Series("", index=activity.index)
    values = np.where(made, gross * ratio, net)
    return activity.assign(ncv=values, ncv_unit=units.where(~made, given)), findings


def _heat_is_net(activity: pd.DataFrame) -> np.ndarray:
    """Mark rows whose amount of heat, if it is one, is not itself on the gross value."""
    if "heating_value" not in activity:
        return np.ones(len(activity), bool)
    said = activity["heating_value"].astype("string").str.strip().str.upper()
    return (said != "GCV").fillna(value=True).to_numpy(bool)
