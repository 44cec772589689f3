"""The public functions that estimate: water pollutants, CH4 and N2O of wastewater."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from zzcarbon.estimation.method import table_of_methods
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.sector import Said, estimate_inventory, sector
from zzcarbon.water.ammonia import refuse_ammonia_gas
from zzcarbon.water.methods import METHODS, choose_method

__all__ = ["estimate", "methods"]


@sector
def estimate(frame: object, **said: Unpack[Said]) -> Inventory:
    """Estimate discharges into water, and CH4 and N2O of wastewater.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with ``method``, ``amount``, ``unit`` and what the method asks for: see `methods`. A row of an
        outlet names its ``substance``; other columns (``outlet``, ``passed_over`` ...) stay as labels.
    **said
        As in every sector.

    Notes
    -----
    A row that names NH3 (氨) where NH3-N (氨氮) is meant is refused. Where an outlet has several kinds of data,
    `choose_data` picks the rows first. Source: cn-env-tax-law, art. 10; ipcc-2006-v5 and ipcc-2019r-v5, Vol 5 Ch 6.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({
    ...     "method": ["自动监测"], "outlet": ["DW001"], "substance": ["氨氮"], "period": ["2024-03-05"],
    ...     "amount": [900.0], "unit": ["m3"], "concentration": [4.26], "concentration_unit": ["mg/L"],
    ... })
    >>> load = zc.water.estimate(rows, region="CN-HA").total("NH3-N")
    >>> print(f"{load.to('kg'):.3f}")
    3.834 kg NH3-N
    """
    return estimate_inventory(frame, choose_method, said, prepare=refuse_ammonia_gas)


def methods(text: str = "") -> pd.DataFrame:
    """Return the methods in which all words of a text stand: columns, equation, edition, tier, source, validated.

    Examples
    --------
    >>> methods()["method"][0]
    'continuous monitoring'
    """
    return table_of_methods(METHODS, text)
