"""Reading the physical terms of projects, before and after; every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, UnitError, english
from zzcarbon.projects.declared import project_type
from zzcarbon.projects.project_types import Array, Input, ProjectType
from zzcarbon.quantities import quantity
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.headers import LocalNames, local_names
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.opening import report_totals
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.families import kinship
from zzcarbon.vocabulary.substances import substance

__all__ = ["COLUMNS", "LABELS", "STATES", "project_cells", "read_states"]

STATES = ("before", "after")
LABELS = ("district", "indicator", "sector", "document", "increment_of", "class", "facility", "owner")
"""Columns of text that stay with a project."""

COLUMNS: LocalNames = local_names("projects")
"""Columns of every project, with their Chinese names."""

_NEEDED = ("project", "type", "year", "months")
_UNCAPPED = {"no cap", "uncapped", "无", "无上限", "不设上限"}


def project_cells(frame: object) -> tuple[Cells, pd.DataFrame]:
    """Return the cells of a table of projects, and their columns that are no physical terms.

    Raises
    ------
    DataError
        The table has no rows, or lacks columns that every project has.
    """
    cells = open_cells(frame, "projects", _NEEDED, local=COLUMNS, refusal="the projects cannot be used")
    if not len(cells):
        raise DataError("the projects cannot be used: the table has no rows")
    report_totals(cells, "project")
    return cells, _common(cells)


def _common(cells: Cells) -> pd.DataFrame:
    texts = {name: cells.text(name) for name in ("project", "type", "substance")}
    cells.report(texts["project"] == "", "project", "the project is missing")
    cells.report(texts["type"] == "", "type", "the type is missing", "Types are listed by zc.projects.types().")
    common = pd.DataFrame({"project": texts["project"]})
    common["type"] = cells.translated(texts["type"], "type", lambda name: project_type(name).key)
    common["substance"] = cells.translated(texts["substance"], "substance", lambda name: substance(name).key)
    common["year"] = cells.year()
    months = cells.in_unit("months", "month")
    cells.report(months > 12, "months", "a year has twelve months", "Give the months of this year that count.")
    cells.report(months < 0, "months", "a negative number of months")
    common["months"] = months
    common["cap"] = _caps(cells, common["substance"] != "")
    common["side_effect"] = cells.truth("side_effect")
    common["uncertainty"] = cells.half_width("uncertainty")
    for name in LABELS:
        common[name] = cells.text(name)
    _check_aims(cells, common)
    return common


def _check_aims(cells: Cells, common: pd.DataFrame) -> None:
    """Report substances that a type of project does not aim at, unless they are declared side effects."""
    pairs = common[(common["substance"] != "") & (common["type"] != "") & ~common["side_effect"]]
    for (kind, name), rows in pairs.groupby(["type", "substance"]):
        aims = project_type(str(kind)).aims
        if name not in aims:
            kin = next((key for key in aims if kinship(str(name), key)), "")
            counted = f"Write {kin}, and what is counted as it: {name} is of its family. " if kin else ""
            remedy = (
                f"{counted}It aims at {', '.join(aims)}; what else it moves is told by activity, or is a side_effect."
            )
            mask = np.zeros(len(common), dtype=bool)
            mask[rows.index.to_numpy()] = True
            cells.report(mask, "substance", f"the type {kind!r} does not aim at {name}", remedy)


def _caps(cells: Cells, needed: pd.Series) -> NDArray[np.float64]:
    """Return the caps [t/a]; infinite where the row says that there is none."""
    free = cells.marked("cap", lambda text: text.casefold() in _UNCAPPED)
    said = Cells(cells.frame.assign(cap=np.where(free, "", cells.text("cap"))), cells.file, cells.rows, problems=[])
    numbers = np.where(free, np.inf, read_masses(said, "cap", needed=False, units="cap_unit", assumed="t/a"))
    wrong = {problem.row for problem in said.problems}
    cells.problems += said.problems
    bad = np.isnan(numbers) & needed.to_numpy() & np.array([str(row) not in wrong for row in cells.rows], bool)
    remedy = "Give the most that may be counted [t/a], or write 'no cap': there is no default."
    cells.report(bad, "cap", "no cap is told" if "cap" in cells.frame else "the column is missing", remedy)
    cells.report(numbers < 0, "cap", "a negative cap")
    return numbers


def read_states(cells: Cells, kind: ProjectType, rows: NDArray[np.intp]) -> Mapping[str, Mapping[str, Array]]:
    """Return the physical terms of rows of one type, by state and name, in the units that the type declares.

    Parameters
    ----------
    cells : Cells
        All rows; problems are added to it.
    kind : ProjectType
        The type of the rows.
    rows : array of int, shape (n,)
        Positions of its rows.

    Returns
    -------
    mapping
        ``utilisation`` [1] and the inputs of the type [as declared], shape (n,), for ``before`` and ``after``.
    """
    part = cells.part(rows)
    states: dict[str, dict[str, Array]] = {}
    for state in STATES:
        values = {item.name: _values(part, item, state, kind) for item in kind.inputs}
        if kind.product:
            _scale_product(part, kind, state, values)
        nothing = _nothing(kind, values)
        for item in kind.inputs:
            _check(part, item, state, values[item.name], nothing)
            fill = 1.0 if item.kind == "ratio" else 0.0
            unusable = (values[item.name] == 0) & (item.kind == "ratio")
            filled = np.where(nothing & np.isnan(values[item.name]), fill, values[item.name])
            values[item.name] = np.where(unusable, np.nan, filled)
        used = Input("utilisation", "1", "share of the design load", "share")
        values["utilisation"] = _values(part, used, state, kind)
        _check(part, used, state, values["utilisation"], nothing)
        values["utilisation"] = np.where(nothing & np.isnan(values["utilisation"]), 0.0, values["utilisation"])
        states[state] = values
    cells.problems.extend(dict.fromkeys(part.problems))
    return states


def _values(part: Cells, item: Input, state: str, kind: ProjectType) -> Array:
    values = part.number(item.column(state), needed=False)
    if item.name in kind.product:
        return values
    units = _units(part, item, state)
    factors = np.ones(len(values))
    for unit in pd.unique(units):
        if unit == "":
            continue
        try:
            factors[units == unit] = conversion_factor(str(unit), item.unit)
        except UnitError as error:
            part.report(units == unit, f"{item.name}_unit", english(error), f"Declared is {item.unit}.")
    made: Array = values * factors
    return made


def _units(part: Cells, item: Input, state: str) -> NDArray[np.object_]:
    own, shared = part.text(f"{item.name}_{state}_unit"), part.text(f"{item.name}_unit")
    return np.where(own == "", shared, own)


def _scale_product(part: Cells, kind: ProjectType, state: str, values: dict[str, Array]) -> None:
    """Turn two inputs of free units into the declared ones, by their product."""
    first, second = (next(item for item in kind.inputs if item.name == name) for name in kind.product)
    left, right = _units(part, first, state), _units(part, second, state)
    pairs = pd.Series(list(zip(left, right, strict=True)))
    for a, b in pairs.unique():
        here = np.array([pair == (a, b) for pair in pairs], dtype=bool)
        try:
            factor = _product_factor(a or first.unit, b or second.unit)
        except UnitError as error:
            remedy = f"{first.name} and {second.name} must give a mass in a year, such as t/a and kg/t."
            part.report(here, f"{first.name}_unit", english(error), remedy)
            continue
        values[first.name] = np.where(here, values[first.name] * factor, values[first.name])


@lru_cache(maxsize=1024)
def _product_factor(left: str, right: str) -> float:
    """Return the kilograms in a year of a product of two units [kg/a]."""
    return float((quantity(1.0, left) * quantity(1.0, right)).to("kg/a").magnitude)


def _nothing(kind: ProjectType, values: Mapping[str, Array]) -> NDArray[np.bool_]:
    extents = [values[item.name] for item in kind.inputs if item.extent]
    if not extents:
        return np.zeros(len(next(iter(values.values()))), dtype=bool)
    nothing: NDArray[np.bool_] = np.all([extent == 0 for extent in extents], axis=0)
    return nothing


def _check(part: Cells, item: Input, state: str, values: Array, nothing: NDArray[np.bool_]) -> None:
    column = item.column(state)
    low, high = item.limits
    missing = np.isnan(values) & ~nothing
    what = "the value is missing" if column in part.frame else "the column is missing"
    part.report(missing, column, what, f"It is {item.meaning} [{item.unit}].")
    part.report(values < low, column, "a negative value")
    if item.kind == "share":
        removal = item.name in {"removal", "collection", "running"}
        problem = (
            "more than 100 %" + (" is removed" if item.name == "removal" else "") if removal else "a share above 1"
        )
        part.report(values > high, column, problem, "Shares lie between 0 and 1: 80 % is 0.8.")
    else:
        part.report(values > high, column, f"more than a year has ({high:g})")
    if item.kind == "ratio":
        part.report(values == 0, column, "zero efficiency")
