"""Two inventories side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["compare_by"]


def compare_by(left: pd.DataFrame, right: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    """Join two results of ``Inventory.by`` and show difference [t] and ratio [1].

    A row that one of them lacks has NaN there: missing is not zero.
    """
    keys = [*labels, "substance"]
    joined = left[[*keys, "emission", "notation"]].merge(
        right[[*keys, "emission", "notation"]], on=keys, how="outer", suffixes=("", "_other")
    )
    joined["difference"] = joined["emission"] - joined["emission_other"]
    other = joined["emission_other"].replace(0.0, np.nan)
    joined["ratio"] = joined["emission"] / other
    return joined
