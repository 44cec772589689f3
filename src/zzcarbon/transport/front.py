"""The public functions of the transport module."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.estimation.method import table_of_methods
from zzcarbon.estimation.prepared import Prepared
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector
from zzcarbon.transport.methods import METHODS, choose_method
from zzcarbon.transport.road_speed import with_speed_functions
from zzcarbon.transport.road_words import with_vehicle_words

__all__ = ["estimate", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate the emissions of vehicles, machinery, ships and aircraft.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``method``, ``amount``, ``unit`` and the columns of the method; pandas, Polars,
        PyArrow, DuckDB, Dask or Spark. See `methods`.
    **said
        As in every sector.

    Notes
    -----
    The Chinese road guide is grade C and needs ``factors=zc.factors("C")``.
    """
    return estimate_inventory(frame, choose_method, said, prepare=_prepared, with_factors=with_speed_functions)


def _prepared(frame: pd.DataFrame) -> Prepared:
    return with_vehicle_words(frame), ()


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated."""
    return table_of_methods(METHODS, text)
