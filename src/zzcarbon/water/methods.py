"""The methods of the water module."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Chooser
from zzcarbon.water.ch4_methods_2019 import CH4_METHODS_2019
from zzcarbon.water.discharge_methods import DISCHARGE_METHODS
from zzcarbon.water.gas_methods_2006 import METHODS_2006
from zzcarbon.water.n2o_methods_2019 import N2O_METHODS_2019

__all__ = ["METHODS", "choose_method"]

METHODS = tuple(
    replace(method, methane="biogenic")
    for method in (*DISCHARGE_METHODS, *CH4_METHODS_2019, *N2O_METHODS_2019, *METHODS_2006)
)
"""The methods of the module; the methane of waste water is biogenic."""

choose_method = Chooser(METHODS)
"""Return the method that a row names, by key or title; None if there is no such method."""
