"""Coefficients of factors that are functions, as the database writes them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zzcarbon.errors import DataError, shown

__all__ = ["read_coefficients"]


def read_coefficients(text: str, names: Sequence[str]) -> tuple[float, ...]:
    """Return the coefficients in the order of their names; one that is not written is zero.

    Raises
    ------
    DataError
        A part is not ``name=number``, or the function has no coefficient of that name.

    Examples
    --------
    >>> read_coefficients("a=1.5; c=-2e-3", ("a", "b", "c"))
    (1.5, 0.0, -0.002)
    """
    found = dict.fromkeys(names, 0.0)
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, _, number = (piece.strip() for piece in part.partition("="))
        try:
            value = float(number)
        except ValueError:
            value = math.nan
        if name not in found or not math.isfinite(value):
            message = f"the coefficients {shown(text)} are not name=number with the names {', '.join(names)}"
            raise DataError(message)
        found[name] = value
    return tuple(found.values())
