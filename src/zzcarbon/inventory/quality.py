"""Quality checks of an inventory: implied factors, jumps, missing years, completeness, reference approach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.analysis.coverage_checks import check_completeness, check_reference_approach
from zzcarbon.analysis.year_checks import check_implied_factors, check_jumps, check_years
from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.aggregate import emissions_by, labelled_cube
from zzcarbon.inventory.measured_values import check_measured_values
from zzcarbon.inventory.scope import kept_in_totals
from zzcarbon.vocabulary.categories import categories

__all__ = ["checks_of"]

_COLUMNS = ["check", "where", "found", "expected", "verdict", "remedy"]


def checks_of(
    rows: Rows,
    table: CoefficientTable,
    labels: Sequence[str],
    *,
    jump: float | None,
    expected: str | Iterable[str] | None,
    reference: Any,
    limit: float | None,
) -> pd.DataFrame:
    """Return what the checks found: one line each, ``check where found expected verdict remedy``."""
    parts = [_measured(rows, table, labels), _implied(rows, table, labels)]
    if "year" in table.keys and len(table.keys["year"].dropna().unique()) > 1:
        series = emissions_by(rows, table, (*labels, "year"), "t").dropna(subset=["year"])
        parts.append(_years(series, labels))
        if jump is not None:
            parts.append(_jumps(series, labels, jump))
    if expected is not None:
        parts.append(_complete(rows, table, expected))
    if reference is not None:
        parts.append(_reference(rows, table, reference, limit))
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)


def _measured(rows: Rows, table: CoefficientTable, labels: Sequence[str]) -> pd.DataFrame:
    """Compare measured values with what is known of the figure."""
    found = check_measured_values(rows, table, labels)
    names = [name for name in (*labels, "fuel", "figure") if name in found]
    return _lines_of(found, "measured value", names, found["implied"], _pairs(found, "lower", " to ", "upper"))


def _implied(rows: Rows, table: CoefficientTable, labels: Sequence[str]) -> pd.DataFrame:
    """Compare emission per amount with the bounds that the figures of the database give for it."""
    key_labels = [name for name in ("module", "method", "fuel", "region") if name in table.keys and name not in labels]
    cube = labelled_cube(rows, table, [*labels, *key_labels])
    cells, lines = table.lines_of(cube.key)
    kept = kept_in_totals(table)[lines] & np.isfinite(table.values)[lines]
    cells, lines = cells[kept], lines[kept]
    facts = table.lines.iloc[lines].reset_index(drop=True)
    frame = cube.labels.iloc[cube.group[cells]].reset_index(drop=True).astype(object)
    frame["substance"], frame["key"] = facts["substance"], facts["key"]
    amounts = table.sources[table.sources["kind"] == "amount"].drop_duplicates("id").set_index("id")
    factor = facts["id"].map(amounts["factor"]).fillna(1.0).to_numpy(float)
    frame["unit"] = facts["id"].map(amounts["coherent"]).fillna("").to_numpy()
    frame["emission"] = table.values[lines] * cube.sums[cells, table.term[lines]]
    frame["activity"] = cube.sums[cells, 0] * factor
    bounds = table.relative_bounds
    frame["lower"] = table.values[lines] / factor * (1 - facts["id"].map(bounds["lower"]).to_numpy(float))
    frame["upper"] = table.values[lines] / factor * (1 + facts["id"].map(bounds["upper"]).to_numpy(float))
    names = [*labels, *key_labels, "substance"]
    known = frame.dropna(subset=["lower", "upper"]).groupby([*key_labels, "substance", "unit"], dropna=False)
    stated = known.agg(lower=("lower", "min"), upper=("upper", "max")).reset_index()
    keys = [*key_labels, "substance", "unit"]
    summed = frame.groupby([*names, "unit"], dropna=False, sort=False).agg(
        emission=("emission", "sum"), activity=("activity", "sum"), lines=("key", "size"), keys=("key", "nunique")
    )
    summed = summed.reset_index()
    summed["activity"] *= summed["keys"] / summed["lines"]
    found = check_implied_factors(summed.merge(stated, on=keys, how="left"))
    return _lines_of(found, "implied factor", names, found["implied"], _pairs(found, "lower", " to ", "upper"))


def _years(series: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    found = check_years(series, by=[*labels, "substance"])
    return _lines_of(
        found, "missing year", [*labels, "substance", "year"], pd.Series("", found.index), "a value each year"
    )


def _jumps(series: pd.DataFrame, labels: Sequence[str], jump: float) -> pd.DataFrame:
    found = check_jumps(series, limit=jump, by=[*labels, "substance"])
    told = _pairs(found, "before", " -> ", "after")
    return _lines_of(found, "jump", [*labels, "substance", "year"], told, f"change within {jump:g} (logarithm)")


def _complete(rows: Rows, table: CoefficientTable, expected: str | Iterable[str]) -> pd.DataFrame:
    """Compare the categories that have a line with a packaged scheme or a list."""
    scheme, codes = ("category_ipcc2006", list(expected)) if not isinstance(expected, str) else _scheme(expected)
    if scheme not in table.keys:
        raise UnknownNameError("category column of this inventory", scheme, map(str, table.keys.columns))
    cube = labelled_cube(rows, table, [scheme])
    cells, lines = table.lines_of(cube.key)
    frame = pd.DataFrame(
        {scheme: cube.labels[scheme].to_numpy(object)[cube.group[cells]], "notation": table.notation[lines]}
    )
    found = check_completeness(frame.drop_duplicates(), expected=codes, category=scheme)
    return _lines_of(found, "completeness", ["category"], found["verdict"], "a number or a notation key")


def _scheme(name: str) -> tuple[str, list[str]]:
    """Return the column of a packaged scheme and its codes of the second level: 1.A, 1.B, 2.A ..."""
    codes = [code for code in categories(name) if code.count(".") == 1]
    return f"category_{name}", codes


def _reference(rows: Rows, table: CoefficientTable, reference: Any, limit: float | None) -> pd.DataFrame:
    """Compare CO2 by fuel with what the caller's balance gives."""
    if limit is None:
        raise UnknownNameError(
            "limit", limit, hint="Say with limit= how far both approaches may differ, 0.05 for example."
        )
    ours = emissions_by(rows, table, ("fuel",), "t")
    by_fuel = ours[ours["substance"].str.startswith("CO2")].groupby("fuel")["emission"].sum()
    frame = pd.DataFrame(reference)
    frame = frame.assign(sectoral=frame["fuel"].map(by_fuel.to_dict()).fillna(0.0))
    found = check_reference_approach(frame, limit=limit)
    told = _pairs(found, "sectoral", " t against ", "apparent")
    return _lines_of(found, "reference approach", ["fuel"], told, f"a difference within {limit:g}")


def _pairs(found: pd.DataFrame, first: str, between: str, second: str) -> list[str]:
    """Write two numbers of each row as text."""
    return [f"{a:.6g}{between}{b:.6g}" for a, b in zip(found[first], found[second], strict=True)]


def _lines_of(found: pd.DataFrame, check: str, names: Sequence[str], value: Any, expected: Any) -> pd.DataFrame:
    where = found[list(names)].astype(str).agg(", ".join, axis=1) if len(found) else pd.Series(dtype=object)
    made = {
        "check": check,
        "where": where,
        "found": value,
        "expected": expected,
        "verdict": found["verdict"],
        "remedy": found["remedy"],
    }
    return pd.DataFrame(made, index=found.index, columns=_COLUMNS)
