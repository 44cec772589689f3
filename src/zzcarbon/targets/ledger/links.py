"""What entries of a ledger say of each other: corrections, increments, and that a project is booked once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.tables import Cells
from zzcarbon.targets.ledger.corrections import check_corrections
from zzcarbon.targets.ledger.double_booking import check_booked_once
from zzcarbon.targets.ledger.increments import check_increments, project_numbers

__all__ = ["check_links"]


def check_links(cells: Cells, entries: pd.DataFrame) -> None:
    """Check ids, corrections and increments; add ``active`` and ``root`` to the entries.

    Parameters
    ----------
    cells : Cells
        The table, where problems are reported.
    entries : pandas.DataFrame
        The entries as read. ``active`` becomes false for entries that a later one corrects and for
        withdrawn ones; ``root`` is the row of the first booking of an entry's project.
    """
    count = len(entries)
    ids = entries["id"].to_numpy() if "id" in entries else np.full(count, "", dtype=object)
    cells.report((ids != "") & pd.Series(ids).duplicated(keep=False).to_numpy(), "id", "the id stands twice")
    projects = project_numbers(entries["project"].to_numpy())
    latest = check_corrections(cells, entries, ids, projects)
    itself = np.arange(count)
    entries["active"] = (latest == itself) & (entries["status"] != "withdrawn").to_numpy()
    entries["root"] = check_increments(cells, entries, ids, latest)
    increment = entries["increment_of"].to_numpy() if "increment_of" in entries else np.full(count, "", dtype=object)
    check_booked_once(cells, entries, projects, entries["active"].to_numpy() & (increment == ""))
