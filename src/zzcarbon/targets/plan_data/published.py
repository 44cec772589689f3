"""Observations that were published on the indicators of packaged plans."""

from __future__ import annotations

from functools import cache

import pandas as pd

from zzcarbon.resources import data_path

__all__ = ["published_observations"]


@cache
def published_observations() -> pd.DataFrame:
    """Return every published observation with its source, grade and locator; not to be changed.

    Examples
    --------
    >>> sorted(set(published_observations()["grade"]))
    ['A', 'C']
    """
    return pd.read_csv(data_path("plans", "observations.csv"), encoding="utf-8")
