"""The public functions of the industry module."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.estimation.method import table_of_methods
from zzcarbon.industry.methods import METHODS, choose_method
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector

__all__ = ["estimate", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate the emissions of industrial processes, solvents and gases in equipment.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``method``, ``amount``, ``unit`` and the columns of the method; pandas, Polars,
        PyArrow, DuckDB, Dask or Spark. See `methods`.
    **said
        As in every sector.

    Notes
    -----
    E = AD x EF, E = M x G x (c x (1 - eta x k) + (1 - c)), or a balance of carbon. Source: ipcc-2006-v3;
    emep-eea-2023; cn-cets-ag-03.01-2024. Several Chinese guidelines are grade C and need
    ``factors=zc.factors("C")``.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"method": ["lime"], "product": ["石灰"], "amount": [100.0], "unit": ["t"]})
    >>> print(zc.industry.estimate(rows, region="CN-HA").total("CO2"))
    75.0 t CO2
    """
    return estimate_inventory(frame, choose_method, said)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> methods()["method"][0]
    'cement clinker'
    """
    return table_of_methods(METHODS, text)
