"""What a project moves: activity before and after, by the methods of the sector modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, UnknownNameError, shown
from zzcarbon.factors.table import FactorTable
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.provenance import worst_grade
from zzcarbon.tables import Cells, to_pandas

__all__ = ["MODULES", "ActivityChange", "activity_change"]

MODULES = ("energy", "industry", "transport", "buildings", "water", "agriculture", "waste")
"""Sector modules whose methods can estimate activity."""

_STATES = {"before": "before", "after": "after", "改造前": "before", "改造后": "after", "前": "before", "后": "after"}
_COLUMNS = ("project", "substance", "before", "after", "notation", "document", "grade")


@dataclass(frozen=True, eq=False)
class ActivityChange(ResultCard):
    """Emissions of activity before and after projects.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``project substance before after`` [t/a] ``notation document grade``; a substance that could not be
        estimated in one of the states carries the notation NE and no number.
    inventories : mapping of str to Inventory
        The estimates by module; ids are ``project | state | number``.
    problems : tuple of Problem
        What could not be estimated.
    """

    frame: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(_COLUMNS)))
    inventories: Mapping[str, Inventory] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def activity_change(
    activity: object,
    years: Mapping[str, int],
    *,
    region: str | None = None,
    factors: FactorTable | None = None,
    sets: Sequence[str] | None = None,
    purpose: str = "inventory",
    substances: Sequence[str] | None = None,
    recast: Mapping[str, str] | None = None,
) -> ActivityChange:
    """Estimate activity before and after projects.

    Parameters
    ----------
    activity : data frame
        Activity rows of a sector module with ``project``, ``state`` (before or after) and, unless it is
        energy, ``module``. Amounts are those of a year.
    years : mapping of str to int
        Year of each project; it is the year of rows without one.
    region, factors, sets, purpose, substances
        As for the ``estimate`` of a sector module.
    recast : mapping of str to str, optional
        Substances to count under another name, such as ``{"NMVOC": "VOCs"}`` for a quota of VOCs.

    Returns
    -------
    ActivityChange

    Raises
    ------
    DataError
        A project is unknown, a state is neither before nor after, there is no such module.
    """
    cells = _checked(activity, years)
    table = cells.frame
    if "year" not in table and "period" not in table:
        table["year"] = table["project"].map(dict(years))
    inventories: dict[str, Inventory] = {}
    problems: list[Problem] = []
    for name in MODULES:
        rows = table[table["module"] == name]
        if rows.empty:
            continue
        module = _sector(name)
        rows = rows.drop(columns=["module"]).dropna(axis="columns", how="all")
        made = module.estimate(rows, region=region, factors=factors, sets=sets, purpose=purpose, substances=substances)
        inventories[name] = _recast(made, recast or {})
        problems += [_problem(row) for row in inventories[name].problems.to_dict("records")]
    parts = [_changes(made, table) for made in inventories.values()]
    frame = _merged(parts)
    return ActivityChange(frame, inventories, tuple(problems))


def _checked(activity: object, years: Mapping[str, int]) -> Cells:
    table = to_pandas(activity, "activity of projects", lazy=False).reset_index(drop=True)
    missing = [name for name in ("project", "state") if name not in table]
    if missing:
        problems = [Problem(column=name, problem="the column is missing") for name in missing]
        raise DataError("the activity of projects cannot be used", problems)
    table = table.copy()
    cells = Cells(table)
    names, states, modules = cells.text("project"), cells.text("state"), cells.text("module")
    cells.report(~pd.Series(names).isin(list(years)).to_numpy(), "project", "no project of the table has this name")
    table["project"] = names
    table["state"] = cells.translated(states, "state", _state)
    cells.report(states == "", "state", "the state is missing", "It is before or after.")
    table["module"] = cells.translated(np.where(modules == "", "energy", modules), "module", _module)
    if cells.problems:
        raise DataError("the activity of projects cannot be used", cells.problems)
    number = table.groupby(["project", "state"]).cumcount()
    table["id"] = table["project"] + " | " + table["state"] + " | " + number.astype(str)
    return cells


def _state(text: str) -> str:
    if text.casefold() not in _STATES:
        raise UnknownNameError("state", text, _STATES, "It is before or after.")
    return _STATES[text.casefold()]


def _module(text: str) -> str:
    if text.casefold() not in MODULES:
        raise UnknownNameError("module", text, MODULES, f"Modules: {', '.join(MODULES)}.")
    return text.casefold()


def _sector(name: str) -> ModuleType:
    try:
        return import_module(f"zzcarbon.{name}")
    except ModuleNotFoundError as error:
        message = f"the module {shown(name)} has no methods yet: leave its rows out"
        raise DataError(message) from error


def _recast(inventory: Inventory, names: Mapping[str, str]) -> Inventory:
    """Return an inventory in which substances that it has go under the names asked for."""
    held = set(inventory.frame["substance"])
    own = {old: new for old, new in names.items() if old in held}
    return inventory.recast(own, why="as the quota of the projects counts them") if own else inventory


def _problem(row: Mapping[Any, Any]) -> Problem:
    place = f"{row['id']} {row['substance']}".strip()
    return Problem(row["file"], place, row["column"], row["value"], row["problem"], row["remedy"])


def _changes(inventory: Inventory, table: pd.DataFrame) -> pd.DataFrame:
    rows = inventory.frame
    counted = (rows["flow"] == "emission") & ~((rows["gas"] == "CO2") & (rows["origin"] == "biogenic"))
    rows = rows[counted]
    where = table.set_index("id")[["project", "state"]]
    rows = rows.assign(project=rows["id"].map(where["project"]), state=rows["id"].map(where["state"]))
    about = _documents(inventory)
    found = []
    for (project, name), group in rows.groupby(["project", "substance"], sort=True):
        sums = group.groupby("state")["emission"].sum()
        lacking = bool((group["notation"] == "NE").any())
        keys = [key for key in dict.fromkeys(group["coefficient_id"]) if key in about]
        found.append(
            {
                "project": project,
                "substance": name,
                "before": np.nan if lacking else float(sums.get("before", 0.0)),
                "after": np.nan if lacking else float(sums.get("after", 0.0)),
                "notation": "NE" if lacking else "",
                "document": "; ".join(about[key][0] for key in keys),
                "grade": worst_grade(tuple(about[key][1] for key in keys)),
            }
        )
    return pd.DataFrame(found, columns=list(_COLUMNS))


def _documents(inventory: Inventory) -> dict[str, tuple[str, str]]:
    """Return what each coefficient rests on: figures, source, page and grade."""
    table = inventory.coefficients
    if table.empty:
        return {}
    return {
        row["coefficient_id"]: (
            f"{row['equation']}: {row['figures']} [{row['source']}, {row['locator']}, grade {row['grade']}]",
            str(row["grade"]),
        )
        for row in table.to_dict("records")
    }


def _merged(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Add up what several modules give for one project and substance."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return pd.DataFrame(columns=list(_COLUMNS))
    table = pd.concat(filled, ignore_index=True)
    rows = []
    for (project, name), group in table.groupby(["project", "substance"], sort=True):
        lacking = bool((group["notation"] == "NE").any())
        rows.append(
            {
                "project": project,
                "substance": name,
                "before": np.nan if lacking else float(group["before"].sum()),
                "after": np.nan if lacking else float(group["after"].sum()),
                "notation": "NE" if lacking else "",
                "document": "; ".join(text for text in group["document"] if text),
                "grade": worst_grade(tuple(group["grade"])),
            }
        )
    return pd.DataFrame(rows, columns=list(_COLUMNS))
