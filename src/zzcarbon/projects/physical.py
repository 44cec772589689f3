"""The reduction of projects whose terms are told: the difference of two states, capped, for the months."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.projects.declared import TYPES, document_of
from zzcarbon.projects.project_types import Array, ProjectType
from zzcarbon.projects.read import LABELS, STATES, read_states
from zzcarbon.tables import Cells

__all__ = ["COLUMNS", "direct_reductions"]

COLUMNS = (
    "project",
    "type",
    "substance",
    "year",
    "role",
    "before",
    "after",
    "uncapped",
    "cap",
    "yearly",
    "months",
    "reduction",
    "remainder",
    "side_effect",
    "notation",
    "method",
    "document",
    "grade",
    "uncertainty",
    *(label for label in LABELS if label != "document"),
)
"""Columns of what projects reduce."""


def direct_reductions(cells: Cells, common: pd.DataFrame) -> pd.DataFrame:
    """Return what projects reduce by their own physical terms, one row per project and substance.

    Parameters
    ----------
    cells : Cells
        The table; problems are added to it.
    common : pandas.DataFrame
        Its columns that are no physical terms, as `zzcarbon.projects.read.project_cells` returns them.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`. [t/a]
    """
    told = common[(common["substance"] != "") & (common["type"] != "")]
    keys = ["project", "substance", "class"]
    twice = common.index.isin(told.index) & common.duplicated(keys, keep="first").to_numpy()
    remedy = "Name the class of each row; a later extension is a project of its own (increment_of)."
    cells.report(twice, "project", "the project and substance stand twice", remedy)
    parts = []
    for key in dict.fromkeys(told["type"]):
        rows = told.index[told["type"] == key].to_numpy()
        parts.append(_rows(cells, common, TYPES[key], rows))
    table = pd.concat(parts) if parts else pd.DataFrame(columns=[*COLUMNS, "class"])
    _require_one(cells, table)
    return _summed(table)


def _rows(cells: Cells, common: pd.DataFrame, kind: ProjectType, rows: Any) -> pd.DataFrame:
    """Return the two states of each row of one type."""
    states = read_states(cells, kind, rows)
    table: pd.DataFrame = common.loc[rows].copy()
    for state in STATES:
        table[state] = _state(kind, states[state])
    if kind.sense == "abatement":
        for state in STATES:
            negative = np.zeros(len(common), dtype=bool)
            negative[rows] = table[state].to_numpy() < 0
            problem = f"the treatment {state} the project removes less than nothing"
            column = next((item.column(state) for item in kind.inputs if item.name == "effluent"), "type")
            cells.report(negative, column, problem, "Is more let out than comes in?")
    table["uncapped"] = kind.sign * (table["after"] - table["before"])
    table["method"] = f"{kind.key} ({kind.basis})"
    written = [_written(kind, states, place) for place in range(len(rows))]
    table["document"] = [
        f"{text} [{document_of(kind)}]" + (f"; {own}" if own else "")
        for text, own in zip(written, table["document"], strict=True)
    ]
    return table


def _state(kind: ProjectType, values: Mapping[str, Array]) -> Array:
    terms = {name: value for name, value in values.items() if name != "utilisation"}
    made: Array = values["utilisation"] * kind.equation(**terms)
    return made


def _written(kind: ProjectType, states: Mapping[str, Mapping[str, Array]], place: int) -> str:
    """Write the equation of a row with its numbers and units."""
    units = {item.name: item.unit for item in kind.inputs}
    texts = []
    for state in STATES:
        values = {name: float(value[place]) for name, value in states[state].items()}
        numbers = [f"{name} {value:g} {units.get(name, '1')}" for name, value in values.items()]
        texts.append(f"{state}: {', '.join(numbers)}")
    return f"{kind.formula}; {'; '.join(texts)}"


def _require_one(cells: Cells, table: pd.DataFrame) -> None:
    """Report rows of a project that differ in what holds for all of it."""
    for name in ("year", "months", "cap", "type"):
        first = table.groupby(["project", "substance"])[name].transform("first")
        differs = (table[name] != first) & table[name].notna() & first.notna()
        mask = np.zeros(len(cells), dtype=bool)
        mask[table.index[differs].to_numpy(dtype=int)] = True
        cells.report(mask, name, f"the classes of one project differ in {name}")


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for (project, name), group in table.groupby(["project", "substance"], sort=False):
        first = group.iloc[0]
        change = float(group["uncapped"].sum())
        yearly = min(change, float(first["cap"]))
        remainder = yearly * (12.0 - float(first["months"])) / 12.0
        rows.append(
            {
                "project": project,
                "type": first["type"],
                "substance": name,
                "year": int(first["year"]),
                "role": "aim",
                "before": float(group["before"].sum()),
                "after": float(group["after"].sum()),
                "uncapped": change,
                "cap": first["cap"],
                "yearly": yearly,
                "months": first["months"],
                "reduction": yearly - remainder,
                "remainder": remainder,
                "side_effect": bool(group["side_effect"].any()),
                "notation": "",
                "method": first["method"],
                "document": " | ".join(group["document"]),
                "grade": "",
                "uncertainty": first["uncertainty"],
                **{label: first[label] for label in LABELS if label != "document"},
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))
