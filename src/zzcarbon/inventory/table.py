"""Where pickles of version 0.1.0 look for an inventory: they are refused, with what to do."""

from __future__ import annotations

from typing import Any

from zzcarbon.errors import DataError

__all__: list[str] = []


def __getattr__(name: str) -> Any:
    if name == "Inventory":
        message = (
            "the pickle was written by version 0.1.0, whose inventories were other objects: read it there and write it "
            "with to_parquet, which every version reads"
        )
        raise DataError(message)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
