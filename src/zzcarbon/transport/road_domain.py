"""Rows in which a function of the database has no value become problems, never a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.block import Block
from zzcarbon.estimation.rows import Finding
from zzcarbon.inventory.table import Inventory

__all__ = ["without_undefined"]


def without_undefined(inventory: Inventory, levels: Mapping[str, Sequence[float]]) -> Inventory:
    """Return the inventory in which rows whose function has no value are not estimated, each with its problem.

    Parameters
    ----------
    inventory : Inventory
    levels : mapping of str to sequence of float
        By column, the values that the tables behind the functions know.

    Returns
    -------
    Inventory
        The same where every function has a value.
    """
    blocks = tuple(_guarded(block, levels) for block in inventory.blocks)
    return replace(inventory, blocks=blocks)


def _guarded(block: Block, levels: Mapping[str, Sequence[float]]) -> Block:
    bad = np.zeros(len(block.codes), bool)
    for term in block.terms:
        bad |= np.isnan(term)
    if not bad.any():
        return block
    codes = block.codes.copy()
    codes[bad] = len(block.coefficients.values) - 1
    terms = tuple(np.where(bad, 0.0, term) for term in block.terms)
    findings = (*block.findings, *_findings(block.activity, bad, levels))
    return replace(block, codes=codes, terms=terms, findings=findings)


def _findings(
    activity: pd.DataFrame, bad: npt.NDArray[np.bool_], levels: Mapping[str, Sequence[float]]
) -> Iterator[Finding]:
    explained = np.zeros(len(bad), bool)
    for column, known in levels.items():
        if column not in activity:
            continue
        values = pd.to_numeric(activity[column], errors="coerce").to_numpy(np.float64)
        outside = bad & ~np.isin(values, list(known))
        if outside.any():
            explained |= outside
            listed = ", ".join(f"{value:g}" for value in known)
            problem = f"the guide has no class for this {column}: it knows {listed}"
            yield Finding(np.flatnonzero(outside), column, problem, "Give one of these values, or take another method.")
    rest = bad & ~explained
    if rest.any():
        problem = "the function of the factor has no value here"
        yield Finding(np.flatnonzero(rest), "speed", problem, "Give values inside the range of the function.")
