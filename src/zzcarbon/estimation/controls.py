"""Columns of control devices: what is collected, what is removed of it, and how much of the time."""

from __future__ import annotations

__all__ = ["CONTROL_COLUMNS", "REMOVAL", "is_control", "removal_column"]

CONTROL_COLUMNS = ("collection_efficiency", "operating_rate")
"""Shares that a removal efficiency is multiplied by, where the row gives them."""

REMOVAL = "removal_efficiency"
"""Name of the parameter, and of the column where only one substance is asked for."""


def removal_column(substance: str) -> str:
    """Return the column of the share of a substance that a device removes.

    Examples
    --------
    >>> removal_column("NOx")
    'removal_efficiency_NOx'
    """
    return f"{REMOVAL}_{substance}"


def is_control(column: str) -> bool:
    """Whether a column holds a share of a control device: from 0 to 1, without unit or in %.

    Examples
    --------
    >>> is_control("operating_rate"), is_control("removal_efficiency_NOx"), is_control("ncv")
    (True, True, False)
    """
    return column.startswith(REMOVAL) or column in CONTROL_COLUMNS
