"""Choices side by side: allocations of co-products, and recycling by cut-off and by substitution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.footprint.life_cycle.exchanges import ALLOCATIONS, KINDS
from zzcarbon.footprint.life_cycle.products import product
from zzcarbon.tables.stated import is_number

__all__ = ["allocations", "recycling"]


def allocations(
    stages: Any,
    *,
    functional_unit: str,
    choices: Sequence[str] = ALLOCATIONS,
    item: str | None = None,
    gwp: str = "AR6",
) -> pd.DataFrame:
    """Return the footprint of a product by several allocations, side by side.

    Parameters
    ----------
    stages, functional_unit, item, gwp
        As of `product`.
    choices : sequence of str
        Allocations; all if left out.

    Returns
    -------
    pandas.DataFrame
        ``allocation``, one column a kind of emission, ``unit`` [kg CO2e], ``problem``: why a choice cannot be taken, as
        a co-product without its key.

    Raises
    ------
    DataError
        No choice can be taken: the problems of all.
    UnknownNameError
        A choice or the item is unknown.

    Examples
    --------
    >>> press = {"process": "press", "role": "output", "unit": "t"}
    >>> rows = [{**press, "item": "profile", "amount": 8, "mass": 8, "main": True},
    ...     {**press, "item": "scrap", "amount": 2, "mass": 2},
    ...     {**press, "role": "emission", "item": "CO2", "amount": 4}]
    >>> found = allocations(rows, functional_unit="1 t", item="profile", choices=("mass", "cut-off"))
    >>> found[["allocation", "fossil"]].values.tolist()
    [['mass', 400.0], ['cut-off', 500.0]]
    """
    unknown = [name for name in choices if name not in ALLOCATIONS]
    if unknown:
        raise UnknownNameError("allocation", unknown[0], ALLOCATIONS, f"Choices: {', '.join(ALLOCATIONS)}.")
    rows: list[dict[str, str | float]] = []
    problems: list[Problem] = []
    for name in choices:
        try:
            made = product(stages, functional_unit=functional_unit, item=item, allocation=name, gwp=gwp)
        except DataError as error:
            if not error.problems:
                raise
            problems += list(error.problems)
            rows.append({"allocation": name, "problem": error.problems[0].problem})
            continue
        row: dict[str, str | float] = {"allocation": name, "problem": ""}
        rows.append(row | {kind: made.total(kind) for kind in KINDS})
    if all(row["problem"] for row in rows):
        message = "the product has no footprint by any of the choices"
        raise DataError(message, problems)
    columns = ["allocation", *KINDS, "unit", "problem"]
    return pd.DataFrame(rows).assign(unit="kg CO2e").reindex(columns=columns)


def recycling(
    *, virgin: float, recycled: float, disposal: float, recycled_content: float, recovery: float, quality: float = 1.0
) -> pd.DataFrame:
    r"""Return the emission of a material that is recycled, by cut-off and by substitution, side by side.

    Parameters
    ----------
    virgin, recycled, disposal : float
        Emission of a kilogram of primary material, of recycling scrap into secondary material, and of disposal
        [kg CO2e/kg].
    recycled_content : float
        Share of secondary material in what is used [1].
    recovery : float
        Share of the material that is recycled at the end of life [1].
    quality : float
        Primary material that a kilogram of secondary material replaces [kg/kg].

    Returns
    -------
    pandas.DataFrame
        ``approach production recycling disposal credit emission unit`` [kg CO2e/kg]. Cut-off: who uses scrap bears its
        recycling, nothing is credited. Substitution: scrap beyond what was used is credited with the primary material
        that it replaces, less its recycling; scrap that is lacking is charged so. They agree where content and recovery
        are one, the closed loop.

    Raises
    ------
    DataError
        A share is not between 0 and 1, or an emission is no number: every problem.

    Notes
    -----
    .. math:: E_{cut} = (1 - R_1) E_V + R_1 E_R + (1 - R_2) E_D
    .. math:: E_{sub} = E_{cut} + (R_2 - R_1) (E_R - Q E_V)

    Balance of the material, own arithmetic: the allocation rules of ISO 14067 and of the PACT methodology could not be
    read, and which approach a standard asks for is the user's to know (grade C).

    Examples
    --------
    >>> found = recycling(virgin=10.0, recycled=1.0, disposal=0.1, recycled_content=0.2, recovery=0.9)
    >>> found.set_index("approach")["emission"].round(9).to_dict()
    {'cut-off': 8.21, 'substitution': 1.91}
    """
    masses = {"virgin": virgin, "recycled": recycled, "disposal": disposal}
    shares = {"recycled_content": recycled_content, "recovery": recovery, "quality": quality}
    problems = [Problem("", "", name, str(value), "not a number", "Give kg CO2e per kg.")
                for name, value in masses.items() if not is_number(value)]  # fmt: skip
    problems += [Problem("", "", name, str(value), "not a share", "Give a number from 0 to 1.")
                 for name, value in shares.items() if not is_number(value) or not 0 <= value <= 1]  # fmt: skip
    if problems:
        message = "the recycling cannot be computed"
        raise DataError(message, problems)
    production, again = (1 - recycled_content) * virgin, recycled_content * recycled
    waste, surplus = (1 - recovery) * disposal, recovery - recycled_content
    rows = []
    for approach, net in (("cut-off", 0.0), ("substitution", surplus)):
        credit = net * (recycled - quality * virgin)
        rows.append((approach, production, again, waste, credit, production + again + waste + credit, "kg CO2e/kg"))
    return pd.DataFrame(rows, columns=["approach", "production", "recycling", "disposal", "credit", "emission", "unit"])
