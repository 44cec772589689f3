"""Read files that version 0.1.0 wrote: results with their sources, without the figures of the products."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import CATEGORY_SCHEMES
from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.coefficients import LINES, CoefficientTable, Row
from zzcarbon.estimation.rows import ArrayRows
from zzcarbon.estimation.term import Term
from zzcarbon.files import need_parquet, unescaped
from zzcarbon.inventory.facts import Parts

__all__ = ["first_csv", "first_excel", "first_parquet"]

_TABLES = ("coefficients", "problems")
_NUMBERS = ("emission", "lower", "upper", "value", "activity_amount")
_RESULT = (
    "substance", "medium", "origin", "flow", "emission", "unit", "notation", "lower", "upper", "tier", "method",
    "scope", "gas", "coefficient_id",
)  # fmt: skip
_REMEDY = "Keep the three files together."


def first_csv(source: Path) -> Parts:
    """Read three CSV files."""
    files = [source, *(source.with_suffix(f".{name}.csv") for name in _TABLES)]
    missing = [Problem(str(file), "", "", "", "the file is missing", _REMEDY) for file in files if not file.exists()]
    if missing:
        message = "the inventory is not complete"
        raise DataError(message, missing)
    frames = [pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8") for file in files]
    frame, coefficients, problems = map(unescaped, frames)
    return _inventory(_typed(frame), _typed(coefficients), problems)


def first_excel(source: Path, sheets: Mapping[str, pd.DataFrame]) -> Parts:
    """Read the sheets of a workbook."""
    if not {"inventory", "exact", *_TABLES} <= set(sheets):
        message = f"{source.name} was not written by to_excel"
        raise DataError(message, [Problem(str(source), "", "", "", "no inventory", "Write it with to_excel.")])
    frame, coefficients, problems = (unescaped(sheets[name]) for name in ("inventory", *_TABLES))
    frame = _typed(frame)
    for row, column, text in sheets["exact"].itertuples(index=False):
        frame.loc[int(row), column] = float(text)
    return _inventory(frame, _typed(coefficients), problems)


def first_parquet(source: Path) -> Parts:
    """Read a Parquet file with the small tables in its metadata."""
    need_parquet()
    import pyarrow.parquet as pq

    table = pq.read_table(source)
    facts = json.loads((table.schema.metadata or {}).get(b"zzcarbon", b"{}"))
    if not facts:
        message = f"{source.name} was not written by to_parquet"
        raise DataError(message, [Problem(str(source), "", "", "", "no coefficients", "Write it with to_parquet.")])
    coefficients, problems = (
        pd.read_csv(io.StringIO(facts[name]), dtype=str, keep_default_na=False) for name in _TABLES
    )
    return _inventory(table.to_pandas(), _typed(coefficients), problems, facts["edition"], tuple(facts["record"]))


def _inventory(
    frame: pd.DataFrame,
    coefficients: pd.DataFrame,
    problems: pd.DataFrame,
    edition: str = "",
    record: tuple[str, ...] = (),
) -> Parts:
    """Make each row a key of its own, whose values are its emissions."""
    frame = frame.reset_index(drop=True)
    first = frame.drop_duplicates("id")
    key = pd.Index(first["id"]).get_indexer(frame["id"])
    own = [name for name in frame.columns if name not in _RESULT]
    names = {"activity_amount": "amount", "activity_unit": "unit"}
    activity = first[own].rename(columns=names).reset_index(drop=True)
    rows = ArrayRows(activity, np.arange(len(first), dtype=np.int32), (np.ones(len(first)),))
    keys = _keys(first, frame, coefficients)
    number = frame["emission"].notna()
    lines = pd.DataFrame(
        {
            "key": key, "substance": frame["substance"], "gas": frame["gas"], "value": frame["emission"],
            "constant": 1.0, "notation": frame["notation"].fillna(""), "origin": frame["origin"].fillna(""), "term": 0,
            "tier": frame["tier"].fillna("").astype(str), "grade": "", "id": frame["coefficient_id"].fillna(""),
        }
    ).assign(id=lambda table: (table["id"] + "@" + table["key"].astype(str)).where(number, ""))  # fmt: skip
    by_substance = np.argsort(pd.factorize(lines["substance"])[0], kind="stable")
    leaves = [
        {"id": line.id, "leaf": line.id, "kind": "coefficient", "power": 1, "value": line.value, "lower": low,
         "upper": high, "unit": "t"}
        for line, low, high in zip(lines.itertuples(), frame["lower"], frame["upper"], strict=True)
        if line.id
    ]  # fmt: skip
    table = CoefficientTable(
        keys,
        lines.iloc[by_substance].reset_index(drop=True)[list(LINES)],
        tuple(leaves),
        tuple(_sources(lines, coefficients)),
        (Term(),),
    )
    columns = {
        "file": "file",
        "id": "row",
        "column": "column",
        "value": "value",
        "problem": "problem",
        "remedy": "remedy",
    }
    checks: list[dict[str, Any]] = [
        {columns[name]: str(cell) for name, cell in row.items() if isinstance(name, str) and name in columns}
        for row in problems.to_dict("records")
    ]
    return Parts(rows, table, (), edition, record, tuple(Problem(**check) for check in checks))


def _keys(first: pd.DataFrame, frame: pd.DataFrame, coefficients: pd.DataFrame) -> pd.DataFrame:
    """Return what the file says of each row that inventories are grouped by."""
    fuels = dict(zip(coefficients.get("coefficient_id", ()), coefficients.get("fuel", ()), strict=True))
    fuel_of = frame.assign(_fuel=frame["coefficient_id"].map(fuels)).groupby("id", sort=False)["_fuel"].first()
    told: dict[str, Any] = {name: first[name].tolist() for name in ("method", "flow", "scope")}
    told["fuel"] = [fuel if isinstance(fuel, str) else "" for fuel in fuel_of.reindex(first["id"])]
    for name in ("region", "year", *CATEGORY_SCHEMES):
        if name in first:
            told[name] = [None if text in {"", "nan", "None"} else text for text in first[name].astype(str)]
    told["year"] = [int(float(year)) if year else None for year in told.get("year", [None] * len(first))]
    blank = {"module": "", "balance": "", "gwp": ""}
    return pd.DataFrame({"region": None, **told, **blank}, index=range(len(first)), dtype=object)


def _sources(lines: pd.DataFrame, coefficients: pd.DataFrame) -> list[Row]:
    """Return what the file says of each coefficient."""
    if not len(coefficients):
        return []
    told = coefficients.set_index("coefficient_id").to_dict("index")
    rows: list[Row] = []
    for name in lines["id"].unique():
        said = told.get(str(name).partition("@")[0])
        if not name or not said:
            continue
        method = {
            "id": name, "kind": "method", "name": said["method"], "symbol": said["method"], "set": said["fuel"],
            "subject": said["subject"], "text": said["equation"], "grade": said["validated"],
            "substance": said["substance"],
        }  # fmt: skip
        notes = [said["figures"], f"{said['source']}, {said['locator']} (grade {said['grade']})", said["trail"]]
        rows += [
            method,
            *({"id": name, "place": at, "kind": "note", "text": text} for at, text in enumerate(notes, 1) if text),
        ]
    return rows


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Turn the number columns back into float64."""
    typed = table.copy()
    for name in _NUMBERS:
        if name in typed:
            cells = typed[name].astype(object).where(typed[name].notna(), "")
            typed[name] = np.array([float(cell) if cell != "" else np.nan for cell in cells])
    return typed
