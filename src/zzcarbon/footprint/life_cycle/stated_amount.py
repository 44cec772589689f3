"""An amount with its unit, as a person writes it: what a footprint is for, what was made meanwhile."""

from __future__ import annotations

import re

from zzcarbon.errors import DataError, Problem, shown

__all__ = ["stated_amount"]

_AMOUNT = re.compile(r"\s*([0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\s*(\S.*?)\s*")
_MESSAGES = {"functional_unit": "the functional unit cannot be used", "output": "the output cannot be used"}


def stated_amount(text: object, name: str) -> tuple[float, str]:
    """Return an amount above zero and its unit.

    Raises
    ------
    DataError
        It is no such text: the argument is named.

    Examples
    --------
    >>> stated_amount("1 t", "functional_unit"), stated_amount("5万吨", "output"), stated_amount("1,200 t", "output")
    ((1.0, 't'), (5.0, '万吨'), (1200.0, 't'))
    """
    found = _AMOUNT.fullmatch(text) if isinstance(text, str) else None
    amount = float(found[1].replace(",", "")) if found else 0.0
    if found is None or not 0 < amount < float("inf"):
        problem = "not an amount above zero with its unit"
        raise DataError(_MESSAGES[name], [Problem("", "", name, shown(text), problem, "Write it as '1 t'.")])
    return amount, found[2]
