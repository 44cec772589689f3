"""The public functions of the agriculture module."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.agriculture.methods import METHODS, choose_method
from zzcarbon.estimation.method import table_of_methods
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector

__all__ = ["estimate", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate the emissions of livestock, crops and soils, and what land and capture take up.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``method``, ``amount``, ``unit`` and the columns of the method; pandas, Polars,
        PyArrow, DuckDB, Dask or Spark. See `methods`. Sinks without ``flow`` are removals or captures.
    **said
        As in every sector.

    Notes
    -----
    Editions of the IPCC are sets: ``sets=["ipcc-2006-v4"]`` or ``["ipcc-2019r-v4"]``.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"method": ["enteric fermentation"], "animal": ["奶牛"], "amount": [1000], "unit": ["头"]})
    >>> inventory = estimate(rows, region="CN-410100", year=2023, sets=["ipcc-2006-v4"])
    >>> print(inventory.total("CH4"))
    68.0 t CH4
    """
    return estimate_inventory(frame, choose_method, said)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> "manure nitrogen flow" in set(methods()["method"])
    True
    """
    return table_of_methods(METHODS, text)
