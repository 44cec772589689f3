"""The fuel of the fleet against the fuel that was sold: a check, and a scaling that shows itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.transport.fleet_checks import check_columns, check_numbers, faulty
from zzcarbon.units import conversion_factor

__all__ = ["fuel_check", "fuel_scaled"]


def fuel_check(computed: pd.DataFrame, sold: pd.DataFrame, *, unit: str = "t") -> pd.DataFrame:
    """Compare the fuel that the fleet burns with the fuel that was sold.

    Parameters
    ----------
    computed, sold : pandas.DataFrame
        ``fuel``, ``amount`` and ``unit``; several rows of a fuel are added.
    unit : str
        Unit of the result.

    Returns
    -------
    pandas.DataFrame
        ``fuel computed sold difference ratio unit``: ``ratio`` is sold over computed, what `fuel_scaled` uses.

    Raises
    ------
    DataError
        A column is missing, a number is negative, or a fuel stands on one side only.

    Examples
    --------
    >>> import pandas as pd
    >>> own = pd.DataFrame({"fuel": ["diesel"], "amount": [80.0], "unit": ["kt"]})
    >>> sales = pd.DataFrame({"fuel": ["diesel"], "amount": [10.0], "unit": ["万吨"]})
    >>> fuel_check(own, sales)[["difference", "ratio"]].round(6).values.tolist()
    [[20000.0, 1.25]]
    """
    totals = {name: _fuel_totals(frame, unit, name) for name, frame in (("computed", computed), ("sold", sold))}
    one_sided = sorted(set(totals["computed"]) ^ set(totals["sold"]))
    if one_sided:
        raise faulty("fuel", one_sided[0], "stands on one side only", "Give it on both sides, or leave it out.")
    rows = []
    for fuel, own in totals["computed"].items():
        sales = totals["sold"][fuel]
        ratio = sales / own if own else np.nan
        rows.append(
            {"fuel": fuel, "computed": own, "sold": sales, "difference": sales - own, "ratio": ratio, "unit": unit}
        )
    return pd.DataFrame(rows)


def fuel_scaled(rows: pd.DataFrame, check: pd.DataFrame) -> pd.DataFrame:
    """Scale the amounts of activity rows so that the fuel balance closes; ``scaled_by`` shows by how much.

    Parameters
    ----------
    rows : pandas.DataFrame
        Activity rows with ``fuel`` and ``amount``.
    check : pandas.DataFrame
        From `fuel_check`.

    Returns
    -------
    pandas.DataFrame
        The rows with new amounts and ``scaled_by`` [1]; a fuel that was not checked stays.

    Raises
    ------
    DataError
        A column is missing, or a fuel was sold of which the fleet burns none.

    Examples
    --------
    >>> import pandas as pd
    >>> own = pd.DataFrame({"fuel": ["diesel"], "amount": [80.0], "unit": ["t"]})
    >>> sales = own.assign(amount=100.0)
    >>> fuel_scaled(own, fuel_check(own, sales))["amount"].tolist()
    [100.0]
    """
    check_columns(rows, ("fuel", "amount"), "rows")
    ratios = dict(zip(check["fuel"], check["ratio"], strict=True))
    lost = [name for name, ratio in ratios.items() if not np.isfinite(ratio)]
    if lost:
        raise faulty("fuel", lost[0], "was sold, but the rows burn none", "Add the vehicles that burn it.")
    factor = rows["fuel"].map(ratios).fillna(1.0).astype(float)
    return rows.assign(amount=rows["amount"].astype(float) * factor, scaled_by=factor)


def _fuel_totals(frame: pd.DataFrame, unit: str, name: str) -> dict[str, float]:
    check_columns(frame, ("fuel", "amount", "unit"), name)
    check_numbers(frame, "amount", name)
    totals: dict[str, float] = {}
    for fuel, amount, of in zip(frame["fuel"], frame["amount"], frame["unit"], strict=True):
        totals[fuel] = totals.get(fuel, 0.0) + float(amount) * conversion_factor(of, unit)
    return totals
