"""Ozone depletion: emissions weighted by their potential against CFC-11.

The potentials are those of the annexes of the Montreal Protocol, in ``factors/odp.csv``; a table of the caller takes
their place and names its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from numbers import Real
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.door import guarded
from zzcarbon.errors import DataError, Problem, UnitError
from zzcarbon.gwp import blends
from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.substances import substance

if TYPE_CHECKING:
    from zzcarbon.quantities import Quantity

__all__ = ["odp"]

_ODS = re.compile(r"CFC-|HCFC-|Halon-?|CCl4|CH3CCl3|CH3Br|CH2BrCl|CHBrF2|CH2Br2")
"""Keys of substances with chlorine or bromine that the Montreal Protocol lists by name."""


@guarded
def odp(
    emissions: Mapping[str, float | Quantity] | pd.Series[float],
    *,
    table: Mapping[str, float] | None = None,
    source: str = "",
) -> pd.DataFrame:
    """Weigh emissions by their ozone depletion potential.

    Parameters
    ----------
    emissions : mapping or pandas.Series
        Mass by substance: numbers in tonnes, as ``inventory.total()`` gives them, or quantities. Blends are split
        into their parts; what depletes no ozone (HFC, CO2 ...) is left out.
    table : mapping of str to float, optional
        Potential of each substance [t CFC-11/t]; without it those of the Montreal Protocol.
    source : str, optional
        Where the table stands: document and page. A table of the caller needs it.

    Returns
    -------
    pandas.DataFrame
        Per substance ``emission`` [t], ``odp`` [t CFC-11/t], ``weighted`` [t CFC-11], ``source``. The ODP-weighted
        total is the sum of ``weighted``.

    Raises
    ------
    DataError
        A depleting substance lacks in the table, a potential is below zero, or the source is empty: all at once.

    Notes
    -----
    ODP-weighted emission = sum of m * ODP.

    Examples
    --------
    >>> odp({"R-22": 2.0, "HFC-134a": 5.0})[["substance", "odp", "weighted"]].values.tolist()
    [['HCFC-22', 0.055, 0.11]]
    >>> told = odp({"R-22": 2.0, "HFC-134a": 5.0}, table={"HCFC-22": 0.05}, source="own table, page 1")
    >>> told[["substance", "weighted"]].values.tolist()
    [['HCFC-22', 0.1]]
    """
    masses = _by_substance(emissions)
    potentials, places = (
        _protocol()
        if table is None
        else (
            {substance(name).key: float(value) for name, value in table.items()},
            {},
        )
    )
    problems = [
        Problem("odp", key, "table", "", f"the table has no potential of {key}", f"Add {key!r} to the table.")
        for key in sorted(masses)
        if key not in potentials
    ]
    problems += [
        Problem("odp", key, "table", repr(value), "not a number from 0 up", "Correct the potential.")
        for key, value in potentials.items()
        if not 0 <= value < float("inf")
    ]
    if table is not None and not source.strip():
        problems.append(Problem("odp", "", "source", "", "the table has no source", "Name document and page."))
    if problems:
        message = "the ozone depletion cannot be weighted"
        raise DataError(message, problems)
    rows = [
        {
            "substance": key,
            "emission": mass,
            "odp": potentials[key],
            "weighted": mass * potentials[key],
            "source": places.get(key, source),
        }
        for key, mass in sorted(masses.items())
    ]
    return pd.DataFrame(rows, columns=["substance", "emission", "odp", "weighted", "source"])


@cache
def _protocol() -> tuple[Mapping[str, float], Mapping[str, str]]:
    """Return the potentials of the Montreal Protocol and where each stands."""
    rows = data_rows("odp.csv")
    places = {row["substance"]: f"Montreal Protocol, {row['locator']}" for row in rows}
    return MappingProxyType({row["substance"]: float(row["value"]) for row in rows}), MappingProxyType(places)


def _by_substance(emissions: Mapping[str, float | Quantity] | pd.Series[float]) -> dict[str, float]:
    """Return the depleting substances in tonnes, blends split into their parts."""
    masses: dict[str, float] = {}
    if not isinstance(emissions, Mapping | pd.Series):
        message = f"masses by substance are needed, not {type(emissions).__name__}: inventory.total() gives them"
        raise DataError(message)
    for name, given in emissions.items():
        key = substance(str(name)).key
        mass = _tonnes(key, given)
        parts = blends().get(key, ((key, 1.0),))
        whole = sum(share for _, share in parts)
        for part, share in parts:
            if _ODS.match(part):
                masses[part] = masses.get(part, 0.0) + mass * share / whole
    return masses


def _tonnes(key: str, given: float | Quantity) -> float:
    if isinstance(given, bool | str) or given is None:
        raise UnitError(f"the emission of {key} is {given!r}: give tonnes as a number, or a quantity")
    mass = float(given) if isinstance(given, float | Real) else float(given.to(f"t {key}").magnitude)
    if mass != mass:  # noqa: PLR0124
        raise UnitError(f"the emission of {key} is not a number: what is not estimated cannot be weighted")
    if not 0 <= mass < float("inf"):
        raise UnitError(f"the emission of {key} is {mass:g} t: a mass from 0 up is weighted")
    return mass
