"""Quality checks of an inventory: implied factors, jumps, missing years, completeness, reference approach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from zzcarbon.analysis.coverage_checks import check_completeness, check_reference_approach
from zzcarbon.analysis.reading import read_table
from zzcarbon.analysis.year_checks import check_implied_factors, check_jumps, check_years
from zzcarbon.errors import DataError, Problem, UnknownNameError, english, shown
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.aggregate import emissions_by, labelled_cube
from zzcarbon.inventory.measured_values import check_measured_values
from zzcarbon.inventory.scope import kept_in_totals, scope_of_keys
from zzcarbon.tables.stated import is_number
from zzcarbon.vocabulary.categories import categories
from zzcarbon.vocabulary.fuels import fuel, fuel_path, fuels

__all__ = ["checks_of"]

_COLUMNS = ["check", "where", "found", "expected", "verdict", "remedy"]


def checks_of(
    rows: Rows,
    table: CoefficientTable,
    labels: Sequence[str],
    *,
    jump: float | None,
    expected: str | Iterable[str] | None,
    reference: object,
    limit: float | None,
    scopes: Sequence[str] = ("1",),
) -> pd.DataFrame:
    """Return what the checks found: one line each, ``check where found expected verdict remedy``."""
    _check_options(jump, expected, reference, limit)
    parts = [_measured(rows, table, labels), _implied(rows, table, labels, scopes)]
    if "year" in table.keys and len(table.keys["year"].dropna().unique()) > 1:
        series = emissions_by(rows, table, (*labels, "year"), "t", scopes).dropna(subset=["year"])
        series = _one_scope(series, labels)
        if len(series):
            parts.append(_years(series, labels))
        if len(series) and jump is not None:
            parts.append(_jumps(series, labels, jump))
    if expected is not None:
        parts.append(_complete(rows, table, expected, scopes))
    if reference is not None and limit is not None:
        parts.append(_reference(emissions_by(rows, table, ("fuel",), "t", scopes), reference, limit))
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)


def _check_options(jump: float | None, expected: object, reference: object, limit: float | None) -> None:
    """Refuse limits that are none, all at once."""
    problems = []
    if reference is not None and limit is None:
        remedy = "Say with limit= how far both approaches may differ, limit=0.05 for example."
        problems.append(Problem("checks", "", "limit", "", "a reference needs a limit", remedy))
    if limit is not None and reference is None:
        remedy = "Give reference=, a table of fuel and apparent, or leave the limit out."
        problems.append(Problem("checks", "", "limit", shown(limit), "a limit needs a reference", remedy))
    if expected is not None and not isinstance(expected, Iterable):
        remedy = "Name a packaged scheme, as expected='ipcc2006', or give a list of codes."
        problems.append(Problem("checks", "", "expected", shown(expected), "is no scheme and no list", remedy))
    for name, value in (("jump", jump), ("limit", limit)):
        if value is not None and not (is_number(value) and value > 0):
            remedy = f"Write it as a share, {name}=0.2 for example."
            problems.append(Problem("checks", "", name, shown(value), "is not a number above zero", remedy))
    if problems:
        raise DataError("the checks cannot be made", problems)


def _one_scope(series: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    """Add up the scopes that were asked for together."""
    if "scope" not in series or "scope" in labels:
        return series
    keys = [*labels, "year", "substance"]
    summed = series.groupby(keys, dropna=False, sort=False)["emission"]
    return summed.sum(min_count=1).reset_index()


def _measured(rows: Rows, table: CoefficientTable, labels: Sequence[str]) -> pd.DataFrame:
    """Compare measured values with what is known of the figure."""
    found = check_measured_values(rows, table, labels)
    names = [name for name in (*labels, "fuel", "figure") if name in found]
    return _lines_of(found, "measured value", names, found["implied"], _pairs(found, "lower", " to ", "upper"))


def _implied(rows: Rows, table: CoefficientTable, labels: Sequence[str], scopes: Sequence[str]) -> pd.DataFrame:
    """Compare emission per amount with the bounds that the figures of the database give for it."""
    key_labels = [name for name in ("module", "method", "fuel", "region") if name in table.keys and name not in labels]
    cube = labelled_cube(rows, table, [*labels, *key_labels])
    cells, lines = table.lines_of(cube.key)
    kept = kept_in_totals(table, scopes)[lines] & np.isfinite(table.values)[lines]
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


def _complete(
    rows: Rows, table: CoefficientTable, expected: str | Iterable[str], scopes: Sequence[str]
) -> pd.DataFrame:
    """Compare the categories that have a line with a packaged scheme or a list."""
    scheme, codes = _scheme(expected) if isinstance(expected, str) else ("category_ipcc2006", list(expected))
    if scheme not in table.keys:
        raise UnknownNameError("category column of this inventory", scheme, map(str, table.keys.columns))
    cube = labelled_cube(rows, table, [scheme])
    cells, lines = table.lines_of(cube.key)
    kept = np.isin(scope_of_keys(table)[cube.key[cells]], list(scopes))
    cells, lines = cells[kept], lines[kept]
    frame = pd.DataFrame(
        {scheme: cube.labels[scheme].to_numpy(object)[cube.group[cells]], "notation": table.notation[lines]}
    )
    found = check_completeness(frame.drop_duplicates(), expected=codes, category=scheme)
    return _lines_of(found, "completeness", ["category"], found["verdict"], "a number or a notation key")


def _scheme(name: str) -> tuple[str, list[str]]:
    """Return the column of a packaged scheme and its codes of the second level: 1.A, 1.B, 2.A ..."""
    codes = [code for code in categories(name) if code.count(".") == 1]
    return f"category_{name}", codes


def _reference(ours: pd.DataFrame, reference: object, limit: float) -> pd.DataFrame:
    """Compare CO2 by fuel, or group of fuels, with what the caller's balance gives."""
    ours = ours[ours["substance"].str.startswith("CO2")]
    burnt = ours.groupby("fuel")["emission"].sum(min_count=1).dropna()
    frame = read_table(reference, ("fuel", "apparent"), "reference")
    names = _fuel_names(frame)
    above = {name: {name, *(fuel_path(name) if name in fuels() else ())} for name in map(str, burnt.index)}
    frame = frame.assign(
        fuel=names, sectoral=[sum(burnt[own] for own, path in above.items() if name in path) for name in names]
    )
    left = [name for name, path in above.items() if not path & set(names) and burnt[name]]
    more = pd.DataFrame({"fuel": left, "apparent": 0.0, "sectoral": [burnt[name] for name in left]})
    frame = pd.concat([frame[["fuel", "apparent", "sectoral"]], more]) if left else frame
    found = check_reference_approach(frame, limit=limit)
    found.loc[found["fuel"].isin(left), "verdict"] = "burnt, and not in the reference"
    told = _pairs(found, "sectoral", " t against ", "apparent")
    return _lines_of(found, "reference approach", ["fuel"], told, f"a difference within {limit:g}")


def _fuel_names(frame: pd.DataFrame) -> list[str]:
    """Return the fuels and groups of fuels of a reference by their names; unknown ones and one twice are problems."""
    names, problems = [], []
    for row, word in zip(frame.index, frame["fuel"], strict=True):
        try:
            names.append(fuel(str(word)).key)
        except UnknownNameError as error:
            remedy = "Write a fuel, or a group of fuels as coal or oil products."
            problems.append(Problem("reference", str(row), "fuel", shown(word), english(error), remedy))
    problems += [
        Problem("reference", "", "fuel", name, "the fuel stands twice", "Add the rows up.")
        for name in dict.fromkeys(name for name in names if names.count(name) > 1)
    ]
    if problems:
        raise DataError("the reference cannot be used", problems)
    return names


def _pairs(found: pd.DataFrame, first: str, between: str, second: str) -> list[str]:
    """Write two numbers of each row as text."""
    return [f"{a:.6g}{between}{b:.6g}" for a, b in zip(found[first], found[second], strict=True)]


def _lines_of(found: pd.DataFrame, check: str, names: Sequence[str], value: object, expected: object) -> pd.DataFrame:
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
