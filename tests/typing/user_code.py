"""What a user writes, as mypy and pyright see it: every line of assert_type must hold in both."""

from __future__ import annotations

from typing import Any, assert_type

import pandas as pd

import zzcarbon as zc
from zzcarbon.analysis import KeyCategories, Peak
from zzcarbon.targets import Scorecard


def what_a_user_writes() -> None:
    """Read by the checkers alone, and never run: the files it names need not exist."""
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": ["t"], "year": [2023]})
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    assert_type(inventory, zc.Inventory)
    assert_type(inventory.total("CO2"), zc.Quantity)
    assert_type(inventory.total("CO2", scope="all"), zc.Quantity)
    assert_type(inventory.total(), "pd.Series[float]")
    assert_type(inventory.by("year", unit="kg"), pd.DataFrame)
    assert_type(inventory.frame, pd.DataFrame)
    assert_type(inventory.problems, pd.DataFrame)
    assert_type(inventory.memo(), pd.DataFrame)
    assert_type(inventory.co2e("AR6"), zc.Inventory)
    assert_type(inventory.uncertainty("year", draws=100, seed=1), pd.DataFrame)
    assert_type(inventory.contributions("CO2"), pd.DataFrame)
    assert_type(inventory.key_categories("fuel", inventory), KeyCategories)
    assert_type(inventory.recalculation(inventory, scope="all"), pd.DataFrame)
    assert_type(inventory.checks("year", jump=0.2, scope=("1", "2")), pd.DataFrame)
    assert_type(inventory.to_json(), str)
    assert_type(inventory.to_dict(), dict[str, Any])
    assert_type(zc.combine(inventory), zc.Inventory)
    assert_type(zc.estimate(rows.assign(module="energy")), zc.Inventory)
    assert_type(zc.read_inventory("inventory.csv"), zc.Inventory)
    assert_type(zc.quantity("94.6 t CO2/TJ"), zc.Quantity)
    assert_type(zc.quantity(12.0, "t CO2").to("kg CO2"), zc.Quantity)
    assert_type(zc.plan("zhengzhou-14fyp").check(), Scorecard)
    assert_type(zc.factors(grade="A").edition, str)
    assert_type(zc.analysis.peak({2020: 1.0, 2021: 0.9}), Peak)
    assert_type(zc.analysis.lmdi(rows, factors=["amount"], by=["fuel"]), pd.DataFrame)
