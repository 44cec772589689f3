"""The public functions of the buildings module."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.buildings.methods import METHODS, choose_method
from zzcarbon.estimation.method import table_of_methods
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector

__all__ = ["estimate", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate the emissions of buildings: operation, refrigerants, materials.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``amount``, ``unit`` and the columns of the method; pandas, Polars, PyArrow, DuckDB,
        Dask or Spark. Electricity, heat and fuels find their method by themselves. See `methods`.
    **said
        As in every sector.

    Notes
    -----
    ``purpose="life cycle"`` for materials; the default for operation: the two never mix in one estimate. Defaults of
    refrigerants are grade C.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"fuel": ["电力"], "amount": [8000.0], "unit": ["m2"],
    ...     "energy_intensity": [90.0], "energy_intensity_unit": ["kWh/(m2 a)"], "year": [2023]})
    >>> round(zc.buildings.estimate(rows, region="CN-HA").total("CO2", scope="2").to("t").magnitude, 1)
    424.6
    """
    return estimate_inventory(frame, choose_method, said)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated."""
    return table_of_methods(METHODS, text)
