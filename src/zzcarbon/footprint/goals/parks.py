"""The statement of a zero-carbon park or works: what is emitted, what is left, and which conditions hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.footprint.equivalents import read_co2e
from zzcarbon.footprint.goals.events import read_credits
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.stated import is_number, stated_amounts

__all__ = ["Park", "park"]

_CONDITIONS = ("intensity_max", "reduction_min", "renewable_share_min", "credit_share_max")
_SCOPES = ("1", "2")


@dataclass(frozen=True, eq=False)
class Park(ResultCard):
    """What a park states.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``item value unit``: emission of scope 1 and 2, energy, renewable share, credits, what is left.
    conditions : pandas.DataFrame
        ``condition value required unit verdict``: one line for each that the caller's document names.
    document : str
        The document of the conditions.
    """

    frame: pd.DataFrame
    conditions: pd.DataFrame
    document: str

    @property
    def met(self) -> bool:
        """Whether every condition is met."""
        return bool((self.conditions["verdict"] == "met").all())

    def __repr__(self) -> str:
        told = self.conditions["verdict"].value_counts().to_dict()
        return f"<Park by {self.document}: {', '.join(f'{word} {count}' for word, count in told.items())}>"


def park(
    emissions: Any,
    *,
    energy: float,
    renewable: float,
    conditions: Mapping[str, float],
    document: str,
    credits: Any = None,  # noqa: A002
    base: float | None = None,
    measured: Mapping[str, float] | None = None,
) -> Park:
    """State the carbon of a park against the conditions of a document.

    Parameters
    ----------
    emissions : data frame
        ``scope emission unit`` in t CO2e, for example ``inventory.co2e("AR6").by("scope")``; scope 1 and 2.
    energy, renewable : float
        Energy that the park used in the year, and what of it was renewable. [tce, or another unit for both]
    conditions : mapping of str to float
        Any of ``intensity_max`` [t CO2e per unit of energy], ``reduction_min`` against the base [1],
        ``renewable_share_min`` [1], ``credit_share_max``: most of the emission that credits may cover [1]; and
        ``<name>_min`` or ``<name>_max`` of what was `measured`. They are those of the document: no figure is packaged.
    document : str
        What the conditions stand in.
    credits : data frame, optional
        As of `zzcarbon.footprint.event`: retired units, each once.
    base : float, optional
        Emission of the base year. [t CO2e]
    measured : mapping of str to float, optional
        What else the document asks for, by names of your own: ``{"waste_use": 0.83}`` for ``waste_use_min``. [1]

    Returns
    -------
    Park

    Raises
    ------
    DataError
        A scope is missing or unknown, a figure cannot be, a condition is unknown, a reduction has no base, or no
        document is named: every problem.

    Examples
    --------
    >>> table = pd.DataFrame({"scope": ["1", "2"], "emission": [300.0, 700.0], "unit": "t"})
    >>> found = park(table, energy=5000.0, renewable=3500.0, conditions={"intensity_max": 0.25,
    ...     "renewable_share_min": 0.8}, document="conditions of the province, made up")
    >>> found.conditions["verdict"].tolist(), found.met
    (['met', 'not met'], False)

    National zero-carbon parks that use 200,000 to 1,000,000 tce a year (发改环资〔2025〕910号, figures as a secondary
    page prints them): 0.2 t/tce, 90 % clean energy, 80 % of solid waste and of water used again, 50 % of waste heat.
    What was not measured is undetermined.

    >>> national = {"intensity_max": 0.2, "renewable_share_min": 0.9, "waste_use_min": 0.8, "waste_heat_use_min": 0.5}
    >>> table = pd.DataFrame({"scope": ["1", "2"], "emission": [3.0, 5.0], "unit": "万吨"})
    >>> found = park(table, energy=500_000, renewable=460_000, conditions=national, measured={"waste_use": 0.83},
    ...     document="发改环资〔2025〕910号")
    >>> found.conditions["verdict"].tolist(), found.met
    (['met', 'met', 'met', 'undetermined'], False)
    """
    cells = open_cells(
        emissions, "park emissions", ("scope", "emission", "unit"), refusal="the park cannot be stated", closed=True
    )
    mass = read_co2e(cells, "emission", "t", "unit", needed=False)
    missing = np.isnan(mass) & (cells.text("emission") == "")
    cells.report(missing, "emission", "an emission is missing (NE)", "Estimate it first.")
    retired, wrong = read_credits(credits)
    problems = [*cells.problems, *_problems(cells, energy, renewable, conditions, document, base, measured), *wrong]
    if problems:
        raise DataError("the park cannot be stated", problems)
    masses = pd.Series(mass).groupby(cells.text("scope")).sum()
    total = float(masses.sum())
    counted = float(retired["quantity"].sum())
    share = renewable / energy
    values = {
        "intensity_max": (total / energy, "t CO2e per unit of energy"),
        "reduction_min": (1.0 - total / base if base else np.nan, "1"),
        "renewable_share_min": (share, "1"),
        "credit_share_max": (counted / total if total > 0 else 0.0, "1"),
    }
    own = {name: (float(value), "1") for name, value in (measured or {}).items()}
    rows = []
    for name, required in conditions.items():
        value, unit = values[name] if name in values else own.get(name[: -len("_max")], (np.nan, "1"))
        good = value <= required if name.endswith("_max") else value >= required
        verdict = "undetermined" if np.isnan(value) else "met" if good else "not met"
        rows.append((name, value, float(required), unit, verdict))
    told = [
        *((f"scope {scope}", float(masses.get(scope, 0.0)), "t CO2e") for scope in _SCOPES),
        ("emission", total, "t CO2e"),
        ("energy", float(energy), "as given"),
        ("renewable share", share, "1"),
        ("credits retired", counted, "t CO2e"),
        ("left after credits", total - counted, "t CO2e"),
    ]
    return Park(
        pd.DataFrame(told, columns=["item", "value", "unit"]),
        pd.DataFrame(rows, columns=["condition", "value", "required", "unit", "verdict"]),
        document,
    )


def _problems(
    cells: Cells,
    energy: float,
    renewable: float,
    conditions: Mapping[str, float],
    document: str,
    base: float | None,
    measured: Mapping[str, float] | None,
) -> list[Problem]:
    scopes = set(cells.text("scope").tolist())
    remedy = "A park states scope 1 and 2; write 0 where there is none."
    found = [
        Problem("", "", "scope", scope, "the scope has no row", remedy) for scope in _SCOPES if scope not in scopes
    ]
    found += [
        Problem("", "", "scope", scope, "not a scope of the park", "Leave scope 3 out: it is stated apart.")
        for scope in sorted(scopes - set(_SCOPES))
    ]
    if not (is_number(energy) and energy > 0):
        found.append(Problem("", "", "energy", shown(energy), "not above zero"))
    if not (is_number(renewable) and renewable >= 0 and not (is_number(energy) and renewable > energy)):
        found.append(Problem("", "", "renewable", shown(renewable), "not from zero to all energy"))
    known = f"Conditions: {', '.join(_CONDITIONS)}, or <name>_min and <name>_max of what was measured."
    required, wrong = stated_amounts(conditions, "conditions")
    seen, more = stated_amounts(measured, "measured")
    found += [*wrong, *more]
    found += [
        Problem("", "", "conditions", name, "no such condition", known)
        for name in required
        if name not in _CONDITIONS and not name.endswith(("_min", "_max"))
    ]
    found += [
        Problem("", name, "measured", "", "no condition asks for it", known)
        for name in seen
        if f"{name}_min" not in required and f"{name}_max" not in required
    ]
    if not required and not wrong:
        found.append(Problem("", "", "conditions", "", "no condition is named", known))
    if "reduction_min" in required and not (is_number(base) and base > 0):
        found.append(Problem("", "", "base", shown(base), "a reduction needs the emission of a base year"))
    if not (isinstance(document, str) and document.strip()):
        found.append(Problem("", "", "document", "", "the document of the conditions is missing"))
    return found
