"""The methods of the general module, gathered from the files that declare them."""

from __future__ import annotations

from zzcarbon.estimation.method import Chooser, Method
from zzcarbon.general.purchase_methods import ACTIVITY, PURCHASE_METHODS
from zzcarbon.general.transport_methods import TRANSPORT_METHODS
from zzcarbon.general.value_chain_methods import VALUE_CHAIN_METHODS

__all__ = ["CATEGORY", "METHODS", "choose_method"]

METHODS: tuple[Method, ...] = (*PURCHASE_METHODS, *TRANSPORT_METHODS, *VALUE_CHAIN_METHODS)
"""The methods of the module."""

CATEGORY = {"distance based travel": "6", "employee commuting": "7", "franchises": "14", "investments": "15",
            "projected lifetime emissions": "15", "use of sold products": "11",
            "use of sold products by power": "11"}  # fmt: skip
"""Category of scope 3 that a method is of, where it is of one only; a row may say another."""

choose_method = Chooser(METHODS, default=ACTIVITY)
"""The method that a row names, or any activity by a factor."""
