"""The public functions of the waste module."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.estimation.method import table_of_methods
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector
from zzcarbon.waste.methods import METHODS, choose_method
from zzcarbon.waste.recovery import with_recovery

__all__ = ["estimate", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate the emissions of landfills, incineration, open burning and biological treatment.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``method``, ``amount``, ``unit`` and the columns of the method; pandas, Polars,
        PyArrow, DuckDB, Dask or Spark. See `methods`. Landfills come as rows of `landfill_ch4`.
    **said
        As in every sector.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"waste": ["废塑料"], "amount": [100], "unit": ["t"]})
    >>> rows["method"] = "waste incineration, fossil CO2"
    >>> print(estimate(rows, region="CN-410100", year=2023).total("CO2"))
    275.0 t CO2
    """
    return estimate_inventory(frame, choose_method, said, prepare=with_recovery)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> "landfill decay" in set(methods()["method"])
    True
    """
    return table_of_methods(METHODS, text)
