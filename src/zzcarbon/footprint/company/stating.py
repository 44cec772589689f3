"""From a boundary and an inventory to the statement; everything wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.footprint.company.consolidation import LINES, consolidated, placed_rows, summed_lines
from zzcarbon.footprint.company.energy import traded_energy
from zzcarbon.footprint.company.instruments import read_instruments, read_residual
from zzcarbon.footprint.company.market import market_lines
from zzcarbon.footprint.company.quality import evidence_shares
from zzcarbon.footprint.company.statement import Statement
from zzcarbon.footprint.goals.events import read_credits
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.tables.stated import is_year

__all__ = ["make_statement"]


def make_statement(
    boundary: Any,
    inventory: Inventory,
    *,
    base_year: int | None = None,
    gwp: str = "AR6",
    instruments: Any = None,
    residual: Mapping[tuple[str, int], tuple[float, str, str]] | None = None,
    credits: Any = None,  # noqa: A002
    proposed: bool = False,
) -> Statement:
    """Return the statement of a boundary; see `Boundary.statement`."""
    _check_base_year(base_year)
    given = _read_all(
        lambda: consolidated(inventory, boundary, gwp),
        lambda: read_instruments(instruments),
        lambda: read_residual(residual),
        lambda: pd.DataFrame() if credits is None else _credit_table(credits),
    )
    (lines, problems), contracts, mixes, counted = given
    energy = placed_rows(traded_energy(inventory), boundary)
    market = market_lines(lines, energy, contracts, mixes, proposed=proposed)
    location = lines[lines["accounting"] != "market"].copy()
    location["accounting"] = np.where(location["scope"] == "2", "location", "")
    keys = [name for name in LINES if name not in {"emission", "notation", "unit"}]
    parts = [summed_lines(part, keys) for part in (location, market.lines) if len(part)]
    frame = pd.concat(parts, ignore_index=True) if parts else lines[list(LINES)]
    problems = [*problems, *market.problems]
    lacking = location[location["notation"] == "NE"]
    if len(lacking):
        what = ", ".join(sorted(set(lacking["gas"])))
        problem = f"{len(lacking)} groups have rows without estimate ({what})"
        problems.append(Problem("", "", "notation", "NE", problem, "See .problems of the inventory."))
    if (unsaid := float(location.loc[location["gwp"] == "unstated", "emission"].abs().sum())) > 0:
        problem = f"{unsaid:,.6g} t CO2e whose GWP set is not stated stand in the sums of {gwp}"
        remedy = "Say the set in substance, as CO2e (AR6), or give a factor by gas."
        problems.append(Problem("", "", "substance", "CO2e", problem, remedy))
    if base_year is not None and base_year not in set(frame["year"]):
        problem = "the base year has no rows: changes are not known"
        problems.append(Problem("", "", "base_year", str(base_year), problem, "Add rows of that year."))
    return Statement(boundary.approach, gwp, frame, market.uses, evidence_shares(inventory, gwp), counted,
                     tuple(problems), inventory.edition, base_year, proposed, inventory, boundary)  # fmt: skip


def _check_base_year(base_year: int | None) -> None:
    if base_year is not None and not is_year(base_year):
        message = "the statement cannot be made"
        problem = Problem("", "", "base_year", shown(base_year), "not a year", "Write it as a number: base_year=2023.")
        raise DataError(message, [problem])


def _read_all(*reads: Callable[[], Any]) -> list[Any]:
    """Return what each reads; what is wrong with all of them is one error.

    Raises
    ------
    DataError
        One of them cannot be read: its own message, or one of all where several cannot.
    """
    made, errors = [], []
    for read in reads:
        try:
            made.append(read())
        except DataError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        problems = [problem for error in errors for problem in error.problems]
        message = f"the statement cannot be made: {len(problems)} problems"
        raise DataError(message, problems)
    return made


def _credit_table(source: Any) -> pd.DataFrame:
    found, problems = read_credits(source)
    if problems:
        message = "the credits cannot be used"
        raise DataError(message, problems)
    return found
