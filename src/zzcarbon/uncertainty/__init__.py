"""Uncertainty: first order, exact moments, draws, what contributes, the table of approach 1.

Every function takes plain numbers: amounts, lines, figures with their bounds. `zzcarbon.inventory` calls them.
"""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.uncertainty.approach_one import approach_one_table
from zzcarbon.uncertainty.correlation import check_correlation, correlated_blocks, sampled_series
from zzcarbon.uncertainty.default_widths import default_half_widths
from zzcarbon.uncertainty.leaves import Leaves, read_leaves
from zzcarbon.uncertainty.propagation import Change, Spread, exact_half_widths, first_order, propagate, relative_change
from zzcarbon.uncertainty.sampling import Drawn, draw_sums, monte_carlo
from zzcarbon.uncertainty.shares_of_variance import variance_shares, variance_shares_of_inputs
from zzcarbon.uncertainty.streams import figure_draws, stream
from zzcarbon.uncertainty.sums import ActivityErrors, Sums, scale_sums, subtract

__all__ = [
    "ActivityErrors",
    "Change",
    "Drawn",
    "Leaves",
    "Spread",
    "Sums",
    "approach_one_table",
    "check_correlation",
    "correlated_blocks",
    "default_half_widths",
    "draw_sums",
    "exact_half_widths",
    "figure_draws",
    "first_order",
    "monte_carlo",
    "propagate",
    "read_leaves",
    "relative_change",
    "sampled_series",
    "scale_sums",
    "stream",
    "subtract",
    "variance_shares",
    "variance_shares_of_inputs",
]

open_door(__name__)
