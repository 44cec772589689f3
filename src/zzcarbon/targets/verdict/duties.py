"""Who owes what of a quota, and what was done."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.targets.ledger.ledger import Ledger

__all__ = ["responsibility"]


def responsibility(allocation: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Return who owes what, and what was done.

    Parameters
    ----------
    allocation : pandas.DataFrame
        Duty by district (index) and substance (columns). [t]
    ledger : Ledger
        Projects with a district.

    Returns
    -------
    pandas.DataFrame
        ``district substance duty gross offset net gap progress``, masses in t, one row for each duty, and
        a row of entries of the ledger for which nobody has a duty.
    """
    columns = ["district", "substance"]
    duties = allocation.rename_axis(index="district").reset_index()
    duties = duties.melt(id_vars="district", var_name="substance", value_name="duty").dropna()
    if "district" in ledger.frame:
        done = ledger.by("district", "substance").drop(columns="unit")
    else:
        done = ledger.by("substance").drop(columns="unit").assign(district="")
    done[columns] = done[columns].astype(object)
    table = duties.astype({"district": object, "substance": object}).merge(done, on=columns, how="outer")
    sums = ["duty", "gross", "offset", "net"]
    table[sums] = table[sums].fillna(0.0)
    table["gap"] = table["duty"] - table["net"]
    table["progress"] = np.where(table["duty"] > 0, table["net"] / table["duty"].where(table["duty"] > 0), np.nan)
    return table.sort_values(columns, ignore_index=True)[[*columns, *sums, "gap", "progress"]]
