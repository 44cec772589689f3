"""The fuel of the fleet against the fuel that was sold: a check, and a scaling that shows itself."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.side_table import SideTable, refuse_tables
from zzcarbon.transport.fleet_tables import faulty
from zzcarbon.vocabulary.fuels import fuel

__all__ = ["fuel_check", "fuel_scaled"]


def fuel_check(computed: object, sold: object, *, unit: str = "t") -> pd.DataFrame:
    """Compare the fuel that the fleet burns with the fuel that was sold.

    Parameters
    ----------
    computed, sold : path or data frame
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
    burnt, own_sums, words = _fuel_totals(computed, unit, "computed")
    bought, sales_sums, _ = _fuel_totals(sold, unit, "sold")
    refuse_tables("the fuels cannot be compared", [burnt, bought])
    if one_sided := sorted(set(own_sums) ^ set(sales_sums)):
        raise faulty("fuel", one_sided[0], "stands on one side only", "Give it on both sides, or leave it out.")
    rows = []
    for key, own in own_sums.items():
        sales = sales_sums[key]
        ratio = sales / own if own else np.nan
        line = {"computed": own, "sold": sales, "difference": sales - own, "ratio": ratio, "unit": unit}
        rows.append({"fuel": words[key], **line})
    return pd.DataFrame(rows)


def fuel_scaled(rows: object, check: pd.DataFrame) -> pd.DataFrame:
    """Scale the amounts of activity rows so that the fuel balance closes; ``scaled_by`` shows by how much.

    Parameters
    ----------
    rows : path or data frame
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
    table = SideTable(rows, "rows", ("fuel", "amount"))
    keys, amounts = _fuels(table), table.number("amount")
    table.check()
    ratios = dict(zip((_key(name) for name in check["fuel"]), check["ratio"], strict=True))
    lost = [name for name, ratio in zip(check["fuel"], check["ratio"], strict=True) if not np.isfinite(ratio)]
    if lost:
        raise faulty("fuel", lost[0], "was sold, but the rows burn none", "Add the vehicles that burn it.")
    factor = np.array([ratios.get(key, 1.0) for key in keys], np.float64)
    return table.frame.assign(amount=amounts * factor, scaled_by=factor)


def _fuel_totals(source: object, unit: str, name: str) -> tuple[SideTable, dict[str, float], dict[str, str]]:
    """Return a table of fuels with its sums [unit] and the words it uses, both by key."""
    table = SideTable(source, name, ("fuel", "amount", "unit"))
    keys, amounts = _fuels(table), table.amounts(unit)
    words = dict(zip(keys, table.text("fuel"), strict=True))
    sums = pd.Series(amounts).groupby(keys, sort=False).sum().to_dict()
    return table, {str(key): float(value) for key, value in sums.items()}, words


def _fuels(table: SideTable) -> npt.NDArray[np.object_]:
    """Return the key of the fuel of each row; a blank, an unknown one and a total row are problems."""
    table.words("fuel", needed=("fuel",))
    wrong = table.rows_with_problems("fuel")
    return table.translated(np.where(wrong, "", table.text("fuel")), "fuel", _key)


def _key(name: str) -> str:
    return fuel(name).key
