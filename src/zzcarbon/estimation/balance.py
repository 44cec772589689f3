"""Balances: rows of several methods that are summed first, and a sum below zero is zero."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import Problem
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.rows import Rows

__all__ = ["BALANCE_GROUPS", "Balanced", "clip_balances", "unclipped"]

BALANCE_GROUPS = ("entity", "line", "region", "year", "period")
"""Columns whose rows are balanced together."""


class Balanced(NamedTuple):
    """Rows and coefficients in which no balance is below zero, and what was changed."""

    rows: Rows
    table: CoefficientTable
    findings: list[Finding]
    checks: list[Problem]


def clip_balances(rows: Rows, table: CoefficientTable) -> Balanced:
    """Return rows and coefficients in which balances below zero are zero, each on the record.

    A balance lies below zero where more carbon is said to leave in products than came in: the
    guidelines count zero then, and the rows of the group count nothing. The lines of the balance and
    substance then have a row term of their own, which is zero in these rows.
    """
    of_key = table.keys["balance"].to_numpy(object)
    balances = sorted({name for name in of_key if name})
    if not balances:
        return Balanced(rows, table, [], [])
    labels = [name for name in BALANCE_GROUPS if name in rows.columns]
    cube = rows.cube(labels)
    of_line = of_key[table.lines["key"].to_numpy()]
    term, terms = table.term.copy(), list(table.terms)
    findings: list[Finding] = []
    checks: list[Problem] = []
    for balance in balances:
        lines, keys = of_line == balance, np.flatnonzero(of_key == balance).tolist()
        sums = cube.emissions(table, lines)
        for number in np.flatnonzero((sums < 0).any(axis=0)):
            substance = table.substances[number]
            below = np.flatnonzero(sums[:, number] < 0)
            chosen = lines & (table.column == number)
            for old in np.unique(term[chosen]):
                term[chosen & (term == old)] = len(terms)
                terms.append(replace(terms[old], balance=f"{balance}: {substance}"))
                rows = rows.cleared(int(old), keys, labels, cube.labels.iloc[below])
            for group in below.tolist():
                where = rows.positions(keys, labels, cube.labels.iloc[[group]])
                found = _below(balance, substance, cube.labels.iloc[group], sums[group, number], where)
                if len(where):
                    findings.append(found)
                else:  # all its rows lie in engines, where they have no positions
                    checks.append(Problem("", "", found.column, "", found.problem, found.remedy))
    clipped = replace(table, lines=table.lines.assign(term=term), terms=tuple(terms))
    return Balanced(rows, clipped, findings, checks)


def unclipped(table: CoefficientTable) -> CoefficientTable:
    """Return coefficients whose balances are as the rows say them, to be clipped again in a larger whole."""
    plain = [table.terms.index(replace(term, balance="")) for term in table.terms]
    return replace(table, lines=table.lines.assign(term=np.asarray(plain, np.int64)[table.term]))


def _below(balance: str, substance: str, group: pd.Series, emission: float, where: npt.NDArray[np.intp]) -> Finding:
    words = [str(value) for value in group if value is not None and value == value]  # noqa: PLR0124  (NaN)
    text = f"{', '.join(words) or 'all rows'} is below zero ({emission:.6g} t {substance})"
    problem = f"the balance {balance!r} of {text}: it counts as zero"
    remedy = "Check amounts and contents of inputs and outputs."
    return Finding(where, "amount", problem, remedy, substance=substance, fatal=False, balance=True)
