"""An inventory spread over time and places by given weights: mass is conserved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.activity.read import to_pandas
from zzcarbon.analysis.reading import missing_columns
from zzcarbon.errors import DataError
from zzcarbon.tables import Cells
from zzcarbon.tables.stated import stated_names

__all__ = ["allocated"]


def allocated(
    emissions: object,
    weights: object,
    *,
    into: str | Sequence[str],
    by: Sequence[str] | str = (),
    value: str = "emission",
) -> pd.DataFrame:
    r"""Spread emissions over months, hours, grid cells or districts by weights.

    Parameters
    ----------
    emissions : data frame
        Rows with the value and its unit, for example ``inventory.by("sector", "district")``.
    weights : data frame
        The columns `by`, the columns `into` (``month``; ``hour``; ``x`` and ``y`` of a cell) and ``weight``: anything
        that is proportional (hours of work, population, length of roads); only ratios count.
    into : str or sequence of str
        Names of the parts.
    by : str or sequence of str
        Columns that choose the weights of a row, such as ``sector``; none for one set of weights.
    value : str
        What is spread.

    Returns
    -------
    pandas.DataFrame
        A row for each row and part whose weight is above zero; the parts of a row add up to it.

    Raises
    ------
    DataError
        A column is missing, an emission that is not blank or a weight is no finite number, a weight is negative, a part
        stands twice, a row has no weights, or its weights sum to zero: every problem. A blank emission stays blank.

    Notes
    -----
    .. math:: E_{jp} = E_j w_p / \sum_q w_q

    The largest part takes what rounding leaves, so that the sum is the value to the last bits.

    Examples
    --------
    >>> rows = pd.DataFrame({"sector": ["heating"], "emission": [100.0], "unit": ["t"]})
    >>> months = pd.DataFrame({"sector": "heating", "month": [1, 2, 11, 12], "weight": [3.0, 2.0, 2.0, 3.0]})
    >>> allocated(rows, months, into="month", by="sector")["emission"].tolist()
    [30.0, 20.0, 20.0, 30.0]
    """
    parts, keys = list(stated_names(into, "into")), list(stated_names(by, "by"))
    rows, table = to_pandas(emissions).reset_index(drop=True), to_pandas(weights).reset_index(drop=True)
    problems = [
        *missing_columns(rows, [*keys, value], "emissions"),
        *missing_columns(table, [*keys, *parts, "weight"], "weights"),
    ]
    if not problems:
        of_rows, of_weights = Cells(rows, "emissions", problems=problems), Cells(table, "weights", problems=problems)
        _report(of_rows, of_weights, keys, parts, value)
    if problems:
        raise DataError("the emissions cannot be spread", problems)
    used = table[[*keys, *parts, "weight"]].assign(weight=table["weight"].astype(float))
    used = used[used["weight"] > 0]
    told = rows.drop(columns=[name for name in parts if name in rows]).assign(_row=range(len(rows)))
    made = told.merge(used, on=keys, sort=False) if keys else told.merge(used, how="cross")
    made = made.sort_values("_row", kind="stable", ignore_index=True)
    groups = made.groupby("_row", sort=False)
    whole = made[value].to_numpy(float)
    share = whole * (made["weight"] / groups["weight"].transform("sum")).to_numpy(float)
    left = pd.Series(whole).groupby(made["_row"]).first() - pd.Series(share).groupby(made["_row"]).sum()
    largest = groups["weight"].idxmax()
    share[largest.to_numpy()] += left.reindex(largest.index).to_numpy()
    return made.assign(**{value: share}).drop(columns=["_row", "weight"])


def _report(rows: Cells, weights: Cells, keys: list[str], parts: list[str], value: str) -> None:
    """Report what cannot be spread, or by what nothing can."""
    table = weights.frame
    weight = pd.Series(pd.to_numeric(table["weight"], errors="coerce").to_numpy(float, na_value=np.nan))
    weights.report(~((weight >= 0) & np.isfinite(weight)).to_numpy(), "weight", "no number from zero up")
    mass = pd.to_numeric(rows.frame[value], errors="coerce").to_numpy(float, na_value=np.nan)
    rows.report(~np.isfinite(mass) & rows.frame[value].notna().to_numpy(), value, "not a finite number")
    weights.report(table.duplicated([*keys, *parts]).to_numpy(), parts[0], "the part stands twice")
    if not keys:
        if not float(weight.sum()) > 0:
            weights.report_table("weight", "the weights sum to zero")
        return
    sums = weight.groupby([table[name] for name in keys]).sum()
    good = {key if isinstance(key, tuple) else (key,) for key, total in sums.items() if total > 0}
    lost = [key not in good for key in rows.frame[keys].itertuples(index=False, name=None)]
    remedy = "Give weights above zero for it, or take the row out: its mass would vanish."
    rows.report(np.array(lost, bool), keys[0], "the row has no weights", remedy)
