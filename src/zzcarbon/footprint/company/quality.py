"""How good the data behind a statement are: shares of the emission by evidence grade."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import UnitError
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.inventory.inventory import Inventory

__all__ = ["evidence_shares"]


def evidence_shares(inventory: Inventory, gwp: str) -> pd.DataFrame:
    """Return the share of the emission [1] by evidence grade; "own" for figures of the caller and measured ones.

    Returns
    -------
    pandas.DataFrame
        ``grade emission share``; emission at 100 % [t CO2e], before consolidation.
    """
    table = inventory.table
    cube = inventory.cube()
    cells, lines = table.lines_of(cube.key)
    found = table.lines.iloc[lines]
    gases = [_factor(name, gwp) for name in found["substance"]]
    emission = found["value"].to_numpy(float) * cube.sums[cells, found["term"].to_numpy(int)] * np.array(gases, float)
    frame = pd.DataFrame({"grade": found["grade"].replace("", "own").to_numpy(), "emission": np.abs(emission)})
    sums = frame.groupby("grade", sort=True)["emission"].sum().reset_index()
    whole = sums["emission"].sum()
    return sums.assign(share=sums["emission"] / whole if whole else np.nan)


def _factor(gas: str, gwp: str) -> float:
    if not has_gwp(gas):
        return 0.0
    try:
        return gwp_factor(gas, gwp)
    except UnitError:
        return 1.0 if gas.endswith("-CO2e") else 0.0
