"""Columns of control devices: what is collected, what is removed of it, and how much of the time."""

from __future__ import annotations

from zzcarbon.estimation.input import Input

__all__ = ["CONTROL_COLUMNS", "DEVICE_COLUMNS", "REMOVAL", "is_control", "removal_column"]

CONTROL_COLUMNS = ("collection_efficiency", "operating_rate")
"""Shares that a removal efficiency is multiplied by, where the row gives them."""

REMOVAL = "removal_efficiency"
"""Name of the parameter, and of the column where only one substance is asked for."""

DEVICE_COLUMNS = (
    Input("collection_efficiency"),
    Input("removal_efficiency_<substance>", "share of the collected that the device removes [1]: its test report"),
    Input("operating_rate"),
    Input("control", "name of the device; its removal efficiency is looked up where the row gives none"),
)
"""What a method with a control device reads of it."""


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
