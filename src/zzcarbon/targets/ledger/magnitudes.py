"""Signs and sizes that entries of a ledger can have."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.tables import Cells

__all__ = ["LARGEST_REDUCTION", "check_magnitudes"]

LARGEST_REDUCTION = 1e10
"""More than any project reduces of any substance [t/a]: the CO2 of the whole country is about as much."""


def check_magnitudes(cells: Cells, entries: pd.DataFrame) -> None:
    """Report masses, costs and loads that no project can have.

    Parameters
    ----------
    cells : Cells
        The table, where problems are reported.
    entries : pandas.DataFrame
        The entries as read, with ``gross`` [t/a].
    """
    reduction, side = entries["reduction"].to_numpy(), entries["side_effect"].to_numpy()
    offset = np.nan_to_num(entries["used_as_offset"].to_numpy()) if "used_as_offset" in entries else 0.0 * reduction
    remedy = "Declare it with side_effect = true; it then counts against the substance."
    cells.report((reduction < 0) & ~side, "reduction", "a negative reduction that is no side effect", remedy)
    remedy = "A side effect is a rise of emissions: write it below zero, or leave side_effect blank."
    cells.report((reduction > 0) & side, "reduction", "a side effect that is positive counts as a reduction", remedy)
    large = np.abs(entries["gross"].to_numpy()) > LARGEST_REDUCTION
    cells.report(large, "reduction", f"more than {LARGEST_REDUCTION:g} t/a", "Check the value and its unit.")
    cells.report(offset < 0, "used_as_offset", "a negative mass")
    remedy = "Only tonnes that were reduced can be used as an offset."
    cells.report(
        offset > np.maximum(reduction, 0.0), "used_as_offset", "more than the reduction of the project", remedy
    )
    for name, problem in (
        ("cost", "a cost below zero"),
        ("design_load", "a load below zero"),
        ("actual_load", "a load below zero"),
    ):
        if name in entries:
            cells.report(entries[name].to_numpy() < 0, name, problem)
    if {"design_load", "actual_load"} <= {*entries}:
        over = entries["actual_load"].to_numpy() > entries["design_load"].to_numpy()
        remedy = "Abatement counts up to the design: check both loads and their unit."
        cells.report(over, "actual_load", "the actual load is above the design load", remedy)
