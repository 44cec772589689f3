"""Several inventories as one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from zzcarbon.errors import DataError, Problem, require
from zzcarbon.estimation.balance import clip_balances, unclipped
from zzcarbon.estimation.coefficients import joined_tables
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.joined_rows import joined_rows
from zzcarbon.estimation.rows import ArrayRows, Rows
from zzcarbon.inventory.counted_once import CHECKS, counted_twice, in_memory
from zzcarbon.inventory.doublecount import double_counting, looked_for
from zzcarbon.inventory.inventory import Inventory

__all__ = ["combine"]

_AGAIN = (*CHECKS, "below zero", "not looked for")
"""What is looked for again in the whole, by the words of its problems."""


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
    for inventory in inventories:
        require(inventory, Inventory, "zc.estimate(...)")
    names = [_converted(inventory) for inventory in inventories]
    sets = set().union(*names)
    if len(sets) > 1 or (sets and not all(names)):
        message = (
            f"inventories in different terms do not add: {', '.join(sorted(sets)) or 'gases'} and gases or another set"
        )
        raise DataError(message)
    table, numbers = joined_tables([unclipped(inventory.table) for inventory in inventories])
    parts, findings, first, keys = [], [], 0, 0
    for inventory, terms in zip(inventories, numbers, strict=True):
        parts.append(inventory.activity.shifted(keys, terms, len(table.terms), first))
        findings += [_shifted(finding, keys, first) for finding in inventory.findings if not finding.balance]
        first, keys = first + inventory.activity.size, keys + len(inventory.table.keys)
    joined = joined_rows(parts)
    rows, table, below, across = clip_balances(joined, table)
    findings += below
    record = tuple(dict.fromkeys(note for inventory in inventories for note in inventory.record))
    editions = " + ".join(dict.fromkeys(inventory.edition for inventory in inventories))
    told = [problem for inventory in inventories for problem in inventory.across]
    checks = (
        *(problem for problem in told if not any(word in problem.problem for word in _AGAIN)),
        *across,
        *_repeated(joined),
        *(
            counted_twice(rows, table)
            if in_memory(rows)
            else looked_for("overlapping periods", lambda: _overlapping(rows))
        ),
        *looked_for("double counting", lambda: double_counting(rows, table)),
    )
    return Inventory(rows, table, tuple(findings), editions, record, tuple(dict.fromkeys(checks)))


def _converted(inventory: Inventory) -> set[str]:
    """Return what the gases of an inventory were converted to."""
    lines = inventory.table.lines
    turned = (lines["substance"] != lines["gas"]) & lines["substance"].str.startswith("CO2e (")
    return set(lines.loc[turned, "substance"])


def _shifted(finding: Finding, keys: int, first: int) -> Finding:
    """Return a finding with other numbers of rows and keys."""
    if finding.rows is None:
        return replace(finding, key=finding.key + keys)
    return replace(finding, rows=finding.rows + first)


def _repeated(rows: Rows) -> list[Problem]:
    """Report ids that stand in more than one of the inventories in memory; those of an engine stay there."""
    held = [part.ids for part in rows.parts if isinstance(part, ArrayRows)]
    if not held:
        return []
    ids = pd.concat(held, ignore_index=True)
    twice = ids[ids.duplicated()].unique()
    return [
        Problem("", str(name), "id", repr(name), "the same id stands twice: double counting?", "Make ids unique.")
        for name in twice
    ]


def _overlapping(rows: Rows) -> list[Problem]:
    """Report an entity with a yearly row and rows of months of the same year, for the same fuel."""
    labels = [name for name in ("entity", "period", "fuel") if name in rows.columns]
    if not {"entity", "period"} <= set(labels):
        return []
    uses = rows.distinct(labels, ids=True)
    text = uses["period"].astype(str)
    columns = ["entity", "_year", *(name for name in ("fuel",) if name in uses)]
    grouped = uses.assign(_year=text.str[:4], _length=text.str.len())
    found = []
    for _, group in grouped.groupby(columns, sort=True):
        whole = group[group["_length"] == len("2024")]
        if len(whole) and len(group) > len(whole):
            problem = "the year and parts of it stand side by side: overlapping periods"
            row = whole.iloc[0]
            found.append(Problem("", str(row["id"]), "period", repr(row["period"]), problem, "Keep one."))
    return found
