"""Methods that are activity x factor and nothing else: each is a row of ``factors/methods.csv`` with its own source."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

from zzcarbon.estimation.controls import DEVICE_COLUMNS
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route
from zzcarbon.resources import data_path

__all__ = ["MethodRow", "claims_of", "inputs_of", "method_rows", "process_methods"]

MethodRow = Mapping[str, str]
"""One row of the file."""

_EQUATION = "E = AR x EF x (1 - c x eta x k)"
_LIMITS = "Default factors of a process; what the plant measures comes first."

_PROCESS_COLUMNS = (
    Input("product", "product, material or area that the factor is per: see zc.factors().find(activity)"),
    Input("amount", "activity in the unit of the factor: product, material, area, pieces", required=True),
    Input("technology", "process, where the factors differ by process"),
    Input("country_group"),
    *DEVICE_COLUMNS,
    Input("emission_factor", "own factor where the method gives one substance, unit in emission_factor_unit"),
)
"""What every process reads."""


def process_methods(module: str) -> tuple[Method, ...]:
    """Return the methods of the processes and uses of a module, less what a control device removes.

    A method of one substance also takes a factor of the row.

    Parameters
    ----------
    module : str
        Name of the module.

    Examples
    --------
    >>> [(method.title, method.locator) for method in process_methods("energy")][12]
    ('Flaring', '1.B.2.c, Tables 3-1 and 3-2')
    """
    return tuple(_process(row) for row in method_rows() if row["module"] == module)


def claims_of(row: MethodRow, *, limits: str) -> dict[str, Any]:
    """Return what a method is called and rests on: nothing of it comes from another method.

    Parameters
    ----------
    row : mapping
        The row of the file.
    limits : str
        What holds for all methods of the shape, where the row names no limits of its own.
    """
    key = row["method"]
    return {
        "key": key,
        "module": row["module"],
        "activity": row["activity"] or key,
        "title": row["title"] or f"{key[0].upper()}{key[1:]}",
        "substances": tuple(row["substances"].split()),
        "limits": row["limits"] or limits,
        **{name: row[name] for name in ("title_local", "edition", "source", "locator", "validated")},
    }


def inputs_of(text: str) -> tuple[Input, ...]:
    """Return inputs from their names: ``*`` marks one that every row needs, ``~`` a bridge.

    Examples
    --------
    >>> [(item.column, item.required, item.bridge) for item in inputs_of("distance~ transport_mode*")]
    [('distance', False, True), ('transport_mode', True, False)]
    """
    return tuple(Input(name.rstrip("*~"), required="*" in name, bridge="~" in name) for name in text.split())


@cache
def method_rows() -> tuple[MethodRow, ...]:
    """Return the rows of the file, in its order."""
    with data_path("methods.csv").open(encoding="utf-8", newline="") as text:
        return tuple(csv.DictReader(text))


def _process(row: MethodRow) -> Method:
    claims, figures = claims_of(row, limits=_LIMITS), inputs_of(row["figures"])
    routes = [Route(tuple(row["held"].split()), figures, factor=True, equation=_EQUATION)]
    if len(claims["substances"]) == 1:
        routes.append(Route(claims["substances"], (Input("emission_factor"),), factor=False, equation=_EQUATION))
    return Method(
        **claims,
        routes=tuple(routes),
        columns=(*_PROCESS_COLUMNS, *figures),
        controlled=True,
        scope="1",
        subject="product",
        dimensions=("country_group",),
        yearly=row["yearly"] == "yes",
    )
