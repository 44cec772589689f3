"""What an inventory says of itself in a few lines: sums by scope, and what a sum leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.document import aligned, message, sentence, title_of
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.aggregate import Totals, emissions_by, totals
from zzcarbon.inventory.scope import ALL, INDIRECT, biogenic
from zzcarbon.vocabulary.families import families

__all__ = ["NotEstimatedWarning", "ScopeWarning", "kin_apart", "kin_beside", "left_out", "summary_text", "why_nothing"]


class NotEstimatedWarning(UserWarning):
    """A total leaves out rows that could not be estimated."""


class ScopeWarning(FutureWarning):
    """A sum leaves out scope 2 and 3, which version 0.1 added."""


def summary_text(rows: Rows, table: CoefficientTable, edition: str, record: Sequence[str], problems: int) -> str:
    """Return an inventory as it prints: rows, edition, problems, and the sums by substance, scopes apart."""
    head = sentence("inventory headline", rows=str(len(rows)), edition=edition, problems=str(problems))
    told = "; ".join([head, *(message(text) for text in record)])
    sums = _summary(rows, table).to_dict("list")
    lines = [[str(name), *map(str, cells)] for name, cells in sums.items()]
    apart = map(message, kin_apart(table))
    return "\n".join([told, *aligned(list(zip(*lines, strict=True)), [True] * len(lines)), *apart])


def _summary(rows: Rows, table: CoefficientTable) -> pd.DataFrame:
    """Return the sums by substance [t], indirect scopes and biogenic CO2 in columns of their own."""
    direct = totals(rows, table)
    columns = {title_of("substance"): direct.sums.index, f"{title_of('emission')} [t]": _shown(direct)}
    for scope in INDIRECT:
        if (table.keys["scope"] == scope).any():
            indirect = totals(rows, table, (scope,))
            cells = [_beside(value, lacks) for value, lacks in zip(indirect.sums, indirect.missing, strict=True)]
            if any(cells):
                columns[f"{sentence(f'scope {scope}')} [t]"] = cells
    if biogenic(table).any():
        by_origin = emissions_by(rows, table, ("origin",), "t", ALL)
        apart = by_origin[(by_origin["origin"] == "biogenic") & (by_origin["substance"] == "CO2")]["emission"].sum()
        if apart > 0:
            title = f"{sentence('word biogenic')} [t]"
            columns[title] = [f"{apart:,.6g}" if name == "CO2" else "" for name in direct.sums.index]
    columns[title_of("notation")] = [
        "NE" if lacks else word for lacks, word in zip(direct.missing, direct.noted, strict=True)
    ]
    return pd.DataFrame(columns)


def _beside(value: float, lacks: bool) -> str:
    """Return a sum of an indirect scope, with NE where rows under it could not be estimated."""
    number = f"{value:,.6g}" if value > 0 else ""
    return f"{number} NE".strip() if lacks else number


def left_out(rows: Rows, table: CoefficientTable, names: Sequence[str]) -> str:
    """Return both figures of substances of which a sum leaves indirect emissions out; empty where it leaves none."""
    if not table.keys["scope"].isin(INDIRECT).any():
        return ""
    direct, indirect = totals(rows, table).sums, totals(rows, table, INDIRECT)
    beside = indirect.sums.fillna(0.0)
    parts = [
        f"{name} {direct[name]:,.6g} t, with scope 2 and 3 {direct[name] + beside[name]:,.6g} t"
        + (" (NE)" if indirect.missing[name] else "")
        for name in names
        if beside[name] != 0 and np.isfinite(direct[name])
    ]
    if not parts:
        return ""
    return f"the sum leaves out scope 2 and 3, which version 0.1 added: {'; '.join(parts[:3])}. Say scope='all' or '1'."


def why_nothing(found: Totals, names: Sequence[str]) -> str:
    """Say what lies under totals: rows without estimate, or no number at all; in the language of ``zc.options``."""
    lacking = [name for name in names if found.missing[name]]
    noted = [name for name in names if found.noted[name]]
    indirect = [name for name in names if np.isnan(found.sums[name]) and name not in {*lacking, *noted}]
    parts = []
    if lacking:
        parts.append(f"rows without estimate (NE) lie under the total of {', '.join(lacking)}: see .problems")
    if noted:
        said = ", ".join(f"{name} {found.noted[name]}" for name in noted)
        parts.append(f"no row under the total has a number, only a notation key: {said}")
    if indirect:
        parts.append(
            f"no direct emission of {', '.join(indirect)} was estimated; what stands beside is in .memo(), and "
            "scope='all' adds scope 2 and 3"
        )
    return "; ".join(map(message, parts))


def _shown(found: Totals) -> list[str]:
    return [
        (word or "NE") if np.isnan(value) else f"{value:,.6g}"
        for value, word in zip(found.sums, found.noted, strict=True)
    ]


def kin_beside(table: CoefficientTable, name: str) -> str:
    """Return what stands in an inventory under other names and may be counted as a substance; empty for nothing."""
    kin = [m for m, how in families().get(name, {}).items() if m != name and how.rule in {"recast", "ask"}]
    given = set(table.lines["substance"][np.isfinite(table.values)])
    held = [member for member in kin if member in given]
    return f"{', '.join(held)} may be counted as it: inventory.counted_as({name!r})." if held else ""


def kin_apart(table: CoefficientTable) -> list[str]:
    """Say of each family of substances that an inventory holds under two names that neither total has all of it."""
    held = [name for name in families() if name in table.substances]
    beside = {name: text for name in held if (text := kin_beside(table, name))}
    return [f"the total of {name} leaves out what has another name: {text}" for name, text in beside.items()]
