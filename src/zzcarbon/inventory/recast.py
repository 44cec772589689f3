"""Substances under other names, on the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.vocabulary.substances import substance

__all__ = ["Changed", "renamed"]


class Changed(NamedTuple):
    """Coefficients after a change, what goes on the record, and what is wrong."""

    table: CoefficientTable
    note: str
    problems: tuple[Problem, ...] = ()


def renamed(table: CoefficientTable, names: Mapping[str, str], why: str) -> Changed:
    """Give substances other names; they then sum with what has that name already."""
    if not why.strip():
        message = "recast needs a reason: why=..."
        raise ValueError(message)
    pairs = {substance(old).key: substance(new).key for old, new in names.items()}
    for old, new in pairs.items():
        if old not in table.substances:
            raise UnknownNameError("substance of this inventory", old, table.substances)
        if substance(old).medium != substance(new).medium:
            message = f"{old} is in {substance(old).medium}, {new} in {substance(new).medium}"
            raise ValueError(message)
    lines = table.lines.assign(substance=[pairs.get(name, name) for name in table.lines["substance"]])
    lines = lines.iloc[np.argsort(pd.factorize(lines["substance"])[0], kind="stable")]
    listed = ", ".join(f"{old} as {new}" for old, new in pairs.items())
    return Changed(table.with_lines(lines), f"recast {listed}: {why}")
