"""The inventory written out: rows, coefficients, problems."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, shown
from zzcarbon.estimation.block import Block
from zzcarbon.estimation.coefficient import Coefficient
from zzcarbon.estimation.figures import Figure
from zzcarbon.provenance import sources
from zzcarbon.vocabulary.substances import substance, substances

__all__ = ["coefficient_table", "long_frame", "problem_table"]

_PROBLEM_COLUMNS = ("file", "id", "substance", "column", "value", "problem", "remedy")
_RENAMED = {"amount": "activity_amount", "unit": "activity_unit"}
_RESOLVED = ("id", "substance", "medium", "origin", "flow", "emission", "unit", "notation", "lower", "upper")
_RESOLVED_LAST = ("tier", "method", "scope", "gas", "coefficient_id")


def long_frame(blocks: Sequence[Block]) -> pd.DataFrame:
    """Return one row per activity row and substance, in the order of the rows."""
    parts = [_long(block) for block in blocks]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def coefficient_table(blocks: Sequence[Block]) -> pd.DataFrame:
    """Return the distinct coefficients with what they rest on."""
    rows: dict[str, dict[str, object]] = {}
    for block in blocks:
        for detail in block.coefficients.details.values():
            rows.setdefault(detail.id, _described(detail))
    return (
        pd.DataFrame(list(rows.values())).sort_values("coefficient_id").reset_index(drop=True)
        if rows
        else pd.DataFrame()
    )


def problem_table(blocks: Sequence[Block], checks: Sequence[Problem]) -> pd.DataFrame:
    """Return every problem of every row, in the order of the rows."""
    parts = [_found(block) for block in blocks]
    if checks:
        across = [(c.file, c.row, "", c.column, c.value, c.problem, c.remedy) for c in checks]
        parts.append(pd.DataFrame(across, columns=list(_PROBLEM_COLUMNS)))
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=list(_PROBLEM_COLUMNS))
    return pd.concat(parts, ignore_index=True)


def _long(block: Block) -> pd.DataFrame:
    table = block.coefficients
    count, width = len(block.codes), len(table.substances)
    rows, numbers = (axis.ravel() for axis in np.indices((count, width)))
    codes = block.codes[rows]
    listed = table.notations[codes, numbers] != "-"
    rows, numbers, codes = rows[listed], numbers[listed], codes[listed]
    columns = [block.emissions(at) for at in range(width)]
    emissions = np.column_stack(columns)[rows, numbers] if columns else np.zeros(0)
    ids = np.full(table.values.shape, "", dtype=object)
    relative = np.full((*table.values.shape, 2), np.nan)
    tiers = ids.copy()
    for place, detail in table.details.items():
        ids[place], tiers[place], relative[place] = detail.id, detail.tier, _relative_bounds(detail)
    taken = {*_RESOLVED, *_RESOLVED_LAST}
    labels = block.activity.drop(columns=[name for name in ("id",) if name in block.activity]).rename(columns=_RENAMED)
    labels = labels.drop(columns=[name for name in labels if name in taken])
    result = labels.iloc[rows].reset_index(drop=True)
    resolved = {
        "id": block.ids.to_numpy()[rows],
        "substance": np.array(table.substances, object)[numbers],
        "medium": np.array([_medium(gas) for gas in table.gases], object)[numbers],
        "origin": table.origins[codes, numbers].astype(object),
        "flow": table.labels["flow"].to_numpy(object)[codes],
        "emission": emissions,
        "unit": "t",
        "notation": table.notations[codes, numbers].astype(object),
        "lower": emissions * (1 - relative[codes, numbers, 0]),
        "upper": emissions * (1 + relative[codes, numbers, 1]),
        "tier": tiers[codes, numbers],
        "method": table.labels["method"].to_numpy(object)[codes],
        "scope": table.labels["scope"].to_numpy(object)[codes],
        "gas": np.array(table.gases, object)[numbers],
        "coefficient_id": ids[codes, numbers],
    }
    written: pd.DataFrame = pd.concat([pd.DataFrame(resolved), result], axis=1)
    return written


def _relative_bounds(detail: Coefficient) -> tuple[float, float]:
    """Return half-widths below and above as shares, by first-order propagation; NaN if a bound is missing."""
    below = above = 0.0
    for figure in detail.figures:
        row = figure.row
        if row is None or math.isnan(row.lower) or math.isnan(row.upper) or not row.value:
            if row is not None and figure.name == "oxidation_factor" and row.value == 1:
                continue
            return math.nan, math.nan
        below += ((row.value - row.lower) / row.value) ** 2
        above += ((row.upper - row.value) / row.value) ** 2
    return math.sqrt(below), math.sqrt(above)


def _medium(gas: str) -> str:
    return substance(gas).medium if gas in substances() else ""


def _described(detail: Coefficient) -> dict[str, object]:
    rows = [figure.row for figure in (*detail.figures, *detail.controls) if figure.row]
    documents = [str(sources().get(row.source, row.source)) for row in rows]
    return {
        "coefficient_id": detail.id,
        "method": detail.key.method.key,
        "substance": detail.substance,
        "fuel": detail.key.fuel,
        "subject": detail.key.subject,
        "value": detail.value,
        "unit": f"t {detail.substance} per {detail.key.unit}",
        "term": " x ".join(("amount", *detail.term)),
        "equation": detail.route.equation,
        "figures": "; ".join(_figure(figure) for figure in (*detail.figures, *detail.controls)),
        "factor_ids": "; ".join(row.id for row in rows if row.substance),
        "parameter_ids": "; ".join(row.id for row in rows if not row.substance),
        "sets": "; ".join(dict.fromkeys(row.set for row in rows)),
        "source": "; ".join(dict.fromkeys(documents)),
        "locator": "; ".join(dict.fromkeys(row.locator for row in rows)),
        "grade": detail.grade,
        "validated": detail.key.method.validated or "unvalidated",
        "trail": "; ".join(detail.trail),
    }


def _figure(figure: Figure) -> str:
    if figure.column:
        return f"{figure.name} measured in {figure.column} [{figure.unit}]"
    if figure.row and figure.row.form:
        return f"{figure.name} {figure.row.form}({figure.row.coefficients}) {figure.unit}"
    return f"{figure.name} {figure.value!r} {figure.unit}"


def _found(block: Block) -> pd.DataFrame:
    """Write each finding out for each of its rows."""
    parts = []
    for finding in block.findings:
        rows = block.rows_of(finding)
        values = _values(block, finding.column, rows)
        parts.append(
            pd.DataFrame(
                {
                    "file": block.file,
                    "id": block.ids.to_numpy()[rows],
                    "substance": finding.substance,
                    "column": finding.column,
                    "value": values,
                    "problem": finding.problem,
                    "remedy": finding.remedy,
                    "_row": rows,
                }
            )
        )
    if not parts:
        return pd.DataFrame(columns=list(_PROBLEM_COLUMNS))
    ordered: pd.DataFrame = pd.concat(parts).sort_values("_row", kind="stable")
    return ordered.drop(columns="_row").reset_index(drop=True)


def _values(block: Block, column: str, rows: np.ndarray) -> list[str]:
    if column not in block.activity:
        return [""] * len(rows)
    return [shown(value) for value in block.activity[column].iloc[rows].tolist()]
