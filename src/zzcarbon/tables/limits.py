"""How large a file may be that is read whole."""

from __future__ import annotations

from dataclasses import dataclass

from zzcarbon.errors import DataError, Problem

__all__ = ["ReadLimits", "refuse"]


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits beyond which a file is refused before it is read.

    Attributes
    ----------
    megabytes : float
        Size of the file [MB].
    unpacked_megabytes : float
        Size of a workbook after unpacking, as its directory states it [MB].
    entries : int
        Files inside a workbook.
    columns : int
        Columns of the table.
    """

    megabytes: float = 4000.0
    unpacked_megabytes: float = 200.0
    entries: int = 5000
    columns: int = 2000


def refuse(file: str, problem: str, remedy: str, what: str = "the file cannot be read") -> DataError:
    """Return the error of a file that is not read, to be raised."""
    return DataError(what, [Problem(file, "", "", "", problem, remedy)])
