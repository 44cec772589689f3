"""Key categories and the table of approach 1 of an inventory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from zzcarbon.analysis.assessments import KeyCategories, key_categories
from zzcarbon.errors import DataError
from zzcarbon.inventory.intervals import Errors
from zzcarbon.uncertainty.approach_one import approach_one_table
from zzcarbon.uncertainty.leaves import Leaves
from zzcarbon.uncertainty.propagation import first_order
from zzcarbon.uncertainty.sums import ActivityErrors
from zzcarbon.uncertainty.tables import Assumptions

__all__ = ["approach_one_of", "key_categories_of"]


def key_categories_of(
    now: Errors, base: Errors | None, labels: Sequence[str], given: Assumptions, *, approach: int, threshold: float
) -> KeyCategories:
    """Return the key categories of an inventory in one substance, by labels and gas; see `key_categories`."""
    if approach not in {1, 2}:
        raise DataError(f"approach is 1 or 2, not {approach!r}")
    table = _net(now, labels, given)
    if base is not None:
        table = _joined(table, _net(base, labels, given), labels)
    return key_categories(
        table, by=[*labels, "gas"], base="base" if base is not None else None,
        uncertainty="uncertainty" if approach == 2 else None, threshold=threshold,
    )  # fmt: skip


def approach_one_of(
    now: Errors, base: Errors, labels: Sequence[str], given: Assumptions, shared: dict[str, bool]
) -> pd.DataFrame:
    """Return the table of approach 1 with trend, by labels and gas; see `approach_one_table`."""
    table = _joined(_net(now, labels, given), _net(base, labels, given), labels)
    for name in ("activity", "factor"):
        table[f"{name}_shared"] = shared[name]
    return approach_one_table(table, by=[*labels, "gas"])


def _net(errors: Errors, labels: Sequence[str], given: Assumptions) -> pd.DataFrame:
    """Return net emission and relative half-widths by labels and gas, of an inventory in one substance."""
    sums, names = errors.sums(labels, by="gas", net=True)
    substances = names["substance"].unique().tolist()
    if len(substances) != 1:
        raise DataError(
            f"categories are compared in one unit, the inventory holds {', '.join(substances[:5])}: "
            "convert it with co2e(), or estimate one substance"
        )
    sums = given.applied(sums)
    without = replace(sums, errors=ActivityErrors.none(), alone=np.zeros(sums.count))
    exact = replace(sums, leaves=_exact(sums.leaves))
    emission = sums.emissions
    size = np.where(emission == 0, np.nan, np.abs(emission))
    halves = {
        name: np.nan_to_num(np.maximum(spread.below, spread.above) / size)
        for name, spread in (
            ("factor", first_order(without)),
            ("activity", first_order(exact)),
            ("all", first_order(sums)),
        )
    }
    return names[[*labels, "gas"]].assign(
        emission=emission, factor_uncertainty=halves["factor"], activity_uncertainty=halves["activity"],
        uncertainty=halves["all"],
    )  # fmt: skip


def _exact(leaves: Leaves) -> Leaves:
    """Return the figures without errors."""
    return replace(leaves, lower=leaves.values, upper=leaves.values)


def _joined(now: pd.DataFrame, base: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    """Put the base year beside the year; a category of one only is zero in the other, its half-widths those it has."""
    keys = [*labels, "gas"]
    both = now.merge(base, on=keys, how="outer", suffixes=("", "_base"))
    table = both[keys].assign(base=both["emission_base"].fillna(0.0), emission=both["emission"].fillna(0.0))
    for name in ("factor_uncertainty", "activity_uncertainty", "uncertainty"):
        table[name] = both[name].fillna(both[f"{name}_base"]).fillna(0.0)
    return table
