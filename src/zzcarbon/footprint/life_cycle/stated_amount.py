"""An amount with its unit, as a person writes it: what a footprint is for, what was made meanwhile."""

from __future__ import annotations

import re

from zzcarbon.errors import DataError, Problem, UnitError, shown
from zzcarbon.spelling import parse_number

__all__ = ["stated_amount"]

_THOUSANDS = re.compile(r"\s*\d{1,3}(?:,\d{3})+(?![\d,])")
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
    written = text if isinstance(text, str) else ""
    whole = _THOUSANDS.match(written)
    try:
        amount, unit = parse_number(f"{whole[0].replace(',', '')}{written[whole.end() :]}" if whole else written)
    except UnitError:
        amount, unit = 0.0, ""
    if not amount > 0 or not unit:
        problem = "not an amount above zero with its unit"
        raise DataError(_MESSAGES[name], [Problem("", "", name, shown(text), problem, "Write it as '1 t'.")])
    return amount, unit
