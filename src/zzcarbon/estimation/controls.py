"""Columns of control devices: what is collected, what is removed of it, and how much of the time."""

from __future__ import annotations

from collections.abc import Collection

from zzcarbon.estimation.input import Input
from zzcarbon.vocabulary.families import other_names

__all__ = [
    "CONTROL_COLUMNS",
    "DEVICE_COLUMNS",
    "REMOVAL",
    "is_control",
    "removal_column",
    "removal_columns",
    "removal_given",
    "shares_of_device",
]

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


def removal_given(substance: str, columns: Collection[str]) -> tuple[str, str]:
    """Return the column of rows that holds the removal of a substance, and why it is that column; empty for none.

    A device that removes VOCs removes NMVOC: the names are one family. The column of the substance itself
    comes first.

    Examples
    --------
    >>> removal_given("NMVOC", ["removal_efficiency_VOCs"])[0], removal_given("HC", ["removal_efficiency_VOCs"])
    ('removal_efficiency_VOCs', ('', ''))
    """
    own = removal_column(substance)
    if own in columns:
        return own, ""
    for kin in other_names(substance):
        column = removal_column(kin.family if kin.member == substance else kin.member)
        if column in columns:
            return column, f"{column} is that of {substance}: {kin.why}"
    return "", ""


def removal_columns(substance: str, columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns of a device whose removal the rows measured: removal, collected share, share of time.

    Examples
    --------
    >>> removal_columns("NOx", ["operating_rate", "removal_efficiency_NOx"]), removal_columns("CO", ["operating_rate"])
    (('removal_efficiency_NOx', 'operating_rate'), ())
    """
    by_hand, _ = removal_given(substance, columns)
    return (by_hand, *shares_of_device(columns)) if by_hand else ()


def shares_of_device(columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns that say how much a device collects and how long it runs."""
    return tuple(column for column in CONTROL_COLUMNS if column in columns)


def is_control(column: str) -> bool:
    """Whether a column holds a share of a control device: from 0 to 1, without unit or in %.

    Examples
    --------
    >>> is_control("operating_rate"), is_control("removal_efficiency_NOx"), is_control("ncv")
    (True, True, False)
    """
    return column.startswith(REMOVAL) or column in CONTROL_COLUMNS
