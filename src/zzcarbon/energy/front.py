"""The public functions of the energy module."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.energy.methods import METHODS, choose_method
from zzcarbon.estimation.method import table_of_methods
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector
from zzcarbon.vocabulary.fuels import fuels as known_fuels

__all__ = ["estimate", "fuels", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate the emissions of fuels, electricity and heat.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows with ``fuel``, ``amount``, ``unit``; pandas, Polars, PyArrow, DuckDB, Dask or Spark.
        See `methods` for the other columns.
    **said
        As in every sector.

    Notes
    -----
    E = FC x NCV x CC x OF x 44/12 for CO2, E = FC x NCV x EF for the rest. Source: ipcc-2006-v2, Ch 2;
    cn-cets-ag-03.01-2024, formula (3).

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"fuel": ["柴油"], "amount": [1.0], "unit": ["万吨"]})
    >>> inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    >>> round(inventory.total("CO2").magnitude, 1)
    30959.1
    """
    return estimate_inventory(frame, choose_method, said)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> methods()["method"][0]
    'combustion'
    """
    return table_of_methods(METHODS, text)


def fuels() -> pd.DataFrame:
    """Return the fuels: key, Chinese, English, parent, state, origin.

    Examples
    --------
    >>> fuels().set_index("key").loc["raw coal", "zh"]
    '原煤'
    """
    names = ("key", "zh", "en", "parent", "state", "origin")
    return pd.DataFrame(
        [[getattr(item, name) for name in names] for item in known_fuels().values()], columns=list(names)
    )
