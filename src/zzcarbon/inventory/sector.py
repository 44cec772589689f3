"""The front door of every sector: one signature, written once; a sector adds its docstring and its methods."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypedDict, cast

import pandas as pd

from zzcarbon.activity.read import to_pandas
from zzcarbon.estimation.engines import is_lazy_input
from zzcarbon.estimation.front import estimate_rows
from zzcarbon.estimation.lazy import estimate_frame
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.options import Options
from zzcarbon.estimation.prepared import Prepare, Prepared
from zzcarbon.factors.table import FactorTable
from zzcarbon.inventory.counted_once import counted_twice, refuse_strict
from zzcarbon.inventory.doublecount import double_counting, looked_for
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.inventory.recast import counted_names
from zzcarbon.logs import LOG

__all__ = ["Estimate", "Said", "estimate_inventory", "sector"]


class Said(TypedDict, total=False):
    """What a caller of an estimate may say; see `Estimate`."""

    region: str | None
    year: int | None
    factors: FactorTable | None
    sets: Sequence[str] | None
    purpose: str
    substances: Sequence[str] | str | None
    fuel_map: pd.DataFrame | None
    labels: Sequence[str]
    check_ids: bool
    strict: Sequence[str] | str


class Estimate(Protocol):
    """The signature of ``zc.energy.estimate`` and its siblings."""

    __name__: str

    def __call__(
        self,
        frame: object,
        *,
        region: str | None = None,
        year: int | None = None,
        factors: FactorTable | None = None,
        sets: Sequence[str] | None = None,
        purpose: str = "inventory",
        substances: Sequence[str] | str | None = None,
        fuel_map: pd.DataFrame | None = None,
        labels: Sequence[str] = (),
        check_ids: bool = False,
        strict: Sequence[str] | str = (),
    ) -> Inventory:
        """Estimate the emissions of activity rows."""
        ...


_PARAMETERS = """region, year : str, int, optional
    Where the rows do not say them.
factors : FactorTable, optional
    Default ``zc.factors(grade="B")``.
sets : sequence of str, optional
    Sets of factors in the order they are asked; default ``zc.factors().sets()``.
purpose : str
    What the figures are for.
substances : sequence of str, optional
    What to estimate; default what the methods declare. What has no factor is NE and a problem.
fuel_map : pandas.DataFrame, optional
    Own assumptions on which word of a set stands for a fuel.
labels : sequence of str
    Where an engine keeps the rows, columns to sum by at once: ``by`` of these then asks the engine no more.
check_ids : bool
    Where an engine keeps the rows, whether to prove that ids are unique; those in memory always are.
strict : sequence of str
    Checks whose problems are errors here: ``identical rows``, ``overlapping periods``, ``two kinds of data``,
    ``total rows``, ``regions``, ``double counting``. Rows that an engine keeps, and more than 100,000, are
    refused by all but the last: nobody compares them with one another.
"""
_RESULT = """
Returns
-------
Inventory

Raises
------
DataError
    Columns are missing, ids repeat, there are no rows, or a check that is strict found something.
UnknownNameError
    A set, purpose, substance, region or check in the arguments is unknown.
"""
_SAID_LINES = re.compile(r"^\*\*said\n(?: +.*\n?)*", re.MULTILINE)


def sector(function: Callable[..., Inventory]) -> Estimate:
    """Give the ``estimate`` of a sector its full signature and what all sectors say of it, for ``help`` and pages."""
    full = inspect.signature(Estimate.__call__)
    parameters = [parameter for name, parameter in full.parameters.items() if name != "self"]
    function.__signature__ = full.replace(parameters=parameters)  # type: ignore[attr-defined]
    own = inspect.cleandoc(function.__doc__ or "") + "\n"
    shared = _PARAMETERS if "\nRaises\n" in own else _PARAMETERS + _RESULT
    function.__doc__ = _SAID_LINES.sub(lambda _: shared, own, count=1)
    return cast("Estimate", function)


WithFactors = Callable[[pd.DataFrame, FactorTable | None, Sequence[str] | None], FactorTable | None]


def _as_they_are(rows: pd.DataFrame) -> Prepared:
    return rows, ()


def estimate_inventory(
    frame: object,
    choose_method: Chooser,
    said: Said,
    *,
    prepare: Prepare = _as_they_are,
    with_factors: WithFactors | None = None,
) -> Inventory:
    """Return the inventory of activity rows by the methods of one module.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Activity rows.
    choose_method : Chooser
        Finds the method of a row among those of the module.
    said : Said
        What the caller says.
    prepare : callable, optional
        What the sector does with the words of rows before they are read, and which of them it refuses.
    with_factors : callable, optional
        Returns the factor table with the functions that the rows ask for.

    Raises
    ------
    DataError
        Columns are missing, ids repeat, there are no rows, or a check that is strict found something.
    UnknownNameError
        A set, purpose, substance, region or check is unknown.
    """
    told: dict[str, Any] = dict(said)
    labels, check_ids = told.pop("labels", ()), told.pop("check_ids", False)
    strict = told.pop("strict", ())

    def options_of(given: pd.DataFrame) -> Options:
        extended = with_factors(given, told.get("factors"), told.get("sets")) if with_factors else told.get("factors")
        return Options.of(**{**told, "factors": extended})

    if is_lazy_input(frame):
        asked = (labels,) if isinstance(labels, str) else tuple(labels)
        estimated = estimate_frame(
            frame, choose_method, Options.of(**told), options_of, prepare=prepare, labels=asked, check_ids=check_ids
        )
        rows, table, findings = estimated.rows, estimated.table, estimated.findings
        twice = looked_for("double counting", lambda: double_counting(rows, table))
        checks = (*estimated.checks, *twice, *counted_twice(rows, table))
        refuse_strict(checks, strict, rows)
        return _logged(Inventory(rows, table, findings, estimated.edition, counted_names(table), checks))
    given, refused = prepare(to_pandas(frame))
    options = options_of(given)
    rows, table, findings = estimate_rows(given, choose_method, options, refused)
    checks = (*double_counting(rows, table), *counted_twice(rows, table))
    refuse_strict(checks, strict, rows)
    return _logged(Inventory(rows, table, findings, options.table.edition, counted_names(table), checks))


def _logged(made: Inventory) -> Inventory:
    """Say how many rows were estimated by which modules, and how many kinds of problems were found."""
    modules = ", ".join(sorted(set(made.table.keys["module"].astype(str)))) if "module" in made.table.keys else ""
    kinds = len({(finding.column, finding.problem) for finding in made.findings})
    LOG.info("estimated: %s rows of %s, %s kinds of problems", len(made), modules, kinds)
    return made
