"""Several inventories as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.block import Block
from zzcarbon.inventory.doublecount import double_counting
from zzcarbon.inventory.table import Inventory

__all__ = ["combine"]


def combine(*inventories: Inventory) -> Inventory:
    """Return one inventory of several; what may be counted twice is in ``problems``.

    Raises
    ------
    DataError
        The inventories went through different conversions (CO2e under two GWP sets), or there is none.

    Examples
    --------
    >>> import pandas as pd, zzcarbon as zc
    >>> rows = pd.DataFrame({"id": ["a"], "fuel": ["coke"], "amount": [1.0], "unit": ["t"]})
    >>> one = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    >>> both = zc.combine(one, zc.energy.estimate(rows.assign(id="b"), region="CN-HA", substances=["CO2"]))
    >>> both.total("CO2").magnitude == 2 * one.total("CO2").magnitude
    True
    """
    if not inventories:
        message = "nothing to combine"
        raise DataError(message)
    names = [{n for n in inventory.substances if n.startswith("CO2e")} for inventory in inventories]
    sets = set().union(*names)
    if len(sets) > 1 or (sets and not all(names)):
        message = (
            f"inventories in different terms do not add: {', '.join(sorted(sets)) or 'gases'} and gases or another set"
        )
        raise DataError(message)
    blocks: list[Block] = []
    count = 0
    for inventory in inventories:
        for block in inventory.blocks:
            blocks.append(block if "id" in block.activity else replace(block, offset=count))
            count += len(block.codes)
    record = tuple(dict.fromkeys(note for inventory in inventories for note in inventory.record))
    editions = " + ".join(dict.fromkeys(inventory.edition for inventory in inventories))
    checks = (*_repeated(blocks), *_overlapping(blocks), *double_counting(blocks))
    return Inventory(tuple(blocks), editions, record, checks)


def _repeated(blocks: Sequence[Block]) -> list[Problem]:
    """Report ids that stand in more than one of the inventories."""
    ids = pd.concat([block.ids for block in blocks], ignore_index=True)
    twice = ids[ids.duplicated()].unique()
    return [
        Problem("", str(name), "id", repr(name), "the same id stands twice: double counting?", "Make ids unique.")
        for name in twice
    ]


def _overlapping(blocks: Sequence[Block]) -> list[Problem]:
    """Report an entity with a yearly row and rows of months of the same year, for the same fuel."""
    found = []
    for block in blocks:
        rows = block.activity
        if "entity" not in rows or "period" not in rows:
            continue
        text = rows["period"].astype(str)
        columns = ["entity", "_year", *(name for name in ("fuel",) if name in rows)]
        grouped = rows.assign(_year=text.str[:4], _length=text.str.len(), _at=range(len(rows)))
        for _, group in grouped.groupby(columns, sort=True):
            whole = group[group["_length"] == len("2024")]
            if len(whole) and len(group) > len(whole):
                row_id = str(block.ids.iloc[int(whole["_at"].iloc[0])])
                problem = "the year and parts of it stand side by side: overlapping periods"
                found.append(Problem(block.file, row_id, "period", repr(whole["period"].iloc[0]), problem, "Keep one."))
    return found
