"""The one room where tables are read: cells, headers, numbers, dates, files."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.tables.cells import Cells
from zzcarbon.tables.frames import to_pandas
from zzcarbon.tables.headers import rename_columns
from zzcarbon.tables.limits import ReadLimits
from zzcarbon.tables.numbering import row_numbers
from zzcarbon.tables.opening import open_cells
from zzcarbon.tables.read import open_table, read_table
from zzcarbon.tables.unread import Unread

__all__ = [
    "Cells",
    "ReadLimits",
    "Unread",
    "open_cells",
    "open_table",
    "read_table",
    "rename_columns",
    "row_numbers",
    "to_pandas",
]

open_door(__name__)
