"""Balances: rows of several methods that are summed first, and a sum below zero is zero."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zzcarbon.estimation.block import Block
from zzcarbon.estimation.codes import encode, group_codes
from zzcarbon.estimation.rows import Finding

__all__ = ["BALANCE_GROUPS", "clip_balances"]

BALANCE_GROUPS = ("entity", "line", "region", "year", "period")
"""Columns whose rows are balanced together."""


def clip_balances(block: Block) -> Block:
    """Return the block in which balances below zero are zero, each on the record.

    A balance lies below zero where more carbon is said to leave in products than came in: the
    guidelines count zero then, and the rows of the group count nothing.
    """
    names = block.coefficients.labels["balance"].to_numpy(object)
    balances = sorted({name for name in names if name})
    if not balances:
        return block
    columns = [encode(block.activity[name]) for name in BALANCE_GROUPS if name in block.activity]
    groups, values = group_codes(columns) if columns else (np.zeros(len(block.codes), np.int32), [()])
    findings = list(block.findings)
    terms = [term.copy() for term in block.terms]
    for balance in balances:
        of_balance = names == balance
        kept = of_balance[:, None] & np.isfinite(block.coefficients.values)
        sums = block.sums(groups, len(values), kept)
        for group in np.flatnonzero((sums < 0).any(axis=1)):
            rows = np.flatnonzero((groups == group) & of_balance[block.codes])
            for term in terms:
                term[rows] = 0.0
            text = ", ".join(
                f"{value:.6g} t {name}" for value, name in zip(sums[group], block.coefficients.substances, strict=True)
                if value < 0
            )  # fmt: skip
            problem = f"the balance {balance!r} of {_named(values[group])} is below zero ({text}): it counts as zero"
            remedy = "Check amounts and contents of inputs and outputs."
            findings.append(Finding(rows, "amount", problem, remedy, fatal=False))
    return replace(block, terms=tuple(terms), findings=tuple(findings))


def _named(values: tuple[object, ...]) -> str:
    words = [str(value) for value in values if value is not None and value == value]  # noqa: PLR0124  (NaN)
    return ", ".join(words) or "all rows"
