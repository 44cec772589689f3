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
    terms, term_names = list(block.terms), list(block.coefficients.terms)
    term_of = block.coefficients.term_of.copy()
    for balance in balances:
        of_balance = names == balance
        kept = of_balance[:, None] & np.isfinite(block.coefficients.values)
        sums = block.sums(groups, len(values), kept)
        for number in np.flatnonzero((sums < 0).any(axis=0)):
            substance = block.coefficients.substances[number]
            below = np.flatnonzero(sums[:, number] < 0)
            out = np.isin(groups, below) & of_balance[block.codes]
            for old in np.unique(term_of[of_balance, number]):
                term_of[of_balance & (term_of[:, number] == old), number] = len(terms)
                terms.append(np.where(out, 0.0, terms[old]))
                term_names.append(term_names[old])
            for group in below:
                text = f"{_named(values[group])} is below zero ({sums[group, number]:.6g} t {substance})"
                problem = f"the balance {balance!r} of {text}: it counts as zero"
                rows = np.flatnonzero(out & (groups == group))
                remedy = "Check amounts and contents of inputs and outputs."
                findings.append(Finding(rows, "amount", problem, remedy, substance=substance, fatal=False))
    coefficients = replace(block.coefficients, terms=tuple(term_names), term_of=term_of)
    return replace(block, coefficients=coefficients, terms=tuple(terms), findings=tuple(findings))


def _named(values: tuple[object, ...]) -> str:
    words = [str(value) for value in values if value is not None and value == value]  # noqa: PLR0124  (NaN)
    return ", ".join(words) or "all rows"
